"""The film as it is read."""

from __future__ import annotations

import re
from typing import Final

import attrs

from aura_core.model.enums import CaptionPosition
from aura_core.model.narration import Word
from aura_core.timing import TimeRange


__all__ = ["COLOUR", "COLOUR_NAMES", "Cue", "SubtitleFont"]

COLOUR_NAMES: Final = {
    "black": "#000000",
    "white": "#ffffff",
    "silver": "#c0c0c0",
    "gray": "#808080",
    "grey": "#808080",
    "red": "#ff0000",
    "maroon": "#800000",
    "orange": "#ffa500",
    "yellow": "#ffff00",
    "olive": "#808000",
    "lime": "#00ff00",
    "green": "#008000",
    "cyan": "#00ffff",
    "aqua": "#00ffff",
    "teal": "#008080",
    "blue": "#0000ff",
    "navy": "#000080",
    "magenta": "#ff00ff",
    "fuchsia": "#ff00ff",
    "purple": "#800080",
    "pink": "#ffc0cb",
}
"""Colours that have a name, as CSS has it."""

COLOUR: Final = re.compile(rf"(?i)\s*(#?[0-9a-f]{{6}}([0-9a-f]{{2}})?|&H[0-9a-f]{{1,8}}&?|{'|'.join(COLOUR_NAMES)})\s*")
"""A colour: ``#RRGGBB``, ``#RRGGBBAA``, ``&HBBGGRR&`` or ``&HAABBGGRR`` as ASS has it, or a name."""


def _is_colour(instance: object, attribute: attrs.Attribute[str | None], value: str | None) -> None:
    if value is not None and not COLOUR.fullmatch(value):
        raise ValueError(f"{value[:40]!r} is no colour; write #RRGGBB, &HBBGGRR& or a name such as yellow.")


def _is_family(instance: object, attribute: attrs.Attribute[str | None], value: str | None) -> None:
    if value is not None and not (value.strip() and value.isprintable() and not set(value) & set(",{}\\\"';")):
        raise ValueError(f"{value[:40]!r} is no font family.")


@attrs.frozen
class SubtitleFont:
    """
    What captions are set in; what is ``None`` is chosen for the film.

    Attributes:
        font_family: One of the bundled families, or of those in the font folders.

        font_size: Lines of a frame of 288 lines, as FFmpeg's forced styles count.

        primary_color: Of the letters.

        outline_width: Lines of a frame of 288 lines; 0 draws none.

        alignment: Where captions stand.

        is_rtl: Whether every line runs from right to left, whatever its letters say.
    """

    font_family: str | None = attrs.field(default=None, validator=_is_family)
    font_size: int | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(attrs.validators.and_(attrs.validators.ge(6), attrs.validators.le(72))),
    )
    primary_color: str | None = attrs.field(default=None, validator=_is_colour)
    outline_color: str | None = attrs.field(default=None, validator=_is_colour)
    outline_width: int | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(attrs.validators.and_(attrs.validators.ge(0), attrs.validators.le(8))),
    )
    alignment: CaptionPosition = CaptionPosition.BOTTOM_CENTER
    is_rtl: bool = False


@attrs.frozen
class Cue:
    """
    Words that are shown together.

    Attributes:
        span: When, in the time of the film; longer than zero.

        lines: One or two, none empty.

        words: The words of the lines in order, in the time of the film.
    """

    span: TimeRange
    lines: tuple[str, ...] = attrs.field(validator=attrs.validators.min_len(1))
    words: tuple[Word, ...] = ()

    @property
    def text(self) -> str:
        """The lines as one string."""
        return "\n".join(self.lines)
