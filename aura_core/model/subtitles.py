"""Captions by themselves: lines that have their times, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

import attrs

from aura_core.model.captions import SubtitleFont
from aura_core.model.enums import CaptionFormat, CaptionGuideline, CaptionLook
from aura_core.model.render import Resolution
from aura_core.model.speaking import Line


__all__ = ["CaptionsReply", "CaptionsRequest"]

_Check: TypeAlias = Callable[[Any, Any, Any], None]

_MOST: Final = 2_000
_LINES: Final[list[_Check]] = [attrs.validators.min_len(1), attrs.validators.max_len(_MOST)]
_TAG: Final[_Check] = attrs.validators.max_len(35)
_PATH: Final[_Check] = attrs.validators.optional(attrs.validators.max_len(4096))


@attrs.frozen
class CaptionsRequest:
    """
    Lines to be captioned.

    Attributes:
        output_path: Is read and never written to: whoever asks saves what comes back.

        language: A BCP 47 tag; it decides where lines may be broken.

        guideline: ``None`` chooses by the shape of the frame: ``Netflix`` when it lies, else ``Social``.

        style: How captions look that say so themselves (ASS).

        resolution: The frame that they are made for.
    """

    lines: tuple[Line, ...] = attrs.field(validator=_LINES)
    format: CaptionFormat = CaptionFormat.SRT
    output_path: str | None = attrs.field(default=None, validator=_PATH)
    language: str = attrs.field(default="en-US", validator=_TAG)
    guideline: CaptionGuideline | None = None
    style: CaptionLook = CaptionLook.PLAIN
    font_config: SubtitleFont | None = None
    resolution: Resolution = Resolution(1920, 1080)


@attrs.frozen
class CaptionsReply:
    """
    Lines as captions.

    Attributes:
        captions: The whole file as text.

        file_path: Where this server has it, as a path of it; *url* says the same.

        notice: What was asked for and not done.
    """

    success: bool
    captions: str
    file_path: str
    url: str
    format: CaptionFormat
    cue_count: int
    duration_seconds: float
    correlation_id: str
    notice: str | None = None
