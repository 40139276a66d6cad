"""The film as files."""

from __future__ import annotations

from pathlib import Path

import attrs

from aura_core.timing import Seconds


__all__ = ["Artifact", "ArtifactFile"]


@attrs.frozen
class ArtifactFile:
    """
    A file that belongs to the film.

    Attributes:
        type: Its media type, such as ``text/vtt``.
    """

    name: str
    path: Path
    type: str
    size_bytes: int


@attrs.frozen
class Artifact:
    """
    A finished film that has passed its check.

    Attributes:
        video: The film itself.

        files: What lies beside it.

        digest: SHA-256 of the film, hexadecimal.

        warnings: What the user should know, as sentences.
    """

    video: ArtifactFile
    files: tuple[ArtifactFile, ...]
    duration: Seconds
    frame_count: int
    digest: str
    warnings: tuple[str, ...] = ()
