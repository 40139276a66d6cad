"""
Cues as Advanced SubStation Alpha, as libass draws it.

Rule 1: nothing moves while a cue is shown; its looks differ in colour alone.

Rule 2: no text becomes markup; what libass would read as such is escaped.

The format is documented by what libass does: https://github.com/libass/libass/wiki/ASS-File-Format-Guide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from aura_core.captions.rows import Piece, rows
from aura_core.captions.states import State, turns
from aura_core.captions.style import Style, style_for
from aura_core.captions.text import clean
from aura_core.model.captions import Cue
from aura_core.model.render import Resolution
from aura_core.timing import Seconds


__all__ = ["dumps", "dumps_states"]

_HEAD: Final = """\
[Script Info]
ScriptType: v4.00+
PlayResX: {width}
PlayResY: {height}
LayoutResX: {width}
LayoutResY: {height}
WrapStyle: 2
ScaledBorderAndShadow: yes
YCbCr Matrix: None

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
{style}

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""

_JOINER: Final = "\N{WORD JOINER}"
"""Invisible; parts a backslash from what would make a command of it."""


def dumps(cues: Sequence[Cue], size: Resolution, font: str, *, highlight: bool) -> str:
    """
    Write *cues* as they are to be drawn into frames of *size*, to the hundredth of a second.

    Args:
        font: A family that libass finds, in its bold weight.
    """
    style = style_for(size, font)
    events = (
        _event(start, end, cue, word, style) for cue in cues for start, end, word in _looks(cue, highlight=highlight)
    )
    return _head(style) + "".join(events)


def dumps_states(states: Sequence[State], cues: Sequence[Cue], size: Resolution, font: str) -> str:
    """
    Write *states* as one picture a second: the state at index k is seen from second k to k + 1, whatever its frames.
    """
    style = style_for(size, font)
    events = (
        _event(Fraction(second), Fraction(second + 1), cues[state.cue], state.word, style)
        for second, state in enumerate(states)
        if state.cue is not None
    )
    return _head(style) + "".join(events)


def _head(style: Style) -> str:
    return _HEAD.format(width=style.size.width, height=style.size.height, style=style.line)


def _looks(cue: Cue, *, highlight: bool) -> Iterator[tuple[Seconds, Seconds, int | None]]:
    for (start, word), (end, _) in pairwise([*turns(cue, highlight=highlight), (cue.span.end, None)]):
        if _hundredths(start) < _hundredths(end):
            yield start, end, word


def _event(start: Seconds, end: Seconds, cue: Cue, word: int | None, style: Style) -> str:
    return f"Dialogue: 0,{_clock(start)},{_clock(end)},Caption,,0,0,0,,{_text(cue, word, style)}\n"


def _text(cue: Cue, word: int | None, style: Style) -> str:
    set_rows = rows(cue, style.room)
    return style.scaled(set_rows) + r"\N".join(
        "".join(_coloured(piece, word, style) for piece in row) for row in set_rows
    )


def _coloured(piece: Piece, word: int | None, style: Style) -> str:
    text = _escaped(piece.text)
    return f"{{\\1c{style.accent}}}{text}{{\\1c{style.colour}}}" if word is not None and piece.word == word else text


def _escaped(text: str) -> str:
    return text.replace("\\", "\\" + _JOINER).replace("{", r"\{").replace("}", r"\}")


def _hundredths(moment: Seconds) -> int:
    return round(moment * 100)


def _clock(moment: Seconds) -> str:
    seconds, hundredths = divmod(_hundredths(moment), 100)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}.{hundredths:02}"
