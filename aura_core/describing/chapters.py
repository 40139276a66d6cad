"""
Chapters as YouTube reads them out of a description.

Rules (YouTube Help, "Add chapters to your videos"): the first begins at 0:00, there are at least three, and each
lasts at least ten seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from aura_core.model.timeline import Chapter
from aura_core.timing import Seconds, TimeRange


__all__ = ["chapter_lines", "listed"]

_SHORTEST: Final = 10
_FEWEST: Final = 3
_HOUR: Final = 3600


def listed(chapters: Sequence[Chapter], duration: Seconds) -> tuple[Chapter, ...]:
    """
    Return *chapters* such that the rules are kept, beginning at whole seconds; none where fewer than three are left.

    What is too short belongs to the chapter before it; of several in a row each joins the first, until that is long
    enough. An opening that is too short belongs to the chapter after it.
    """
    starts = [int(chapter.span.start) for chapter in chapters] + [int(duration)]
    found: list[tuple[int, str]] = []
    for place, chapter in enumerate(chapters):
        length, following = starts[place + 1] - starts[place], starts[min(place + 2, len(chapters))] - starts[place + 1]
        if place == 0 and length < _SHORTEST and len(chapters) > 1:
            continue
        start = starts[place] if found else 0
        lone = length < _SHORTEST <= following
        if not found or (start - found[-1][0] >= _SHORTEST and not lone):
            found.append((start, chapter.title))
    while len(found) > 1 and starts[-1] - found[-1][0] < _SHORTEST:
        found.pop()
    if len(found) < _FEWEST:
        return ()
    ends = [*(Fraction(start) for start, _ in found[1:]), duration]
    return tuple(
        Chapter(title, TimeRange(Fraction(start), end - start)) for (start, title), end in zip(found, ends, strict=True)
    )


def chapter_lines(chapters: Sequence[Chapter]) -> str:
    """Write a line a chapter: ``00:00 Title``, with hours where there are any."""
    hours = any(chapter.span.start >= _HOUR for chapter in chapters)
    return "\n".join(f"{_clock(int(chapter.span.start), hours=hours)} {chapter.title}" for chapter in chapters)


def _clock(seconds: int, *, hours: bool) -> str:
    minutes, rest = divmod(seconds, 60)
    if not hours:
        return f"{minutes:02}:{rest:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
