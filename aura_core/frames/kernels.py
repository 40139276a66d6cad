"""
The inner loops, from numba where it is installed (the extra ``fast``) and from numpy where it is not.

Both give the same bytes; only the time differs.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

import numpy as np
import numpy.typing as npt

from aura_core.frames.buffer import Plane


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
        column_weights: npt.NDArray[np.uint16],
        rows: npt.NDArray[np.intp],
        row_weights: npt.NDArray[np.uint16],
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

    def lay(self, add: npt.NDArray[np.uint16], keep: npt.NDArray[np.uint16], out: Plane) -> None:
        """Replace *out* by (*add* + *keep* × *out*) / 256, rounded down."""


@cache
def kernels() -> Kernels:
    """
    Return the fastest kernels that are installed.
    """
    name = "compiled" if find_spec("numba") else "vectorised"
    return cast(Kernels, import_module(f"aura_core.frames.{name}"))
