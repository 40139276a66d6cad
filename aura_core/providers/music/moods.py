"""
What each mood means to a composer: mode, tempo, chords, patterns and colours, written down.

Rule 1: a progression names degrees of the mode, one a bar, the tonic first; what follows its end is its beginning.

Rule 2: a pattern has one character an eighth note and fills a bar: digits are tones of the chord from below, ``x`` is
a stroke, ``.`` is nothing.
"""

from __future__ import annotations

from typing import Final

import attrs

from aura_core.model.enums import Mood, Pacing


__all__ = ["MANNERS", "PACES", "TONICS", "Manner"]

_MAJOR: Final = (0, 2, 4, 5, 7, 9, 11)
_LYDIAN: Final = (0, 2, 4, 6, 7, 9, 11)
_DORIAN: Final = (0, 2, 3, 5, 7, 9, 10)
_MINOR: Final = (0, 2, 3, 5, 7, 8, 10)

_NINTH: Final = (0, 2, 4, 8)
_SEVENTH: Final = (0, 2, 4, 6)
_OCTAVE: Final = (0, 2, 4, 7)

PACES: Final = {Pacing.CHILL: 0.88, Pacing.CONVERSATIONAL: 1.0, Pacing.FAST: 1.12}
"""Times a mood's tempo."""

TONICS: Final = (0, 2, 3, 5, 7, 9)
"""The keys, in semitones above C."""


@attrs.frozen
class Manner:
    """
    How a mood is played.

    Attributes:
        mode: Semitones of its seven degrees above the tonic.

        tempo: Beats a minute, for a film that is told at the usual pace.

        beats: A bar has so many.

        cadence: Degrees that lead home, a bar each.

        colour: Steps of the mode above a chord's root that the pad plays.

        slope: How fast partials fall, as a power of their number; more is darker.

        cutoff_hz: Partials of the pad beyond it fall away.

        decay_s: Seconds in which a plucked tone falls to a third.

        levels: Of pad, pluck, bass and drums.
    """

    mode: tuple[int, ...]
    tempo: float
    beats: int
    progressions: tuple[tuple[int, ...], ...]
    cadence: tuple[int, ...]
    colour: tuple[int, ...]
    slope: float
    cutoff_hz: float
    decay_s: float
    plucks: tuple[str, ...]
    bass: str
    kick: str
    shaker: str
    levels: tuple[float, float, float, float]


MANNERS: Final = {
    Mood.CALM: Manner(
        mode=_LYDIAN,
        tempo=63,
        beats=4,
        progressions=((1, 2, 1, 6), (1, 5, 2, 1), (1, 3, 6, 2)),
        cadence=(2,),
        colour=_NINTH,
        slope=1.7,
        cutoff_hz=900,
        decay_s=0.9,
        plucks=("..2...3.", "0...2...", "....3.2."),
        bass="0.......",
        kick="........",
        shaker="........",
        levels=(1.0, 0.4, 0.55, 0.0),
    ),
    Mood.BRIGHT: Manner(
        mode=_MAJOR,
        tempo=108,
        beats=4,
        progressions=((1, 5, 6, 4), (1, 4, 6, 5), (1, 3, 4, 5)),
        cadence=(4, 5),
        colour=_OCTAVE,
        slope=1.15,
        cutoff_hz=2600,
        decay_s=0.35,
        plucks=("0.2.3.2.", "02.32.3.", "0.231.2."),
        bass="0...0.0.",
        kick="x...x...",
        shaker="..x...x.",
        levels=(0.75, 0.9, 0.7, 0.6),
    ),
    Mood.CURIOUS: Manner(
        mode=_DORIAN,
        tempo=92,
        beats=4,
        progressions=((1, 4, 1, 7), (1, 3, 4, 1), (1, 7, 4, 4)),
        cadence=(4, 7),
        colour=_NINTH,
        slope=1.4,
        cutoff_hz=1600,
        decay_s=0.22,
        plucks=("0..2.3..", "0.2..31.", ".0.2..3."),
        bass="0....0..",
        kick="x.......",
        shaker="...x...x",
        levels=(0.7, 1.0, 0.7, 0.45),
    ),
    Mood.SERIOUS: Manner(
        mode=_MINOR,
        tempo=72,
        beats=4,
        progressions=((1, 6, 4, 5), (1, 4, 6, 5), (1, 6, 3, 7)),
        cadence=(4, 5),
        colour=_OCTAVE,
        slope=2.0,
        cutoff_hz=700,
        decay_s=0.7,
        plucks=("0...0...", "0.....2.", "0...2..."),
        bass="0.0.0.0.",
        kick="x.......",
        shaker="........",
        levels=(1.0, 0.45, 0.8, 0.4),
    ),
    Mood.WARM: Manner(
        mode=_MAJOR,
        tempo=82,
        beats=3,
        progressions=((1, 6, 4, 5), (1, 4, 2, 5), (1, 3, 6, 4)),
        cadence=(2, 5),
        colour=_SEVENTH,
        slope=1.5,
        cutoff_hz=1300,
        decay_s=0.6,
        plucks=("0.2.3.", "0..2.3", "..123."),
        bass="0.....",
        kick="......",
        shaker="..x.x.",
        levels=(0.9, 0.75, 0.6, 0.3),
    ),
    Mood.DRIVING: Manner(
        mode=_MINOR,
        tempo=122,
        beats=4,
        progressions=((1, 6, 3, 7), (1, 3, 7, 4), (1, 7, 6, 7)),
        cadence=(6, 7),
        colour=_OCTAVE,
        slope=1.25,
        cutoff_hz=2200,
        decay_s=0.28,
        plucks=("02320232", "0.20.230", "03230323"),
        bass="00000000",
        kick="x.x.x.x.",
        shaker=".x.x.x.x",
        levels=(0.7, 0.7, 0.9, 0.8),
    ),
}
