"""
How much statements are worth: by the words they share with the question and with one another.

The weights of words are TF-IDF, likeness is the cosine, and what was chosen lowers the worth of what is like it
(maximal marginal relevance: Carbonell and Goldstein, 1998).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from aura_core.words import terms


__all__ = ["Weights", "likeness", "tokens_of", "weigh"]

Weights: TypeAlias = Mapping[str, float]
"""Words and what they weigh, of length 1."""

_TOKENS_A_WORD = 4 / 3


def tokens_of(text: str) -> float:
    """Return about how many tokens a language model takes *text* for."""
    return len(text.split()) * _TOKENS_A_WORD


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
