"""Files that the server made, as clients ask about them by their paths."""

from __future__ import annotations

from datetime import datetime

import attrs


__all__ = ["FileOpened", "FileStat", "PathRequest", "ResolvedPath"]


@attrs.frozen
class PathRequest:
    """
    A path on the server's machine, as somebody typed it or as this server told it.
    """

    path: str = attrs.field(validator=[attrs.validators.min_len(1), attrs.validators.max_len(4096)])


@attrs.frozen
class ResolvedPath:
    """
    A path with all of it written out; nothing was looked for there.

    Attributes:
        path: As it was asked.
    """

    success: bool
    path: str
    resolved_path: str


@attrs.frozen
class FileStat:
    """
    A file that this server made.

    Attributes:
        size: Bytes, as is *size_bytes*.

        type: A media type.

        url: Where it is served.
    """

    success: bool
    path: str
    name: str
    size: int
    size_bytes: int
    type: str
    url: str
    job_id: str
    modified_at: datetime


@attrs.frozen
class FileOpened:
    """
    What is shown on the screen of the server's machine.
    """

    success: bool
    path: str
    message: str
