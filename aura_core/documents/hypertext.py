"""
HTML, and Markdown by way of HTML, as blocks.

Rule 1: what a page has around its content (menus, headers, footers, forms) is left out.

Rule 2: reading takes time in proportion to the page, whoever wrote it: it is parsed by libxml2, has a limit of tags, and
none of them is looked through more than a few times, however deep it lies. Markdown has limits of what takes more.

Rule 3: a picture counts when it is inside of the document, or a file in the document's folder or below; none is fetched,
and no document of a stranger shows what else lies on this machine.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, NavigableString, ResultSet
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

_ROWS: Final = _named("thead tbody tfoot")

_BRACKETS: Final = 4_000_000
"""The squares of the brackets in each block of Markdown together, 0.2 s; of a book with a link in each line a hundredth."""

_PIPES: Final = 50_000
"""In Markdown with tables; a row takes 0.2 ms."""

_MARKS: Final = 200_000
"""Lines of Markdown, and what marks words in them; the Bible has half as many."""

_TAGS: Final = 100_000
"""The most of a page, more than the Bible has in paragraphs; each takes a kilobyte and some 30 µs."""

_APART: Final = _named("ul ol pre table")
"""What in an item is no words of its own."""


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
    # Marks of notes have an end in sight, or every bracket would be followed to the end of the text.
    text = re.sub(r"^\[\^[^\]\n]{1,99}\]:.*$|\[\^[^\]\n]{1,99}\]", "", text, flags=re.MULTILINE)
    if sum(map(text.count, "\n*_~`")) > _MARKS:
        raise ValueError(f"it has more than {_MARKS:,} lines and marks")
    if sum(block.count("[") ** 2 for block in text.split("\n\n")) > _BRACKETS:
        # Looking for links takes time by the square of the brackets that might begin one.
        parser.disable(["link", "image"])
    if text.count("|") > _PIPES:
        parser.disable("table")
    return read_html(parser.render(text), folder, keep)


def read_html(page: str | bytes, folder: Path, keep: Keep) -> tuple[Block, ...]:
    """
    Read a page.

    Args:
        folder: What the paths of pictures count from.

    Raises:
        ValueError: the page has more tags than any text, or deeper ones than can be followed.
    """
    if (page.count(b"<") if isinstance(page, bytes) else page.count("<")) > _TAGS:
        raise ValueError(f"it has more than {_TAGS:,} tags")
    try:
        return _read(page, folder, keep)
    except RecursionError:
        raise ValueError("its tags lie too deep in one another") from None


def _read(page: str | bytes, folder: Path, keep: Keep) -> tuple[Block, ...]:
    soup = BeautifulSoup(page, "lxml")
    for tag in soup(list(_AROUND)):
        tag.decompose()
    for comment in soup(string=lambda string: isinstance(string, Comment)):
        comment.extract()
    body = soup.find("main") or soup.find("article") or soup.body or soup
    assert isinstance(body, Tag)
    walk = _Walk(folder, keep, _holders(body, _PARTS), _holders(body, {"table"}))
    blocks = tuple(block for block in walk.blocks(body) if block != Block(block.kind, level=block.level))
    title = _words(soup.title) if soup.title else ""
    if title and not any(block.kind is BlockKind.HEADING and block.level == 1 for block in blocks):
        return (Block(BlockKind.HEADING, title, level=1), *blocks)
    return blocks


def _holders(body: Tag, names: Collection[str]) -> frozenset[int]:
    """Return the identities of all elements of *body* inside of which one of these *names* is."""
    found: set[int] = set()
    for tag in body.find_all(list(names)):
        for around in tag.parents:
            if id(around) in found:
                break
            found.add(id(around))
    return frozenset(found)


def _outermost(tag: Tag, names: Collection[str]) -> Iterator[Tag]:
    """Yield what of these *names* is in *tag*, but for what is inside of such."""
    for child in tag.children:
        if isinstance(child, Tag):
            if child.name in names:
                yield child
            else:
                yield from _outermost(child, names)


class _Walk:
    """
    Goes through a page, top down.

    Args:
        parted: Elements that others part which are inside of them.

        tabled: Elements with tables inside of them.
    """

    def __init__(self, folder: Path, keep: Keep, parted: frozenset[int], tabled: frozenset[int]) -> None:
        self._folder = folder
        self._keep = keep
        self._parted = parted
        self._tabled = tabled

    def blocks(self, parent: Tag) -> Iterator[Block]:
        """Yield the blocks of what *parent* holds; words between them are paragraphs."""
        loose: list[str] = []
        for child in parent.children:
            if isinstance(child, Tag) and (child.name in _PARTS or id(child) in self._parted):
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
                yield Block(BlockKind.QUOTE, " ".join(map(_words, _outermost(tag, {"p"}))) or _words(tag))
            case "figure" if not tag.find_parent("figure"):
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
        if texts := tuple(_items(tag)):
            yield Block(BlockKind.LIST, items=texts, ordered=tag.name == "ol")
        for inner in _outermost(tag, {"img", "pre", "table"}):
            yield from self._pictures(inner) if inner.name == "img" else self._block(inner)

    def _table(self, tag: Tag) -> Iterator[Block]:
        cells = [row.find_all(["th", "td"], recursive=False) for row in _rows(tag)]
        if id(tag) in self._tabled:
            yield from self._laid_out(cells)
            return
        rows = [tuple(map(_words, row)) for row in cells if any(map(_words, row)) or (row[:1] and row[0].name == "th")]
        width = max(map(len, rows), default=0)
        if len(rows) < 2 or not 2 <= width <= _CELLS:
            yield from self._laid_out(cells)
            return
        header, *body = (row + ("",) * (width - len(row)) for row in rows)
        caption = _words(tag.caption) if tag.caption else ""
        yield Block(BlockKind.TABLE, table=Table(header, tuple(body), caption))

    def _laid_out(self, cells: list[ResultSet[Tag]]) -> Iterator[Block]:
        """Yield what is in a table that only lays things out."""
        for row in cells:
            for cell in row:
                yield from self.blocks(cell)

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


def _rows(table: Tag) -> Iterator[Tag]:
    """Yield the rows of *table* itself."""
    for part in table.find_all(["tr", *_ROWS], recursive=False):
        if part.name == "tr":
            yield part
        else:
            yield from part.find_all("tr", recursive=False)


def _items(tag: Tag) -> Iterator[str]:
    """Yield what the items of a list say, and those of lists inside of them, in order."""
    for item in tag.find_all("li", recursive=False):
        if text := re.sub(r"^\[[ xX]\] ", "", " ".join(_raw(item, _APART).split())):
            yield text
        for inner in _outermost(item, _APART):
            if inner.name in {"ul", "ol"}:
                yield from _items(inner)


def _listing(tag: Tag) -> Block:
    code = tag.find("code")
    names = " ".join(code.get("class") or []) if isinstance(code, Tag) else ""
    language = re.search(r"(?:language|lang)-([\w+#.-]+)", names)
    listing = Listing(tag.get_text().strip("\n"), language[1] if language else "")
    return Block(BlockKind.CODE, listing=listing)


def _words(tag: Tag) -> str:
    return " ".join(_raw(tag).split())


def _raw(tag: Tag, without: Collection[str] = ()) -> str:
    """Return the text of *tag* as it stands there, but for what is in elements of the names *without*."""
    if tag.name == "br":
        return " "
    if tag.name in {"del", "s"} or (tag.name == "sup" and tag.find("a", recursive=False)):
        # Crossed out, or a mark that leads to a note.
        return ""
    return "".join(
        _raw(child, without) if isinstance(child, Tag) else str(child)
        for child in tag.children
        if not (isinstance(child, Tag) and child.name in without)
    )
