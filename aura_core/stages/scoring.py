"""
Order to score: the music under the film, composed for it or taken from a library, and the sound that marks its sections.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from aura_core.errors import ProviderError, RenderError
from aura_core.ffmpeg import command
from aura_core.ffmpeg.binary import FFmpeg
from aura_core.ffmpeg.process import run
from aura_core.model.music import MarkRequest, MusicRequest, Recording, Score, mood_for
from aura_core.model.order import Order
from aura_core.ports import MusicLibrary, MusicSource
from aura_core.store import Store, digest
from aura_core.timing import Seconds
from aura_core.verdicts import Verdict


__all__ = ["mark", "score"]

_VERSION: Final = 1

_TRIES: Final = 3
"""Recordings that are tried before there is no music."""


async def score(
    order: Order, duration: Seconds, source: MusicSource | MusicLibrary, ffmpeg: FFmpeg, store: Store
) -> Score:
    """
    Have what *order* wants composed by *source*, or taken from it, for a film of *duration*; a file needs neither.

    Raises:
        ProviderError: *source* has nothing that could be played.
    """
    spec = order.music
    if spec is None or (spec.path and not spec.path.is_dir()):
        return Score()
    request = MusicRequest(spec.mood or mood_for(order.brief.tone), order.plan_spec.pacing, duration, order.seed)
    if isinstance(source, MusicLibrary):
        return await _played(request, source, ffmpeg, store)
    return Score(await _composed(request, source, store))


async def mark(order: Order, composer: MusicSource, store: Store) -> Path | None:
    """
    Have the sound composed that marks sections in the film of *order*; ``None`` where it wants none.
    """
    if not order.sound_marks:
        return None
    request = MarkRequest((order.music and order.music.mood) or mood_for(order.brief.tone), order.seed)
    key = digest("mark", _VERSION, request, composer.name, composer.version)
    if store.find(key, ".wav") is None:
        with store.writing(key, ".wav") as target:
            await composer.mark(request, target)
    return store.path(key, ".wav")


async def _composed(request: MusicRequest, source: MusicSource, store: Store) -> Path:
    """Look the piece up, or have it composed."""
    key = digest("bed", _VERSION, request, source.name, source.version)
    if store.find(key, ".wav") is None:
        with store.writing(key, ".wav") as target:
            await source.compose(request, target)
    return store.path(key, ".wav")


async def _played(request: MusicRequest, library: MusicLibrary, ffmpeg: FFmpeg, store: Store) -> Score:
    """Take the best that can be played; the same film plays the same."""
    found = await library.find(request)
    broken: ProviderError | None = None
    for recording in found[:_TRIES]:
        try:
            bed = await _kept(recording, library, ffmpeg, store)
        except ProviderError as error:
            broken = broken or error
        else:
            return Score(bed, played=recording, warnings=_unlike(recording, request))
    raise broken or _failure(library, f"nothing was found for {request.mood.value.lower()}", Verdict.NOTHING_FOUND)


async def _kept(recording: Recording, library: MusicLibrary, ffmpeg: FFmpeg, store: Store) -> Path:
    """Look *recording* up, or fetch it and make sure that it can be played."""
    key = digest("recording", _VERSION, library.name, library.version, recording.id)
    if store.find(key, recording.suffix) is None:
        with store.writing(key, recording.suffix) as target:
            await library.fetch(recording, target)
            try:
                await run(command.measure_loudness(ffmpeg, target, "atrim=end=1"))
            except RenderError as error:
                reason = f"what it has as {recording.title} cannot be played"
                raise _failure(library, reason, Verdict.WRONG_TYPE) from error
    return store.path(key, recording.suffix)


def _unlike(recording: Recording, request: MusicRequest) -> tuple[str, ...]:
    if request.mood in recording.moods:
        return ()
    return (f"No music was found that says it is {request.mood.value.lower()}, so {recording.title} plays.",)


def _failure(library: MusicLibrary, reason: str, verdict: Verdict) -> ProviderError:
    return ProviderError(
        f"{library.name}: {reason}.",
        provider=library.name,
        remedy="Choose another mood, other music, or have it composed: `--music` with a mood alone.",
        verdict=verdict,
        stage="subtitles",
    )
