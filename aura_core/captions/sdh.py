"""
Captions for those who cannot hear: what is said, who says it, and what else is to be heard.

A film has one voice, so its first caption names it; where music plays alone for a while, that is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

import attrs

from aura_core.model.captions import Cue
from aura_core.timing import Seconds, TimeRange


__all__ = ["described"]

_ALONE: Final = Fraction(2)
"""Seconds; what plays for less needs no telling."""

_LONGEST: Final = Fraction(5)
_APART: Final = Fraction(1, 4)
_WORDS: Final = {
    "ar": ("موسيقى", "الراوي"),
    "de": ("Musik", "Erzähler"),
    "en": ("music", "narrator"),
    "es": ("música", "narrador"),
    "fr": ("musique", "narrateur"),
    "he": ("מוזיקה", "קריין"),
    "hi": ("संगीत", "वाचक"),
    "it": ("musica", "narratore"),
    "ja": ("音楽", "ナレーター"),
    "ko": ("음악", "내레이터"),
    "pt": ("música", "narrador"),
    "th": ("ดนตรี", "ผู้บรรยาย"),
    "zh": ("音乐", "旁白"),
}
"""Music and narrator; other languages get the English words."""


def described(cues: Sequence[Cue], duration: Seconds, language: str, *, music: bool) -> tuple[Cue, ...]:
    """
    Return *cues* with what a hearing viewer would know besides.

    Args:
        duration: Seconds of the film.

        language: A BCP 47 tag.

        music: Whether music plays throughout the film.
    """
    sound, narrator = _WORDS.get(language.lower().partition("-")[0], _WORDS["en"])
    spoken = [_labelled(cue, narrator) if not index else cue for index, cue in enumerate(cues)]
    telling = [Cue(span, (f"[{sound}]",)) for span in _silences(cues, duration)] if music else []
    return tuple(sorted([*spoken, *telling], key=lambda cue: cue.span.start))


def _labelled(cue: Cue, narrator: str) -> Cue:
    """Name the speaker on a line of its own; a third line is seldom, and better than a word that is cut."""
    return attrs.evolve(cue, lines=(f"[{narrator}]", *cue.lines))


def _silences(cues: Sequence[Cue], duration: Seconds) -> Iterator[TimeRange]:
    """Yield when music plays alone long enough to be told of, a little apart from the captions around it."""
    edges = [Fraction(0), *(moment for cue in cues for moment in (cue.span.start, cue.span.end)), duration]
    for index, (start, end) in enumerate(pairwise(edges)):
        if index % 2 == 0 and end - start >= _ALONE:
            begin = start + _APART
            yield TimeRange(begin, min(end - _APART - begin, _LONGEST))
