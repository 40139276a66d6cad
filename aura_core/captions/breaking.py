"""
Words become cues, cues become lines.

The cheapest way through a passage is found by dynamic programming over its words, as TeX breaks paragraphs.

Rule 1: what does not fit is never chosen, what reads badly only costs.

Rule 2: a word is never broken; one that is wider than a line has a line of its own.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from operator import add
from typing import Final

import attrs

from aura_core.captions.guideline import Guideline
from aura_core.captions.phrases import break_cost, ends_sentence
from aura_core.captions.text import adjoining, columns, joined
from aura_core.model.narration import Word
from aura_core.timing import Seconds


__all__ = ["groups", "lines"]

_LONG_PAUSE: Final = 0.6
_CUE: Final = 2.0
_LINE: Final = 0.5
_EMPTINESS: Final = 3.0
_INNER_SENTENCE: Final = 4.0
_SILENCE: Final = 8.0
_HASTE: Final = 10.0
_ORPHAN: Final = 8.0
_IMBALANCE: Final = 16.0
_OVERFLOW: Final = 1000.0
"""What things cost on the scale of :func:`~aura_core.captions.phrases.break_cost`; set by reading the results."""


@attrs.frozen
class _Passage:
    """
    The words of a take, measured.

    Attributes:
        starts: When each word begins, in seconds, and when the take ends.

        stops: When each word ends, in seconds.

        costs: Of a break before each word, and after the last.

        marks: Columns from the start of the passage to the end of each word, as if it were one line.

        indents: Columns from the start of the passage to the start of each word.

        silences: Seconds of long pauses before each word.

        sentences: How many sentences have ended before each word.
    """

    guideline: Guideline
    starts: Sequence[float]
    stops: Sequence[float]
    costs: Sequence[float]
    marks: Sequence[int]
    indents: Sequence[int]
    silences: Sequence[float]
    sentences: Sequence[int]

    @classmethod
    def of(cls, words: Sequence[Word], end: Seconds, guideline: Guideline, language: str) -> _Passage:
        """Measure *words*."""
        spaces = [0, *(0 if adjoining(*pair) else 1 for pair in pairwise(words))]
        widths = [columns(word.text) for word in words]
        marks = [0, *accumulate(map(add, widths, spaces))]
        starts, stops = [float(word.span.start) for word in words], [float(word.span.end) for word in words]
        pauses = (max(start - stop - _LONG_PAUSE, 0) for stop, start in zip(stops, starts[1:], strict=False))
        return cls(
            guideline=guideline,
            starts=[*starts, float(end)],
            stops=stops,
            silences=[0, *accumulate(pauses)],
            costs=[0.0, *(break_cost(*pair, language) for pair in pairwise(words)), 0.0],
            marks=marks,
            indents=list(map(add, marks, spaces)),
            sentences=[0, *accumulate(map(ends_sentence, words))],
        )

    @cached_property
    def longest(self) -> float:
        """Seconds a cue lasts at most."""
        return float(self.guideline.longest)

    @cached_property
    def shortest(self) -> float:
        """Seconds below which a cue is too short to be read."""
        return float(self.guideline.shortest)

    def width(self, start: int, stop: int) -> int:
        """Return the columns of the words from *start* to *stop* on one line."""
        return self.marks[stop] - self.indents[start]

    @cached_property
    def line_stops(self) -> Sequence[int]:
        """How far a line goes that begins at each word."""
        furthest = (bisect_right(self.marks, indent + self.guideline.columns) - 1 for indent in self.indents)
        return [max(stop, start + 1) for start, stop in enumerate(furthest)]

    @cached_property
    def line_starts(self) -> Sequence[int]:
        """How far back a line goes that ends before each word."""
        furthest = (bisect_left(self.indents, mark - self.guideline.columns) for mark in self.marks)
        return [min(start, stop - 1) for stop, start in enumerate(furthest)]

    def reach(self, start: int) -> int:
        """Return how far a cue goes that begins at *start*."""
        first = self.line_stops[start]
        return self.line_stops[first] if self.guideline.lines > 1 and first < len(self.stops) else first

    def cost(self, start: int, stop: int) -> float:
        """Return how badly the words from *start* to *stop* would read as one cue."""
        begin = self.starts[start]
        if self.stops[stop - 1] - begin > self.longest and stop - start > 1:
            return math.inf
        emptiness = 1 - self.width(start, stop) / (self.guideline.lines * self.guideline.columns)
        inner_sentences = self.sentences[stop - 1] - self.sentences[start]
        is_torn = stop - start == 1 and (self.costs[start] or self.costs[stop])
        return (
            _CUE
            + self.costs[stop]
            + _LINE * self._line_cost(start, stop)
            + _EMPTINESS * max(emptiness, 0) ** 2
            + _INNER_SENTENCE * inner_sentences
            + _SILENCE * (self.silences[stop - 1] - self.silences[start])
            + _HASTE * max(self.shortest - (self.starts[stop] - begin), 0)
            + (_ORPHAN if is_torn else 0)
        )

    def _line_cost(self, start: int, stop: int) -> float:
        """Return the cost of the best place to end the first line."""
        if stop <= self.line_stops[start]:
            return 0.0
        return min(self.costs[max(self.line_starts[stop], start + 1) : self.line_stops[start] + 1])


def groups(words: Sequence[Word], end: Seconds, guideline: Guideline, language: str) -> list[Sequence[Word]]:
    """
    Part the *words* of a take, which ends at *end*, into those that are shown together.
    """
    passage = _Passage.of(words, end, guideline, language)
    best = [0.0] + [math.inf] * len(words)
    origins = [0] * (len(words) + 1)
    for start in range(len(words)):
        for stop in range(start + 1, passage.reach(start) + 1):
            cost = best[start] + passage.cost(start, stop)
            if cost < best[stop]:
                best[stop], origins[stop] = cost, start
    bounds = [len(words)]
    while bounds[-1]:
        bounds.append(origins[bounds[-1]])
    return [words[start:stop] for start, stop in pairwise(bounds[::-1])]


def lines(words: Sequence[Word], guideline: Guideline, language: str) -> tuple[str, ...]:
    """
    Set the *words* of a cue in lines: one if they fit, else two of about the same length, the shorter on top.
    """
    if len(words) == 1 or columns(joined(words)) <= guideline.columns:
        return (joined(words),)
    at = min(range(1, len(words)), key=lambda at: _halving_cost(words[:at], words[at:], guideline, language))
    return joined(words[:at]), joined(words[at:])


def _halving_cost(upper: Sequence[Word], lower: Sequence[Word], guideline: Guideline, language: str) -> float:
    above, below = columns(joined(upper)), columns(joined(lower))
    overflow = sum(
        max(width - guideline.columns, 0) for width, half in ((above, upper), (below, lower)) if len(half) > 1
    )
    return (
        _OVERFLOW * overflow
        + break_cost(upper[-1], lower[0], language)
        + _IMBALANCE * abs(above - below) / guideline.columns
        + (1 if above > below else 0)
        + (_ORPHAN if 1 in {len(upper), len(lower)} else 0)
    )
