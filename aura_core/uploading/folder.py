"""A folder of this machine, or one that is mounted there."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from aura_core.concurrency import in_thread
from aura_core.errors import UploadError
from aura_core.model.settings.export import UploadDestination
from aura_core.shelf import claim
from aura_core.uploading.carrying import Progress, TakenError, carried
from aura_core.uploading.destination import Item, Notes, Parcel, refused


__all__ = ["FolderDestination"]

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_PASSING: Final = frozenset({errno.EIO, errno.ENOENT, errno.ESTALE, errno.ETIMEDOUT, errno.EHOSTDOWN, errno.ENETDOWN})
"""What passes: a disk that is plugged in again, a share whose server comes back."""

_CHUNK: Final = 4 * 1024 * 1024


class FolderDestination:
    """
    A folder; a film appears there whole or not at all, and never in the place of another file.
    """

    url = None

    def __init__(self, destination: UploadDestination) -> None:
        self._named = destination.local_path

    async def send(self, parcel: Parcel, notes: Notes) -> str:
        """Copy everything; see :class:`aura_core.uploading.destination.Destination`."""
        with self._worded():
            return await carried(parcel, self, notes)

    async def look(self) -> str:
        """Write to the folder, and take away what was written."""
        with self._worded():
            await in_thread(self._tried)
        return f"{self._named} can be written to."

    def _tried(self) -> None:
        with tempfile.TemporaryFile(dir=self._folder) as file:
            file.write(b"aura")

    @property
    def _folder(self) -> Path:
        if not self._named:
            raise refused("The folder", "no path is set", remedy="Set localPath of the upload destination.")
        return Path(self._named).expanduser()

    async def size_of(self, name: str) -> int | None:
        """Return how long the file is."""
        return await in_thread(_size_of, self._folder, name)

    async def put(self, item: Item, name: str, progress: Progress) -> None:
        """Copy a file, piece by piece, and give it its name when it is whole and on the disk."""
        # Of the same name every time, so that nothing is left of a try that died.
        temporary = self._folder / f".{name}.aura-partial"
        try:
            with item.path.open("rb") as source, await in_thread(temporary.open, "wb") as target:
                while chunk := await in_thread(source.read, _CHUNK):
                    await in_thread(target.write, chunk)
                    await progress.moved(target.tell())
                target.flush()
                await in_thread(os.fsync, target.fileno())
            await in_thread(_claim, temporary, self._folder / name)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)

    def address_of(self, name: str) -> str:
        """Say where a file is."""
        return str(self._folder / name)

    @contextlib.contextmanager
    def _worded(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise self._refused(error) from error
        except (RuntimeError, ValueError) as error:  # nobody's home, a NUL
            raise refused(
                self._named, "it is no path", remedy="Correct localPath of the upload destination."
            ) from error

    def _refused(self, error: OSError) -> UploadError:
        if error.errno in _FULL:
            return refused(self._named, "no room is left", remedy="Free some space there, and send the film again.")
        return refused(
            self._named,
            f"it cannot be written to: {error.strerror or error}",
            remedy="Choose a folder that you may write to, or connect its disk.",
            retryable=error.errno in _PASSING,
        )


def _size_of(folder: Path, name: str) -> int | None:
    # A folder that is not there is an error; a file that is not is free.
    folder.stat()
    try:
        return (folder / name).lstat().st_size
    except FileNotFoundError:
        return None


def _claim(temporary: Path, target: Path) -> None:
    try:
        claim(temporary, target)
    except FileExistsError as error:
        # Where there are no hard links, a name is taken before the file gets it; who died between the two left nothing.
        if target.lstat().st_size:
            raise TakenError from error
        temporary.replace(target)
