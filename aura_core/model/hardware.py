"""The machine that films are made on, and what the API says of it."""

from __future__ import annotations

import re
from typing import Final

import attrs

from aura_core.model.enums import HardwareTier
from aura_core.model.ffmpeg import FFmpegCapabilities, HardwareAcceleration


__all__ = [
    "CapabilitiesResponse",
    "CpuInfo",
    "EncoderChoice",
    "Gpu",
    "GpuChoice",
    "GpuInfo",
    "HardwareInfo",
    "HardwareOverrides",
    "Machine",
    "ProbeResponse",
    "RamInfo",
    "SystemGpu",
    "SystemProfile",
    "capabilities_of",
    "encoder_choices",
    "gpu_choices",
    "gpu_info",
    "hardware_info",
    "probe_response",
    "system_gpu",
    "system_profile",
    "tier_of",
]

_GIB: Final = 1024**3
_SERIES: Final = re.compile(r"\b(?:RTX|GTX|RX|Arc)\s*([A-Z]?\d{3,4})", re.IGNORECASE)
_NEWEST: Final = frozenset({"40", "50"})
_DIFFUSION_MB: Final = 6144
_NEEDS: Final = {
    "_nvenc": "An NVIDIA graphics processor and its driver",
    "_amf": "An AMD graphics processor and its driver",
    "_qsv": "An Intel graphics processor and its driver",
    "_videotoolbox": "A Mac",
}


@attrs.frozen
class Gpu:
    """
    A graphics processor.

    Attributes:
        id: Its number, from 0; as NVIDIA's own tool counts where it is theirs.

        vendor: NVIDIA, AMD, Intel, Apple or what it calls itself.

        vram_mb: Memory of its own in MiB, or what it may take of the machine's; 0 when nobody knows.

        driver: Version of its driver, if that is known.
    """

    id: str
    vendor: str
    model: str
    vram_mb: int = attrs.field(default=0, validator=attrs.validators.ge(0))
    driver: str | None = None

    @property
    def series(self) -> str | None:
        """The generation by which it is sold, such as ``40`` for an RTX 4090."""
        found = _SERIES.search(self.model)
        return found[1][:2] if found else None


@attrs.frozen
class Machine:
    """
    What of a machine this process may use.

    Attributes:
        memory_bytes: All there is, or what a control group grants.

        gpus: The one that is used first, first.
    """

    logical_cores: int = attrs.field(validator=attrs.validators.ge(1))
    physical_cores: int = attrs.field(validator=attrs.validators.ge(1))
    memory_bytes: int = attrs.field(validator=attrs.validators.ge(0))
    gpus: tuple[Gpu, ...] = ()

    @property
    def gpu(self) -> Gpu | None:
        """The one that is used first."""
        return self.gpus[0] if self.gpus else None

    @property
    def memory_gb(self) -> int:
        """GiB, rounded: what is sold as 16 GB shows a little less."""
        return round(self.memory_bytes / _GIB)


@attrs.frozen
class GpuInfo:
    """
    A graphics processor in the words of the contract.

    Attributes:
        series: The generation by which it is sold, such as ``40``.
    """

    vendor: str
    model: str
    vram_gb: int
    series: str | None


@attrs.frozen
class HardwareOverrides:
    """What somebody says of a machine against what was found."""

    manual_ram_gb: int | None = None
    manual_logical_cores: int | None = None
    manual_physical_cores: int | None = None
    manual_gpu_preset: str | None = None
    force_enable_nvenc: bool | None = None
    force_enable_sd: bool | None = None
    force_offline_mode: bool | None = None


@attrs.frozen
class SystemProfile:
    """
    A machine in the words of the contract.

    Attributes:
        enable_nvenc: Whether NVENC really encodes here.

        enable_sd: Whether pictures can be generated here.
    """

    logical_cores: int
    physical_cores: int
    ram_gb: int
    gpu: GpuInfo | None
    tier: HardwareTier
    enable_nvenc: bool
    enable_sd: bool
    offline_only: bool
    auto_detect: bool = True
    overrides: HardwareOverrides | None = None


@attrs.frozen
class CpuInfo:
    """The cores that may be used, and the threads that they run."""

    cores: int
    threads: int


@attrs.frozen
class RamInfo:
    """The memory that may be used, GiB."""

    gb: int


@attrs.frozen
class CapabilitiesResponse:
    """What this machine can do."""

    tier: HardwareTier
    cpu: CpuInfo
    ram: RamInfo
    gpu: GpuInfo | None
    enable_nvenc: bool
    enable_sd: bool
    offline_only: bool


@attrs.frozen
class ProbeResponse:
    """
    What came of looking at the machine anew.

    Attributes:
        gpu: Its name, or ``None detected``.

        vram_gb: 0 without a graphics processor.
    """

    success: bool
    gpu: str
    vram_gb: int
    enable_local_diffusion: bool
    tier: HardwareTier
    ram_gb: int
    logical_cores: int
    physical_cores: int
    enable_nvenc: bool
    detection_successful: bool
    profile: SystemProfile


@attrs.frozen
class GpuChoice:
    """
    A graphics processor to choose; ``auto`` leaves the choice to the machine.
    """

    id: str
    name: str
    vendor: str
    vram_mb: int
    is_default: bool


@attrs.frozen
class EncoderChoice:
    """
    An encoder to choose; ``auto`` leaves the choice to the machine.

    Attributes:
        is_available: Whether it encoded a frame on this machine.
    """

    id: str
    name: str
    description: str
    is_hardware_accelerated: bool
    is_available: bool
    required_hardware: tuple[str, ...]


@attrs.frozen
class SystemGpu:
    """
    The graphics processor that is used first.

    Attributes:
        hardware_acceleration: Whether any hardware of this machine encodes; ``video_encoding`` is the same.

        video_decoding: Whether FFmpeg lists any hardware to decode with; films do not need it.
    """

    detected: bool
    vendor: str | None
    model: str | None
    memory_mb: int
    hardware_acceleration: bool
    video_encoding: bool
    video_decoding: bool


@attrs.frozen
class HardwareInfo:
    """
    Everything that is known of the machine.

    Attributes:
        workers: Segments of a film that are encoded at a time.

        encoders: What can encode, software included, and whether it did.
    """

    profile: SystemProfile
    gpus: tuple[Gpu, ...]
    memory_bytes: int
    workers: int
    encoders: tuple[EncoderChoice, ...]
    hardware_acceleration: HardwareAcceleration


def tier_of(gpu: Gpu | None) -> HardwareTier:
    """
    Sort a machine by its graphics processor, as the original does, but by memory alone where it knows NVIDIA only.

    A: RTX 40 or 50, or from 12 GB on; B: from 8 GB on; C: from 6 GB on; D: all others.
    """
    if gpu is None:
        return HardwareTier.D
    gb = round(gpu.vram_mb / 1024)
    if gb >= 12 or ("RTX" in gpu.model.upper() and gpu.series in _NEWEST):
        return HardwareTier.A
    return HardwareTier.B if gb >= 8 else HardwareTier.C if gb >= 6 else HardwareTier.D


def gpu_info(gpu: Gpu | None) -> GpuInfo | None:
    """Say *gpu* in the words of the contract."""
    return GpuInfo(gpu.vendor, gpu.model, round(gpu.vram_mb / 1024), gpu.series) if gpu else None


def system_profile(machine: Machine, acceleration: HardwareAcceleration, *, offline: bool = False) -> SystemProfile:
    """Say *machine* in the words of the contract."""
    gpu = machine.gpu
    return SystemProfile(
        logical_cores=machine.logical_cores,
        physical_cores=machine.physical_cores,
        ram_gb=machine.memory_gb,
        gpu=gpu_info(gpu),
        tier=tier_of(gpu),
        enable_nvenc=acceleration.nvenc_supported,
        enable_sd=gpu is not None and gpu.vram_mb >= _DIFFUSION_MB,
        offline_only=offline,
    )


def capabilities_of(profile: SystemProfile) -> CapabilitiesResponse:
    """Say *profile* in the words of the client that chooses by it."""
    return CapabilitiesResponse(
        profile.tier,
        CpuInfo(profile.physical_cores, profile.logical_cores),
        RamInfo(profile.ram_gb),
        *(profile.gpu, profile.enable_nvenc, profile.enable_sd, profile.offline_only),
    )


def probe_response(profile: SystemProfile) -> ProbeResponse:
    """Say *profile* as what came of looking anew."""
    return ProbeResponse(
        success=True,
        gpu=profile.gpu.model if profile.gpu else "None detected",
        vram_gb=profile.gpu.vram_gb if profile.gpu else 0,
        enable_local_diffusion=profile.enable_sd,
        tier=profile.tier,
        ram_gb=profile.ram_gb,
        logical_cores=profile.logical_cores,
        physical_cores=profile.physical_cores,
        enable_nvenc=profile.enable_nvenc,
        detection_successful=True,
        profile=profile,
    )


def gpu_choices(machine: Machine) -> tuple[GpuChoice, ...]:
    """List the graphics processors of *machine* to choose from."""
    automatic = GpuChoice("auto", "Automatic", "", machine.gpu.vram_mb if machine.gpu else 0, is_default=True)
    return (
        automatic,
        *(GpuChoice(gpu.id, gpu.model, gpu.vendor, gpu.vram_mb, is_default=False) for gpu in machine.gpus),
    )


def encoder_choices(capabilities: FFmpegCapabilities) -> tuple[EncoderChoice, ...]:
    """List the encoders that were tried, to choose from; what works first."""
    tried = [encoder for encoder in capabilities.encoders if encoder.usable is not None]
    automatic = EncoderChoice("auto", "Automatic", "Whatever works, hardware first.", False, True, ())
    return (
        automatic,
        *(
            EncoderChoice(
                *(encoder.name, encoder.name, encoder.description, encoder.hardware_accelerated),
                encoder.usable is True,
                tuple(need for mark, need in _NEEDS.items() if encoder.name.endswith(mark)),
            )
            for encoder in sorted(tried, key=lambda encoder: not encoder.usable)
        ),
    )


def system_gpu(machine: Machine, capabilities: FFmpegCapabilities) -> SystemGpu:
    """Say which graphics processor of *machine* is used first, and what for."""
    gpu = machine.gpu
    encodes = bool(capabilities.hardware_acceleration.available_encoders)
    return SystemGpu(
        detected=gpu is not None,
        vendor=gpu.vendor if gpu else None,
        model=gpu.model if gpu else None,
        memory_mb=gpu.vram_mb if gpu else 0,
        hardware_acceleration=encodes,
        video_encoding=encodes,
        video_decoding=gpu is not None and bool(capabilities.hardware_accelerations),
    )


def hardware_info(machine: Machine, capabilities: FFmpegCapabilities, workers: int, *, offline: bool) -> HardwareInfo:
    """Say everything that is known of *machine*."""
    acceleration = capabilities.hardware_acceleration
    return HardwareInfo(
        profile=system_profile(machine, acceleration, offline=offline),
        gpus=machine.gpus,
        memory_bytes=machine.memory_bytes,
        workers=workers,
        encoders=encoder_choices(capabilities),
        hardware_acceleration=acceleration,
    )
