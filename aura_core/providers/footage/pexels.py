"""
Pexels: photographs and clips that may be used for nothing.

https://www.pexels.com/api/documentation/ (read in 2026; clips have moved from ``/videos`` to ``/v1/videos``).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import attrs

from aura_core.model.footage import Footage, FootageRequest
from aura_core.model.stock import StockFound, StockItem, StockSearch, StockTerms
from aura_core.model.visuals import PictureKind
from aura_core.outbound.call import Call
from aura_core.outbound.channel import Channel
from aura_core.outbound.media import PICTURES, VIDEOS
from aura_core.providers.footage.choosing import File, fitting, today, width_for


__all__ = ["PexelsFootage"]

_MOST: Final = "15"
"""Offers a scene; one search costs the same whatever their number."""

_LICENSE: Final = "Pexels License"

_LOCALES: Final = {
    locale.partition("-")[0]: locale
    for locale in [
        "pt-BR",
        "es-ES",
        "ca-ES",
        "de-DE",
        "it-IT",
        "fr-FR",
        "sv-SE",
        "id-ID",
        "pl-PL",
        "ja-JP",
        "zh-TW",
        "ko-KR",
        "th-TH",
        "nl-NL",
        "hu-HU",
        "vi-VN",
        "cs-CZ",
        "da-DK",
        "fi-FI",
        "uk-UA",
        "el-GR",
        "ro-RO",
        "nb-NO",
        "sk-SK",
        "tr-TR",
        "ru-RU",
    ]
}
"""Languages that it can be searched in besides English."""


@attrs.frozen
class _Sources:
    original: str
    large: str = ""
    medium: str = ""


@attrs.frozen
class _Photo:
    id: int
    width: int
    height: int
    url: str
    photographer: str
    src: _Sources
    alt: str | None = None
    photographer_url: str = ""


@attrs.frozen
class _Photos:
    photos: tuple[_Photo, ...]
    total_results: int = 0


@attrs.frozen
class _File:
    link: str
    file_type: str | None = None
    width: int | None = None
    height: int | None = None


@attrs.frozen
class _User:
    name: str
    url: str = ""


@attrs.frozen
class _Video:
    id: int
    url: str
    duration: float
    user: _User
    video_files: tuple[_File, ...]
    image: str = ""


@attrs.frozen
class _Videos:
    videos: tuple[_Video, ...]
    total_results: int = 0


class PexelsFootage:
    """
    Looks for clips, and where there are none for photographs.
    """

    version = "1"
    kinds = (PictureKind.VIDEO, PictureKind.IMAGE)
    terms = StockTerms(_LICENSE, "https://www.pexels.com/license/")

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.name = channel.provider.id

    async def find(self, request: FootageRequest) -> tuple[Footage, ...]:
        """
        Return what there is for *request*, the best first.

        Raises:
            ProviderError: it could not be asked.
        """
        if clips := () if request.still else await self._clips(request):
            return clips
        photos = await self._channel.json(self._search("search", request), _Photos)
        return tuple(_photograph(photo, request) for photo in photos.photos)

    async def fetch(self, footage: Footage, request: FootageRequest, target: Path) -> None:
        """
        Write *footage* to *target*.

        Raises:
            ProviderError: it could not be had.
        """
        media = VIDEOS if footage.kind is PictureKind.VIDEO else PICTURES
        await self._channel.download(footage.address, media, target)

    async def browse(self, search: StockSearch) -> StockFound:
        """
        Return a page of what there is for *search*.

        Raises:
            ProviderError: it could not be asked.
        """
        query = {"query": search.words, "per_page": str(search.count), "page": str(search.page)}
        if search.orientation:
            query["orientation"] = search.orientation
        if locale := _LOCALES.get(search.language.partition("-")[0].lower()):
            query["locale"] = locale
        if search.kind is PictureKind.VIDEO:
            call = Call("GET", "videos/search", query=query, kept=True, variant=today())
            videos = await self._channel.json(call, _Videos)
            return StockFound(tuple(_shown_clip(one) for one in videos.videos if _files(one)), videos.total_results)
        if search.colour:
            query["color"] = search.colour
        call = Call("GET", "search", query=query, kept=True, variant=today())
        photos = await self._channel.json(call, _Photos)
        return StockFound(tuple(map(_shown_photograph, photos.photos)), photos.total_results)

    async def _clips(self, request: FootageRequest) -> tuple[Footage, ...]:
        videos = await self._channel.json(self._search("videos/search", request), _Videos)
        return tuple(_clip(video, request) for video in videos.videos if _files(video))

    def _search(self, path: str, request: FootageRequest) -> Call:
        query = {"query": request.words, "orientation": request.orientation, "per_page": _MOST}
        if locale := _LOCALES.get(request.language.partition("-")[0].lower()):
            query["locale"] = locale
        # What was found once is found again, so that a film stays the same.
        return Call("GET", path, query=query, kept=True)


def _files(video: _Video) -> list[File]:
    return [
        File(file.link, file.width, file.height)
        for file in video.video_files
        if file.file_type == "video/mp4" and file.width and file.height
    ]


def _clip(video: _Video, request: FootageRequest) -> Footage:
    chosen = fitting(_files(video), request.size)
    return Footage(
        id=f"video-{video.id}",
        kind=PictureKind.VIDEO,
        address=chosen.address,
        suffix=".mp4",
        width=chosen.width,
        height=chosen.height,
        seconds=video.duration,
        title=_title(video.url),
        attribution=f"Video by {video.user.name} on Pexels ({video.url})",
        license=_LICENSE,
    )


def _photograph(photo: _Photo, request: FootageRequest) -> Footage:
    width = width_for(photo.width, photo.height, request.size)
    return Footage(
        id=f"photo-{photo.id}",
        kind=PictureKind.IMAGE,
        address=f"{photo.src.original}?auto=compress&cs=tinysrgb&w={width}",
        suffix=".jpg",
        width=width,
        height=round(photo.height * width / max(1, photo.width)),
        title=photo.alt or _title(photo.url),
        attribution=f"Photo by {photo.photographer} on Pexels ({photo.url})",
        license=_LICENSE,
    )


def _shown_clip(video: _Video) -> StockItem:
    files = sorted(_files(video), key=lambda file: file.width * file.height)
    return StockItem(
        id=f"video-{video.id}",
        kind=PictureKind.VIDEO,
        thumbnail=video.image,
        preview=files[0].address,
        full=files[-1].address,
        width=files[-1].width,
        height=files[-1].height,
        page=video.url,
        author=video.user.name,
        author_page=video.user.url,
        title=_title(video.url),
        seconds=video.duration,
    )


def _shown_photograph(photo: _Photo) -> StockItem:
    return StockItem(
        id=f"photo-{photo.id}",
        kind=PictureKind.IMAGE,
        thumbnail=photo.src.medium or photo.src.original,
        preview=photo.src.large or photo.src.original,
        full=photo.src.original,
        width=photo.width,
        height=photo.height,
        page=photo.url,
        author=photo.photographer,
        author_page=photo.photographer_url,
        title=photo.alt or _title(photo.url),
    )


def _title(url: str) -> str:
    """Read the title out of the address of a page: ``…/video/waves-on-rocks-1093662/``."""
    words = url.rstrip("/").rpartition("/")[2].split("-")
    return " ".join(words[:-1] if words[-1].isdecimal() else words).capitalize()
