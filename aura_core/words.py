"""
Words, with and without what grammar does to them.
"""

from __future__ import annotations

import re
from typing import Final


__all__ = ["UNSPACED", "counted", "stem", "stops_of", "terms"]

UNSPACED: Final = frozenset({"zh", "ja", "th", "lo", "km", "my"})
"""Languages that are written without spaces."""

_STEM: Final = 6
"""Letters that tell words apart; what comes after them is mostly grammar."""

_SHORT: Final = 3
"""Letters of a word that an s at its end belongs to."""

_UNPARTED: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese."""


def terms(text: str) -> list[str]:
    """Return the words of *text* that carry something, without their endings; two letters where words are not parted."""
    words = (word for word in re.findall(r"[^\W_]+", text.casefold()) if len(word) > 2 or not word.isascii())
    return [term for word in words for term in _stems(word)]


def counted(count: int, noun: str) -> str:
    """Return *count* with its English *noun*, whose plural ends in s: ``1 scene``, ``2 scenes``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def stem(word: str) -> str:
    """Return what is left of a *word* in lower case without its grammar, more or less, in the languages of Europe."""
    return (word[:-1] if len(word) > _SHORT and word[-1] == "s" != word[-2] else word)[:_STEM]


def stops_of(language: str) -> frozenset[str]:
    """Return the words of *language*, a BCP 47 tag, that say nothing by themselves; none where nobody has listed them."""
    # Read with its lists, 2 MB, when somebody asks.
    from stopwordsiso import has_lang, stopwords  # noqa: PLC0415

    primary = language.replace("_", "-").partition("-")[0].lower()
    return frozenset(stopwords(primary)) if has_lang(primary) else frozenset()


def _stems(word: str) -> list[str]:
    if not _UNPARTED.search(word):
        return [stem(word)]
    return [word[place : place + 2] for place in range(max(1, len(word) - 1))]
