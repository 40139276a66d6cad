"""
What can be found wrong before any work is done.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from aura_core.errors import EncoderNotFoundError, InvalidInputError, Issue, RenderError
from aura_core.ffmpeg import command
from aura_core.ffmpeg.binary import FFmpeg
from aura_core.ffmpeg.encoding import Encoding
from aura_core.ffmpeg.process import run
from aura_core.model.enums import WatermarkType
from aura_core.model.music import RECORDINGS
from aura_core.model.order import Order
from aura_core.model.visuals import Clip, PictureKind
from aura_core.settings import Acceleration
from aura_core.store import Store, digest
from aura_core.timing import FrameRate


__all__ = ["check_clips", "check_order", "unmet"]

_VERSION: Final = 1
_GLIMPSE: Final = (32, 18)


async def check_order(
    order: Order, encodings: Sequence[Encoding], rate: FrameRate, ffmpeg: FFmpeg, store: Store
) -> tuple[Encoding, ...]:
    """
    Make sure that what *order* names is there and can be used.

    Returns:
        Those of *encodings* that this machine can use; the last of them it must.

    Raises:
        InvalidInputError: a file is not there, or not what it should be.

        EncoderNotFoundError: FFmpeg has no usable encoder for it.
    """
    missing = list(_missing(order))
    if missing:
        raise InvalidInputError(missing)
    if order.music and order.music.path and not order.music.path.is_dir():
        await _try_music(order.music.path, ffmpeg, store)
    *wished, needed = encodings
    usable = [encoding for encoding in wished if await _is_usable(encoding, rate, ffmpeg, store)]
    await _try_encoder(needed, rate, ffmpeg, store)
    return (*usable, needed)


def unmet(asked: Acceleration, wished: Sequence[Encoding], usable: Sequence[Encoding]) -> Iterator[str]:
    """Say that hardware which was asked for by name is not to be had; ``AUTO`` means whatever there is."""
    if asked in {Acceleration.AUTO, Acceleration.SOFTWARE} or usable[0].accelerated:
        return
    name = wished[0].encoder if wished[0].accelerated else f"{asked.value} for {wished[0].codec}"
    yield f"This machine cannot use {name}, so {usable[0].encoder} encodes the film instead."


async def check_clips(clips: Iterable[Clip], ffmpeg: FFmpeg, store: Store) -> None:
    """
    Make sure that whatever moves in *clips* can be decoded; one without a single picture would be looped for ever.

    Raises:
        InvalidInputError: FFmpeg finds no picture in a clip of the user's.
    """
    for film in dict.fromkeys(clip.source for clip in clips if clip.kind is PictureKind.VIDEO):
        await _try_film(film, ffmpeg, store)


async def _try_film(film: Path, ffmpeg: FFmpeg, store: Store) -> None:
    """Decode the first picture of *film*, unless the same file was decoded before."""
    key = digest("film", _VERSION, film, ffmpeg.identity)
    if store.find(key, ".ok"):
        return
    refusal = InvalidInputError.of(
        *("$.visuals.folder", f"There is no picture in {film.name} that FFmpeg can decode."),
        remedy="Choose another clip, such as an MP4 file.",
    )
    try:
        picture = await run(command.first_picture(ffmpeg, film, *_GLIMPSE))
    except RenderError as error:
        raise refusal from error
    if not picture:
        raise refusal
    with store.writing(key, ".ok") as mark:
        mark.touch()


def _missing(order: Order) -> Iterator[Issue]:
    """Name the files and folders that are not there; Path would raise where nothing can have the name."""
    if order.brief.sources and order.script is not None:
        yield Issue(
            "$.brief.sources", "A script of your own leaves nothing to be taken from sources: give one of them."
        )
    for place, source in enumerate(order.brief.sources):
        if not os.path.isfile((order.folder or Path()) / source):  # noqa: PTH113
            yield Issue(f"$.brief.sources[{place}]", f"There is no file {source}.")
    if order.music and order.music.path and not os.path.exists(order.music.path):  # noqa: PTH110
        yield Issue("$.music.path", f"There is no music file {order.music.path}.")
    elif order.music and order.music.path and not _holds_music(order.music.path):
        yield Issue("$.music.path", f"There is no music in the folder {order.music.path}.")
    if order.music and order.music.path and order.music.provider:
        yield Issue("$.music.provider", "Music of your own needs nobody to have it: give one of them.")
    logo = order.visuals.brand_kit and order.visuals.brand_kit.watermark_path
    if logo and not os.path.isfile(logo):  # noqa: PTH113
        yield Issue("$.visuals.brandKit.watermarkPath", f"There is no picture {logo}.")
    mark = order.watermark
    if mark and mark.type is WatermarkType.IMAGE and not os.path.isfile(Path(mark.image_path).expanduser()):  # noqa: PTH113
        yield Issue("$.watermark.imagePath", f"There is no picture {mark.image_path}.")
    if order.visuals.folder and not os.path.isdir(order.visuals.folder):  # noqa: PTH112
        yield Issue("$.visuals.folder", f"There is no folder {order.visuals.folder}.")


def _holds_music(path: Path) -> bool:
    """Whether *path* is a file, or a folder in which there is one that may be played."""
    names = (name for _, _, names in os.walk(path) for name in names)
    return path.is_file() or any(Path(name).suffix.lower() in RECORDINGS for name in names)


async def _try_music(music: Path, ffmpeg: FFmpeg, store: Store) -> None:
    """Play a second of *music*, unless the same file was played before."""
    key = digest("music", _VERSION, music, ffmpeg.identity)
    if store.find(key, ".ok"):
        return
    try:
        await run(command.measure_loudness(ffmpeg, music, "atrim=end=1"))
    except RenderError as error:
        raise InvalidInputError.of(
            "$.music.path",
            f"There is no sound in {music.name} that FFmpeg can play.",
            remedy="Choose another music file, such as an MP3, a WAV or an M4A.",
        ) from error
    with store.writing(key, ".ok") as mark:
        mark.touch()


async def _is_usable(encoding: Encoding, rate: FrameRate, ffmpeg: FFmpeg, store: Store) -> bool:
    try:
        await _try_encoder(encoding, rate, ffmpeg, store)
    except EncoderNotFoundError:
        return False
    return True


async def _try_encoder(encoding: Encoding, rate: FrameRate, ffmpeg: FFmpeg, store: Store) -> None:
    """Encode a frame, unless this FFmpeg has been seen to do so before."""
    key = digest("encoder", _VERSION, encoding, ffmpeg.identity)
    if store.find(key, ".ok"):
        return
    try:
        await run(command.trial(ffmpeg, encoding, rate))
    except RenderError as error:
        raise EncoderNotFoundError(
            f"FFmpeg {ffmpeg.version} cannot use its encoder {encoding.encoder}: {error}",
            remedy="Choose another codec, or another FFmpeg with AURA_FFMPEG_PATH.",
        ) from error
    with store.writing(key, ".ok") as mark:
        mark.touch()
