"""
The phrases of the outline writer, read once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

import attrs

from aura_core.providers.writers.manner import spelled_out
from aura_core.providers.writers.markdown import BlockKind, blocks_of


__all__ = ["Beat", "Phrasebook", "Section"]

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


@attrs.frozen
class Phrasebook:
    """
    The phrases, worded for one film.

    Attributes:
        slots: What the topic is called.

        formal: Whether contractions are spelled out.
    """

    slots: Mapping[str, str]
    formal: bool = False

    def sections(self, collection: str) -> tuple[Section, ...]:
        """Return the sections of *collection*."""
        return tuple(
            attrs.evolve(section, beats=tuple(self._worded(beat) for beat in section.beats))
            for section in _read(collection)
        )

    def beats(self, collection: str, heading: str | None) -> tuple[Beat, ...]:
        """Return the beats under *heading* in *collection*; none when there is no such heading."""
        found = (section for section in _read(collection) if section.heading == heading)
        return tuple(self._worded(beat) for section in found for beat in section.beats)

    def _worded(self, beat: Beat) -> Beat:
        return Beat(self._text(beat.text), tuple(self._text(point) for point in beat.points))

    def _text(self, text: str) -> str:
        return (spelled_out(text) if self.formal else text).format_map(self.slots)


@cache
def _read(collection: str) -> tuple[Section, ...]:
    sections: list[Section] = []
    for block in blocks_of(resources.files(_FOLDER).joinpath(f"{collection}.md").read_text(encoding="utf-8")):
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
