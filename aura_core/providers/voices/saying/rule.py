"""
What a rule is: a pattern, and what is said for what it finds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import attrs

from aura_core.providers.voices.saying.tongues import Tongue


__all__ = ["GAP", "NUMBER", "Pattern", "Pieces", "Rule", "any_of", "everywhere", "only_in", "where"]

Pieces = Sequence[tuple[str, int]]
"""Words, each with the place in the text that they are said for."""

Pattern = Callable[[Tongue], re.Pattern[str] | None]
"""What a short form looks like in a language; ``None`` where the language has none. A group ``said`` is all of it."""

NUMBER: Final = r"(?:\d{1,3}(?:[,.'’ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?)"
GAP: Final = r"[ \u00a0\u202f]?"


@attrs.frozen
class Rule:
    """
    One kind of short form.

    Attributes:
        say: What is said for it; ``None`` leaves it as it is.
    """

    pattern: Pattern
    say: Callable[[re.Match[str], Tongue], Pieces | None]


def only_in(language: str, pattern: str) -> Pattern:
    """Look for *pattern* in *language* alone."""
    compiled = re.compile(pattern)
    return lambda tongue: compiled if tongue.code == language else None


def where(has: Callable[[Tongue], object], pattern: str) -> Pattern:
    """Look for *pattern* in languages that have what it takes to say it."""
    compiled = re.compile(pattern)
    return lambda tongue: compiled if has(tongue) else None


def everywhere(pattern: str) -> Pattern:
    """Look for *pattern* in all languages."""
    return where(lambda _: True, pattern)


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of *words*, the longest first, with or without their spaces."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s?") for word in sorted(words, key=len, reverse=True))
