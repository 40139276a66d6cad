"""
What a language model answers, read as a script; and what is wrong with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from aura_core.model.script import Citation, Scene, Script
from aura_core.outbound.foreign import understood
from aura_core.providers.writers.lacks import warned
from aura_core.providers.writers.markdown import BlockKind, blocks_of
from aura_core.providers.writers.prompting import Task
from aura_core.providers.writers.scenes import open_and_close, timed
from aura_core.providers.writers.sentences import count_words
from aura_core.providers.writers.text import says_something
from aura_core.words import counted


__all__ = [
    "Draft",
    "DraftScene",
    "Judged",
    "Review",
    "citations_of",
    "cleaned_scene",
    "draft_in",
    "flaws_of",
    "json_in",
    "miscited",
    "scenes_schema",
    "schema_for",
    "script_of",
]

_CLOSE: Final = 0.15
"""How far the words may be from what was asked for, before they are asked for once more."""

_BULLETS: Final = 6

_WORD: Final = {"type": "string"}
_WORDS: Final = {"type": "array", "items": _WORD}
_NUMBERS: Final = {"type": "array", "items": {"type": "integer"}}


def schema_for(*, thinks: bool) -> Mapping[str, Any]:
    """
    Return the JSON Schema of a script.

    Every member is required and no other allowed: so the strict modes of all providers take it.
    """
    film = {"title": _WORD, "subtitle": _WORD, **scenes_schema({})["properties"]}
    return _object({"thinking": _WORD, **film} if thinks else film)


def scenes_schema(more: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the JSON Schema of scenes alone, of which each has *more* members."""
    scene = {"heading": _WORD, "narration": _WORD, "visual": _WORD, "bullets": _WORDS, "citations": _NUMBERS}
    return _object({"scenes": {"type": "array", "items": _object({**more, **scene})}})


def _object(members: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(members),
        "required": list(members),
        "additionalProperties": False,
    }


@attrs.frozen
class DraftScene:
    """A scene as a model wrote it."""

    heading: str
    narration: str
    visual: str = ""
    bullets: tuple[str, ...] = ()
    citations: tuple[int, ...] = ()


@attrs.frozen
class Draft:
    """A script as a model wrote it."""

    title: str
    scenes: tuple[DraftScene, ...]
    subtitle: str = ""

    @property
    def words(self) -> int:
        """How many are spoken."""
        return sum(count_words(scene.narration) for scene in self.scenes)


@attrs.frozen
class Review:
    """
    What an editor says of a script.

    Attributes:
        score: 0 to 100.

        weaknesses: Sentences, the most important first.
    """

    score: float
    weaknesses: tuple[str, ...] = ()


@attrs.frozen
class Judged:
    """
    An answer, and what is wrong with it.

    Attributes:
        draft: ``None`` when it cannot be used at all.

        flaws: Sentences that a model understands.
    """

    draft: Draft | None
    flaws: tuple[str, ...]


def json_in(text: str) -> Any:
    """
    Return the JSON object in *text*, also where a model talks around it or fences it in.

    Raises:
        ValueError: there is none.
    """
    begin, end = text.find("{"), text.rfind("}")
    if begin < 0 or end < begin:
        raise ValueError("there is no JSON object in it")
    try:
        return json.loads(text[begin : end + 1], strict=False)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"the JSON in it is broken: {error}") from error


def draft_in(text: str, task: Task) -> Judged:
    """
    Read the answer *text* to *task*.
    """
    try:
        draft = _cleaned(understood(json_in(text), Draft))
    except ValueError as error:
        return Judged(None, (f"It cannot be read: {error}.",))
    if not draft.scenes or not all(says_something(scene.narration) for scene in draft.scenes):
        return Judged(None, ("There are no scenes, or scenes in which nothing is said.",))
    return Judged(draft, tuple(flaws_of(draft, task)))


def flaws_of(draft: Draft, task: Task) -> Iterator[str]:
    """Say what of *draft* is not as it was ordered."""
    if abs(draft.words - task.words) > _CLOSE * task.words:
        change = "Shorten" if draft.words > task.words else "Lengthen"
        yield f"The narration has {draft.words} words in all. {change} it to about {task.words}."
    if task.order.plan_spec.target_scene_count and len(draft.scenes) != task.scenes:
        yield f"The script has {counted(len(draft.scenes), 'scene')}. Make it exactly {task.scenes}."
    yield from miscited(draft.scenes, task)


def miscited(scenes: Iterable[DraftScene], task: Task) -> Iterator[str]:
    """Say what *scenes* cite that they cannot."""
    cited = {number for scene in scenes for number in scene.citations}
    if unknown := sorted(number for number in cited if not 1 <= number <= len(task.passages)):
        yield f"There are no passages {', '.join(map(str, unknown))}. Cite only those that you were given."


def script_of(draft: Draft, task: Task, words_per_minute: float, *warnings: str) -> Script:
    """
    Make a script of *draft*.
    """
    scenes = [
        Scene(
            index=0,
            heading=scene.heading,
            script=scene.narration,
            bullets=scene.bullets,
            visual_prompt=scene.visual or None,
            citations=citations_of(scene, task),
        )
        for scene in draft.scenes
    ]
    script = Script(
        title=draft.title if says_something(draft.title) else task.order.brief.topic,
        language=task.order.brief.language,
        scenes=open_and_close(timed(scenes, words_per_minute)),
        subtitle=draft.subtitle,
        warnings=(*warnings, *miscited(draft.scenes, task)),
    )
    return warned(script, task.order)


def citations_of(scene: DraftScene, task: Task) -> tuple[Citation, ...] | None:
    """Return what *scene* rests on, where that is wanted."""
    cites = task.order.brief.rag_configuration
    cited = cites is None or cites.include_citations
    return tuple(_citations(scene, task)) or None if cited else None


def _citations(scene: DraftScene, task: Task) -> Iterator[Citation]:
    for number in dict.fromkeys(scene.citations):
        if 1 <= number <= len(task.passages):
            yield task.passages[number - 1].citation


def _cleaned(draft: Draft) -> Draft:
    scenes = tuple(map(cleaned_scene, draft.scenes))
    return Draft(_plain(draft.title), scenes, _plain(draft.subtitle))


def cleaned_scene(scene: DraftScene) -> DraftScene:
    """Take out of *scene* what nobody would read aloud: markup, pictographs, labels."""
    return attrs.evolve(
        scene,
        heading=_plain(scene.heading),
        narration=_plain(scene.narration),
        visual=_plain(scene.visual),
        bullets=tuple(filter(says_something, map(_point, scene.bullets[:_BULLETS]))),
    )


def _plain(text: str) -> str:
    unsaid = {BlockKind.LISTING, BlockKind.UNSPOKEN, BlockKind.ASIDE}
    spoken = (block.text for block in blocks_of(text) if block.kind not in unsaid)
    return " ".join(" ".join(spoken).split())


def _point(text: str) -> str:
    return re.sub(r"[.;,]+$", "", _plain(text))
