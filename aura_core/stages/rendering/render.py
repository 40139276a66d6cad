"""The whole of rendering on one screen."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from pathlib import Path
from threading import Event
from typing import Final

import attrs

from aura_core.captions import srt
from aura_core.concurrency import together
from aura_core.errors import IntegrityError, RenderError
from aura_core.ffmpeg import command
from aura_core.ffmpeg.accelerated import AT_ONCE
from aura_core.ffmpeg.binary import FFmpeg
from aura_core.ffmpeg.encoding import Encoding
from aura_core.ffmpeg.process import run
from aura_core.fonts import Fonts
from aura_core.model.enums import CaptionMode
from aura_core.model.timeline import Timeline
from aura_core.ports import Report
from aura_core.segments import segments
from aura_core.settings import Acceleration
from aura_core.stages.rendering.check import check
from aura_core.stages.rendering.container import concat_list, iso_language, metadata
from aura_core.stages.rendering.painting import Easel, Piece
from aura_core.stages.rendering.soundtrack import sound_of, soundtrack, stems
from aura_core.store import Store, digest


__all__ = ["Studio", "render", "separate"]

_VERSION: Final = 1
"""Part of every key; changes when the same timeline would give another film."""


@attrs.frozen
class Studio:
    """
    What rendering needs besides the timeline.

    Attributes:
        workers: How many segments are encoded at a time; changes the speed, never the film.

        acceleration: Who is to encode them.

        gpu: On which graphics processor, where there is a choice.

        effort: How much time they take over a picture, where that is hardware.
    """

    _ffmpeg: FFmpeg | Callable[[], FFmpeg]
    fonts: Fonts
    store: Store
    workers: int
    acceleration: Acceleration = Acceleration.SOFTWARE
    gpu: str = "auto"
    effort: str = "balanced"

    @property
    def ffmpeg(self) -> FFmpeg:
        """
        The FFmpeg that renders; where how to find it was given, it is looked for now, for a plan needs none.

        Raises:
            FFmpegNotFoundError: there is none.
        """
        return self._ffmpeg if isinstance(self._ffmpeg, FFmpeg) else self._ffmpeg()


async def render(
    timeline: Timeline, encodings: Sequence[Encoding], studio: Studio, report: Report, warn: Callable[[str], None]
) -> Path:
    """
    Make the film of *timeline*.

    Args:
        encodings: Ways of encoding it; when hardware fails in the middle, the whole film is made in the next way, for
            pictures of different encoders do not join.

        warn: Is told when that happens.

    Returns:
        The film in the store.

    Raises:
        RenderError: FFmpeg failed.

        IntegrityError: what came out is not the film that was asked for.
    """
    for encoding, instead in pairwise(encodings):
        try:
            return await _render(timeline, encoding, studio, report)
        except (RenderError, IntegrityError) as error:
            if isinstance(error, RenderError) and encoding.encoder not in error.argv:
                raise
            warn(f"{encoding.encoder} failed, so {instead.encoder} encodes the whole film instead. {error}")
    return await _render(timeline, encodings[-1], studio, report)


async def _render(timeline: Timeline, encoding: Encoding, studio: Studio, report: Report) -> Path:
    with Easel(timeline, encoding, studio.ffmpeg, studio.fonts) as easel:
        pieces = [piece for segment in segments(timeline) for piece in easel.pieces(segment)]
        sound = sound_of(timeline, encoding, studio.ffmpeg, studio.store)
        soft = srt.dumps(timeline.cues) if timeline.caption_mode is CaptionMode.SOFT and timeline.cues else None
        about = (metadata(timeline), timeline.language, encoding.container, studio.ffmpeg.identity)
        key = digest("film", _VERSION, [piece.key for piece in pieces], sound, soft, *about)
        found = studio.store.find(key, encoding.suffix)
        if found:
            report(1.0, "Nothing has changed")
            return found
        heard = soundtrack(timeline, encoding, studio.ffmpeg, studio.store, sound)
        await together([heard, _encode(pieces, easel, studio, report)])
        return await _join(easel, studio, key, pieces, sound, soft)


async def separate(timeline: Timeline, studio: Studio) -> Mapping[str, Path]:
    """
    Make the tracks of the film's sound one by one.

    Returns:
        WAV files in the store by name: voice, music, marks; only those that the film has.
    """
    return await stems(timeline, studio.ffmpeg, studio.store)


async def _encode(pieces: list[Piece], easel: Easel, studio: Studio, report: Report) -> None:
    """Encode what the store does not have yet."""
    suffix = easel.encoding.suffix
    missing = {piece.key: piece for piece in pieces if studio.store.find(piece.key, suffix) is None}
    total, done = sum(piece.frames for piece in missing.values()), 0
    stop = Event()
    workers = min(studio.workers, AT_ONCE) if easel.encoding.accelerated else studio.workers
    pool = ThreadPoolExecutor(workers, thread_name_prefix="aura-encode")
    loop = asyncio.get_running_loop()
    work = {loop.run_in_executor(pool, easel.paint, piece, studio.store, stop): piece for piece in missing.values()}
    try:
        pending = set(work)
        while pending:
            finished, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for future in finished:
                future.result()
                done += work[future].frames
            report(done / total, f"{done} of {total} frames", done, total)
    finally:
        stop.set()
        easel.abandon()
        # Frees the thread of a cancelled task at once; the painters end within a frame of it.
        await asyncio.shield(loop.run_in_executor(None, partial(pool.shutdown, cancel_futures=True)))
        # One error is told; asyncio would log whatever nobody asks for.
        await asyncio.gather(*work, return_exceptions=True)


async def _join(easel: Easel, studio: Studio, key: str, pieces: list[Piece], sound: Path, soft: str | None) -> Path:
    """Join pieces and sound into the film *key*, and let it into the store if it passes its check."""
    store, timeline, encoding = studio.store, easel.timeline, easel.encoding
    with tempfile.TemporaryDirectory(prefix="aura-") as scratch, store.writing(key, encoding.suffix) as film:
        folder = Path(scratch)
        listing, chapters = folder / "pictures.ffconcat", folder / "chapters.txt"
        files = [(store.path(piece.key, encoding.suffix), piece.frames) for piece in pieces]
        # A folder may be called what is no UTF-8.
        listed = concat_list(files, timeline.frame_rate, encoding.container)
        listing.write_text(listed, encoding="utf-8", errors="surrogateescape")
        chapters.write_text(metadata(timeline), encoding="utf-8")
        captions = folder / "captions.srt" if soft else None
        if captions:
            captions.write_text(soft or "", encoding="utf-8")
        language = iso_language(timeline.language)
        await run(command.join(studio.ffmpeg, encoding, listing, sound, captions, chapters, language, film))
        await check(film, timeline, studio.ffmpeg, easel.last_picture())
    return store.path(key, encoding.suffix)
