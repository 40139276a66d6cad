"""
The sound that marks a new section: a soft chime of two tones, the fifth and the tonic of the music's key.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Final

import numpy as np
from numpy.typing import NDArray

from aura_core.model.enums import Mood
from aura_core.model.music import MarkRequest
from aura_core.providers.music.arranging import tonic_of
from aura_core.providers.music.harmony import hertz
from aura_core.providers.music.instruments import RATE
from aura_core.providers.music.mixing import write_wav


__all__ = ["MARK_S", "write_mark"]

MARK_S: Final = 1.2
"""Seconds of a mark; what is left of it then is not heard."""

_STEP_S: Final = 0.11
"""Seconds between its tones."""

_OVERTONES: Final = ((1.0, 1.0, 0.24), (2.0, 0.22, 0.14), (3.93, 0.09, 0.05))
"""Frequency and loudness beside the lowest, and seconds to a third: nearly a bar that is struck in its middle."""

_RISING: Final = frozenset({Mood.BRIGHT, Mood.CURIOUS, Mood.DRIVING})


def write_mark(request: MarkRequest, target: Path) -> None:
    """
    Write the mark for *request* to the WAV file *target*, 16-bit, stereo.
    """
    home = 72 + tonic_of(request.seed)
    pitches = (home - 5, home) if request.mood in _RISING else (home, home - 5)
    write_wav(_rung(pitches), target, Event())


def _rung(pitches: tuple[int, int]) -> Iterator[NDArray[np.float64]]:
    sound = np.zeros((2, round(MARK_S * RATE)))
    for index, pitch in enumerate(pitches):
        begins = round(index * _STEP_S * RATE)
        tone = _tone(hertz(pitch), sound.shape[1] - begins)
        angle = (0.35 + 0.3 * index) * math.pi / 2
        sound[:, begins:] += np.outer([math.cos(angle), math.sin(angle)], tone)
    yield sound * (0.5 / np.abs(sound).max())


def _tone(frequency: float, count: int) -> NDArray[np.float64]:
    moments = np.arange(count) / RATE
    tone = sum(
        weight * np.exp(-moments / decay) * np.sin(2 * np.pi * frequency * ratio * moments)
        for ratio, weight, decay in _OVERTONES
    )
    eased: NDArray[np.float64] = tone * np.minimum(1, moments / 0.006) * np.minimum(1, (count / RATE - moments) / 0.2)
    return eased
