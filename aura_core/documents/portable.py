"""
PDF as blocks, from where its letters stand and how large they are.

Rule 1: a file of pages has lines, not paragraphs: lines that follow one another closely are joined, words that were
hyphenated at the end of a line are put together again.

Rule 2: what stands at the same height on half of the pages is a running head and left out, as are page numbers.

Rule 3: what is set larger than most of the text, or bold on a line of its own, is a heading.

Tables have no form of their own in such files; they are read as paragraphs.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import attrs
from pypdf import PdfReader

from aura_core.documents.document import Block, BlockKind, Keep, joined
from aura_core.errors import InvalidInputError


__all__ = ["read_pdf"]

_MOST_PAGES: Final = 3000

_LARGER: Final = 1.12
"""How much larger than the text a heading is at least."""

_LONGEST_HEADING: Final = 14
"""Words."""

_APART: Final = 1.75
"""Line heights between two lines beyond which a paragraph has ended."""

_BULLET: Final = re.compile(r"^(?:[•◦▪‣●○■–∙·*]\s*|(\d{1,2})[.)]\s+)(?=\S)")

_PAGE_NUMBER: Final = re.compile(r"^(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?$", re.IGNORECASE)


@attrs.frozen
class _Line:
    text: str
    x: float
    y: float
    size: float
    bold: bool
    page: int


def read_pdf(data: bytes, path: Path, keep: Keep) -> tuple[Block, ...]:
    """
    Read a PDF.

    Raises:
        InvalidInputError: it is locked with a password, or has too many pages.
    """
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise InvalidInputError.of(
            "$.brief.sources",
            f"{path.name} is locked with a password.",
            remedy="Save it without its password, and give that file.",
        )
    if len(reader.pages) > _MOST_PAGES:
        raise InvalidInputError.of(
            "$.brief.sources",
            f"{path.name} has {len(reader.pages):,} pages; at most {_MOST_PAGES:,} are read.",
            remedy="Give the pages that the film is about.",
        )
    pages = [tuple(_lines(page, number)) for number, page in enumerate(reader.pages, start=1)]
    lines = [line for page in _without_heads(pages) for line in page]
    figures = {number: tuple(_figures(page, number, keep)) for number, page in enumerate(reader.pages, start=1)}
    title = _title(reader)
    blocks = tuple(joined(_blocks(lines, figures)))
    if title and not any(block.kind is BlockKind.HEADING and block.level == 1 for block in blocks):
        return (Block(BlockKind.HEADING, title, level=1, page=1), *blocks)
    return blocks


def _title(reader: PdfReader) -> str:
    title = str((reader.metadata and reader.metadata.title) or "").strip()
    return "" if "untitled" in title.lower() or re.search(r"\.\w{2,5}$", title) else title


def _lines(page: Any, number: int) -> Iterator[_Line]:
    """Yield the lines of a page in the order in which they were written."""
    pieces: list[tuple[str, float, float, float, bool]] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        if text:
            scale = abs(tm[3] or tm[0]) * abs(cm[3] or cm[0])
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
            pieces.append((text, x, y, abs(size) * scale, bold))

    page.extract_text(visitor_text=visit)
    held: list[tuple[str, float, float, float, bool]] = []
    for piece in pieces:
        for part in re.split(r"(\n)", piece[0]):
            if part == "\n":
                yield from _line(held, number)
                held = []
            elif part:
                if held and part.strip() and abs(held[-1][2] - piece[2]) > 0.5 * max(piece[3], 1):
                    yield from _line(held, number)
                    held = []
                held.append((part, *piece[1:]))
    yield from _line(held, number)


def _line(pieces: Sequence[tuple[str, float, float, float, bool]], page: int) -> Iterator[_Line]:
    text = " ".join("".join(piece[0] for piece in pieces).split())
    written = [piece for piece in pieces if piece[0].strip()]
    if not text or not written:
        return
    longest = max(written, key=lambda piece: len(piece[0]))
    yield _Line(text, written[0][1], written[0][2], round(longest[3], 1), all(piece[4] for piece in written), page)


def _without_heads(pages: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """Leave out page numbers, and what stands at the same height on half of the pages in about the same words."""

    def head(line: _Line) -> tuple[int, str]:
        return round(line.y / 4), re.sub(r"\d+", "", line.text)

    seen = Counter(place for page in pages for place in {head(line) for line in page})
    often = max(2, len(pages) / 2)
    return [[line for line in page if seen[head(line)] < often and not _PAGE_NUMBER.match(line.text)] for page in pages]


def _blocks(lines: Sequence[_Line], figures: dict[int, tuple[Block, ...]]) -> Iterator[Block]:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    ranks = sorted({line.size for line in lines if line.size >= usual * _LARGER}, reverse=True)
    held: list[_Line] = []
    page = 0
    for line in lines:
        if held and _parts(held[-1], line, usual):
            yield from _block(held, usual, ranks)
            held = []
        if line.page != page and not held:
            for passed in range(page, line.page):
                yield from figures.get(passed, ())
            page = line.page
        held.append(line)
    yield from _block(held, usual, ranks)
    for number, found in figures.items():
        if number >= page:
            yield from found


def _parts(before: _Line, line: _Line, usual: float) -> bool:
    """Say whether *line* begins something new."""
    if _BULLET.match(line.text) or _heads(before, usual) != _heads(line, usual) or abs(before.size - line.size) > 0.5:
        return True
    if line.page != before.page:
        return before.text.endswith((".", "!", "?", ":"))
    gap = before.y - line.y
    return gap > _APART * max(line.size, 1) or gap < -1


def _heads(line: _Line, usual: float) -> bool:
    few = len(line.text.split()) <= _LONGEST_HEADING
    larger = line.size >= usual * _LARGER
    return few and (larger or (line.bold and not line.text.endswith((".", ",", ";"))))


def _block(lines: Sequence[_Line], usual: float, ranks: Sequence[float]) -> Iterator[Block]:
    if not lines:
        return
    first = lines[0]
    text = lines[0].text
    for line in lines[1:]:
        text = text[:-1] + line.text if text.endswith("-") and line.text[:1].islower() else f"{text} {line.text}"
    if all(_heads(line, usual) for line in lines):
        level = ranks.index(first.size) + 1 if first.size in ranks else len(ranks) + 1
        yield Block(BlockKind.HEADING, text, level=min(6, level), page=first.page)
    elif bullet := _BULLET.match(text):
        item = text[bullet.end() :]
        yield Block(BlockKind.LIST, items=(item,), ordered=bullet[1] is not None, page=first.page)
    else:
        yield Block(BlockKind.PARAGRAPH, text, page=first.page)


def _figures(page: Any, number: int, keep: Keep) -> Iterator[Block]:
    for image in page.images:
        if picture := keep(image.data):
            yield Block(BlockKind.FIGURE, picture=picture, page=number)
