"""
Words of the contract.

A member is known by its canonical name or an alias, in any case; numbers are no words, not even as strings.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, Final, TypeVar

from aura_core.model.enums import ALIASES, Aspect, Density, Pacing
from aura_core.wire.refusal import RefusedError, quoted
from aura_core.wire.scalars import text


__all__ = ["reader"]

E = TypeVar("E", bound=Enum)

# The sentences of the original, which its documentation quotes; other enums list their names.
_NAMED: Final[dict[type[Enum], str]] = {
    Aspect: "Widescreen16x9 (or 16:9), Vertical9x16 (or 9:16), Square1x1 (or 1:1), Portrait4x5 (or 4:5)",
    Density: "Sparse, Balanced, Dense (alias: Normal)",
    Pacing: "Chill, Conversational, Fast (aliases: Medium, Slow, Quick)",
}
_CODE: Final = "E303"


def reader(cls: type[E]) -> Callable[[Any], E]:
    """
    Return what reads a member of *cls*.
    """
    known: dict[str, E] = {member.value.lower(): member for member in cls} | _aliases(cls)
    valid = _NAMED.get(cls) or ", ".join(member.value for member in cls)

    def read(value: Any) -> E:
        if not isinstance(value, str):
            raise RefusedError.of(f"Expected string value for {cls.__name__}, got {_token(value)}", _CODE)
        name = text(value).strip().lower()
        if not name:
            raise RefusedError.of(f"{cls.__name__} value cannot be empty", _CODE)
        if name not in known:
            raise RefusedError.of(f"Unknown {cls.__name__} value: {quoted(value)}. Valid values are: {valid}", _CODE)
        return known[name]

    return read


def _aliases(cls: type[E]) -> dict[str, E]:
    return {alias: member for alias, member in ALIASES.get(cls, {}).items() if isinstance(member, cls)}


def _token(value: Any) -> str:
    """Name *value* as the original's JSON reader does."""
    match value:
        case None:
            return "Null"
        case bool():
            return str(value)
        case int() | float():
            return "Number"
        case list() | tuple():
            return "StartArray"
        case dict():
            return "StartObject"
        case _:
            return type(value).__name__
