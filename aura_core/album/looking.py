"""
Files that somebody sends, looked at before they are believed: what is in them counts, not what they are called.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from aura_core.errors import AuraError, InvalidInputError
from aura_core.ffmpeg.probe import probe, signature_of
from aura_core.frames.decoding import decode, signature_in, size_in
from aura_core.model.pictures import Label
from aura_core.outbound.media import PICTURES, VIDEOS


__all__ = ["label_for", "seconds_of", "suffix_of"]

_MOST_PIXELS: Final = 64_000_000
"""Pixels of a picture, 0.2 GB once decoded; more than the largest cameras of phones give."""

_TRIED_IN: Final = (64, 64)
_HEAD: Final = 32

_BEGINNINGS: Final = (
    (b"\x89PNG\r\n\x1a\n", 0, ".png"),
    (b"\xff\xd8\xff", 0, ".jpg"),
    (b"GIF8", 0, ".gif"),
    (b"WEBP", 8, ".webp"),
    (b"ftypavi", 4, ".avif"),
    (b"ftypqt", 4, ".mov"),
    (b"ftyp", 4, ".mp4"),
    (b"\x1a\x45\xdf\xa3", 0, ".mkv"),
)
"""How files begin, and how they are called by that; the first that fits counts."""

_REMEDY: Final = "Send a PNG, JPEG, WebP, GIF or AVIF picture, or an MP4, MOV, Matroska or WebM clip."


def suffix_of(path: Path, name: str) -> str:
    """
    Return by which ending the file at *path* is to be called; *name* is how its owner called it.

    Raises:
        InvalidInputError: it is of no kind that is kept.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    found = next((suffix for mark, at, suffix in _BEGINNINGS if head[at : at + len(mark)] == mark), None)
    if found is None or not (PICTURES.begins(path) or VIDEOS.begins(path)):
        raise _refused(f"{name} is no picture or clip of a kind that is kept.")
    # Matroska and WebM begin alike.
    return ".webm" if found == ".mkv" and name.lower().endswith(".webm") else found


def label_for(path: Path, name: str) -> Label:
    """
    Return the label of what is in the file at *path*, which is decoded for that; *name* is how its owner called it.

    Raises:
        InvalidInputError: nothing is seen in it, it is damaged, or has too many pixels.
    """
    title = Path(name).stem[:200]
    if PICTURES.begins(path):
        size = size_in(path)
        if size is not None and size[0] * size[1] > _MOST_PIXELS:
            raise _refused(f"{name} has more than {_MOST_PIXELS // 1_000_000} million pixels.")
        try:
            decode(path, lambda _: _TRIED_IN)
        except AuraError as error:
            raise _refused(str(error).replace(str(path), name)) from error
        assert size
        signed = signature_in(path)
    else:
        try:
            found = probe(path)
        except AuraError as error:
            raise _refused(str(error).replace(str(path), name)) from error
        if not (found.video_seconds and found.width and found.height):
            raise _refused(f"There are no moving pictures in {name}.")
        lies = found.rotation % 180 == 90
        size = (found.height, found.width) if lies else (found.width, found.height)
        signed = signature_of(path)
    return Label(*size, "", (signed.title or title)[:200], signed.author[:500], signed.license[:200])


def seconds_of(path: Path) -> float:
    """Return how long a clip is, 0 for a picture."""
    return 0.0 if PICTURES.begins(path) else probe(path).video_seconds


def _refused(message: str) -> InvalidInputError:
    return InvalidInputError.of("$.file", message, remedy=_REMEDY)
