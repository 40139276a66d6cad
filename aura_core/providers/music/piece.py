"""A piece of music on paper."""

from __future__ import annotations

from enum import Enum

import attrs


__all__ = ["Note", "Part", "Piece"]


class Part(Enum):
    """Who plays."""

    PAD = 0
    PLUCK = 1
    BASS = 2
    KICK = 3
    SHAKER = 4


@attrs.frozen
class Note:
    """
    A tone of one part.

    Attributes:
        start: Seconds from the start of the piece.

        duration: Seconds until it is let go; what was struck or plucked takes its own time.

        pitch: A MIDI number; 0 for what has none.

        strength: 1 is a part's usual one.

        side: -1 is left, 1 right.
    """

    part: Part
    start: float
    duration: float
    pitch: int = 0
    strength: float = 1.0
    side: float = 0.0


@attrs.frozen
class Piece:
    """
    A piece of music on paper.

    Attributes:
        duration: Seconds.

        bar: Seconds of each of its bars; they fill it exactly.

        tempo: Beats a minute.

        home: When its last chord, the tonic, begins.

        tonic: Semitones above C.

        chords: The pitches of the pad, a bar each.

        notes: In order of their starts.
    """

    duration: float
    bar: float
    tempo: float
    home: float
    tonic: int
    chords: tuple[tuple[int, ...], ...]
    notes: tuple[Note, ...]
