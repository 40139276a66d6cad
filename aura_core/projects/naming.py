"""What copies of projects are called."""

from __future__ import annotations

from typing import Final


__all__ = ["copy_name"]

_LONGEST: Final = 200


def copy_name(name: str, wanted: str = "") -> str:
    """Return what a copy of the project called *name* is called, if nobody says what is *wanted*."""
    return wanted.strip() or f"{name[: _LONGEST - 7]} (copy)"
