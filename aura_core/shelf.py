"""
The folder in which the owner wants to find finished films, under names of the owner's choice.

Rule 1: a film appears there whole or not at all, and never in the place of another file.

Rule 2: the film's own folder stays as it is; what becomes of the one on the shelf is its owner's business.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import unicodedata
import uuid
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final

import attrs

from aura_core.disk import disk_errors
from aura_core.model.artifact import Artifact
from aura_core.model.render import Resolution
from aura_core.model.settings.export import NamingPatternSettings
from aura_core.timing import Seconds


__all__ = ["Film", "claim", "name_of", "put", "spelled"]

_LONGEST: Final = 180
"""Bytes of a name: file systems take 255, and endings such as ``.thumbnail.jpg`` and a number come after it."""

_TOKEN: Final = re.compile(r"\{(\w+)\}")
_DATE: Final = re.compile(r"y+|M+|d+|H+|h+|m+|s+|t+|f+|'[^']*'|.", re.DOTALL)
_FORBIDDEN: Final = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_RESERVED: Final = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
"""Names that Windows keeps for devices."""


@attrs.frozen
class Film:
    """
    What a name can tell of a film.

    Attributes:
        project: What it is about.

        made: When, in the time of its owner.

        preset: Where it is shown, as clients name it.
    """

    project: str
    made: datetime
    preset: str
    size: Resolution
    duration: Seconds


def name_of(film: Film, pattern: NamingPatternSettings, number: int) -> str:
    """
    Return what *film* is called by *pattern*, without an ending.

    Args:
        number: Which film of this name it is, from 0 on.
    """
    values = {
        "project": film.project,
        "date": spelled(film.made, pattern.date_format),
        "time": spelled(film.made, pattern.time_format),
        "preset": film.preset,
        "resolution": f"{film.size.width}x{film.size.height}",
        "duration": f"{round(film.duration)}s",
        "counter": f"{pattern.counter_start + number:0{pattern.counter_digits}}",
    }
    middle = _TOKEN.sub(lambda found: values.get(found[1], found[0]), pattern.pattern)
    if number and "{counter}" not in pattern.pattern:
        middle += f"_{number + 1}"
    return _as_a_name(f"{pattern.custom_prefix}{middle}{pattern.custom_suffix}", pattern)


def _as_a_name(text: str, pattern: NamingPatternSettings) -> str:
    text = unicodedata.normalize("NFC", text).replace("/", "_").replace("\\", "_").replace("\0", "")
    if pattern.sanitize_filenames:
        text = _FORBIDDEN.sub("_", text)
    if pattern.replace_spaces:
        text = re.sub(r"\s+", "_", text)
    if pattern.force_lowercase:
        text = text.lower()
    # Windows drops dots and blanks at the end; a dot at the beginning hides a file.
    text = text.encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore").strip(" .")
    return f"_{text}" if _RESERVED.fullmatch(text) else text or "film"


def spelled(moment: datetime, pattern: str) -> str:
    """Spell *moment* as .NET does: ``yyyy-MM-dd``, ``HHmmss``; what is no letter of a date stands for itself."""
    return "".join(_spelled(moment, part) for part in _DATE.findall(pattern))


def _spelled(moment: datetime, part: str) -> str:  # noqa: PLR0911 - a table of letters
    length = len(part)
    match part[0]:
        case "y":
            return f"{moment.year % 100:02}" if length <= 2 else f"{moment.year:0{length}}"
        case "M" if length > 2:
            return moment.strftime("%B" if length > 3 else "%b")
        case "d" if length > 2:
            return moment.strftime("%A" if length > 3 else "%a")
        case "t":
            return moment.strftime("%p")[:length]
        case "f":
            return f"{moment.microsecond:06}"[:length]
        case "M" | "d" | "H" | "h" | "m" | "s":
            return f"{_number(moment, part[0]):0{min(length, 2)}}"
        case "'" if length > 1:
            return part[1:-1]
        case _:
            return part


def _number(moment: datetime, letter: str) -> int:
    numbers = {"M": moment.month, "d": moment.day, "H": moment.hour, "m": moment.minute, "s": moment.second}
    return numbers[letter] if letter in numbers else moment.hour % 12 or 12


def put(artifact: Artifact, film: Film, folder: Path, pattern: NamingPatternSettings) -> Path:
    """
    Copy a finished film, and what lies beside it, to *folder*, which is made if need be.

    Returns:
        Where the film is.

    Raises:
        DiskFullError: no room is left.

        OutputError: the folder cannot be written.
    """
    with disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        target = _copied(artifact.video.path, folder, _names(film, pattern, artifact.video.path.suffix))
        stem = artifact.video.path.stem
        for file in artifact.files:
            ending = file.path.name.removeprefix(stem)
            _copied(
                file.path,
                folder,
                iter([f"{target.stem}{ending}", *(f"{target.stem}_{n}{ending}" for n in range(2, 99))]),
            )
    return target


def _names(film: Film, pattern: NamingPatternSettings, suffix: str) -> Iterator[str]:
    return (f"{name_of(film, pattern, number)}{suffix}" for number in count())


def _copied(source: Path, folder: Path, names: Iterator[str]) -> Path:
    """Copy *source* under the first of *names* that is free, also while others do the same."""
    temporary = folder / f".aura-{uuid.uuid4().hex}"
    try:
        shutil.copyfile(source, temporary)
        for name in names:
            with contextlib.suppress(FileExistsError):
                claim(temporary, folder / name)
                return folder / name
        raise FileExistsError(source)
    finally:
        temporary.unlink(missing_ok=True)


def claim(temporary: Path, target: Path) -> None:
    """
    Give *temporary* its name, unless something has it.

    Raises:
        FileExistsError: something has.

        OSError: the folder cannot be written.
    """
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links: the name is taken first, and then given to the film.
        with target.open("xb"):
            pass
        temporary.replace(target)
