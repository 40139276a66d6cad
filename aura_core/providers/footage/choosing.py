"""
Which of the files of a picture or clip fits a frame.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

import attrs

from aura_core.model.render import Resolution


__all__ = ["File", "apart", "fitting", "today", "width_for"]

_ZOOM: Final = 1.25
"""How much larger than the frame a photograph is fetched, for the camera to move over."""


@attrs.frozen
class File:
    """
    One of the sizes in which a library has something.

    Attributes:
        width: Pixels.

        height: Pixels.
    """

    address: str
    width: int
    height: int


def fitting(files: Iterable[File], size: Resolution) -> File:
    """Take the smallest of *files*, of which there is one at least, that fills *size*, or the largest there is."""
    ordered = sorted(files, key=lambda file: file.width * file.height)
    fills = (file for file in ordered if file.width >= size.width and file.height >= size.height)
    return next(fills, ordered[-1])


def width_for(width: int, height: int, size: Resolution) -> int:
    """Return how wide a photograph of *width* × *height* is asked for to fill *size*, and a little more."""
    wide = round(max(size.width, size.height * width / max(1, height)) * _ZOOM)
    return min(wide, width)


def apart(width: int, height: int, size: Resolution) -> float:
    """Return how far the shape of *width* × *height* is from that of *size*: 1 is the same, 2 loses half of it."""
    shape = width * size.height / max(1, height * size.width)
    return max(shape, 1 / max(shape, 1e-6))


def today() -> int:
    """Return the day, for which libraries want an answer to somebody who looks through them to be kept."""
    return datetime.now(UTC).date().toordinal()
