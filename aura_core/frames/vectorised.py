"""The kernels in numpy alone; see :mod:`aura_core.frames.kernels`."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from aura_core.frames.buffer import Plane


__all__ = ["lay", "mix", "name", "resample"]

name = "numpy"


def resample(
    turned: Plane,
    columns: npt.NDArray[np.intp],
    column_weights: npt.NDArray[np.uint16],
    rows: npt.NDArray[np.intp],
    row_weights: npt.NDArray[np.uint16],
    out: Plane,
) -> None:
    """See :meth:`Kernels.resample`."""
    top, bottom = rows[0], rows[-1] + 2
    band = np.ascontiguousarray(_blended(turned[:, top:bottom], columns, column_weights).T)
    out[...] = _blended(band, rows - top, row_weights)


def _blended(source: Plane, index: npt.NDArray[np.intp], weights: npt.NDArray[np.uint16]) -> Plane:
    following = weights[:, None]
    total = source[index] * (256 - following)
    total += source[index + 1] * following
    total += 128
    total >>= 8
    return total.astype(np.uint8)


def mix(a: Plane, b: Plane, weight: int, out: Plane) -> None:
    """See :meth:`Kernels.mix`."""
    total = a * np.uint16(256 - weight)
    total += b * np.uint16(weight)
    total += 128
    total >>= 8
    out[...] = total


def lay(add: npt.NDArray[np.uint16], keep: npt.NDArray[np.uint16], out: Plane) -> None:
    """See :meth:`Kernels.lay`."""
    total = keep * out
    total += add
    total >>= 8
    out[...] = total
