"""
Where a sentence ends, and how many words it has.

Rule 1: a blank line ends a sentence, whatever stands before it.

Rule 2: joining what was split gives back the text, up to whitespace.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final


__all__ = ["count_words", "join_sentences", "paragraphs", "split_sentences"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_OPENING: Final = "\"'“‘«‹([{¿¡„—–- "
_CLOSING: Final = "\"'”’»›)]}"
_WIDE: Final = "。！？｡"
_WIDE_CLOSING: Final = "」』”’）】》"

_END: Final = re.compile(
    rf"[.!?…؟।॥።]+[{re.escape(_CLOSING)}]*(?=\s|$)|[{_WIDE}]+[{_WIDE_CLOSING}]*",
)

_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n")

_WITHIN: Final = _words(
    "approx bzw capt ca cf col dept dr e.g est eg esp gen gov hon i.e ie lt messrs mme mr mrs ms mt mx prof "
    "rep rev sen sgt sr sra st viz vs z.b d.h u.a evtl ggf inkl exkl vgl"
)
"""Abbreviations, in lower case and without their last stop, that another word always follows."""

_NUMBERED: Final = _words("abb art bd ch fig figs no nos nr p pp par sec vol")
"""Abbreviations before a number; before anything else they are words that end sentences."""

_ORDERED: Final = re.compile(
    r"(?:Jan|Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Jahrhundert|Jahrtausend|Geburtstag|Kapitel|Platz|Stock|"
    r"Weltkrieg|Auflage|Etage|Klasse)"
)
"""What follows a number with a full stop in German, where that is an ordinal."""

_EITHER: Final = _words(
    "al apr aug bros co corp dec etc feb fri ft hr hrs inc jan jr lb ltd mio mrd nov oct oz ph.d sept thurs tsd tues yr "
    "yrs"
)
"""Abbreviations that may end a sentence: what follows decides."""

_STARTERS: Final = _words(
    "a an and as at but by for he her his how i if in it its my no not now of on one our she so that the their then "
    "there these they this those to we what when where which who why with yes you your"
)
"""Words that, written with a capital, start a sentence rather than a name."""

_UNSPACED: Final = (
    ("\u0e00", "\u0eff"),  # Thai, Lao
    ("\u1000", "\u109f"),  # Burmese
    ("\u1780", "\u17ff"),  # Khmer
    ("\u2e80", "\ua4cf"),  # kana, Han, Yi
    ("\uf900", "\ufaff"),
    ("\uff66", "\uff9d"),
    ("\U00020000", "\U0003ffff"),
)
"""Scripts that put no spaces between words."""

_LONG_WORD: Final = 24
"""Letters that take as long to say as a word; without a limit a text without spaces would take no time."""


def split_sentences(text: str) -> tuple[str, ...]:
    """
    Split *text* into its sentences, whitespace within them reduced to single spaces.

    What holds no letter or digit goes to the sentence beside it.
    """
    return tuple(sentence for paragraph in paragraphs(text) for sentence in _sentences_of(paragraph))


def paragraphs(text: str) -> tuple[str, ...]:
    """
    Split *text* at its blank lines.
    """
    found = (" ".join(part.split()) for part in _BLANK_LINE.split(text))
    return tuple(part for part in found if part)


def join_sentences(sentences: Iterable[str]) -> str:
    """
    Put *sentences* one after the other: with a space between them, unless their script goes without.
    """
    joined = ""
    for sentence in sentences:
        close = not joined or joined.rstrip(_WIDE_CLOSING).endswith(tuple(_WIDE))
        joined += sentence if close else f" {sentence}"
    return joined


def count_words(text: str) -> int:
    """
    Count the words of *text* that take time to say.

    Two characters of a script without spaces count as one word, and so does every begun stretch of 24 letters.
    """
    return sum(_words_in(part) for part in text.split())


def _words_in(part: str) -> int:
    if part.isascii():
        # No letter is wide, which most texts need not be asked for each of theirs.
        return -(-sum(map(str.isalnum, part)) // _LONG_WORD)
    total = 0
    for wide, characters in groupby((c for c in part if c.isalnum()), key=_is_wide):
        length = sum(1 for _ in characters)
        total += -(-length // (2 if wide else _LONG_WORD))
    return total


def _is_wide(character: str) -> bool:
    return character >= _UNSPACED[0][0] and any(first <= character <= last for first, last in _UNSPACED)


def _sentences_of(paragraph: str) -> list[str]:
    found: list[str] = []
    for piece in _pieces(paragraph):
        if found and not (_says(piece) and _says(found[-1])):
            found[-1] = join_sentences((found[-1], piece))
        else:
            found.append(piece)
    return found


def _says(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _pieces(paragraph: str) -> Iterator[str]:
    cased = any(character.isupper() for character in paragraph)
    start = 0
    for match in _END.finditer(paragraph):
        if _ends_sentence(paragraph, match, cased=cased):
            yield paragraph[start : match.end()].strip()
            start = match.end()
    if rest := paragraph[start:].strip():
        yield rest


def _ends_sentence(text: str, match: re.Match[str], *, cased: bool) -> bool:
    following = text[match.end() : match.end() + _LONG_WORD].lstrip(_OPENING)
    if not following or match.group()[0] in _WIDE:
        return True
    if cased and following[0].islower():
        return False
    return match.group().rstrip(_CLOSING) != "." or _stop_ends(_word_before(text, match.start()), following)


def _word_before(text: str, position: int) -> str:
    """Return the word that ends at *position*; of a very long one, its end."""
    words = text[max(0, position - _LONG_WORD) : position].split()
    return words[-1].lstrip(_OPENING) if words else ""


def _stop_ends(word: str, following: str) -> bool:
    """Tell whether a single full stop between *word* and *following* is more than an abbreviation's."""
    plain = word.lower()
    if plain in _WITHIN or (len(word) <= 2 and word.isdigit() and _ORDERED.match(following)):
        return False
    if plain in _NUMBERED:
        return not following[0].isdigit()
    initials = word.isalpha() and len(word) == 1 and word.isupper()
    if initials or plain in _EITHER or _is_acronym(word):
        return following.split(maxsplit=1)[0].strip(_CLOSING + ",;:").lower() in _STARTERS
    return True


def _is_acronym(word: str) -> bool:
    """Tell whether *word* is single letters with stops between, such as ``U.S`` or ``a.m``."""
    return "." in word and all(len(letter) == 1 and letter.isalpha() for letter in word.split("."))
