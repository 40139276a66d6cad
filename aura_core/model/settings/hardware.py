"""What of the machine may be used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from aura_core.model.allowed import matching, one_of


__all__ = ["EFFORTS", "HardwarePerformanceSettings", "encoder_word"]

_NONE: Mapping[str, str] = {}
_ENCODER: Final = r"(?i)auto|software|lib[a-z0-9_-]{1,20}|([a-z0-9]{1,10}_)?(nvenc|amf|qsv|videotoolbox)"

EFFORTS: Final = ("ultra-fast", "fast", "balanced", "high-quality", "maximum-quality")
"""How much time hardware may take over a picture, the least first."""

encoder_word: Final = matching(_ENCODER, "encoder such as software, auto, nvenc or h264_nvenc")
"""Allow what names who is to encode."""


@attrs.frozen
class HardwarePerformanceSettings:
    """
    What of the machine may be used; 0 leaves a number to us.

    Attributes:
        preferred_encoder: software, which makes the same bytes everywhere; auto for whatever hardware there is; nvenc,
            amf, qsv, videotoolbox, or the name of one of FFmpeg's encoders, which stands for its family.

        selected_gpu_id: As the list of graphics cards has it, or auto.

        ram_allocation_mb: What rendering may take, MiB.

        max_rendering_threads: Segments encoded at a time.

        max_cache_size_mb: Results that are kept, MiB.

        max_concurrent_jobs: Films made at a time; each uses all rendering threads.

        encoding_preset: How much time hardware takes over a picture; software's is weighed by us.
    """

    hardware_acceleration_enabled: bool = True
    preferred_encoder: str = attrs.field(default="software", validator=encoder_word)
    selected_gpu_id: str = attrs.field(default="auto", validator=attrs.validators.max_len(100))
    ram_allocation_mb: int = attrs.field(
        default=0,
        validator=[attrs.validators.ge(0), attrs.validators.le(2**24)],
        metadata={"wire": "ramAllocationMB"},
    )
    max_rendering_threads: int = attrs.field(default=0, validator=[attrs.validators.ge(0), attrs.validators.le(1024)])
    preview_quality: str = attrs.field(default="medium", validator=one_of("low", "medium", "high", "auto", "full"))
    background_rendering_enabled: bool = False
    max_cache_size_mb: int = attrs.field(
        default=10_240,
        validator=[attrs.validators.ge(0), attrs.validators.le(2**24)],
        metadata={"wire": "maxCacheSizeMB"},
    )
    enable_gpu_memory_monitoring: bool = True
    enable_performance_metrics: bool = True
    max_concurrent_jobs: int = attrs.field(default=1, validator=[attrs.validators.ge(1), attrs.validators.le(64)])
    encoding_preset: str = attrs.field(default="balanced", validator=one_of(*EFFORTS))
    use_gpu_for_image_generation: bool = True
    custom_encoder_settings: Mapping[str, str] = _NONE
