"""
A smooth move of the camera over a picture.

Positions are fractions of a pixel: what moves by whole pixels trembles.
A bilinear affine without rotation is separable, and blending *rows* is contiguous; so the picture is kept transposed,
its columns are blended as rows, the result is transposed back, and its rows are blended.
"""

from __future__ import annotations

from math import expm1, log
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from aura_core.frames.buffer import Frame, Weights
from aura_core.frames.kernels import kernels
from aura_core.model.visuals import Framing, Motion


__all__ = ["Camera", "enlarge"]

_GENTLE: Final = 0.1
"""The share of a move that it takes to start, and to stop."""

_Window: TypeAlias = tuple[float, float, float]
"""What is seen: its left and top edges, in pixels of the picture, and how many of those make one of the frame."""


class Camera:
    """
    A picture, seen through *count* frames of a move.

    The first frame shows the start of the move exactly and the last its end.
    A camera may be used by several threads at once.
    """

    def __init__(self, picture: Frame, width: int, height: int, motion: Motion, count: int) -> None:
        """
        Take up the picture.

        Args:
            picture: Covers the frame at the largest zoom of *motion* and is not much larger than that: bilinear
                samples of something finer shimmer.
            width: Of the frames to be drawn; even.
            height: Of the frames to be drawn; even.
        """
        if picture.width < 4 or picture.height < 4 or count < 1:
            raise ValueError(f"A camera cannot take {count} frames of {picture.width}×{picture.height}.")
        self.width = width
        self.height = height
        self._size = (picture.width, picture.height)
        self._turned = tuple(np.ascontiguousarray(plane.T) for plane in picture.planes)
        self._count = count
        self._start = self._window(motion.start)
        self._end = self._window(motion.end)
        self._kernels = kernels()

    def draw(self, index: int, into: Frame) -> None:
        """Write frame *index*, from 0 to count - 1, *into* a frame of our size."""
        if not 0 <= index < self._count:
            raise IndexError(f"A move of {self._count} frames has no frame {index}.")
        left, top, scale = self._seen(index)
        luma, chroma = (
            (
                *_taps(scale, left / part, self.width // part, self._size[0] // part),
                *_taps(scale, top / part, self.height // part, self._size[1] // part),
            )
            for part in (1, 2)
        )
        for turned, taps, out in zip(self._turned, (luma, chroma, chroma), into.planes, strict=True):
            self._kernels.resample(turned, *taps, out)

    def _window(self, framing: Framing) -> _Window:
        width, height = self._size
        scale = min(width / self.width, height / self.height) / framing.zoom
        return framing.x * (width - self.width * scale), framing.y * (height - self.height * scale), scale

    def _seen(self, index: int) -> _Window:
        """
        Return what frame *index* shows.

        The windows between two lie on straight lines, so none leaves the picture and the move has one direction; the
        size changes by the same factor each time, which makes the speed on the screen constant but for the beginning
        and the end of the move, where it starts and stops gently.
        """
        done = _gently(index / max(1, self._count - 1))
        growth = log(self._end[2] / self._start[2])
        if growth:
            done = expm1(growth * done) / expm1(growth)
        left, top, scale = (a + (b - a) * done for a, b in zip(self._start, self._end, strict=True))
        return left, top, scale


def _gently(done: float) -> float:
    """Return how much of a move is done: its speed rises evenly from nothing, is constant, and falls to nothing."""
    if done > 0.5:
        return 1 - _gently(1 - done)
    if done < _GENTLE:
        return done * done / (2 * _GENTLE * (1 - _GENTLE))
    return (done - _GENTLE / 2) / (1 - _GENTLE)


def enlarge(frame: Frame, zoom: float, into: Frame) -> None:
    """
    Write the middle of *frame*, *zoom* times as large, *into* another frame of its size.
    """
    scale = 1 / zoom
    resample = kernels().resample
    for plane, out in zip(frame.planes, into.planes, strict=True):
        height, width = plane.shape
        columns = _taps(scale, (width - width * scale) / 2, width, width)
        rows = _taps(scale, (height - height * scale) / 2, height, height)
        resample(np.ascontiguousarray(plane.T), *columns, *rows, out)


def _taps(scale: float, start: float, count: int, size: int) -> tuple[npt.NDArray[np.intp], Weights]:
    """Return the first neighbours, and the weights of the second ones, of *count* samples from *start* on."""
    position = (np.arange(count) + 0.5) * scale + (start - 0.5)
    first = np.clip(np.floor(position), 0, size - 2)
    weights = np.clip(np.rint((position - first) * 256), 0, 256)
    return first.astype(np.intp), weights.astype(np.uint16)
