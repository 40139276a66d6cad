"""A document as the film has use for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum, auto
from pathlib import Path
from typing import TypeAlias

import attrs

from aura_core.model.script import Listing, Table


__all__ = ["Block", "BlockKind", "Document", "Keep", "joined"]

Keep: TypeAlias = Callable[[bytes], Path | None]
"""Keeps a picture that was inside of a document and says where; ``None`` when it is none worth showing."""


class BlockKind(Enum):
    """What a stretch of a document is."""

    HEADING = auto()
    PARAGRAPH = auto()
    LIST = auto()
    TABLE = auto()
    CODE = auto()
    QUOTE = auto()
    FIGURE = auto()


@attrs.frozen
class Block:
    """
    A stretch of a document, in plain words.

    Attributes:
        text: What it says; of a figure its caption, of a list and a table nothing.

        level: Of a heading, 1 to 6.

        items: Of a list.

        ordered: Whether the items of a list are numbered.

        picture: Of a figure, a local file.

        page: Counted from 1; ``None`` in documents without pages.
    """

    kind: BlockKind
    text: str = ""
    level: int = 0
    items: tuple[str, ...] = ()
    ordered: bool = False
    table: Table | None = None
    listing: Listing | None = None
    picture: Path | None = None
    page: int | None = None


@attrs.frozen
class Document:
    """
    What a film can be made from.

    Attributes:
        name: Of the file.

        title: What the document calls itself, or else the name without its ending.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def texts(self) -> Iterator[str]:
        """Everything that is written in it, piece by piece."""
        for block in self.blocks:
            yield block.text
            yield from block.items
            if block.table:
                yield block.table.caption
                for row in (block.table.header, *block.table.rows):
                    yield ", ".join(cell for cell in row if cell)
            if block.listing:
                yield block.listing.text


def joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Join the items of a list, the lines of a program, and a picture or a table with its caption."""
    held: Block | None = None
    for block in blocks:
        merged = _merged(held, block) if held else None
        if merged is None and held and _whole(held):
            yield held
        held = merged or block
    if held and _whole(held):
        yield held


def _whole(block: Block) -> bool:
    """Say whether *block* is more than a caption of nothing."""
    return block.kind is not BlockKind.FIGURE or block.picture is not None


def _merged(first: Block, second: Block) -> Block | None:
    if first.items and second.items and first.ordered == second.ordered:
        return attrs.evolve(first, items=first.items + second.items)
    if first.listing and second.listing:
        return attrs.evolve(first, listing=Listing(f"{first.listing.text}\n{second.listing.text}"))
    if second.kind is BlockKind.FIGURE and second.picture is None:
        if first.picture and not first.text:
            return attrs.evolve(first, text=second.text)
        if first.table:
            return attrs.evolve(first, table=attrs.evolve(first.table, caption=second.text))
    if not _whole(first) and second.table:
        return attrs.evolve(second, table=attrs.evolve(second.table, caption=first.text))
    return None
