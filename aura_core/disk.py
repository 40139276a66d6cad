"""
What disks refuse, in our words.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from aura_core.errors import DiskFullError, OutputError


__all__ = ["disk_errors", "full_disk_errors"]

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
