"""
Unsplash: photographs that may be used for nothing.

https://unsplash.com/documentation, and its guidelines at https://help.unsplash.com/en/collections/1451505 (read in
2026): a photograph comes from the address that the search gave, with all of its query; whoever uses one tells so at its
``download_location``; and the photographer is named with a link that says who sends people there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

import attrs

from aura_core.model.footage import Footage, FootageRequest
from aura_core.model.stock import StockFound, StockItem, StockSearch, StockTerms
from aura_core.model.visuals import PictureKind
from aura_core.outbound.call import Call
from aura_core.outbound.channel import Channel
from aura_core.outbound.media import PICTURES
from aura_core.providers.footage.choosing import today, width_for


__all__ = ["UnsplashFootage"]

_MOST: Final = "15"
"""Offers a scene, at most 30; one search costs the same whatever their number."""

_LICENSE: Final = "Unsplash License"

_FROM_US: Final = "utm_source=aura&utm_medium=referral"

_LARGEST_PAGE: Final = 30

_COLOURS: Final = {"pink": "magenta", "turquoise": "teal", "violet": "purple"}
"""What it calls colours otherwise than others do."""

_ORIENTATIONS: Final = {"landscape": "landscape", "portrait": "portrait", "square": "squarish"}


@attrs.frozen
class _Addresses:
    raw: str
    full: str = ""
    regular: str = ""
    thumb: str = ""


@attrs.frozen
class _Links:
    html: str


@attrs.frozen
class _User:
    name: str
    links: _Links


@attrs.frozen
class _Photo:
    id: str
    width: int
    height: int
    urls: _Addresses
    links: _Links
    user: _User
    description: str | None = None
    alt_description: str | None = None


@attrs.frozen
class _Photos:
    results: tuple[_Photo, ...]
    total: int = 0


@attrs.frozen
class _Told:
    url: str


class UnsplashFootage:
    """
    Looks for photographs, in English: for searches in other languages it asks for a permission of its own.
    """

    version = "1"
    kinds = (PictureKind.IMAGE,)
    terms = StockTerms(_LICENSE, "https://unsplash.com/license", credit=True)

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.name = channel.provider.id

    async def find(self, request: FootageRequest) -> tuple[Footage, ...]:
        """
        Return what there is for *request*, the best first.

        Raises:
            ProviderError: it could not be asked.
        """
        query = {
            "query": request.words,
            "orientation": _ORIENTATIONS[request.orientation],
            "content_filter": "high",
            "per_page": _MOST,
        }
        # What was found once is found again, so that a film stays the same.
        found = await self._channel.json(Call("GET", "search/photos", query=query, kept=True), _Photos)
        return tuple(_photograph(photo, request) for photo in found.results)

    async def browse(self, search: StockSearch) -> StockFound:
        """
        Return a page of what there is for *search*, 30 at most.

        Raises:
            ProviderError: it could not be asked.
        """
        query = {
            "query": search.words,
            "content_filter": "high",
            "per_page": str(min(search.count, _LARGEST_PAGE)),
            "page": str(search.page),
        }
        if search.orientation:
            query["orientation"] = _ORIENTATIONS[search.orientation]
        if search.colour:
            query["color"] = _COLOURS.get(search.colour, search.colour)
        call = Call("GET", "search/photos", query=query, kept=True, variant=today())
        found = await self._channel.json(call, _Photos)
        return StockFound(tuple(map(_shown, found.results)), found.total)

    async def fetch(self, footage: Footage, request: FootageRequest, target: Path) -> None:
        """
        Write *footage* to *target*, and tell that it is used.

        Raises:
            ProviderError: it could not be had, or not be told.
        """
        whose = parse_qs(urlsplit(footage.address).query).get("ixid", [])
        told = Call("GET", f"photos/{footage.id}/download", query={"ixid": whose[0]} if whose else {})
        await self._channel.json(told, _Told)
        await self._channel.download(footage.address, PICTURES, target)


def _shown(photo: _Photo) -> StockItem:
    return StockItem(
        id=photo.id,
        kind=PictureKind.IMAGE,
        thumbnail=photo.urls.thumb or photo.urls.raw,
        preview=photo.urls.regular or photo.urls.raw,
        full=photo.urls.full or photo.urls.raw,
        width=photo.width,
        height=photo.height,
        page=f"{photo.links.html}?{_FROM_US}",
        author=photo.user.name,
        author_page=f"{photo.user.links.html}?{_FROM_US}",
        title=(photo.description or photo.alt_description or "").strip().capitalize(),
    )


def _photograph(photo: _Photo, request: FootageRequest) -> Footage:
    width = width_for(photo.width, photo.height, request.size)
    mark = "&" if "?" in photo.urls.raw else "?"
    photographer = f"{photo.user.name} ({photo.user.links.html}?{_FROM_US})"
    return Footage(
        id=photo.id,
        kind=PictureKind.IMAGE,
        address=f"{photo.urls.raw}{mark}w={width}&fit=max&fm=jpg&q=85",
        suffix=".jpg",
        width=width,
        height=round(photo.height * width / max(1, photo.width)),
        title=(photo.description or photo.alt_description or "").strip().capitalize(),
        attribution=f"Photo by {photographer} on Unsplash ({photo.links.html}?{_FROM_US})",
        license=_LICENSE,
    )
