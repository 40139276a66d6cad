"""The music of the film."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Final

import attrs

from aura_core.model.enums import Mood, Pacing
from aura_core.timing import Seconds


__all__ = [
    "RECORDINGS",
    "Composition",
    "MarkRequest",
    "MusicRequest",
    "Recording",
    "Score",
    "mood_for",
    "moods_in",
    "words_of",
]

_SHORTEST: Final = Fraction(1, 100)

RECORDINGS: Final = frozenset({".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".flac", ".wav", ".aif", ".aiff"})
"""How files end that hold music."""


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
class Recording:
    """
    Music that somebody has played, and that can be had.

    Attributes:
        id: What its library knows it by; another for another content.

        address: Where it lies.

        suffix: Of its file, such as ``.mp3``.

        seconds: How long it is.

        title: What it is called.

        author: Who made it; may be empty.

        license: Its terms, by their name or address; may be empty.

        moods: What it says, or is said, to sound like.

        tempo: Beats a minute; 0 when nobody says.
    """

    id: str
    address: str = attrs.field(repr=False)
    suffix: str
    seconds: float
    title: str
    author: str = ""
    license: str = ""
    moods: tuple[Mood, ...] = ()
    tempo: float = 0.0


@attrs.frozen
class Score:
    """
    What was made for the film besides the voice.

    Attributes:
        bed: Music; exactly as long as the film unless it is *played*.

        mark: What is heard where a section begins.

        played: The recording that *bed* is, where nobody composed it.

        warnings: What its owner should know of it, as sentences.
    """

    bed: Path | None = None
    mark: Path | None = None
    played: Recording | None = None
    warnings: tuple[str, ...] = ()


_MOODS: Final = {
    Mood.CALM: "calm gentle soothing relaxed relaxing peaceful reflective meditative quiet thoughtful mindful",
    Mood.BRIGHT: "bright upbeat cheerful playful fun funny enthusiastic optimistic humorous lighthearted happy joyful",
    Mood.CURIOUS: "curious informative educational inquisitive explanatory analytical technical neutral instructive",
    Mood.SERIOUS: "serious formal authoritative academic dramatic sober solemn grave critical documentary cinematic",
    Mood.WARM: "warm friendly conversational casual personal inspirational inspiring heartfelt professional empathetic",
    Mood.DRIVING: "driving energetic urgent dynamic exciting bold motivating motivational persuasive epic intense",
}
"""Words of a tone, by the mood that goes with them."""

_GENRES: Final = {
    Mood.CALM: "ambient chillout chill downtempo lofi meditation lullaby newage sleep",
    Mood.BRIGHT: "pop funk ukulele swing disco",
    Mood.CURIOUS: "minimal electronica puzzle",
    Mood.SERIOUS: "orchestral soundtrack classical score sad dark",
    Mood.WARM: "acoustic folk jazz soul country piano guitar",
    Mood.DRIVING: "rock techno dance house trance metal action drum bass",
}
"""Words that say of music what it sounds like, besides those above."""

_BY_WORD: Final = {word: mood for mood, words in _MOODS.items() for word in words.split()}


def mood_for(tone: str) -> Mood:
    """
    Return the mood that goes with *tone*: that of its first word in the table, else warm.
    """
    found = (_BY_WORD[word] for word in re.findall(r"[a-z]+", tone.lower()) if word in _BY_WORD)
    return next(found, Mood.WARM)


_HEARD: Final = {word: mood for table in (_GENRES, _MOODS) for mood, words in table.items() for word in words.split()}


def words_of(mood: Mood) -> tuple[str, ...]:
    """Return the words by which music of *mood* is known."""
    return tuple(word for word, heard in _HEARD.items() if heard is mood)


def moods_in(words: str) -> tuple[Mood, ...]:
    """
    Return the moods that *words* about a piece of music speak of, such as its name, in order.
    """
    found = (_HEARD.get(word) for word in re.findall(r"[a-z]+", words.lower()))
    return tuple(dict.fromkeys(mood for mood in found if mood))
