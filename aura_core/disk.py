"""
What disks refuse, in our words; files that appear whole or not at all, are changed by one at a time, and known again.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

from filelock import FileLock, Timeout

from aura_core.errors import BusyError, DiskFullError, OutputError


__all__ = [
    "Version",
    "alone_in",
    "disk_errors",
    "full_disk_errors",
    "is_young",
    "publish",
    "published",
    "share",
    "version_of",
]

Version: TypeAlias = tuple[int, int, int] | None
"""Which of the files that had a name it is; ``None`` when there is none."""

_YOUNG_NS: Final = 100_000_000
"""A file younger than this may change again within the same tick of its file system's clock."""

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextlib.contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    """
    Turn what the disk under *folder* refuses into our errors.

    Raises:
        DiskFullError: no room is left.

        OutputError: anything else.
    """
    try:
        with full_disk_errors(folder):
            yield
    except OSError as error:
        raise OutputError(
            f"{folder} cannot be written: {error.strerror or error}.",
            remedy="Choose a folder that you may write to (AURA_DATA_PATH, AURA_SECRETS_PATH for keys, or -o for the film).",
        ) from error


@contextlib.contextmanager
def full_disk_errors(folder: Path | None = None) -> Iterator[None]:
    """
    Turn the error that no room is left in *folder*, or wherever it was, into ours; leave all others alone.

    Raises:
        DiskFullError: no room is left.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        where = folder or error.filename or "the folder for temporary files"
        raise DiskFullError(
            f"There is no room left in {where}.",
            remedy="Free some space, or choose another folder (AURA_DATA_PATH, TMPDIR, or -o for the film), "
            "and try again.",
        ) from error


def publish(path: Path, data: bytes, *, before: Callable[[], None] | None = None) -> None:
    """
    Write *data* to *path*, for its owner's eyes only, whole or not at all; a link stays one.

    Args:
        before: Done when *data* is safely on disk but not yet under its name; if it fails, nothing has changed.

    Raises:
        DiskFullError: no room is left.

        OutputError: it cannot be written.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name}-{uuid.uuid4().hex}")
    try:
        with disk_errors(target.parent):
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        if before is not None:
            before()
        with disk_errors(target.parent):
            temporary.replace(target)
            _sync_folder(target.parent)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Keep the new name beyond a power failure, where folders can be synced."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def published(target: Path) -> Iterator[BinaryIO]:
    """Give a file that becomes *target* if the block ends well, and is gone if not."""
    partial = target.with_name(f".{uuid.uuid4().hex}.partial")
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


@contextlib.contextmanager
def alone_in(folder: Path, patience_s: float = 10.0) -> Iterator[None]:
    """
    Be the only one, of all threads and processes, inside a block like this about *folder*, which is made if needed.

    Raises:
        BusyError: others are at it for longer than *patience_s*.

        OutputError: the folder cannot be written.
    """
    with disk_errors(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock(folder / ".lock", mode=0o600, poll_interval=0.01)
        try:
            lock.acquire(timeout=patience_s)
        except Timeout as error:
            raise BusyError(f"Others write to {folder} all the time.", remedy="Try again in a while.") from error
    try:
        yield
    finally:
        lock.release()


def version_of(path: Path) -> Version:
    """Say which file is at *path* now: whatever is put in its place has another inode or time."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def is_young(version: Version) -> bool:
    """Tell whether the file may change once more without its version telling."""
    return version is not None and abs(time.time_ns() - version[1]) < _YOUNG_NS


def share(source: Path, target: Path) -> None:
    """
    Have *source* at *target* too, whole or not at all; where that is possible, both share the disk's room.

    Raises:
        FileNotFoundError: there is no such file, or no longer.
    """
    temporary = target.with_name(f".{uuid.uuid4().hex}")
    try:
        try:
            os.link(source, temporary)
        except FileNotFoundError:
            raise
        except OSError:
            shutil.copyfile(source, temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
