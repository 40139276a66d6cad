"""
From narration to captions: when words are shown together, and for how long.

Rule 1: the words decide; a cue begins with its first word, and covers its last but for the gap before the next cue.

Rule 2: silence after a cue is reading time, but a cue never outlasts its scene or reaches into the next cue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aura_core.captions.breaking import groups, lines
from aura_core.captions.chunks import in_phrases
from aura_core.captions.guideline import Guideline
from aura_core.captions.text import columns, joined
from aura_core.model.captions import Cue
from aura_core.model.narration import Narration, Take, Word
from aura_core.timing import FrameRate, Seconds, TimeRange


__all__ = ["caption"]


def caption(narration: Narration, guideline: Guideline, frame_rate: FrameRate) -> tuple[Cue, ...]:
    """
    Part *narration* into cues that read well, as *guideline* has it.

    Returns:
        Cues in order, none overlapping, each within one take; together all the words, each once; characters as
        the phrases that they make.
    """
    passages = [
        (take, words)
        for take in narration.takes
        if take.words
        for words in groups(
            in_phrases(take.words, narration.language, guideline.columns), take.span.end, guideline, narration.language
        )
    ]
    spans = _spans(passages, narration.duration, guideline, guideline.gap_at(frame_rate))
    return tuple(
        Cue(span=span, lines=lines(words, guideline, narration.language), words=tuple(words))
        for (_, words), span in zip(passages, spans, strict=True)
    )


def _spans(
    passages: Sequence[tuple[Take, Sequence[Word]]], film_end: Seconds, guideline: Guideline, gap: Seconds
) -> Iterator[TimeRange]:
    following = [words[0].span.start for _, words in passages[1:]]
    for number, (take, words) in enumerate(passages):
        is_last = number == len(following)
        next_start = film_end if is_last else following[number]
        limit = next_start if next_start - take.span.end < guideline.closing else take.span.end
        span = _span(words, max(limit, words[-1].span.end), guideline)
        yield span if is_last else _parted(span, next_start, gap)


def _span(words: Sequence[Word], limit: Seconds, guideline: Guideline) -> TimeRange:
    start, heard_until = words[0].span.start, words[-1].span.end
    needed = max(guideline.shortest, columns(joined(words)) / guideline.columns_a_second)
    end = min(max(heard_until + guideline.linger, start + needed), max(start + guideline.longest, heard_until), limit)
    if limit - end < guideline.closing:
        end = limit
    return TimeRange(start, end - start)


def _parted(span: TimeRange, next_start: Seconds, gap: Seconds) -> TimeRange:
    """End *span* a *gap* before *next_start*; of a cue that is shorter than two gaps, half is left."""
    end = min(span.end, max(next_start - gap, span.start + (next_start - span.start) / 2))
    return TimeRange(span.start, end - span.start)
