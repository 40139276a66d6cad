"""
Music in a folder of the user's own: what it sounds like is what its files say of themselves.

A file's moods are in its tags (mood, genre, comment), in its name and in the names of the folders that it lies in, so
``calm/evening.mp3`` is calm without any tag.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from aura_core.disk import disk_errors
from aura_core.errors import IntegrityError, ProviderError
from aura_core.ffmpeg.probe import signature_of
from aura_core.model.music import RECORDINGS, MusicRequest, Recording, moods_in
from aura_core.model.signature import Signature
from aura_core.providers.music.choosing import ranked
from aura_core.store import digest
from aura_core.verdicts import Verdict


__all__ = ["FolderMusic"]

_MOST: Final = 2000
"""Files that are looked into, at some 3 ms each."""


class FolderMusic:
    """
    The recordings in *folder*, and in the folders within it.
    """

    name = "localmusic"
    version = "1"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def find(self, request: MusicRequest) -> tuple[Recording, ...]:
        """
        Return what can be heard in the folder, the best for *request* first.

        Raises:
            ProviderError: there is no such folder, or it must not be read.
        """
        return ranked(await asyncio.to_thread(lambda: tuple(self._recordings())), request)

    async def fetch(self, recording: Recording, target: Path) -> None:
        """
        Copy *recording*, so that the film can be made again whatever becomes of the folder.

        Raises:
            ProviderError: it cannot be read any more.
        """
        with disk_errors(target.parent):
            try:
                await asyncio.to_thread(shutil.copyfile, recording.address, target)
            except (FileNotFoundError, PermissionError) as error:
                raise self._unread(Path(recording.address), error) from error

    def _recordings(self) -> Iterator[Recording]:
        for path in self._files()[:_MOST]:
            try:
                said, found = signature_of(path), path.stat()
            except (IntegrityError, OSError):
                # What cannot be looked into is passed over, like a text among the music.
                continue
            if said.seconds > 0:
                content = digest(str(path), found.st_size, found.st_mtime_ns)
                yield self._recording(path, said, content)

    def _recording(self, path: Path, said: Signature, content: str) -> Recording:
        named = " ".join(path.relative_to(self._folder).with_suffix("").parts).replace("_", " ")
        return Recording(
            id=content,
            address=str(path),
            suffix=path.suffix.lower(),
            seconds=said.seconds,
            title=said.title or path.stem,
            author=said.author,
            license=said.license,
            moods=moods_in(f"{said.words} {named}"),
            tempo=said.tempo,
        )

    def _files(self) -> list[Path]:
        def refuse(error: OSError) -> None:
            raise self._unread(self._folder, error) from error

        found = [
            Path(place, name)
            for place, folders, names in os.walk(self._folder, onerror=refuse)
            for name in names
            if Path(name).suffix.lower() in RECORDINGS and not name.startswith(".")
        ]
        return sorted(found)

    def _unread(self, path: Path, error: OSError) -> ProviderError:
        return ProviderError(
            f"{self.name}: {path} cannot be read: {error.strerror}.",
            provider=self.name,
            remedy="Name a folder with music that this process may read.",
            verdict=Verdict.NOT_CONFIGURED,
            stage="subtitles",
        )
