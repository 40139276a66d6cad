"""Whatever a file's pixels mean, as 8-bit sRGB without transparency."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import numpy as np
from PIL import Image, ImageCms


__all__ = ["flattened", "in_srgb"]

_PROFILED: Final = ("L", "RGB", "CMYK")


def flattened(image: Image.Image) -> tuple[Image.Image, bytes | None]:
    """
    Return the pixels of a loaded *image* as RGB, and no profile.

    Where colours are meant in another space than sRGB, the pixels are L, RGB, CMYK or LAB and the ICC profile is the
    one to give to :func:`in_srgb`; after scaling that costs less.

    What is transparent becomes black, or white where what it surrounds is dark, so that nothing disappears.
    """
    profile = image.info.get("icc_profile")
    image = _in_8_bits(image)
    if image.has_transparency_data:
        image = _on_contrast(image.convert("RGBA"))
    if image.mode == "LAB":
        return image, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    if image.mode not in _PROFILED:
        image = image.convert("RGB")
    if profile and not _is_srgb(profile):
        return image, profile
    return image if image.mode == "RGB" else image.convert("RGB"), None


def in_srgb(pixels: Image.Image, profile: bytes) -> Image.Image:
    """
    Convert *pixels* from the space of an ICC *profile*.

    A profile that is damaged, or made for other pixels, says nothing: they are then taken for sRGB, as browsers do.
    """
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(pixels, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return pixels.convert("RGB")
    assert converted is not None
    return converted


def _is_srgb(profile: bytes) -> bool:
    try:
        return "sRGB" in ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError):
        return True


def _in_8_bits(image: Image.Image) -> Image.Image:
    """Scale deep greys: white is 65535 where they are integers and 1.0 where they are not."""
    if image.mode == "F":
        levels = np.clip(np.nan_to_num(np.asarray(image)), 0, 1) * 255
    elif image.mode.startswith("I"):
        levels = np.asarray(image) / np.float32(257)
    else:
        return image
    return Image.fromarray(np.rint(np.clip(levels, 0, 255)).astype(np.uint8))


def _on_contrast(image: Image.Image) -> Image.Image:
    """Lay an RGBA *image* on black, or on white when what can be seen of it is dark."""
    alpha = image.getchannel("A")
    greys = image.convert("L").histogram(alpha)
    light = sum(level * count for level, count in enumerate(greys)) >= 128 * sum(greys)
    ground = Image.new("RGB", image.size, "black" if light else "white")
    ground.paste(image, mask=alpha)
    return ground
