"""
Names, times and sizes as text, and back.

A reader returns ``None`` for a text that it does not know.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from fractions import Fraction
from typing import Final

from aura_core.timing import TICK


__all__ = ["camel", "clock", "duration_in", "moment", "moment_in", "size_in", "words"]

_NUMBER = r"([0-9]{1,10}(?:[.,][0-9]{1,20})?)"
_CLOCK: Final = re.compile(r"(-?)(?:([0-9]{1,8})\.)?([0-9]{1,10}):([0-5]?[0-9]):([0-5]?[0-9](?:\.[0-9]{1,20})?)")
# ISO 8601-1 §5.5.2.2; years and months have no fixed length and are left out.
_PERIOD: Final = re.compile(
    rf"([+-]?)P(?=[0-9T])(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?=[0-9])(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?",
    re.IGNORECASE,
)
_MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
_ACRONYMS: Final = {"gb": "GB", "mb": "MB", "nvenc": "NVENC", "rtl": "RTL", "sd": "SD"}
_SIZE: Final = re.compile(r"([0-9]{1,6})[x×]([0-9]{1,6})")
_SIZES: Final = {
    "360p": (640, 360),
    "480p": (854, 480),
    "720p": (1280, 720),
    "1080p": (1920, 1080),
    "1440p": (2560, 1440),
    "2160p": (3840, 2160),
    "4k": (3840, 2160),
}


def camel(name: str) -> str:
    """Spell a Python *name* as it is on the wire."""
    first, *others = name.split("_")
    return first + "".join(_ACRONYMS.get(other) or other.capitalize() for other in others)


def words(name: str) -> str:
    """Spell the *name* of a class or of one of its members in plain lower-case words."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).replace("_", " ").lower()


def clock(value: Fraction) -> str:
    """Spell a duration in seconds as ``hh:mm:ss[.fffffff]``."""
    ticks = round(abs(value) / TICK)
    whole, fraction = divmod(ticks, 10_000_000)
    text = f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
    return ("-" if value < 0 else "") + text + (f".{fraction:07}" if fraction else "")


def duration_in(text: str) -> Fraction | None:
    """
    Read seconds from ``[d.]hh:mm:ss[.f]``, .NET's spelling, or from ISO 8601's ``PT1H2M3.5S``.
    """
    if found := _CLOCK.fullmatch(text):
        sign, days, hours, minutes, seconds = found.groups()
        if days and int(hours) > 23:
            return None
        value = ((int(days or 0) * 24 + int(hours)) * 60 + int(minutes)) * 60 + Fraction(seconds)
    elif found := _PERIOD.fullmatch(text):
        sign, *parts = found.groups()
        value = sum(
            (
                Fraction(part.replace(",", ".")) * unit
                for part, unit in zip(parts, (604_800, 86_400, 3_600, 60, 1), strict=True)
                if part
            ),
            Fraction(0),
        )
    else:
        return None
    return -value if sign == "-" else value


def moment(value: datetime) -> str:
    """Spell a moment as ISO 8601 in UTC, ``2025-12-09T18:44:02.123456Z``."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def moment_in(text: str) -> datetime | None:
    """
    Read a moment from ISO 8601; without an offset it is in UTC, as the original means it.
    """
    if not _MOMENT.fullmatch(text):
        return None
    try:
        value = datetime.fromisoformat(text)
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def size_in(text: str) -> tuple[int, int] | None:
    """
    Read width and height from ``1920x1080`` or a name such as ``1080p`` or ``4K``.
    """
    name = text.strip().lower()
    if found := _SIZE.fullmatch(name):
        return int(found[1]), int(found[2])
    return _SIZES.get(name)
