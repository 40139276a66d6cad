"""
What scripts rest on, found in the documents that are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from aura_core.library.library import Library
from aura_core.model.brief import Brief, SourcePassage
from aura_core.model.documents import PassageFound
from aura_core.providers.writers.weighing import tokens_of


__all__ = ["grounded"]


def grounded(brief: Brief, library: Library) -> Brief:
    """
    Return *brief* with what *library* has about its topic, where its ``ragConfiguration`` asks for that.

    What is named by the brief itself is all that it rests on. What was found stays with it, so that a film is the one
    that was asked for, whatever becomes of the library.
    """
    rag = brief.rag_configuration
    if rag is None or not brief.asks_library:
        return brief
    found = library.search(brief.topic, rag.top_k, minimum=rag.minimum_score, language=brief.language)
    chosen = sorted(_fitting(found, rag.max_context_tokens), key=lambda one: (one.document_id, one.position))
    return attrs.evolve(brief, passages=tuple(map(_passage, chosen)))


def _fitting(found: Sequence[PassageFound], room: float) -> Iterator[PassageFound]:
    """Take what was found while there is room; the first in any case."""
    for place, one in enumerate(found):
        room -= tokens_of(one.text)
        if place and room < 0:
            return
        yield one


def _passage(found: PassageFound) -> SourcePassage:
    return SourcePassage(found.text, found.source, found.title, found.section, found.page_number, found.document_id)
