"""
Which of several recordings goes best under a film.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from aura_core.model.music import MusicRequest, Recording
from aura_core.providers.music.moods import MANNERS, PACES


__all__ = ["ranked"]

_STEP: Final = 12.0
"""Beats a minute that nobody misses."""

_SHORTEST: Final = 15.0
"""Seconds that a piece must have to be looped without tiring anybody."""


def ranked(recordings: Iterable[Recording], request: MusicRequest) -> tuple[Recording, ...]:
    """
    Put first what has the mood, then what need not be looped, then what has its tempo.

    Among equals the seed says where to begin, so the same film has the same music and another seed may have another.
    """
    tempo = MANNERS[request.mood].tempo * PACES[request.pacing]

    def flaws(one: Recording) -> tuple[bool, bool, bool, int]:
        apart = round(abs(one.tempo - tempo) / _STEP) if one.tempo else 2
        return request.mood not in one.moods, one.seconds < _SHORTEST, one.seconds < request.duration, apart

    ordered = sorted(recordings, key=lambda one: (flaws(one), one.id))
    best = [one for one in ordered if flaws(one) == flaws(ordered[0])]
    turn = request.seed % len(best) if best else 0
    return (*best[turn:], *best[:turn], *ordered[len(best) :])
