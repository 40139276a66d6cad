"""Which FFmpeg is used, and what it is."""

from __future__ import annotations

import functools
import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

import attrs
import imageio_ffmpeg

from aura_core.errors import FFmpegError, FFmpegNotFoundError
from aura_core.ffmpeg.process import kill_group


__all__ = ["FFmpeg", "locate"]

_PATIENCE_S: Final = 20
"""Seconds; a cold start from a slow disk takes two."""


@attrs.frozen
class FFmpeg:
    """
    An FFmpeg that answers.

    Attributes:
        version: As it says itself, such as ``9.0.2`` or ``N-12345-gabcdef``.

        identity: Digest of its version and configuration; part of every content key that it has a hand in.
    """

    path: Path
    version: str
    identity: str


def locate(chosen: Path | None = None) -> FFmpeg:
    """
    Find FFmpeg: *chosen* and nothing else if given, else the one from pip, else the first on the PATH.

    Raises:
        FFmpegNotFoundError: there is none.

        FFmpegError: what is there is no FFmpeg, or does not run.
    """
    if chosen is not None:
        return _answering(chosen, _stamp(chosen))
    found = _from_pip() or shutil.which("ffmpeg")
    if found is None:
        raise FFmpegNotFoundError(
            "There is no FFmpeg.",
            remedy="Reinstall with `pip install --force-reinstall imageio-ffmpeg`, or set AURA_FFMPEG_PATH to one.",
        )
    return _answering(Path(found), _stamp(Path(found)))


def _from_pip() -> str | None:
    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError:
        return None


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError as error:
        raise FFmpegNotFoundError(
            f"There is no FFmpeg at {path}.",
            remedy="Correct AURA_FFMPEG_PATH, or unset it to use the FFmpeg that came with the installation.",
        ) from error
    return status.st_size, status.st_mtime_ns


@functools.cache
def _answering(path: Path, stamp: tuple[int, int]) -> FFmpeg:
    remedy = "Set AURA_FFMPEG_PATH to a working FFmpeg, or unset it to use the one that came with the installation."
    if not (path.is_file() and os.access(path, os.X_OK)):
        raise FFmpegError(f"{path} is not a program.", remedy=remedy)
    try:
        said = _asked(path)
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError) as error:
        raise FFmpegError(f"{path} does not answer as FFmpeg does.", remedy=remedy) from error
    words = said.split(maxsplit=3)
    if words[:2] != ["ffmpeg", "version"] or len(words) < 3:
        raise FFmpegError(f"{path} is no FFmpeg.", remedy=remedy)
    return FFmpeg(path, words[2], hashlib.sha256(said.encode()).hexdigest()[:16])


def _asked(path: Path) -> str:
    """Return what *path* says about its version; what hangs is killed, with all that it started."""
    with (
        tempfile.TemporaryFile() as output,
        subprocess.Popen(
            [path, "-version"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,
            process_group=0,
        ) as process,
    ):
        try:
            code = process.wait(_PATIENCE_S)
        finally:
            if process.returncode is None:
                kill_group(process.pid)
        if code:
            raise subprocess.CalledProcessError(code, process.args)
        output.seek(0)
        return output.read().decode()
