"""
An honest outline for a topic about which nothing else is known.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from random import Random
from typing import Final

import attrs

from aura_core.errors import ScriptError
from aura_core.model.brief import LONGEST, PlanSpec
from aura_core.model.enums import Layout
from aura_core.model.order import Order
from aura_core.model.revision import Revision, RevisionKind
from aura_core.model.script import Scene, Script
from aura_core.ports import Report, quiet
from aura_core.providers.writers.budget import Choice, choose
from aura_core.providers.writers.drafts import Candidate, Draft, drafts_for
from aura_core.providers.writers.lacks import warned
from aura_core.providers.writers.manuscript import Line, Passage
from aura_core.providers.writers.revising import by_rules, nothing_more, revised, stretches
from aura_core.providers.writers.scenes import open_and_close, scene_seconds, scenes_of, timed
from aura_core.providers.writers.sentences import count_words, join_sentences, split_sentences
from aura_core.providers.writers.statements import normalised
from aura_core.providers.writers.text import cleaned, spoken
from aura_core.providers.writers.topics import Form, recognize


__all__ = ["OutlineWriter"]

_FEWEST: Final = 3
_MOST: Final = 60
"""Scenes of an outline, unless the plan has its own limits."""

_OTHERS: Final = 12
"""Outlines, by other seeds, in which other words are looked for."""

_HONEST: Final = (
    "No sources were given, so this is an outline without facts; for a film with content, write a script of your own, "
    "give documents, or have a language model write."
)

_SUBTITLES: Final = {
    Form.MECHANISM: "What to look for, and what to ask",
    Form.REASON: "How to find a good reason",
    Form.METHOD: "How to make a start",
    Form.CONCEPT: "How to find a way in",
    Form.VERSUS: "How to choose",
    Form.TIPS: "How to choose them well",
    Form.QUESTION: "How to look for an answer",
}


class OutlineWriter:
    """
    Frames a topic, in English, without claiming anything about it.

    It asks questions, says what to look for, what to compare and whom to ask, in the tone, for the audience and to the
    end that the brief names. The same order gives the same outline; another seed gives another one.
    """

    name = "outline"
    version = "2"

    async def write(self, order: Order, words_per_minute: float, report: Report = quiet) -> Script:
        """
        Write an outline for ``order.brief.topic``, as long as the plan asks.

        Raises:
            ScriptError: another language than English is asked for.
        """
        _check_language(order.brief.language, self.name)
        asked = " ".join(cleaned(order.brief.topic, "$.brief.topic").split())
        topic = recognize(spoken(asked) or asked)
        plan = order.plan_spec
        words = round(plan.target_duration * words_per_minute / 60)
        wanted = _scene_count(plan)
        rng = Random(f"{order.seed} {topic.title}")  # noqa: S311 - a choice of words
        drafts = drafts_for(topic, order.brief, words, max(1, wanted - 2), rng)
        passages = [_passage(draft, chosen) for draft, chosen in _chosen(drafts, words) if chosen]
        scenes = open_and_close(_scenes(passages, wanted, plan, words_per_minute))
        flowing = [attrs.evolve(scene, script=scene.script.replace("\n\n", " ")) for scene in scenes]
        planned = timed(flowing, words_per_minute)
        script = Script(topic.title, order.brief.language, planned, _SUBTITLES[topic.form], warnings=(_HONEST,))
        return warned(script, order)

    async def revise(self, script: Script, revision: Revision, order: Order, words_per_minute: float) -> Script:
        """
        Say of scenes what other outlines of the same topic say under the same headings; else revise by the rules.

        Raises:
            ScriptError: no outline says anything else there, or no rule would change anything.
        """
        if revision.kind in {RevisionKind.SHORTEN, RevisionKind.ENHANCE}:
            return by_rules(script, revision, self.name, words_per_minute)
        others = [
            scene
            for seed in range(1, _OTHERS + 1)
            for length in (1, 2)
            for scene in (await self.write(_other(order, seed, length), words_per_minute)).scenes
        ]
        expands = revision.kind is RevisionKind.EXPAND

        def revise(scene: Scene, said: frozenset[str]) -> Scene | None:
            alike = [one for one in others if _is_like(one, scene)]
            if expands:
                return _expanded(scene, alike, said, revision.factor)
            other = _nearest(scene, [one for one in alike if one.script != scene.script])
            return other and attrs.evolve(scene, script=other.script, bullets=other.bullets, layout=other.layout)

        refusal = nothing_more("Outlines of this topic have nothing else to say there.", self.name)
        return revised(script, revision, revise, words_per_minute, refusal)


def _other(order: Order, seed: int, length: int) -> Order:
    plan = order.plan_spec
    longer = attrs.evolve(plan, target_duration=min(LONGEST, plan.target_duration * length))
    return attrs.evolve(order, plan_spec=longer, seed=order.seed + seed)


def _is_like(one: Scene, scene: Scene) -> bool:
    """Tell whether two scenes are at the same point of outlines of the same topic; their closings have many headings."""
    closes = Layout.CLOSING in {one.layout, scene.layout}
    return one.layout is scene.layout if closes else one.heading == scene.heading


def _nearest(scene: Scene, others: list[Scene]) -> Scene | None:
    """Return which of *others* takes most nearly as long to say as *scene*."""
    words = count_words(scene.script)
    return min(others, key=lambda one: abs(count_words(one.script) - words), default=None)


def _expanded(scene: Scene, others: list[Scene], said: frozenset[str], factor: float) -> Scene | None:
    """Add what *others* say and nobody has *said*, each with what leans on it, until *scene* has *factor* times its words."""
    added: list[str] = []
    left = (factor - 1) * count_words(scene.script)
    known = set(said)
    for stretch in (part for one in others if not one.bullets for part in stretches(split_sentences(one.script))):
        length = sum(map(count_words, stretch))
        if known.isdisjoint(map(normalised, stretch)) and (not added or length <= left):
            known.update(map(normalised, stretch))
            added += stretch
            left -= length
    return attrs.evolve(scene, script=join_sentences((scene.script, *added))) if added else None


def _check_language(language: str, writer: str) -> None:
    if language.replace("_", "-").split("-")[0].lower() not in {"en", "eng", "english"}:
        raise ScriptError(
            f"Outlines are written in English only, not in {language}.",
            provider=writer,
            remedy="Give the script in that language with --script FILE.",
            refused=True,
        )


def _scene_count(plan: PlanSpec) -> int:
    if plan.target_scene_count is not None:
        return plan.target_scene_count
    usual = ceil(plan.target_duration / scene_seconds(plan))
    most = plan.max_scene_count or max(_MOST, plan.min_scene_count or 0)
    return min(most, max(plan.min_scene_count or min(_FEWEST, most), usual))


def _chosen(drafts: tuple[Draft, ...], words: int) -> list[tuple[Draft, list[Candidate]]]:
    """Return what each of *drafts* says, so that all of them together have *words* words."""
    free = [candidate for draft in drafts for candidate in draft.candidates if not candidate.needed]
    needed = sum(candidate.words for draft in drafts for candidate in draft.candidates if candidate.needed)
    choices = [Choice(candidate.words, candidate.words * candidate.worth) for candidate in free]
    said = {id(free[place]) for place in choose(choices, words - needed)}
    return [(draft, [one for one in draft.candidates if one.needed or id(one) in said]) for draft in drafts]


def _scenes(passages: list[Passage], wanted: int, plan: PlanSpec, words_per_minute: float) -> list[Scene]:
    """Part or join *passages* to *wanted* scenes, where possible without joining opening or closing to the rest."""

    def parted(part: list[Passage], count: int) -> tuple[Scene, ...]:
        return scenes_of(part, attrs.evolve(plan, target_scene_count=count), words_per_minute)

    if wanted < _FEWEST or len(passages) < _FEWEST:
        return list(parted(passages, wanted))
    opening, *body, closing = passages
    usual = scene_seconds(plan) * Fraction(words_per_minute) / 60
    first, last = (
        max(1, round(sum(count_words(line.text) for line in end.lines) / usual)) for end in (opening, closing)
    )
    first = max(1, min(first, wanted - len(body) - 1))
    last = max(1, min(last, wanted - len(body) - first))
    return [*parted([opening], first), *parted(body, wanted - first - last), *parted([closing], last)]


def _passage(draft: Draft, said: list[Candidate]) -> Passage:
    lines: list[Line] = []
    for candidate in said:
        if candidate.aside and lines:
            lines[-1] = attrs.evolve(lines[-1], text=f"{lines[-1].text} {candidate.beat.text}")
        else:
            lines += _lines(candidate)
    return Passage(draft.heading, tuple(lines))


def _lines(candidate: Candidate) -> list[Line]:
    """Return the lines of *candidate*; what introduces a list stays in one piece with it."""
    text, points = candidate.beat.text, candidate.beat.points
    sentences = (text,) if points else split_sentences(text)
    told = [Line(sentence, opens=place == 0) for place, sentence in enumerate(sentences)]
    return [*told, *(Line(_as_sentence(point), bullet=point.rstrip(".")) for point in points)]


def _as_sentence(point: str) -> str:
    return point if point[-1] in ".?!" else f"{point}."
