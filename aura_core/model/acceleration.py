"""What the client's page about hardware shows, and what it has saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from aura_core.model.allowed import one_of
from aura_core.model.ffmpeg import FFmpegCapabilities, HardwareAcceleration
from aura_core.model.hardware import EncoderChoice, Machine, encoder_choices
from aura_core.model.settings.hardware import EFFORTS, encoder_word


__all__ = [
    "AccelerationTest",
    "EncoderFamilies",
    "EncoderFamily",
    "EncodingPreset",
    "EncodingPresets",
    "GpuCard",
    "GpuCards",
    "GpuEncoding",
    "HardwareConfig",
    "HardwareConfigResult",
    "TriedAcceleration",
    "acceleration_test",
    "encoder_families",
    "encoding_presets",
    "gpu_cards",
]

_NOTHING: Mapping[str, str] = {}


@attrs.frozen
class HardwareConfig:
    """
    What of the machine may be used.

    Attributes:
        preferred_gpu_id: As the list of graphics processors has it, or auto.

        encoding_preset: How much time hardware takes over a picture; software's is weighed by us.

        use_gpu_for_image_generation: Kept for the client.

        custom_encoder_settings: Kept for the client; nothing of it reaches an encoder.
    """

    preferred_gpu_id: str = attrs.field(default="auto", validator=attrs.validators.max_len(100))
    enable_hardware_acceleration: bool = True
    preferred_encoder: str = attrs.field(default="software", validator=encoder_word)
    encoding_preset: str = attrs.field(default="balanced", validator=one_of(*EFFORTS))
    use_gpu_for_image_generation: bool = True
    max_concurrent_jobs: int = attrs.field(default=1, validator=[attrs.validators.ge(1), attrs.validators.le(64)])
    custom_encoder_settings: Mapping[str, str] = _NOTHING


@attrs.frozen
class HardwareConfigResult:
    """What of the machine is used, from now on where it was just saved."""

    success: bool
    message: str
    config: HardwareConfig


@attrs.frozen
class GpuEncoding:
    """With what a graphics processor encodes here."""

    nvenc: bool
    amf: bool
    quick_sync: bool


@attrs.frozen
class GpuCard:
    """
    A graphics processor.

    Attributes:
        recommended: Whether it is used first.
    """

    id: str
    vendor: str
    model: str
    vram_gb: int
    capabilities: GpuEncoding
    recommended: bool


@attrs.frozen
class GpuCards:
    """All graphics processors."""

    success: bool
    gpus: tuple[GpuCard, ...]


@attrs.frozen
class EncoderFamily:
    """
    Who may encode films.

    Attributes:
        type: Software or Hardware.

        available: Whether it encoded a frame here.
    """

    id: str
    name: str
    type: str
    vendor: str | None
    available: bool
    quality: str
    speed: str
    recommended: bool


@attrs.frozen
class EncoderFamilies:
    """All who may encode films."""

    success: bool
    encoders: tuple[EncoderFamily, ...]


@attrs.frozen
class EncodingPreset:
    """
    How much time hardware takes over a picture.

    Attributes:
        ffmpeg_preset: The word of FFmpeg's encoders that comes closest.
    """

    id: str
    name: str
    description: str
    speed: str
    quality: str
    ffmpeg_preset: str
    recommended_for: tuple[str, ...]
    default: bool = attrs.field(default=False, metadata={"wire": "default_"})


@attrs.frozen
class EncodingPresets:
    """All presets, the quickest first."""

    success: bool
    presets: tuple[EncodingPreset, ...]


@attrs.frozen
class TriedAcceleration:
    """Whether a kind of hardware encoded a frame, and if not, why."""

    available: bool
    message: str


@attrs.frozen
class AccelerationTest:
    """
    What came of letting all hardware encode a frame.

    Attributes:
        success: Whether any did.
    """

    success: bool
    message: str
    hardware_acceleration: HardwareAcceleration
    encoders: tuple[EncoderChoice, ...]
    nvenc: TriedAcceleration
    amf: TriedAcceleration
    quick_sync: TriedAcceleration
    video_toolbox: TriedAcceleration


_FAMILIES: Final = (
    ("nvenc", "NVIDIA NVENC", "NVIDIA"),
    ("amf", "AMD AMF", "AMD"),
    ("qsv", "Intel Quick Sync", "Intel"),
    ("videotoolbox", "Apple VideoToolbox", "Apple"),
)

_PRESETS: Final = (
    ("Ultra fast", "Fastest", "Acceptable", "ultrafast", ("Drafts",)),
    ("Fast", "Fast", "Fair", "fast", ("Previews",)),
    ("Balanced", "Medium", "Good", "medium", ("Most films",)),
    ("High quality", "Slow", "High", "slow", ("Films to publish",)),
    ("Maximum quality", "Slowest", "Highest", "veryslow", ("Films to keep",)),
)


def gpu_cards(machine: Machine, acceleration: HardwareAcceleration) -> GpuCards:
    """List the graphics processors of *machine*, and with what they encode."""
    return GpuCards(
        success=True,
        gpus=tuple(
            GpuCard(
                *(gpu.id, gpu.vendor, gpu.model, round(gpu.vram_mb / 1024)),
                GpuEncoding(
                    nvenc=gpu.vendor == "NVIDIA" and acceleration.nvenc_supported,
                    amf=gpu.vendor == "AMD" and acceleration.amf_supported,
                    quick_sync=gpu.vendor == "Intel" and acceleration.quick_sync_supported,
                ),
                recommended=gpu is machine.gpu,
            )
            for gpu in machine.gpus
        ),
    )


def encoder_families(acceleration: HardwareAcceleration) -> EncoderFamilies:
    """List who may encode films; software is what we recommend, for it makes the same film everywhere."""
    software = EncoderFamily("software", "Software", "Software", None, True, "Highest", "Medium", recommended=True)
    found = _found(acceleration)
    return EncoderFamilies(
        success=True,
        encoders=(
            software,
            *(
                EncoderFamily(word, name, "Hardware", vendor, found[word], "Good", "Fast", recommended=False)
                for word, name, vendor in _FAMILIES
            ),
        ),
    )


def encoding_presets() -> EncodingPresets:
    """List how much time hardware may take over a picture."""
    return EncodingPresets(
        success=True,
        presets=tuple(
            EncodingPreset(
                id=effort,
                name=name,
                description=f"{quality} quality, {speed.lower()}, where hardware encodes.",
                speed=speed,
                quality=quality,
                ffmpeg_preset=word,
                recommended_for=uses,
                default=effort == "balanced",
            )
            for effort, (name, speed, quality, word, uses) in zip(EFFORTS, _PRESETS, strict=True)
        ),
    )


def acceleration_test(capabilities: FFmpegCapabilities) -> AccelerationTest:
    """Say which hardware encoded."""
    found = capabilities.hardware_acceleration
    names = ", ".join(found.available_encoders)
    return AccelerationTest(
        success=bool(names),
        message=f"{names} encode here." if names else "No hardware encodes here; films are encoded by software.",
        hardware_acceleration=found,
        encoders=tuple(one for one in encoder_choices(capabilities) if one.is_hardware_accelerated),
        nvenc=_tried(capabilities, "nvenc"),
        amf=_tried(capabilities, "amf"),
        quick_sync=_tried(capabilities, "qsv"),
        video_toolbox=_tried(capabilities, "videotoolbox"),
    )


def _found(acceleration: HardwareAcceleration) -> Mapping[str, bool]:
    return {
        "nvenc": acceleration.nvenc_supported,
        "amf": acceleration.amf_supported,
        "qsv": acceleration.quick_sync_supported,
        "videotoolbox": acceleration.video_toolbox_supported,
    }


def _tried(capabilities: FFmpegCapabilities, family: str) -> TriedAcceleration:
    if _found(capabilities.hardware_acceleration)[family]:
        return TriedAcceleration(available=True, message="It encodes here.")
    listed = [one for one in capabilities.encoders if one.name.endswith(f"_{family}")]
    if not listed:
        return TriedAcceleration(available=False, message="This FFmpeg cannot use it.")
    reason = next((one.reason for one in listed if one.reason), "it was not tried")
    return TriedAcceleration(available=False, message=f"It does not encode here: {reason}")
