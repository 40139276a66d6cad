"""What becomes of finished films."""

from __future__ import annotations

import re
import uuid
from typing import Any, Final

import attrs

from aura_core.model.allowed import absolute_path, matching
from aura_core.model.enums import UploadDestinationType
from aura_core.model.watermark import WatermarkSettings


__all__ = ["TOKENS", "ExportSettings", "NamingPatternSettings", "UploadDestination"]

TOKENS: Final = ("project", "date", "time", "preset", "resolution", "duration", "counter")
"""What a naming pattern may hold in braces."""

_TOKEN: Final = re.compile(r"\{([^{}]*)\}")
_LONGEST: Final = 200


def _known_tokens(_: Any, attribute: attrs.Attribute[str], value: str) -> None:
    unknown = sorted({token for token in _TOKEN.findall(value) if token not in TOKENS})
    if unknown:
        raise ValueError(f"{{{unknown[0]}}} stands for nothing; {', '.join(TOKENS)} do.")
    if not value.strip() or len(value) > _LONGEST:
        raise ValueError(f"A naming pattern has 1 to {_LONGEST} characters.")


def _part_of_a_name(_: Any, attribute: attrs.Attribute[str], value: str) -> None:
    if len(value) > _LONGEST or set(value) & set("/\\\0"):
        raise ValueError(f"It becomes part of a file's name: at most {_LONGEST} characters, no slash among them.")


@attrs.frozen
class NamingPatternSettings:
    """
    How films are called in the output directory.

    Attributes:
        pattern: Text with tokens in braces: project, date, time, preset, resolution, duration, counter.

        date_format: As .NET spells dates, such as ``yyyy-MM-dd``.

        time_format: As .NET spells times, such as ``HHmmss``.

        counter_digits: How many at least.
    """

    pattern: str = attrs.field(default="{project}_{date}_{time}", validator=_known_tokens)
    sanitize_filenames: bool = True
    date_format: str = attrs.field(default="yyyy-MM-dd", validator=_part_of_a_name)
    time_format: str = attrs.field(default="HHmmss", validator=_part_of_a_name)
    counter_start: int = attrs.field(default=1, validator=[attrs.validators.ge(0), attrs.validators.le(10**9)])
    counter_digits: int = attrs.field(default=3, validator=[attrs.validators.ge(1), attrs.validators.le(10)])
    custom_prefix: str = attrs.field(default="", validator=_part_of_a_name)
    custom_suffix: str = attrs.field(default="", validator=_part_of_a_name)
    replace_spaces: bool = True
    force_lowercase: bool = False


def _some_id() -> str:
    return uuid.uuid4().hex


@attrs.frozen
class UploadDestination:
    """
    Where finished films can be sent.

    Its secrets (password, s3AccessKey, s3SecretKey, azureConnectionString) are kept with the keys; the document has them
    empty, and answers show no more than their last four characters.

    Attributes:
        privacy_status: Who sees a film on YouTube: private, unlisted or public. Google keeps films private that come from
            a client it has not verified.
    """

    id: str = attrs.field(
        factory=_some_id, validator=matching(r"[A-Za-z0-9_-]{1,64}", "id of letters, digits, - and _")
    )
    name: str = ""
    type: UploadDestinationType = UploadDestinationType.LOCAL_FOLDER
    enabled: bool = True
    local_path: str = attrs.field(default="", validator=absolute_path)
    host: str = ""
    port: int = attrs.field(default=22, validator=[attrs.validators.ge(1), attrs.validators.le(65_535)])
    username: str = ""
    password: str = attrs.field(default="", repr=False)
    remote_path: str = "/"
    s3_bucket_name: str = ""
    s3_region: str = "us-east-1"
    s3_access_key: str = attrs.field(default="", repr=False)
    s3_secret_key: str = attrs.field(default="", repr=False)
    azure_container_name: str = ""
    azure_connection_string: str = attrs.field(default="", repr=False)
    google_drive_folder_id: str = ""
    dropbox_path: str = ""
    privacy_status: str = attrs.field(
        default="private", validator=attrs.validators.in_(("private", "unlisted", "public"))
    )
    delete_after_upload: bool = False
    max_retries: int = attrs.field(default=3, validator=[attrs.validators.ge(0), attrs.validators.le(100)])
    timeout_seconds: int = attrs.field(default=300, validator=[attrs.validators.ge(1), attrs.validators.le(86_400)])


def _ids_differ(_: Any, attribute: attrs.Attribute[Any], value: tuple[UploadDestination, ...]) -> None:
    if len({one.id for one in value}) < len(value):
        raise ValueError("Two upload destinations have the same id.")


@attrs.frozen
class ExportSettings:
    """
    What becomes of finished films.

    Attributes:
        default_preset: Where films are shown, as clients name it.

        generate_thumbnail: Whether a picture is made beside a film whose request does not say what is.

        generate_subtitles: Whether SRT and WebVTT files are, likewise.
    """

    watermark: WatermarkSettings = WatermarkSettings()
    naming_pattern: NamingPatternSettings = NamingPatternSettings()
    upload_destinations: tuple[UploadDestination, ...] = attrs.field(default=(), validator=_ids_differ)
    default_preset: str = "YouTube1080p"
    auto_open_output_folder: bool = True
    auto_upload_on_complete: bool = False
    generate_thumbnail: bool = True
    generate_subtitles: bool = True
    keep_intermediate_files: bool = False
