"""
Chords, and how voices move from one to the next.

Pitches are MIDI numbers: 60 is middle C, and one more is a semitone higher.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import Final

import attrs


__all__ = ["Chord", "chord_on", "hertz", "voiced"]

_LOWEST, _HIGHEST = 50, 76
"""What the pad plays: its tones lie below the consonants, and above the bass."""

_CENTRE: Final = 62.5
_BASS: Final = 33
"""The lowest bass, A at 55 Hz; what is deeper is felt, not heard, and few loudspeakers have it."""

_LEAP: Final = 5
_PERFECT: Final = (0, 7)


@attrs.frozen
class Chord:
    """
    Tones that sound together.

    Attributes:
        bass: The root, as deep as the bass plays it.

        tones: Pitch classes, 0 to 11, the root first.
    """

    bass: int
    tones: tuple[int, ...]


def hertz(pitch: float) -> float:
    """Return the frequency of *pitch*; 69 is 440 Hz."""
    return 440.0 * 2 ** ((pitch - 69) / 12)


def chord_on(degree: int, mode: Sequence[int], tonic: int, colour: Sequence[int]) -> Chord:
    """
    Return the chord on the *degree* of *mode*, from 1.

    Args:
        tonic: Semitones above C.

        colour: Steps above the root that belong to it.
    """
    tones = tuple((tonic + mode[(degree - 1 + step) % 7]) % 12 for step in colour)
    return Chord(_BASS + (tones[0] - _BASS) % 12, tones)


def voiced(chords: Sequence[Chord]) -> list[tuple[int, ...]]:
    """
    Say what each voice of the pad plays over *chords*, from below.

    Every voice goes to the nearest tone that leaves none out; outer voices avoid to move in parallel octaves and fifths.
    """
    voicings: list[tuple[int, ...]] = []
    before: tuple[Chord, tuple[int, ...]] | None = None
    for chord in chords:
        best = min(_voicings(chord), key=lambda voicing: _effort(before, chord, voicing))
        voicings.append(best)
        before = chord, best
    return voicings


def _voicings(chord: Chord) -> Iterator[tuple[int, ...]]:
    places = [range(_LOWEST + (tone - _LOWEST) % 12, _HIGHEST + 1, 12) for tone in chord.tones]
    for placed in product(*places):
        voicing = tuple(sorted(placed))
        if all(upper - lower >= 1 for lower, upper in pairwise(voicing)):
            yield voicing


def _effort(before: tuple[Chord, tuple[int, ...]] | None, chord: Chord, voicing: tuple[int, ...]) -> float:
    """Weigh *voicing*: how far its voices come, how it sits, what the ear dislikes."""
    gaps = [upper - lower for lower, upper in pairwise(voicing)]
    effort = 0.5 * abs(sum(voicing) / len(voicing) - _CENTRE) + 4.0 * sum(gap < 2 for gap in gaps)
    effort += 2.0 * sum(max(0, gap - 9) for gap in gaps)
    if before is None:
        return effort
    old_chord, old = before
    moves = [abs(new - was) for was, new in zip(old, voicing, strict=True)]
    effort += sum(moves) + 3.0 * sum(max(0, move - _LEAP) for move in moves)
    return effort + 6.0 * _parallel((old_chord.bass, old[-1]), (chord.bass, voicing[-1]))


def _parallel(old: tuple[int, int], new: tuple[int, int]) -> bool:
    """Tell whether bass and top go from one perfect interval to another of the kind."""
    was, becomes = (old[1] - old[0]) % 12, (new[1] - new[0]) % 12
    return old != new and was == becomes and was in _PERFECT
