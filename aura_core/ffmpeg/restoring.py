"""Bringing back the FFmpeg that belongs to the installation, and saying what else would help."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import stat
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from aura_core.errors import InstallError, OfflineError
from aura_core.ffmpeg.binary import Candidate, FFmpeg, Source, candidates, forget
from aura_core.ffmpeg.process import kill_group
from aura_core.settings import child_environment


__all__ = ["install_hint", "restore"]

_PATIENCE_S: Final = 180.0
"""Seconds; the wheel has 60 MB."""

_MANAGERS: Final = {
    "winget": "winget install Gyan.FFmpeg",
    "scoop": "scoop install ffmpeg",
    "brew": "brew install ffmpeg",
    "apt-get": "sudo apt-get install ffmpeg",
    "dnf": "sudo dnf install ffmpeg-free",
    "zypper": "sudo zypper install ffmpeg",
    "pacman": "sudo pacman -S ffmpeg",
    "apk": "sudo apk add ffmpeg",
}
"""What each package manager wants to be told."""


def install_hint() -> str:
    """Say which command of this machine's package manager installs an FFmpeg, as a sentence."""
    for manager, command in _MANAGERS.items():
        if shutil.which(manager):
            return f"Install one with `{command}`."
    return "Install one from https://ffmpeg.org/download.html."


async def restore(*, offline: bool = False) -> FFmpeg:
    """
    Return the FFmpeg that belongs to the installation, made to work again if it does not.

    Args:
        offline: Whether nothing may be fetched from elsewhere.

    Raises:
        InstallError: it could not be.

        OfflineError: it would have to be fetched.
    """
    found = _ours()
    if found.ffmpeg is None and found.path and found.path.is_file():
        _let_run(found.path)
        found = _ours()
    if found.ffmpeg is None:
        if offline:
            raise OfflineError(
                "The FFmpeg that belongs to the installation would have to be fetched, and offline mode is on.",
                provider="pip",
                remedy=f"Switch offline mode off for a moment. {install_hint()}",
            )
        await _reinstall()
        found = _ours()
    if found.ffmpeg is None:
        raise _failed(str(found.error or "the installation has none for this system"))
    return found.ffmpeg


def _ours() -> Candidate:
    forget()
    return next(one for one in candidates() if one.source is Source.BUNDLED)


def _let_run(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


async def _reinstall() -> None:
    """Have pip put every file of the wheel in its place, in the version that is installed."""
    try:
        wanted = f"imageio-ffmpeg=={version('imageio-ffmpeg')}"
    except PackageNotFoundError:
        wanted = "imageio-ffmpeg"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"),
        *("--force-reinstall", "--no-deps", wanted),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        process_group=0,
        env=child_environment(),
    )
    try:
        async with asyncio.timeout(_PATIENCE_S):
            _, said = await process.communicate()
    except TimeoutError as error:
        raise _failed(f"pip took longer than {_PATIENCE_S:.0f} seconds") from error
    finally:
        if process.returncode is None:
            kill_group(process.pid)
            await process.wait()
    if process.returncode:
        lines = said.decode(errors="replace").strip().splitlines()
        raise _failed(lines[-1] if lines else f"pip ended with code {process.returncode}")


def _failed(why: str) -> InstallError:
    return InstallError(
        f"The FFmpeg that belongs to the installation could not be restored: {why.rstrip('.')}.",
        remedy=f"{install_hint()} Or name one in the settings.",
    )
