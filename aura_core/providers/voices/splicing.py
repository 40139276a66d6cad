"""
Sentences joined to one recording, with rests of our own between them.

A synthesizer's own silence before and after a sentence varies; it is cut away, so that a rest is as long as it was
asked for.
"""

from __future__ import annotations

import wave
from array import array
from fractions import Fraction
from types import TracebackType
from typing import BinaryIO, Final, Self

import attrs

from aura_core.timing import Seconds


__all__ = ["Passage", "Recording", "heard_range"]

_SILENCE: Final = 33
"""-60 dB below full scale: what is softer is not heard beside speech."""

_FADE_S: Final = Fraction(4, 1000)
"""Short enough to leave every consonant, long enough that a cut does not click."""


def heard_range(samples: array[int]) -> range:
    """
    Find where *samples* are louder than silence.
    """
    first = next((index for index, sample in enumerate(samples) if abs(sample) > _SILENCE), len(samples))
    last = next((index for index in range(len(samples) - 1, first, -1) if abs(samples[index]) > _SILENCE), first)
    return range(first, min(last + 1, len(samples)))


@attrs.frozen
class Passage:
    """
    Where samples lie in a recording.

    Attributes:
        origin: When the first of them would be heard, had nothing been cut away; may be before the recording begins.
    """

    origin: Seconds
    start: Seconds
    end: Seconds


class Recording:
    """
    A WAV file that grows: 16-bit, mono.

    Attributes:
        sample_count: How long it is by now.

        sample_rate: Samples a second.
    """

    def __init__(self, file: BinaryIO, sample_rate: int) -> None:
        self.sample_count = 0
        self.sample_rate = sample_rate
        self._wave = wave.open(file, "wb")  # noqa: SIM115 - closed on exit
        self._wave.setnchannels(1)
        self._wave.setsampwidth(2)
        self._wave.setframerate(sample_rate)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._wave.close()

    @property
    def duration(self) -> Seconds:
        """Seconds, exactly."""
        return Fraction(self.sample_count, self.sample_rate)

    def speak(self, samples: array[int], rest: Seconds) -> Passage | None:
        """
        Append what is heard of *samples*, after a *rest*; None, and nothing is appended, when nothing is heard.
        """
        heard = heard_range(samples)
        if not heard:
            return None
        fade = round(_FADE_S * self.sample_rate)
        kept = range(max(0, heard.start - fade), min(len(samples), heard.stop + fade))
        self._append(array("h", bytes(2 * round(rest * self.sample_rate))))
        start = self.sample_count
        self._append(_faded(samples[kept.start : kept.stop], fade))
        return Passage(*(Fraction(at, self.sample_rate) for at in (start - kept.start, start, self.sample_count)))

    def _append(self, samples: array[int]) -> None:
        self._wave.writeframes(samples)
        self.sample_count += len(samples)


def _faded(samples: array[int], length: int) -> array[int]:
    length = min(length, len(samples) // 2)
    for index in range(length):
        samples[index] = samples[index] * index // length
        samples[-1 - index] = samples[-1 - index] * index // length
    return samples
