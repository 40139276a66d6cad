"""
What a language model is told of the sources.

The passages that share most with the topic, by the same weights by which :class:`ExtractWriter` chooses what it says
itself (:mod:`aura_core.providers.writers.weighing`); everything where there is room for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

import attrs

from aura_core.documents import Document
from aura_core.model.brief import RagConfiguration
from aura_core.model.order import Order
from aura_core.model.script import Citation
from aura_core.providers.writers.resting import documents_of, rules_of
from aura_core.providers.writers.statements import Statement, statements_of
from aura_core.providers.writers.weighing import likeness, tokens_of, weigh


__all__ = ["Passage", "passages_for", "passages_in"]

_LONGEST: Final = 120
"""Words of a passage: a paragraph, so that a citation says where to look."""

_ROOM: Final = 6000
"""Tokens of sources where nobody says how many; far below what any model takes."""


@attrs.frozen
class Passage:
    """
    A stretch of a source.

    Attributes:
        heading: Under which it stands; may be empty.

        citation: Where it stands.
    """

    heading: str
    text: str
    citation: Citation

    @property
    def told(self) -> str:
        """How a model reads it."""
        where = self.citation.title or self.citation.source
        return f"({where}{f', {self.heading}' if self.heading else ''}) {self.text}"

    @property
    def tokens(self) -> float:
        """About how many a model takes it for."""
        return tokens_of(self.told)


def passages_for(order: Order) -> tuple[Passage, ...]:
    """
    Return what of the sources of *order* a script may rest on, in the order of the sources.

    Raises:
        InvalidInputError: a source cannot be read.
    """
    brief = order.brief
    if not brief.rests_on_sources:
        return ()
    everything = passages_in(documents_of(order, lambda _: None))
    rag = rules_of(brief)
    if rag is None:
        return _fitting(everything, range(len(everything)), _ROOM)
    return _chosen(everything, f"{brief.topic}. {brief.goal or ''}", rag)


def passages_in(documents: Sequence[Document]) -> list[Passage]:
    """Cut *documents* into passages, in the order in which they stand."""
    found: list[Passage] = []
    for _, statements in groupby(statements_of(documents), key=lambda one: one.section):
        held: list[Statement] = []
        words = 0
        for statement in statements:
            length = statement.words
            if held and words + length > _LONGEST:
                found.append(_passage(held))
                held, words = [], 0
            held.append(statement)
            words += length
        found.append(_passage(held))
    return found


def _passage(statements: Sequence[Statement]) -> Passage:
    first = statements[0]
    cited = (line.citation for one in statements for line in one.lines if line.citation)
    citation = next(cited, Citation(1, "source"))
    return Passage(first.heading, " ".join(one.text for one in statements), citation)


def _chosen(passages: Sequence[Passage], question: str, rag: RagConfiguration) -> tuple[Passage, ...]:
    """Take the best, as many as are wanted, that are nearly as good as the very best."""
    weights, asked = weigh([f"{one.heading} {one.text}" for one in passages], question)
    scores = [likeness(one, asked) for one in weights]
    ranked = sorted(range(len(passages)), key=lambda place: (-scores[place], place))
    enough = [place for place in ranked if scores[place] >= rag.minimum_score * scores[ranked[0]]]
    return _fitting(passages, enough[: rag.top_k], rag.max_context_tokens)


def _fitting(passages: Sequence[Passage], places: Sequence[int], room: float) -> tuple[Passage, ...]:
    """Take *places* one after the other while there is room; the first in any case."""
    kept: list[int] = []
    for place in places:
        room -= passages[place].tokens
        if kept and room < 0:
            break
        kept.append(place)
    return tuple(passages[place] for place in sorted(kept))
