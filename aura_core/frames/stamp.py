"""A partly transparent picture as an overlay, without drawing it over two grounds."""

from __future__ import annotations

import numpy as np
from PIL import Image

from aura_core.frames.blend import Overlay
from aura_core.frames.picture import planes_of


__all__ = ["stamp"]


def stamp(image: Image.Image, x: int, y: int) -> Overlay:
    """
    Return *image*, RGBA of even sides, as what is laid over frames.

    Args:
        x: Its left edge; even.

        y: Its top edge; even.
    """
    alpha = image.getchannel("A")
    add, keep = [], []
    for plane, part in zip(planes_of(image.convert("RGB")), (1, 2, 2), strict=True):
        seen = np.asarray(alpha if part == 1 else alpha.reduce(2), np.uint32) * 256 // 255
        # Half a step for rounding, as the overlay's own.
        add.append((plane.astype(np.uint32) * seen + 128).astype(np.uint16))
        keep.append((256 - seen).astype(np.uint16))
    return Overlay(x, y, *image.size, tuple(add), tuple(keep))
