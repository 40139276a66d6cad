"""
What a script is not that was ordered, whoever wrote it and whatever was changed since.

Rule: a warning of what a script lacks names nothing but the script and the order, so that it goes with what it tells of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from aura_core.model.enums import Layout
from aura_core.model.order import Order
from aura_core.model.script import Script
from aura_core.providers.writers.readability import grade_of
from aura_core.words import counted


__all__ = ["lacks_of", "relieved", "warned"]

_TOLERANCE: Final = 0.08
"""How far a script may be from the planned length: as far as the voice's pace can move."""

_FRAME: Final = frozenset({Layout.TITLE, Layout.CLOSING, Layout.CREDITS})
"""What says of a film only what it is and whence."""


def warned(script: Script, order: Order) -> Script:
    """Return *script*, just written for *order*, with the warnings of what it lacks."""
    return attrs.evolve(script, warnings=(*script.warnings, *lacks_of(script, order)))


def relieved(script: Script, before: Script, order: Order) -> Script:
    """Return *script*, which was *before* until it was changed, with the warnings of what it lacks now."""
    gone = lacks_of(before, order)
    left = tuple(warning for warning in before.warnings if warning not in gone)
    return attrs.evolve(script, warnings=(*left, *lacks_of(script, order)))


def lacks_of(script: Script, order: Order) -> tuple[str, ...]:
    """Say, as sentences, what of *script* is not as *order* wants it."""
    return (*_length(script, order), *_count(script, order), *_unfetched(script), *_too_hard(script, order))


def _length(script: Script, order: Order) -> Iterator[str]:
    wanted = float(order.plan_spec.target_duration)
    seconds = float(sum(max(scene.duration, scene.least_duration) for scene in script.scenes))
    # Own words are as long as they are.
    if not order.has_words and abs(seconds - wanted) > _TOLERANCE * wanted:
        yield f"The script takes about {seconds:.0f} s instead of {wanted:.0f} s."


def _count(script: Script, order: Order) -> Iterator[str]:
    plan, count = order.plan_spec, len(script.scenes)
    least, most = plan.target_scene_count or plan.min_scene_count, plan.target_scene_count or plan.max_scene_count
    if least and count < least:
        yield f"The script has {counted(count, 'scene')}; at least {least:,} were asked for."
    if most and count > most:
        yield f"The script has {counted(count, 'scene')}; at most {most:,} were asked for."


def _unfetched(script: Script) -> Iterator[str]:
    pictures = (scene.path_or_url for scene in script.scenes if scene.path_or_url and scene.picture is None)
    if addresses := ", ".join(dict.fromkeys(pictures)):
        yield f"Pictures are not fetched from the network; slides stand for {addresses}."


def _too_hard(script: Script, order: Order) -> Iterator[str]:
    most = order.plan_spec.max_reading_level
    if most is None or not order.brief.sources:
        return
    body = " ".join(scene.script for scene in script.scenes if scene.layout not in _FRAME)
    if (grade := grade_of(body, script.language)) > most:
        yield f"Harder to follow than wanted: it takes school grade {grade} instead of {most}."
