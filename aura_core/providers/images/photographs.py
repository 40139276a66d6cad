"""
The user's pictures, made fit to stand on a slide.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PIL import Image

from aura_core.errors import VisualError
from aura_core.frames.colour import in_srgb
from aura_core.frames.decoding import Size, decode, exchanged
from aura_core.model.render import Resolution


__all__ = ["prepare", "prepare_logo"]


# Typst scales the whole picture to what covers its place, and ends the process if there is no memory for that; so a
# picture that is longer than this many frames is cut on both sides.
_LONGEST: Final = 4


_SIGN: Final = 512
"""Pixels of a sign; more are not seen."""


def prepare(source: Path, size: Resolution, target: Path) -> None:
    """
    Write the picture *source* to *target*: upright, opaque, in sRGB, and not larger than what covers *size*.

    Raises:
        VisualError: there is no picture, or it is damaged, incomplete or too large.
    """
    decoded = decode(source, lambda whole: _reduced(whole, size))
    pixels = _cut(decoded.pixels, size, lying=decoded.lying)
    reduced = _reduced(exchanged(pixels.size, lying=decoded.lying), size)
    if reduced != exchanged(pixels.size, lying=decoded.lying):
        pixels = pixels.resize(exchanged(reduced, lying=decoded.lying), Image.Resampling.LANCZOS, reducing_gap=3.0)
    if decoded.profile:
        pixels = in_srgb(pixels, decoded.profile)
    if decoded.turn is not None:
        pixels = pixels.transpose(decoded.turn)
    pixels.save(target, format="PNG", compress_level=1)


def prepare_logo(source: Path, opacity: float, target: Path) -> None:
    """
    Write the sign *source* to *target*: small, and as opaque as asked.

    Raises:
        VisualError: there is no picture, or it is damaged.
    """
    try:
        with Image.open(source) as picture:
            sign = picture.convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise VisualError(
            f"The sign {source.name} cannot be read: {error}.",
            provider="slides",
            remedy="Choose a PNG or JPEG file that a viewer opens.",
            refused=True,
        ) from error
    sign.thumbnail((_SIGN, _SIGN), Image.Resampling.LANCZOS)
    sign.putalpha(sign.getchannel("A").point(lambda alpha: round(alpha * opacity)))
    sign.save(target, format="PNG", compress_level=1)


def _cut(pixels: Image.Image, size: Resolution, *, lying: bool) -> Image.Image:
    width, height = exchanged(pixels.size, lying=lying)
    longest = max(1, round(_LONGEST * height * size.width / size.height))
    tallest = max(1, round(_LONGEST * width * size.height / size.width))
    across, down = exchanged((min(width, longest), min(height, tallest)), lying=lying)
    if (across, down) == pixels.size:
        return pixels
    left, top = (pixels.width - across) // 2, (pixels.height - down) // 2
    return pixels.crop((left, top, left + across, top + down))


def _reduced(whole: Size, size: Resolution) -> Size:
    scale = min(1.0, max(size.width / whole[0], size.height / whole[1]))
    return max(1, round(whole[0] * scale)), max(1, round(whole[1] * scale))
