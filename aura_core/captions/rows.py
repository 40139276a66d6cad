"""
The lines of a cue as they are drawn: in pieces, so that a word can be coloured, and broken where they are too wide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import attrs

from aura_core.captions.text import clean, columns
from aura_core.model.captions import Cue


__all__ = ["Piece", "pieces", "rows"]

_SOFT_BREAK: Final = re.compile(r"[ /?&=._\-]")


@attrs.frozen
class Piece:
    """
    A part of a row.

    Attributes:
        word: Index of the word of the cue that it belongs to; ``None`` for what stands between words.
    """

    text: str
    word: int | None = None


def rows(cue: Cue, limit: int) -> tuple[tuple[Piece, ...], ...]:
    """
    Return the lines of *cue* in pieces; a line wider than *limit* columns, such as a URL, becomes several rows.
    """
    return tuple(
        row for line in pieces(cue) for row in _broken(line, _breaks("".join(piece.text for piece in line), limit))
    )


def pieces(cue: Cue) -> Iterator[tuple[Piece, ...]]:
    """
    Yield the lines of *cue* in pieces, found by looking for its words in order; lines without letters are left out.
    """
    waiting = [(clean(word.text), index) for index, word in enumerate(cue.words)][::-1]
    for line in filter(None, map(clean, cue.lines)):
        pieces, position = [], 0
        while waiting and (at := line.find(waiting[-1][0], position)) >= 0:
            text, index = waiting.pop()
            pieces += [Piece(line[position:at]), Piece(text, index)]
            position = at + len(text)
        yield tuple(piece for piece in [*pieces, Piece(line[position:])] if piece.text)


def _breaks(text: str, limit: int) -> list[int]:
    """Return where rows of *text* end, so that none is wider than *limit* columns."""
    found = [0]
    while columns(text[found[-1] :]) > limit:
        found.append(_row_end(text, found[-1], limit))
    return [*found, len(text)]


def _row_end(text: str, start: int, limit: int) -> int:
    stop = start + 1
    while columns(text[start : stop + 1]) <= limit:
        stop += 1
    while stop - start > 1 and stop < len(text) and unicodedata.category(text[stop]) in {"Mn", "Mc", "Me", "Cf"}:
        stop -= 1
    soft = [match.end() + start for match in _SOFT_BREAK.finditer(text[start:stop])]
    return soft[-1] if soft and soft[-1] - start > (stop - start) // 2 else stop


def _broken(line: tuple[Piece, ...], breaks: list[int]) -> Iterator[tuple[Piece, ...]]:
    """Cut the pieces of *line* at *breaks*, characters from its start."""
    for start, stop in pairwise(breaks):
        row, position = [], 0
        for piece in line:
            text = piece.text[max(start - position, 0) : max(stop - position, 0)]
            position += len(piece.text)
            row += [attrs.evolve(piece, text=text)] if text else []
        yield tuple(row)
