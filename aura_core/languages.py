"""
Which language a text is in.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final


__all__ = ["foreign_to", "language_of"]

_LOOKED_AT: Final = 5000
"""Words by which a language is told."""

_TELLING: Final = 0.15
"""The share of stop words from which on they tell a language; text of another one has a few by chance."""

_FEWEST: Final = 12
"""Words by which a text may be told to be in another language than was said."""

_PLAINLY: Final = 1.5
"""How many times as many of its words another language has to know."""

_WORD: Final = re.compile(r"[^\W\d_]+")

_LETTERS: Final = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
)
"""Languages that are told by their letters; Japanese has Chinese ones besides its own."""

_KIN: Final = {"cmn": "zh", "yue": "zh", "nb": "no", "nn": "no", "fil": "tl"}
"""What languages are called in the lists of words."""


def language_of(text: str) -> str | None:
    """
    Tell the language of *text* by its commonest words, as a BCP 47 tag; ``None`` where they do not tell.

    Languages without spaces between words are told by their letters.
    """
    if unspaced := _by_letters(text):
        return unspaced
    return _by_words(_said(text))


def _by_words(said: Counter[str]) -> str | None:
    if not said:
        return None
    # A long list has words of other languages in it, so a word counts less the more are on its list.
    shares = {tag: _share(said, stops) for tag, stops in _stops().items()}
    best = max(shares, key=lambda tag: (shares[tag] - 0.00004 * len(_stops()[tag]), tag == "en"))
    return best if shares[best] >= _TELLING else None


def foreign_to(text: str, language: str) -> str | None:
    """
    Tell the language of *text* where it is plainly another than *language*, a BCP 47 tag; else ``None``.
    """
    primary = language.replace("_", "-").partition("-")[0].lower()
    own = _KIN.get(primary, primary)
    if unspaced := _by_letters(text):
        return None if unspaced == own or {unspaced, own} == {"ja", "zh"} else unspaced
    said, stops = _said(text), _stops()
    found = _by_words(said)
    if found in {None, own} or said.total() < _FEWEST or own not in stops:
        return None
    return found if _share(said, stops[found]) > _PLAINLY * _share(said, stops[own]) else None


def _said(text: str) -> Counter[str]:
    """Count how often each word is said."""
    return Counter(word.casefold() for word in _WORD.findall(text[: 20 * _LOOKED_AT])[:_LOOKED_AT])


def _share(said: Counter[str], stops: frozenset[str]) -> float:
    return sum(often for word, often in said.items() if word in stops) / said.total()


@cache
def _stops() -> dict[str, frozenset[str]]:
    # Read with its lists, 2 MB, when somebody asks.
    from stopwordsiso import langs, stopwords  # noqa: PLC0415

    return {tag: frozenset(stopwords(tag)) for tag in sorted(langs())}


def _by_letters(text: str) -> str | None:
    sample = text[:_LOOKED_AT]
    letters = sum(map(str.isalpha, sample))
    return next((tag for tag, form in _LETTERS if letters and len(form.findall(sample)) > letters / 10), None)
