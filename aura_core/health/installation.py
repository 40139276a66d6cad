"""
What every film needs of the installation and the machine, looked at without using it: cheap enough for every second.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import psutil

from aura_core import allotment
from aura_core.configuration import SettingsFile
from aura_core.disk import disk_errors
from aura_core.errors import DiskFullError, OutputError, ProviderError
from aura_core.ffmpeg.binary import Source
from aura_core.ffmpeg.report import survey
from aura_core.fonts import absent
from aura_core.health.checks import Check, Observation
from aura_core.model.health.finding import Category, RemediationAction, Verdict
from aura_core.settings import Settings


__all__ = ["installation"]

_SOON_S: Final = 1.0
"""How often is looked at what a server must notice within two seconds."""

_SELDOM_S: Final = 30.0
_QUICK_S: Final = 0.9
"""After so long without an answer, what is looked at every second counts as failed."""

_GIB: Final = 1024**3
_SCARCE_BYTES: Final = 512 * 1024**2
"""Memory that a film in 1080p takes besides its workers."""

_OFFLINE: Final = {
    "llm_rulebased": ("RuleBased", Category.LLM, ()),
    "tts_espeak": ("eSpeak NG", Category.TTS, ("espeakng_loader",)),
    "image_slides": ("Slides", Category.IMAGE, ("typst",)),
    "music_composer": ("Composer", Category.MUSIC, ("numpy",)),
}
"""Those who need nobody: the name of each, what it is for, and the packages that it stands on."""

_RESTORE: Final = RemediationAction(
    "install",
    "Restore FFmpeg",
    "Brings back the FFmpeg that belongs to the installation.",
    parameters={"method": "POST", "url": "/api/ffmpeg/install"},
)
_NAME_FFMPEG: Final = RemediationAction(
    "open_settings", "Name another FFmpeg", "Any FFmpeg from 5.1 on will do.", navigate_to="/settings"
)
_NAME_FOLDERS: Final = RemediationAction(
    "open_settings", "Choose other folders", "Where files go, and where fonts are.", navigate_to="/settings"
)


def installation(current: Callable[[], Settings]) -> tuple[Check, ...]:
    """
    Return the checks of what every film needs.

    Args:
        current: Returns the settings that are in force when it is asked.
    """
    soon = partial(Check, required=True, period_s=_SOON_S, patience_s=_QUICK_S)
    system = Category.SYSTEM
    return (
        soon(
            *("ffmpeg_present", "FFmpeg", Category.VIDEO, lambda: _ffmpeg(current())),
            tags=frozenset({"ready", "dependencies"}),
            # It is started when it is new, and again after it has failed; a cold disk takes its time.
            patience_s=25.0,
            actions=(_RESTORE, _NAME_FFMPEG),
        ),
        soon(
            *("fonts_present", "Fonts", system, lambda: _fonts(current())),
            tags=frozenset({"ready", "dependencies"}),
            actions=(_NAME_FOLDERS,),
        ),
        soon(
            *("disk_space", "DiskSpace", system, lambda: _disk(current())),
            tags=frozenset({"ready", "infrastructure"}),
            actions=(_NAME_FOLDERS,),
        ),
        soon(
            *("data_directory", "DataDirectory", system, lambda: _folder(current().data, "AURA_DATA_PATH")),
            tags=frozenset({"ready", "infrastructure", "config"}),
        ),
        soon(
            *("temp_directory", "TempDirectory", system, lambda: _folder(_temporary(current()), "TMPDIR")),
            tags=frozenset({"ready", "infrastructure"}),
            actions=(_NAME_FOLDERS,),
        ),
        soon(
            *("config_present", "Settings", Category.CONFIGURATION, lambda: _document(current())),
            tags=frozenset({"ready", "config"}),
        ),
        Check(*("memory", "Memory", system, _memory), tags=frozenset({"infrastructure"}), period_s=_SELDOM_S),
        *(
            Check(
                *(check_id, name, category, partial(_packages, name, packages)),
                tags=frozenset({"ready", "providers"}),
                period_s=_SELDOM_S,
            )
            for check_id, (name, category, packages) in _OFFLINE.items()
        ),
    )


def _ffmpeg(settings: Settings) -> Observation:
    found = survey(settings.ffmpeg, settings.ffmpeg_named)
    ffmpeg = found.require()
    data = {
        "ffmpeg_available": True,
        "ffmpeg_version": ffmpeg.version,
        "ffmpeg_path": str(ffmpeg.path),
        "ffmpeg_source": found.verdict.source.value if found.verdict else None,
    }
    message = f"FFmpeg {ffmpeg.version} at {ffmpeg.path}"
    broken = next((one.error for one in found.looked if one.source is Source.BUNDLED and one.error), None)
    if broken is None:
        return Observation(message, data)
    return Observation(
        f"{message}, for the one of the installation does not work: {broken}", data, Verdict.WARNING, broken.remedy
    )


def _fonts(settings: Settings) -> Observation:
    gone = absent(settings.fonts)
    if gone:
        raise OutputError(
            f"There are no fonts in {', '.join(map(str, gone))}.",
            remedy="Put them back, correct AURA_FONT_PATH, or reinstall aura-video with its dependencies.",
        )
    return Observation("The fonts are there.", {"folders": [str(folder) for folder in settings.fonts]})


def _disk(settings: Settings) -> Observation:
    folder = settings.data.absolute()
    place = next(place for place in (folder, *folder.parents) if place.exists())
    total, _, free = shutil.disk_usage(place)
    data = {
        "free_gb": round(free / _GIB, 2),
        "total_gb": round(total / _GIB, 2),
        "threshold_gb": round(settings.disk_low / _GIB, 2),
        "critical_gb": round(settings.disk_least / _GIB, 2),
        "drive": str(place),
    }
    message = f"{_size(free)} are free in {place}."
    remedy = "Free some space, or choose another data folder (AURA_DATA_PATH)."
    if free < settings.disk_least:
        raise DiskFullError(f"Only {message}", remedy=remedy)
    if free < settings.disk_low:
        return Observation(f"Only {message}", data, Verdict.WARNING, remedy)
    return Observation(message, data)


def _size(count: int) -> str:
    return f"{count / _GIB:.1f} GiB" if count >= _GIB else f"{count / 1024**2:.0f} MiB"


def _temporary(settings: Settings) -> Path:
    return settings.temporary or Path(tempfile.gettempdir())


def _folder(folder: Path, variable: str) -> Observation:
    """Make sure that *folder* is there and may be written to, without doing so."""
    with disk_errors(folder):
        # Sees a file system that turned read-only, too, which the rights do not show.
        kind = folder.stat()
        writable = os.access(folder, os.R_OK | os.W_OK | os.X_OK) and not _is_frozen(folder)
    if not (writable and folder.is_dir()):
        raise OutputError(
            f"{folder} may not be written to.",
            remedy=f"Give this user the right to write there, or choose another folder ({variable}).",
        )
    return Observation(f"{folder} may be written to.", {"path": str(folder), "owner": kind.st_uid})


def _is_frozen(folder: Path) -> bool:
    return hasattr(os, "statvfs") and bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


def _document(settings: Settings) -> Observation:
    reading = SettingsFile(settings.data).read()
    data: dict[str, Any] = {"set_aside": [str(path) for path in reading.set_aside]}
    if not reading.issues and not reading.set_aside:
        return Observation("The settings can be read.", data)
    wrong = "; ".join(f"{issue.message} ({issue.path})" for issue in reading.issues)
    kept = f" What could not be read is kept as {reading.set_aside[-1]}." if reading.set_aside else ""
    return Observation(
        f"{wrong or 'Settings could not be read once.'}{kept}",
        data,
        Verdict.WARNING,
        "Look through the settings, and remove the file that was set aside.",
    )


def _memory() -> Observation:
    machine = psutil.virtual_memory()
    limit = allotment.memory_limit()
    total = min(machine.total, limit) if limit else machine.total
    own = psutil.Process().memory_info().rss
    data = {
        "available_mb": machine.available // 1024**2,
        "total_mb": total // 1024**2,
        "threshold_mb": _SCARCE_BYTES // 1024**2,
        "used_percent": machine.percent,
        "working_set_mb": own // 1024**2,
    }
    message = f"{_size(machine.available)} of {_size(total)} are free."
    if min(machine.available, total) < _SCARCE_BYTES:
        return Observation(f"Only {message}", data, Verdict.WARNING, "Close other programs, or set AURA_WORKERS lower.")
    return Observation(message, data)


def _packages(name: str, packages: tuple[str, ...]) -> Observation:
    missing = [package for package in packages if find_spec(package) is None]
    if missing:
        raise ProviderError(
            f"{', '.join(missing)} is not installed.", provider=name, remedy=f"`pip install {' '.join(missing)}`"
        )
    return Observation("It needs nothing that is not here.")
