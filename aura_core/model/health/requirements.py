"""Whether the machine is up to it, by what the checks found."""

from __future__ import annotations

import platform
from typing import Final

import attrs

from aura_core.model.ffmpeg import FFmpegCapabilities
from aura_core.model.hardware import Machine, system_gpu
from aura_core.model.health.finding import Finding, Report, Verdict, sentence
from aura_core.model.system import DiskSpace, MemorySpace


__all__ = [
    "GpuAbilities",
    "GpuRequirement",
    "OperatingSystem",
    "SpaceRequirement",
    "SystemRequirements",
    "requirements_of",
]

_SYSTEMS: Final = {"Linux": "Linux", "Darwin": "macOS", "Windows": "Windows"}


@attrs.frozen
class SpaceRequirement:
    """
    Whether there is enough of something, GiB.

    Attributes:
        percentage: How much of it is free.

        status: pass, warning or fail.
    """

    total: float
    available: float
    percentage: float
    status: str
    warnings: tuple[str, ...]


@attrs.frozen
class GpuAbilities:
    """What a graphics processor can do for films."""

    hardware_acceleration: bool
    video_encoding: bool
    video_decoding: bool


@attrs.frozen
class GpuRequirement:
    """
    The graphics processor; none is needed.

    Attributes:
        status: Always pass.
    """

    detected: bool
    vendor: str
    model: str
    memory_mb: int
    capabilities: GpuAbilities
    status: str
    recommendations: tuple[str, ...]


@attrs.frozen
class OperatingSystem:
    """What the machine runs."""

    platform: str
    version: str
    architecture: str
    compatible: bool


@attrs.frozen
class SystemRequirements:
    """
    Whether the machine is up to it.

    Attributes:
        overall: pass, warning or fail.
    """

    disk_space: SpaceRequirement
    memory: SpaceRequirement
    gpu: GpuRequirement
    os: OperatingSystem
    overall: str


def requirements_of(
    report: Report, disk: DiskSpace, memory: MemorySpace, machine: Machine, able: FFmpegCapabilities | None
) -> SystemRequirements:
    """
    Say whether the machine is up to it, by what *report* found of disk and memory.

    Args:
        able: What FFmpeg can do here; ``None`` where there is none.
    """
    found_disk, found_memory = report.find("disk_space"), report.find("memory")
    verdicts = [one.verdict for one in (found_disk, found_memory) if one]
    worst = next((each for each in (Verdict.FAIL, Verdict.WARNING) if each in verdicts), Verdict.PASS)
    system = platform.system()
    return SystemRequirements(
        disk_space=_space(found_disk, disk.total_gb, disk.available_gb, disk.percentage_free),
        memory=_space(found_memory, memory.total_gb, memory.available_gb, memory.percentage_available),
        gpu=_gpu(machine, able),
        os=OperatingSystem(_SYSTEMS.get(system, system), platform.release(), platform.machine(), system in _SYSTEMS),
        overall=worst.value,
    )


def _space(finding: Finding | None, total: float, available: float, percentage: float) -> SpaceRequirement:
    verdict = finding.verdict if finding else Verdict.PASS
    warnings = (sentence(finding),) if finding and verdict is not Verdict.PASS else ()
    return SpaceRequirement(total, available, percentage, verdict.value, warnings)


def _gpu(machine: Machine, able: FFmpegCapabilities | None) -> GpuRequirement:
    known = system_gpu(machine, able) if able else None
    encodes = known is not None and known.video_encoding
    advice = () if encodes else ("Films are encoded by the processor, which looks best and needs nothing else.",)
    return GpuRequirement(
        detected=machine.gpu is not None,
        vendor=machine.gpu.vendor if machine.gpu else "None",
        model=machine.gpu.model if machine.gpu else "None",
        memory_mb=machine.gpu.vram_mb if machine.gpu else 0,
        capabilities=GpuAbilities(encodes, encodes, known is not None and known.video_decoding),
        status=Verdict.PASS.value,
        recommendations=advice,
    )
