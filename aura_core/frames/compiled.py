"""
The kernels, compiled by numba; see :mod:`aura_core.frames.kernels`.

numba computes in 64 bits whatever the operands, which fills a vector register with a quarter of what it holds; so the
two innermost steps are written for its compiler directly.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

import numpy as np
import numpy.typing as npt
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic

from aura_core.frames.buffer import Plane, Weights


__all__ = ["lay", "mix", "name", "resample"]

name: Final = "numba"

_SIDE: Final = 16
_TILE: Final = 128
_PIECE: Final = 4096
_F = TypeVar("_F", bound=Callable[..., object])


def _compiled(function: _F) -> _F:
    """Compile *function* when it is first called, and keep the result on disk where there is a place for it."""
    try:
        return cast(_F, njit(nogil=True, cache=True)(function))
    except RuntimeError:
        return cast(_F, njit(nogil=True)(function))


def _intrinsic(function: Callable[..., Any]) -> Callable[..., Any]:
    return cast(Callable[..., Any], intrinsic(function))


@_intrinsic
def _between(_context: Any, a: Any, b: Any, weight: Any) -> Any:
    """Give ``(a * (256 - weight) + b * weight + 128) >> 8`` in 16 bits."""

    def build(_target: Any, builder: ir.IRBuilder, _signature: Any, given: Any) -> Any:
        word = ir.IntType(16)
        first, second = (builder.zext(value, word) for value in given[:2])
        share = given[2]
        rest = builder.sub(ir.Constant(word, 256), share)
        total = builder.add(builder.mul(first, rest), builder.mul(second, share))
        return builder.trunc(
            builder.lshr(builder.add(total, ir.Constant(word, 128)), ir.Constant(word, 8)), ir.IntType(8)
        )

    return types.uint8(types.uint8, types.uint8, types.uint16), build


@_intrinsic
def _over(_context: Any, add: Any, keep: Any, below: Any) -> Any:
    """Give ``(add + keep * below) >> 8`` in 16 bits."""

    def build(_target: Any, builder: ir.IRBuilder, _signature: Any, given: Any) -> Any:
        word = ir.IntType(16)
        total = builder.add(given[0], builder.mul(given[1], builder.zext(given[2], word)))
        return builder.trunc(builder.lshr(total, ir.Constant(word, 8)), ir.IntType(8))

    return types.uint8(types.uint16, types.uint16, types.uint8), build


@_intrinsic
def _turn(_context: Any, source: Any, y: Any, x: Any, out: Any) -> Any:
    """
    Write the square of 16 bytes at (*y*, *x*) of *source*, transposed, at (*x*, *y*) of *out*.

    Interleaving the upper with the lower half of the rows, four times over, transposes them.
    """

    def build(target: Any, builder: ir.IRBuilder, signature: Any, given: Any) -> Any:
        octets = ir.VectorType(ir.IntType(8), _SIDE)
        halves = [
            ir.Constant(ir.VectorType(ir.IntType(32), _SIDE), [lane for i in part for lane in (i, i + _SIDE)])
            for part in (range(8), range(8, 16))
        ]

        def row(array: Any, top: Any, left: Any, number: int) -> Any:
            line = builder.mul(builder.add(top, ir.Constant(top.type, number)), builder.extract_value(array.strides, 0))
            start = builder.gep(array.data, [builder.add(line, left)])
            return builder.bitcast(start, octets.as_pointer())

        read, write = (target.make_array(signature.args[which])(target, builder, given[which]) for which in (0, 3))
        rows = [builder.load(row(read, given[1], given[2], number), align=1) for number in range(_SIDE)]
        for _ in range(4):
            rows = [builder.shuffle_vector(rows[i], rows[i + 8], half) for i in range(8) for half in halves]
        for number, value in enumerate(rows):
            builder.store(value, row(write, given[2], given[1], number), align=1)
        return target.get_dummy_value()

    plane = types.Array(types.uint8, 2, "C")
    return types.void(plane, types.intp, types.intp, plane), build


@_compiled
def resample(
    turned: Plane,
    columns: npt.NDArray[np.intp],
    column_weights: Weights,
    rows: npt.NDArray[np.intp],
    row_weights: Weights,
    out: Plane,
) -> None:
    """See :meth:`Kernels.resample`."""
    top, bottom = rows[0], rows[-1] + 2
    height, width = out.shape
    deep = -(-(bottom - top) // _SIDE) * _SIDE
    blended = np.empty((_TILE, deep), np.uint8)
    band = np.empty((deep, _TILE), np.uint8)
    for left in range(0, width, _TILE):
        wide = min(_TILE, width - left)
        for i in range(wide):
            here, there = turned[columns[left + i], top:bottom], turned[columns[left + i] + 1, top:bottom]
            weight, line = column_weights[left + i], blended[i]
            for j in range(bottom - top):
                line[j] = _between(here[j], there[j], weight)
        for y in range(0, deep, _SIDE):
            for x in range(0, _TILE, _SIDE):
                _turn(blended, x, y, band)
        for y in range(height):
            here, there = band[rows[y] - top], band[rows[y] - top + 1]
            weight, line = row_weights[y], out[y, left : left + wide]
            for j in range(wide):
                line[j] = _between(here[j], there[j], weight)


@_compiled
def mix(a: Plane, b: Plane, weight: int, out: Plane) -> None:
    """See :meth:`Kernels.mix`."""
    share = np.uint16(weight)
    # LLVM vectorises only what goes into memory that is neither a nor b, and out may be either
    piece = np.empty(_PIECE, np.uint8)
    for start in range(0, out.size, _PIECE):
        size = min(_PIECE, out.size - start)
        here, there, line = a[start : start + size], b[start : start + size], out[start : start + size]
        for j in range(size):
            piece[j] = _between(here[j], there[j], share)
        for j in range(size):
            line[j] = piece[j]


@_compiled
def lay(add: Weights, keep: Weights, out: Plane) -> None:
    """See :meth:`Kernels.lay`."""
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            out[y, x] = _over(add[y, x], keep[y, x], out[y, x])
