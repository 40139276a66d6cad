"""
The own sound of moving pictures, laid out at its level.

It is heard softly, as of the place where the film was taken, and more softly while somebody speaks.
"""

from __future__ import annotations

import wave
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from aura_core.ffmpeg import command
from aura_core.ffmpeg.binary import FFmpeg
from aura_core.ffmpeg.process import run
from aura_core.model.timeline import Timeline
from aura_core.timing import TimeRange


__all__ = ["write_ambience"]

_RATE: Final = 48000
_BELOW: Final = 14.0
"""dB below the voice where nobody speaks."""

_DUCKED: Final = 10.0
"""dB below that while somebody does."""

_LOUDEST: Final = 12.0
"""dB by which a quiet recording is amplified at most: more would bring up its noise."""

_IN: Final = 0.3
_OUT: Final = 0.5
_FALL: Final = 0.3
_RISE: Final = 0.6
_BRIDGED: Final = 1.0
"""Seconds: of fading a clip's sound in and out, of making room for the voice, and of pauses that are too short to come back."""


async def write_ambience(ffmpeg: FFmpeg, timeline: Timeline, target: Path) -> None:
    """
    Put the sound of the clips where it belongs into one stereo WAV file, as long as the film.
    """
    track = np.zeros((round(timeline.duration * _RATE), 2), np.float32)
    raw = target.with_suffix(".raw")
    for clip in timeline.ambience:
        await run(command.decode_sound(ffmpeg, clip.source, clip.span.duration, raw))
        start = round(clip.span.start * _RATE)
        sound = np.fromfile(raw, "<i2").reshape(-1, 2)[: len(track) - start].astype(np.float32) / np.float32(32768)
        track[start : start + len(sound)] += _faded(sound) * _gain(sound, timeline.loudness)
    raw.unlink(missing_ok=True)
    track *= _room(timeline.speech, len(track))[:, None]
    with wave.open(str(target), "wb") as file:
        file.setparams((2, 2, _RATE, 0, "NONE", ""))
        file.writeframes(np.rint(np.clip(track, -1, 1) * 32767).astype("<i2").tobytes())


def _gain(sound: NDArray[np.float32], loudness: float) -> float:
    power = float(np.mean(np.square(sound, dtype=np.float64))) if sound.size else 0.0
    if not power:
        return 0.0
    # What two channels have of one sound counts twice (ITU-R BS.1770).
    wanted = loudness - _BELOW - 10 * np.log10(2 * power)
    return float(10 ** (min(_LOUDEST, wanted) / 20))


def _faded(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    places = np.arange(len(sound), dtype=np.float32)
    ramp = np.minimum(places / (_IN * _RATE), (len(sound) - places) / (_OUT * _RATE))
    faded: NDArray[np.float32] = sound * np.clip(ramp, 0, 1)[:, None]
    return faded


def _room(speech: Sequence[TimeRange], samples: int) -> NDArray[np.float32]:
    """Say by how much the sound is turned down, sample by sample, for whoever speaks."""
    moments, depths = [0.0], [0.0]
    for start, end in _bridged(speech):
        fall, rise = max(moments[-1], start - _FALL), end + _RISE
        moments += [fall, max(fall, start), end, rise]
        depths += [0.0, 1.0, 1.0, 0.0]
    depth = np.interp(np.arange(samples) / _RATE, moments, depths)
    return (10 ** (-depth * _DUCKED / 20)).astype(np.float32)


def _bridged(speech: Sequence[TimeRange]) -> list[tuple[float, float]]:
    spans: list[tuple[float, float]] = []
    for span in speech:
        if spans and float(span.start) - spans[-1][1] < _BRIDGED:
            spans[-1] = (spans[-1][0], float(span.end))
        else:
            spans.append((float(span.start), float(span.end)))
    return spans
