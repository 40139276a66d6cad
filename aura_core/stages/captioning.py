"""
From narration to captions: when words are shown together, and for how long.

Rule 1: the words decide; a cue begins with its first word and covers its last.

Rule 2: silence after a cue is reading time, but a cue never outlasts its scene or reaches into the next cue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from aura_core.captions.breaking import LONGEST, groups, lines, room_for
from aura_core.captions.text import columns, joined
from aura_core.model.captions import Cue
from aura_core.model.narration import Narration, Take, Word
from aura_core.model.render import Resolution
from aura_core.timing import Seconds, TimeRange


__all__ = ["caption"]

_SHORTEST: Final = Fraction(1)
_COLUMNS_A_SECOND: Final = 20
_LINGER: Final = Fraction(3, 10)
_FLICKER: Final = Fraction(1, 5)
"""Seconds; a shorter gap between two cues is closed, for it would flicker."""


def caption(narration: Narration, size: Resolution) -> tuple[Cue, ...]:
    """
    Part *narration* into cues that read well in a frame of *size*.

    Returns:
        Cues in order, none overlapping, each within one take; together all the words, each once.
    """
    room = room_for(size)
    passages = [
        (take, words)
        for take in narration.takes
        if take.words
        for words in groups(take.words, take.span.end, room, narration.language)
    ]
    return tuple(
        Cue(span=span, lines=lines(words, room, narration.language), words=tuple(words))
        for (_, words), span in zip(passages, _spans(passages, narration.duration), strict=True)
    )


def _spans(passages: Sequence[tuple[Take, Sequence[Word]]], film_end: Seconds) -> Iterator[TimeRange]:
    following = [words[0].span.start for _, words in passages[1:]]
    for (take, words), next_start in zip(passages, [*following, film_end], strict=False):
        limit = next_start if next_start - take.span.end < _FLICKER else take.span.end
        yield _span(words, max(limit, words[-1].span.end))


def _span(words: Sequence[Word], limit: Seconds) -> TimeRange:
    start, heard_until = words[0].span.start, words[-1].span.end
    needed = max(_SHORTEST, Fraction(columns(joined(words)), _COLUMNS_A_SECOND))
    end = min(max(heard_until + _LINGER, start + needed), max(start + LONGEST, heard_until), limit)
    if limit - end < _FLICKER:
        end = limit
    return TimeRange(start, end - start)
