"""
What an author says about the picture, aside from the words: comments such as ``<!-- transition: WipeLeft -->``.

Rule: a comment that names none of our words is a comment, and nobody's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Any, Final

import attrs

from aura_core.errors import InvalidInputError
from aura_core.model.enums import MotionKind, TransitionKind
from aura_core.wire import structure


__all__ = ["Aside", "aside_in"]

_MEMBER: Final = re.compile(r"\s*(transition|motion|visual)\s*:(.*)", re.IGNORECASE | re.DOTALL)
_KINDS: Final[dict[str, type[Enum]]] = {"transition": TransitionKind, "motion": MotionKind}


@attrs.frozen
class Aside:
    """
    What is said about the picture of what follows.

    Attributes:
        transition: How it gives way to what comes after it.

        visual: What the picture is to be: the name of a layout, or what an image provider is asked for.
    """

    transition: TransitionKind | None = None
    motion: MotionKind | None = None
    visual: str | None = None


def aside_in(comment: str) -> Aside | None:
    """
    Read an HTML *comment*; ``None`` where it says nothing to us. Members are parted by semicolons or lines.

    Raises:
        InvalidInputError: there is no such transition or motion.
    """
    inner = comment.strip().removeprefix("<!--").removesuffix("-->")
    found = dict(_members(inner))
    return Aside(**found) if found else None


def _members(inner: str) -> Iterator[tuple[str, Any]]:
    for part in re.split(r"[;\n]", inner):
        if not (match := _MEMBER.fullmatch(part)):
            continue
        name, value = match[1].lower(), match[2].strip()
        if name in _KINDS:
            yield name, _word(name, value)
        elif value:
            yield name, value


def _word(name: str, value: str) -> Enum:
    try:
        return structure(value, _KINDS[name])
    except InvalidInputError as error:
        words = ", ".join(str(kind.value) for kind in _KINDS[name])
        raise InvalidInputError.of(
            "$.script", f"There is no {name} {value!r}.", remedy=f"Choose one of {words}."
        ) from error
