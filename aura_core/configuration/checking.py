"""
What is wrong with a document, beyond what each member may be; everything is said at once.

What cannot be is an error, and such a document is refused; what will not do what its owner means is a warning.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, Final

import attrs

from aura_core.configuration.agreeing import unknown_providers
from aura_core.configuration.forms import unknown_members
from aura_core.errors import InvalidInputError, Issue
from aura_core.ffmpeg.encoding import CODECS, CONTAINERS
from aura_core.model.enums import UploadDestinationType, WatermarkType
from aura_core.model.providers import known_provider
from aura_core.model.settings import UserSettings
from aura_core.redaction import REDACTOR
from aura_core.wire import structure, unstructure


__all__ = ["Finding", "Severity", "errors_in", "examine", "warnings_about"]


_SHORTEST: Final = 6
"""Characters of a secret that is looked for; shorter ones are parts of ordinary words."""


class Severity(Enum):
    """How bad it is."""

    INFO = "Info"
    WARNING = "Warning"
    ERROR = "Error"


@attrs.frozen
class Finding:
    """
    What is wrong with a document.

    Attributes:
        path: Where, as a JSON path.

        message: A sentence.
    """

    path: str
    message: str
    severity: Severity


def examine(body: Any) -> tuple[Finding, ...]:
    """Say everything that is wrong with *body*, a document as JSON; nothing is kept."""
    unknown = [Issue(path, message) for path, message in unknown_members(body, UserSettings)]
    try:
        settings = structure(body, UserSettings)
    except InvalidInputError as error:
        return tuple(Finding(issue.path, issue.message, Severity.ERROR) for issue in [*unknown, *error.issues])
    errors = [Finding(issue.path, issue.message, Severity.ERROR) for issue in [*unknown, *errors_in(settings)]]
    return (*errors, *warnings_about(settings))


def errors_in(settings: UserSettings, secrets: Collection[str] = ()) -> Iterator[Issue]:
    """
    Say what of *settings*, which are without secrets, cannot be.

    Args:
        secrets: What must not stand in them, besides what is known to be secret already.
    """
    yield from _codec(settings)
    yield from unknown_providers(settings)
    yield from _misplaced(unstructure(settings), "$", [secret for secret in secrets if len(secret) >= _SHORTEST])
    if settings.advanced.disk_warning_gb < settings.advanced.disk_critical_gb:
        message = "It is warned of too late: less is free then than is too little."
        yield Issue("$.advanced.diskWarningGB", message)


def _codec(settings: UserSettings) -> Iterator[Issue]:
    video = settings.video_defaults
    codec, container = CODECS[video.default_codec.lower()], video.default_container.lower()
    if codec not in CONTAINERS[container]:
        able = ", ".join(name for name, codecs in CONTAINERS.items() if codec in codecs)
        yield Issue("$.videoDefaults.defaultCodec", f"{container} does not take {codec}; {able} do.")


def _misplaced(value: Any, path: str, secrets: Collection[str]) -> Iterator[Issue]:
    """Name where a secret stands that does not belong there; it would be shown to everybody."""
    if isinstance(value, str) and _is_secret(value, secrets):
        yield Issue(path, "A key or password stands here, where it would be shown.")
    elif isinstance(value, Mapping):
        for name, member in value.items():
            if _is_secret(str(name), secrets):
                yield Issue(path, "The name of a member is a key or password, and would be shown.")
            else:
                yield from _misplaced(member, f"{path}.{name}", secrets)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _misplaced(item, f"{path}[{place}]", secrets)


def _is_secret(text: str, secrets: Collection[str]) -> bool:
    return REDACTOR.finds(text) or any(secret in text for secret in secrets)


def warnings_about(settings: UserSettings) -> Iterator[Finding]:
    """Say what in *settings* will not do what its owner means; the disk is looked at."""
    for path, message in (*_missing_files(settings), *_unable_destinations(settings)):
        yield Finding(path, message, Severity.WARNING)
    if settings.advanced.offline_mode and settings.llm.provider:
        provider = known_provider(settings.llm.provider)
        if provider is not None and not provider.local:
            message = f"{provider.name} cannot be asked while offline mode is on."
            yield Finding("$.llm.provider", message, Severity.WARNING)


def _missing_files(settings: UserSettings) -> Iterator[tuple[str, str]]:
    files = settings.file_locations
    if files.ffmpeg_path and not _is(files.ffmpeg_path, "exists"):
        yield "$.fileLocations.ffmpegPath", "There is nothing at that path."
    for member, folder in (
        ("outputDirectory", files.output_directory),
        ("tempDirectory", files.temp_directory),
        ("mediaLibraryLocation", files.media_library_location),
        ("projectsDirectory", files.projects_directory),
    ):
        if folder and not _is(folder, "is_dir"):
            yield f"$.fileLocations.{member}", "There is no such folder yet."
    mark = settings.export.watermark
    if mark.enabled and mark.type is WatermarkType.IMAGE and not _is(mark.image_path, "is_file"):
        yield "$.export.watermark.imagePath", "There is no picture at that path."
    if mark.enabled and mark.type is WatermarkType.TEXT and not mark.text.strip():
        yield "$.export.watermark.text", "The watermark says nothing."


def _is(path: str, what: str) -> bool:
    try:
        return bool(path) and bool(getattr(Path(path).expanduser(), what)())
    except (OSError, RuntimeError, ValueError):
        return False


_NEEDED: Final = {
    UploadDestinationType.LOCAL_FOLDER: "local_path",
    UploadDestinationType.SFTP: "host",
    UploadDestinationType.S3: "s3_bucket_name",
    UploadDestinationType.WEBHOOK: "host",
    UploadDestinationType.WEB_DAV: "host",
    UploadDestinationType.YOU_TUBE: "username",
}
"""What says where to, of each kind of upload destination that films are sent to."""


def _unable_destinations(settings: UserSettings) -> Iterator[tuple[str, str]]:
    for place, one in enumerate(settings.export.upload_destinations):
        path = f"$.export.uploadDestinations[{place}]"
        if one.enabled and one.type not in _NEEDED:
            yield f"{path}.type", f"Films cannot be sent by {one.type.value} yet."
        elif one.enabled and not getattr(one, _NEEDED[one.type]):
            yield path, "It does not say where to."
        if one.enabled and one.delete_after_upload:
            yield f"{path}.deleteAfterUpload", "Nothing is deleted: a film stays until its job is deleted."
