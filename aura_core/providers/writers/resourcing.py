"""
Scenes of a script made of sources, with more or with other things that the sources say.

Rule: what is added stands in the same sections of the sources as what the scene says already, and is said nowhere else
in the script.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from aura_core.model.revision import Revision, RevisionKind
from aura_core.model.script import Citation, Scene, Script
from aura_core.providers.writers.revising import nothing_more, revised, said_in
from aura_core.providers.writers.sentences import count_words, join_sentences
from aura_core.providers.writers.statements import Statement, normalised
from aura_core.providers.writers.weighing import likeness, weigh


__all__ = ["resourced"]

_ENOUGH: Final = 0.5
"""The share of a scene's words that what takes their place has at least."""

_BEYOND: Final = 1.1
"""How far beyond what is asked for a scene may grow."""


def resourced(
    script: Script, revision: Revision, statements: Sequence[Statement], words_per_minute: float, provider: str
) -> Script:
    """
    Let the scenes of *revision* say more, or other things, of *statements*.

    Raises:
        ScriptError: there is nothing else that they could say.
    """

    def revise(scene: Scene, said: frozenset[str]) -> Scene | None:
        told = [one for one in statements if _is_said(one, said_in([scene]))]
        sections = {one.section for one in told}
        free = [one for one in statements if one.section in sections and one.shown.plain and not _is_said(one, said)]
        if revision.kind is RevisionKind.EXPAND:
            return _expanded(scene, told, free, revision.factor)
        return _replaced(scene, free)

    refusal = nothing_more("The sources say nothing else in the places that this is from.", provider)
    return revised(script, revision, revise, words_per_minute, refusal)


def _is_said(statement: Statement, said: frozenset[str]) -> bool:
    return any(normalised(line.text) in said for line in statement.lines)


def _expanded(scene: Scene, told: Sequence[Statement], free: Sequence[Statement], factor: float) -> Scene | None:
    added = _fitting(scene, free, factor * count_words(scene.script) - count_words(scene.script))
    if not added:
        return None
    if said_in([scene]) == {normalised(line.text) for one in told for line in one.lines}:
        # All of it is the sources' own, so it comes in their order.
        return _saying(scene, sorted((*told, *added), key=_order))
    more = [line.text for one in added for line in one.lines]
    return attrs.evolve(scene, script=join_sentences((scene.script, *more)), citations=_cited(scene.citations, added))


def _replaced(scene: Scene, free: Sequence[Statement]) -> Scene | None:
    words = count_words(scene.script)
    others = _fitting(scene, free, words)
    if sum(one.words for one in others) < _ENOUGH * words:
        return None
    return _saying(attrs.evolve(scene, citations=None), sorted(others, key=_order))


def _fitting(scene: Scene, free: Sequence[Statement], words: float) -> list[Statement]:
    """Choose of what is *free* about as many *words*, and one in any case; what has most in common with *scene* first."""
    weights, asked = weigh([one.text for one in free], f"{scene.heading} {scene.script}")
    ranked = sorted(range(len(free)), key=lambda place: (-likeness(weights[place], asked), place))
    chosen: list[Statement] = []
    count = 0
    for place in ranked:
        if not chosen or count + free[place].words <= _BEYOND * words:
            chosen.append(free[place])
            count += free[place].words
    return chosen


def _saying(scene: Scene, statements: Sequence[Statement]) -> Scene:
    lines = [line for one in statements for line in one.lines]
    bullets = tuple(line.bullet for line in lines if line.bullet)
    layout = scene.layout if bool(scene.bullets) == bool(bullets) else None
    words = join_sentences(line.text for line in lines)
    cited = _cited(scene.citations, statements)
    return attrs.evolve(scene, script=words, bullets=bullets, layout=layout, citations=cited)


def _cited(before: tuple[Citation, ...] | None, statements: Sequence[Statement]) -> tuple[Citation, ...] | None:
    fresh = (line.citation for one in statements for line in one.lines if line.citation)
    return tuple(dict.fromkeys((*(before or ()), *fresh))) or None


def _order(statement: Statement) -> tuple[int, int]:
    return statement.section, statement.place
