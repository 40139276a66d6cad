"""The music of the film."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Final

import attrs

from aura_core.model.enums import Mood, Pacing
from aura_core.timing import Seconds


__all__ = ["Composition", "MarkRequest", "MusicRequest", "Score", "mood_for"]

_SHORTEST: Final = Fraction(1, 100)


@attrs.frozen
class MusicRequest:
    """
    A piece as it is asked for.

    Attributes:
        pacing: How fast the film is told; the tempo follows.

        duration: Seconds; the piece begins and ends exactly there.

        seed: Chooses among what the mood allows.
    """

    mood: Mood
    pacing: Pacing = Pacing.CONVERSATIONAL
    duration: Seconds = attrs.field(default=Fraction(60), validator=attrs.validators.ge(_SHORTEST))
    seed: int = 0


@attrs.frozen
class MarkRequest:
    """
    A short sound that marks a new section, as it is asked for.

    Attributes:
        mood: Of the music that it is heard with.

        seed: That of the music, so that both are in one key.
    """

    mood: Mood
    seed: int = 0


@attrs.frozen
class Composition:
    """
    A piece as it was made.

    Attributes:
        audio: A WAV file, 16-bit, stereo, 48 kHz.

        duration: Seconds of *audio*.

        tempo: Beats a minute; 0 where nothing beats.
    """

    audio: Path
    duration: Seconds
    tempo: float


@attrs.frozen
class Score:
    """
    What was made for the film besides the voice.

    Attributes:
        bed: Music exactly as long as the film.

        mark: What is heard where a section begins.
    """

    bed: Path | None = None
    mark: Path | None = None


_MOODS: Final = {
    Mood.CALM: "calm gentle soothing relaxed relaxing peaceful reflective meditative quiet thoughtful mindful",
    Mood.BRIGHT: "bright upbeat cheerful playful fun funny enthusiastic optimistic humorous lighthearted happy joyful",
    Mood.CURIOUS: "curious informative educational inquisitive explanatory analytical technical neutral instructive",
    Mood.SERIOUS: "serious formal authoritative academic dramatic sober solemn grave critical documentary cinematic",
    Mood.WARM: "warm friendly conversational casual personal inspirational inspiring heartfelt professional empathetic",
    Mood.DRIVING: "driving energetic urgent dynamic exciting bold motivating motivational persuasive epic intense",
}
"""Words of a tone, by the mood that goes with them."""

_BY_WORD: Final = {word: mood for mood, words in _MOODS.items() for word in words.split()}


def mood_for(tone: str) -> Mood:
    """
    Return the mood that goes with *tone*: that of its first word in the table, else warm.
    """
    found = (_BY_WORD[word] for word in re.findall(r"[a-z]+", tone.lower()) if word in _BY_WORD)
    return next(found, Mood.WARM)
