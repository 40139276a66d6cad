"""Still images as frames."""

from __future__ import annotations

from math import ceil
from pathlib import Path

import numpy as np
from PIL import Image

from aura_core.errors import VisualError
from aura_core.frames.buffer import Frame


__all__ = ["load"]

# Rows for R, G, B and 1 (ITU-R BT.709 §3.2 and §4.6).
_LUMA = tuple(219 / 255 * part for part in (0.2126, 0.7152, 0.0722)) + (16.0,)
_U = tuple(112 / 255 * part for part in (-0.2126 / 0.9278, -0.7152 / 0.9278, 1.0)) + (128.0,)
_V = tuple(112 / 255 * part for part in (1.0, -0.7152 / 0.7874, -0.0722 / 0.7874)) + (128.0,)


def load(path: Path, width: int, height: int, zoom: float = 1.0) -> Frame:
    """
    Read a still image and scale it so that it covers *width* × *height* times *zoom*.
    """
    try:
        with Image.open(path) as image:
            rgb = image.convert("RGB")
    except OSError as error:
        raise VisualError(
            f"The picture {path.name} cannot be read.", provider="pictures", remedy="Choose another picture."
        ) from error
    target = _even(width * zoom), _even(height * zoom)
    scale = max(target[0] / rgb.width, target[1] / rgb.height)
    size = max(target[0], round(rgb.width * scale / 2) * 2), max(target[1], round(rgb.height * scale / 2) * 2)
    if size != rgb.size:
        rgb = rgb.resize(size, Image.Resampling.LANCZOS)
    return _planar(rgb)


def _even(length: float) -> int:
    return 2 * ceil(length / 2 - 1e-9)


def _planar(image: Image.Image) -> Frame:
    frame = Frame(*image.size)
    half = image.reduce(2)
    for plane, source, matrix in zip(frame.planes, (image, half, half), (_LUMA, _U, _V), strict=True):
        plane[...] = np.asarray(source.convert("L", matrix))
    return frame
