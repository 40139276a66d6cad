"""One frame over another: crossfades, and captions that were drawn once."""

from __future__ import annotations

import numpy as np

from aura_core.frames.buffer import Frame, Plane, Weights
from aura_core.frames.kernels import kernels


__all__ = ["Overlay", "crossfade"]


def crossfade(a: Frame, b: Frame, weight: float, into: Frame) -> None:
    """
    Write *a* turning into *b* *into* a frame, which may be one of them.

    Args:
        weight: 0 is *a* exactly and 1 is *b* exactly; has 256 steps.
    """
    if not 0 <= weight <= 1:
        raise ValueError(f"A crossfade cannot be done by {weight}: its weight lies between 0 and 1.")
    kernels().mix(a.buffer, b.buffer, round(weight * 256), into.buffer)


class Overlay:
    """
    Something partly transparent that is laid over frames: a caption in one of its states.

    Every pixel of the box becomes (*add* + *keep* × pixel) / 256.

    Attributes:
        x: Left edge of the box; even.

        y: Top edge; even.

        width: Even; 0 when there is nothing to be seen.

        height: Even.
    """

    __slots__ = ("_add", "_keep", "height", "width", "x", "y")

    def __init__(
        self, x: int, y: int, width: int, height: int, add: tuple[Weights, ...], keep: tuple[Weights, ...]
    ) -> None:
        self.x = x
        self.y = y
        self.width = width
        self.height = height
        self._add = add
        self._keep = keep

    @classmethod
    def between(cls, dark: Frame, light: Frame, y0: int = 0) -> Overlay:
        """
        Work out what was drawn, from how it looks over two backgrounds.

        Args:
            dark: Drawn over Y, U, V = 16, 16, 16.
            light: The same, drawn over 235, 240, 240.
            y0: Where the top of the two lies in the frames to be drawn into; even.
        """
        pairs = [
            _solved(low, high, span) for low, high, span in zip(dark.planes, light.planes, (219, 224, 224), strict=True)
        ]
        left, top, right, bottom = _box(pairs)
        cut = [np.s_[top // part : bottom // part, left // part : right // part] for part in (1, 2, 2)]
        add, keep = (
            tuple(np.ascontiguousarray(pair[which][area]) for pair, area in zip(pairs, cut, strict=True))
            for which in (0, 1)
        )
        return cls(left, top + y0, right - left, bottom - top, add, keep)

    def draw(self, into: Frame) -> None:
        """Lay it over *into*."""
        if not self.width:
            return
        lay = kernels().lay
        for plane, add, keep, part in zip(into.planes, self._add, self._keep, (1, 2, 2), strict=True):
            top, left = self.y // part, self.x // part
            lay(add, keep, plane[top : top + add.shape[0], left : left + add.shape[1]])


def _solved(dark: Plane, light: Plane, span: int) -> tuple[Weights, Weights]:
    """Return what to add, half a step included for rounding, and what to keep, in 256ths."""
    low, high = dark.astype(np.int32), light.astype(np.int32)
    keep = np.clip(((high - low) * 512 + span) // (2 * span), 0, 256)
    # through the middle, so that what keep lost by rounding is halved between the two ends
    add = (low + high + 1) * 128 - keep * (32 + span) // 2
    return np.clip(add, 0, 65535 - 255 * keep).astype(np.uint16), keep.astype(np.uint16)


def _box(pairs: list[tuple[Weights, Weights]]) -> tuple[int, int, int, int]:
    """Return the even-sided bounds of what is not clear: left, top, right, bottom."""
    seen = [(add != 128) | (keep != 256) for add, keep in pairs]
    left = top = right = bottom = 0
    for mask, part in zip(seen, (1, 2, 2), strict=True):
        rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        if not rows.size:
            continue
        edges = columns[0] * part, rows[0] * part, (columns[-1] + 1) * part, (rows[-1] + 1) * part
        if right:
            edges = min(left, edges[0]), min(top, edges[1]), max(right, edges[2]), max(bottom, edges[3])
        left, top, right, bottom = (int(edge) for edge in edges)
    return left // 2 * 2, top // 2 * 2, -(-right // 2) * 2, -(-bottom // 2) * 2
