"""
Files of others, looked at before they are believed.
"""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Final

import attrs

from aura_core.disk import disk_errors
from aura_core.outbound.answers import Body, Reader
from aura_core.outbound.failures import UnreachedError
from aura_core.verdicts import Verdict


__all__ = ["AUDIO", "PICTURES", "VIDEOS", "Media", "as_file"]

_MIB: Final = 1024 * 1024

_LOOKED_AT: Final = 16


@attrs.frozen
class Media:
    """
    A kind of file.

    Attributes:
        name: What it is called in a sentence.

        types: Media types under which it comes; one that ends in a slash stands for all that begin so.

        marks: How such files begin: what stands there, and at which byte.

        largest: Bytes.
    """

    name: str
    types: tuple[str, ...]
    marks: tuple[tuple[bytes, int], ...]
    largest: int

    def begins(self, path: Path) -> bool:
        """Say whether the file at *path* begins as such files do."""
        with path.open("rb") as file:
            return self.begins_with(file.read(_LOOKED_AT))

    def begins_with(self, head: bytes) -> bool:
        """Say whether such files begin with *head*."""
        return any(head[at : at + len(mark)] == mark for mark, at in self.marks)


_BYTES: Final = ("application/octet-stream", "binary/octet-stream")
"""What stores of files say of everything."""

PICTURES: Final = Media(
    "picture",
    ("image/", *_BYTES),
    ((b"\xff\xd8\xff", 0), (b"\x89PNG\r\n\x1a\n", 0), (b"WEBP", 8), (b"GIF8", 0), (b"ftypavif", 4)),
    64 * _MIB,
)
VIDEOS: Final = Media("clip", ("video/", *_BYTES), ((b"ftyp", 4), (b"\x1a\x45\xdf\xa3", 0)), 1024 * _MIB)
AUDIO: Final = Media(
    "recording",
    ("audio/", *_BYTES),
    (
        (b"RIFF", 0),
        (b"ID3", 0),
        (b"OggS", 0),
        (b"fLaC", 0),
        *((bytes((0xFF, second)), 0) for second in (0xFB, 0xF3, 0xF2)),
    ),
    128 * _MIB,
)


def as_file(media: Media, target: Path) -> Reader[None]:
    """
    Return a reader that writes an answer to *target*, whole or not at all, if it begins as *media* do.

    Raises:
        UnreachedError: it does not.
    """

    async def read(body: Body) -> None:
        partial = target.with_name(f".{uuid.uuid4().hex}.partial")
        try:
            with disk_errors(target.parent), partial.open("wb") as file:
                async for chunk in body.chunks():
                    file.write(chunk)
            if not media.begins(partial):
                raise UnreachedError(Verdict.WRONG_TYPE, f"what it gave is no {media.name}")
            with disk_errors(target.parent):
                partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)

    return read
