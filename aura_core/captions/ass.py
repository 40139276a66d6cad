"""
Cues as Advanced SubStation Alpha, as libass draws it.

Rule 1: nothing moves while a cue is shown; its looks differ in colour alone.

Rule 2: no text becomes markup; what libass would read as such is escaped.

The format is documented by what libass does: https://github.com/libass/libass/wiki/ASS-File-Format-Guide.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from aura_core.captions.rows import Piece, rows
from aura_core.captions.states import State, turns
from aura_core.captions.style import ACCENT, WHITE, Style, style_for
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

_LEFT_TO_RIGHT: Final = "\N{LEFT-TO-RIGHT MARK}"
_RIGHT_TO_LEFT: Final = "\N{RIGHT-TO-LEFT MARK}"

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
        _event(start, end, _text(cue, word, style, highlight=highlight))
        for cue in cues
        for start, end, word in _looks(cue, highlight=highlight)
    )
    return _head(style) + "".join(events)


def dumps_states(states: Sequence[State], cues: Sequence[Cue], size: Resolution, font: str) -> str:
    """
    Write *states* as one picture a second: the state at index k is seen from second k to k + 1, whatever its frames.
    """
    style = style_for(size, font)
    events = (
        _event(100 * second, 100 * (second + 1), _text(cues[state.cue], state.word, style, highlight=True))
        for second, state in enumerate(states)
        if state.cue is not None
    )
    return _head(style) + "".join(events)


def _head(style: Style) -> str:
    return _HEAD.format(width=style.size.width, height=style.size.height, style=style.line)


def _looks(cue: Cue, *, highlight: bool) -> Iterator[tuple[int, int, int | None]]:
    """Yield start and end, in hundredths of a second, of each look that lasts one, and the word that is highlighted."""
    looks = [(_hundredths(moment), word) for moment, word in turns(cue, highlight=highlight)]
    end = max(_hundredths(cue.span.end), looks[0][0] + 1)
    for (start, word), (stop, _) in pairwise([*looks, (end, None)]):
        if start < stop:
            yield start, stop, word


def _event(start: int, end: int, text: str) -> str:
    return f"Dialogue: 0,{_clock(start)},{_clock(end)},Caption,,0,0,0,,{text}\n"


def _text(cue: Cue, word: int | None, style: Style, *, highlight: bool) -> str:
    drawn = rows(cue, style.room)
    mark = _direction_mark(drawn)
    return style.opening(drawn) + r"\N".join(
        mark + "".join((_colour(piece, word) if highlight else "") + _escaped(piece.text) for piece in row)
        for row in drawn
    )


def _colour(piece: Piece, word: int | None) -> str:
    """
    Return the override that colours *piece*.

    libass places stretches of one style, to an eighth of a pixel each; by a secondary colour, which is never seen, every
    word is a stretch of its own in every look, and so stays where it is.
    """
    if piece.word is None:
        return ""
    return rf"{{\1c{ACCENT if piece.word == word else WHITE}\2c&H{piece.word % 2}&}}"


def _direction_mark(drawn: Sequence[Sequence[Piece]]) -> str:
    """Return what makes every row run as most of the cue does; libass would ask each row for its own first letter."""
    kinds = Counter(unicodedata.bidirectional(letter) for row in drawn for piece in row for letter in piece.text)
    leftward = kinds["R"] + kinds["AL"]
    if not leftward:
        return ""
    return _RIGHT_TO_LEFT if leftward > kinds["L"] else _LEFT_TO_RIGHT


def _escaped(text: str) -> str:
    return text.replace("\\", "\\" + _JOINER).replace("{", r"\{").replace("}", r"\}")


def _hundredths(moment: Seconds) -> int:
    return round(moment * 100)


def _clock(hundredths: int) -> str:
    seconds, hundredths = divmod(hundredths, 100)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}.{hundredths:02}"
