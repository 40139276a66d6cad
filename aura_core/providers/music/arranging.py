"""
From a request to a piece on paper: how many bars, which chords, who plays when.

The bars fill the film exactly, so nothing is ever cut: the tempo gives way by a few percent.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import numpy as np

from aura_core.model.music import MusicRequest
from aura_core.providers.music.harmony import chord_on, voiced
from aura_core.providers.music.moods import MANNERS, PACES, TONICS, Manner
from aura_core.providers.music.piece import Note, Part, Piece


__all__ = ["arranged", "tonic_of"]

_RING_S: Final = 3.5
"""Seconds, about, that the last chord rings."""

_SECTION: Final = 4
"""Bars after which somebody joins or leaves."""

_ALL: Final = frozenset(Part)
_CALLED: Final = (
    _ALL - {Part.KICK, Part.SHAKER},
    _ALL - {Part.KICK},
    _ALL,
    _ALL,
    _ALL - {Part.PLUCK},
    frozenset({Part.PAD, Part.PLUCK}),
)
"""Who plays in each section; then from the second again."""

_TIED: Final = 3
"""Chords over which a voice may hold its tone."""


def tonic_of(seed: int) -> int:
    """Return the key of all that *seed* gives, in semitones above C."""
    return TONICS[int(_dice(seed, 0).integers(len(TONICS)))]


def arranged(request: MusicRequest) -> Piece:
    """
    Write a piece for *request*.
    """
    manner, duration = MANNERS[request.mood], float(request.duration)
    usual = manner.beats * 60 / (manner.tempo * PACES[request.pacing])
    bars = max(1, round(duration / usual))
    bar = duration / bars
    ring = min(bars, max(1, round(_RING_S / bar)))
    dice = _dice(request.seed, 1)
    tonic = tonic_of(request.seed)
    degrees = _degrees(manner, bars - ring, dice)
    chords = [chord_on(degree, manner.mode, tonic, manner.colour) for degree in degrees]
    voicings = voiced(chords)
    notes = [
        *_pad(voicings, bar, duration),
        *_bass(manner, [chord.bass for chord in chords], bar, duration),
        *_plucks(manner, voicings, bar, dice),
        *_drums(manner, len(degrees) - 1, bar, dice),
    ]
    return Piece(
        duration=duration,
        bar=bar,
        tempo=60 * manner.beats / bar,
        home=(bars - ring) * bar,
        tonic=tonic,
        chords=tuple(voicings),
        notes=tuple(sorted(notes, key=lambda note: (note.start, note.part.value, note.pitch))),
    )


def _dice(seed: int, purpose: int) -> np.random.Generator:
    return np.random.default_rng([seed % 2**64, purpose])


def _degrees(manner: Manner, bars: int, dice: np.random.Generator) -> list[int]:
    """Return the degree of each of *bars*, and the tonic at last: two progressions in turn, then the way home."""
    first, second = (manner.progressions[index] for index in dice.permutation(len(manner.progressions))[:2])
    turns = [*first, *first, *second, *first]
    cadence = manner.cadence if bars >= 2 * len(manner.cadence) else ()
    body = [turns[index % len(turns)] for index in range(bars - len(cadence))]
    return [*body, *cadence, 1]


def _called(bar: int, bars: int) -> frozenset[Part]:
    """Say who plays in a *bar* of *bars*; the pad begins alone, and the drums leave before the end."""
    intro = min(2, bars // 4)
    if bar < intro:
        return frozenset({Part.PAD, Part.BASS} if bar else {Part.PAD})
    if bars - bar <= _SECTION:
        return _CALLED[0]
    section = (bar - intro) // _SECTION
    if section >= len(_CALLED):
        section = 1 + (section - 1) % (len(_CALLED) - 1)
    return _CALLED[section]


def _pad(voicings: Sequence[tuple[int, ...]], bar: float, duration: float) -> Iterator[Note]:
    """Hold what stays, move what moves; the last chord is let go so that it is gone at the end."""
    for voice in zip(*voicings, strict=True):
        held = 0
        for _, run in groupby(enumerate(voice), key=lambda place: (place[1], place[0] // _TIED)):
            length = len(list(run))
            start, last = held * bar, held + length == len(voice)
            until = duration if last else start + length * bar
            yield Note(Part.PAD, start, until - start, voice[held])
            held += length


def _bass(manner: Manner, roots: Sequence[int], bar: float, duration: float) -> Iterator[Note]:
    step = bar / len(manner.bass)
    for index, root in enumerate(roots[:-1]):
        if Part.BASS not in _called(index, len(roots) - 1):
            continue
        struck = [place for place, mark in enumerate(manner.bass) if mark != "."]
        for place, following in zip(struck, [*struck[1:], len(manner.bass)], strict=True):
            strength = 1.0 if place == 0 else 0.8
            yield Note(Part.BASS, index * bar + place * step, (following - place) * step, root, strength)
    home = (len(roots) - 1) * bar
    yield Note(Part.BASS, home, duration - home, roots[-1])


def _plucks(
    manner: Manner, voicings: Sequence[tuple[int, ...]], bar: float, dice: np.random.Generator
) -> Iterator[Note]:
    """Play the tones of the chords an octave up, a pattern a section, to the left and to the right in turn."""
    order = [int(index) for index in dice.permutation(len(manner.plucks))]
    step, bars = bar / len(manner.bass), len(voicings) - 1
    for index, voicing in enumerate(voicings[:-1]):
        pattern = manner.plucks[order[index // (2 * _SECTION) % len(order)]]
        for place, mark in enumerate(pattern):
            strength = (1.0 if place == 0 else 0.78) + 0.12 * (dice.random() - 0.5)
            if mark != "." and Part.PLUCK in _called(index, bars):
                yield Note(
                    Part.PLUCK,
                    index * bar + place * step,
                    step,
                    voicing[int(mark)] + 12,
                    strength,
                    -0.4 if place % 4 < 2 else 0.4,
                )
    # At home the chord is spread once, upwards.
    for place, pitch in enumerate(voicings[-1]):
        yield Note(Part.PLUCK, bars * bar + place * step / 2, step, pitch + 12, 0.8, 0.3 * math.cos(place * math.pi))


def _drums(manner: Manner, bars: int, bar: float, dice: np.random.Generator) -> Iterator[Note]:
    for part, pattern in ((Part.KICK, manner.kick), (Part.SHAKER, manner.shaker)):
        step = bar / len(pattern)
        for index in range(bars):
            for place, mark in enumerate(pattern):
                strength = 0.85 + 0.3 * (dice.random() - 0.5)
                if mark == "x" and part in _called(index, bars):
                    yield Note(part, index * bar + place * step, step, 0, strength, 0.25)
