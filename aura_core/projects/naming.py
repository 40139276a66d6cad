"""What projects may be called, and hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from aura_core.errors import InvalidInputError


__all__ = ["bounded", "check_name", "copy_name"]

R = TypeVar("R")

_LONGEST: Final = 200


def bounded(request: type[R], given: Mapping[str, Any], path: str) -> R:
    """
    Make a *request* of what comes from elsewhere: the bounds of what is saved count for it, too.

    Raises:
        InvalidInputError: it is beyond them, at *path*.
    """
    try:
        return request(**given)
    except ValueError as error:
        raise InvalidInputError.of(path, str(error), remedy="Import less at once.") from error


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
