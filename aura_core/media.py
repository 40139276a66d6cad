"""
Pictures, clips and recordings of this server, by their addresses.

Rule: whatever is no file of this server is not found, be it there or not; nobody learns here what else is on the machine.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import quote

from aura_core.album import found_at, gone
from aura_core.errors import NotFoundError
from aura_core.jobs import Jobs
from aura_core.jobs.files import made_at
from aura_core.model.pictures import MEDIA
from aura_core.settings import Settings


__all__ = ["address_of", "file_at", "media_at", "stored_at"]

_RECORDINGS: Final = "/api/audio/"


def media_at(name: str, settings: Settings) -> Path:
    """
    Find a picture or a clip that was made or fetched for a film, by the last part of its address.

    Raises:
        NotFoundError: there is none, or no longer.
    """
    found = found_at(name, settings)
    if found is None:
        raise gone()
    return found


def stored_at(address: str, settings: Settings) -> Path | None:
    """
    Find a recording, a picture or a clip by its address; ``None`` where that is the address of something else.

    Raises:
        NotFoundError: there is none, or no longer.
    """
    for prefix, find in _FINDERS.items():
        if address.startswith(prefix):
            return find(address.removeprefix(prefix), settings)
    return None


async def file_at(jobs: Jobs, text: str) -> Path:
    """
    Find a file of this server by its address: a recording, a picture or a clip of a film, or what a job made.

    What a job made is found by its path, too.

    Raises:
        NotFoundError: there is none, or no longer.
    """
    if stored := await asyncio.to_thread(stored_at, text, jobs.settings):
        return stored
    made = await made_at(jobs, text)
    if made.is_folder:
        raise NotFoundError("That is the folder of a job, not a file.", remedy="Name a file in it.")
    return made.path


def address_of(path: Path, settings: Settings) -> str:
    """Return the address of a file of this server; the path of any other."""
    if any(path.is_relative_to((settings.data / folder).absolute()) for folder in ("store", "album")):
        return f"{_RECORDINGS if path.suffix == '.wav' else MEDIA}{path.name}"
    made = (settings.data / "jobs").absolute()
    if path.parent.parent == made:
        return f"/api/jobs/{quote(path.parent.name)}/artifacts/{quote(path.name)}"
    return str(path)


def _recording(name: str, settings: Settings) -> Path:
    # Speaking takes in all that makes films, which a server does without until it is asked for it.
    from aura_core.speaking import recording_at  # noqa: PLC0415

    return recording_at(name, settings)


_FINDERS: Final[dict[str, Callable[[str, Settings], Path]]] = {_RECORDINGS: _recording, MEDIA: media_at}
