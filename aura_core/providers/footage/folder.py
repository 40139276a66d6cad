"""
Pictures and clips in a folder of the user's own: what they show is what they are called.

The words of a file are in its name, in the names of the folders that it lies in, and in what it says of itself (Exif,
IPTC, the tags of clips), so ``sea/waves at dusk.jpg`` is found for waves, for dusk and for the sea.

Rule: nothing in the folder is changed, and nothing outside it is shown, whatever links lead there.
"""

from __future__ import annotations

import asyncio
import math
import os
import re
import shutil
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Final

import attrs

from aura_core.disk import Version, disk_errors, version_of
from aura_core.errors import IntegrityError, NotFoundError, ProviderError
from aura_core.ffmpeg.probe import probe, signature_of
from aura_core.frames.decoding import signature_in, size_in
from aura_core.model.footage import Footage, FootageRequest
from aura_core.model.signature import Signature
from aura_core.model.visuals import PictureKind
from aura_core.outbound.media import VIDEOS
from aura_core.providers.footage.choosing import apart
from aura_core.store import digest
from aura_core.verdicts import Verdict
from aura_core.words import stops_of, terms


__all__ = ["FolderFootage"]

_PICTURES: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".bmp", ".tif", ".tiff"})
_CLIPS: Final = frozenset({".mp4", ".m4v", ".mov", ".mkv", ".webm"})

_MOST: Final = 5000
"""Files that are looked into, pictures at 1 ms each and clips at 4 (a virtual core of 2026)."""

_FRESH_S: Final = 60.0
"""How long what was found in the folder counts; a film's searches take less."""

_OFFERS: Final = 40
"""Files that are offered for a scene."""

_CUT: Final = 1.5
"""How far the shape of a file may be from that of the frame: a third of it is then not seen."""

_JOINED: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[^\W\d_])(?=\d)")


@attrs.frozen
class _File:
    """
    A file of the folder.

    Attributes:
        id: The same for copies.

        size: Bytes.

        words: What it shows, as far as its names and tags say.

        seconds: Of a clip.
    """

    id: str
    path: Path
    kind: PictureKind
    size: int
    width: int
    height: int
    seconds: float
    signature: Signature
    words: frozenset[str]


class FolderFootage:
    """
    The pictures and clips in *folder*, and in the folders within it.
    """

    name = "localstock"
    version = "1"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[tuple[Path, Version], _File | None] = {}
        self._listed: tuple[float, tuple[_File, ...]] = (-_FRESH_S, ())
        self._lock = threading.Lock()

    async def find(self, request: FootageRequest) -> tuple[Footage, ...]:
        """
        Return what there is for *request*, first what lies as the frame does, and of that what has most of its words.

        Raises:
            ProviderError: there is no such folder, it must not be read, or nothing in it can be shown.
        """
        return tuple(_footage(file) for file in await asyncio.to_thread(self._found, request))

    async def fetch(self, footage: Footage, request: FootageRequest, target: Path) -> None:
        """
        Copy *footage*, so that the film can be made again whatever becomes of the folder.

        Raises:
            ProviderError: it cannot be read any more.
        """
        path = Path(footage.address)
        with disk_errors(target.parent):
            try:
                if not self._holds(path):
                    raise self._failed(Verdict.NOTHING_FOUND, f"{path.name} does not lie in the folder any more")
                await asyncio.to_thread(shutil.copyfile, path, target)
            except (FileNotFoundError, PermissionError) as error:
                raise self._unread(path, error) from error

    def paths(self) -> list[Path]:
        """
        Return what is called like a picture or clip, by name; what begins with a dot is some system's own.

        Raises:
            ProviderError: there is no such folder, or it must not be read.
        """

        def refuse(error: OSError) -> None:
            if Path(error.filename or self._folder) == self._folder:
                raise self._unread(self._folder, error) from error

        found: list[Path] = []
        for place, folders, names in os.walk(self._folder, onerror=refuse):
            folders[:] = [one for one in folders if not one.startswith(".")]
            found += [
                Path(place, name)
                for name in names
                if Path(name).suffix.lower() in _PICTURES | _CLIPS and not name.startswith(".")
            ]
        # Links to folders are not followed, so that only a file that is one can lead out of this.
        return sorted(path for path in found if (self._holds(path) if path.is_symlink() else path.is_file()))

    def _holds(self, path: Path) -> bool:
        """Say whether *path* is a file of the folder, wherever its links lead."""
        real = os.path.realpath(path)
        return Path(real).is_relative_to(os.path.realpath(self._folder)) and os.path.isfile(real)  # noqa: PTH113

    def _found(self, request: FootageRequest) -> list[_File]:
        files = self._files()
        if not files:
            raise self._failed(
                Verdict.NOT_CONFIGURED,
                f"there are no pictures or clips in {self._folder}",
                remedy="Put some into it, or name another folder in the settings.",
            )
        common = {term for word in stops_of(request.language) | stops_of("en") for term in terms(word)}
        asked = set(terms(request.words)) - common
        if request.still:
            files = tuple(file for file in files if file.kind is PictureKind.IMAGE)
        spread = Counter(word for file in files for word in file.words)
        # A word tells the more, the fewer files have it.
        worths = {
            file: math.fsum(math.log(1 + len(files) / spread[word]) for word in sorted(asked & file.words))
            for file in files
        }
        best = max(worths.values(), default=0.0)
        fitting = [file for file in files if worths[file] and worths[file] >= best / 2]

        def flaws(file: _File) -> tuple[bool, float, bool]:
            lies_otherwise = apart(file.width, file.height, request.size) > _CUT
            return lies_otherwise, -round(worths[file], 6), file.kind is not PictureKind.VIDEO

        return sorted(fitting, key=flaws)[:_OFFERS]

    def _files(self) -> tuple[_File, ...]:
        """Return all that can be shown; the scenes of a film ask for it at once, and it is looked at for all of them."""
        with self._lock:
            if time.monotonic() - self._listed[0] >= _FRESH_S:
                files = [file for path in self.paths()[:_MOST] if (file := self._looked_at(path))]
                sizes = Counter(file.size for file in files)
                # Copies are one picture, so none of them is seen after the other.
                self._listed = (
                    time.monotonic(),
                    tuple(_by_content(file) if sizes[file.size] > 1 else file for file in files),
                )
            return self._listed[1]

    def _looked_at(self, path: Path) -> _File | None:
        """Look into *path*, unless it was looked into before; ``None`` where nothing in it can be shown."""
        key = path, version_of(path)
        if key not in self._known:
            self._known[key] = self._clip(*key) if path.suffix.lower() in _CLIPS else self._picture(*key)
        return self._known[key]

    def _picture(self, path: Path, version: Version) -> _File | None:
        size = size_in(path)
        if size is None:
            return None
        signature = signature_in(path)
        words = self._words(path, signature)
        return _File(*_named(path, PictureKind.IMAGE, version), *size, 0.0, signature, words)

    def _clip(self, path: Path, version: Version) -> _File | None:
        try:
            if not VIDEOS.begins(path):
                # FFmpeg would follow a playlist, wherever it leads.
                return None
            found, signature = probe(path), signature_of(path)
        except (IntegrityError, OSError):
            return None
        if not (found.video_seconds and found.width and found.height):
            return None
        lies = found.rotation % 180 == 90
        size = (found.height, found.width) if lies else (found.width, found.height)
        words = self._words(path, signature)
        return _File(*_named(path, PictureKind.VIDEO, version), *size, found.video_seconds, signature, words)

    def _words(self, path: Path, signature: Signature) -> frozenset[str]:
        named = " ".join(path.relative_to(self._folder).with_suffix("").parts)
        said = f"{signature.title} {signature.words}"
        return frozenset(terms(_JOINED.sub(" ", f"{named} {said}".replace("_", " "))))

    def _unread(self, path: Path, error: OSError) -> ProviderError:
        return self._failed(
            Verdict.NOT_CONFIGURED,
            f"{path} cannot be read: {error.strerror}",
            remedy="Name a folder with pictures and clips that this process may read.",
        )

    def _failed(self, verdict: Verdict, reason: str, *, remedy: str | None = None) -> ProviderError:
        return ProviderError(
            f"{self.name}: {reason}.",
            provider=self.name,
            remedy=remedy or verdict.meaning.remedy,
            verdict=verdict,
            stage="broll",
        )


def _by_content(file: _File) -> _File:
    """Know *file* by what is in it, unless it is gone by now."""
    try:
        return attrs.evolve(file, id=digest(file.path))
    except (NotFoundError, OSError):
        return file


def _named(path: Path, kind: PictureKind, version: Version) -> tuple[str, Path, PictureKind, int]:
    """Return what tells one file from another."""
    return digest(str(path), version), path, kind, version[2] if version else 0


def _footage(file: _File) -> Footage:
    name = " ".join(file.path.stem.replace("_", " ").split())
    return Footage(
        id=file.id,
        kind=file.kind,
        address=str(file.path),
        suffix=file.path.suffix.lower(),
        width=file.width,
        height=file.height,
        seconds=file.seconds,
        title=file.signature.title or name,
        attribution=file.signature.author,
        license=file.signature.license,
    )
