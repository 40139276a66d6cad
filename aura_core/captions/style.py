"""
How captions look: large, bold, white with a soft dark edge, low in the frame but clear of what players lay over it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

import attrs

from aura_core.captions.breaking import Room, room_for
from aura_core.captions.rows import Piece
from aura_core.captions.text import clean
from aura_core.model.render import Resolution


__all__ = ["ACCENT", "WHITE", "Style", "style_for"]

WHITE: Final = "&HFFFFFF&"
ACCENT: Final = "&H4AD5FF&"
"""#FFD54A, written as libass wants it: blue, green, red."""

_EDGE: Final = "&H10101010"
_SHADOW: Final = "&H60000000"

_ADVANCES: Final = {
    character: advance
    for characters, advance in (
        (" !'(),.:;I[]ijl{|}’", 0.24),
        ("*-/frst", 0.34),
        ("0123456789", 0.5),
        ("%@MWmw—…", 0.76),
    )
    for character in characters
}
"""How wide characters are in the bold weights of Hanken Grotesk and Source Sans Pro, in font sizes."""


@attrs.frozen
class Style:
    """
    How captions look in frames of one size.

    Attributes:
        font_size: Pixels from the ascender to the descender of the font, as libass counts.

        margin: Pixels below the last row.
    """

    size: Resolution
    room: Room
    font: str
    font_size: float
    margin: int

    @property
    def line(self) -> str:
        """
        The style as a line of the file.

        Encoding -1 lets libass find the direction of the text; with any other, words that are coloured come out from
        left to right in every script.
        """
        side = round(self.size.width * 0.05)
        return (
            f"Style: Caption,{self.font},{self.font_size:g},&H00FFFFFF,&H00FFFFFF,{_EDGE},{_SHADOW},-1,0,0,0,100,100,0,0,"
            f"1,{self.font_size * 0.075:.2f},{self.font_size * 0.035:.2f},2,{side},{side},{self.margin},-1"
        )

    def opening(self, rows: Sequence[Sequence[Piece]]) -> str:
        """
        Return the override before *rows*: a soft edge, and a smaller size if they would not fit into the lower half of the frame.
        """
        width = max((sum(_advance(piece.text) for piece in row) for row in rows), default=0.0)
        lower_half = 0.48 * self.size.height - self.margin
        fitting = min(0.9 * self.size.width / max(width, 1), lower_half / max(len(rows), 1))
        size = rf"\fs{fitting:.1f}" if fitting < self.font_size else ""
        return rf"{{\blur{self.font_size * 0.022:.1f}{size}}}"


def style_for(size: Resolution, font: str) -> Style:
    """
    Return the look of captions in frames of *size*, in the family *font*.

    Beside and below an upright film, players for phones show their buttons: captions stay out of the lowest sixth.
    """
    lying = size.width > 1.2 * size.height
    upright = size.height > 1.2 * size.width
    return Style(
        size=size,
        room=room_for(size),
        font=clean(font).replace(",", " "),
        font_size=round(size.height * 0.052 if lying else size.width * 0.084, 1),
        margin=round(size.height * (0.16 if upright else 0.06)),
    )


def _advance(text: str) -> float:
    """
    Return how wide *text* is, in font sizes, a little more rather than less.
    """
    return sum(map(_character_advance, text))


def _character_advance(character: str) -> float:
    if character in _ADVANCES:
        return _ADVANCES[character]
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 0.9
    if character.isupper():
        return 0.58
    return 0.46 if character.isascii() else 0.5
