"""
Cues as WebVTT (https://www.w3.org/TR/webvtt1/).
"""

from __future__ import annotations

from collections.abc import Sequence

from aura_core.captions.text import clean
from aura_core.model.captions import Cue
from aura_core.timing import Seconds


__all__ = ["dumps"]


def dumps(cues: Sequence[Cue], language: str) -> str:
    """
    Write *cues* as WebVTT, to the millisecond.
    """
    return "\n".join([f"WEBVTT\nLanguage: {language}\n", *map(_block, cues)])


def _block(cue: Cue) -> str:
    text = "\n".join(_escaped(clean(line)) for line in cue.lines)
    return f"{_clock(cue.span.start)} --> {_clock(cue.span.end)}\n{text}\n"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(moment: Seconds) -> str:
    seconds, milliseconds = divmod(round(moment * 1000), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}"
