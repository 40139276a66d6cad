"""
Timed text in blocks, as SubRip and WebVTT have it: a line with two clocks, lines of text, an empty line.

Read here and not by pysubs2, which takes a last line of digits for the number of a next cue, and a WebVTT note for text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Final

from aura_core.model.captions import Cue
from aura_core.timing import Seconds, TimeRange


__all__ = ["clock", "cues_in", "timing"]

_CLOCK: Final = r"(?:(\d+):)?(\d\d):(\d\d)[.,](\d{3})"
_MILLISECOND: Final = Fraction(1, 1000)
_TIMING: Final = re.compile(rf"^[ \t]*{_CLOCK}[ \t]+-->[ \t]+{_CLOCK}")


def clock(moment: Seconds, mark: str) -> str:
    """
    Write *moment* as ``hh:mm:ss`` and milliseconds after *mark*.
    """
    seconds, milliseconds = divmod(round(moment * 1000), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{mark}{milliseconds:03}"


def timing(span: TimeRange, mark: str) -> str:
    """
    Write when a block is shown; what is shorter than a millisecond lasts one.
    """
    end = max(span.end, span.start + _MILLISECOND)
    return f"{clock(span.start, mark)} --> {clock(end, mark)}"


def cues_in(text: str, plain: Callable[[str], str]) -> Iterator[Cue]:
    """
    Yield the cues of *text*; blocks without times, or without anything to read, are none.

    Args:
        plain: Takes the markup out of a line.
    """
    for block in re.split(r"\n[ \t]*\n", re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff"))):
        cue = _cue(block.split("\n"), plain)
        if cue:
            yield cue


def _cue(block: list[str], plain: Callable[[str], str]) -> Cue | None:
    timings = ((number, match) for number, line in enumerate(block) if (match := _TIMING.match(line)))
    number, match = next(timings, (0, None))
    lines = tuple(line for line in (plain(line).strip() for line in block[number + 1 :]) if line)
    if match is None or not lines:
        return None
    start, end = _seconds(*match.groups()[:4]), _seconds(*match.groups()[4:])
    return Cue(TimeRange(start, end - start), lines) if start < end else None


def _seconds(hours: str | None, minutes: str, seconds: str, milliseconds: str) -> Seconds:
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return Fraction(whole * 1000 + int(milliseconds), 1000)
