"""
Pace, pitch and rests: what a voice specification means to espeak-ng.

All figures were measured on espeak-ng 1.52 in 2026.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Final

from aura_core.model.enums import PauseStyle
from aura_core.model.voice import VoiceSpec
from aura_core.providers.voices.reading import Stop
from aura_core.timing import Seconds


__all__ = ["pace", "pitch", "rest"]

_USUAL_PACE: Final = 140
"""
espeak-ng's own measure, which it outruns; with the rests, English comes to 160 words a minute, a narrator's pace.

(150 came to 169, 165 to 185.)
"""

_SLOWEST: Final = 80
"""espeak-ng takes anything below for this."""

_RESTS: Final = {Stop.BREATH: Fraction(1, 10), Stop.SENTENCE: Fraction(7, 20), Stop.PARAGRAPH: Fraction(7, 10)}
"""Seconds at the usual rate, for natural pauses."""

_STYLES: Final = {
    PauseStyle.SHORT: Fraction(1, 2),
    PauseStyle.NATURAL: Fraction(1),
    PauseStyle.LONG: Fraction(8, 5),
    PauseStyle.DRAMATIC: Fraction(12, 5),
}
"""Times the rest."""


def pace(voice: VoiceSpec) -> tuple[int, int]:
    """
    Return espeak-ng's rate and word gap.

    The gap of one unit makes the slowest pace slower by an eighth, so that half the usual rate is within reach.
    """
    wanted = round(_USUAL_PACE * voice.rate)
    return max(_SLOWEST, wanted), int(wanted < _SLOWEST - 5)


def pitch(voice: VoiceSpec) -> int:
    """
    Return espeak-ng's pitch, 0 to 99; it reaches 7 semitones down and nearly 9 up, and what lies beyond stops there.

    espeak-ng multiplies two thirds of a voice's pitch by 2 ** ((pitch - 50) / 50); the last third stays.
    """
    ratio = 2 ** (voice.pitch / 12)
    scaled = max(1.5 * ratio - 0.5, 0.5)
    return min(99, round(50 + 50 * math.log2(scaled)))


def rest(stop: Stop, voice: VoiceSpec) -> Seconds:
    """
    Return the silence that follows *stop*; who speaks faster rests for less.
    """
    return _RESTS[stop] * _STYLES[voice.pause] / Fraction(voice.rate)
