"""
How much statements are worth: by the words they share with the question and with one another.

The weights of words are TF-IDF, likeness is the cosine, and what was chosen lowers the worth of what is like it
(maximal marginal relevance: Carbonell and Goldstein, 1998).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeAlias


__all__ = ["Weights", "likeness", "stem", "terms", "tokens_of", "weigh"]

Weights: TypeAlias = Mapping[str, float]
"""Words and what they weigh, of length 1."""

_TOKENS_A_WORD = 4 / 3

_STEM = 6
"""Letters that tell words apart; what comes after them is mostly grammar."""


def tokens_of(text: str) -> float:
    """Return about how many tokens a language model takes *text* for."""
    return len(text.split()) * _TOKENS_A_WORD


def terms(text: str) -> list[str]:
    """Return the words of *text* that carry something, without their endings; two letters where words are not parted."""
    words = (word for word in re.findall(r"[^\W_]+", text.casefold()) if len(word) > 2 or not word.isascii())
    return [term for word in words for term in _stems(word)]


def stem(word: str) -> str:
    """Return what is left of a *word* in lower case without its grammar, more or less, in the languages of Europe."""
    return (word[:-1] if len(word) > _SHORT and word[-1] == "s" != word[-2] else word)[:_STEM]


def _stems(word: str) -> list[str]:
    if not _UNPARTED.search(word):
        return [stem(word)]
    return [word[place : place + 2] for place in range(max(1, len(word) - 1))]


_SHORT = 3
"""Letters of a word that an s at its end belongs to."""

_UNPARTED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese."""


def weigh(texts: Sequence[str], question: str) -> tuple[list[Weights], Weights]:
    """
    Weigh the words of *texts* and of *question*: rare ones are heavier.
    """
    counted = [Counter(terms(text)) for text in texts]
    spread = Counter(term for count in counted for term in count)
    rare = {term: math.log(1 + len(texts) / held) for term, held in spread.items()}
    return [_unit(count, rare) for count in counted], _unit(Counter(terms(question)), rare)


def _unit(count: Mapping[str, int], rare: Mapping[str, float]) -> Weights:
    raw = {term: (1 + math.log(often)) * rare[term] for term, often in count.items() if term in rare}
    length = math.sqrt(sum(weight * weight for weight in raw.values()))
    return {term: weight / length for term, weight in raw.items()} if length else {}


def likeness(one: Weights, other: Weights) -> float:
    """Return how alike two texts are, 0 to 1."""
    few, many = sorted((one, other), key=len)
    return math.fsum(weight * many[term] for term, weight in few.items() if term in many)
