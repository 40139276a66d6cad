"""The kernels, compiled by numba; see :mod:`aura_core.frames.kernels`."""

from __future__ import annotations

import numpy as np
from numba import njit


__all__ = ["lay", "mix", "name", "resample"]

name = "numba"


@njit(nogil=True, cache=True)
def resample(turned, columns, column_weights, rows, row_weights, out):
    top = rows[0]
    height = rows[-1] + 2 - top
    width = out.shape[1]
    tile = 64
    blended = np.empty((tile, height), np.uint8)
    band = np.empty((height, tile), np.uint8)
    for start in range(0, width, tile):
        wide = min(tile, width - start)
        for i in range(wide):
            column = columns[start + i]
            a = turned[column]
            b = turned[column + 1]
            f = np.uint16(column_weights[start + i])
            g = np.uint16(256 - f)
            row = blended[i]
            for j in range(height):
                row[j] = np.uint8(
                    (np.uint16(a[top + j]) * g + np.uint16(b[top + j]) * f + np.uint16(128)) >> np.uint16(8)
                )
        for j in range(height):
            for i in range(tile):
                band[j, i] = blended[i, j]
        for y in range(out.shape[0]):
            a = band[rows[y] - top]
            b = band[rows[y] - top + 1]
            f = np.uint16(row_weights[y])
            g = np.uint16(256 - f)
            row = out[y, start : start + wide]
            for i in range(wide):
                row[i] = np.uint8((np.uint16(a[i]) * g + np.uint16(b[i]) * f + np.uint16(128)) >> np.uint16(8))


@njit(nogil=True, cache=True)
def mix(a, b, weight, out):
    f = np.uint16(weight)
    g = np.uint16(256 - weight)
    for i in range(out.size):
        out[i] = np.uint8((np.uint16(a[i]) * g + np.uint16(b[i]) * f + np.uint16(128)) >> np.uint16(8))


@njit(nogil=True, cache=True)
def lay(add, keep, out):
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            out[y, x] = np.uint8((np.uint16(out[y, x]) * keep[y, x] + add[y, x]) >> np.uint16(8))
