"""
Pictures of films and clips at any moment, and pictures themselves, small, each made once.
"""

from __future__ import annotations

import asyncio
import base64
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, TypeVar

from PIL import Image

from aura_core.album.showing import SHOWN
from aura_core.configuration import effective
from aura_core.errors import InvalidInputError
from aura_core.ffmpeg.binary import locate
from aura_core.ffmpeg.probe import probe
from aura_core.ffmpeg.process import run
from aura_core.ffmpeg.viewing import picture_at
from aura_core.frames.decoding import Size, decode
from aura_core.model.pictures import MEDIA
from aura_core.model.previews import GetThumbnailRequest, ThumbnailResponse
from aura_core.model.render import Resolution
from aura_core.settings import Settings
from aura_core.store import Store, digest
from aura_core.timing import in_ticks


__all__ = ["FORMATS", "looked", "picture_of", "strip_of", "thumbnail_of"]

T = TypeVar("T")

_VERSION: Final = 1

FORMATS: Final = {"jpeg": (".jpg", "JPEG"), "png": (".png", "PNG"), "webp": (".webp", "WEBP")}
"""The ending and Pillow's name of each kind of picture."""

_FILMS: Final = frozenset({".mp4", ".mov", ".m4v", ".mkv", ".webm"})

_AT_ONCE: Final = ThreadPoolExecutor(2, thread_name_prefix="aura-look")
"""An editor asks for a hundred pictures at a time, and neither films nor whoever asks for something else may wait."""


async def looked(work: Callable[..., T], *arguments: Any) -> T:
    """Do some *work* of this module, two at a time."""
    return await asyncio.get_running_loop().run_in_executor(_AT_ONCE, work, *arguments)


def thumbnail_of(asked: GetThumbnailRequest, film: Path, settings: Settings) -> ThumbnailResponse:
    """
    Return the picture of *film* that is *asked* for, and wait for it.

    Raises:
        InvalidInputError: it is no film, or ends before.

        RenderError: it cannot be decoded.
    """
    path = picture_of(film, asked.timestamp, Resolution(asked.width, asked.height), "jpeg", settings)
    image = path.read_bytes()
    width, height = Image.open(io.BytesIO(image)).size
    told = base64.b64encode(image).decode("ascii")
    return ThumbnailResponse(told, width, height, asked.timestamp, f"{MEDIA}{path.name}")


def picture_of(film: Path, at: float, within: Resolution, form: str, settings: Settings) -> Path:
    """
    Return the picture of *film* that is seen *at* seconds, no larger than *within*, and wait for it.

    A picture is seen at any moment.

    Args:
        form: One of :data:`FORMATS`.

    Raises:
        InvalidInputError: it is no film, or ends before.

        RenderError: it cannot be decoded.
    """
    suffix, name = FORMATS[form]
    store = Store(settings.data / "store", settings.store_limit)
    with store.run():
        if film.suffix.lower() in SHOWN:
            return _smaller(film, within, form, store)
        key = digest("picture-at", _VERSION, _film(film), at, within, form)
        if found := store.find(key, suffix):
            return found
        lasts = probe(film).video_seconds
        if at >= lasts:
            message = f"The film lasts {lasts:.2f} s; nothing is seen after that."
            raise InvalidInputError.of("$.timestamp", message, remedy="Ask for an earlier moment.")
        given = effective(settings)
        command = picture_at(locate(given.ffmpeg, given.ffmpeg_named), film, in_ticks(at), within)
        shown = asyncio.run(run(command))
        _keep(Image.open(io.BytesIO(shown)), store, key, suffix, name)
        return store.path(key, suffix)


def _smaller(picture: Path, within: Resolution, form: str, store: Store) -> Path:
    """
    Return *picture* no larger than *within*.

    Raises:
        VisualError: it is none.
    """
    suffix, name = FORMATS[form]
    key = digest("smaller", _VERSION, picture, within, form)
    if found := store.find(key, suffix):
        return found

    def fitting(size: Size) -> Size:
        share = min(1.0, within.width / size[0], within.height / size[1])
        return max(1, round(size[0] * share)), max(1, round(size[1] * share))

    decoded = decode(picture, fitting)
    pixels = decoded.pixels if decoded.turn is None else decoded.pixels.transpose(decoded.turn)
    _keep(pixels.resize(fitting(pixels.size)), store, key, suffix, name)
    return store.path(key, suffix)


def strip_of(film: Path, count: int, within: Resolution, form: str, settings: Settings) -> Path:
    """
    Return *count* pictures of *film* side by side, one from the middle of each of as many stretches, and wait for it.

    Raises:
        InvalidInputError: it is no film, or they would be wider than a picture can be.

        RenderError: it cannot be decoded.
    """
    suffix, name = FORMATS[form]
    store = Store(settings.data / "store", settings.store_limit)
    with store.run():
        key = digest("strip", _VERSION, _film(film), count, within, form)
        if found := store.find(key, suffix):
            return found
        lasts = probe(film).video_seconds
        moments = [lasts * (2 * place + 1) / (2 * count) for place in range(count)]
        pictures = [Image.open(picture_of(film, moment, within, "png", settings)) for moment in moments]
        width, height = pictures[0].size
        strip = Image.new("RGB", (width * count, height))
        for place, picture in enumerate(pictures):
            strip.paste(picture, (width * place, 0))
        _keep(strip, store, key, suffix, name)
        return store.path(key, suffix)


def _film(path: Path) -> Path:
    if path.suffix.lower() not in _FILMS:
        raise InvalidInputError.of(
            "$.videoPath", "Nothing moves in such a file.", remedy="Name a film or a clip of this server."
        )
    return path


def _keep(picture: Image.Image, store: Store, key: str, suffix: str, name: str) -> None:
    with store.writing(key, suffix) as target:
        picture.convert("RGB").save(target, name, quality=85)
