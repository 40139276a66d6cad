"""
Image files as upright RGB, or an error that says what is wrong with them.

Rule 1: a picture is decoded as a whole or refused; half of one is never shown.

Rule 2: whatever a file holds, Pillow's own errors and warnings end here.
"""

from __future__ import annotations

import struct
import threading
import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

import attrs
from PIL import ExifTags, Image, ImageFile, IptcImagePlugin, UnidentifiedImageError

from aura_core.errors import VisualError
from aura_core.frames.colour import flattened
from aura_core.model.signature import Signature


__all__ = ["MAX_PIXELS", "Decoded", "Size", "decode", "exchanged", "signature_in", "size_in"]

MAX_PIXELS: Final = 178_956_970
"""More than this is refused: Pillow's own limit, 0.7 GB once decoded."""

Size = tuple[int, int]

# Half of a phone's 4032 pixels is 0.91 of what a 1080p move of 15 % needs: nobody sees what is missing at its very
# end, and the whole would take more than twice as long.
_ENOUGH: Final = 0.9

# Those whose decoders are in Pillow's wheels; EPS and WMF would start other programs.
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "AVIF", "PPM", "TGA", "JPEG2000", "ICO", "QOI")

# What decoders raise on broken files; they have no class of their own for that.
_BROKEN: Final = (
    EOFError,
    IndexError,
    KeyError,
    MemoryError,
    OSError,
    OverflowError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)

_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LYING: Final = (5, 6, 7, 8)

_TITLE: Final = ("ImageDescription", "Title")
_AUTHOR: Final = ("Artist", "Author", "Creator")
_LICENSE: Final = ("Copyright", "License", "Rights")
_WORDS: Final = ("Title", "ImageDescription", "Description", "Keywords", "Comment")
"""Tags of Exif (Exif 3.0, §4.6.5) and keywords of PNG (third edition, §11.3.3.1), and what others write."""

_IPTC: Final = {
    (2, 5): "Title",
    (2, 25): "Keywords",
    (2, 80): "Artist",
    (2, 116): "Copyright",
    (2, 120): "ImageDescription",
}
"""Data sets of IPTC (IIM 4.2, chapter 6) and the tags of Exif that say the same."""


@attrs.frozen
class Decoded:
    """
    A picture as its file has it.

    Attributes:
        pixels: RGB; where there is a *profile*, L, RGB or CMYK.

        profile: The ICC profile that the colours are meant in; None for sRGB.

        turn: What sets the picture upright (EXIF's orientation).

        lying: Whether *turn* exchanges width and height.
    """

    pixels: Image.Image
    profile: bytes | None = None
    turn: Image.Transpose | None = None
    lying: bool = False


class _Quiet:
    """
    Keeps Pillow's warnings from the user: what matters of them is an error here.

    The filters of :mod:`warnings` belong to all threads, so the first one in silences and the last one out restores.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._filters = warnings.catch_warnings()

    def __enter__(self) -> None:
        with self._lock:
            self._inside += 1
            if self._inside == 1:
                self._filters = warnings.catch_warnings()
                self._filters.__enter__()
                warnings.filterwarnings("ignore", module=r"PIL\.")

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                self._filters.__exit__(None, None, None)


_quiet: Final = _Quiet()


def decode(path: Path, needed: Callable[[Size], Size]) -> Decoded:
    """
    Read the picture at *path*; of an animation, the first.

    Args:
        needed: From the size of the picture as it is shown to the size that it will be scaled to: a JPEG can be
            decoded at a half, a quarter or an eighth of its size for a fraction of the time, if that is nearly enough.

    Raises:
        VisualError: there is no picture, or it is damaged, incomplete or too large.
    """
    with _opened(path) as file, _explained(path), _quiet:
        image = Image.open(file, formats=_FORMATS)
        if image.width * image.height > MAX_PIXELS:
            raise Image.DecompressionBombError
        lying = _orientation(image) in _LYING
        width, height = exchanged(needed(exchanged(image.size, lying=lying)), lying=lying)
        image.draft(None, (int(width * _ENOUGH), int(height * _ENOUGH)))
        image.load()
        orientation = _orientation(image)  # once more: TIFF files are turned while they are read
        pixels, profile = flattened(image)
    return Decoded(pixels, profile, _TURNS.get(orientation), orientation in _LYING)


def exchanged(size: Size, *, lying: bool) -> Size:
    """Return *size*, or its sides exchanged for a picture that lies on one."""
    return (size[1], size[0]) if lying else size


def _orientation(image: Image.Image) -> int:
    value = image.getexif().get(ExifTags.Base.Orientation)
    return value if value in _TURNS else 1


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        if path.exists() and not path.is_file():
            raise _refusal(f"{path} is not a file, but a picture is needed.", "Give the path of a picture.")
        file = path.open("rb")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise _refusal(
            f"The picture {path} cannot be opened: {reason}.", "Give the path of a picture that exists and may be read."
        ) from error
    with file:
        yield file


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except Image.DecompressionBombError as error:
        raise _refusal(
            f"The picture {path} is too large: more than {MAX_PIXELS // 1_000_000} million pixels.",
            "Make it smaller, or choose another picture.",
        ) from error
    except UnidentifiedImageError as error:
        raise _refusal(
            f"{path} is not a picture of a kind that can be read.", "Save it as JPEG, PNG, WebP, AVIF, GIF or TIFF."
        ) from error
    except _BROKEN as error:
        raise _refusal(
            f"The picture {path} is damaged or incomplete: {error}.", "Fetch it again, or choose another picture."
        ) from error


def _refusal(message: str, remedy: str) -> VisualError:
    return VisualError(message, provider="pictures", remedy=remedy, refused=True)


def size_in(path: Path) -> Size | None:
    """
    Return the size of the picture at *path* as it is shown, ``None`` where there is none; nothing is decoded.
    """
    try:
        with _quiet, Image.open(path, formats=_FORMATS) as picture:
            return exchanged(picture.size, lying=_orientation(picture) in _LYING)
    except (*_BROKEN, Image.DecompressionBombError):
        return None


def signature_in(path: Path) -> Signature:
    """
    Return what the picture at *path* says of itself, by Exif, IPTC or the keywords of PNG; nothing is decoded.

    What cannot be read says nothing.
    """
    try:
        with _quiet, Image.open(path, formats=_FORMATS) as picture:
            exif = {tag.name: value for tag in ExifTags.Base if (value := picture.getexif().get(tag))}
            found = {**_iptc(picture), **{str(name): value for name, value in picture.info.items()}, **exif}
    except (*_BROKEN, Image.DecompressionBombError):
        return Signature()
    texts = {name: text for name, value in found.items() if isinstance(value, str) and (text := _repaired(value))}

    def first(names: tuple[str, ...]) -> str:
        return next((texts[name] for name in names if name in texts), "")

    words = " ".join(texts[name] for name in _WORDS if name in texts)
    return Signature(first(_TITLE), first(_AUTHOR), first(_LICENSE), words)


def _iptc(picture: ImageFile.ImageFile) -> dict[str, str]:
    found = IptcImagePlugin.getiptcinfo(picture) or {}
    said = {name: found[field] for field, name in _IPTC.items() if field in found}
    # UTF-8 or Latin-1, whatever the file says: :func:`_repaired` tells.
    return {
        name: b" ".join(value if isinstance(value, list) else [value]).decode("latin-1") for name, value in said.items()
    }


def _repaired(text: str) -> str:
    """Return *text* in one line; Exif promises ASCII, cameras write UTF-8, and Pillow reads Latin-1."""
    with suppress(UnicodeError):
        text = text.encode("latin-1").decode("utf-8")
    return " ".join(text.replace("\0", " ").split())
