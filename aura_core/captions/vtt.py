"""
Cues as WebVTT (https://www.w3.org/TR/webvtt1/).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Final

from aura_core.captions.blocks import clock, cues_in, timing
from aura_core.captions.colours import colour_of
from aura_core.captions.rows import Piece, pieces
from aura_core.captions.text import clean, readable
from aura_core.model.captions import Cue, SubtitleFont


__all__ = ["dumps", "loads"]

_TAG: Final = re.compile(r"<[^>]*>")


def dumps(cues: Iterable[Cue], language: str, *, word_times: bool = False, font: SubtitleFont | None = None) -> str:
    """
    Write *cues* as WebVTT, to the millisecond.

    Args:
        language: A BCP 47 tag.

        word_times: Whether players that can should show the words one after the other, as they are spoken.

        font: What they are set in, as a style sheet, and where they stand, as settings of each cue.
    """
    header = f"WEBVTT\nLanguage: {_escaped(clean(language))}\n"
    blocks = (_block(cue, word_times=word_times, font=font) for cue in readable(cues))
    return "\n".join([header, *_style_sheet(font), *blocks])


def loads(text: str) -> tuple[Cue, ...]:
    """
    Read WebVTT *text*; its tags, notes and styles are dropped.
    """
    return tuple(cues_in(text, _plain))


def _style_sheet(font: SubtitleFont | None) -> list[str]:
    """Return the block that says what *font* asks for; players may leave it out (WebVTT §8)."""
    if font is None:
        return []
    edge = colour_of(font.outline_color).css if font.outline_color else "black"
    wanted = {
        "font-family": f'"{font.font_family}"' if font.font_family else None,
        "font-size": f"{font.font_size / 288:.2%}" if font.font_size else None,
        "color": colour_of(font.primary_color).css if font.primary_color else None,
        "text-shadow": f"0 0 {font.outline_width}px {edge}" if font.outline_width else None,
    }
    rules = "".join(f"  {name}: {value};\n" for name, value in wanted.items() if value)
    return [f"STYLE\n::cue {{\n{rules}}}\n"] if rules else []


def _settings(font: SubtitleFont | None) -> str:
    """Return the settings of a cue; none for the usual place, in the middle at the bottom."""
    if font is None:
        return ""
    word = font.alignment.value
    line = " line:5%" if word.startswith("Top") else " line:50%,center" if word.startswith("Middle") else ""
    side = " position:5%,line-left align:left" if word.endswith("Left") else ""
    return line + (" position:95%,line-right align:right" if word.endswith("Right") else side)


def _block(cue: Cue, *, word_times: bool, font: SubtitleFont | None) -> str:
    lines = ("".join(_written(piece, cue, word_times=word_times) for piece in line) for line in pieces(cue))
    mark = "\N{RIGHT-TO-LEFT MARK}" if font and font.is_rtl else ""
    text = "\n".join(mark + line for line in lines)
    return f"{timing(cue.span, '.')}{_settings(font)}\n{text}\n"


def _written(piece: Piece, cue: Cue, *, word_times: bool) -> str:
    if not word_times or piece.word is None:
        return _escaped(piece.text)
    start = cue.words[piece.word].span.start
    # WebVTT §4.2.2: a timestamp in a cue lies after its start and before its end.
    is_inside = clock(cue.span.start, ".") < clock(start, ".") < clock(cue.span.end, ".")
    return (f"<{clock(start, '.')}>" if is_inside else "") + _escaped(piece.text)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _plain(line: str) -> str:
    return html.unescape(_TAG.sub("", line))
