"""DOCX as blocks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

from aura_core.documents.document import Block, BlockKind, Keep, joined
from aura_core.model.script import Listing, Table


__all__ = ["read_docx"]

_UNPACKED: Final = 400 * 1024 * 1024
"""Bytes; pictures are packed already, and words get to a tenth at the best."""

_HEADING: Final = re.compile(r"heading ([1-9])")


def read_docx(data: bytes, keep: Keep) -> tuple[Block, ...]:
    """
    Read a document of Word; what its paragraphs are is told by their styles.

    Raises:
        ValueError: it unpacks to far more than it is.
    """
    _check_size(data)
    document = docx.Document(io.BytesIO(data))
    return tuple(joined(part for part in _parts(document, keep) if part is not None))


def _check_size(data: bytes) -> None:
    """Refuse an archive that says that it unpacks to more than anybody wrote; what says less is cut off there."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(member.file_size for member in archive.infolist()) > _UNPACKED:
            raise ValueError("it unpacks to more than 400 MB")


def _parts(document: Any, keep: Keep) -> Iterator[Block | None]:
    for part in document.iter_inner_content():
        if isinstance(part, WordTable):
            yield _table(part)
            continue
        yield from _pictures(part, keep)
        yield _paragraph(part)


def _paragraph(paragraph: Paragraph) -> Block | None:
    text = " ".join(paragraph.text.split())
    style = (paragraph.style.name or "").lower() if paragraph.style else ""
    heading = _HEADING.match(style)
    properties = paragraph._p.pPr  # noqa: SLF001 - the library has no other way to tell an item that has no style
    if not text:
        return None
    if heading or style == "title":
        return Block(BlockKind.HEADING, text, level=min(6, int(heading[1])) if heading else 1)
    if "code" in style or "preformatted" in style:
        return Block(BlockKind.CODE, listing=Listing(paragraph.text))
    if "list" in style or (properties is not None and properties.numPr is not None):
        return Block(BlockKind.LIST, items=(text,), ordered="number" in style)
    kind = BlockKind.QUOTE if "quote" in style else BlockKind.FIGURE if style == "caption" else BlockKind.PARAGRAPH
    return Block(kind, text)


def _pictures(paragraph: Paragraph, keep: Keep) -> Iterator[Block]:
    for blip in paragraph._p.iter(qn("a:blip")):  # noqa: SLF001 - the library has no other way to a picture's bytes
        found = paragraph.part.related_parts.get(blip.get(qn("r:embed"), ""))
        picture = keep(found.blob) if found is not None else None
        if picture:
            named = next(iter(paragraph._p.iter(qn("wp:docPr"))), None)  # noqa: SLF001
            yield Block(BlockKind.FIGURE, (named.get("descr") or "") if named is not None else "", picture=picture)


def _table(table: WordTable) -> Block | None:
    rows = [tuple(" ".join(cell.text.split()) for cell in row.cells) for row in table.rows]
    rows = [row for row in rows if any(row)]
    if len(rows) < 2 or len(rows[0]) < 2:
        text = " ".join(cell for row in rows for cell in row)
        return Block(BlockKind.PARAGRAPH, text) if text else None
    header, *body = rows
    width = len(header)
    return Block(BlockKind.TABLE, table=Table(header, tuple((*row, *[""] * width)[:width] for row in body)))
