"""A sign in a corner of a film."""

from __future__ import annotations

import attrs

from aura_core.model.allowed import absolute_path, colour
from aura_core.model.enums import WatermarkPosition, WatermarkType


__all__ = ["WatermarkSettings"]


@attrs.frozen
class WatermarkSettings:
    """
    A sign in the corner of every film.

    Attributes:
        image_path: Of the sign, when it is an image.

        text: Of the sign, when it is text.

        opacity: 0 to 1.

        scale: Width of an image, as a share of the frame's.

        offset_x: Pixels from the edge, in a frame 1080 high.

        offset_y: Likewise.

        font_size: In points of a frame 1080 high.
    """

    enabled: bool = False
    type: WatermarkType = WatermarkType.TEXT
    image_path: str = attrs.field(default="", validator=absolute_path)
    text: str = attrs.field(default="", validator=attrs.validators.max_len(200))
    position: WatermarkPosition = WatermarkPosition.BOTTOM_RIGHT
    opacity: float = attrs.field(default=0.7, validator=[attrs.validators.ge(0), attrs.validators.le(1)])
    scale: float = attrs.field(default=0.1, validator=[attrs.validators.ge(0.01), attrs.validators.le(1)])
    offset_x: int = attrs.field(default=20, validator=[attrs.validators.ge(0), attrs.validators.le(2000)])
    offset_y: int = attrs.field(default=20, validator=[attrs.validators.ge(0), attrs.validators.le(2000)])
    font_family: str = attrs.field(default="Arial", validator=attrs.validators.max_len(100))
    font_size: int = attrs.field(default=24, validator=[attrs.validators.ge(6), attrs.validators.le(400)])
    font_color: str = attrs.field(default="#FFFFFF", validator=colour)
    enable_shadow: bool = True
