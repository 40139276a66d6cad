"""
From paper to sound: notes are played into blocks, so that a long piece takes no more memory than a short one.
"""

from __future__ import annotations

import wave
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Final

import numpy as np
from numpy.typing import NDArray

from aura_core.providers.music.instruments import LONGEST_S, RATE, Band, Sound
from aura_core.providers.music.piece import Piece
from aura_core.providers.music.room import BLOCK, DELAY, Room


__all__ = ["write_piece", "write_wav"]

_OPEN_S: Final = 0.02
"""Seconds until the first sample is at its full; short enough not to be heard, long enough not to click."""

_FADE_S: Final = 1.6
"""Seconds in which the last chord goes; the narrator has ended by then, and it is heard."""

_KNEE: Final = 0.7
"""What is louder is rounded off, towards 0.95."""


def write_piece(piece: Piece, band: Band, seed: int, target: Path, stop: Event) -> None:
    """
    Play *piece* into the WAV file *target*, 16-bit, stereo; give up as soon as *stop* is set.
    """
    total = round(piece.duration * RATE)
    write_wav(_eased(_heard(piece, band, Room(seed), total), total, piece), target, stop)


def write_wav(blocks: Iterator[NDArray[np.float64]], target: Path, stop: Event) -> None:
    """Write *blocks*, each (2, samples), to *target*; give up as soon as *stop* is set."""
    with wave.open(str(target), "wb") as file:
        file.setparams((2, 2, RATE, 0, "NONE", ""))
        for block in blocks:
            if stop.is_set():
                return
            file.writeframes(np.rint(_rounded(block) * 32767).astype("<i2").T.tobytes())


def _heard(piece: Piece, band: Band, room: Room, total: int) -> Iterator[NDArray[np.float64]]:
    """Give *total* samples of what is heard in the room."""
    late, given = DELAY, 0
    for block in _played(piece, band):
        heard = room.heard(block)[:, late:]
        late = 0
        if given + heard.shape[1] >= total:
            yield heard[:, : total - given]
            return
        given += heard.shape[1]
        yield heard


def _played(piece: Piece, band: Band) -> Iterator[Sound]:
    """Give what the band plays, without an end, in blocks."""
    notes = list(reversed(piece.notes))
    ahead = np.zeros((2, BLOCK + round(LONGEST_S * RATE) + 1), np.float32)
    begins = 0
    while True:
        while notes and round(notes[-1].start * RATE) < begins + BLOCK:
            note = notes.pop()
            sound, at = band.play(note), round(note.start * RATE) - begins
            ahead[:, at : at + sound.shape[1]] += sound
        yield ahead[:, :BLOCK]
        ahead[:, :-BLOCK] = ahead[:, BLOCK:]
        ahead[:, -BLOCK:] = 0
        begins += BLOCK


def _eased(blocks: Iterator[NDArray[np.float64]], total: int, piece: Piece) -> Iterator[NDArray[np.float64]]:
    """Open without a click, and let the last chord ring out to nothing exactly at the end."""
    at, fades = 0, min(_FADE_S * RATE, 0.75 * (total - piece.home * RATE))
    for block in blocks:
        places = np.arange(at, at + block.shape[1])
        left = np.clip((total - 1 - places) / max(1, fades), 0, 1)
        opened = np.clip(places / (_OPEN_S * RATE), 0, 1)
        yield block * (opened * (0.5 - 0.5 * np.cos(np.pi * left)))
        at += block.shape[1]


def _rounded(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """Round peaks off, so that nothing is clipped."""
    over = np.maximum(np.abs(sound) - _KNEE, 0) / (0.95 - _KNEE)
    return np.sign(sound) * (np.minimum(np.abs(sound), _KNEE) + (0.95 - _KNEE) * np.tanh(over))
