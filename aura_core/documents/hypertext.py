"""
HTML, and Markdown by way of HTML, as blocks.

Rule 1: what a page has around its content (menus, headers, footers, forms) is left out.

Rule 2: a picture counts when it is inside of the document, or a file in the document's folder or below; none is fetched,
and no document of a stranger shows what else lies on this machine.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, NavigableString
from markdown_it import MarkdownIt

from aura_core.documents.document import Block, BlockKind, Keep
from aura_core.model.script import Listing, Table


__all__ = ["read_html", "read_markdown"]


def _named(text: str) -> frozenset[str]:
    return frozenset(text.split())


_AROUND: Final = _named(
    "nav header footer aside script style noscript template form button select iframe svg canvas audio video dialog"
)

_PARTS: Final = _named(
    "address article blockquote center dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li main ol p pre "
    "section summary table ul body html"
)
"""Elements that part a text, where others only mark words of it."""

_CELLS: Final = 60
"""The most columns of a table; more are laid out by a table, not shown in one."""


def read_markdown(text: str, folder: Path, keep: Keep, *, indented_code: bool = True) -> tuple[Block, ...]:
    """
    Read Markdown.

    Args:
        folder: What the paths of pictures count from.

        indented_code: Whether indentation means a program; in plain text it means nothing.
    """
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 100}).enable(["table", "strikethrough"])
    if not indented_code:
        parser.disable("code")
    text = re.sub(r"\A---\n.*?\n(?:---|\.\.\.)\n", "", text.replace("\r\n", "\n"), count=1, flags=re.DOTALL)
    text = re.sub(r"^\[\^[^\]]+\]:.*$|\[\^[^\]]+\]", "", text, flags=re.MULTILINE)
    return read_html(parser.render(text), folder, keep)


def read_html(page: str | bytes, folder: Path, keep: Keep) -> tuple[Block, ...]:
    """
    Read a page.

    Args:
        folder: What the paths of pictures count from.
    """
    soup = BeautifulSoup(page, "html.parser")
    for tag in soup(list(_AROUND)):
        tag.decompose()
    for comment in soup(string=lambda string: isinstance(string, Comment)):
        comment.extract()
    body = soup.find("main") or soup.find("article") or soup.body or soup
    assert isinstance(body, Tag)
    blocks = tuple(block for block in _Walk(folder, keep).blocks(body) if block != Block(block.kind, level=block.level))
    title = _words(soup.title) if soup.title else ""
    if title and not any(block.kind is BlockKind.HEADING and block.level == 1 for block in blocks):
        return (Block(BlockKind.HEADING, title, level=1), *blocks)
    return blocks


class _Walk:
    def __init__(self, folder: Path, keep: Keep) -> None:
        self._folder = folder
        self._keep = keep

    def blocks(self, parent: Tag) -> Iterator[Block]:
        """Yield the blocks of what *parent* holds; words between them are paragraphs."""
        loose: list[str] = []
        for child in parent.children:
            if isinstance(child, Tag) and (child.name in _PARTS or child.find(list(_PARTS))):
                yield from _paragraph(loose)
                loose = []
                yield from self._block(child)
            elif isinstance(child, Tag):
                yield from self._pictures(child)
                loose.append(_raw(child))
            elif isinstance(child, NavigableString):
                loose.append(str(child))
        yield from _paragraph(loose)

    def _block(self, tag: Tag) -> Iterator[Block]:
        match tag.name:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                yield Block(BlockKind.HEADING, _words(tag), level=int(tag.name[1]))
            case "p" | "address" | "dt" | "dd" | "summary":
                yield from self._pictures(tag)
                yield from _paragraph([_raw(tag)])
            case "ul" | "ol":
                yield from self._list(tag)
            case "table":
                yield from self._table(tag)
            case "pre":
                yield _listing(tag)
            case "blockquote":
                yield Block(BlockKind.QUOTE, " ".join(map(_words, tag.find_all("p"))) or _words(tag))
            case "figure":
                yield from self._figure(tag)
            case "hr" | "figcaption":
                return
            case _:
                yield from self.blocks(tag)

    def _figure(self, tag: Tag) -> Iterator[Block]:
        caption = tag.find("figcaption")
        yield from self._pictures(tag, _words(caption) if isinstance(caption, Tag) else "")
        yield from (block for block in self.blocks(tag) if block.kind in {BlockKind.CODE, BlockKind.TABLE})

    def _list(self, tag: Tag) -> Iterator[Block]:
        items = tag.find_all("li", recursive=False)
        texts = [text for text in (_item(item) for item in items) if text]
        if texts:
            yield Block(BlockKind.LIST, items=tuple(texts), ordered=tag.name == "ol")
        for item in items:
            yield from self._pictures(item)
            for inner in item.find_all(["pre", "table"]):
                yield from self._block(inner)

    def _table(self, tag: Tag) -> Iterator[Block]:
        cells = [row.find_all(["th", "td"], recursive=False) for row in tag.find_all("tr")]
        rows = [tuple(map(_words, row)) for row in cells if any(map(_words, row)) or (row[:1] and row[0].name == "th")]
        width = max(map(len, rows), default=0)
        if tag.find("table") or len(rows) < 2 or not 2 <= width <= _CELLS:
            # A table that only lays things out.
            for cell in tag.find_all(["th", "td"]):
                yield from self.blocks(cell)
            return
        header, *body = (row + ("",) * (width - len(row)) for row in rows)
        caption = _words(tag.caption) if tag.caption else ""
        yield Block(BlockKind.TABLE, table=Table(header, tuple(body), caption))

    def _pictures(self, tag: Tag, caption: str = "") -> Iterator[Block]:
        for image in [tag] if tag.name == "img" else tag.find_all("img"):
            picture = self._picture(str(image.get("src") or ""))
            if picture:
                text = caption or str(image.get("alt") or image.get("title") or "")
                yield Block(BlockKind.FIGURE, " ".join(text.split()), picture=picture)

    def _picture(self, source: str) -> Path | None:
        if source.startswith("data:image/"):
            head, _, coded = source.partition(",")
            try:
                return self._keep(base64.b64decode(coded)) if head.endswith(";base64") else None
            except binascii.Error:
                return None
        if "://" in source and not source.startswith("file:"):
            return None
        path = self._folder / unquote(urlsplit(source).path if source.startswith("file:") else source)
        if not source or not os.path.isfile(path):  # noqa: PTH113 - Path raises where no file can be
            return None
        return path if path.resolve().is_relative_to(self._folder.resolve()) else None


def _paragraph(pieces: list[str]) -> Iterator[Block]:
    if text := " ".join("".join(pieces).split()):
        yield Block(BlockKind.PARAGRAPH, text)


def _item(item: Tag) -> str:
    """Return the words of an item without those of lists, programs and tables inside of it."""
    pieces = [
        _raw(child) if isinstance(child, Tag) else str(child)
        for child in item.children
        if not (isinstance(child, Tag) and child.name in {"ul", "ol", "pre", "table"})
    ]
    return re.sub(r"^\[[ xX]\] ", "", " ".join("".join(pieces).split()))


def _listing(tag: Tag) -> Block:
    code = tag.find("code")
    names = " ".join(code.get("class") or []) if isinstance(code, Tag) else ""
    language = re.search(r"(?:language|lang)-([\w+#.-]+)", names)
    listing = Listing(tag.get_text().strip("\n"), language[1] if language else "")
    return Block(BlockKind.CODE, listing=listing)


def _words(tag: Tag) -> str:
    return " ".join(_raw(tag).split())


def _raw(tag: Tag) -> str:
    if tag.name == "br":
        return " "
    if tag.name in {"del", "s"} or (tag.name == "sup" and tag.find("a")):
        # Crossed out, or a mark that leads to a note.
        return ""
    return "".join(_raw(child) if isinstance(child, Tag) else str(child) for child in tag.children)
