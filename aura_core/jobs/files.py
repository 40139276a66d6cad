"""
Files of jobs by their paths: clients know a film by where it lies, as ``outputPath`` says it.

Rule: whatever is no file of a job is not found, be it there or not; nobody learns here what else is on the machine.
"""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

import attrs

from aura_core.errors import NotFoundError
from aura_core.jobs.jobs import Jobs


__all__ = ["Made", "at_address", "made_at"]

_ADDRESS: Final = re.compile(r"/api/jobs/([^/]+)/artifacts/([^/]+)")


@attrs.frozen
class Made:
    """
    A file of a job, or the folder of all its files.
    """

    path: Path
    job_id: str
    size: int
    modified_at: datetime
    is_folder: bool

    @property
    def url(self) -> str:
        """Where the server has it; a folder is at the job."""
        address = f"/api/jobs/{quote(self.job_id)}"
        return address if self.is_folder else f"{address}/artifacts/{quote(self.path.name)}"


async def made_at(jobs: Jobs, text: str) -> Made:
    """
    Find the file or the folder of a job at a path of this machine, or at an address of this server.

    Raises:
        NotFoundError: no job has a file there.
    """
    made = await asyncio.to_thread(at_address, jobs, text)
    await jobs.find(made.job_id)
    return made


def at_address(jobs: Jobs, text: str) -> Made:
    """
    Find what :func:`made_at` finds, without asking whether the job is still known.

    Raises:
        NotFoundError: no job has a file there.
    """
    missing = NotFoundError("No job has a file at that path.", remedy="Ask for the outputPath or an artifact of a job.")
    addressed = _ADDRESS.fullmatch(text)
    try:
        root = jobs.folder("").resolve(strict=True)
        named = root.joinpath(*map(unquote, addressed.groups())) if addressed else Path(text).expanduser()
        path = named.resolve(strict=True)
        found = path.stat()
    except (OSError, RuntimeError, ValueError) as error:  # absent, nobody's home, no such characters
        raise missing from error
    is_folder = path.is_dir()
    folder = path if is_folder else path.parent
    if folder.parent != root or path.name.startswith(".") or not named.is_absolute():
        raise missing
    return Made(path, folder.name, found.st_size, datetime.fromtimestamp(found.st_mtime, UTC), is_folder)
