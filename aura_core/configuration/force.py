"""
What is in force: explicit argument > environment > the owner's document > default.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import attrs

from aura_core.configuration.file import Reading, SettingsFile
from aura_core.model.settings import UserSettings
from aura_core.model.settings.hardware import HardwarePerformanceSettings
from aura_core.settings import Acceleration, Settings


__all__ = ["effective", "following", "in_force"]

_MIB: Final = 1024**2
_GIB: Final = 1024**3

_WISHED: Final = (
    *("acceleration", "disk_least", "disk_low", "effort", "ffmpeg_named", "gpu", "jobs_at_once", "offline"),
    *("store_limit", "temporary", "workers"),
)
"""The members of :class:`Settings` that the document has a say in."""

_WORKER_MB: Final = 260
"""What a segment being encoded takes, MiB: measured at 1080p."""


def in_force(started: Settings, document: UserSettings) -> Settings:
    """
    Return the settings that a process started with *started* is to follow while *document* is the owner's.

    All of it is decided then: done once more, nothing changes.
    """
    default = Settings()
    decided = {name for name in _WISHED if getattr(started, name) != getattr(default, name)} | set(started.decided)
    free = {name: value for name, value in _wishes(document).items() if name not in decided}
    settings = attrs.evolve(started, **free, decided=tuple(sorted({*decided, *_WISHED})))
    if "workers" in decided or not document.hardware.ram_allocation_mb:
        return settings
    most = max(1, document.hardware.ram_allocation_mb // _WORKER_MB)
    return attrs.evolve(settings, workers=min(settings.workers, most))


def effective(started: Settings) -> Settings:
    """
    Return the settings that a process started with *started* is to follow now, by the document in its data folder.

    Raises:
        OutputError: the document is there and must not be read.
    """
    return in_force(started, SettingsFile(started.data).read().settings)


def following(started: Settings, file: SettingsFile | None = None) -> Callable[[], Settings]:
    """
    Return a function that does the same as :func:`effective`, and may be called all the time.

    It works only when the document has changed; from any thread.

    Args:
        file: The document, if it is read already.
    """
    file = file or SettingsFile(started.data)
    known: list[tuple[Reading, Settings]] = []

    def current() -> Settings:
        reading = file.read()
        if not known or known[-1][0] is not reading:
            known[:] = [(reading, in_force(started, reading.settings))]
        return known[-1][1]

    return current


def _wishes(document: UserSettings) -> dict[str, Any]:
    """Return what *document* says of the members of :class:`Settings`; nothing of those that it leaves to us."""
    files, hardware = document.file_locations, document.hardware
    wished: dict[str, Any] = {
        "jobs_at_once": hardware.max_concurrent_jobs,
        "store_limit": hardware.max_cache_size_mb * _MIB,
        "offline": document.advanced.offline_mode,
        "disk_low": round(document.advanced.disk_warning_gb * _GIB),
        "disk_least": round(document.advanced.disk_critical_gb * _GIB),
        "acceleration": _accelerated(hardware),
        "gpu": hardware.selected_gpu_id,
        "effort": hardware.encoding_preset.lower(),
    }
    if files.ffmpeg_path:
        wished["ffmpeg_named"] = files.ffmpeg_path
    if files.temp_directory:
        wished["temporary"] = Path(files.temp_directory).expanduser()
    if hardware.max_rendering_threads:
        wished["workers"] = hardware.max_rendering_threads
    return wished


def _accelerated(hardware: HardwarePerformanceSettings) -> Acceleration:
    """Say who is to encode; an encoder of FFmpeg's, such as ``h264_nvenc``, stands for its family."""
    word = hardware.preferred_encoder.lower().rpartition("_")[2]
    known = {member.value: member for member in Acceleration}
    return known.get(word, Acceleration.SOFTWARE) if hardware.hardware_acceleration_enabled else Acceleration.SOFTWARE
