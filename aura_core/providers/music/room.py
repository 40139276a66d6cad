"""
The room that the band plays in, and the place that it leaves for a voice: one filter for both, in blocks.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from aura_core.providers.music.instruments import RATE, Sound


__all__ = ["BLOCK", "DELAY", "Room"]

_SIZE: Final = 2**18
_ECHO: Final = round(2.2 * RATE)
_TAPS: Final = 8192

BLOCK: Final = _SIZE - _ECHO - _TAPS
"""Samples that are taken in at a time."""

DELAY: Final = _TAPS // 2
"""Samples by which everything comes late."""

_WET: Final = 0.3
_DECAY_S: Final = 0.42
_PREDELAY: Final = round(0.018 * RATE)


class Room:
    """
    Takes sound in, block by block, and gives back what is heard of it in the room.
    """

    def __init__(self, seed: int) -> None:
        shape = _shape()
        answers = np.stack([np.convolve(shape, _echo(seed, side))[: _ECHO + _TAPS] for side in (0, 1)])
        self._answers = np.fft.rfft(answers, _SIZE, axis=1)
        self._left_over = np.zeros((2, _SIZE - BLOCK))

    def heard(self, block: Sound) -> NDArray[np.float64]:
        """Return what is heard while *block*, (2, BLOCK), is played, with what is left of the blocks before it."""
        wet = np.fft.irfft(np.fft.rfft(block, _SIZE, axis=1) * self._answers, _SIZE, axis=1)
        wet[:, : _SIZE - BLOCK] += self._left_over
        self._left_over = wet[:, BLOCK:].copy()
        return wet[:, :BLOCK]


def _shape() -> NDArray[np.float64]:
    """
    Return a filter of linear phase, (_TAPS,): nothing below 35 Hz, and less from 1 to 4 kHz, where speech is understood.
    """
    frequencies = np.fft.rfftfreq(_TAPS, 1 / RATE)
    octaves = np.log2(np.maximum(frequencies, 1) / 2000)
    voice = 10 ** (-8 / 20 * np.exp(-((octaves / 1.3) ** 4)))
    rumble = 1 / (1 + (35 / np.maximum(frequencies, 1e-3)) ** 8)
    rumble[0] = 0
    hiss = 1 / (1 + (frequencies / 11000) ** 6)
    taps = np.roll(np.fft.irfft(voice * rumble * hiss, _TAPS), DELAY) * np.hanning(_TAPS + 1)[:_TAPS]
    # The window lets a little of what does not move through again.
    still: NDArray[np.float64] = taps - np.hanning(_TAPS) * taps.sum() / np.hanning(_TAPS).sum()
    return still


def _echo(seed: int, side: int) -> NDArray[np.float64]:
    """Return what a hall makes of a click, (_ECHO,): the click itself, and noise that dies away."""
    dice = np.random.default_rng([seed % 2**64, 4, side])
    moments = np.arange(_ECHO - _PREDELAY) / RATE
    noise = (dice.random(len(moments)) - 0.5) * np.exp(-moments / _DECAY_S)
    noise *= np.minimum(1, moments / 0.03) * np.minimum(1, (moments[-1] - moments) / 0.3)
    spectrum, frequencies = np.fft.rfft(noise), np.fft.rfftfreq(len(noise), 1 / RATE)
    # Walls take the highs, and lows in a hall are mud.
    spectrum *= (1 / (1 + (frequencies / 2500) ** 2)) * (frequencies**2 / (frequencies**2 + 180**2))
    hall = np.fft.irfft(spectrum, len(noise))
    echo = np.concatenate([np.zeros(_PREDELAY), hall * (_WET / np.sqrt(np.sum(hall**2)))])
    echo[0] = 1.0
    return echo
