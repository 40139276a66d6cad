"""
The phrases of the outline writer, read once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

import attrs

from aura_core.providers.writers.markdown import BlockKind, blocks_of


__all__ = ["Beat", "Section", "phrases"]

_FOLDER: Final = "aura_core.providers.writers.phrases"


@attrs.frozen
class Beat:
    """
    Sentences that are said together or not at all.

    Attributes:
        text: With ``{slots}`` for what the topic is called.

        points: Said after it, one after the other, and shown.
    """

    text: str
    points: tuple[str, ...] = ()

    def filled(self, slots: Mapping[str, str]) -> Beat:
        """Return the beat with *slots* filled in."""
        return Beat(self.text.format_map(slots), tuple(point.format_map(slots) for point in self.points))


@attrs.frozen
class Section:
    """
    Beats under one heading, the most needed first.

    Attributes:
        level: 2 for a section of any film, 3 for one of longer films.
    """

    heading: str
    level: int
    beats: tuple[Beat, ...]


@cache
def phrases(name: str) -> tuple[Section, ...]:
    """
    Read the sections of the collection *name*.
    """
    sections: list[Section] = []
    for block in blocks_of(resources.files(_FOLDER).joinpath(f"{name}.md").read_text(encoding="utf-8")):
        if block.kind is BlockKind.HEADING:
            sections.append(Section(block.text, block.level, ()))
        else:
            last = sections[-1]
            sections[-1] = attrs.evolve(last, beats=_with(last.beats, block.kind, block.text))
    return tuple(sections)


def _with(beats: tuple[Beat, ...], kind: BlockKind, text: str) -> tuple[Beat, ...]:
    if kind is BlockKind.ITEM:
        return (*beats[:-1], attrs.evolve(beats[-1], points=(*beats[-1].points, text)))
    return (*beats, Beat(text))
