"""The kernels in numpy alone; see :mod:`aura_core.frames.kernels`."""

from __future__ import annotations

import threading
from math import prod
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from aura_core.frames.buffer import Plane, Weights


__all__ = ["lay", "mix", "name", "resample"]

name: Final = "numpy"

# Pieces of about this many pixels stay in the second-level cache from one step to the next.
_PIECE: Final = 100_000


class _Scratch(threading.local):
    """Memory that is used again: asking the system for it would cost as much as the work."""

    def __init__(self) -> None:
        self._held: dict[str, npt.NDArray[Any]] = {}

    def array(self, use: str, shape: tuple[int, ...], dtype: type[np.generic]) -> npt.NDArray[Any]:
        size = prod(shape)
        held = self._held.get(use)
        if held is None or held.size < size:
            held = self._held[use] = np.empty(size, dtype)
        return held[:size].reshape(shape)


_scratch = _Scratch()


def resample(
    turned: Plane,
    columns: npt.NDArray[np.intp],
    column_weights: Weights,
    rows: npt.NDArray[np.intp],
    row_weights: Weights,
    out: Plane,
) -> None:
    """See :meth:`Kernels.resample`."""
    top = int(rows[0])
    deep = int(rows[-1]) + 2 - top
    height, width = out.shape
    strip = turned[:, top : top + deep]
    band = _scratch.array("band", (deep, width), np.uint8)
    step = max(1, _PIECE // deep)
    for start in range(0, width, step):
        part = slice(start, min(start + step, width))
        blended = _scratch.array("blended", (part.stop - start, deep), np.uint8)
        _blend(strip, columns[part], column_weights[part], blended)
        np.copyto(band[:, part], blended.T)
    step = max(1, _PIECE // width)
    for start in range(0, height, step):
        part = slice(start, start + step)
        _blend(band, rows[part] - top, row_weights[part], out[part])


def _blend(source: Plane, index: npt.NDArray[np.intp], weights: Weights, out: Plane) -> None:
    """Write row *index* of *source* and the one after it, blended, into the rows of *out*."""
    first, last = int(index[0]), int(index[-1]) + 2
    wide = _scratch.array("wide", (last - first, source.shape[1]), np.uint16)
    total = _scratch.array("total", out.shape, np.uint16)
    share = _scratch.array("share", out.shape, np.uint16)
    np.copyto(wide, source[first:last])
    # any other mode than "raise" lets take write straight into its output
    wide.take(index - first, axis=0, out=total, mode="clip")
    wide.take(index + (1 - first), axis=0, out=share, mode="clip")
    total *= (256 - weights)[:, None]
    share *= weights[:, None]
    _finish(total, share, out)


def _finish(total: npt.NDArray[np.uint16], share: npt.NDArray[np.uint16], out: Plane) -> None:
    total += share
    total += np.uint16(128)
    total >>= np.uint16(8)
    np.copyto(out, total, casting="unsafe")


def mix(a: Plane, b: Plane, weight: int, out: Plane) -> None:
    """See :meth:`Kernels.mix`."""
    for start in range(0, out.size, _PIECE):
        part = slice(start, min(start + _PIECE, out.size))
        shape = (part.stop - start,)
        total = _scratch.array("total", shape, np.uint16)
        share = _scratch.array("share", shape, np.uint16)
        np.copyto(total, a[part])
        np.copyto(share, b[part])
        total *= np.uint16(256 - weight)
        share *= np.uint16(weight)
        _finish(total, share, out[part])


def lay(add: Weights, keep: Weights, out: Plane) -> None:
    """See :meth:`Kernels.lay`."""
    total = _scratch.array("total", out.shape, np.uint16)
    np.copyto(total, out)
    total *= keep
    total += add
    total >>= np.uint16(8)
    np.copyto(out, total, casting="unsafe")
