"""
Several films of one script: what they share is made once, for the store keeps it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from aura_core.ffmpeg.encoding import encoding_for
from aura_core.model.artifact import Artifact
from aura_core.model.edition import Edition
from aura_core.model.events import FilmStarted
from aura_core.pipeline import Listener, Services, plan, produce
from aura_core.stages.publishing import named, writable
from aura_core.timing import FrameRate


__all__ = ["produce_all"]


async def produce_all(
    editions: Sequence[Edition], output: Path, services: Services, listener: Listener | None = None
) -> tuple[Artifact, ...]:
    """
    Make every one of *editions*, one after the other.

    The speech of a language, its music and its sound are made for the first shape and taken from the store for the
    others. Before the first film is begun, every script is written, every voice has spoken and every name is tried.

    Args:
        output: Where the films go; each has its edition's name before its ending, as ``tides.9x16.mp4``.

        listener: Hears the events, each film's after a :class:`~aura_core.model.events.FilmStarted`.

    Raises:
        AuraError: a film cannot be made; those before it stay.
    """
    targets = [named(output, edition.name) for edition in editions]
    for edition, target in zip(editions, targets, strict=True):
        spec = edition.order.render_spec
        writable(target, encoding_for(spec, FrameRate(Fraction(spec.fps))).suffix)
    if len(editions) > 1:
        # One a language: the shapes of a film say the same.
        for order in {edition.order.brief.language: edition.order for edition in editions}.values():
            await plan(order, services)
    made = []
    for number, (edition, target) in enumerate(zip(editions, targets, strict=True), start=1):
        if listener and len(editions) > 1:
            listener(FilmStarted(edition.name, number, len(editions)))
        made.append(await produce(edition.order, target, services, listener))
    return tuple(made)
