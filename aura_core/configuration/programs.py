"""Which programs the owner's document names."""

from __future__ import annotations

from aura_core.configuration.configuration import Configuration
from aura_core.ffmpeg.report import Survey, survey
from aura_core.ffmpeg.vetting import vet


__all__ = ["choose_ffmpeg"]


def choose_ffmpeg(configuration: Configuration, path: str) -> Survey:
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
    configuration.patch({"fileLocations": {"ffmpegPath": named}})
    return found
