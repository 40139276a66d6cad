"""
Order to score: the music that is composed for the film, and the sound that marks its sections.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from aura_core.model.music import MarkRequest, MusicRequest, Score, mood_for
from aura_core.model.order import Order
from aura_core.ports import MusicSource
from aura_core.store import Store, digest
from aura_core.timing import Seconds


__all__ = ["score"]

_VERSION: Final = 1


async def score(order: Order, duration: Seconds, source: MusicSource, store: Store) -> Score:
    """
    Have composed what *order* wants of *source*, for a film of *duration*; the user's own music needs none.
    """
    spec = order.music
    mood = (spec and spec.mood) or mood_for(order.brief.tone)
    bed = mark = None
    if spec and spec.path is None:
        bed = await _composed(MusicRequest(mood, order.plan_spec.pacing, duration, order.seed), source, store)
    if order.sound_marks:
        mark = await _mark(MarkRequest(mood, order.seed), source, store)
    return Score(bed, mark)


async def _composed(request: MusicRequest, source: MusicSource, store: Store) -> Path:
    """Look the piece up, or have it composed."""
    key = digest("bed", _VERSION, request, source.name, source.version)
    if store.find(key, ".wav") is None:
        with store.writing(key, ".wav") as target:
            await source.compose(request, target)
    return store.path(key, ".wav")


async def _mark(request: MarkRequest, source: MusicSource, store: Store) -> Path:
    key = digest("mark", _VERSION, request, source.name, source.version)
    if store.find(key, ".wav") is None:
        with store.writing(key, ".wav") as target:
            await source.mark(request, target)
    return store.path(key, ".wav")
