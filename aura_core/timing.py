"""
Time in exact numbers.

Rule 1: a duration is a :class:`~fractions.Fraction` of seconds; floats appear only at the borders of other libraries.

Rule 2: what is shown is counted in frames; a frame range is half-open, like every range here.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final, NewType, TypeAlias

import attrs


__all__ = ["TICK", "FrameRange", "FrameRate", "Seconds", "TimeRange", "frame_at", "in_ticks", "time_of"]

Seconds: TypeAlias = Fraction
"""A duration or a position, in seconds."""

FrameRate = NewType("FrameRate", Fraction)
"""Frames a second, such as ``Fraction(30000, 1001)``."""

TICK: Final = Fraction(1, 10_000_000)
"""The resolution of times on the wire: 100 ns, as .NET's TimeSpan has it."""


def in_ticks(value: Fraction | float) -> Seconds:
    """
    Round *value*, in seconds, to the resolution of the wire.
    """
    return round(Fraction(value) / TICK) * TICK


@attrs.frozen
class TimeRange:
    """
    A stretch of the film, half-open.

    Attributes:
        start: Seconds from the start of the film.

        duration: Seconds, never negative.
    """

    start: Seconds = Fraction(0)
    duration: Seconds = attrs.field(default=Fraction(0), validator=attrs.validators.ge(Fraction(0)))

    @property
    def end(self) -> Seconds:
        """The first moment after the range."""
        return self.start + self.duration

    def shifted(self, by: Seconds) -> TimeRange:
        """Return the same stretch, *by* seconds later."""
        return attrs.evolve(self, start=self.start + by)


@attrs.frozen
class FrameRange:
    """
    Frames *start*, *start* + 1, …, *stop* - 1 of the film.
    """

    start: int
    stop: int = attrs.field()

    @stop.validator
    def _not_before_start(self, _: object, value: int) -> None:
        if value < self.start:
            raise ValueError(f"A frame range cannot end at {value}, before its start at {self.start}.")

    def __len__(self) -> int:
        return self.stop - self.start


def frame_at(moment: Seconds, rate: FrameRate) -> int:
    """
    Return the number of the frame whose start lies nearest to *moment*.
    """
    return round(moment * rate)


def time_of(frame: int, rate: FrameRate) -> Seconds:
    """
    Return the moment at which *frame* is first seen.
    """
    return Fraction(frame) / rate
