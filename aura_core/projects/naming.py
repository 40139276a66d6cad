"""What projects are called, and copies of them."""

from __future__ import annotations

from typing import Final

from aura_core.errors import InvalidInputError


__all__ = ["check_name", "copy_name"]

_LONGEST: Final = 200


def check_name(name: str) -> None:
    """
    Make sure that *name* is one.

    Raises:
        InvalidInputError: it is not.
    """
    if not name.strip():
        raise InvalidInputError.of("$.name", "The project has no name.", remedy="Give it one.")


def copy_name(name: str, wanted: str = "") -> str:
    """Return what a copy of the project called *name* is called, if nobody says what is *wanted*."""
    return wanted.strip() or f"{name[: _LONGEST - 7]} (copy)"
