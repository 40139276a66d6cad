"""
One file of a known path, served well.

What a client may ask for is in :mod:`aura_http.conditions`.

What is sent is what was described. A file that was replaced before the first byte is 503, and one that shrinks
while it is sent ends the response short of its length, by which the client knows.
"""

from __future__ import annotations

import asyncio
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Coroutine
from contextlib import ExitStack
from email.utils import formatdate
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeVar
from urllib.parse import quote

import structlog
from litestar import Request
from litestar.exceptions import ServiceUnavailableException
from litestar.response import File
from litestar.response.base import ASGIResponse
from litestar.types import Receive, Scope, Send

from aura_core.errors import NotFoundError
from aura_http.conditions import (
    PreconditionFailedError,
    RangeNotSatisfiableError,
    etag_of,
    is_not_modified,
    part_of,
)
from aura_http.threads import gone


__all__ = [
    "FileResponse",
    "PreconditionFailedError",
    "RangeNotSatisfiableError",
    "file_response",
    "inside",
    "media_type_of",
]

T = TypeVar("T")

log = structlog.get_logger()

_CHUNK: Final = 256 * 1024
"""Bytes in memory at a time; the server holds one more such chunk until the client has taken it."""

_MEDIA_TYPES: Final = {
    ".ass": "text/x-ssa; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mkv": "video/x-matroska",
    ".mov": "video/quicktime",
    ".mp4": "video/mp4",
    ".png": "image/png",
    ".srt": "application/x-subrip",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webp": "image/webp",
}
"""Not from :mod:`mimetypes`, which says what the machine at hand believes."""


def media_type_of(name: str) -> str:
    """Tell the media type by the end of *name*; ``application/octet-stream`` when it says nothing."""
    return _MEDIA_TYPES.get(Path(name).suffix.lower(), "application/octet-stream")


def inside(folder: Path, name: str) -> Path:
    """
    Find the file called *name* directly in *folder*, links followed.

    Raises:
        NotFoundError: there is none, its name begins with a dot, or *name* leads anywhere else.
    """
    missing = NotFoundError(f"There is no file called {name!r}.", remedy="Ask for one of the files that are listed.")
    if not name or name.startswith(".") or Path(name).name != name or re.search(r"[/\\\x00]", name):
        raise missing
    try:
        root = folder.resolve(strict=True)
        path = (root / name).resolve(strict=True)
        is_file = path.is_file()
    except (OSError, RuntimeError, ValueError) as error:  # absent, too long; links in a circle; no such characters
        raise missing from error
    if path.parent != root or path.name.startswith(".") or not is_file:
        raise missing
    return path


def file_response(
    request: Request[Any, Any, Any],
    path: Path,
    *,
    media_type: str,
    filename: str,
    attachment: bool = False,
    tag: str | None = None,
) -> FileResponse:
    """
    Answer *request*, a GET or HEAD, with the file at *path*: 200, 206 or 304.

    Looks at the file once, without opening it; its content is read while it is sent.

    Args:
        filename: What the client may save it as; any characters.

        attachment: Ask the client to save it rather than show it.

        tag: Names the content of a file that never changes, such as a result in the store.

    Raises:
        NotFoundError: there is no such file.

        PreconditionFailedError: it is not the one that the client knows.

        RangeNotSatisfiableError: it ends before what is asked for begins.
    """
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _no_file(filename) from error
    if not stat.S_ISREG(found.st_mode):
        raise _no_file(filename)
    headers = {
        "accept-ranges": "bytes",
        "cache-control": "private, no-cache",
        "etag": etag_of(found, tag),
        "last-modified": formatdate(int(found.st_mtime), usegmt=True),
        "x-content-type-options": "nosniff",
    }
    if is_not_modified(request, found, tag):
        return FileResponse(path, found, range(0), tag=tag, status_code=304, headers=headers, media_type=media_type)
    part = part_of(request, found, tag)
    if part is not None:
        headers["content-range"] = f"bytes {part.start}-{part.stop - 1}/{found.st_size}"
    sent = range(found.st_size) if part is None else part
    headers["content-length"] = str(len(sent))
    headers["content-type"] = media_type
    headers["content-disposition"] = _disposition(filename, attachment=attachment)
    status = 200 if part is None else 206
    return FileResponse(path, found, sent, tag=tag, status_code=status, headers=headers, media_type=media_type)


class FileResponse(File):
    """
    Some of a file; a :class:`~litestar.response.File` so that OpenAPI documents it as one.

    Attributes:
        sent: Which of its bytes.

        tag: Names its content if that never changes.
    """

    __slots__ = ("found", "path", "sent", "tag")

    def __init__(
        self,
        path: Path,
        found: os.stat_result,
        sent: range,
        *,
        tag: str | None = None,
        status_code: int,
        headers: dict[str, str],
        media_type: str,
    ) -> None:
        super().__init__(path, status_code=status_code, headers=headers, media_type=media_type)
        self.path = path
        self.found = found
        self.sent = sent
        self.tag = tag

    def to_asgi_response(self, app: Any, request: Request[Any, Any, Any], **kwargs: Any) -> Any:
        """Make what sends it; called by Litestar, which adds the headers, cookies and tasks of the route."""
        return _Sender(
            self.path,
            self.found,
            self.sent,
            self.tag,
            background=self.background or kwargs.get("background"),
            cookies=[*self.cookies, *(kwargs.get("cookies") or ())],
            headers={**(kwargs.get("headers") or {}), **self.headers},
            is_head_response=request.method == "HEAD",
            media_type=self.media_type,
            status_code=self.status_code,
        )


class _Sender(ASGIResponse):
    def __init__(self, path: Path, found: os.stat_result, sent: range, tag: str | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.path = path
        self.found = found
        self.sent = sent
        self.tag = tag

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.is_head_response or self.status_code == 304:
            await super().__call__(scope, receive, send)
            return
        with ExitStack() as closing:
            file = await _in_thread(partial(self._open, closing))
            await self.start_response(send)
            await _until_gone(self._send_file(file, send), receive)
        await self.after_response()

    def _open(self, closing: ExitStack) -> BinaryIO:
        try:
            file = closing.enter_context(self.path.open("rb"))
        except FileNotFoundError as error:
            raise _no_file(self.path.name) from error
        if etag_of(os.fstat(file.fileno()), self.tag) != etag_of(self.found, self.tag):
            raise ServiceUnavailableException(
                detail="The file was replaced while it was asked for; ask again.", headers={"Retry-After": "1"}
            )
        file.seek(self.sent.start)
        return file

    async def _send_file(self, file: BinaryIO, send: Send) -> None:
        left = len(self.sent)
        while left:
            chunk = await _in_thread(partial(file.read, min(left, _CHUNK)))
            if not chunk:
                log.warning("file shortened while it was sent", path=str(self.path), missing=left)
                return
            left -= len(chunk)
            await send({"type": "http.response.body", "body": chunk, "more_body": left > 0})
        if not self.sent:
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _in_thread(function: Callable[[], T]) -> T:
    """Run *function* in a thread, to its end even when cancelled: a file is not closed under its reader."""
    running = asyncio.ensure_future(asyncio.to_thread(function))
    try:
        return await asyncio.shield(running)
    finally:
        await asyncio.wait({running})


async def _until_gone(sending: Coroutine[Any, Any, None], receive: Receive) -> None:
    """Wait until *sending* is done or the client is gone, whichever comes first; nothing is left running."""
    tasks = {asyncio.ensure_future(sending), asyncio.ensure_future(gone(receive))}
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    for task in tasks:
        if not task.cancelled():
            task.result()


def _no_file(name: str) -> NotFoundError:
    return NotFoundError(f"There is no file {name!r}.", remedy="Make it again, or ask for another.")


def _disposition(filename: str, *, attachment: bool) -> str:
    """Name the file for the client (RFC 6266), in ASCII for all and, if that is not enough, in UTF-8 (RFC 8187)."""
    name = "".join(
        "_" if unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"} or each in "/\\" else each for each in filename
    )
    plain = "".join(each if " " <= each <= "~" and each not in '"%' else "_" for each in name)
    kind = "attachment" if attachment else "inline"
    shown = f'{kind}; filename="{plain}"'
    return shown if plain == name else f"{shown}; filename*=UTF-8''{quote(name, safe='!#$&+-.^_`|~')}"
