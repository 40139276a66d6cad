"""
How music makes room: it goes down before somebody speaks, and comes back when there is time for it.
"""

from __future__ import annotations

import wave
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from aura_core.model.timeline import MusicTrack, Timeline
from aura_core.timing import Seconds, TimeRange


__all__ = ["ducking", "write_curve"]

_RATE: Final = 1000
_FALL: Final = 0.3
_RISE: Final = 0.6
_BRIDGED: Final = 1.0
"""Seconds: pauses shorter than this do not bring the music back, which would only breathe."""


def write_curve(timeline: Timeline, music: MusicTrack, target: Path) -> None:
    """
    Write how the *music* is turned down over the film to the WAV file *target*: 16-bit, 1 kHz, full where nobody speaks.
    """
    with wave.open(str(target), "wb") as file:
        file.setparams((1, 2, _RATE, 0, "NONE", ""))
        file.writeframes(np.rint(ducking(timeline, music.duck_db) * 32767).astype("<i2").tobytes())


def ducking(timeline: Timeline, depth_db: float) -> NDArray[np.float64]:
    """Return what makes room by *depth_db* over the film, (samples,) float64, 1 kHz, 1 where nobody speaks."""
    moments = np.arange(round(timeline.duration * _RATE) + _RATE, dtype=np.float64) / _RATE
    depth = np.zeros_like(moments)
    for span in _bridged(timeline.speech):
        start, end = float(span.start), float(span.end)
        near = slice(max(0, round((start - _FALL) * _RATE)), round((end + _RISE) * _RATE) + 1)
        ramp = np.minimum((moments[near] - (start - _FALL)) / _FALL, ((end + _RISE) - moments[near]) / _RISE)
        depth[near] = np.maximum(depth[near], np.clip(ramp, 0, 1))
    return 10 ** (-depth * depth_db / 20)


def _bridged(speech: Sequence[TimeRange]) -> list[TimeRange]:
    spans: list[TimeRange] = []
    for span in speech:
        if spans and span.start - spans[-1].end < _BRIDGED:
            spans[-1] = TimeRange(spans[-1].start, Seconds(span.end - spans[-1].start))
        else:
            spans.append(span)
    return spans
