"""
A script as its author wrote it, read into passages.

Rule 1: a passage is what may share a picture; headings, pictures, tables, programs, quotations and separators part
passages.

Rule 2: a text without headings has a passage a paragraph.

Rule 3: what is to be seen belongs to the paragraph after it and to a sentence before it that ends with a colon, or else
to the text before it. A table that nobody says anything of is read row by row.

Rule 4: nothing is left out in silence: what can neither be said nor shown is named in ``unspoken``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import attrs

from aura_core.model.enums import Layout
from aura_core.model.script import Citation, Listing, Quotation, Table
from aura_core.providers.writers.asides import Aside, aside_in
from aura_core.providers.writers.markdown import Block, BlockKind, blocks_of
from aura_core.providers.writers.sentences import paragraphs, split_sentences
from aura_core.providers.writers.text import says_something


__all__ = ["Line", "Manuscript", "Passage", "as_sentence", "point_of", "read_manuscript"]

_FINAL: Final = ".!?…:。！？｡؟।॥።"
_CLOSING: Final = "\"'”’»›)]}」』）】》"

_LONGEST_POINT: Final = 10
"""Words of an item that are shown whole; of a longer one, what stands before its colon or dash."""

_MARKS: Final = {
    **dict.fromkeys(("cs", "de", "hr", "is", "sk", "sl"), ("„", "“")),
    **dict.fromkeys(("bg", "pl", "ro", "hu"), ("„", "”")),
    **dict.fromkeys(("ar", "el", "es", "fa", "it", "nb", "no", "pt", "ru", "uk"), ("«", "»")),
    "fr": ("«\u00a0", "\u00a0»"),
    **dict.fromkeys(("ja", "zh"), ("「", "」")),
}
"""Quotation marks of languages that have others than English (CLDR, delimiters)."""

_POINT_ENDS: Final = (": ", " – ", " — ", " - ")


@attrs.frozen
class Line:
    """
    A sentence.

    Attributes:
        bullet: The point that is shown while it is said, if it begins one.

        opens: Whether a paragraph begins with it.

        citation: Where it stands.
    """

    text: str
    bullet: str | None = None
    opens: bool = False
    citation: Citation | None = None


@attrs.frozen
class Passage:
    """
    What is said over one kind of picture.

    Attributes:
        lines: At least one.

        picture: A file or an address.

        caption: The words beside the picture.

        table: To be shown, as are *listing* and *quotation*.

        aside: What is said about the picture.
    """

    heading: str
    lines: tuple[Line, ...]
    layout: Layout | None = None
    picture: str | None = None
    caption: str | None = None
    table: Table | None = None
    listing: Listing | None = None
    quotation: Quotation | None = None
    aside: Aside = Aside()

    @property
    def plain(self) -> bool:
        """Whether it shows nothing of its own, so that it may share a scene with others."""
        return not (self.layout or self.shows) and self.aside == Aside()

    @property
    def shows(self) -> bool:
        """Whether there is something to be shown with it."""
        return bool(self.picture or self.table or self.listing or self.quotation)


@attrs.frozen
class Manuscript:
    """
    A script as its author wrote it.

    Attributes:
        title: ``None`` when there is none.

        passages: In order; none when nothing can be said.

        unspoken: What was found that is neither said nor shown, such as ``code``, each once.
    """

    title: str | None
    passages: tuple[Passage, ...]
    unspoken: tuple[str, ...] = ()


def read_manuscript(text: str, language: str = "en") -> Manuscript:
    """
    Read plain text or Markdown.

    A first-level heading is the title, unless there are several with text under each: then they are headings.

    Args:
        language: A BCP 47 tag; decides how quotations are marked that are not.
    """
    blocks = blocks_of(text)
    title = _title_of(blocks)
    body = [block for block in blocks if block is not title]
    passages = _passages_of(body, language)
    shown = [passage.listing for passage in passages]
    unspoken = dict.fromkeys(
        block.text
        for block in body
        if block.kind is BlockKind.UNSPOKEN or (block.kind is BlockKind.LISTING and block.listing not in shown)
    )
    if title and not passages:
        passages = (Passage(title.text, _lines(title.text)),)
    return Manuscript(title.text if title else None, passages, tuple(unspoken))


def _title_of(blocks: Sequence[Block]) -> Block | None:
    first = [place for place, block in enumerate(blocks) if block.kind is BlockKind.HEADING and block.level == 1]
    if not first:
        return None
    following = blocks[first[0] + 1 : first[0] + 2]
    bare = any(block.kind is BlockKind.HEADING for block in following)
    return blocks[first[0]] if len(first) == 1 or bare else None


def _passages_of(blocks: Sequence[Block], language: str) -> tuple[Passage, ...]:
    headed = any(block.kind is BlockKind.HEADING for block in blocks)
    passages: list[Passage] = []
    section = _Section("", language, headed=headed)
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            passages += section.finished()
            section = _Section(block.text, language, headed=headed)
        else:
            section.add(block)
    return (*passages, *section.finished())


class _Section:
    """
    What stands under one heading, while it is being read.
    """

    def __init__(self, heading: str, language: str, *, headed: bool) -> None:
        self._heading = heading
        self._language = language
        self._headed = headed
        self._passages: list[Passage] = []
        self._lines: list[Line] = []
        self._pointed = False
        self._ordered = False
        self._shown: Block | None = None
        self._told = False
        self._aside = Aside()

    def add(self, block: Block) -> None:
        """Take *block* in; of what cannot be said nothing is kept."""
        self._pointed = self._pointed and block.kind is BlockKind.ITEM
        match block.kind:
            case BlockKind.BREAK:
                self._close()
            case BlockKind.ASIDE:
                if aside := aside_in(block.text):
                    self._close()
                    self._aside = aside
            case BlockKind.PICTURE:
                self._close()
                self._shown = block
            case BlockKind.TABLE | BlockKind.LISTING:
                self._close_announcing()
                self._shown = block
            case BlockKind.QUOTE:
                self._close()
                self._lines += _quoted(_lines(block.text), self._language)
                self._close(Layout.QUOTE)
            case BlockKind.TEXT:
                self._add_text(block)
            case BlockKind.ITEM:
                self._add_item(block)
            case _:
                pass

    def _add_text(self, block: Block) -> None:
        exhibits = self._shown is not None and self._shown.kind is not BlockKind.PICTURE
        if self._told or (self._lines and not self._headed and not exhibits):
            self._close()
            exhibits = False
        self._lines += _lines(block.text)
        self._told = exhibits

    def _add_item(self, block: Block) -> None:
        if self._shown and self._shown.kind is not BlockKind.PICTURE:
            self._close()
        elif block.ordered != self._ordered and any(line.bullet for line in self._lines):
            self._close_announcing()
        self._ordered = block.ordered
        self._add_point(as_sentence(block.text), point_of(block.text))

    def _add_point(self, text: str, bullet: str) -> None:
        """Say *text* in one paragraph with the points before it, while *bullet* is shown."""
        follows = bool(self._lines) and self._pointed
        first, *rest = _lines(text) or (None,)
        if first:
            self._lines += (attrs.evolve(first, bullet=bullet, opens=not follows), *rest)
            self._pointed = True

    def finished(self) -> list[Passage]:
        """Return the passages; a heading that stands alone is said itself."""
        self._close()
        if not self._passages and self._heading:
            self._lines += _lines(as_sentence(self._heading))
            self._close(Layout.SECTION)
        return self._passages

    def _close_announcing(self) -> None:
        """Close what stands before, but for a sentence that announces what follows."""
        last = self._lines[-1] if self._lines else None
        announces = last and last.text.endswith(":") and not last.bullet and (len(self._lines) > 1 or not self._shown)
        kept = [attrs.evolve(self._lines.pop(), opens=True)] if announces else []
        self._close()
        self._lines = kept

    def _close(self, layout: Layout | None = None) -> None:
        shown = self._shown
        if shown and not self._lines and self._takes(shown):
            self._passages[-1] = attrs.evolve(self._passages[-1], **_seen(shown))
            self._shown = None
            return
        if shown and not self._lines:
            self._lines += self._words_of(shown)
        if not self._lines:
            if shown and shown.kind is BlockKind.LISTING:
                self._shown = None
            return
        steps = self._ordered and sum(1 for line in self._lines if line.bullet) > 1
        self._passages.append(
            Passage(
                heading=self._heading,
                lines=tuple(self._lines),
                layout=layout or (Layout.STEPS if steps else None),
                aside=self._aside,
                **(_seen(shown) if shown else {}),
            )
        )
        self._aside = Aside()
        self._lines = []
        self._shown = None
        self._ordered = self._told = False

    def _takes(self, shown: Block) -> bool:
        """Tell whether *shown*, with nothing after it, belongs to what was said before."""
        last = self._passages[-1] if self._passages else None
        if last is None or last.shows or last.layout is not None:
            return False
        return shown.kind is BlockKind.PICTURE or not any(line.bullet for line in last.lines)

    def _words_of(self, shown: Block) -> tuple[Line, ...]:
        """Return what is said while *shown* is seen, where nobody says anything of it."""
        if shown.kind is BlockKind.TABLE:
            return tuple(Line(row, opens=place < 2) for place, row in enumerate(shown.text.split("\n")))
        words = shown.text if shown.kind is BlockKind.PICTURE else "" if self._passages else self._heading
        return _lines(as_sentence(words)) if words else ()


def _seen(block: Block) -> dict[str, Any]:
    """Return the members of a passage that shows *block*."""
    match block.kind:
        case BlockKind.TABLE:
            return {"table": block.table}
        case BlockKind.LISTING:
            return {"listing": block.listing}
        case _:
            return {"picture": block.target, "caption": block.text or None}


def _lines(text: str) -> tuple[Line, ...]:
    lines = tuple(
        Line(sentence, opens=place == 0)
        for paragraph in paragraphs(text)
        for place, sentence in enumerate(split_sentences(paragraph))
    )
    return tuple(line for line in lines if says_something(line.text))


def _quoted(lines: tuple[Line, ...], language: str) -> tuple[Line, ...]:
    """Put *lines* in the quotation marks of *language*, if they have none; who said it, after a dash, stays outside."""
    opening, closing = _MARKS.get(language.replace("_", "-").partition("-")[0].lower(), ("“", "”"))
    said = len(lines) - (len(lines) > 1 and lines[-1].text.startswith(("—", "–", "-")))
    texts = [line.text for line in lines]
    if not any(mark in texts[0] for mark in '"“”«»„「『'):
        texts[0] = f"{opening}{texts[0]}"
        texts[said - 1] = f"{texts[said - 1]}{closing}"
    return tuple(attrs.evolve(line, text=text) for line, text in zip(lines, texts, strict=True))


def as_sentence(text: str) -> str:
    """Close *text* with a full stop, unless it closes itself or runs on into the next item."""
    if text.rstrip(_CLOSING).endswith(tuple(_FINAL)) or _runs_on(text) != text:
        return text
    return f"{text}."


def _runs_on(text: str) -> str:
    """Return *text* without the comma, and the conjunction after it, that join it to the next item."""
    head, _, last = text.rpartition(" ")
    joined = head if head and last.lower() in {"and", "or"} else text
    return joined.rstrip(",;") if joined.endswith((",", ";")) else text


def point_of(text: str) -> str:
    """Return what is shown while the item *text* is said: the item, or of a long one what stands before its colon."""
    sentence = _runs_on(split_sentences(text)[0]).rstrip(".。")
    if len(sentence.split()) <= _LONGEST_POINT:
        return sentence
    heads = (sentence.partition(end)[0] for end in _POINT_ENDS if end in sentence)
    return next((head for head in heads if len(head.split()) < _LONGEST_POINT), sentence)
