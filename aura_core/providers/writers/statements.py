"""
What sources say, cut into what a film could say.

Rule 1: a statement can be understood without what stood before it; a sentence that leans on the one before it comes
with that one or not at all.

Rule 2: nothing is worded anew. :func:`normalised` says all that may differ between a source and what is said.

Rule 3: what is to be seen (a table, a program, a picture) belongs to a statement beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from aura_core.documents import Block, BlockKind, Document
from aura_core.model.enums import Layout
from aura_core.model.script import Citation, Quotation
from aura_core.providers.writers.manuscript import Line, Passage, as_sentence, point_of
from aura_core.providers.writers.sentences import count_words, split_sentences
from aura_core.providers.writers.text import cleaned, says_something, spoken


__all__ = ["Statement", "leans", "normalised", "statements_of"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FEWEST: Final = 4
_MOST: Final = 45
"""Words of a statement; shorter ones say too little, longer ones are said in parts."""

_LONG: Final = 28
"""Words of a sentence beyond which it is parted at its semicolons, to be spoken in one breath each."""

_ITEMS: Final = 6
"""Items of a list that a slide can hold."""

_ROWS: Final = 3
"""Rows of a table that are read aloud when nothing else is said of it."""

_LETTERS: Final = 0.6
"""The share of letters in what is prose."""

_MARKS: Final = re.compile(r"\s*\[\d+(?:\s*[,–-]\s*\d+)*\]|\s*\((?:see|cf\.|siehe|voir|vgl\.)\s[^)]*\)")
"""References to notes and to other places, which nobody reads aloud."""

_LEANING: Final = _words(
    """
    and also another as both but consequently each either else finally first furthermore hence he her hers his however
    i in instead it its likewise meanwhile moreover my neither nevertheless nonetheless nor or other others otherwise our
    second secondly she similarly so still such that their theirs them then thereby therefore these they third this those
    though thus too we which whereas while who whose yet you your
    aber also auch außerdem daher damit dann das dazu denn deshalb dies diese diesem diesen dieser dieses doch er es ihr
    ihre jedoch sie sondern und wir zudem
    aussi ainsi cela ces cet cette ceux donc elle elles en et il ils leur leurs mais nous or ou puis
    además aquel así ella ellas ello ellos entonces esa ese eso esta este esto pero por sus también tal y
    """
)
"""First words that may lean on what was said before."""

_POINTING: Final = _words("it they them these those he him she")
_NEAR: Final = 7
"""Words that point back when they are among the first few of a clause; later they mostly point within it."""

_CLAUSE: Final = re.compile(r"[,;:–—]|\b(?:whether|because|that|if|when|while|which|who|where|and|but)\b")
"""Where another clause begins, which may point back within the sentence."""

_SHORTENED: Final = re.compile(
    r"(?i)(?:most|many|some|few|several|all|none|both|one|two|three) "
    r"(?:of (?:it|them|these|those)|would|will|are|were|is|have|has|had|can|could|do|did|was|must|should)\b"
)
"""Beginnings that leave out what they count."""

_STANDING: Final = re.compile(
    r"(?i)(?:in (?!(?:this|that|these|those|such|addition|contrast|turn|other|it|them|both|fact|short)\b)"
    r"|as (?:a|an|the|of) |first(?:ly)? |second |third |while (?!this|that|it)|each |en |por |das |esta |this \w+ is)"
)
"""Beginnings that look as if they leaned and do not."""

_CODE: Final = re.compile(r"[\[\]{}<>=\\|^~]|\w\(|\w_\w|(?<!\w)--?\w")
"""What stands in programs and not in prose."""

_QUOTES: Final = frozenset('"“”„«»')

_LIST: Final = 80
"""Words of a list that is said as one; of a longer one every point is a statement of its own."""

_WHERE: Final = "$.brief.sources"


@attrs.frozen
class Statement:
    """
    What a source says in one go.

    Attributes:
        lines: At least one.

        section: Counts the sections of all sources.

        heading: Of the section; may be empty.

        place: Counts the statements of a section.

        shown: A passage without lines that has what is to be seen.
    """

    lines: tuple[Line, ...]
    section: int
    heading: str
    place: int
    shown: Passage

    @property
    def text(self) -> str:
        """All that is said."""
        return " ".join(line.text for line in self.lines)

    @property
    def words(self) -> int:
        """How long it takes to say."""
        return count_words(self.text)


def normalised(text: str) -> str:
    """
    Return *text* as it is compared: what is said stands in a source if it does so in this form.

    References such as ``[3]`` and ``(see Figure 2)``, pictographs and left-over markup are gone, addresses are their
    hosts, white space is single, case does not count, and neither does what a stretch ends with.
    """
    words = spoken(_MARKS.sub("", cleaned(text, _WHERE)))
    return " ".join(words.split()).casefold().strip(" .,;:!?…。！？،؛؟।\"'“”‘’«»")


def statements_of(documents: Sequence[Document]) -> tuple[Statement, ...]:
    """
    Cut *documents* into statements, in the order in which they stand.
    """
    found: list[Statement] = []
    section = 0
    for number, document in enumerate(documents, start=1):
        for heading, blocks in _sections(document):
            cite = Citation(number, document.name, document.title, heading or None)
            found += _Section(section, heading, cite).statements(blocks)
            section += 1
    return tuple(found)


def _sections(document: Document) -> Iterator[tuple[str, list[Block]]]:
    """Part *document* by its headings; its title is the heading of none."""
    heading, held = "", list[Block]()
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            if held:
                yield heading, held
            text = _plain(block.text)
            heading, held = ("" if text == _plain(document.title) else text), []
        else:
            held.append(block)
    if held:
        yield heading, held


def _plain(text: str) -> str:
    return spoken(_MARKS.sub("", cleaned(text, _WHERE)))


class _Section:
    """The statements of one section, while it is being read."""

    def __init__(self, number: int, heading: str, cite: Citation) -> None:
        self._number = number
        self._heading = heading
        self._cite = cite
        self._found: list[Statement] = []
        self._waiting: Passage | None = None

    def statements(self, blocks: Sequence[Block]) -> list[Statement]:
        """Read *blocks*."""
        for place, block in enumerate(blocks):
            before = blocks[place - 1] if place else None
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            self._read(block, before, following)
        if self._waiting:
            self._say_what_is_shown(self._waiting)
        return self._found

    def _read(self, block: Block, before: Block | None, following: Block | None) -> None:
        match block.kind:
            case BlockKind.PARAGRAPH:
                sentences = split_sentences(_plain(block.text))
                announces = following is not None and following.kind is BlockKind.LIST and block.text.endswith(":")
                for group in _groups(sentences[: len(sentences) - announces]):
                    self._add([Line(text, citation=self._cited(block)) for text in group])
            case BlockKind.LIST:
                self._add_list(block, before)
            case BlockKind.QUOTE:
                self._add_quote(block)
            case BlockKind.TABLE | BlockKind.CODE | BlockKind.FIGURE:
                self._show(block)

    def _cited(self, block: Block) -> Citation:
        return attrs.evolve(self._cite, page_number=block.page)

    def _add(self, lines: Sequence[Line], shown: Passage | None = None) -> None:
        lines = [line for line in lines if says_something(line.text)]
        if not lines:
            return
        lines[0] = attrs.evolve(lines[0], opens=True)
        if shown is None:
            shown, self._waiting = self._waiting or Passage(self._heading, ()), None
        self._found.append(Statement(tuple(lines), self._number, self._heading, len(self._found), shown))

    def _add_list(self, block: Block, before: Block | None) -> None:
        """Say the items of a list after what announces it, each while it is shown."""
        cited = self._cited(block)
        items = [text for text in map(_plain, block.items) if says_something(text) and not _CODE.search(text)]
        if sum(map(count_words, items)) > _LIST:
            for item in items:
                for group in _groups(split_sentences(as_sentence(item))):
                    first, *rest = (Line(text, citation=cited) for text in group)
                    self._add([attrs.evolve(first, bullet=point_of(item)), *rest])
            return
        lines = []
        if before is not None and before.kind is BlockKind.PARAGRAPH and before.text.endswith(":"):
            announced = split_sentences(_plain(before.text))[-1].rstrip(" :")
            lines.append(Line(as_sentence(announced), citation=cited))
        elif self._heading and not self._found:
            # A list that nothing announces is announced by its heading.
            lines.append(Line(as_sentence(self._heading), citation=cited))
        for item in items[:_ITEMS]:
            first, *rest = (Line(text, citation=cited) for text in split_sentences(as_sentence(item)))
            lines += [attrs.evolve(first, bullet=point_of(item)), *rest]
        if sum(count_words(line.text) for line in lines) < _FEWEST:
            return
        layout = Layout.STEPS if block.ordered and len(items) > 1 else None
        self._add(lines, Passage(self._heading, (), layout=layout))

    def _add_quote(self, block: Block) -> None:
        said, _, source = _plain(block.text).rpartition(" — ")
        said, source = (said, source) if said and count_words(source) <= 8 else (_plain(block.text), "")
        sentences = split_sentences(said)
        if _FEWEST <= count_words(said) <= _MOST:
            shown = Passage(self._heading, (), layout=Layout.QUOTE, quotation=Quotation(_unquoted(said), source))
            self._add([Line(text, citation=self._cited(block)) for text in sentences], shown)

    def _show(self, block: Block) -> None:
        """Let the statement before *block* show it, or else the next one."""
        shown = Passage(
            self._heading,
            (),
            picture=str(block.picture) if block.picture else None,
            caption=_plain(block.text) or None,
            table=block.table,
            listing=block.listing,
        )
        last = self._found[-1] if self._found else None
        if last and last.shown.plain and not any(line.bullet for line in last.lines):
            self._found[-1] = attrs.evolve(last, shown=shown)
        elif self._waiting is None:
            self._waiting = shown

    def _say_what_is_shown(self, shown: Passage) -> None:
        """Where nobody says anything of what is shown, its own words are said."""
        said = [shown.caption or ""]
        if shown.table:
            rows = [", ".join(cell for cell in row if cell) for row in shown.table.rows[:_ROWS]]
            said = [_plain(text) for text in (shown.table.caption or "", *rows)]
        if sum(map(count_words, said)) >= _FEWEST:
            self._add([Line(as_sentence(text), citation=self._cite) for text in said if says_something(text)], shown)


def _unquoted(text: str) -> str:
    """Return *text* without the quotation marks around all of it."""
    inner = text.strip(" .")[1:-1]
    around = text[:1] in _QUOTES and text.rstrip(" .")[-1:] in _QUOTES
    return inner.strip() if around and _QUOTES.isdisjoint(inner) else text


def _groups(sentences: Sequence[str]) -> Iterator[list[str]]:
    """Put each sentence that leans on the one before it together with that one; leave out those that cannot be."""
    held: list[str] = []
    for sentence in sentences:
        parts = [part for part in _parts(sentence) if _is_prose(part)]
        if not parts:
            yield from [held] if held else []
            held = []
        elif not leans(parts[0]):
            yield from [held] if held else []
            held = parts
        elif held and sum(map(count_words, (*held, *parts))) <= _MOST:
            held = held + parts
    yield from [held] if held else []


def _parts(sentence: str) -> Iterator[str]:
    """Part a long sentence at its semicolons."""
    parts = sentence.split("; ") if count_words(sentence) > _LONG else [sentence]
    if any(count_words(part) < _FEWEST for part in parts):
        parts = [sentence]
    for part in parts:
        yield f"{part[0].upper()}{part[1:]}" if len(parts) == 1 else as_sentence(f"{part[0].upper()}{part[1:]}")


def leans(sentence: str) -> bool:
    """Say whether *sentence* is about something that only the one before it names."""
    first, _, rest = sentence.casefold().partition(" ")
    words = re.findall(r"[^\W\d_]+", f"{first} {_CLAUSE.split(rest, maxsplit=1)[0]}")
    if not words or _STANDING.match(sentence):
        return not _POINTING.isdisjoint(words[1:_NEAR])
    return words[0] in _LEANING or not _POINTING.isdisjoint(words[:_NEAR]) or bool(_SHORTENED.match(sentence))


def _is_prose(sentence: str) -> bool:
    letters = sum(character.isalpha() for character in sentence)
    solid = sum(not character.isspace() for character in sentence)
    enough = count_words(sentence) >= _FEWEST
    whole = not sentence.rstrip().endswith((":", ","))
    return enough and whole and letters >= _LETTERS * solid and not _CODE.search(sentence)
