"""
Passages, found by their words.

They are ranked by Okapi BM25 (Robertson and Zaragoza, 2009, "The Probabilistic Relevance Framework: BM25 and Beyond",
with its usual k1 and b): a word counts more the fewer passages have it, less each time it is said again, and less in a
longer passage.

Rule 1: the index is rows beside the documents, written with them in one transaction, so that it needs no building, no
memory and no upkeep, and is the same on SQLite and on PostgreSQL.

Rule 2: what shares but common words with a query is not about it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs
import sqlalchemy as sa

from aura_core.library.tables import PASSAGES, WORDS
from aura_core.model.brief import SourcePassage
from aura_core.words import stops_of, terms


__all__ = ["Hit", "put", "search"]

_K1: Final = 1.2
_B: Final = 0.75

_ABOUT: Final = 1 / 3
"""The share of a query, by the weight of its words, that a passage about it has."""

_MOST: Final = 64
"""Words of a query that count."""

_ROWS: Final = 5000
"""Rows that are written at once."""


@attrs.frozen
class Hit:
    """
    A passage that was found.

    Attributes:
        number: Of its row.

        score: 0 to 1; 1 would be all words of the query, over and over.
    """

    number: int
    score: float


def put(connection: sa.Connection, document_id: str, passages: Sequence[SourcePassage]) -> None:
    """Add the *passages* of a document."""
    words: list[dict[str, Any]] = []
    for position, passage in enumerate(passages):
        counted = Counter(terms(f"{passage.title} {passage.section} {passage.text}"))
        row = {
            "document_id": document_id,
            "position": position,
            "section": passage.section,
            "page": passage.page_number,
            "text": passage.text,
            "length": counted.total(),
        }
        number = connection.execute(sa.insert(PASSAGES).values(**row)).inserted_primary_key[0]  # type: ignore[index]
        words += [{"word": word, "passage": number, "often": often} for word, often in counted.items()]
    for start in range(0, len(words), _ROWS):
        connection.execute(sa.insert(WORDS), words[start : start + _ROWS])


def search(connection: sa.Connection, query: str, language: str) -> tuple[Hit, ...]:
    """Return what is about *query*, the best first."""
    asked = _asked(query, language)
    count, length = connection.execute(sa.select(sa.func.count(), sa.func.sum(PASSAGES.c.length))).one()
    if not asked or not count:
        return ()
    held: defaultdict[int, dict[str, int]] = defaultdict(dict)
    lengths: dict[int, int] = {}
    chosen = (
        sa.select(WORDS.c.word, WORDS.c.passage, WORDS.c.often, PASSAGES.c.length)
        .join(PASSAGES, WORDS.c.passage == PASSAGES.c.number)
        .where(WORDS.c.word.in_(asked))
    )
    for word, passage, often, words in connection.execute(chosen):
        held[passage][word], lengths[passage] = often, words
    spread = Counter(word for found in held.values() for word in found)
    rare = {word: math.log(1 + (count - spread[word] + 0.5) / (spread[word] + 0.5)) for word in asked}
    about = [number for number, found in held.items() if _share(found, rare) >= _ABOUT]
    usual, most = float(length) / count, (_K1 + 1) * sum(rare.values())
    hits = [Hit(number, _score(held[number], rare, lengths[number] / usual) / most) for number in about]
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.number)))


def _asked(query: str, language: str) -> tuple[str, ...]:
    """Return the words of *query* that tell something; all of them where none does."""
    common = {term for word in stops_of(language) for term in terms(word)}
    words = tuple(dict.fromkeys(terms(query)))
    return tuple(word for word in words if word not in common)[:_MOST] or words[:_MOST]


def _share(found: Mapping[str, int], rare: Mapping[str, float]) -> float:
    return sum(rare[word] for word in found) / sum(rare.values())


def _score(found: Mapping[str, int], rare: Mapping[str, float], relative: float) -> float:
    damp = _K1 * (1 - _B + _B * relative)
    return math.fsum(rare[word] * often * (_K1 + 1) / (often + damp) for word, often in found.items())
