"""
How hard a text is to follow, as the school grade that it takes: RIX.

RIX is the number of words of more than six letters to a sentence (Anderson, 1983, "Lix and Rix: variations on a
little-known readability index", Journal of Reading 26:6, whose table of grades this is).
It needs neither syllables nor a dictionary, so it is the same in every language that is written with letters; the
grades are those of English, and German, whose words are long, comes out about two higher.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from aura_core.providers.writers.sentences import split_sentences


__all__ = ["HARDEST", "grade_of", "rix"]

_GRADES: Final = (0.2, 0.5, 0.8, 1.3, 1.8, 2.4, 3.0, 3.7, 4.5, 5.3, 6.2, 7.2)
"""From which RIX on a text takes the second grade, the third, and so on."""

HARDEST: Final = len(_GRADES) + 1
"""The grade of whatever is beyond school."""

_LONG: Final = 6
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_UNSPACED: Final = frozenset({"zh", "ja", "th", "lo", "km", "my"})


def rix(text: str) -> float:
    """Return how many long words *text* has to a sentence."""
    long = sum(sum(map(str.isalpha, word)) > _LONG for word in _WORD.findall(text))
    return long / max(1, len(split_sentences(text)))


def grade_of(text: str, language: str) -> int:
    """
    Return the school grade that *text* takes, 1 to 13; 0 in languages that do not part words.
    """
    if language.replace("_", "-").partition("-")[0].lower() in _UNSPACED:
        return 0
    return 1 + bisect_right(_GRADES, rix(text))
