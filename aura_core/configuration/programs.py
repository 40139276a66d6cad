"""Which programs the owner's document names."""

from __future__ import annotations

import attrs

from aura_core.configuration.file import SettingsFile
from aura_core.ffmpeg.report import Survey, survey
from aura_core.ffmpeg.vetting import vet
from aura_core.settings import Settings


__all__ = ["choose_ffmpeg"]


def choose_ffmpeg(started: Settings, path: str) -> Survey:
    """
    Have the document name the FFmpeg at *path*, if it is one and works; films that begin afterwards use it.

    Args:
        path: The program, its folder, or the folder above its ``bin``, from the root on.

    Returns:
        What is found where the document names it.

    Raises:
        FFmpegPathError: nothing on this machine can be meant, or what is there is not FFmpeg's; it was not run.

        FFmpegError: it is FFmpeg's, and does not run, or is too old.

        OutputError: the document cannot be written.
    """
    named = str(vet(path))
    found = survey(named=named)
    found.require()
    SettingsFile(started.data).change(
        lambda document: attrs.evolve(document, file_locations=attrs.evolve(document.file_locations, ffmpeg_path=named))
    )
    return found
