"""
Music that is made here, of numbers: nothing is recorded, so nobody holds a right in it.
"""

from __future__ import annotations

import asyncio
from fractions import Fraction
from pathlib import Path
from threading import Event
from typing import Final

import numpy as np

from aura_core.concurrency import in_thread
from aura_core.disk import disk_errors
from aura_core.model.music import Composition, MarkRequest, MusicRequest
from aura_core.providers.music.arranging import arranged
from aura_core.providers.music.instruments import RATE, Band
from aura_core.providers.music.marks import MARK_S, write_mark
from aura_core.providers.music.mixing import write_piece
from aura_core.providers.music.moods import MANNERS
from aura_core.providers.music.piece import Piece


__all__ = ["GeneratedMusic"]

_REVISION: Final = 1
"""Counts up whenever the tables and rules of this package change what is heard."""


class GeneratedMusic:
    """
    Composes and plays; what it makes depends on the request alone, to the byte.
    """

    name = "generated"

    def __init__(self) -> None:
        # The last bits of sines and transforms are numpy's.
        self.version = f"{_REVISION}+numpy-{np.__version__}"

    async def compose(self, request: MusicRequest, target: Path) -> Composition:
        """
        Write a piece to the WAV file *target*, 16-bit, stereo, 48 kHz.

        Raises:
            OutputError: *target* cannot be written.
        """
        piece = arranged(request)
        band = Band(MANNERS[request.mood], request.seed, piece.bar)
        with disk_errors(target.parent):
            await _until_stopped(piece, band, request.seed, target)
        return Composition(target, Fraction(round(request.duration * RATE), RATE), piece.tempo)

    async def mark(self, request: MarkRequest, target: Path) -> Composition:
        """
        Write a chime to the WAV file *target*, 16-bit, stereo, 48 kHz.

        Raises:
            OutputError: *target* cannot be written.
        """
        with disk_errors(target.parent):
            await in_thread(write_mark, request, target)
        return Composition(target, Fraction(round(MARK_S * RATE), RATE), 0.0)


async def _until_stopped(piece: Piece, band: Band, seed: int, target: Path) -> None:
    """Play *piece* in a thread; whoever cancels it finds that the thread has let go of *target*."""
    stop = Event()
    playing = asyncio.ensure_future(asyncio.to_thread(write_piece, piece, band, seed, target, stop))
    try:
        await asyncio.shield(playing)
    except asyncio.CancelledError:
        stop.set()
        await playing
        raise
