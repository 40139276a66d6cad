"""
How a film is spoken, scored and captioned, as tables.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

import attrs

from aura_core.model.captions import SubtitleFont
from aura_core.model.enums import Aspect, CaptionLook, CaptionMode, Mood, Pacing, PauseStyle
from aura_core.model.music import MusicRequest, mood_for
from aura_core.model.order import CaptionSpec, Order
from aura_core.model.planning import CaptionStyle, MusicRecommendations, VoiceRecommendations
from aura_core.model.voice import VoiceSpec
from aura_core.planning.audiences import Audience
from aura_core.providers.music.arranging import arranged
from aura_core.providers.music.piece import Part, Piece
from aura_core.timing import Seconds
from aura_core.words import counted


__all__ = ["PACES", "STYLES", "Style", "caption_style", "captioned", "music_of", "spoken_as"]


@attrs.frozen
class Style:
    """How a mood is spoken."""

    name: str
    rate: float
    pitch: float
    pause: PauseStyle


STYLES: Final[Mapping[Mood, Style]] = {
    Mood.CALM: Style("calm", 0.95, -1.0, PauseStyle.LONG),
    Mood.BRIGHT: Style("cheerful", 1.03, 1.0, PauseStyle.SHORT),
    Mood.CURIOUS: Style("clear", 1.0, 0.0, PauseStyle.NATURAL),
    Mood.SERIOUS: Style("serious", 0.97, -2.0, PauseStyle.NATURAL),
    Mood.WARM: Style("friendly", 1.0, 0.0, PauseStyle.NATURAL),
    Mood.DRIVING: Style("excited", 1.05, 1.0, PauseStyle.SHORT),
}

PACES: Final = {Pacing.CHILL: 0.92, Pacing.CONVERSATIONAL: 1.0, Pacing.FAST: 1.12}

_GENRES: Final[Mapping[Mood, str]] = {
    Mood.CALM: "ambient pads in Lydian",
    Mood.BRIGHT: "light pop in major",
    Mood.CURIOUS: "plucked minimalism in Dorian",
    Mood.SERIOUS: "dark strings in minor",
    Mood.WARM: "a gentle waltz in major",
    Mood.DRIVING: "electronic pulse in minor",
}

_TEMPI: Final = ((66, "Very slow"), (84, "Slow"), (100, "Moderate"), (116, "Lively"))
"""Below how many beats a minute a tempo is called so."""

_LARGE: Final = 18
"""Lines of 288, where what suits a lying frame is 15."""


def spoken_as(voice: VoiceSpec, mood: Mood) -> VoiceRecommendations:
    """Tell of *voice*, whose style is that of *mood*."""
    return VoiceRecommendations(voice.rate, voice.pitch, STYLES[mood].name, voice.pause)


def music_of(order: Order, duration: Seconds) -> MusicRecommendations:
    """Tell of the music that is composed for *order*, whose film is expected to last *duration*."""
    assert order.music
    mood = order.music.mood or mood_for(order.brief.tone)
    piece = arranged(MusicRequest(mood, order.plan_spec.pacing, max(duration, Fraction(1)), order.seed))
    if order.music.path:
        return MusicRecommendations("As it is", "As it is", f"your own: {order.music.path.name}", mood)
    return MusicRecommendations(_tempo(piece.tempo), _curve(piece), _GENRES[mood], mood)


def _tempo(beats: float) -> str:
    word = next((word for limit, word in _TEMPI if beats < limit), "Fast")
    return f"{word}, {beats:.0f} beats a minute"


def _curve(piece: Piece) -> str:
    """Say how many parts play at the beginning, at the fullest and at the end."""
    parts: list[set[Part]] = [set() for _ in range(max(1, round(piece.duration / piece.bar)))]
    for note in piece.notes:
        for bar in _bars(note.start / piece.bar, (note.start + note.duration) / piece.bar):
            if bar < len(parts):
                parts[bar].add(note.part)
    playing = [len(those) for those in parts]
    fullest = playing.index(max(playing))
    return (
        f"Begins with {counted(playing[0], 'part')}, has {counted(playing[fullest], 'part')} from {_clock(fullest * piece.bar)}, "
        f"ends with {counted(playing[-1], 'part')}"
    )


def _bars(start: float, end: float) -> Iterator[int]:
    """List the bars in which a note sounds: the one that it begins in, and those whose middle it reaches."""
    first = int(start + 1e-9)
    yield first
    yield from range(max(first + 1, math.ceil(start - 0.5)), math.ceil(end - 0.5))


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def captioned(order: Order, audience: Audience) -> CaptionSpec:
    """
    Return how *order* is captioned; an order that says anything about captions keeps it.

    Films that stand or are square are watched without sound, so their captions are burned.
    """
    if order.captions != CaptionSpec():
        return order.captions
    font = SubtitleFont(font_size=_LARGE) if audience.large else None
    guideline = audience.guideline
    if order.brief.aspect is Aspect.WIDESCREEN:
        # Who wants captions here switches them on; large ones have to be drawn.
        mode = CaptionMode.BURN if audience.large else CaptionMode.SOFT
        return CaptionSpec(mode=mode, font=font, guideline=guideline)
    look = CaptionLook.POP if order.plan_spec.pacing is Pacing.FAST else CaptionLook.HIGHLIGHT
    look = CaptionLook.KARAOKE if audience.large else look
    # Letters of an upright frame are large already.
    return CaptionSpec(mode=CaptionMode.BURN, style=look, guideline=guideline)


def caption_style(captions: CaptionSpec) -> CaptionStyle:
    """Tell of *captions*."""
    font = captions.font or SubtitleFont()
    return CaptionStyle(
        position=font.alignment.value,
        font_size="Large" if (font.font_size or 0) >= _LARGE else "Medium",
        highlight_keywords=captions.mode is CaptionMode.BURN and captions.look in _COLOURED,
        mode=captions.mode,
        style=captions.look,
        guideline=captions.guideline,
    )


_COLOURED: Final[Sequence[CaptionLook]] = (CaptionLook.HIGHLIGHT, CaptionLook.POP, CaptionLook.KARAOKE)
