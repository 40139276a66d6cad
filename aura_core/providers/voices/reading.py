"""
A text as a synthesizer reads it: sentence by sentence, and word by word.

Rule 1: every character of the text that is not a space belongs to exactly one token, spoken or not.

Rule 2: a sentence knows of each character that is spoken where it stands in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from typing import Final

import attrs


__all__ = ["Sentence", "Stop", "Token", "count_words", "sentences_of", "tokens_of"]

_LONGEST_SENTENCE: Final = 600
"""Characters; what is longer is breathed at a comma or between two words, so that no recording gets out of hand."""

_PARAGRAPH_END: Final = re.compile(r"\n[^\S\n]*\n\s*")

# A full stop, what closes with it, and a space; the scripts that use no spaces need none.
_SENTENCE_END: Final = re.compile(r"[.!?…؟۔।॥።]+[\"'»”’)\]*_]*(?=\s)|[。！？｡]+[」』”’）】]*")

_ABBREVIATIONS: Final = frozenset(
    """
    mr mrs ms dr prof st jr sr vs no nos vol fig ca cf approx inc ltd co gen sen rep gov capt col lt sgt mt ft
    jan feb mar apr jun jul aug sep sept oct nov dec
    hr fr nr bzw str bd abb vgl evtl ggf inkl usw mio mrd tsd mme mlle sra sig dott
    """.split()  # noqa: SIM905 - words read best as words
)
"""Before a full stop, they seldom end a sentence."""

_COUNTED: Final = frozenset("abb art bd c ch fig kap n no nr p pp s tel vol".split())  # noqa: SIM905 - likewise
"""The same before a number."""

_ORDERED: Final = re.compile(
    r"(?:Jan|Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Jahrhundert|Jahrtausend|Geburtstag|Kapitel|Platz|Stock|"
    r"Weltkrieg|Auflage|Etage|Klasse|[jJ]anuar|[fF]ebruar|[mM]arts|[aA]pril|[mM]aj|[jJ]un[ie]|[jJ]ul[ie])"
)
"""What follows ordinals in languages that write them with a full stop."""

# Hiragana, katakana, Han and its punctuation; Thai, Lao, Burmese, Khmer: written without spaces between words.
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60"
    "\U00020000-\U0003ffff]"
)

_OPENING: Final = "「『（【《〈〔“‘(["

# Pictures, dingbats and the invisible characters that join them: a narrator passes over them.
_UNSPOKEN: Final = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u2460-\u27bf\u2900-\u297f\u2b00-\u2bff\ufe00-\ufe0f\u20e3"
    "\U0001f000-\U0001faff\U000e0000-\U000e0fff]"
    # Markdown's emphasis, code and strike-through around words; its headings, quotations and rules.
    r"|(?<!\d)(?:\*+|~~)(?=\w)|(?<=[\w.,;:!?…)\"'”’])(?:\*+|~~)(?!\d)|`+|(?<![^\W_])_+|_+(?![^\W_])"
    r"|(?<!\S)(?:#{1,6}|>+|[*~=|+-]{2,})(?!\S)"
)


class Stop(Enum):
    """What follows a sentence."""

    BREATH = "breath"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


@attrs.frozen
class Token:
    """
    What lies between two spaces, or a character of a script that is written without them.

    Attributes:
        offset: Index of its first character in the text.
    """

    text: str
    offset: int

    @property
    def end(self) -> int:
        """Index of the first character after it."""
        return self.offset + len(self.text)


@attrs.frozen
class Sentence:
    """
    What is spoken in one go.

    Attributes:
        spoken: What the synthesizer gets; empty when nothing in the sentence can be said.

        origins: For each character of *spoken*, its index in the text.

        tokens: Every token of the sentence, in order.
    """

    spoken: str
    origins: tuple[int, ...]
    tokens: tuple[Token, ...]
    stop: Stop


def sentences_of(text: str) -> Iterator[Sentence]:
    """
    Split *text* into sentences; paragraphs are parted by blank lines.
    """
    for start, end, stop in _stretches(text):
        tokens = tuple(tokens_of(text, start, end))
        if tokens:
            spoken, origins = _spoken(text, start, end)
            yield Sentence(spoken, origins, tokens, stop)


def tokens_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """
    Split *text* at its spaces, and the scripts that have none at every character.

    A combining mark stays with the letter before it, and so do closing brackets and stops; opening brackets go with the
    letter after them.
    """
    for found in re.compile(r"\S+").finditer(text, start, len(text) if end is None else end):
        yield from _characters(found.group(), found.start())


def count_words(text: str) -> int:
    """
    Count what takes a word's time to say; two characters of a script without spaces do.
    """
    said = [token for token in tokens_of(text) if any(character.isalnum() for character in token.text)]
    unspaced = sum(1 for token in said if _UNSPACED.match(token.text))
    return len(said) - unspaced // 2


def _characters(token: str, offset: int) -> Iterator[Token]:
    begun = 0
    for index in range(1, len(token)):
        unspaced = _UNSPACED.match(token, index) or _UNSPACED.match(token, index - 1)
        if unspaced and unicodedata.category(token[index])[0] in "LN":
            opening = len(token[begun:index]) - len(token[begun:index].rstrip(_OPENING))
            if begun < index - opening:
                yield Token(token[begun : index - opening], offset + begun)
                begun = index - opening
    yield Token(token[begun:], offset + begun)


def _stretches(text: str) -> Iterator[tuple[int, int, Stop]]:
    """Yield start, end and what follows, from the text's start to its end without a gap."""
    begun = 0
    for stop_at, stop in _stops(text):
        yield from _breaths(text, begun, stop_at, stop)
        begun = stop_at


def _stops(text: str) -> Iterator[tuple[int, Stop]]:
    paragraphs = [found.end() for found in _PARAGRAPH_END.finditer(text)]
    begun = 0
    for paragraph_end in [*paragraphs, len(text)]:
        body_end = begun + len(text[begun:paragraph_end].rstrip())
        for found in _SENTENCE_END.finditer(text, begun, paragraph_end):
            if found.end() < body_end and not _goes_on(text, found):
                yield found.end(), Stop.SENTENCE
        yield paragraph_end, Stop.PARAGRAPH
        begun = paragraph_end


def _goes_on(text: str, end: re.Match[str]) -> bool:
    """Whether the full stop belongs to an abbreviation, an initial or a number, or a small letter follows."""
    if end.group()[0] not in ".…":
        return False
    following = re.compile(r"\s*[\"'“‘«(\[*_]*(\w)").match(text, end.end())
    if following and following[1].islower():
        return True
    before = re.search(r"(?:^|[\s(\[\"'“‘«.])(\w+)$", text[max(0, end.start() - 12) : end.start()])
    if end.group() != "." or before is None:
        return False
    word, rest = before[1], text[end.end() :].lstrip()
    if word.isdigit():
        return len(word) <= 2 and bool(_ORDERED.match(rest))
    if word.lower() in _COUNTED and rest[:1].isdigit():
        return True
    shortened = re.match(r"(?:B|h|a|ä|Chr|UU)\.", rest) if len(word) <= 2 else None
    return bool(shortened) or (len(word) == 1 and word.isupper() and word != "I") or word.lower() in _ABBREVIATIONS


def _breaths(text: str, start: int, end: int, stop: Stop) -> Iterator[tuple[int, int, Stop]]:
    begun = start
    latest = latest_comma = start
    for token in tokens_of(text, start, end) if end - start > _LONGEST_SENTENCE else ():
        if token.end - begun > _LONGEST_SENTENCE and latest > begun:
            cut = latest_comma if latest_comma - begun > _LONGEST_SENTENCE // 2 else latest
            yield begun, cut, Stop.BREATH
            begun = cut
        latest = token.end
        if token.text[-1] in ",;:—、，；：،؛":
            latest_comma = token.end
    yield begun, end, stop


def _spoken(text: str, start: int, end: int) -> tuple[str, tuple[int, ...]]:
    silent = {index for found in _UNSPOKEN.finditer(text, start, end) for index in range(*found.span())}
    kept = [index for index in range(start, end) if index not in silent and _is_heard(text[index])]
    spoken = "".join(" " if text[index].isspace() else text[index] for index in kept)
    if not any(character.isalnum() for character in spoken):
        return "", ()
    return spoken, tuple(kept)


def _is_heard(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cn", "Co", "Cs"}
