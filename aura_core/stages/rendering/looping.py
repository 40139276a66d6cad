"""
The user's music, as long as the film: looped where nobody hears it.

Silence at both ends is cut away; then the end gives way to the beginning, at the place where the two sound most alike,
so that the beat goes on and waves do not cancel one another.
"""

from __future__ import annotations

import tempfile
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from aura_core.ffmpeg import command
from aura_core.ffmpeg.binary import FFmpeg
from aura_core.ffmpeg.process import run
from aura_core.timing import Seconds


__all__ = ["fit_music"]

_RATE: Final = 48000
_SILENCE: Final = 33
"""-60 dB below full scale."""

_CROSSFADE: Final = 2 * _RATE
_SEARCH: Final = 2 * _RATE
"""Samples within which the best place is looked for."""

_BLOCK: Final = 2**20
_SMOOTHED: Final = 960
"""Samples over which loudness is taken to hear the beat, 20 ms."""

_Samples = NDArray[np.int16]


async def fit_music(ffmpeg: FFmpeg, source: Path, duration: Seconds, target: Path) -> bool:
    """
    Write the music of *source* to the WAV file *target*, looped or cut to *duration*.

    Returns:
        Whether there is anything to be heard; nothing is written if not.
    """
    with tempfile.TemporaryDirectory(prefix="aura-") as scratch:
        raw = Path(scratch) / "music.raw"
        # One crossfade more than is heard: a piece that ends just then is not looped for its last moment.
        await run(command.decode_sound(ffmpeg, source, duration + 4, raw))
        sound = _heard(np.memmap(raw, "<i2", "r").reshape(-1, 2)) if raw.stat().st_size else np.zeros((0, 2), "<i2")
        if not len(sound):
            return False
        with wave.open(str(target), "wb") as file:
            file.setparams((2, 2, _RATE, 0, "NONE", ""))
            left = round(duration * _RATE)
            for block in _endless(sound, left):
                file.writeframes(block[:left].tobytes())
                left -= len(block)
                if left <= 0:
                    break
        return True


def _heard(sound: _Samples) -> _Samples:
    """Return what lies between the first and the last sample that is no silence."""
    first = last = -1
    for start in range(0, len(sound), _BLOCK):
        loud = np.flatnonzero(np.abs(sound[start : start + _BLOCK].astype(np.int32)).max(axis=1) > _SILENCE)
        if len(loud):
            first = start + int(loud[0]) if first < 0 else first
            last = start + int(loud[-1])
    return sound[first : last + 1] if first >= 0 else sound[:0]


def _endless(sound: _Samples, wanted: int) -> Iterator[_Samples]:
    """Give *sound*, again and again if it is shorter than *wanted*, in blocks."""
    if len(sound) >= wanted:
        yield from _blocks(sound)
        return
    fade = min(_CROSSFADE, len(sound) // 3)
    turn, likeness = _best_turn(sound, fade)
    crossed = _crossed(sound[turn : turn + fade], sound[:fade], likeness)
    again = np.concatenate([crossed, sound[fade:turn]]) if turn < _BLOCK else None
    yield from _blocks(sound[:turn])
    if again is not None:
        # Tiny pieces are repeated by the million.
        many = np.tile(again, (-(-_BLOCK // len(again)), 1))
        while True:
            yield many
    while True:
        yield crossed
        yield from _blocks(sound[fade:turn])


def _blocks(sound: _Samples) -> Iterator[_Samples]:
    for start in range(0, len(sound), _BLOCK):
        yield sound[start : start + _BLOCK]


def _best_turn(sound: _Samples, fade: int) -> tuple[int, float]:
    """Say where the beginning best sets in again over *fade* samples, and how like the two are there, -1 to 1."""
    if fade < 2:
        return len(sound), 0.0
    search = min(_SEARCH, len(sound) // 3)
    head = sound[:fade].mean(axis=1)
    tail = sound[len(sound) - fade - search :].mean(axis=1)
    waves = _likeness(head, tail)
    beats = _likeness(_loudness(head), _loudness(tail))
    place = int(np.argmax(waves + beats))
    return len(sound) - fade - search + place, float(waves[place])


def _likeness(head: NDArray[np.float64], tail: NDArray[np.float64]) -> NDArray[np.float64]:
    """Correlate *head* with every stretch of *tail* that is as long, from the left on."""
    size, count = 1 << (len(head) + len(tail)).bit_length(), len(tail) - len(head) + 1
    level = head - head.mean()
    product = np.fft.irfft(np.fft.rfft(tail, size) * np.conj(np.fft.rfft(level, size)), size)[:count]
    sums, squares = (np.concatenate([[0.0], np.cumsum(part)]) for part in (tail, tail**2))
    sums, squares = (part[len(head) :] - part[: len(tail) - len(head) + 1] for part in (sums, squares))
    power = np.maximum(squares - sums**2 / len(head), 0) * (level**2).sum()
    likeness: NDArray[np.float64] = np.clip(product / np.sqrt(np.maximum(power, 1.0)), -1, 1)
    return likeness


def _loudness(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    width = min(_SMOOTHED, len(sound))
    return np.convolve(np.abs(sound), np.full(width, 1 / width), "same")


def _crossed(old: _Samples, new: _Samples, likeness: float) -> _Samples:
    """Let *old* give way to *new* at the same loudness throughout, however like the two are."""
    angle = np.linspace(0, np.pi / 2, len(new))[:, None]
    down, up = np.cos(angle), np.sin(angle)
    level = np.sqrt(1 + 2 * max(likeness, -0.5) * down * up)
    return np.clip(np.rint((old * down + new * up) / level), -32768, 32767).astype("<i2")
