"""A sign in a corner of every picture: text or an image, drawn once."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import attrs
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from aura_core.errors import InvalidInputError, MissingGlyphsError
from aura_core.fonts import Fonts
from aura_core.frames.blend import Overlay
from aura_core.frames.stamp import stamp
from aura_core.model.enums import WatermarkPosition, WatermarkType
from aura_core.model.render import Resolution
from aura_core.model.watermark import WatermarkSettings


__all__ = ["identity_of", "watermark"]

_HEIGHT: Final = 1080
"""Lines of the frame that offsets and font sizes are meant for; in others they grow and shrink with the short side."""

_WEIGHTS: Final = ("semibold", "medium", "bold", "regular")

_PLACES: Final = {
    WatermarkPosition.TOP_LEFT: (0, 0),
    WatermarkPosition.TOP_CENTER: (1, 0),
    WatermarkPosition.TOP_RIGHT: (2, 0),
    WatermarkPosition.MIDDLE_LEFT: (0, 1),
    WatermarkPosition.CENTER: (1, 1),
    WatermarkPosition.MIDDLE_RIGHT: (2, 1),
    WatermarkPosition.BOTTOM_LEFT: (0, 2),
    WatermarkPosition.BOTTOM_CENTER: (1, 2),
    WatermarkPosition.BOTTOM_RIGHT: (2, 2),
}


def identity_of(mark: WatermarkSettings) -> tuple[object, ...]:
    """Return what decides the pixels of *mark*: an image counts by what is in its file."""
    image = Path(mark.image_path).expanduser() if mark.type is WatermarkType.IMAGE else None
    return ("watermark", image, attrs.evolve(mark, image_path=""))


def watermark(mark: WatermarkSettings, size: Resolution, fonts: Fonts) -> Overlay | None:
    """
    Draw *mark* for frames of a size; ``None`` when nothing of it would be seen.

    Raises:
        InvalidInputError: there is no image at its path, or it cannot be read.
    """
    unit = min(size.width, size.height) / _HEIGHT
    drawn = _image(mark, size) if mark.type is WatermarkType.IMAGE else _text(mark, unit, fonts)
    if drawn is None:
        return None
    drawn = _padded(_faded(drawn, mark.opacity), size)
    across, down = _PLACES[mark.position]
    x = _placed(across, drawn.width, size.width, round(mark.offset_x * unit))
    y = _placed(down, drawn.height, size.height, round(mark.offset_y * unit))
    return stamp(drawn, x, y)


def _image(mark: WatermarkSettings, size: Resolution) -> Image.Image:
    path = Path(mark.image_path).expanduser()
    try:
        with Image.open(path) as opened:
            image = opened.convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise InvalidInputError.of(
            "$.watermark.imagePath",
            f"There is no picture at {path} that can be read.",
            remedy="Choose a PNG or another picture for the watermark, or turn it off.",
        ) from error
    width = max(1, round(mark.scale * size.width))
    height = max(1, round(image.height * width / image.width))
    if height > size.height:
        width, height = max(1, round(width * size.height / height)), size.height
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _text(mark: WatermarkSettings, unit: float, fonts: Fonts) -> Image.Image | None:
    text = mark.text.strip()
    if not text:
        return None
    file = _font_file(text, mark.font_family, fonts)
    # A point is 4/3 of a pixel, as CSS has it.
    font = ImageFont.truetype(str(file), max(4, round(mark.font_size * unit * 4 / 3)))
    margin = max(2, round(font.size / 4))
    left, top, right, bottom = ImageDraw.Draw(Image.new("L", (1, 1))).multiline_textbbox((0, 0), text, font)
    canvas = Image.new(
        "RGBA", (round(right - left) + 2 * margin, round(bottom - top) + 2 * margin), mark.font_color + "00"
    )
    origin = (margin - left, margin - top)
    if mark.enable_shadow:
        shadow = Image.new("RGBA", canvas.size, "#00000000")
        off = max(1, round(font.size / 16))
        ImageDraw.Draw(shadow).multiline_text((origin[0] + off, origin[1] + off), text, "#000000c0", font)
        canvas.alpha_composite(shadow.filter(ImageFilter.GaussianBlur(off)))
    ImageDraw.Draw(canvas).multiline_text(origin, text, mark.font_color, font)
    return canvas


def _font_file(text: str, family: str, fonts: Fonts) -> Path:
    """
    Return the file of *family* that suits a sign best, else of the first family: the settings' default is not free.

    Raises:
        MissingGlyphsError: no font has all of *text*.
    """
    fonts.require(text, what="The watermark")
    covering = fonts.covering(text)
    if not covering:
        raise MissingGlyphsError(
            "No single font has every character of the watermark.",
            characters="".join(dict.fromkeys(text)),
            remedy="Write the watermark in one script, or make it an image.",
        )
    wanted = _flat(family)
    named = [path for path in covering if _flat(path.stem).startswith(wanted)] or list(covering)
    first = _flat(named[0].stem.partition("-")[0])
    return min((path for path in named if _flat(path.stem).startswith(first)), key=_unfitness)


def _unfitness(path: Path) -> int:
    """Rank weights: what is small and partly transparent is read best when it is a little bold."""
    weight = _flat(path.stem.partition("-")[2])
    return _WEIGHTS.index(weight) if weight in _WEIGHTS else len(_WEIGHTS)


def _flat(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))


def _faded(image: Image.Image, opacity: float) -> Image.Image:
    image.putalpha(image.getchannel("A").point(lambda level: round(level * opacity)))
    return image


def _padded(image: Image.Image, size: Resolution) -> Image.Image:
    """Give *image* even sides, within those of the frame."""
    width, height = (
        min(side + side % 2, most) for side, most in zip(image.size, (size.width, size.height), strict=True)
    )
    padded = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    padded.paste(image, (0, 0))
    return padded


def _placed(third: int, length: int, whole: int, offset: int) -> int:
    """Return where something of *length* begins along a side; even, and within the frame."""
    free = whole - length
    start = (offset, free // 2, free - offset)[third]
    return min(max(start, 0), free) // 2 * 2
