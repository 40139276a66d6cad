"""
The sound of the user's clips: heard where nobody speaks, and felt where somebody does.
"""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from aura_core.ffmpeg import command
from aura_core.ffmpeg.binary import FFmpeg
from aura_core.ffmpeg.process import run
from aura_core.model.timeline import AmbientClip, Timeline
from aura_core.stages.rendering.ducking import ducking
from aura_core.stages.rendering.levels import SILENT, loudness_of


__all__ = ["write_ambience"]

_RATE: Final = 48000
_CURVE_RATE: Final = 1000
_HEADER: Final = 44
"""Bytes of a WAV file before its samples."""

_GAP: Final = 10.0
"""LU that clips lie below the voice where nobody speaks."""

_DUCK: Final = 10.0
"""dB by which they are softer while somebody does."""

_MOST: Final = 12.0
"""dB by which a soft clip is made louder at most: beyond that its noise would be heard."""

_FADE: Final = 0.3
_MEASURED: Final = "aresample=48000,aformat=channel_layouts=stereo,atrim=end=60"
_BLOCK: Final = 2**20


async def write_ambience(timeline: Timeline, ffmpeg: FFmpeg, target: Path) -> None:
    """
    Lay the sound of the clips into the stereo WAV file *target*, as long as the film, at its level.
    """
    total = round(timeline.duration * _RATE)
    with wave.open(str(target), "wb") as file:
        file.setparams((2, 2, _RATE, 0, "NONE", ""))
        for start in range(0, total, _BLOCK):
            file.writeframes(bytes(4 * min(_BLOCK, total - start)))
    track = np.memmap(target, "<i2", "r+", offset=_HEADER, shape=(total, 2))
    curve = ducking(timeline, _DUCK)
    for clip in timeline.ambience:
        raw = target.with_suffix(".raw")
        loud = await loudness_of(ffmpeg, clip.source, _MEASURED)
        if loud <= SILENT:
            continue
        length, begins = clip.span.duration, clip.begins
        await run(command.decode_sound(ffmpeg, clip.source, length, raw, again=clip.again, begins=begins))
        if raw.stat().st_size:
            gain = 10 ** (min(_MOST, timeline.loudness - _GAP - loud) / 20)
            _lay(np.memmap(raw, "<i2", "r").reshape(-1, 2), clip, gain, curve, track)
    track.flush()


def _lay(
    sound: NDArray[np.int16], clip: AmbientClip, gain: float, curve: NDArray[np.float64], track: np.memmap
) -> None:
    """Add *sound* to *track* where *clip* is heard, faded at both ends."""
    begins = round(clip.span.start * _RATE)
    length = min(len(sound), len(track) - begins)
    fade = max(1.0, min(_FADE * _RATE, length / 4))
    for start in range(max(0, -begins), length, _BLOCK):
        place = np.arange(start, min(start + _BLOCK, length))
        level = np.clip(np.minimum(place + 1, length - place) / fade, 0, 1) * gain
        level *= np.interp((place + begins) / _RATE, np.arange(len(curve)) / _CURVE_RATE, curve)
        part = track[begins + start : begins + start + len(place)]
        part[...] = np.clip(np.rint(part + sound[place] * level[:, None]), -32768, 32767)
