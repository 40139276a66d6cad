"""
How captions look: large, bold, white with a soft dark edge, low in the frame but clear of what players lay over it.

What an order says of the font takes the place of that, member by member.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

import attrs

from aura_core.captions.areas import SafeArea, safe_area
from aura_core.captions.colours import Colour, colour_of
from aura_core.captions.rows import Piece
from aura_core.captions.text import clean
from aura_core.model.captions import SubtitleFont
from aura_core.model.enums import CaptionLook
from aura_core.model.render import Resolution


__all__ = ["Style", "style_for"]

_WHITE: Final = Colour(255, 255, 255)
_ACCENT: Final = Colour(255, 213, 74)
_EDGE: Final = Colour(16, 16, 16, 16)
_SHADOW: Final = Colour(0, 0, 0, 96)
_PANEL: Final = Colour(12, 14, 18, 56)
_ALIKE: Final = 160
_SCRIPT_LINES: Final = 288
"""FFmpeg draws subtitles that have no size of their own in a frame of so many lines."""

_LARGE: Final = 2
"""How much larger a word is that is shown alone."""

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
        columns: Beyond which a line is broken into rows.

        font: A family that libass finds, in its bold weight.

        others: Which family shows a character that *font* has not, by character.

        font_size: Pixels from the ascender to the descender of the font, as libass counts.

        outline: Width of the letters' edge in pixels.

        accent: The colour of the words that are being spoken.

        placed: Where captions stand, and which way they run.
    """

    size: Resolution
    columns: int
    font: str
    others: tuple[tuple[str, str], ...]
    font_size: float
    area: SafeArea
    look: CaptionLook
    letters: Colour
    edge: Colour
    outline: float
    accent: Colour
    placed: SubtitleFont

    @property
    def line(self) -> str:
        """
        The style as a line of the file.

        Encoding -1 lets libass find the direction of the text; with any other, words that are coloured come out from
        left to right in every script.
        Border style 4 is libass's own: one panel behind all rows, as far beyond them as the shadow is deep.
        """
        side, vertical = self.area.side, self.area.top if self.is_above else self.area.bottom
        boxed = self.look is CaptionLook.BOXED
        depth = self.font_size * (0.14 if boxed else 0.035)
        back = _PANEL if boxed else _SHADOW
        return (
            f"Style: Caption,{self.font},{self.font_size:g},{self.letters.ass},{self.letters.ass},{self.edge.ass},"
            f"{back.ass},-1,0,0,0,100,100,0,0,{4 if boxed else 1},{self.outline:.2f},{depth:.2f},{self._alignment},"
            f"{side},{side},{vertical},-1"
        )

    @property
    def is_above(self) -> bool:
        """Whether captions stand at the top of the frame."""
        return self.placed.alignment.value.startswith("Top")

    @property
    def is_below(self) -> bool:
        """Whether captions stay in the lower half of the frame."""
        return self.placed.alignment.value.startswith("Bottom")

    @property
    def _alignment(self) -> int:
        """Where captions stand, as the keys of a number pad lie."""
        word = self.placed.alignment.value
        row = 7 if self.is_above else 1 if self.is_below else 4
        return row + (0 if word.endswith("Left") else 2 if word.endswith("Right") else 1)

    def opening(self, rows: Sequence[Sequence[Piece]]) -> str:
        """
        Return the override before *rows*: a soft edge, and a smaller size if they would not fit into half of the frame.
        """
        width = max((sum(_advance(piece.text) for piece in row) for row in rows), default=0.0)
        kept = self.area.top if self.is_above else self.area.bottom
        half = 0.48 * self.size.height - kept
        fitting = min((self.size.width - 2 * self.area.side) / max(width, 1), half / max(len(rows), 1))
        size = rf"\fs{fitting:.1f}" if fitting < self.font_size else ""
        # The rows of a panel have room above and below them already.
        wide = rf"\xshad{self.font_size * 0.4:.1f}" if self.look is CaptionLook.BOXED else ""
        return rf"{{\blur{self.font_size * 0.022:.1f}{wide}{size}}}"


def style_for(
    size: Resolution,
    family: str,
    look: CaptionLook = CaptionLook.HIGHLIGHT,
    font: SubtitleFont | None = None,
    others: tuple[tuple[str, str], ...] = (),
) -> Style:
    """
    Return the look of captions in frames of *size*.

    Args:
        family: What the film's captions are set in unless *font* says otherwise.

        others: Which family shows a character that the family has not, by character.
    """
    font = font or SubtitleFont()
    lying = size.width > 1.2 * size.height
    usual = size.height * 0.058 if lying else size.width * 0.084
    scale = min(size.height, size.width) / _SCRIPT_LINES
    chosen = usual if font.font_size is None else font.font_size * scale
    font_size = round(chosen * (_LARGE if look is CaptionLook.POP else 1), 1)
    letters = colour_of(font.primary_color) if font.primary_color else _WHITE
    boxed = look is CaptionLook.BOXED
    outline = font_size * (0 if boxed else 0.075) if font.outline_width is None else font.outline_width * scale
    return Style(
        size=size,
        columns=42 if lying else 26,
        font=clean(font.font_family or family).replace(",", " "),
        others=others,
        font_size=font_size,
        area=safe_area(size),
        look=look,
        letters=letters,
        edge=colour_of(font.outline_color) if font.outline_color else _EDGE,
        outline=outline,
        accent=_WHITE if letters.away_from(_ACCENT) < _ALIKE else _ACCENT,
        placed=font,
    )


def _advance(text: str) -> float:
    """
    Return how wide *text* is, in font sizes, a little more rather than less.
    """
    return sum(map(_character_advance, text))


def _character_advance(character: str) -> float:
    if character in _ADVANCES:
        return _ADVANCES[character]
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 0.9
    if character.isupper():
        return 0.58
    return 0.46 if character.isascii() else 0.5
