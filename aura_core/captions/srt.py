"""
Cues as SubRip text.

There is no standard; this follows what players agree on (https://docs.fileformat.com/video/srt/).
"""

from __future__ import annotations

from collections.abc import Sequence

from aura_core.captions.text import clean
from aura_core.model.captions import Cue
from aura_core.timing import Seconds


__all__ = ["dumps"]


def dumps(cues: Sequence[Cue]) -> str:
    """
    Write *cues* as SubRip, to the millisecond.
    """
    return "\n".join(_block(number, cue) for number, cue in enumerate(cues, 1))


def _block(number: int, cue: Cue) -> str:
    text = "\n".join(map(clean, cue.lines))
    return f"{number}\n{_clock(cue.span.start)} --> {_clock(cue.span.end)}\n{text}\n"


def _clock(moment: Seconds) -> str:
    seconds, milliseconds = divmod(round(moment * 1000), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02},{milliseconds:03}"
