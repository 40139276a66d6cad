"""
Text from outside, made fit to be spoken and shown.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from aura_core.errors import InvalidInputError


__all__ = ["cleaned", "says_something", "spoken"]

_BINARY_SHARE: Final = 0.02
_BINARY_LEAST: Final = 4
"""Control characters, by share and by number, that a text does not have by accident."""

_LAYOUT: Final = "\t\n\r\v\f\x1c\x1d\x1e\x85"
"""Controls that stand for space; what else is a control is noise."""

_INVISIBLE: Final = "\ufeff\u200b\u2060\ufffe\uffff"

_EMOJI_EXTRAS: Final = "\ufe0e\ufe0f\u20e3"
"""Characters that only change how the one before is drawn."""

_STOPS: Final = ".,;:!?"
"""What stands close to the word before, also when a pictograph stood between."""

_EDGES: Final = "*_`~"
"""Markup that a parser leaves where it is not closed."""


def cleaned(text: str, path: str) -> str:
    """
    Return *text* composed (NFC), with line feeds for all line breaks and without control characters.

    Args:
        path: Where the text stands in what was asked for, as a JSON path.

    Raises:
        InvalidInputError: *text* is binary, or holds halves of characters.
    """
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise InvalidInputError.of(
            path,
            "The text holds halves of characters (lone surrogates), so it was read in the wrong encoding.",
            remedy="Save the text as UTF-8 and try again.",
        )
    noise = sum(1 for character in text if _is_noise(character))
    if noise >= max(_BINARY_LEAST, _BINARY_SHARE * len(text)):
        raise InvalidInputError.of(
            path,
            "The text looks like binary data, not like words.",
            remedy="Give plain text or Markdown, saved as UTF-8.",
        )
    return unicodedata.normalize("NFC", "".join(_kept(text)))


def _is_noise(character: str) -> bool:
    return character == "\ufffd" or (unicodedata.category(character) == "Cc" and character not in _LAYOUT)


def _kept(text: str) -> Iterator[str]:
    for character in text.replace("\r\n", "\n"):
        if character in "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029":
            yield "\n"
        elif not _is_noise(character) and character not in _INVISIBLE:
            yield character


def says_something(text: str) -> bool:
    """
    Tell whether *text* holds anything that can be said: a letter or a digit.
    """
    return any(character.isalnum() for character in text)


def spoken(text: str) -> str:
    """
    Return *text* as it is read aloud and in captions: addresses by their host, no pictographs, no stray markup.
    """
    words = (_as_word(word) for word in _without_pictographs(text).split())
    return " ".join(word for word in words if word)


def _as_word(word: str) -> str:
    if "://" in word or word.lower().lstrip("(\"'<").startswith("www."):
        word = _host_of(word)
    stripped = word.strip(_EDGES)
    if says_something(stripped):
        return stripped
    return "" if set(word) <= set("#|`_~\\") or (len(word) > 1 and set(word) <= set("*=-|:_")) else word


def _host_of(word: str) -> str:
    """Return the host of the address in *word*, the punctuation around it kept."""
    start = word.find("http") if "http" in word else max(word.lower().find("www."), 0)
    address = word[start:].rstrip(".,;:!?)]}>\"'…”’")
    tail = word[start + len(address) :]
    try:
        host = urlsplit(address if "://" in address else f"https://{address}").hostname
    except ValueError:
        host = None
    return f"{word[:start].lstrip('<')}{(host or address).removeprefix('www.')}{tail.replace('>', '')}"


def _without_pictographs(text: str) -> str:
    kept: list[str] = []
    dropped = gap = False
    for character in text:
        dropped = _is_pictograph(character) or (dropped and (character == "\u200d" or character in _EMOJI_EXTRAS))
        if dropped or character in _EMOJI_EXTRAS:
            gap = True
            continue
        while gap and character in _STOPS and kept and kept[-1].isspace():
            kept.pop()
        gap = False
        kept.append(character)
    return "".join(kept)


def _is_pictograph(character: str) -> bool:
    if "\U0001f000" <= character <= "\U0001faff" or "\U000e0020" <= character <= "\U000e007f":
        return True
    return "\u2600" <= character <= "\u2bff" and unicodedata.category(character) == "So"
