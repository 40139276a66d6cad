"""The film as it is heard."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import attrs

from aura_core.model.script import Scene
from aura_core.timing import Seconds, TimeRange


__all__ = ["Narration", "Speech", "Take", "Word"]


@attrs.frozen
class Word:
    """
    A word as spoken.

    Attributes:
        text: As it stands in the script, with its punctuation.

        offset: Index of its first character in what was said.

        span: When, counted from the start of the recording it is in.
    """

    text: str
    offset: int
    span: TimeRange


@attrs.frozen
class Speech:
    """
    A text as a synthesizer spoke it.

    Attributes:
        audio: A WAV file, 16-bit, mono, at any rate.

        duration: Seconds of *audio*.

        words: Every word of the text, in order, none overlapping.
    """

    audio: Path
    duration: Seconds
    words: tuple[Word, ...]


@attrs.frozen
class Take:
    """
    A scene as spoken.

    Attributes:
        scene: What was said.

        audio: A WAV file, heard from *heard_at* on; the rest of the span is silence.

        span: Where the take lies in the film, its pauses included; a whole number of frames.

        heard_at: When the voice begins, in the time of the film.

        words: The words in the time of the film.
    """

    scene: Scene
    audio: Path
    span: TimeRange
    heard_at: Seconds
    words: tuple[Word, ...]


@attrs.frozen
class Narration:
    """
    The film as it is heard.

    Attributes:
        takes: In scene order, without gaps, starting at 0.

        warnings: What the user should know, as sentences.
    """

    title: str
    subtitle: str
    language: str
    takes: tuple[Take, ...]
    warnings: tuple[str, ...] = ()

    @property
    def duration(self) -> Seconds:
        """Seconds of the whole film."""
        return self.takes[-1].span.end if self.takes else Fraction(0)
