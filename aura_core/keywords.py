"""
What a text is about, in a few phrases of its own.

A phrase is up to three words in a row of which none is a stop word.
It counts by how often it is said, a title for four times and a heading for two, less what longer phrases with it in
them account for: the C-value of Frantzi, Ananiadou and Mima (2000), "Automatic recognition of multi-word terms".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import log2
from typing import Final

import attrs

from aura_core.words import UNSPACED, stem, stops_of


__all__ = ["Said", "keywords"]

_LONGEST: Final = 3

_TELLING: Final = 3
"""What a phrase has to count at least: to stand in a heading alone is not enough."""

_WORD: Final = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_OWNED: Final = re.compile(r"['’]s$", re.IGNORECASE)
_BREAK: Final = re.compile(r"[^\w\s'’\-]+|_")


@attrs.frozen
class Said:
    """
    A text, and what it counts for.

    Attributes:
        weight: 1 for what is said in passing.
    """

    text: str
    weight: float = 1.0


def keywords(texts: Iterable[Said], language: str) -> tuple[str, ...]:
    """
    Return what *texts* are about, the most telling phrase first.

    Args:
        language: A BCP 47 tag; in one whose stop words nobody has listed, or that is written without spaces, nothing
            can be told.
    """
    stops = stops_of(language)
    if not stops or language.replace("_", "-").partition("-")[0].lower() in UNSPACED:
        return ()
    counts: defaultdict[tuple[str, ...], float] = defaultdict(float)
    spellings: dict[tuple[str, ...], Counter[str]] = {}
    for said in texts:
        for run in _runs(said.text, stops):
            for phrase in _phrases(run):
                key = tuple(map(_stem, phrase))
                counts[key] += said.weight
                spellings.setdefault(key, Counter())[_OWNED.sub("", " ".join(phrase))] += 1
    worths = {key: _worth(key, counts) for key in counts if counts[key] >= _TELLING}
    ranked = sorted((key for key in worths if worths[key] > 0), key=lambda key: (-worths[key], key))
    return tuple(_spelled(spellings[key]) for key in _apart(ranked))


def _runs(text: str, stops: frozenset[str]) -> Iterator[list[str]]:
    """Give the stretches of *text* between stop words and punctuation."""
    for part in _BREAK.split(text):
        run: list[str] = []
        for word in _WORD.findall(part):
            plain = _OWNED.sub("", word).casefold().replace("’", "'")
            if plain in stops or plain.partition("'")[0] in stops or len(plain) == 1 or plain.isdigit():
                if run:
                    yield run
                run = []
            else:
                run.append(word)
        if run:
            yield run


def _stem(word: str) -> str:
    return stem(_OWNED.sub("", word).casefold())


def _phrases(run: list[str]) -> Iterator[list[str]]:
    for length in range(1, _LONGEST + 1):
        for start in range(len(run) - length + 1):
            yield run[start : start + length]


def _worth(key: tuple[str, ...], counts: Mapping[tuple[str, ...], float]) -> float:
    """Return how much a phrase tells that the longer ones around it do not."""
    around = [counts[longer] for longer in counts if len(longer) > len(key) and _within(key, longer)]
    alone = counts[key] - (sum(around) / len(around) if around else 0)
    return alone * log2(len(key) + 1)


def _within(key: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    return any(longer[start : start + len(key)] == key for start in range(len(longer) - len(key) + 1))


def _apart(ranked: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Leave out what lies within a phrase that tells more."""
    kept: list[tuple[str, ...]] = []
    for key in ranked:
        if not any(_within(key, other) for other in kept):
            kept.append(key)
            yield key


def _spelled(spellings: Counter[str]) -> str:
    """Return the usual spelling; where several are, the one that begins no sentence."""
    return max(spellings, key=lambda text: (spellings[text], sum(map(str.islower, text)), text))
