"""What members of the settings may be; each function makes a validator that objects in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, TypeAlias

import attrs

from aura_core.model.render import Resolution


__all__ = [
    "Validator",
    "absolute_path",
    "bit_rate",
    "colour",
    "frame_size",
    "in_kilobits",
    "matching",
    "one_of",
    "service_url",
    "size_in",
]

Validator: TypeAlias = Callable[[Any, "attrs.Attribute[str]", str], None]

_BIT_RATE: Final = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,3})?)([kKmM]?)")
_COLOUR: Final = re.compile("#[0-9A-Fa-f]{6}")
_SIZE: Final = re.compile("([0-9]{2,4})x([0-9]{2,4})")
_URL: Final = re.compile(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?", re.IGNORECASE)
_PATH: Final = re.compile(r"~|/|[A-Za-z]:[\\/]|\\\\")
_SHOWN: Final = 40


def one_of(*words: str) -> Validator:
    """Allow *words*, in any case."""
    known = {word.lower() for word in words}

    def check(_: Any, attribute: attrs.Attribute[str], value: str) -> None:
        if value.lower() not in known:
            raise ValueError(f"{value[:_SHOWN]!r} is none of {', '.join(words)}.")

    return check


def matching(pattern: str, what: str) -> Validator:
    """Allow what the whole *pattern* fits; *what* names it in a sentence."""
    expression = re.compile(pattern)

    def check(_: Any, attribute: attrs.Attribute[str], value: str) -> None:
        if not expression.fullmatch(value):
            raise ValueError(f"{value[:_SHOWN]!r} is no {what}.")

    return check


def in_kilobits(text: str) -> int | None:
    """Read a bit rate as FFmpeg spells it, ``5M`` or ``192k``; ``None`` when it is none. In kbit/s."""
    found = _BIT_RATE.fullmatch(text.strip())
    if found is None:
        return None
    unit = {"": 0.001, "k": 1, "m": 1000}[found[2].lower()]
    return round(float(found[1]) * unit)


def bit_rate(least_k: int, most_k: int) -> Validator:
    """Allow a bit rate between two, in kbit/s, as FFmpeg spells it."""

    def check(_: Any, attribute: attrs.Attribute[str], value: str) -> None:
        rate = in_kilobits(value)
        if rate is None:
            raise ValueError(f"{value[:_SHOWN]!r} is no bit rate such as 5M or 192k.")
        if not least_k <= rate <= most_k:
            raise ValueError(f"{value} is outside {least_k}k to {most_k}k.")

    return check


def size_in(text: str) -> Resolution | None:
    """Read ``1920x1080``; ``None`` when it is no frame size."""
    found = _SIZE.fullmatch(text)
    try:
        return Resolution(int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None


def frame_size(_: Any, attribute: attrs.Attribute[str], value: str) -> None:
    """Allow a frame size such as ``1920x1080``."""
    if size_in(value) is None:
        raise ValueError(f"{value[:_SHOWN]!r} is no frame size such as 1920x1080, from 64x64 to 7680x7680.")


def colour(_: Any, attribute: attrs.Attribute[str], value: str) -> None:
    """Allow ``#RRGGBB``."""
    if not _COLOUR.fullmatch(value):
        raise ValueError(f"{value[:_SHOWN]!r} is no colour such as #FFFFFF.")


def absolute_path(_: Any, attribute: attrs.Attribute[str], value: str) -> None:
    """Allow the whole path of a file or folder, or one below ``~``, or nothing; it need not be there."""
    if value and (not _PATH.match(value) or set(value) & set("\0\r\n")):
        raise ValueError("It is no whole path such as /home/me/films or ~/films, in one line.")


def service_url(_: Any, attribute: attrs.Attribute[str], value: str) -> None:
    """Allow the base URL of a service, or nothing; a user name or a key in it is refused, for it would be shown."""
    if value and not _URL.fullmatch(value):
        raise ValueError("It is no URL such as http://127.0.0.1:11434, without a user name, a query or spaces.")
