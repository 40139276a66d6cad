"""Memory that is given back."""

from __future__ import annotations

import ctypes
import sys
from typing import Final


__all__ = ["return_large_blocks"]

_M_MMAP_THRESHOLD: Final = -3
"""mallopt(3)."""

_LARGE: Final = 1024 * 1024


def return_large_blocks() -> None:
    """
    Have glibc map blocks of a megabyte and more on their own, so that they go back to the system when they are freed.

    Left alone, it raises that threshold with every freed block, to 32 MiB, and keeps what decoding a picture took for
    good: 90 MB after four photographs. Elsewhere than on glibc nothing is done, and nothing is needed.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_M_MMAP_THRESHOLD, _LARGE)
