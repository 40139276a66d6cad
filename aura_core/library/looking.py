"""
What can be told of a document by looking at it: measured, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from aura_core.documents import Block, BlockKind, Document, read_document
from aura_core.errors import InvalidInputError
from aura_core.keywords import Said, keywords
from aura_core.languages import language_of
from aura_core.model.brief import LONGEST_PASSAGE, SourcePassage
from aura_core.model.documents import DocumentComplexity, DocumentMetadata, DocumentSection, DocumentStructure
from aura_core.providers.writers.grounding import passages_in
from aura_core.providers.writers.readability import grade_of
from aura_core.providers.writers.sentences import count_words, split_sentences


__all__ = ["metadata_of", "passages_of", "read", "structure_of"]

_READ: Final = 238
"""Words a minute, of English, silently: Brysbaert (2019), "How many words do we read per minute?"."""

_SPOKEN: Final = 150
"""Words a minute, the usual pace of a narrator."""

_TITLE: Final = 300
"""Characters of a title or a heading; what is longer is none."""

_CONCEPTS: Final = 12

_PASSAGES: Final = 20_000
"""Passages of a document; a thousand pages have some five thousand."""

_LONG: Final = 6
_WORD: Final = re.compile(r"[^\W\d_]+")

_HARD: Final = ((0, "not told"), (4, "easy"), (7, "plain"), (10, "fairly hard"), (12, "hard"), (13, "for experts"))
"""School grades, and what a text that takes no more is called."""


def read(path: Path) -> Document:
    """
    Read a document; its pictures are looked at when a film is made of it.

    Raises:
        InvalidInputError: it is of no kind that is read, damaged, locked, or holds no text.
    """
    try:
        return read_document(path, lambda _: None)
    except InvalidInputError as error:
        raise InvalidInputError.of("$.file", error.issues[0].message, remedy=error.remedy) from error


def metadata_of(document: Document, path: Path) -> DocumentMetadata:
    """Say what *document* is, whose file is at *path*."""
    text = _words_of(document)
    words = count_words(text)
    return DocumentMetadata(
        original_file_name=path.name,
        format=path.suffix.removeprefix(".").lower(),
        file_size_bytes=path.stat().st_size,
        imported_at=datetime.now(UTC),
        word_count=words,
        character_count=len(text),
        detected_language=language_of(text),
        title=document.title[:_TITLE],
        page_count=max((block.page for block in document.blocks if block.page), default=None),
        reading_time_seconds=round(60 * words / _READ),
    )


def passages_of(document: Document) -> tuple[SourcePassage, ...]:
    """Cut *document* into passages, each of whole statements under one heading; what never ends is no statement."""
    title = document.title[:_TITLE]
    return tuple(
        SourcePassage(one.text, document.name, title, one.heading[:_TITLE], one.citation.page_number)
        for one in passages_in([document])[:_PASSAGES]
        if len(one.text) <= LONGEST_PASSAGE
    )


def _words_of(document: Document) -> str:
    """Return all that is written in *document*, in paragraphs."""
    return "\n\n".join(filter(None, document.texts))


def structure_of(document: Document, language: str | None) -> DocumentStructure:
    """
    Say how *document* is made up.

    Args:
        language: In which it is; ``None`` where nobody knows.
    """
    sections = tuple(_sections(document))
    levels = {section.level for section in sections if section.level}
    said = [Said(document.title, 4.0), *(Said(one.heading, 2.0) for one in sections)]
    said += [Said(one.content) for one in sections]
    concepts = keywords(said, language or "und")[:_CONCEPTS]
    return DocumentStructure(sections, len(levels), concepts, _complexity(_words_of(document), language))


def _sections(document: Document) -> Iterator[DocumentSection]:
    heading, held = Block(BlockKind.HEADING), list[Block]()
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            yield from _section(heading, held)
            heading, held = block, []
        else:
            held.append(block)
    yield from _section(heading, held)


def _section(heading: Block, blocks: Iterable[Block]) -> Iterator[DocumentSection]:
    content = _words_of(Document("", "", tuple(blocks)))
    if heading.text or content:
        words = count_words(content)
        yield DocumentSection(heading.level, heading.text, content, words, round(60 * words / _SPOKEN, 1))


def _complexity(text: str, language: str | None) -> DocumentComplexity:
    words = _WORD.findall(text)
    long = sum(len(word) > _LONG for word in words)
    grade = grade_of(text, language or "en")
    return DocumentComplexity(
        reading_level=float(grade),
        technical_density=round(long / len(words), 3) if words else 0.0,
        average_sentence_length=round(count_words(text) / max(1, len(split_sentences(text)))),
        complex_word_count=long,
        complexity_description=next(name for most, name in _HARD if grade <= most),
    )
