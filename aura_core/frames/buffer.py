"""A frame as the encoder takes it: planar YUV 4:2:0 in one piece of memory."""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt


__all__ = ["BLACK", "Frame", "Plane", "Weights"]

Plane: TypeAlias = npt.NDArray[np.uint8]
"""(rows, columns) uint8."""

Weights: TypeAlias = npt.NDArray[np.uint16]
"""256ths."""

BLACK: Final = (16, 128, 128)
"""Y, U and V in the limited range, as everywhere here (ITU-R BT.709 §4.6)."""


class Frame:
    """
    A picture in BT.709 limited range, 4:2:0, of even size.

    ``memoryview(frame.buffer)`` is what FFmpeg reads as ``-f rawvideo -pix_fmt yuv420p``; nothing is copied.

    Attributes:
        width: Pixels; even.

        height: Pixels; even.

        buffer: All of it, in the order Y, U, V; one-dimensional and contiguous.

        planes: The same memory as Y and, at half the size in both directions, U and V.
    """

    __slots__ = ("buffer", "height", "planes", "width")

    buffer: Plane
    planes: tuple[Plane, Plane, Plane]

    def __init__(self, width: int, height: int, data: bytes | bytearray | memoryview | Plane | None = None) -> None:
        """
        Make a frame of undefined contents, or one over *data*.

        Args:
            data: ``width * height * 3 / 2`` bytes, used in place; a frame over ``bytes`` cannot be drawn into.
        """
        if width < 2 or height < 2 or width % 2 or height % 2:
            raise ValueError(f"A 4:2:0 frame cannot be {width}×{height}: its sides are even and at least 2.")
        luma, chroma = width * height, width * height // 4
        size = luma + 2 * chroma
        buffer = np.empty(size, np.uint8) if data is None else np.frombuffer(data, np.uint8)
        if buffer.size != size:
            raise ValueError(f"A frame of {width}×{height} has {size} bytes, not {buffer.size}.")
        half = (height // 2, width // 2)
        self.width = width
        self.height = height
        self.buffer = buffer
        self.planes = (
            buffer[:luma].reshape(height, width),
            buffer[luma : luma + chroma].reshape(half),
            buffer[luma + chroma :].reshape(half),
        )

    @classmethod
    def blank(cls, width: int, height: int) -> Frame:
        """Make a black frame."""
        frame = cls(width, height)
        for plane, value in zip(frame.planes, BLACK, strict=True):
            plane.fill(value)
        return frame

    def __repr__(self) -> str:
        return f"Frame({self.width}, {self.height})"
