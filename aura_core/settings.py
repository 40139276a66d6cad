"""
What the machine's owner has decided; the only reader of the environment.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import attrs
import platformdirs

from aura_core.errors import InvalidInputError


__all__ = ["Settings"]

_GIB: Final = 1024**3

_FFMPEG: Final = (
    ("AURA_FFMPEG_PATH", ""),
    ("FFMPEG_PATH", ""),
    ("FFMPEG_BINARIES_PATH", "ffmpeg.exe" if os.name == "nt" else "ffmpeg"),
)
"""What names FFmpeg, or the folder that it is in; the last two are the original's shell's."""


def _cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@attrs.frozen
class Settings:
    """
    What the machine's owner has decided.

    Attributes:
        data: Where results are kept.

        ffmpeg: The FFmpeg to use, run as it is; ``None`` takes the one from pip.

        ffmpeg_named: The FFmpeg to use before all others, run only if it is one by its looks: what is named by way of
            the network belongs here.

        fonts: Folders with fonts besides the bundled ones.

        workers: Segments encoded at a time.

        store_limit: Bytes of results that are kept.

        database: URL of the PostgreSQL that holds the jobs; ``None`` keeps them in a file in *data*.

        jobs_at_once: Films made at a time; each uses all *workers*.

        queue_room: Jobs that may wait at a time.

        attempts: How often a job may be tried, the first time included.

        webhook_secret: Signs what is sent to callback URLs.

        webhooks_private: Whether callback URLs may lead into private networks.
    """

    data: Path = attrs.field(factory=lambda: Path(platformdirs.user_data_dir("aura", appauthor=False)))
    ffmpeg: Path | None = None
    ffmpeg_named: str | None = None
    fonts: tuple[Path, ...] = ()
    workers: int = attrs.field(factory=_cores, validator=attrs.validators.ge(1))
    store_limit: int = attrs.field(default=10 * _GIB, validator=attrs.validators.ge(0))
    database: str | None = attrs.field(default=None, repr=False)
    jobs_at_once: int = attrs.field(default=1, validator=attrs.validators.ge(1))
    queue_room: int = attrs.field(default=100, validator=attrs.validators.ge(1))
    attempts: int = attrs.field(default=5, validator=attrs.validators.ge(1))
    webhook_secret: str | None = attrs.field(default=None, repr=False)
    webhooks_private: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """
        Read the variables that ``docs/cli.md`` lists, each ``AURA_`` and what it says.

        Raises:
            InvalidInputError: a number is none, or a path holds a line break or begins with the home of nobody.
        """
        given: dict[str, object] = {}
        if data := environment.get("AURA_DATA_PATH"):
            given["data"] = _path("AURA_DATA_PATH", data)
        for name, inside in _FFMPEG:
            if ffmpeg := environment.get(name):
                given["ffmpeg"] = _path(name, ffmpeg) / inside
                break
        if fonts := environment.get("AURA_FONT_PATH"):
            given["fonts"] = tuple(_path("AURA_FONT_PATH", folder) for folder in fonts.split(os.pathsep) if folder)
        if workers := environment.get("AURA_WORKERS"):
            given["workers"] = _number("AURA_WORKERS", workers, 1)
        if limit := environment.get("AURA_STORE_GIB"):
            given["store_limit"] = _number("AURA_STORE_GIB", limit, 0) * _GIB
        given |= {"database": environment.get("AURA_DATABASE_URL") or None}
        given |= {"webhook_secret": environment.get("AURA_WEBHOOK_SECRET") or None}
        if at_once := environment.get("AURA_JOBS_AT_ONCE"):
            given["jobs_at_once"] = _number("AURA_JOBS_AT_ONCE", at_once, 1)
        if room := environment.get("AURA_QUEUE_ROOM"):
            given["queue_room"] = _number("AURA_QUEUE_ROOM", room, 1)
        if private := environment.get("AURA_WEBHOOKS_PRIVATE"):
            given["webhooks_private"] = _number("AURA_WEBHOOKS_PRIVATE", private, 0) > 0
        return cls(**given)  # type: ignore[arg-type]


def _path(name: str, text: str) -> Path:
    if "\n" in text or "\r" in text:
        # FFmpeg's lists of files have a line for each.
        raise InvalidInputError.of(name, f"{text!r} holds a line break.", remedy=f"Correct or unset {name}.")
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise InvalidInputError.of(
            name, f"{text} begins with a home folder that there is not.", remedy=f"Correct or unset {name}."
        ) from error


def _number(name: str, text: str, least: int) -> int:
    if not text.isdecimal() or int(text) < least:
        raise InvalidInputError.of(
            name, f"{text!r} is no whole number from {least} on.", remedy=f"Correct or unset {name}."
        )
    return int(text)
