"""What films are like unless somebody asks for something else."""

from __future__ import annotations

import attrs

from aura_core.model.allowed import absolute_path, bit_rate, frame_size, one_of


__all__ = ["FileLocationsSettings", "VideoDefaultsSettings", "VisualGenerationSettings"]


@attrs.frozen
class FileLocationsSettings:
    """
    Where things are; empty leaves it to us.

    Attributes:
        ffmpeg_path: The FFmpeg to use.

        ffprobe_path: Kept for clients that ask for it; nothing here needs an ffprobe.

        output_directory: Where finished films go besides their job's folder.

        temp_directory: Where the processes that make films put what they need for a moment.
    """

    ffmpeg_path: str = attrs.field(default="", validator=absolute_path)
    ffprobe_path: str = attrs.field(default="", validator=absolute_path)
    output_directory: str = attrs.field(default="", validator=absolute_path)
    temp_directory: str = attrs.field(default="", validator=absolute_path)
    media_library_location: str = attrs.field(default="", validator=absolute_path)
    projects_directory: str = attrs.field(default="", validator=absolute_path)


@attrs.frozen
class VideoDefaultsSettings:
    """
    What kind of file a film becomes whose request has no render spec.

    Attributes:
        default_resolution: Width and height in pixels.

        default_frame_rate: Frames a second.

        default_codec: H264, H265, VP9, AV1 or ProRes, or the name of FFmpeg's encoder for it.

        default_bitrate: Upper bound of the picture's bit rate, as FFmpeg spells it.

        default_audio_codec: Kept; the container decides.

        default_audio_bitrate: Of the sound, as FFmpeg spells it.

        default_audio_sample_rate: Kept; films have 48,000 samples a second, as platforms and Opus want them.

        default_container: mp4, mov, mkv or webm.
    """

    default_resolution: str = attrs.field(default="1920x1080", validator=frame_size)
    default_frame_rate: int = attrs.field(default=30, validator=[attrs.validators.ge(1), attrs.validators.le(120)])
    default_codec: str = attrs.field(
        default="libx264",
        validator=one_of(
            *("H264", "H265", "VP9", "AV1", "ProRes", "HEVC"),
            *("libx264", "libx265", "libvpx-vp9", "libsvtav1", "prores_ks"),
        ),
    )
    default_bitrate: str = attrs.field(default="5M", validator=bit_rate(100, 200_000))
    default_audio_codec: str = "aac"
    default_audio_bitrate: str = attrs.field(default="192k", validator=bit_rate(32, 1536))
    default_audio_sample_rate: int = attrs.field(
        default=44_100, validator=[attrs.validators.ge(8000), attrs.validators.le(192_000)]
    )
    default_container: str = attrs.field(default="mp4", validator=one_of("mp4", "mov", "mkv", "webm"))


@attrs.frozen
class VisualGenerationSettings:
    """
    How pictures are made and chosen.

    Attributes:
        default_aspect_ratio: The shape of films whose request names none.

        continuity_strength: 0 to 1.
    """

    enable_nsfw_detection: bool = True
    content_safety_level: str = attrs.field(default="Moderate", validator=one_of("None", "Basic", "Moderate", "Strict"))
    variations_per_scene: int = attrs.field(default=3, validator=[attrs.validators.ge(1), attrs.validators.le(10)])
    enable_clip_scoring: bool = True
    enable_quality_checks: bool = True
    default_aspect_ratio: str = attrs.field(default="16:9", validator=one_of("16:9", "9:16", "1:1", "4:5"))
    continuity_strength: float = attrs.field(default=0.7, validator=[attrs.validators.ge(0), attrs.validators.le(1)])
