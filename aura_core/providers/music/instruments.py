"""
What plays the notes: every sound is made here, of sines and noise.

All are float32 at 48 kHz, near 1 at their loudest.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from aura_core.providers.music.harmony import hertz
from aura_core.providers.music.moods import Manner
from aura_core.providers.music.piece import Note, Part


__all__ = ["LONGEST_S", "RATE", "Band", "Sound"]

RATE: Final = 48000

LONGEST_S: Final = 24.0
"""Seconds; no single sound is longer."""

Sound = NDArray[np.float32]

_LOOP: Final = 2**18
"""Samples of the pad's tone before it comes round, 5.5 s."""

_BREADTH: Final = 14.0
"""Cents by which each partial of the pad is spread: an ensemble, not a sine."""

_WIDTH: Final = 0.8
"""How much of the pad is not the same on both sides."""

_LOUDNESS: Final = {Part.PAD: 0.034, Part.PLUCK: 0.16, Part.BASS: 0.16, Part.KICK: 0.26, Part.SHAKER: 0.1}
"""How loud each part's usual note is, by ear: pad, then bass, then the rest."""


class Band:
    """
    Plays the notes of one piece.

    Args:
        seed: Decides the noise that sounds are made of.

        bar: Seconds; the pad swells and fades by it.
    """

    def __init__(self, manner: Manner, seed: int, bar: float) -> None:
        self._manner = manner
        self._seed = seed
        self._attack = min(1.1, 0.4 * bar)
        self._release = min(1.6, 0.6 * bar)
        self._tone = lru_cache(maxsize=64)(self._made_tone)
        self._pluck = lru_cache(maxsize=64)(self._made_pluck)
        self._bass = lru_cache(maxsize=64)(_made_bass)
        self._drum = lru_cache(maxsize=8)(self._made_drum)

    def play(self, note: Note) -> Sound:
        """Return the sound of *note* from its start on, (2, samples)."""
        pad, pluck, bass, drums = self._manner.levels
        level = {Part.PAD: pad, Part.PLUCK: pluck, Part.BASS: bass}.get(note.part, drums)
        loud = np.float32(level * note.strength * _LOUDNESS[note.part])
        match note.part:
            case Part.PAD:
                return loud * self._held(note)
            case Part.PLUCK:
                return loud * _panned(self._pluck(note.pitch), note.side)
            case Part.BASS:
                return loud * _panned(self._bass(note.pitch, round(note.duration, 6)), 0.0)
            case _:
                return loud * _panned(self._drum(note.part), note.side if note.part is Part.SHAKER else 0.0)

    def _held(self, note: Note) -> Sound:
        count = round(min(note.duration + self._release, LONGEST_S) * RATE)
        # Wherever in the loop it begins, so that the same chord is not the same sound.
        offset = round(note.start * 7919) % _LOOP
        held: Sound = np.take(self._tone(note.pitch), np.arange(offset, offset + count), axis=1, mode="wrap")
        held *= _swell(count, self._attack, self._release)
        return held

    def _made_tone(self, pitch: int) -> Sound:
        """Make a loop of *pitch* by its spectrum: partials as broad as an ensemble plays them, at random phases."""
        dice = np.random.default_rng([self._seed % 2**64, 2, pitch])
        spectrum = np.zeros((2, _LOOP // 2 + 1), np.complex128)
        step = RATE / _LOOP
        for number in range(1, 25):
            frequency = hertz(pitch) * number
            if frequency > 9000:
                break
            breadth = max(frequency * (2 ** (_BREADTH / 1200) - 1), 3 * step)
            near = np.arange(
                max(1, round((frequency - 3 * breadth) / step)), round((frequency + 3 * breadth) / step) + 1
            )
            shape = np.exp(-(((near * step - frequency) / breadth) ** 2)) / math.sqrt(breadth)
            middle, left, right = np.exp(2j * np.pi * dice.random((3, len(near))))
            both = np.stack([middle + _WIDTH * left, middle + _WIDTH * right])
            spectrum[:, near] += shape * both * self._partial(number, frequency)
        tone = np.fft.irfft(spectrum, _LOOP, axis=1)
        made: Sound = (tone / np.sqrt(np.mean(tone**2))).astype(np.float32)
        return made

    def _partial(self, number: int, frequency: float) -> float:
        return float(number**-self._manner.slope) / (1 + (frequency / self._manner.cutoff_hz) ** 2)

    def _made_pluck(self, pitch: int) -> Sound:
        """Make a plucked tone: the higher its partials, the sooner they are gone."""
        decay = self._manner.decay_s
        moments = np.arange(round(6 * decay * RATE), dtype=np.float32) / np.float32(RATE)
        tone = np.zeros_like(moments)
        for number in range(1, 6):
            # Strings are stiff: their partials lie a little above the multiples.
            frequency = hertz(pitch) * number * math.sqrt(1 + 0.0004 * number**2)
            weight = number ** -(self._manner.slope + 0.6)
            tone += weight * np.exp(-moments * (number**0.8 / decay)) * np.sin(moments * (2 * np.pi * frequency))
        return _eased(tone, 0.004, 0.05)

    def _made_drum(self, part: Part) -> Sound:
        if part is Part.KICK:
            moments = np.arange(round(0.45 * RATE)) / RATE
            phase = 2 * np.pi * (48 * moments + 2.2 * (1 - np.exp(-moments / 0.03)))
            return _eased((np.sin(phase) * np.exp(-moments / 0.11)).astype(np.float32), 0.004, 0.05)
        count = round(0.12 * RATE)
        noise = np.random.default_rng([self._seed % 2**64, 3]).random(count) - 0.5
        spectrum, frequencies = np.fft.rfft(noise), np.fft.rfftfreq(count, 1 / RATE)
        spectrum *= np.exp(-(((frequencies - 7500) / 2200) ** 2))
        hiss = np.fft.irfft(spectrum, count) * np.exp(-np.arange(count) / (0.028 * RATE))
        return _eased((hiss / np.abs(hiss).max()).astype(np.float32), 0.012, 0.03)


def _made_bass(pitch: int, duration: float) -> Sound:
    """Make a round bass tone; its second and third partial are what small loudspeakers play of it."""
    count = round(min(duration + 0.12, LONGEST_S) * RATE)
    moments = np.arange(count, dtype=np.float64) / RATE
    turn = 2 * np.pi * hertz(pitch) * moments
    tone = np.sin(turn) + 0.4 * np.sin(2 * turn) + 0.12 * np.sin(3 * turn)
    faded = tone * (0.45 + 0.55 * np.exp(-moments / 0.5))
    return _eased(faded.astype(np.float32), 0.018, 0.12)


def _swell(count: int, attack: float, release: float) -> Sound:
    """Return an envelope that comes and goes like breath."""
    return _eased(np.ones(count, np.float32), attack, release)


def _eased(sound: Sound, attack: float, release: float) -> Sound:
    """Let *sound* begin and end at nothing."""
    rise, fall = (min(round(length * RATE), len(sound) // 2) for length in (attack, release))
    sound[:rise] *= _ease(rise)
    sound[len(sound) - fall :] *= _ease(fall)[::-1]
    return sound


def _ease(count: int) -> Sound:
    return (0.5 - 0.5 * np.cos(np.pi * np.arange(count) / max(count, 1))).astype(np.float32)


def _panned(sound: Sound, side: float) -> Sound:
    """Put *sound* to a *side*, equally loud wherever it is."""
    angle = (side + 1) * math.pi / 4
    return np.array([[math.cos(angle)], [math.sin(angle)]], np.float32) * np.float32(math.sqrt(2)) * sound
