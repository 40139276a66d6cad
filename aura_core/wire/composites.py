"""Arrays, dictionaries and free JSON; all that is wrong inside is said at once."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any, Final, TypeVar

from aura_core.wire.refusal import Findings, RefusedError, got, quoted
from aura_core.wire.scalars import text


__all__ = ["anything", "array", "dictionary"]

T = TypeVar("T")

_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,79}")


def array(value: Any, read: Callable[[Any], T]) -> list[T]:
    """Read an array, each item by *read*."""
    if not isinstance(value, list | tuple):
        raise RefusedError.of(f"Expected an array, got {got(value)}.")
    findings = Findings()
    items = []
    for index, entry in enumerate(value):
        try:
            items.append(read(entry))
        except RefusedError as refused:
            findings.note(f"[{index}]", refused)
    findings.settle()
    return items


def dictionary(value: Any, read: Callable[[Any], T]) -> dict[str, T]:
    """Read an object with any keys, each entry by *read*."""
    if not isinstance(value, dict):
        raise RefusedError.of(f"Expected an object, got {got(value)}.")
    findings = Findings()
    entries = {}
    for name, entry in value.items():
        try:
            entries[text(name)] = read(entry)
        except RefusedError as refused:
            findings.note(_step(name), refused)
    findings.settle()
    return entries


def _step(name: Any) -> str:
    return f".{name}" if _NAME.fullmatch(str(name)) else f"[{quoted(str(name))}]"


def anything(value: Any) -> Any:
    """Read any JSON; arrays become lists."""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, list | tuple):
        return array(value, anything)
    if isinstance(value, dict):
        return dictionary(value, anything)
    if value is None or isinstance(value, bool | int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    raise RefusedError.of(f"Expected JSON, got {got(value)}.")
