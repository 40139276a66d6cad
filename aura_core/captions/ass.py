"""
Cues as Advanced SubStation Alpha, as libass draws it.

Rule 1: nothing moves while a cue is shown; its looks differ in colour alone, unless its words are shown one by one.

Rule 2: no text becomes markup; what libass would read as such is escaped.

The format is documented by what libass does: https://github.com/libass/libass/wiki/ASS-File-Format-Guide.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Final

from aura_core.captions.rows import Piece, rows
from aura_core.captions.states import State, turns
from aura_core.captions.style import Style
from aura_core.model.captions import Cue
from aura_core.model.enums import CaptionLook
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


def dumps(cues: Sequence[Cue], style: Style) -> str:
    """
    Write *cues* as they are to be drawn, to the hundredth of a second.

    Each look of a cue is an event, as it is burned; players need to know of nothing but colours.
    """
    events = (_event(start, end, _text(cue, word, style)) for cue in cues for start, end, word in _looks(cue, style))
    return _head(style) + "".join(events)


def dumps_states(states: Sequence[State], cues: Sequence[Cue], style: Style) -> str:
    """
    Write *states* as one picture a second: the state at index k is seen from second k to k + 1, whatever its frames.
    """
    events = (
        _event(100 * second, 100 * (second + 1), _text(cues[state.cue], state.word, style))
        for second, state in enumerate(states)
        if state.cue is not None
    )
    return _head(style) + "".join(events)


def _head(style: Style) -> str:
    return _HEAD.format(width=style.size.width, height=style.size.height, style=style.line)


def _looks(cue: Cue, style: Style) -> Iterator[tuple[int, int, int | None]]:
    """Yield start and end, in hundredths of a second, of each look that lasts one, and its latest word."""
    looks = [(_hundredths(moment), word) for moment, word in turns(cue, style.look)]
    end = max(_hundredths(cue.span.end), looks[0][0] + 1)
    for (start, word), (stop, _) in pairwise([*looks, (end, None)]):
        if start < stop:
            yield start, stop, word


def _event(start: int, end: int, text: str) -> str:
    return f"Dialogue: 0,{_clock(start)},{_clock(end)},Caption,,0,0,0,,{text}\n"


def _text(cue: Cue, word: int | None, style: Style) -> str:
    drawn = rows(cue, style.columns)
    mark = _RIGHT_TO_LEFT if style.placed.is_rtl else _direction_mark(drawn)
    if style.look is CaptionLook.POP:
        drawn = _alone(drawn, word)
    families = dict(style.others)
    return style.opening(drawn) + r"\N".join(
        mark + "".join(_colour(piece, word, style) + _in_families(piece.text, families, style) for piece in row)
        for row in drawn
    )


def _alone(drawn: Sequence[Sequence[Piece]], word: int | None) -> tuple[tuple[Piece, ...], ...]:
    """Leave nothing of *drawn* but the pieces of *word*."""
    kept = (tuple(piece for piece in row if piece.word == word is not None) for row in drawn)
    return tuple(filter(None, kept))


def _colour(piece: Piece, word: int | None, style: Style) -> str:
    """
    Return the override that colours *piece*.

    libass places stretches of one style, to an eighth of a pixel each; by a secondary colour, which is never seen, every
    word is a stretch of its own in every look, and so stays where it is.
    """
    if piece.word is None or style.look not in {CaptionLook.HIGHLIGHT, CaptionLook.KARAOKE}:
        return ""
    is_filled = style.look is CaptionLook.KARAOKE and word is not None and piece.word < word
    colour = style.accent if piece.word == word or is_filled else style.letters
    return rf"{{\1c{colour.override}\2c&H{piece.word % 2}&}}"


def _in_families(text: str, families: Mapping[str, str], style: Style) -> str:
    """Escape *text*, and call for another family where the usual one has no such characters."""
    if families.keys().isdisjoint(text):
        return _escaped(text)
    stretches = []
    for family, letters in groupby(_with_families(text, families), itemgetter(0)):
        letters_of_one = _escaped("".join(letter for _, letter in letters))
        stretches.append(rf"{{\fn{family}}}{letters_of_one}{{\fn{style.font}}}" if family else letters_of_one)
    return "".join(stretches)


def _with_families(text: str, families: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each character after its family; a mark is set in that of the letter it stands on."""
    family = ""
    for letter in text:
        if not unicodedata.combining(letter) and unicodedata.category(letter) not in {"Mn", "Mc", "Me", "Cf"}:
            family = families.get(letter, "")
        yield family, letter


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
