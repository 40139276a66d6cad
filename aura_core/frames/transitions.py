"""
One picture giving way to the next, frame by frame.

Every transition begins with the one picture and ends with the other, and is eased: it starts and stops without a jerk.
Edges lie on even pixels, where 4:2:0 has its chroma.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final, TypeAlias

import numpy as np

from aura_core.frames.blend import crossfade
from aura_core.frames.buffer import Frame, Plane, Weights
from aura_core.frames.camera import enlarge
from aura_core.model.enums import TransitionKind


__all__ = ["eased", "transit"]

_Draw: TypeAlias = Callable[[Frame, Frame, float, Frame], None]
_Move: TypeAlias = tuple[int, int]
"""Where things go to: columns and rows, each -1, 0 or 1."""

_SOFT: Final = 1 / 12
"""Of the frame's side: how wide the edge of a wipe is. A sharp one flickers where it crosses letters."""

_SHADE: Final = 1 / 24
_DARKEST: Final = 0.4
"""The shadow that a slide throws on what it covers: without it two light pages would be one."""

_NEAREST: Final = 1.35
"""How far a zoom goes in."""


def eased(done: float) -> float:
    """
    Return how much of a move is done when the share *done* of its time is over: slow, fast, slow.
    """
    return done * done * (3 - 2 * done)


def transit(kind: TransitionKind, a: Frame, b: Frame, done: float, into: Frame) -> None:
    """
    Write *a* giving way to *b* *into* a third frame.

    Args:
        done: The share of the time that is over; at 0 there is *a* and at 1 there is *b*, byte for byte.
    """
    if not 0 <= done <= 1:
        raise ValueError(f"A transition cannot be done by {done}: it lies between 0 and 1.")
    _DRAWN[kind](a, b, eased(done), into)


def _cut(a: Frame, b: Frame, done: float, into: Frame) -> None:
    np.copyto(into.buffer, a.buffer if done < 0.5 else b.buffer)


def _fade(a: Frame, b: Frame, done: float, into: Frame) -> None:
    if done < 0.5:
        crossfade(a, _black(a.width, a.height), 2 * done, into)
    else:
        crossfade(_black(a.width, a.height), b, 2 * done - 1, into)


@cache
def _black(width: int, height: int) -> Frame:
    return Frame.blank(width, height)


def _zoom(a: Frame, b: Frame, done: float, into: Frame) -> None:
    if done in {0, 1}:
        np.copyto(into.buffer, b.buffer if done else a.buffer)
        return
    enlarge(a, 1 + (_NEAREST - 1) * done, into)
    crossfade(into, b, done, into)


def _wipe(move: _Move) -> _Draw:
    def draw(a: Frame, b: Frame, done: float, into: Frame) -> None:
        for part, planes in _parts(a, b, into, move):
            one, other, out = planes
            side = out.shape[1]
            soft = max(1, round(side * part * _SOFT) // part)
            edge = round((side + soft) * done)
            whole, begun = max(0, edge - soft), min(side, edge)
            out[:, :whole] = other[:, :whole]
            out[:, begun:] = one[:, begun:]
            place = np.arange(whole, begun, dtype=np.int32)
            weights = ((edge - place) * 512 - 256) // (2 * soft)
            _mix_columns(one[:, whole:begun], other[:, whole:begun], weights.astype(np.uint16), out[:, whole:begun])

    return draw


def _slide(move: _Move) -> _Draw:
    def draw(a: Frame, b: Frame, done: float, into: Frame) -> None:
        for part, planes in _parts(a, b, into, move):
            one, other, out = planes
            side = out.shape[1]
            new = _even(side * part * done) // part
            out[:, :new] = other[:, side - new :]
            out[:, new:] = one[:, new:]
            if part == 1 and 0 < new < side:
                _shade(out[:, new : new + max(2, round(side * _SHADE))], 1 - done)

    return draw


def _push(move: _Move) -> _Draw:
    def draw(a: Frame, b: Frame, done: float, into: Frame) -> None:
        for part, planes in _parts(a, b, into, move):
            one, other, out = planes
            side = out.shape[1]
            new = _even(side * part * done) // part
            out[:, :new] = other[:, side - new :]
            out[:, new:] = one[:, : side - new]

    return draw


def _parts(a: Frame, b: Frame, into: Frame, move: _Move) -> list[tuple[int, tuple[Plane, Plane, Plane]]]:
    """Give the planes, each with its scale, as if what is new always came from the left and moved right."""
    return [
        (part, (_turned(one, move), _turned(other, move), _turned(out, move)))
        for part, one, other, out in zip((1, 2, 2), a.planes, b.planes, into.planes, strict=True)
    ]


def _turned(plane: Plane, move: _Move) -> Plane:
    columns, rows = move
    if rows:
        return plane.T if rows > 0 else plane[::-1].T
    return plane if columns > 0 else plane[:, ::-1]


def _even(length: float) -> int:
    return 2 * round(length / 2)


def _mix_columns(one: Plane, other: Plane, weights: Weights, out: Plane) -> None:
    """Write *one* and *other*, the latter with *weights*, 256ths and one a column, into *out*."""
    total = one * (256 - weights)
    total += other * weights
    total += np.uint16(128)
    total >>= np.uint16(8)
    np.copyto(out, total, casting="unsafe")


def _shade(luma: Plane, strength: float) -> None:
    """Darken *luma*, most in its first column."""
    depth = np.square(np.linspace(1, 0, luma.shape[1], endpoint=False)) * (_DARKEST * strength)
    keep = np.rint((1 - depth) * 256).astype(np.uint16)
    above = np.maximum(luma, 16) - np.uint16(16)
    np.copyto(luma, np.minimum(luma, (above * keep >> 8) + 16), casting="unsafe")


_LEFT: Final = (-1, 0)
_RIGHT: Final = (1, 0)
_UP: Final = (0, -1)
_DOWN: Final = (0, 1)

_DRAWN: Final[dict[TransitionKind, _Draw]] = {
    TransitionKind.CUT: _cut,
    TransitionKind.FADE: _fade,
    TransitionKind.DISSOLVE: crossfade,
    TransitionKind.ZOOM: _zoom,
    TransitionKind.WIPE_LEFT: _wipe(_LEFT),
    TransitionKind.WIPE_RIGHT: _wipe(_RIGHT),
    TransitionKind.WIPE_UP: _wipe(_UP),
    TransitionKind.WIPE_DOWN: _wipe(_DOWN),
    TransitionKind.SLIDE_LEFT: _slide(_LEFT),
    TransitionKind.SLIDE_RIGHT: _slide(_RIGHT),
    TransitionKind.SLIDE_UP: _slide(_UP),
    TransitionKind.SLIDE_DOWN: _slide(_DOWN),
    TransitionKind.PUSH_LEFT: _push(_LEFT),
    TransitionKind.PUSH_RIGHT: _push(_RIGHT),
    TransitionKind.PUSH_UP: _push(_UP),
    TransitionKind.PUSH_DOWN: _push(_DOWN),
}
