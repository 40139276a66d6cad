"""
Still images as frames.

A chroma sample is the mean of its 2×2 pixels and lies in their middle, as in JPEG.
"""

from __future__ import annotations

from math import ceil
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from aura_core.frames.buffer import Frame, Plane
from aura_core.frames.colour import in_srgb
from aura_core.frames.decoding import Decoded, Size, decode, exchanged


__all__ = ["load", "planes_of"]

# The weights of R, G and B, and what is added (ITU-R BT.709 §3.2, §3.3 and §4.6).
_R, _G, _B = 0.2126, 0.7152, 0.0722
_MATRICES: Final = (
    (219 / 255 * _R, 219 / 255 * _G, 219 / 255 * _B, 16.0),
    (-112 / 255 * _R / (1 - _B), -112 / 255 * _G / (1 - _B), 112 / 255, 128.0),
    (112 / 255, -112 / 255 * _G / (1 - _R), -112 / 255 * _B / (1 - _R), 128.0),
)

# A picture that is longer than this many frames is cut on both sides; a move could not show more without racing.
_LONGEST: Final = 4


def load(path: Path, width: int, height: int, zoom: float = 1.0) -> Frame:
    """
    Read the image at *path*, scaled so that it just covers *width* × *height* times *zoom*.

    All of it is kept, so that a move can reach its edges; only of one that is extremely long or tall, the middle.
    An image of exactly that size is not resampled.

    Raises:
        VisualError: there is no picture, or it is damaged, incomplete or too large.
    """
    target = _even(width * zoom), _even(height * zoom)
    decoded = decode(path, lambda size: _covering(size, target))
    lying = decoded.lying
    shown = exchanged(decoded.pixels.size, lying=lying)
    cut = _cut(shown, target)
    return _planar(decoded, exchanged(_covering(cut, target), lying=lying), exchanged(cut, lying=lying))


def _even(length: float) -> int:
    return 2 * ceil(round(length / 2, 6))


def _covering(size: Size, target: Size) -> Size:
    scale = max(target[0] / size[0], target[1] / size[1])
    return max(target[0], 2 * round(size[0] * scale / 2)), max(target[1], 2 * round(size[1] * scale / 2))


def _cut(size: Size, target: Size) -> Size:
    """Return what is used of *size*: its middle, at most so and so many frames long."""
    width, height = size
    longest = _LONGEST * height * target[0] / target[1]
    tallest = _LONGEST * width * target[1] / target[0]
    return max(1, min(width, round(longest))), max(1, min(height, round(tallest)))


def _planar(decoded: Decoded, size: Size, cut: Size) -> Frame:
    pixels = decoded.pixels
    if cut != pixels.size:
        left, top = (pixels.width - cut[0]) // 2, (pixels.height - cut[1]) // 2
        pixels = pixels.crop((left, top, left + cut[0], top + cut[1]))
    if size != pixels.size:
        pixels = pixels.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    if decoded.profile:
        pixels = in_srgb(pixels, decoded.profile)
    if decoded.turn is not None:
        pixels = pixels.transpose(decoded.turn)
    frame = Frame(*pixels.size)
    for plane, values in zip(frame.planes, planes_of(pixels), strict=True):
        plane[...] = values
    return frame


def planes_of(pixels: Image.Image) -> tuple[Plane, ...]:
    """Return the planes of RGB *pixels* of even sides: Y, and U and V at half the size."""
    half = pixels.reduce(2)
    sources = zip((pixels, half, half), _MATRICES, strict=True)
    return tuple(np.asarray(source.convert("L", matrix)) for source, matrix in sources)
