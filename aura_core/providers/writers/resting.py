"""
What a script rests on: the files and the passages that its brief names.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Final

import attrs

from aura_core.documents import Block, BlockKind, Document, read_document
from aura_core.documents.document import Keep
from aura_core.model.brief import Brief, RagConfiguration, SourcePassage
from aura_core.model.order import Order


__all__ = ["documents_of", "rules_of"]

_ALL: Final = 1_000_000


def documents_of(order: Order, keep: Keep) -> list[Document]:
    """
    Return what *order* is made from.

    Args:
        keep: Is given the pictures that are inside of files.

    Raises:
        InvalidInputError: a file cannot be read.
    """
    read = [read_document((order.folder or Path()) / path, keep) for path in order.brief.sources]
    return [*read, *_documents(order.brief.passages)]


def rules_of(brief: Brief) -> RagConfiguration | None:
    """Return by which rules the sources of *brief* are searched; passages have been found by them, and all count."""
    rag = brief.rag_configuration if brief.rag_configuration and brief.rag_configuration.enabled else None
    if rag is None or brief.sources:
        return rag
    return attrs.evolve(rag, minimum_score=0.0, top_k=_ALL, max_context_tokens=_ALL)


def _documents(passages: tuple[SourcePassage, ...]) -> list[Document]:
    """Put passages together that are of one document."""
    found = []
    for (name, title), held in groupby(passages, key=lambda one: (one.source, one.title)):
        blocks: list[Block] = []
        for section, parts in groupby(held, key=lambda one: one.section):
            blocks.append(Block(BlockKind.HEADING, section or title or name, level=2))
            blocks += [Block(BlockKind.PARAGRAPH, one.text, page=one.page_number) for one in parts]
        found.append(Document(name, title or name, tuple(blocks)))
    return found
