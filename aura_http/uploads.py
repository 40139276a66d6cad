"""
Files that are sent here, as forms send them (RFC 7578).

Rule 1: the size of the whole is limited where requests are (route option ``uploads``); no more than a piece of a file is
ever held in memory.

Rule 2: a name says what somebody called the file, and nothing of where it goes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final

import attrs
from litestar import Request
from litestar.exceptions import ClientException
from multipart import MultipartError, MultipartSegment, PushMultipartParser, parse_options_header

from aura_core.errors import InvalidInputError
from aura_http.problems import UnsupportedMediaTypeError


__all__ = ["FORM", "Upload", "plain_name", "upload_of"]

FORM: Final = "multipart/form-data"

_IN_MEMORY: Final = 1024 * 1024
"""Bytes of a file; a larger one lies on disk while it is looked at."""

_PARTS: Final = 20
_WORDS: Final = 100_000
"""Parts of a form, and characters of one that is no file."""

_LONGEST: Final = 120
_ENDING: Final = 10
"""Bytes of a name, and characters of its ending; file systems take 255 bytes."""


@attrs.frozen
class Upload:
    """
    A file that was sent.

    Attributes:
        name: What it was called, without folders.

        file: Is gone when the request has been answered.

        fields: What the form says besides.
    """

    name: str
    file: IO[bytes]
    fields: dict[str, str]


def plain_name(name: str) -> str:
    """Return what is left of *name* for a file in a folder of ours; empty when nothing is."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = re.sub(r'[\x00-\x1f\x7f<>:"|?*]|[\u202a-\u202e\u2066-\u2069\ud800-\udfff]', "_", last).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > _ENDING:
        return _cut(plain, _LONGEST)
    return f"{_cut(stem, _LONGEST - len(ending.encode()) - 1)}.{ending}"


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore")


@asynccontextmanager
async def upload_of(request: Request[Any, Any, Any], field: str = "file") -> AsyncIterator[Upload]:
    """
    Give the file that the form of *request* has as *field*.

    Raises:
        InvalidInputError: there is none, or several.

        UnsupportedMediaTypeError: it is no form with files.

        ClientException: it cannot be read.
    """
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != FORM:
        raise UnsupportedMediaTypeError(kind, FORM)
    if not options.get("boundary"):
        raise ClientException(detail="The form does not say by what its parts are parted.")
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        form = _Form(field, file)
        try:
            with PushMultipartParser(options["boundary"], max_segment_count=_PARTS) as parser:
                async for chunk in request.stream():
                    form.take(parser.parse(chunk))
        except MultipartError as error:
            raise ClientException(detail=f"The form cannot be read: {error}.") from error
        if not form.name:
            raise form.refused("The form holds no file of that name.", f"Send the file as the field {field}.")
        file.seek(0)
        yield Upload(form.name, file, {name: text.decode("utf-8", "replace") for name, text in form.texts.items()})


class _Form:
    """A form, while it is being read."""

    def __init__(self, field: str, file: IO[bytes]) -> None:
        self.name = ""
        self.texts: dict[str, bytearray] = {}
        self._field = field
        self._file = file
        self._part: Any = None

    def take(self, events: Iterable[Any]) -> None:
        """Go on with what a piece of the body holds: heads of parts, what they hold, and ``None`` at their ends."""
        for event in events:
            if isinstance(event, MultipartSegment):
                self._begin(event)
            elif event and self._part.filename is None:
                self._say(event)
            elif event and self._part.name == self._field:
                self._file.write(event)

    def _begin(self, part: Any) -> None:
        self._part = part
        if part.filename is not None and part.name == self._field:
            if self.name:
                raise self.refused("There are several files.", "Send one at a time.")
            self.name = plain_name(part.filename) or "file"

    def _say(self, text: bytes) -> None:
        held = self.texts.setdefault(self._part.name, bytearray())
        held += text
        if len(held) > _WORDS:
            raise self.refused(f"What the form says as {self._part.name[:40]} is too long.", "Send less text.")

    def refused(self, message: str, remedy: str) -> InvalidInputError:
        return InvalidInputError.of(f"$.{self._field}", message, remedy=remedy)
