"""What the wire refuses, on its way up to the root of the document."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, Final

from aura_core.errors import Issue


__all__ = ["Findings", "RefusedError", "got", "quoted"]

_LONGEST_QUOTE: Final = 80
_KINDS: Final = {type(None): "null", bool: "a boolean", int: "a number", float: "a number"}


class RefusedError(Exception):
    """
    A value is refused.

    Attributes:
        issues: What is wrong; their paths begin at the value.
    """

    def __init__(self, issues: Iterable[Issue]) -> None:
        super().__init__()
        self.issues = tuple(issues)

    @classmethod
    def of(cls, message: str, code: str = "E400") -> RefusedError:
        """Refuse the value itself."""
        return cls([Issue("", message, code)])


class Findings:
    """
    Everything that is wrong with the parts of a value, found while they are read.
    """

    def __init__(self) -> None:
        self.issues: list[Issue] = []

    def note(self, step: str, refused: RefusedError) -> None:
        """
        Note that a part is refused, and go on.

        Args:
            step: From the value to the part, as a path has it: ``.name`` or ``[0]``.
        """
        self.issues += [Issue(step + issue.path, issue.message, issue.code) for issue in refused.issues]

    def settle(self) -> None:
        """
        Refuse the value if anything was found.
        """
        if self.issues:
            raise RefusedError(self.issues)


def quoted(text: str) -> str:
    """Quote *text* so that it can be shown anywhere: shortened, and without lone surrogates."""
    shown = text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
    return f"'{shown.encode('utf-8', 'backslashreplace').decode()}'"


def got(value: Any) -> str:
    """Name *value* in a sentence that says what was expected instead."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list | tuple):
        return "an array"
    if isinstance(value, float) and not math.isfinite(value):
        return "one without bounds"
    return _KINDS.get(type(value), type(value).__name__)
