"""
Pictograms, by the words that they are shown for.

Rule 1: a word has a pictogram only if it stands in a list of ours; a picture that misses the point is worse than none.

Rule 2: things are shown rather than deeds, and what the film's title does not say already rather than what it does.

Rule 3: what only sets the scene has several drawings, which take turns: *ask* and *find* are in every other sentence.

The drawings are Phosphor Icons (https://phosphoricons.com, MIT), in the style that goes with the theme.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Final

import attrs


__all__ = ["LANGUAGES", "Pictogram", "drawing", "pictogram", "words_of"]

LANGUAGES: Final = ("ar", "de", "en", "es", "fr")
"""Languages whose words we know pictograms for."""

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

_ENDING: Final = 3
"""Letters by which a word may be longer than the one in the list, where words are declined."""

_STEM: Final = 4
_HEAD: Final = 5
"""Letters of a word that others may begin with, or in German end with."""

_MUTATED: Final = str.maketrans("äöü", "aou")
"""German words change their vowels in the plural: *Räder*, *Töpfe*."""

_ARTICLES: Final = re.compile("^(?:وال|بال|فال|كال|ال|لل|و|ب|ل)(?=..)")


@attrs.frozen
class Pictogram:
    """
    A pictogram and what it is shown for.

    Attributes:
        word: As it stands in the text.

        vague: Whether it only sets the scene.
    """

    name: str
    word: str
    vague: bool = False


def pictogram(text: str, language: str, known: str = "", turn: int = 0) -> Pictogram | None:
    """
    Return the pictogram of the word in *text* that is shown best; ``None`` where there is none.

    Args:
        language: A BCP 47 tag; in a language that we have no words of, nothing is found.

        known: What has been shown before.

        turn: Chooses among the drawings of a word that has several.
    """
    code = language.replace("_", "-").partition("-")[0].lower()
    if code not in LANGUAGES:
        return None
    before = {word.casefold() for word in _TOKEN.findall(known)}
    found = [
        ((vague, word.casefold() in before, place), Pictogram(names[turn % len(names)], word, vague))
        for place, word in enumerate(_TOKEN.findall(text))
        if (entry := _entry(word, code))
        for names, vague in [entry]
    ]
    return min(found, key=lambda one: one[0])[1] if found else None


def words_of(language: str) -> Mapping[str, tuple[tuple[str, ...], bool]]:
    """
    Return the words of *language*, in small letters, with the names of their pictograms and whether they are vague.
    """
    return _words_of(language)


def drawing(name: str, style: str) -> str:
    """
    Return the pictogram *name* as an SVG document in ``currentColor``.

    Args:
        style: thin, light, regular, bold, fill or duotone.
    """
    suffix = "" if style == "regular" else f"-{style}"
    return _archive().read(f"{style}/{name}{suffix}.svg").decode()


@cache
def _archive() -> zipfile.ZipFile:
    # Read once: to look for seven thousand names takes 40 ms. In memory, there is no file to be closed.
    packed = resources.files("justmyresource_phosphor").joinpath("icons.zip").read_bytes()
    return zipfile.ZipFile(io.BytesIO(packed))


@cache
def _words_of(language: str) -> Mapping[str, tuple[tuple[str, ...], bool]]:
    found: dict[str, tuple[tuple[str, ...], bool]] = {}
    for line in resources.files(__name__).joinpath(f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            drawings, *words = line.lstrip("~").split()
            entry = (tuple(drawings.split("|")), line.startswith("~"))
            for word in words:
                plain = word.casefold()
                found.setdefault(plain.translate(_MUTATED) if language == "de" else plain, entry)
    return found


def _entry(word: str, language: str) -> tuple[tuple[str, ...], bool] | None:
    known = _words_of(language)
    return next((known[form] for form in _forms(word.casefold().replace("’", "'"), language) if form in known), None)


def _forms(word: str, language: str) -> Iterator[str]:
    """Yield what *word* may stand for in a list of words in their plain form, the likeliest first."""
    yield word
    if language == "en":
        plain = word.removesuffix("'s")
        yield plain
        yield plain.removesuffix("s")
        yield plain.removesuffix("es")
        yield f"{plain.removesuffix('ies')}y"
        return
    if language == "ar":
        yield _ARTICLES.sub("", word)
        return
    if language == "de":
        word = word.translate(_MUTATED)
        yield word
    if "'" in word:
        yield from _forms(word.rpartition("'")[2], language)
    yield from (word[:end] for end in range(len(word) - 1, max(_STEM, len(word) - _ENDING) - 1, -1))
    if language == "de":
        yield from (word[start:] for start in range(1, len(word) - _HEAD + 1))
