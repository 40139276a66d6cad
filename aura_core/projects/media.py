"""
Files that belong to projects: those that a film has, and those that came from another machine.

Rule 1: what a project names is found by the addresses of this server, never by paths of its disk, so that no project
carries away what its client could not have asked for.

Rule 2: a file is pictures or sound by what is in it, whatever it is called; captions and texts are text.
"""

from __future__ import annotations

import os
import re
import shutil
import uuid
from collections.abc import Iterable, Iterator
from mimetypes import MimeTypes
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

import attrs

from aura_core.album import label_of
from aura_core.errors import NotFoundError
from aura_core.jobs import Jobs
from aura_core.jobs.files import at_address
from aura_core.media import stored_at
from aura_core.model.pictures import MEDIA, Label


__all__ = ["Media", "Source", "address_of", "is_address", "is_media", "type_of"]

_ADDRESS: Final = re.compile(
    r"/api/(?:jobs/[^/\"'\s\\?&#]+/artifacts|audio|media|project/media/[0-9a-f-]{36})/[^/\"'\s\\?&#]+"
)
_OWN: Final = re.compile(r"/api/project/media/([0-9a-f-]{36})/([^/]+)")

_PICTURES_OR_SOUND: Final = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"\x1a\x45\xdf\xa3",
    b"OggS",
    b"ID3",
    b"fLaC",
    b"\xff\xfb",
    b"\xff\xf1",
)
"""How files of PNG, JPEG, GIF, WebP and WAV, Matroska and WebM, Ogg, MP3, FLAC and AAC begin."""

_TEXTS: Final = frozenset({".srt", ".vtt", ".ass", ".json", ".txt", ".md"})

_LOOKED_AT: Final = 4096


@attrs.frozen
class Source:
    """
    A file that a project names.

    Attributes:
        address: How it is named.

        label: Whose it is, as far as that is known.
    """

    address: str
    path: Path
    label: Label | None = None


def address_of(media_id: str, name: str) -> str:
    """Return where this server has a file that belongs to a project."""
    return f"/api/project/media/{media_id}/{quote(name)}"


def is_address(text: str) -> bool:
    """Whether *text* is how a project names a file."""
    return _ADDRESS.fullmatch(text) is not None


def type_of(name: str) -> str:
    """Tell the media type of a file by the end of its *name*, by what Python knows and not the machine at hand."""
    return MimeTypes().guess_type(name)[0] or "application/octet-stream"


def is_media(path: Path) -> bool:
    """Whether what is in a file is pictures, sound, or text beside them."""
    try:
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
    except (OSError, ValueError):
        return False
    if path.suffix.lower() in _TEXTS:
        return b"\0" not in head
    return head[4:8] == b"ftyp" or head.startswith(_PICTURES_OR_SOUND)


class Media:
    """The files of the projects of *jobs*, each project's in a folder of its own."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._folder = jobs.settings.data / "projects"

    def folder(self, media_id: str) -> Path:
        """Return where the files of a project lie, once it has any."""
        return self._folder / media_id

    def find(self, media_id: str, name: str) -> Path:
        """
        Find a file of a project.

        Raises:
            NotFoundError: there is none.
        """
        path = self.folder(media_id) / name
        plain = re.fullmatch("[0-9a-f-]{36}", media_id) and Path(name).name == name and not name.startswith(".")
        if not plain or "\0" in name or not path.is_file():
            raise NotFoundError("The project has no such file.", remedy="Ask for one of its generatedAssets.")
        return path

    def named_in(self, texts: Iterable[str | None]) -> Iterator[Source]:
        """Give the files whose addresses stand in *texts*, each once, those that are gone left out."""
        for address in dict.fromkeys(found for text in texts if text for found in _ADDRESS.findall(text)):
            try:
                path = self._at(address)
                yield Source(address, path, label_of(path) if address.startswith(MEDIA) else None)
            except NotFoundError:
                continue

    def _at(self, address: str) -> Path:
        if own := _OWN.fullmatch(address):
            return self.find(own[1], unquote(own[2]))
        return stored_at(address, self._jobs.settings) or at_address(self._jobs, address).path

    def copied(self, media_id: str) -> str:
        """Have the files of a project once more, and return where; they share the disk's room where that is possible."""
        copy = str(uuid.uuid4())
        if self.folder(media_id).is_dir():
            shutil.copytree(self.folder(media_id), self.folder(copy), copy_function=_linked)
        return copy

    def remove(self, media_id: str | None) -> None:
        """Delete the files of a project."""
        if media_id:
            shutil.rmtree(self.folder(media_id), ignore_errors=True)


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
