"""
How captions look: large, bold, white with a dark edge, low in the frame but clear of what players lay over it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import attrs

from aura_core.captions.breaking import Room, room_for
from aura_core.captions.rows import Piece
from aura_core.captions.text import clean
from aura_core.model.render import Resolution


__all__ = ["Style", "style_for"]


@attrs.frozen
class Style:
    """
    How captions look in frames of one size.

    Attributes:
        font_size: Pixels from the font's ascender to its descender, as libass counts.

        margin: Pixels below the last row.
    """

    size: Resolution
    room: Room
    font: str
    font_size: float
    margin: int
    colour: str = "&HFFFFFF&"
    accent: str = "&H4AD5FF&"

    @property
    def line(self) -> str:
        """The style as a line of the file."""
        side = round(self.size.width * 0.05)
        edge = self.font_size * 0.055
        return (
            f"Style: Caption,{self.font},{self.font_size:g},&H00FFFFFF,&H00FFFFFF,&H20101010,&H80000000,-1,0,0,0,"
            f"100,100,0,0,1,{edge:.2f},{edge / 2:.2f},2,{side},{side},{self.margin},-1"
        )

    def scaled(self, rows: Sequence[Sequence[Piece]]) -> str:
        """Return the override that makes *rows* small enough for the frame; nothing if they are."""
        widest = max((sum(_advance(piece.text) for piece in row) for row in rows), default=0) * self.font_size
        height = len(rows) * self.font_size
        factor = min(0.9 * self.size.width / max(widest, 1), 0.5 * self.size.height / max(height, 1))
        return f"{{\\fs{self.font_size * factor:.1f}}}" if factor < 1 else ""


def style_for(size: Resolution, font: str) -> Style:
    """
    Return the look of captions in frames of *size*.
    """
    upright = size.height > 1.2 * size.width
    lying = size.width > 1.2 * size.height
    return Style(
        size=size,
        room=room_for(size),
        font=clean(font).replace(",", " "),
        font_size=round(size.height * 0.052 if lying else size.width * 0.075, 1),
        margin=round(size.height * (0.16 if upright else 0.06)),
    )


def _advance(text: str) -> float:
    return 0.45 * len(text)
