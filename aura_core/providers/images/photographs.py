"""
The user's pictures, made fit to stand on a slide.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageOps

from aura_core.errors import VisualError
from aura_core.model.render import Resolution


__all__ = ["prepare"]


def prepare(source: Path, size: Resolution, target: Path) -> None:
    """
    Write the picture *source* to *target* upright and opaque, and not larger than what covers *size*.

    Raises:
        VisualError: *source* is no picture that can be read.
    """
    try:
        with Image.open(source) as picture:
            picture.draft("RGB", (size.width, size.height))
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise VisualError(
            f"The picture {source} cannot be read.",
            provider="slides",
            remedy="Save it as a PNG or JPEG file of at most 13,000 × 13,000 pixels, and try again.",
        ) from error
    opaque = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright).convert("RGB")
    scale = max(size.width / opaque.width, size.height / opaque.height)
    if scale < 1:
        reduced = (max(1, round(opaque.width * scale)), max(1, round(opaque.height * scale)))
        opaque = opaque.resize(reduced, Image.Resampling.LANCZOS)
    opaque.save(target, format="PNG", compress_level=1)
