"""
What can be told of a prompt without asking anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from aura_core.model.pictures import LONGEST_PROMPT, PromptVerdict
from aura_core.providers.footage.painting import UNWANTED


__all__ = ["verdict_on"]

_IMPROPER: Final = ("nsfw", "nude", "nudity", "naked", "porn", "pornographic", "sexual", "explicit", "gore", "gory")
"""What whoever paints refuses, and what no prompt here asks for."""

_WRITTEN: Final = frozenset(UNWANTED.split(", ")) - {*_IMPROPER, "frame", "blurry", "deformed"}
"""What every prompt rules out, for a model writes badly."""


def verdict_on(prompt: str) -> PromptVerdict:
    """Say whether *prompt* can be asked for; whoever paints may refuse more."""
    issues, warnings = tuple(_issues(prompt)), tuple(_warnings(prompt))
    return PromptVerdict(not issues, issues, prompt, len(prompt), warnings)


def _issues(prompt: str) -> Iterator[str]:
    if not any(map(str.isalnum, prompt)):
        yield "The prompt says nothing that could be seen."
    if len(prompt) > LONGEST_PROMPT:
        yield f"The prompt has {len(prompt)} characters; it may have {LONGEST_PROMPT}."
    if found := _named(prompt, _IMPROPER):
        yield f"Nobody paints this: {', '.join(found)}."


def _warnings(prompt: str) -> Iterator[str]:
    if found := _named(prompt, _WRITTEN):
        yield f"Whoever paints is told to leave this out: {', '.join(found)}. A slide can show words."


def _named(prompt: str, words: frozenset[str] | tuple[str, ...]) -> list[str]:
    said = dict.fromkeys(re.findall(r"[^\W\d_]+", prompt.lower()))
    return [word for word in said if word in words]
