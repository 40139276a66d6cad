"""Kinds of files and what is heard in them, as clients show them."""

from __future__ import annotations

from math import gcd

import attrs

from aura_core.errors import InvalidInputError, NotFoundError
from aura_core.model.presets import PRESETS, preset
from aura_core.model.render import RenderSpec


__all__ = [
    "GenerateWaveformRequest",
    "RenderPreset",
    "RenderPresetsReply",
    "WaveformDataResponse",
    "preset_shown",
    "presets_shown",
]


@attrs.frozen
class RenderPreset:
    """
    A kind of file by the name of where it is shown.

    Attributes:
        aspect_ratio: In whole numbers, such as ``16:9``.

        megabytes_per_minute: At most, both bit rates together.

        render_spec: What a job is asked for, to become such a file.
    """

    name: str
    width: int
    height: int
    aspect_ratio: str
    fps: int
    container: str
    codec: str
    video_bitrate_k: int
    audio_bitrate_k: int
    quality_level: int
    megabytes_per_minute: float
    render_spec: RenderSpec


@attrs.frozen
class RenderPresetsReply:
    """
    The kinds of files that have a name.
    """

    success: bool
    presets: tuple[RenderPreset, ...]
    count: int
    correlation_id: str


@attrs.frozen
class GenerateWaveformRequest:
    """
    The outline of a sound is wanted.

    Attributes:
        audio_path: A recording or a film that this server made, by its address or its path.

        target_samples: How many values.

        start_time: Seconds from its start.

        end_time: Likewise; 0 is its end.
    """

    audio_path: str = attrs.field(validator=[attrs.validators.min_len(1), attrs.validators.max_len(4096)])
    target_samples: int = attrs.field(default=1000, validator=[attrs.validators.ge(1), attrs.validators.le(20_000)])
    start_time: float = attrs.field(default=0.0, validator=[attrs.validators.ge(0.0), attrs.validators.le(86_400.0)])
    end_time: float = attrs.field(default=0.0, validator=[attrs.validators.ge(0.0), attrs.validators.le(86_400.0)])


@attrs.frozen
class WaveformDataResponse:
    """
    The outline of a sound.

    Attributes:
        data: The loudest sample of each stretch, 0 to 1; fewer than were asked for where there are not so many samples.

        sample_rate: Of the sound, a second.

        duration: Seconds that *data* is of.
    """

    data: tuple[float, ...]
    sample_rate: int
    duration: float


def presets_shown(correlation_id: str) -> RenderPresetsReply:
    """Show every kind of file that has a name."""
    shown = tuple(_shown(name, spec) for name, spec in PRESETS.items())
    return RenderPresetsReply(True, shown, len(shown), correlation_id)


def preset_shown(name: str) -> RenderPreset:
    """
    Show the kind of file that *name* means; case, spaces and punctuation do not matter.

    Raises:
        NotFoundError: there is none.
    """
    try:
        spec = preset(name)
    except InvalidInputError as error:
        raise NotFoundError("There is no preset of that name.", remedy=error.remedy) from error
    return _shown(next(known for known, known_spec in PRESETS.items() if known_spec is spec), spec)


def _shown(name: str, spec: RenderSpec) -> RenderPreset:
    width, height = spec.res.width, spec.res.height
    common = gcd(width, height)
    return RenderPreset(
        name=name,
        width=width,
        height=height,
        aspect_ratio=f"{width // common}:{height // common}",
        fps=spec.fps,
        container=spec.container,
        codec=spec.codec,
        video_bitrate_k=spec.video_bitrate_k,
        audio_bitrate_k=spec.audio_bitrate_k,
        quality_level=int(spec.quality_level),
        megabytes_per_minute=round((spec.video_bitrate_k + spec.audio_bitrate_k) * 1000 * 60 / 8 / 1024**2, 1),
        render_spec=spec,
    )
