"""Which versions of FFmpeg can make films."""

from __future__ import annotations

import re
from typing import Final


__all__ = ["MINIMUM", "is_new_enough"]

MINIMUM: Final = "5.1"
"""The oldest that films were made with; 4.2 has neither ``alimiter``'s latency nor options in lists of files."""

_NUMBERS: Final = re.compile(r"[nv]?([0-9]+(?:\.[0-9]+)*)")


def is_new_enough(version: str) -> bool:
    """
    Whether what calls itself *version* is not older than :data:`MINIMUM`.

    Builds from the repository are called ``N-12345-gabcdef``, ``2025-03-01-git-abcdef`` or whatever their maker likes;
    only what names a lower number is too old, of anything else a trial tells.
    """
    found = _NUMBERS.match(version)
    return found is None or _numbers(found[1]) >= _numbers(MINIMUM)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number[:9]) for number in text.split("."))
