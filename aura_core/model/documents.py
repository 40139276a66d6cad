"""Documents that are kept, what they say, and what is found in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import attrs


__all__ = [
    "DocumentComplexity",
    "DocumentImportResponse",
    "DocumentList",
    "DocumentListItem",
    "DocumentMetadata",
    "DocumentSection",
    "DocumentStructure",
    "LibraryStatistics",
    "PassageFound",
    "SearchReply",
    "SearchRequest",
]


@attrs.frozen
class DocumentMetadata:
    """
    What a document is; the contract calls it DocumentMetadataDto.

    Attributes:
        format: The ending of its name, such as ``pdf``.

        detected_language: Of most of its words, as a BCP 47 tag; ``None`` where they do not tell.

        page_count: ``None`` in documents without pages.

        reading_time_seconds: How long it takes to read it in silence, at 238 words a minute.
    """

    original_file_name: str
    format: str
    file_size_bytes: int
    imported_at: datetime
    word_count: int
    character_count: int
    detected_language: str | None = None
    title: str | None = None
    page_count: int | None = None
    reading_time_seconds: int = 0


@attrs.frozen
class DocumentSection:
    """
    What stands under a heading; the contract calls it DocumentSectionDto.

    Attributes:
        level: 1 to 6; 0 of what stands before any heading.

        content: Its words, in paragraphs that are parted by blank lines.

        estimated_speech_duration_seconds: At 150 words a minute; the voice decides.
    """

    level: int
    heading: str
    content: str
    word_count: int
    estimated_speech_duration_seconds: float


@attrs.frozen
class DocumentComplexity:
    """
    How hard a document is to follow; the contract calls it DocumentComplexityDto.

    Attributes:
        reading_level: The school grade that it takes, 1 to 13, by RIX; 0 in languages that do not part words.

        technical_density: The share of words of more than six letters.

        average_sentence_length: In words.

        complex_word_count: Words of more than six letters.

        complexity_description: The grade in words.
    """

    reading_level: float
    technical_density: float
    average_sentence_length: int
    complex_word_count: int
    complexity_description: str


@attrs.frozen
class DocumentStructure:
    """
    How a document is made up; the contract calls it DocumentStructureDto.

    Attributes:
        heading_levels: How many different levels its headings have.

        key_concepts: Phrases of its own that tell most.
    """

    sections: tuple[DocumentSection, ...]
    heading_levels: int
    key_concepts: tuple[str, ...]
    complexity: DocumentComplexity


@attrs.frozen
class DocumentImportResponse:
    """
    A document that is kept, looked at.

    Attributes:
        error_message: Always empty: what cannot be read is a problem.

        document_id: By which it is found again.

        passage_count: Into how many passages it was cut, to be searched; 0 where it is not searched.
    """

    success: bool
    metadata: DocumentMetadata
    structure: DocumentStructure
    warnings: tuple[str, ...]
    error_message: str | None
    processing_time_seconds: float
    document_id: str
    passage_count: int
    correlation_id: str = ""


@attrs.frozen
class DocumentListItem:
    """
    A document that is kept, in a line.

    Attributes:
        passage_count: 0 where it is not searched.
    """

    document_id: str
    metadata: DocumentMetadata
    passage_count: int = 0


@attrs.frozen
class DocumentList:
    """
    Some of all documents, the newest first.

    Attributes:
        total: How many there are.
    """

    documents: tuple[DocumentListItem, ...]
    count: int
    total: int
    limit: int
    offset: int
    correlation_id: str


_words: Any = attrs.validators.and_(attrs.validators.min_len(1), attrs.validators.max_len(2000))


@attrs.frozen
class SearchRequest:
    """
    What is looked for in the documents that are searched.

    Attributes:
        query: What it is about, as a phrase or a sentence.

        top_k: How many passages at most.

        minimum_score: How good a passage has to be, as a share of the best.

        language: Of the query, a BCP 47 tag.
    """

    query: str = attrs.field(validator=_words)
    top_k: int = attrs.field(
        default=5, validator=attrs.validators.and_(attrs.validators.ge(1), attrs.validators.le(100))
    )
    minimum_score: float = attrs.field(
        default=0.0, validator=attrs.validators.and_(attrs.validators.ge(0.0), attrs.validators.le(1.0))
    )
    language: str = attrs.field(default="en", validator=attrs.validators.max_len(35))


@attrs.frozen
class PassageFound:
    """
    A passage that was found.

    Attributes:
        position: Counts the passages of its document from 0.

        score: How well it answers, 0 to 1; 1 would be all words of the query, over and over.
    """

    document_id: str
    source: str
    title: str
    section: str
    page_number: int | None
    position: int
    text: str
    score: float


@attrs.frozen
class SearchReply:
    """Passages about something, the best first."""

    query: str
    results: tuple[PassageFound, ...]
    total_results: int
    correlation_id: str


@attrs.frozen
class LibraryStatistics:
    """
    How much is kept.

    Attributes:
        total_documents: Of which *searched_documents* are searched.

        total_chunks: Passages.

        total_size_bytes: Of the files.
    """

    total_documents: int
    searched_documents: int
    total_chunks: int
    total_size_bytes: int
    last_updated: datetime | None
    correlation_id: str = ""
