"""
Markdown as blocks of plain words.

Rule 1: a parser reads the Markdown; nothing here looks for markup in text.

Rule 2: indentation is not code, and a rule under a sentence does not make it a heading: authors of plain text mean
neither.

Rule 3: what cannot be said is a block too, so that it can be shown or reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

import attrs

from aura_core.model.script import Listing, Table
from aura_core.providers.writers.text import says_something, spoken


if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.tree import SyntaxTreeNode


__all__ = ["Block", "BlockKind", "blocks_of"]

_LONGEST_HEADING: Final = 80
"""Characters on one line above a rule that still read as a heading."""

_CHECKBOXES: Final = ("[ ] ", "[x] ", "[X] ")


class BlockKind(Enum):
    """What a stretch of a text is."""

    HEADING = auto()
    TEXT = auto()
    ITEM = auto()
    TABLE = auto()
    LISTING = auto()
    QUOTE = auto()
    PICTURE = auto()
    BREAK = auto()
    ASIDE = auto()
    UNSPOKEN = auto()


@attrs.frozen
class Block:
    """
    A stretch of a text, in plain words.

    Attributes:
        text: What is said; of a picture its caption, of a table its rows, a line each, of what is not said its name, of an
            aside the whole comment. Blank lines part paragraphs.

        level: Of a heading, 1 to 6.

        ordered: Whether an item is one of a numbered list.

        target: Of a picture, its file or address.
    """

    kind: BlockKind
    text: str = ""
    level: int = 0
    ordered: bool = False
    target: str = ""
    table: Table | None = None
    listing: Listing | None = None


def blocks_of(text: str) -> tuple[Block, ...]:
    """
    Read the Markdown *text*.
    """
    # A server that has nothing to read does without its 2 MB.
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415

    body = _without_front_matter(text)
    front = (Block(BlockKind.UNSPOKEN, "front matter"),) if body != text else ()
    tree = SyntaxTreeNode(_parser().parse(body))
    return (*front, *(block for node in tree.children for block in _blocks(node)))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - as above

    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"]).disable("code")
    parser.inline.ruler.before("link", "footnote_mark", _skip_footnote_mark)
    parser.inline.ruler.after("image", "picture_with_spaces", _read_picture_with_spaces)
    # A refused address would leave its markup in the text; nothing here follows addresses.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _skip_footnote_mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    end = state.src.find("]", state.pos)
    label = state.src[state.pos : end] if 0 < end < state.posMax else ""
    if len(label) < 3 or not label.startswith("[^") or len(label.split()) > 1:
        return False
    state.pos = end + 1
    return True


def _read_picture_with_spaces(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Read a picture whose file has spaces in its name, which strict Markdown takes for text."""
    if not state.src.startswith("![", state.pos):
        return False
    label_end = state.md.helpers.parseLinkLabel(state, state.pos + 1, False)
    end = state.src.find(")", label_end, state.posMax)
    if label_end < 0 or end < 0 or state.src[label_end + 1] != "(":
        return False
    if not silent:
        token = state.push("image", "img", 0)
        token.attrs = {"src": state.src[label_end + 2 : end].strip(), "alt": ""}
        token.content = state.src[state.pos + 2 : label_end]
        token.children = []
        state.md.inline.parse(token.content, state.md, state.env, token.children)
    state.pos = end + 1
    return True


def _without_front_matter(text: str) -> str:
    """Cut the ``key: value`` lines between two rules that some editors put before a text."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return text
    rules = (number for number, line in enumerate(lines[1:], start=1) if line.rstrip() in {"---", "..."})
    end = next(rules, 0)
    header = [line for line in lines[1:end] if line.strip()]
    if not header or not all(":" in line or line[0] in " -#" for line in header) or ":" not in header[0]:
        return text
    return "\n".join(lines[end + 1 :])


def _blocks(node: SyntaxTreeNode) -> Iterator[Block]:
    match node.type:
        case "heading":
            yield from _heading(node)
        case "paragraph":
            yield from _paragraph(node)
        case "bullet_list" | "ordered_list":
            for item in node.children:
                yield from _item(item)
        case "blockquote":
            yield from _quote(node)
        case "table":
            yield from _table(node)
        case "hr":
            yield Block(BlockKind.BREAK)
        case "fence":
            listing = Listing(node.content.strip("\n"), " ".join(node.info.split()[:1]))
            yield Block(BlockKind.LISTING, "code", listing=listing)
        case "html_block":
            aside = node.content.lstrip().startswith("<!--")
            yield Block(BlockKind.ASIDE, node.content) if aside else Block(BlockKind.UNSPOKEN, "HTML")


def _heading(node: SyntaxTreeNode) -> Iterator[Block]:
    raw = node.children[0].content if node.children else ""
    text = _words(node)
    if node.markup == "-" and ("\n" in raw or len(raw) > _LONGEST_HEADING or raw.rstrip()[-1:] in ".!?:,;…"):
        yield from _paragraph(node)
        yield Block(BlockKind.BREAK)
    elif says_something(text):
        yield Block(BlockKind.HEADING, text, level=int(node.tag[1:]))


def _paragraph(node: SyntaxTreeNode) -> Iterator[Block]:
    raw = node.children[0].content if node.children else ""
    if raw.startswith("[^") and "]:" in raw:
        yield Block(BlockKind.UNSPOKEN, "footnotes")
        return
    for image in node.walk():
        if image.type == "image":
            yield Block(BlockKind.PICTURE, _words(image), target=_file(str(image.attrs["src"])))
    if text := _words(node):
        yield Block(BlockKind.TEXT, text)


def _item(item: SyntaxTreeNode) -> Iterator[Block]:
    """
    Yield an item with all its paragraphs, then whatever else it holds.

    A number that stands alone, or is a year, is no number of a list but words that begin a sentence.
    """
    inner = [block for node in item.children for block in _blocks(node)]
    text = "\n\n".join(block.text for block in inner if block.kind is BlockKind.TEXT)
    yield from (block for block in inner if block.kind is BlockKind.PICTURE)
    if len(item.info) > 2 or (item.info and not inner):
        yield Block(BlockKind.TEXT, f"{item.info}{item.markup} {text}".rstrip())
    elif text:
        yield Block(BlockKind.ITEM, text.removeprefix(_checkbox(text)), ordered=bool(item.info))
    for block in inner:
        if block.kind is BlockKind.LISTING:
            # A list is not parted by what one of its items shows.
            yield Block(BlockKind.UNSPOKEN, block.text)
        elif block.kind not in {BlockKind.TEXT, BlockKind.PICTURE}:
            yield block


def _checkbox(text: str) -> str:
    return next((box for box in _CHECKBOXES if text.startswith(box)), "")


def _quote(node: SyntaxTreeNode) -> Iterator[Block]:
    inner = [block for child in node.children for block in _blocks(child)]
    apart = {BlockKind.PICTURE, BlockKind.LISTING, BlockKind.UNSPOKEN}
    said = [block.text for block in inner if block.kind not in {*apart, BlockKind.ASIDE} and block.text]
    yield from (block for block in inner if block.kind in apart)
    if any(map(says_something, said)):
        yield Block(BlockKind.QUOTE, "\n\n".join(said))


def _table(node: SyntaxTreeNode) -> Iterator[Block]:
    """Yield a table, or as text what has no columns or no rows."""
    header, *rows = (tuple(map(_words, row.children)) for part in node.children for row in part.children)
    if len(header) > 1 and any(map(any, rows)):
        yield Block(BlockKind.TABLE, "\n".join(_read(header, rows)), table=Table(header, tuple(filter(any, rows))))
    else:
        yield from (Block(BlockKind.TEXT, f"{', '.join(filter(None, row))}.") for row in (header, *rows) if any(row))


def _read(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Say a table: what two columns are, once; of more, with each value what it is."""
    names = ("",) * len(header) if len(header) == 2 else header
    if len(header) == 2 and any(header):
        yield f"{', '.join(filter(None, header))}."
    for first, *others in filter(any, rows):
        values = ", ".join(f"{name} {value}".strip() for name, value in zip(names[1:], others, strict=True) if value)
        # A bare number would be taken for the place in a list.
        of_what = f"{header[0]} {first}".strip() if first.isdecimal() else first
        yield f"{': '.join(filter(None, (of_what, values)))}."


def _words(node: SyntaxTreeNode) -> str:
    return spoken(_raw_words(node))


def _raw_words(node: SyntaxTreeNode) -> str:
    return "".join(_raw_word(child) for child in node.children)


def _raw_word(node: SyntaxTreeNode) -> str:
    match node.type:
        case "text" | "code_inline":
            return node.content
        case "softbreak" | "hardbreak":
            return " "
        case "html_inline":
            return " " if node.content.startswith("<br") else ""
        case "image" | "s":
            return ""
        case _:
            return _raw_words(node)


def _file(source: str) -> str:
    """Return *source*, escaped by the parser, as the author wrote it; a ``file:`` address becomes its path."""
    if source.lower().startswith("file:"):
        return unquote(urlsplit(source).path)
    return source if "://" in source else unquote(source)
