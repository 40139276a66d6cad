"""What a new user ends the first run with, put where it belongs."""

from __future__ import annotations

from aura_core.configuration.configuration import Configuration
from aura_core.configuration.programs import choose_ffmpeg
from aura_core.errors import FFmpegError, InvalidInputError, Issue
from aura_core.ffmpeg.report import survey
from aura_core.ffmpeg.vetting import vet
from aura_core.model.setup import SetupCompleted, SetupCompleteRequest
from aura_core.places import made_folder, tried_folder
from aura_core.setup.wizard import Wizard


__all__ = ["complete"]


def complete(configuration: Configuration, request: SetupCompleteRequest, correlation_id: str) -> SetupCompleted:
    """
    Use what the wizard ends with, and keep that the first run is done; done once more, nothing changes.

    Raises:
        InvalidInputError: with everything that cannot be used; nothing has changed.
    """
    folder, ffmpeg = (request.output_directory or "").strip(), (request.ffmpeg_path or "").strip()
    other = bool(ffmpeg) and _is_another(configuration, ffmpeg)
    issues = [*(_flaws_of_folder(folder) if folder else ()), *(_flaws_of_ffmpeg(ffmpeg) if other else ())]
    if issues:
        raise InvalidInputError(issues, remedy="Correct what is named, or leave it out and decide later.")
    if folder:
        made_folder(folder)
        configuration.patch({"fileLocations": {"outputDirectory": folder}})
    if other:
        choose_ffmpeg(configuration, ffmpeg)
    Wizard(configuration.started.data).finish()
    return SetupCompleted(True, (), correlation_id)


def _is_another(configuration: Configuration, path: str) -> bool:
    """
    Tell whether *path* is not the FFmpeg that is used anyway.

    That one is not named in the settings, for it would stay when a newer one takes its place.
    """
    settings = configuration.in_force()
    used = survey(settings.ffmpeg, settings.ffmpeg_named).ffmpeg
    return used is None or path != str(used.path)


def _flaws_of_folder(folder: str) -> tuple[Issue, ...]:
    found = tried_folder(folder)
    return (Issue("$.outputDirectory", found.error),) if found.error else ()


def _flaws_of_ffmpeg(path: str) -> tuple[Issue, ...]:
    try:
        survey(named=str(vet(path))).require()
    except FFmpegError as error:
        return (Issue("$.ffmpegPath", f"{error} {error.remedy}", error.code),)
    return ()
