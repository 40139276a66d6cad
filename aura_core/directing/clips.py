"""
How moving pictures fill the time of their scene.

Rule 1: what is longer is trimmed at its end.

Rule 2: what is shorter is slowed if two thirds of its pace or more is slow enough, for less than that is seen; else it
is played again. An order may ask for another way.

Rule 3: where a transition goes on after a clip has ended, its last picture stays: a clip that begins again while it
disappears is taken for a fault.

Rule 4: what is heard keeps its pace, and is played again instead: slowed sound is no longer what was recorded.
"""

from __future__ import annotations

from typing import Final

from aura_core.model.enums import ClipFit
from aura_core.model.visuals import Playback


__all__ = ["playback_of"]

_LONG_ENOUGH: Final = 0.98
"""Of the scene: for the little that is missing the last picture stays."""

_UNSEEN: Final = 2 / 3
_SLOWEST: Final = 0.5


def playback_of(fit: ClipFit, filmed: float, needed: float, *, heard: bool = False) -> Playback:
    """
    Say how a clip is played.

    Args:
        filmed: Seconds of the clip; 0 where nobody knows.

        needed: Seconds of its scene.

        heard: Whether its own sound is heard.
    """
    share = filmed / needed if needed else 1.0
    if share >= _LONG_ENOUGH or fit is ClipFit.TRIM:
        return Playback(1.0, loops=False)
    if heard:
        return Playback()
    slowest = {ClipFit.AUTO: _UNSEEN, ClipFit.SLOW: _SLOWEST}.get(fit, 1.0)
    if share >= slowest:
        return Playback(round(share, 6), loops=False)
    return Playback(_SLOWEST if fit is ClipFit.SLOW and filmed else 1.0)
