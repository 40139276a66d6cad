"""
Scenes revised by language models: what is asked, and what is made of the answer.

Rule 1: only the scenes that were asked for change; of the others an answer is not believed.

Rule 2: a scene that became nothing other, no longer or no shorter, as was asked, stays as it was.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from aura_core.model.revision import Revision, RevisionKind
from aura_core.model.script import Scene, Script
from aura_core.outbound.foreign import understood
from aura_core.providers.writers.answered import (
    DraftScene,
    citations_of,
    cleaned_scene,
    json_in,
    miscited,
    scenes_schema,
)
from aura_core.providers.writers.prompting import Message, Task, revise_prompt
from aura_core.providers.writers.revising import resaid
from aura_core.providers.writers.sentences import count_words
from aura_core.providers.writers.statements import normalised
from aura_core.providers.writers.text import says_something


__all__ = ["SCHEMA", "Reworded", "Rewording", "portions"]

SCHEMA: Final[Mapping[str, Any]] = scenes_schema({"number": {"type": "integer"}})
"""The form of an answer."""

_WORDS_AT_ONCE: Final = 1500
"""Spoken; answers that are longer are cut off by some models."""

_CLOSE: Final = 0.25
_WORDS_CLOSE: Final = 5
"""How far the words of a scene may be from what was asked for, before they are asked for once more."""


@attrs.frozen
class _RevisedScene(DraftScene):
    number: int = 0


@attrs.frozen
class _Answer:
    scenes: tuple[_RevisedScene, ...]


@attrs.frozen
class Reworded:
    """
    An answer, and what is wrong with it.

    Attributes:
        scenes: By number; ``None`` when it cannot be used at all.

        flaws: Sentences that a model understands.
    """

    scenes: Mapping[int, DraftScene] | None
    flaws: tuple[str, ...]


def portions(script: Script, revision: Revision) -> Iterator[Revision]:
    """Divide *revision* into what a model answers at once."""
    some: list[int] = []
    words = 0
    for place in revision.places:
        length = _words_for(script.scenes[place], revision)
        if some and words + length > _WORDS_AT_ONCE:
            yield attrs.evolve(revision, places=tuple(some))
            some, words = [], 0
        some.append(place)
        words += length
    yield attrs.evolve(revision, places=tuple(some))


@attrs.frozen
class Rewording:
    """
    What a model is to make of some scenes of a script.

    Attributes:
        task: What the script was written for; its words are those that the scenes are to have.
    """

    task: Task
    script: Script
    revision: Revision

    @classmethod
    def of(cls, task: Task, script: Script, revision: Revision) -> Rewording:
        """Say what a model is to make of the scenes of *revision*, of a script that was written for *task*."""
        words = sum(_words_for(script.scenes[place], revision) for place in revision.places)
        return cls(attrs.evolve(task, words=words, scenes=len(revision.places), schema=SCHEMA), script, revision)

    @property
    def numbers(self) -> dict[int, int]:
        """The words that each scene is to have, by the scene's number."""
        scenes = self.script.scenes
        return {place + 1: _words_for(scenes[place], self.revision) for place in self.revision.places}

    def prompt(self) -> tuple[Message, ...]:
        """Return what asks for it."""
        return revise_prompt(self.task, self.revision, self.script.language, self._as_text(), self.numbers)

    def _as_text(self) -> str:
        numbers = {passage.citation: place for place, passage in enumerate(self.task.passages, start=1)}
        scenes = [
            {
                "number": place,
                "heading": scene.heading,
                "narration": scene.script,
                "visual": scene.visual_prompt or "",
                "bullets": list(scene.bullets),
                "citations": [numbers[one] for one in scene.citations or () if one in numbers],
            }
            for place, scene in enumerate(self.script.scenes, start=1)
            if self.revision.in_context or place in self.numbers
        ]
        return json.dumps({"title": self.script.title, "scenes": scenes}, ensure_ascii=False)

    def read(self, text: str) -> Reworded:
        """
        Read the answer *text*.
        """
        try:
            answer = understood(json_in(text), _Answer)
        except ValueError as error:
            return Reworded(None, (f"It cannot be read: {error}.",))
        wanted = self.numbers
        counted = Counter(scene.number for scene in answer.scenes)
        if missing := [str(number) for number in wanted if counted[number] != 1]:
            return Reworded(None, (f"Each of the scenes {', '.join(missing)} has to be there once.",))
        scenes = {scene.number: cleaned_scene(scene) for scene in answer.scenes if scene.number in wanted}
        if empty := [str(number) for number, scene in scenes.items() if not says_something(scene.narration)]:
            return Reworded(None, (f"Nothing is said in the scenes {', '.join(empty)}.",))
        return Reworded(scenes, tuple(self._flaws(scenes)))

    def _flaws(self, scenes: Mapping[int, DraftScene]) -> Iterator[str]:
        for number, words in self.numbers.items():
            told = count_words(scenes[number].narration)
            if not self._is_what_was_asked(number, scenes[number]):
                yield f"Scene {number} is not {_WANTED[self.revision.kind]} than it was."
            elif abs(told - words) > max(_WORDS_CLOSE, _CLOSE * words):
                yield f"Scene {number} has {told} words. Make it about {words}."
        yield from miscited(scenes.values(), self.task)

    def _is_what_was_asked(self, number: int, draft: DraftScene) -> bool:
        before, after = self.script.scenes[number - 1].script, draft.narration
        if self.revision.kind is RevisionKind.EXPAND:
            return count_words(after) > count_words(before)
        if self.revision.kind is RevisionKind.SHORTEN:
            return count_words(after) < count_words(before)
        return normalised(after) != normalised(before)

    def applied(self, scenes: Mapping[int, DraftScene]) -> Script:
        """Return the script with *scenes* in their places, where they are what was asked for."""
        found = list(self.script.scenes)
        for number, draft in scenes.items():
            if self._is_what_was_asked(number, draft):
                found[number - 1] = self._scene(found[number - 1], draft)
        return attrs.evolve(self.script, scenes=tuple(found))

    def _scene(self, before: Scene, draft: DraftScene) -> Scene:
        scene = resaid(attrs.evolve(before, bullets=draft.bullets), draft.narration)
        if not scene.bullets and before.bullets:
            scene = attrs.evolve(scene, layout=None)
        if self.task.passages:
            scene = attrs.evolve(scene, citations=citations_of(draft, self.task))
        heading = draft.heading if says_something(draft.heading) else before.heading
        # What its user has chosen to show stays.
        visual = before.visual_prompt if before.path_or_url or not draft.visual else draft.visual
        return attrs.evolve(scene, heading=heading, visual_prompt=visual)


def _words_for(scene: Scene, revision: Revision) -> int:
    factor = revision.factor if revision.kind in {RevisionKind.EXPAND, RevisionKind.SHORTEN} else 1.0
    return max(1, round(factor * count_words(scene.script)))


_WANTED: Final = {
    RevisionKind.REGENERATE: "other",
    RevisionKind.ENHANCE: "other",
    RevisionKind.EXPAND: "longer",
    RevisionKind.SHORTEN: "shorter",
}
