"""
Pixabay: photographs and clips that may be used for nothing.

https://pixabay.com/api/docs/ (read in 2026).

The address of a photograph is good for a day, and what was found is remembered for longer; so it is asked for anew, by
the photograph's number, when that is fetched.
"""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Final
from urllib.parse import quote

import attrs

from aura_core.model.footage import Footage, FootageRequest
from aura_core.model.stock import StockFound, StockItem, StockSearch, StockTerms
from aura_core.model.visuals import PictureKind
from aura_core.outbound.call import Call
from aura_core.outbound.channel import Channel
from aura_core.outbound.media import PICTURES, VIDEOS
from aura_core.providers.footage.choosing import File, fitting, today
from aura_core.verdicts import Verdict


__all__ = ["PixabayFootage"]

_MOST: Final = "15"
"""Offers a scene, 3 to 200; one search costs the same whatever their number."""

_LONGEST: Final = 100
"""Characters of a search."""

_LICENSE: Final = "Pixabay Content License"

_LARGE: Final = 1280
"""Pixels of the longer side of ``largeImageURL``."""

_FULL: Final = 1920
"""Those of ``fullHDURL``, which the keys of some have."""

_ORIENTATIONS: Final = {"landscape": "horizontal", "portrait": "vertical", "square": "all"}

_COLOURS: Final = {"violet": "lilac"}
"""What it calls colours otherwise than others do."""

_LANGUAGES: Final = frozenset(
    "cs da de en es fr id it hu nl no pl pt ro sk fi sv tr vi th bg ru el ja ko zh".split()  # noqa: SIM905
)
"""Those that it can be searched in."""


@attrs.frozen
class _Photo:
    id: int
    page: str = attrs.field(metadata={"wire": "pageURL"})
    tags: str
    user: str
    width: int = attrs.field(metadata={"wire": "imageWidth"})
    height: int = attrs.field(metadata={"wire": "imageHeight"})
    large: str = attrs.field(metadata={"wire": "largeImageURL"})
    full: str | None = attrs.field(default=None, metadata={"wire": "fullHDURL"})
    original: str | None = attrs.field(default=None, metadata={"wire": "imageURL"})
    small: str = attrs.field(default="", metadata={"wire": "previewURL"})
    middling: str = attrs.field(default="", metadata={"wire": "webformatURL"})
    user_id: int = attrs.field(default=0, metadata={"wire": "user_id"})


@attrs.frozen
class _Photos:
    hits: tuple[_Photo, ...]
    total_hits: int = attrs.field(default=0, metadata={"wire": "totalHits"})


@attrs.frozen
class _File:
    url: str = ""
    width: int = 0
    height: int = 0
    thumbnail: str = ""


@attrs.frozen
class _Files:
    large: _File = _File()
    medium: _File = _File()
    small: _File = _File()
    tiny: _File = _File()


@attrs.frozen
class _Video:
    id: int
    page: str = attrs.field(metadata={"wire": "pageURL"})
    tags: str
    user: str
    duration: float
    videos: _Files
    user_id: int = attrs.field(default=0, metadata={"wire": "user_id"})


@attrs.frozen
class _Videos:
    hits: tuple[_Video, ...]
    total_hits: int = attrs.field(default=0, metadata={"wire": "totalHits"})


class PixabayFootage:
    """
    Looks for clips, and where there are none that lie as the frame does for photographs.
    """

    version = "1"
    kinds = (PictureKind.VIDEO, PictureKind.IMAGE)
    terms = StockTerms(_LICENSE, "https://pixabay.com/service/license-summary/")

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
        asked = {"image_type": "photo", "orientation": _ORIENTATIONS[request.orientation]}
        photos = await self._channel.json(_search("", request, **asked), _Photos)
        return tuple(_photograph(photo, request) for photo in photos.hits)

    async def browse(self, search: StockSearch) -> StockFound:
        """
        Return a page of what there is for *search*; of clips, those of a page that lie as they are to.

        Raises:
            ProviderError: it could not be asked.
        """
        # It has no page of one or two.
        start, size = (search.page - 1) * search.count, search.count if search.count > 2 else 6
        page = slice(start % size, start % size + search.count)
        query = {
            "q": _shortened(search.words),
            "per_page": str(size),
            "page": str(start // size + 1),
            "safesearch": "true",
        }
        if (language := search.language.partition("-")[0].lower()) in _LANGUAGES:
            query["lang"] = language
        if search.kind is PictureKind.VIDEO:
            call = Call("GET", "videos/", query=query, kept=True, variant=today())
            videos = await self._channel.json(call, _Videos)
            clips = [_shown_clip(one) for one in videos.hits[page] if _files(one)]
            return StockFound(tuple(one for one in clips if _lies(one, search.orientation)), videos.total_hits)
        query |= {"image_type": "photo", "orientation": _ORIENTATIONS.get(search.orientation, "all")}
        if search.colour:
            query["colors"] = _COLOURS.get(search.colour, search.colour)
        photos = await self._channel.json(Call("GET", "", query=query, kept=True, variant=today()), _Photos)
        return StockFound(tuple(map(_shown_photograph, photos.hits[page])), photos.total_hits)

    async def _clips(self, request: FootageRequest) -> tuple[Footage, ...]:
        videos = await self._channel.json(_search("videos/", request), _Videos)
        clips = (_clip(video, request) for video in videos.hits if _files(video))
        # Clips cannot be searched by how they lie.
        return tuple(clip for clip in clips if _lies(clip, request.orientation))

    async def fetch(self, footage: Footage, request: FootageRequest, target: Path) -> None:
        """
        Write *footage* to *target*.

        Raises:
            ProviderError: it could not be had.
        """
        if footage.kind is PictureKind.VIDEO:
            await self._channel.download(footage.address, VIDEOS, target)
            return
        number = footage.id.removeprefix("photo-")
        found = await self._channel.json(Call("GET", "", query={"id": number}), _Photos)
        if not found.hits:
            raise self._channel.failed(Verdict.NOTHING_FOUND, f"it has no photograph {number} any more")
        await self._channel.download(fitting(_sizes(found.hits[0]), request.size).address, PICTURES, target)


def _search(path: str, request: FootageRequest, **more: str) -> Call:
    query = {"q": _shortened(request.words), "per_page": _MOST, "safesearch": "true", **more}
    if (language := request.language.partition("-")[0].lower()) in _LANGUAGES:
        query["lang"] = language
    # What was found once is found again, so that a film stays the same; a day is what they ask for.
    return Call("GET", path, query=query, kept=True)


def _shortened(words: str) -> str:
    return textwrap.shorten(words, _LONGEST, placeholder="") or words[:_LONGEST]


def _files(video: _Video) -> list[File]:
    """Give the sizes that there are; of many clips there is none that is large."""
    sizes = (video.videos.large, video.videos.medium, video.videos.small, video.videos.tiny)
    return [File(file.url, file.width, file.height) for file in sizes if file.url and file.width and file.height]


def _sizes(photo: _Photo) -> list[File]:
    longer = max(1, photo.width, photo.height)
    sizes = ((photo.large, _LARGE), (photo.full, _FULL), (photo.original, longer))
    return [
        File(url, round(photo.width * scale), round(photo.height * scale))
        for url, side in sizes
        if url
        for scale in (min(1, side / longer),)
    ]


def _lies(clip: Footage | StockItem, orientation: str) -> bool:
    lying = {"landscape": clip.width > clip.height, "portrait": clip.width < clip.height}
    return lying.get(orientation, True)


def _author_page(user: str, number: int) -> str:
    return f"https://pixabay.com/users/{quote(user)}-{number}/" if number else ""


def _shown_clip(video: _Video) -> StockItem:
    files = sorted(_files(video), key=lambda file: file.width * file.height)
    stills = (video.videos.tiny, video.videos.small, video.videos.medium, video.videos.large)
    return StockItem(
        id=f"video-{video.id}",
        kind=PictureKind.VIDEO,
        thumbnail=next((one.thumbnail for one in stills if one.thumbnail), ""),
        preview=files[0].address,
        full=files[-1].address,
        width=files[-1].width,
        height=files[-1].height,
        page=video.page,
        author=video.user,
        author_page=_author_page(video.user, video.user_id),
        title=video.tags.capitalize(),
        seconds=video.duration,
    )


def _shown_photograph(photo: _Photo) -> StockItem:
    largest = _sizes(photo)[-1]
    return StockItem(
        id=f"photo-{photo.id}",
        kind=PictureKind.IMAGE,
        thumbnail=photo.small or photo.large,
        preview=photo.middling or photo.large,
        full=largest.address,
        width=largest.width,
        height=largest.height,
        page=photo.page,
        author=photo.user,
        author_page=_author_page(photo.user, photo.user_id),
        title=photo.tags.capitalize(),
    )


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
        title=video.tags.capitalize(),
        attribution=f"Video by {video.user} on Pixabay ({video.page})",
        license=_LICENSE,
    )


def _photograph(photo: _Photo, request: FootageRequest) -> Footage:
    chosen = fitting(_sizes(photo), request.size)
    return Footage(
        id=f"photo-{photo.id}",
        kind=PictureKind.IMAGE,
        address=photo.page,
        suffix=".jpg",
        width=chosen.width,
        height=chosen.height,
        title=photo.tags.capitalize(),
        attribution=f"Photo by {photo.user} on Pixabay ({photo.page})",
        license=_LICENSE,
    )
