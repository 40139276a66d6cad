"""
Documents as clients are told of them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import IO

from aura_core.library.library import KeptDocument, Library
from aura_core.model.documents import (
    DocumentImportResponse,
    DocumentList,
    DocumentListItem,
    DocumentStructure,
    SearchReply,
    SearchRequest,
)


__all__ = ["analysis_of", "found", "imported", "item", "listing"]


def imported(
    library: Library, name: str, file: IO[bytes], *, searched: bool = False, correlation_id: str = ""
) -> DocumentImportResponse:
    """
    Keep a document, and return it looked at.

    Raises:
        InvalidInputError: it is of no kind that is read, damaged, locked, or holds no text.

        TooLargeError: it is more than is kept.

        ConflictError: too many are kept already.
    """
    began = time.monotonic()
    kept, document = library.take(name, file, searched=searched)
    if document is None:
        structure = library.structure(kept.id)
    else:
        from aura_core.library.looking import structure_of  # noqa: PLC0415 - it takes in all that reads

        structure = structure_of(document, kept.metadata.detected_language)
    return _looked_at(kept, structure, began, correlation_id, *_amiss(kept, searched=searched))


def analysis_of(library: Library, document_id: str, correlation_id: str = "") -> DocumentImportResponse:
    """
    Return a document looked at.

    Raises:
        NotFoundError: there is none, or its file is gone.
    """
    began = time.monotonic()
    return _looked_at(library.find(document_id), library.structure(document_id), began, correlation_id)


def _looked_at(
    kept: KeptDocument, structure: DocumentStructure, began: float, correlation_id: str, *warnings: str
) -> DocumentImportResponse:
    return DocumentImportResponse(
        success=True,
        error_message=None,
        metadata=kept.metadata,
        structure=structure,
        warnings=warnings,
        processing_time_seconds=round(time.monotonic() - began, 3),
        document_id=kept.id,
        passage_count=kept.passages,
        correlation_id=correlation_id,
    )


def _amiss(kept: KeptDocument, *, searched: bool) -> Iterator[str]:
    if kept.metadata.detected_language is None:
        yield "Its words do not tell in which language it is."
    if searched and not kept.passages:
        yield "It has no sentences that a film could say, so nothing is found in it."


def item(kept: KeptDocument) -> DocumentListItem:
    """Return a document in a line."""
    return DocumentListItem(kept.id, kept.metadata, kept.passages)


def listing(
    library: Library, limit: int, offset: int, correlation_id: str = "", *, searched: bool = False
) -> DocumentList:
    """
    Return some of all documents, the newest first.

    Args:
        searched: Only those that are searched.
    """
    kept, total = library.listed(limit, offset, searched=searched)
    return DocumentList(tuple(map(item, kept)), len(kept), total, limit, offset, correlation_id)


def found(library: Library, asked: SearchRequest, correlation_id: str = "") -> SearchReply:
    """Return what the documents say about something, the best first."""
    results = library.search(asked.query, asked.top_k, minimum=asked.minimum_score, language=asked.language)
    return SearchReply(asked.query, results, len(results), correlation_id)
