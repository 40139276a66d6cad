"""
The outline of a sound, as editors draw it.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import wave
from fractions import Fraction
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from aura_core.errors import InvalidInputError, Issue
from aura_core.ffmpeg import command
from aura_core.ffmpeg.process import run
from aura_core.model.exporting import GenerateWaveformRequest, WaveformDataResponse
from aura_core.pipeline import Services
from aura_core.settings import Settings
from aura_core.store import digest
from aura_core.wiring import open_services


__all__ = ["outlined", "waveform_of"]

_VERSION: Final = 1
_LONGEST: Final = Fraction(4 * 60 * 60)
"""Seconds of a film whose sound is looked at: samples of an hour take 0.7 GB on the disk for as long as that lasts."""

_DECODED: Final = 48_000
_FULL: Final = 32_768
_SOUNDING: Final = frozenset({".wav", ".mp4", ".mov", ".mkv", ".webm"})


def waveform_of(asked: GenerateWaveformRequest, sound: Path, settings: Settings) -> WaveformDataResponse:
    """
    Outline *sound*, a recording or a film, and wait for it; the second time it is looked up.

    Raises:
        InvalidInputError: nothing is heard in such a file, or it ends before what is asked for begins.

        FFmpegError: a film cannot be decoded.
    """
    if sound.suffix.lower() not in _SOUNDING:
        raise InvalidInputError.of(
            "$.audioPath", "Nothing is heard in such a file.", remedy="Name a film or a WAV file."
        )
    services = open_services(settings)
    store = services.studio.store
    key = digest("waveform", _VERSION, sound, asked.target_samples, asked.start_time, asked.end_time)
    with store.run():
        if found := store.find(key, ".json"):
            kept = json.loads(found.read_text(encoding="utf-8"))
            return WaveformDataResponse(tuple(kept["data"]), kept["rate"], kept["duration"])
        samples, rate = _recorded(sound) if sound.suffix.lower() == ".wav" else _decoded(sound, services)
        part = _part(samples, rate, asked)
        data = outlined(part, asked.target_samples)
        told = {"data": data, "rate": rate, "duration": round(len(part) / rate, 3)}
        with store.writing(key, ".json") as target:
            target.write_text(json.dumps(told), encoding="utf-8")
    return WaveformDataResponse(tuple(data), rate, len(part) / rate)


def outlined(samples: NDArray[np.int16], count: int) -> list[float]:
    """
    Return the loudest of each of *count* stretches of *samples*, 0 to 1; of fewer samples, each.

    Args:
        samples: ``(frames, channels)``.
    """
    if not len(samples):
        return []
    starts = np.unique(np.linspace(0, len(samples), min(count, len(samples)), endpoint=False).astype(np.int64))
    # Not abs of the samples themselves: -32768 has no opposite among them.
    loudest = np.maximum(samples.max(axis=1).astype(np.int32), -samples.min(axis=1).astype(np.int32))
    return [round(float(peak) / _FULL, 4) for peak in np.maximum.reduceat(loudest, starts)]


def _part(samples: NDArray[np.int16], rate: int, asked: GenerateWaveformRequest) -> NDArray[np.int16]:
    end = round(asked.end_time * rate) if asked.end_time else len(samples)
    part = samples[round(asked.start_time * rate) : end]
    if not len(part):
        issue = Issue("$.startTime", f"Nothing is heard there; the sound lasts {len(samples) / rate:.2f} s.")
        raise InvalidInputError([issue], remedy="Ask for a part of it; endTime 0 is its end.")
    return part


def _recorded(sound: Path) -> tuple[NDArray[np.int16], int]:
    with wave.open(str(sound), "rb") as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
        return samples.reshape(-1, file.getnchannels()), file.getframerate()


def _decoded(film: Path, services: Services) -> tuple[NDArray[np.int16], int]:
    with tempfile.TemporaryDirectory(prefix="aura-sound-") as folder:
        raw = Path(folder, "sound.raw")
        asyncio.run(run(command.decode_sound(services.studio.ffmpeg, film, _LONGEST, raw)))
        return np.fromfile(raw, np.int16).reshape(-1, 2), _DECODED
