"""
The inner loops, from numba where it is installed (the extra ``fast``) and from numpy where it is not.

Both give the same bytes; only the time differs.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Protocol, cast

import numpy as np
import numpy.typing as npt

from aura_core.frames.buffer import Plane, Weights


__all__ = ["Kernels", "kernels"]


class Kernels(Protocol):
    """
    What both modules offer; weights are 256ths.
    """

    name: str
    """``numba`` or ``numpy``."""

    def resample(
        self,
        turned: Plane,
        columns: npt.NDArray[np.intp],
        column_weights: Weights,
        rows: npt.NDArray[np.intp],
        row_weights: Weights,
        out: Plane,
    ) -> None:
        """
        Sample a plane at the crossings of fractional columns and rows.

        Args:
            turned: The plane, transposed: (columns, rows).
            columns: For each column of *out*, its left neighbour in the plane; never falls.
            column_weights: That of its right neighbour.
            rows: For each row of *out*, its upper neighbour; never falls.
            row_weights: That of its lower neighbour.
        """

    def mix(self, a: Plane, b: Plane, weight: int, out: Plane) -> None:
        """Write *a* and *b*, flat, into *out*, *b* with *weight*."""

    def lay(self, add: Weights, keep: Weights, out: Plane) -> None:
        """Replace *out* by (*add* + *keep* × *out*) / 256, rounded down."""


@cache
def kernels() -> Kernels:
    """
    Return the fastest kernels that this installation can use.
    """
    try:
        return cast(Kernels, import_module("aura_core.frames.compiled"))
    except ImportError:  # numba is not installed, or refuses the numpy that is
        return cast(Kernels, import_module("aura_core.frames.vectorised"))
