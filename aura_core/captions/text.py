"""
Words as they are set: joined, measured, cleaned.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import attrs

from aura_core.model.captions import Cue
from aura_core.model.narration import Word


__all__ = ["adjoining", "clean", "columns", "joined", "readable", "text_of"]


def adjoining(left: Word, right: Word) -> bool:
    """
    Return whether nothing stands between two words, as between Chinese characters.
    """
    return left.offset + len(left.text) == right.offset


def joined(words: Sequence[Word]) -> str:
    """
    Return *words* as one line, with spaces where the script has any.
    """
    marks = ["" if adjoining(*pair) else " " for pair in pairwise(words)]
    return "".join(word.text + mark for word, mark in zip(words, [*marks, ""], strict=True))


def columns(text: str) -> int:
    """
    Return the width of *text* in columns of a terminal: 2 for wide characters (UAX #11), 0 for combining ones.
    """
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def clean(text: str) -> str:
    """
    Return *text* on one line, without control characters; a lone surrogate becomes U+FFFD.
    """
    return " ".join("".join(map(_printable, text)).split())


def _printable(character: str) -> str:
    match unicodedata.category(character):
        case "Cc":
            return " " if character.isspace() else ""
        case "Cs":
            return "\N{REPLACEMENT CHARACTER}"
        case _:
            return character


def readable(cues: Iterable[Cue]) -> Iterator[Cue]:
    """
    Yield *cues* with clean lines, without those that have nothing to read.
    """
    for cue in cues:
        lines = tuple(filter(None, map(clean, cue.lines)))
        if lines:
            yield attrs.evolve(cue, lines=lines)


def text_of(cues: Iterable[Cue]) -> str:
    """
    Return all that is to be read, one cue a line.
    """
    return "\n".join(" ".join(cue.lines) for cue in readable(cues))
