"""
How Kokoro wants words to be written: in sounds, with stops between them.

Its models were trained on what ``misaki`` (0.9, https://github.com/hexgrad/misaki; read in 2026) makes of texts: what
espeak-ng says, with one sign for each diphthong. It is asked here as for speech, in a process of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

import attrs
import espeakng_loader

from aura_core.providers.voices.espeak_process import EspeakProcess


__all__ = ["LANGUAGES", "VOCABULARY", "Pronounced", "pronounced"]

LANGUAGES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "a": ("en-US", "gmw/en-US"),
        "b": ("en-GB", "gmw/en"),
        "e": ("es", "roa/es"),
        "f": ("fr-FR", "roa/fr"),
        "h": ("hi", "inc/hi"),
        "i": ("it", "roa/it"),
        "p": ("pt-BR", "roa/pt-BR"),
    }
)
"""
By the first letter of voices: the language, and what espeak-ng calls it.

Its voices for Japanese and Chinese were trained on sounds that espeak-ng does not write, so they are left out.
"""

_RUNS: Final = {
    1: ";:,.!?", 9: '—…"()“” \u0303ʣʥʦʨᵝꭧAI', 31: "O", 33: "Q", 35: "ST", 39: "W", 41: "Yᵊabcdef",
    50: "hijklmnopqrstuvwxyzɑɐɒæ", 75: "βɔɕç", 80: "ɖðʤə", 85: "ɚɛɜ", 90: "ɟ", 92: "ɡ", 99: "ɥ", 101: "ɨɪʝ",
    110: "ɯɰŋɳɲɴø", 118: "ɸθœ", 123: "ɹ", 125: "ɾɻ", 128: "ʁɽʂʃʈʧ", 135: "ʊʋ", 138: "ʌɣɤ", 142: "χʎ", 147: "ʒʔ",
    156: "ˈˌː", 162: "ʰ", 164: "ʲ", 169: "↓", 171: "→↗↘", 177: "ᵻ",
}  # fmt: skip
"""Signs with numbers in a row, by the first; ``config.json`` of Kokoro-82M."""

VOCABULARY: Final[Mapping[str, int]] = MappingProxyType(
    {sign: first + place for first, signs in _RUNS.items() for place, sign in enumerate(signs)}
)
"""The number of each sign, where a model does not tell them itself."""

_ENGLISH: Final = (
    *(("ʔˌn\u0329", "ʔn"), ("ʔn\u0329", "ʔn"), ("a^ɪ", "I"), ("a^ʊ", "W"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("t^ʃ", "ʧ")),
    *(("ɔ^ɪ", "Y"), ("ə^l", "ᵊl"), ("ʲo", "jo"), ("ʲə", "jə"), ("ʲ", ""), ("ɚ", "əɹ"), ("r", "ɹ"), ("x", "k")),
    *(("ç", "k"), ("ɬ", "l"), ("\u0303", ""), ("e^ə", "ɛː")),
)
_SIGNS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "a": (*_ENGLISH, ("o^ʊ", "O"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɪə", "iə"), ("ː", ""), ("ɾ", "T"), ("ʔ", "t")),
    "b": (*_ENGLISH, ("iə", "ɪə"), ("ə^ʊ", "Q"), ("ɾ", "T"), ("ʔ", "t")),
}
_OTHERS: Final = (
    *(("a^ɪ", "I"), ("a^ʊ", "W"), ("d^z", "ʣ"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("o^ʊ", "O"), ("ə^ʊ", "Q"), ("s^s", "S")),
    *(("t^s", "ʦ"), ("t^ʃ", "ʧ"), ("ɔ^ɪ", "Y"), ("-", "")),
)
"""What becomes of what espeak-ng writes, one after the other."""

_LAST: Final = {"a": (("ɐ", "ə"), ("e", "A"), ("o", "ɔ")), "b": (("ɐ", "ə"), ("e", "A"), ("o", "ɔ"))}

_SYLLABIC: Final = re.compile(r"(\S)\u0329")

_SWITCH: Final = re.compile(r"\([a-z-]+\)")
"""Where espeak-ng speaks another language for a word."""

_STOP: Final = re.compile(r"[;:,.!?…](?=[\s\"'”’)\]]|$)|[—()“”\"]")
"""What stands between words and is heard."""

_WORD: Final = re.compile(r"\S*\w\S*")


@attrs.frozen
class Pronounced:
    """
    A text in sounds.

    Attributes:
        phonemes: Words, parted by blanks, and stops.

        places: Pairs of an index in *phonemes* and the index in the text of what begins there.
    """

    phonemes: str
    places: tuple[tuple[int, int], ...]


@attrs.frozen
class _Piece:
    """Words without a stop, or a stop; where it stands in its text, and whether after a blank."""

    text: str
    place: int
    is_stop: bool
    is_spaced: bool


async def pronounced(texts: Sequence[str], tongue: str, worker: Path | None = None) -> tuple[Pronounced, ...]:
    """
    Say how *texts* are pronounced.

    Args:
        tongue: A key of :data:`LANGUAGES`.

        worker: The script that asks espeak-ng; for tests.

    Raises:
        SpeechError: espeak-ng failed.
    """
    process = EspeakProcess(
        worker or Path(__file__).with_name("espeak_worker.py"), Path(espeakng_loader.get_library_path()).parent
    )
    pieces = [tuple(_pieces(text)) for text in texts]
    asked = [piece.text for row in pieces for piece in row if not piece.is_stop]
    read = "".join(f"{one}\0" for one in asked)
    sounds = []
    async with process.asked(LANGUAGES[tongue][1], read=read.encode()) as answer:
        for _ in asked:
            (length,) = await answer.integers(1)
            sounds.append(_signs((await answer.exactly(length)).decode(), tongue))
        await answer.rest()
    given = iter(sounds)
    return tuple(_joined([(piece, piece.text if piece.is_stop else next(given)) for piece in row]) for row in pieces)


def _pieces(text: str) -> Iterator[_Piece]:
    """Part *text* at what is heard between words."""
    place = 0
    for found in (*_STOP.finditer(text), None):
        end = found.start() if found else len(text)
        words = text[place:end]
        if _WORD.search(words):
            yield _Piece(words, place, is_stop=False, is_spaced=words[:1].isspace())
        if found:
            yield _Piece(found.group(), end, is_stop=True, is_spaced=text[end - 1 : end].isspace())
            place = found.end()


def _signs(said: str, tongue: str) -> str:
    said = _SWITCH.sub("", said)
    for old, new in _SIGNS.get(tongue, _OTHERS):
        said = said.replace(old, new)
    said = _SYLLABIC.sub(r"ᵊ\1", said) if tongue in _LAST else said
    for old, new in _LAST.get(tongue, ()):
        said = said.replace(old, new)
    return " ".join(said.replace("^", "").replace("\u0329", "").split())


def _joined(row: Sequence[tuple[_Piece, str]]) -> Pronounced:
    phonemes = ""
    places: list[tuple[int, int]] = []
    for piece, sounds in row:
        phonemes += " " if phonemes and piece.is_spaced else ""
        if not piece.is_stop:
            places += _places(piece, sounds, len(phonemes))
        phonemes += sounds
    return Pronounced(phonemes, tuple(places))


def _places(piece: _Piece, sounds: str, begin: int) -> Iterator[tuple[int, int]]:
    """Say which word begins where; only the first where that cannot be told."""
    spoken = list(re.finditer(r"\S+", sounds))
    written = list(_WORD.finditer(piece.text))
    lengths = [sum(map(str.isalpha, found.group())) for found in spoken]
    firsts = _firsts(lengths, [len(found.group()) for found in written])
    for found, first in zip(spoken, firsts, strict=False):
        yield begin + found.start(), piece.place + written[first].start()


def _firsts(spoken: Sequence[int], written: Sequence[int]) -> list[int]:
    """
    Say which written word each spoken one begins with: espeak-ng joins small ones, such as *of the*.

    Args:
        spoken: How many sounds each has.

        written: How many letters.
    """
    surplus = len(written) - len(spoken)
    firsts, place = [], 0
    for length in spoken if surplus >= 0 else ():
        firsts.append(place)
        joined = min(range(1, min(3, surplus + 1) + 1), key=lambda n: abs(length - sum(written[place : place + n])))
        place += joined
        surplus -= joined - 1
    return firsts if surplus == 0 else [0]
