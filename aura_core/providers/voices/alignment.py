"""
When each word is heard.

A synthesizer reports the moments at which *some* places of a text begin: one for several words ("10 km"), several
for one ("1,234"), none for a dash or a picture.
Here every token gets a span: what has no moment of its own shares the time of the token before it, by length.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Final

import attrs

from aura_core.model.narration import Word
from aura_core.providers.voices.reading import Token
from aura_core.timing import Seconds, TimeRange, in_ticks


__all__ = ["Stretch", "aligned"]

_SHORTEST: Final = Fraction(1, 50)
"""Seconds; moments that follow faster than a picture of the film are one moment."""


@attrs.frozen
class Stretch:
    """
    Tokens that are heard between two moments.

    Attributes:
        moments: Pairs of an index in the text and when what stands there begins, within the stretch.
    """

    tokens: tuple[Token, ...]
    moments: tuple[tuple[int, Seconds], ...]
    start: Seconds
    end: Seconds


def aligned(stretches: Iterable[Stretch]) -> tuple[Word, ...]:
    """
    Give every token of *stretches* its span: ordered, not overlapping, longer than nothing.
    """
    return tuple(word for stretch in stretches for word in _words(stretch))


def _words(stretch: Stretch) -> list[Word]:
    words: list[Word] = []
    runs = _runs(stretch)
    for (first, start), (following, end) in zip(runs, [*runs[1:], (len(stretch.tokens), stretch.end)], strict=True):
        words += _shared(stretch.tokens[first:following], start, end)
    return words


def _runs(stretch: Stretch) -> list[tuple[int, Seconds]]:
    """Find the tokens that begin at a moment of their own; the first begins with the stretch."""
    runs = [(0, stretch.start)]
    moments = sorted(stretch.moments)
    place = 0
    for index, token in enumerate(stretch.tokens):
        while place < len(moments) and moments[place][0] < token.offset:
            place += 1
        if index and place < len(moments) and moments[place][0] < token.end:
            moment = moments[place][1]
            if runs[-1][1] + _SHORTEST <= moment <= stretch.end - _SHORTEST:
                runs.append((index, moment))
    return runs


def _shared(tokens: Sequence[Token], start: Seconds, end: Seconds) -> list[Word]:
    lengths = [len(token.text) for token in tokens]
    each = (end - start) / sum(lengths)
    edges = [in_ticks(start + each * spent) for spent in accumulate(lengths, initial=0)]
    return [
        Word(token.text, token.offset, TimeRange(begins, ends - begins))
        for token, (begins, ends) in zip(tokens, pairwise(edges), strict=True)
    ]
