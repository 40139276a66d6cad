"""What kind of file the film becomes."""

from __future__ import annotations

from typing import NewType

import attrs

from aura_core.model.brief import ScriptRefinementConfig
from aura_core.model.enums import Aspect


__all__ = ["QualityLevel", "RenderSpec", "Resolution", "frame_size"]

QualityLevel = NewType("QualityLevel", int)
"""0 to 100; the words low, medium, high and ultra mean 50, 75, 85 and 95."""

_side = [attrs.validators.ge(64), attrs.validators.le(7680)]


@attrs.frozen
class Resolution:
    """
    The size of a frame in pixels.
    """

    width: int = attrs.field(validator=_side)
    height: int = attrs.field(validator=_side)

    @property
    def even(self) -> Resolution:
        """The next size that 4:2:0 sampling can hold: odd sides grow by one pixel."""
        return Resolution(self.width + self.width % 2, self.height + self.height % 2)


@attrs.frozen
class RenderSpec:
    """
    What kind of file the film becomes.

    Attributes:
        container: mp4, mov, mkv or webm.

        video_bitrate_k: Upper bound of the picture's bit rate, kbit/s.

        audio_bitrate_k: Bit rate of the sound, kbit/s.

        codec: H264, H265, VP9, AV1 or ProRes.
    """

    res: Resolution = Resolution(1920, 1080)
    container: str = "mp4"
    video_bitrate_k: int = attrs.field(default=5000, validator=[attrs.validators.ge(100), attrs.validators.le(200_000)])
    audio_bitrate_k: int = attrs.field(default=192, validator=[attrs.validators.ge(32), attrs.validators.le(1536)])
    fps: int = attrs.field(default=30, validator=[attrs.validators.ge(1), attrs.validators.le(120)])
    codec: str = "H264"
    quality_level: QualityLevel = attrs.field(
        default=QualityLevel(75),
        validator=[attrs.validators.ge(QualityLevel(0)), attrs.validators.le(QualityLevel(100))],
    )
    enable_scene_cut: bool = True
    refinement_config: ScriptRefinementConfig | None = None
    job_id: str | None = None


def frame_size(aspect: Aspect, res: Resolution) -> Resolution:
    """
    Return the frame size of a film of this *aspect* asked for at *res*.

    A shape that is not the default wins over the size: its short side stays, so 1080p upright is 1080×1920.
    """
    short, long = sorted((res.width, res.height))
    match aspect:
        case Aspect.VERTICAL if res.width >= res.height:
            return Resolution(short, long if long > short else round(short * 16 / 9)).even
        case Aspect.PORTRAIT:
            return Resolution(short, round(short * 5 / 4)).even
        case Aspect.SQUARE:
            return Resolution(short, short).even
        case _:
            return res.even
