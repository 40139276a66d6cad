"""
The tracks of the film that are laid out here, sample by sample: the voice, and the marks.
"""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from aura_core.errors import SpeechError
from aura_core.model.timeline import AudioClip, Timeline


__all__ = ["write_marks", "write_voice"]

_RATE: Final = 48000
_MARK_BELOW: Final = 9.0
"""dB that a mark lies below the voice."""

_UNDER_VOICE: Final = 10 ** (-18 / 20)
_FALL: Final = round(0.08 * _RATE)
"""Samples in which a mark goes down before the voice begins."""

_STRIKE: Final = round(0.4 * _RATE)
"""Samples of a mark by which its loudness is told."""


def write_voice(timeline: Timeline, target: Path) -> None:
    """
    Put the recordings where they belong into one WAV file, silence between them.

    Raises:
        SpeechError: their sample rates differ.
    """
    rates = {_rate(clip.source) for clip in timeline.narration}
    if len(rates) != 1:
        raise SpeechError(
            f"The recordings have different sample rates: {', '.join(map(str, sorted(rates)))} Hz.",
            provider="narration",
            remedy="Use one voice for the whole film.",
        )
    rate = rates.pop()
    with wave.open(str(target), "wb") as track:
        track.setparams((1, 2, rate, 0, "NONE", ""))
        for clip in timeline.narration:
            _silence(track, round(clip.span.start * rate) - track.tell())
            with wave.open(str(clip.source), "rb") as take:
                track.writeframes(take.readframes(take.getnframes()))
        _silence(track, round(timeline.duration * rate) - track.tell())


def write_marks(timeline: Timeline, target: Path) -> None:
    """
    Put the marks where they belong into one stereo WAV file, at their loudness; each makes room for the word after it.
    """
    with wave.open(str(target), "wb") as track:
        track.setparams((2, 2, _RATE, 0, "NONE", ""))
        starts = [round(clip.span.start * _RATE) for clip in timeline.marks]
        total = round(timeline.duration * _RATE)
        for clip, start, following in zip(timeline.marks, starts, [*starts[1:], total], strict=True):
            _silence(track, start - track.tell())
            sound = _mark(clip, timeline.loudness)[: following - start]
            track.writeframes(np.rint(np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
        _silence(track, total - track.tell())


def _mark(clip: AudioClip, loudness: float) -> NDArray[np.float64]:
    """Return a mark as it is heard, (samples, 2)."""
    with wave.open(str(clip.source), "rb") as file:
        sound = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2) / 32768
    power = float(np.mean(sound[:_STRIKE] ** 2))
    gain = 10 ** ((loudness - _MARK_BELOW) / 20) / max(np.sqrt(2 * power), 1e-6)
    spoken = round(clip.span.duration * _RATE)
    falls = np.clip((np.arange(len(sound)) - (spoken - _FALL)) / _FALL, 0, 1)
    heard: NDArray[np.float64] = sound * (gain * _UNDER_VOICE**falls)[:, None]
    return heard


def _silence(track: wave.Wave_write, samples: int) -> None:
    for start in range(0, samples, _RATE):
        track.writeframes(bytes(track.getsampwidth() * track.getnchannels() * min(_RATE, samples - start)))


def _rate(source: Path) -> int:
    with wave.open(str(source), "rb") as take:
        return take.getframerate()
