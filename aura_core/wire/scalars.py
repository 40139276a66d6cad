"""
Scalars from JSON.

Each reader takes what JSON can hold and returns the value, or raises :class:`RefusedError`.
"""

from __future__ import annotations

import math
import re
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from aura_core.model.render import QualityLevel
from aura_core.timing import FrameRate, Seconds, in_ticks
from aura_core.wire.refusal import RefusedError, got
from aura_core.wire.spelling import duration_in, moment_in


__all__ = ["date_time", "flag", "frame_rate", "number", "path", "quality", "seconds", "text", "whole"]

_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,30}")
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,3})?")
_RATIO: Final = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")
_INT64: Final = range(-(2**63), 2**63)
_QUALITIES: Final = {"low": 50, "medium": 75, "high": 85, "ultra": 95}


def text(value: Any) -> str:
    """Read a string; one with half of a surrogate pair is no text, and no file could hold it."""
    if not isinstance(value, str):
        raise RefusedError.of(f"Expected a string, got {got(value)}.")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        half = f"\\u{ord(value[error.start]):04x}"
        raise RefusedError.of(f"The text holds half of a surrogate pair, {half}, which is no character.") from error
    return value


def flag(value: Any) -> bool:
    """Read a boolean, and nothing else."""
    if not isinstance(value, bool):
        raise RefusedError.of(f"Expected true or false, got {got(value)}.")
    return value


def _numeral(value: Any, expected: str) -> int | float:
    if isinstance(value, str):
        numeral = value.strip()
        if _INTEGER.fullmatch(numeral):
            return int(numeral)
        if _NUMBER.fullmatch(numeral):
            return _numeral(float(numeral), expected)
    if isinstance(value, bool) or not isinstance(value, int | float) or not _finite(value):
        raise RefusedError.of(f"Expected {expected}, got {got(value)}.")
    return value


def _finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def number(value: Any) -> float:
    """Read a finite number, also from a string."""
    return float(_numeral(value, "a number"))


def whole(value: Any) -> int:
    """Read a whole number of at most 64 bits, also from a string or from a number like 30.0."""
    read = _numeral(value, "a whole number")
    if read != int(read):
        raise RefusedError.of(f"Expected a whole number, got {read}.")
    if int(read) not in _INT64:
        raise RefusedError.of("The number is too large.")
    return int(read)


def seconds(value: Any) -> Seconds:
    """
    Read a duration: ``hh:mm:ss[.f]``, ``d.hh:mm:ss``, ISO 8601, or a number of seconds.
    """
    read = duration_in(value.strip()) if isinstance(value, str) else None
    if read is None:
        read = Fraction(_numeral(value, "a duration such as 00:01:30, PT1M30S or 90 (seconds)"))
    if round(read * 10_000_000) not in _INT64:
        raise RefusedError.of("The duration is too long.")
    return in_ticks(read)


def frame_rate(value: Any) -> FrameRate:
    """Read a frame rate: ``30000/1001`` or a number."""
    expected = "a frame rate such as 30 or 30000/1001"
    ratio = _RATIO.fullmatch(value.strip()) if isinstance(value, str) else None
    if ratio:
        above, below = int(ratio[1]), int(ratio[2])
        rate = Fraction(above, below) if below else Fraction(0)
    else:
        # By way of its digits: 29.97 means 2997/100, not the nearest float.
        rate = Fraction(str(_numeral(value, expected)))
    if rate <= 0:
        raise RefusedError.of(f"Expected {expected}, got {got(value) if isinstance(value, str) else value}.")
    return FrameRate(rate)


def quality(value: Any) -> QualityLevel:
    """Read a quality level: a number, or low, medium, high or ultra."""
    name = value.strip().lower() if isinstance(value, str) else ""
    if name in _QUALITIES:
        return QualityLevel(_QUALITIES[name])
    if isinstance(value, str) and not _NUMBER.fullmatch(name):
        raise RefusedError.of(f"Expected a number from 0 to 100, low, medium, high or ultra, got {got(value)}.")
    return QualityLevel(whole(value))


def date_time(value: Any) -> datetime:
    """Read a moment."""
    read = moment_in(value) if isinstance(value, str) else None
    if read is None:
        raise RefusedError.of(f"Expected a date and time such as 2025-12-09T18:44:02Z, got {got(value)}.")
    return read


def path(value: Any) -> Path:
    """Read the path of a file or folder."""
    name = text(value)
    if not name or "\0" in name:
        raise RefusedError.of(
            f"Expected the path of a file or folder, got {'a NUL character in it' if name else got(name)}."
        )
    return Path(name)
