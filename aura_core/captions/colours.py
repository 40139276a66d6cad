"""
Colours as people write them, and as libass reads them.
"""

from __future__ import annotations

from typing import Final

import attrs

from aura_core.model.captions import COLOUR_NAMES


__all__ = ["Colour", "colour_of"]

_HEX: Final = 16


@attrs.frozen
class Colour:
    """
    A colour; each part from 0 to 255.

    Attributes:
        clearness: 0 hides what is behind, 255 shows all of it.
    """

    red: int
    green: int
    blue: int
    clearness: int = 0

    @property
    def override(self) -> str:
        """The colour as an override of libass has it: blue, green, red."""
        return f"&H{self.blue:02X}{self.green:02X}{self.red:02X}&"

    @property
    def ass(self) -> str:
        """The colour as a style of libass has it."""
        return f"&H{self.clearness:02X}{self.blue:02X}{self.green:02X}{self.red:02X}"

    @property
    def css(self) -> str:
        """The colour as a style sheet has it."""
        return f"rgba({self.red}, {self.green}, {self.blue}, {1 - self.clearness / 255:.3g})"

    def away_from(self, other: Colour) -> int:
        """Return how far the colours lie apart: the sum over their parts, 0 to 765."""
        return abs(self.red - other.red) + abs(self.green - other.green) + abs(self.blue - other.blue)


def colour_of(text: str) -> Colour:
    """
    Read what :data:`~aura_core.model.captions.COLOUR` lets through.
    """
    word = text.strip().lower()
    word = COLOUR_NAMES.get(word, word)
    if word.startswith("&h"):
        digits = word[2:].removesuffix("&").zfill(8)
        clearness, blue, green, red = _bytes(digits)
        return Colour(red, green, blue, clearness)
    red, green, blue, solid = _bytes(word.removeprefix("#").ljust(8, "f"))
    return Colour(red, green, blue, 255 - solid)


def _bytes(digits: str) -> tuple[int, int, int, int]:
    first, second, third, fourth = (int(digits[at : at + 2], _HEX) for at in (0, 2, 4, 6))
    return first, second, third, fourth
