"""
Words become cues, cues become lines.

The cheapest way through a passage is found by dynamic programming over its words, as TeX breaks paragraphs.

Rule 1: what does not fit is never chosen, what reads badly only costs.

Rule 2: a word is never broken; one that is wider than a line has a line of its own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Final

import attrs

from aura_core.captions.phrases import break_cost, ends_sentence
from aura_core.captions.text import adjoining, columns, joined
from aura_core.model.narration import Word
from aura_core.model.render import Resolution
from aura_core.timing import Seconds


__all__ = ["LONGEST", "Room", "groups", "lines", "room_for"]

LONGEST: Final = Fraction(7)
"""Seconds a cue is shown at most, as the style guides of Netflix and of the BBC have it."""

_SHORT: Final = 1.0
_PAUSE: Final = 0.6


@attrs.frozen
class Room:
    """
    How much a cue may hold.

    Attributes:
        columns: Of a line; a Chinese character takes two.
    """

    columns: int
    lines: int = 2


def room_for(size: Resolution) -> Room:
    """
    Return how much a cue may hold in a frame of *size*: 42 columns when it lies, 26 when it is square or stands.
    """
    return Room(42 if size.width > 1.2 * size.height else 26)


@attrs.frozen
class _Passage:
    words: Sequence[Word]
    end: Seconds
    room: Room
    costs: Sequence[float]
    """Of a break before each word."""
    marks: Sequence[int]
    """Columns up to and including each word, and its leading space."""
    sentences: Sequence[int]
    """How many sentences ended before each word."""

    @classmethod
    def of(cls, words: Sequence[Word], end: Seconds, room: Room, language: str) -> _Passage:
        spaces = [0, *(0 if adjoining(*pair) else 1 for pair in pairwise(words))]
        return cls(
            words=words,
            end=end,
            room=room,
            costs=[0.0, *(break_cost(*pair, language) for pair in pairwise(words)), 0.0],
            marks=[0, *accumulate(columns(word.text) + space for word, space in zip(words, spaces, strict=True))],
            sentences=[0, *accumulate(map(ends_sentence, words))],
        )

    def width(self, start: int, stop: int) -> int:
        """Return the columns of the words from *start* to *stop* on one line."""
        leading = 0 if start == 0 or adjoining(self.words[start - 1], self.words[start]) else 1
        return self.marks[stop] - self.marks[start] - leading

    def line_end(self, start: int) -> int:
        """Return how far a line that begins at *start* goes."""
        stop = start + 1
        while stop < len(self.words) and self.width(start, stop + 1) <= self.room.columns:
            stop += 1
        return stop

    def reach(self, start: int) -> int:
        """Return how far a cue that begins at *start* goes."""
        stop = start
        for _ in range(self.room.lines):
            if stop < len(self.words):
                stop = self.line_end(stop)
        return stop

    def seconds(self, start: int, stop: int) -> tuple[float, float]:
        """Return how long the words are heard, and how long they may be read."""
        begin = self.words[start].span.start
        until = self.words[stop].span.start if stop < len(self.words) else self.end
        return float(self.words[stop - 1].span.end - begin), float(until - begin)

    def cost(self, start: int, stop: int) -> float:
        """Return how badly the words would read as one cue."""
        heard, shown = self.seconds(start, stop)
        if heard > LONGEST and stop - start > 1:
            return math.inf
        whole = self.costs[start] == 0 and self.costs[stop] == 0
        emptiness = 1 - self.width(start, stop) / (self.room.columns * self.room.lines)
        inner_sentences = self.sentences[stop - 1] - self.sentences[start]
        return (
            2
            + self.costs[stop]
            + 3 * max(emptiness, 0) ** 2
            + 4 * inner_sentences
            + 10 * max(_SHORT - shown, 0)
            + (8 if stop - start == 1 and not whole else 0)
        )


def groups(words: Sequence[Word], end: Seconds, room: Room, language: str) -> list[Sequence[Word]]:
    """
    Part the words of a take into those that are shown together.

    Args:
        end: When the take ends.
    """
    passage = _Passage.of(words, end, room, language)
    best = [0.0] + [math.inf] * len(words)
    origin = [0] * (len(words) + 1)
    for start in range(len(words)):
        for stop in range(start + 1, passage.reach(start) + 1):
            cost = best[start] + passage.cost(start, stop)
            if cost < best[stop]:
                best[stop], origin[stop] = cost, start
    found: list[Sequence[Word]] = []
    stop = len(words)
    while stop:
        found.append(words[origin[stop] : stop])
        stop = origin[stop]
    return found[::-1]


def lines(words: Sequence[Word], room: Room, language: str) -> tuple[str, ...]:
    """
    Set the words of a cue in lines: one if they fit, else two of about the same length, the shorter on top.
    """
    whole = joined(words)
    if columns(whole) <= room.columns or len(words) == 1:
        return (whole,)
    ways = [(joined(words[:at]), joined(words[at:]), at) for at in range(1, len(words))]
    upper, lower, _ = min(ways, key=lambda way: _line_cost(way[0], way[1], words, way[2], room, language))
    return upper, lower


def _line_cost(upper: str, lower: str, words: Sequence[Word], at: int, room: Room, language: str) -> float:
    above, below = columns(upper), columns(lower)
    overflow = sum(
        max(width - room.columns, 0) for width, count in ((above, at), (below, len(words) - at)) if count > 1
    )
    return (
        1000 * overflow
        + break_cost(words[at - 1], words[at], language)
        + 16 * abs(above - below) / room.columns
        + (1 if above > below else 0)
        + (6 if min(at, len(words) - at) == 1 else 0)
    )
