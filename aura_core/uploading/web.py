"""
A server that takes files over HTTP: WebDAV (RFC 4918), such as Nextcloud's, or one that is simply put to.

A file grows under a name of its own on WebDAV, and is moved to its name when it is whole; piece by piece where the
server knows partial updates (http://sabre.io/dav/http-patch), so that no piece is sent twice, else in one go.
"""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

from aura_core.concurrency import in_thread
from aura_core.model.enums import UploadDestinationType
from aura_core.model.settings.export import UploadDestination
from aura_core.outbound.connecting import Request
from aura_core.outbound.endpoints import repaired
from aura_core.settings import Settings
from aura_core.uploading.carrying import Progress, TakenError, carried
from aura_core.uploading.destination import Item, Notes, Parcel, refused
from aura_core.uploading.line import Line, Reply, piece_of, streamed
from aura_core.uploading.signing import encoded


__all__ = ["WebDestination"]

_PIECE: Final = 8 * 1024 * 1024
"""Bytes that are sent in one go to a server that knows partial updates."""

_BEGUN: Final = "begun"
"""What is remembered: the names of files that were begun to be sent."""

_UNKNOWN: Final = frozenset({404, 405, 501})
"""What a server that takes files may answer to whoever asks for one: it has none, or is never asked."""

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})

_NEW: Final = {"If-None-Match": "*"}
"""Refuses to write over anything, RFC 9110 §13.1.2."""


class WebDestination:
    """A server over HTTP, asked with a user name and a password, or with a password alone as a bearer token."""

    def __init__(self, destination: UploadDestination, settings: Settings) -> None:
        self._destination = destination
        self._dav = destination.type is UploadDestinationType.WEB_DAV
        host = urlsplit(destination.host if "://" in destination.host else f"//{destination.host}").hostname
        self._line = Line(host or "The server", settings, destination.timeout_seconds)
        self._folders = [part for part in destination.remote_path.split("/") if part not in {"", ".", ".."}]

    @property
    def url(self) -> str:
        """Where the server's own folder is, without a slash at the end."""
        if not self._destination.host.strip():
            raise refused("The server", "no address is set", remedy="Set host of the upload destination to its URL.")
        try:
            return repaired(self._destination.host)
        except ValueError as error:
            raise refused("The server", str(error), remedy="Correct host of the upload destination.") from error

    async def send(self, parcel: Parcel, notes: Notes) -> str:
        """Put everything there; see :class:`aura_core.uploading.destination.Destination`."""
        return await carried(parcel, self, notes)

    async def look(self) -> str:
        """Write a small file to WebDAV and delete it; another server is only asked what it can do."""
        if not self._dav:
            reply = await self._ask("OPTIONS", self._at())
            if reply.status >= 400 and reply.status not in _UNKNOWN:
                raise self._line.refused(reply)
            return f"{self._line.where} answers; whether it takes films is seen when one is sent."
        url = self._at(f".aura-{uuid.uuid4().hex}")
        reply = await self._in_folder(lambda: self._ask("PUT", url, content=b"aura"))
        self._see(reply)
        self._see(await self._ask("DELETE", url))
        return f"{self._line.where} can be written to."

    async def size_of(self, name: str) -> int | None:
        """Ask how long a file is."""
        reply = await self._ask("HEAD", self._at(name), {"Accept-Encoding": "identity"})
        if reply.status in _UNKNOWN:
            return None
        self._see(reply)
        return int(reply.headers.get("content-length", "-1"))

    async def put(self, item: Item, name: str, progress: Progress) -> None:
        """Write a file; see :class:`aura_core.uploading.carrying.Place`."""
        known = progress.notes.memory.get(_BEGUN, [])
        begun = name in known
        await progress.notes.keep(**{_BEGUN: sorted({*known, name})})
        if self._dav:
            await self._grow(item, f".{name}.aura-partial", progress, begun=begun)
            await self._move(f".{name}.aura-partial", name)
            return
        # What is there of an earlier try may not be whole; what is there before the first is somebody else's.
        condition = _NOTHING if begun else _NEW
        digest = base64.b64encode(await in_thread(_digest, item.path)).decode()
        about = {"Content-Type": item.type, "Repr-Digest": f"sha-256=:{digest}:"}  # RFC 9530 §3
        reply = await self._whole(item, self._at(name), {**about, **condition}, progress)
        if reply.status == 412:
            await progress.notes.keep(**{_BEGUN: known})
            raise TakenError
        self._see(reply)

    def address_of(self, name: str) -> str:
        """Say where a file is."""
        return self._at(name)

    async def _grow(self, item: Item, name: str, progress: Progress, *, begun: bool) -> None:
        """Send a file under a name of its own, from where an earlier try was."""
        url = self._at(name)
        there = (await self.size_of(name) or 0) if begun else 0
        if there == item.size:
            return
        if item.size <= _PIECE or not await self._knows_pieces():
            self._see(await self._in_folder(lambda: self._whole(item, url, {"Content-Type": item.type}, progress)))
            return
        for start in range(there if there < item.size else 0, item.size, _PIECE):
            piece = await piece_of(item.path, start, _PIECE)
            last = start + len(piece) - 1
            update = {"Content-Type": "application/x-sabredav-partialupdate", "X-Update-Range": f"bytes={start}-{last}"}
            if start:
                reply = await self._ask("PATCH", url, update, piece)
            else:
                reply = await self._in_folder(lambda: self._ask("PUT", url, content=piece))  # noqa: B023 - called here
            self._see(reply)
            await progress.moved(last + 1, safely=True)

    async def _knows_pieces(self) -> bool:
        reply = await self._ask("OPTIONS", self._at())
        return "sabredav-partialupdate" in reply.headers.get("dav", "")

    async def _move(self, before: str, name: str) -> None:
        headers = {"Destination": self._at(name), "Overwrite": "F"}
        reply = await self._ask("MOVE", self._at(before), headers)
        if reply.status == 412:
            await self._ask("DELETE", self._at(before))
            raise TakenError
        self._see(reply)

    async def _whole(self, item: Item, url: str, headers: Mapping[str, str], progress: Progress) -> Reply:
        sized = {**headers, "Content-Length": str(item.size)}
        return await self._ask("PUT", url, sized, lambda: streamed(item.path, 0, progress))

    async def _in_folder(self, ask: Callable[[], Coroutine[Any, Any, Reply]]) -> Reply:
        """Ask, and once more after the folder was made, if that is what is missing (RFC 4918 §9.7.1)."""
        reply = await ask()
        if reply.status not in {404, 409} or not self._folders:
            return reply
        url = self.url
        for folder in self._folders:
            url = f"{url}/{encoded(folder)}"
            made = await self._ask("MKCOL", url)
            # One that is there is not allowed to be made.
            if not made.well and made.status != 405:
                raise self._line.refused(made)
        return await ask()

    def _at(self, name: str = "") -> str:
        return "/".join([self.url, *(encoded(part) for part in [*self._folders, name])])

    async def _ask(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] = _NOTHING,
        content: bytes | Callable[[], AsyncIterator[bytes]] | None = None,
    ) -> Reply:
        return await self._line.ask(Request(method, url, {**self._proof(), **headers}, content))

    def _proof(self) -> dict[str, str]:
        user, password = self._destination.username, self._destination.password
        if user:
            pair = base64.b64encode(f"{user}:{password}".encode()).decode()
            return {"Authorization": f"Basic {pair}"}
        if password and not (password.isascii() and password.isprintable()):
            raise refused(
                self._line.where, "its token is none", remedy="Correct the password, or give a username, too."
            )
        return {"Authorization": f"Bearer {password}"} if password else {}

    def _see(self, reply: Reply) -> None:
        """Raise what an answer means that is no good one."""
        if not reply.well:
            raise self._line.refused(reply)


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
