"""
What disks refuse, in our words, and files that appear whole or not at all.
"""

from __future__ import annotations

import contextlib
import errno
import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from aura_core.errors import DiskFullError, OutputError


__all__ = ["disk_errors", "full_disk_errors", "publish"]

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
            remedy="Choose a folder that you may write to (AURA_DATA_PATH, or -o for the film).",
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
