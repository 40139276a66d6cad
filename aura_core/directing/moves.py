"""
How the camera moves over a picture.

Rule 1: a picture that is much longer than the frame is panned along its long side; others are zoomed or panned a little.

Rule 2: nothing crosses the screen in less than sixteen seconds (120 pixels a second at 1080p); a pan that would have to
race shows the middle of its way.

Rule 3: two neighbours never move alike.
"""

from __future__ import annotations

from random import Random
from typing import Final

from aura_core.directing.manners import Manner
from aura_core.model.enums import MotionKind
from aura_core.model.visuals import Framing, Motion
from aura_core.timing import Seconds


__all__ = ["intensity_of", "kind_of", "motion_kind", "motion_of"]

_LARGEST_ZOOM: Final = 1.15
"""A move that is felt and not noticed; beyond this a 1080p picture gets soft."""

_PANNED_ZOOM: Final = 1.12
"""What a picture of the frame's shape is enlarged by, to have room for a pan."""

_LONG: Final = 1.25
_LONGEST: Final = 4.0
_FASTEST: Final = 1 / 16
"""Of the frame's side, in a second."""

_PANNED_FROM: Final = 4
"""Seconds: a shorter shot of the frame's shape is zoomed, for a pan would end before it is understood."""

_FACES: Final = 0.4
"""Of the way down: what upright pictures show lies above their middle more often than below."""

_ACROSS: Final = (MotionKind.PAN_RIGHT, MotionKind.PAN_LEFT)
_ALONG: Final = (MotionKind.PAN_DOWN, MotionKind.PAN_UP)
_ZOOMS: Final = (MotionKind.ZOOM_IN, MotionKind.ZOOM_OUT)


def motion_kind(shape: float, seconds: Seconds, seed: int, index: int, before: MotionKind | None = None) -> MotionKind:
    """
    Choose how the camera moves over the picture of scene *index*.

    Args:
        shape: Width to height of the picture, by that of the frame.

        before: How it moves over the picture before.
    """
    if shape >= _LONG:
        pool: tuple[MotionKind, ...] = _ACROSS
    elif shape <= 1 / _LONG:
        pool = _ALONG
    else:
        pool = _ZOOMS + (_ACROSS if seconds >= _PANNED_FROM else ())
    chance = Random(f"{seed}/motion/{index}")  # noqa: S311 - a film is no secret
    return chance.choice([kind for kind in pool if kind is not before])


def motion_of(kind: MotionKind, shape: float, seconds: Seconds, manner: Manner, seed: int, index: int) -> Motion:
    """
    Say what *kind* means for a picture of *shape* that is seen for *seconds*.
    """
    if kind is MotionKind.HOLD:
        return Motion()
    if kind in _ZOOMS:
        chance = Random(f"{seed}/{index}")  # noqa: S311 - likewise
        zoom = min(_LARGEST_ZOOM, 1 + manner.zoom * float(seconds))
        far, near = Framing(), Framing(zoom, chance.choice((0.2, 0.5, 0.8)), chance.choice((0.25, 0.5, 0.75)))
        return Motion(far, near) if kind is MotionKind.ZOOM_IN else Motion(near, far)
    across = kind in _ACROSS
    length = min(_LONGEST, max(1.0, shape if across else 1 / shape))
    zoom = 1.0 if length >= _LONG else _PANNED_ZOOM
    way = length * zoom - 1
    share = min(1.0, _FASTEST * float(seconds) / way)
    middle = 0.5 if across else max(share / 2, _FACES)
    first, last = middle - share / 2, middle + share / 2
    if kind in {MotionKind.PAN_LEFT, MotionKind.PAN_UP}:
        first, last = last, first
    if across:
        return Motion(Framing(zoom, first, 0.5), Framing(zoom, last, 0.5))
    return Motion(Framing(zoom, 0.5, first), Framing(zoom, 0.5, last))


def kind_of(motion: Motion) -> MotionKind:
    """Say what *motion* is called."""
    start, end = motion.start, motion.end
    if motion.still:
        return MotionKind.HOLD
    if start.zoom != end.zoom:
        return MotionKind.ZOOM_IN if end.zoom > start.zoom else MotionKind.ZOOM_OUT
    if start.x != end.x:
        return MotionKind.PAN_RIGHT if end.x > start.x else MotionKind.PAN_LEFT
    return MotionKind.PAN_DOWN if end.y > start.y else MotionKind.PAN_UP


def intensity_of(motion: Motion) -> float:
    """Say how far *motion* zooms, 0 for not at all and 1 for as far as any does."""
    return round(min(1.0, abs(motion.end.zoom - motion.start.zoom) / (_LARGEST_ZOOM - 1)), 3)
