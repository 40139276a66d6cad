"""
Finished films once more, as other kinds of files.

Rule: a film is never encoded a second time from its file: its export is made of what the film was made of, so nothing is
lost twice, and a wide film becomes an upright one whose pictures are laid out upright.
What was spoken and composed for it is looked up.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Final

import attrs

from aura_core.errors import ConflictError, InvalidInputError, NotFoundError
from aura_core.jobs import Jobs
from aura_core.jobs.files import made_at
from aura_core.model.exports import Export, ExportList, ExportStatus, StartExportRequest, export_status, spec_asked
from aura_core.model.job import TERMINAL, Job
from aura_core.ordering.exporting import exported


__all__ = ["Exports"]

_ACTIVE: Final = 500
"""Exports among which those that have not ended are looked for: more do not wait in any queue."""


class Exports:
    """
    Exports, kept in the database of *jobs*, which make them.

    Every method raises :class:`~aura_core.errors.DatabaseError` when the database cannot be reached.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._drawer = jobs.drawer("export", Export)

    async def start(self, asked: StartExportRequest, correlation_id: str | None = None) -> ExportStatus:
        """
        Take up an export.

        Raises:
            InvalidInputError: with everything that is wrong with *asked*.

            NotFoundError: there is no such film.

            ConflictError: it is not finished.

            QueueFullError: too many jobs wait already.
        """
        job = (await self._jobs.find(await self._source(asked))).job
        if job.output is None or job.render_spec is None:
            raise ConflictError(
                f"The job is {job.status.value}; there is no film yet that could be exported.",
                remedy="Wait until it is completed.",
            )
        spec = spec_asked(asked.preset_name, asked.settings, job.render_spec)
        request = exported(await self._jobs.asked(job.id), spec)
        try:
            made = await self._jobs.create(request, correlation_id=correlation_id)
        except InvalidInputError as error:
            issues = [
                attrs.evolve(issue, path=issue.path.replace("$.renderSpec", "$.settings", 1)) for issue in error.issues
            ]
            raise InvalidInputError(issues, remedy=error.remedy) from error
        export = Export(job.id, asked.preset_name)
        await asyncio.to_thread(lambda: self._drawer.put(export, key=made.id))
        return export_status(made, export)

    async def _source(self, asked: StartExportRequest) -> str:
        """Return the id of the job whose film is meant."""
        if (asked.input_file is None) == (asked.job_id is None):
            raise InvalidInputError.of(
                "$.inputFile",
                "Say which film is meant, once: by its file or by its job.",
                remedy="Give either inputFile or jobId.",
            )
        if asked.preset_name is None and asked.settings is None:
            raise InvalidInputError.of(
                "$.presetName", "Say what kind of file is wanted.", remedy="Give a presetName, or settings."
            )
        if asked.job_id is not None:
            return asked.job_id
        assert asked.input_file is not None
        return (await made_at(self._jobs, asked.input_file)).job_id

    async def find(self, export_id: str) -> ExportStatus:
        """
        Return an export.

        Raises:
            NotFoundError: no job of that id makes one.
        """
        export = (await asyncio.to_thread(self._drawer.find, export_id)).value
        return export_status((await self._jobs.find(export_id)).job, export)

    async def listed(self, correlation_id: str, limit: int = 50, offset: int = 0) -> ExportList:
        """Return exports, the newest first."""
        page = await asyncio.to_thread(self._drawer.listed, limit, offset)
        found = [status for kept in page.items if (status := await self._status(kept.id, kept.value))]
        return ExportList(tuple(found), len(found), page.total, correlation_id)

    async def active(self, correlation_id: str) -> ExportList:
        """Return those exports that have not ended."""
        page = await asyncio.to_thread(self._drawer.listed, _ACTIVE)
        found = [status for kept in page.items if (status := await self._status(kept.id, kept.value, ended=False))]
        return ExportList(tuple(found), len(found), len(found), correlation_id)

    async def change(self, export_id: str, verb: Callable[[Jobs, str], Coroutine[Any, Any, Job]]) -> ExportStatus:
        """
        Do with the job of an export what can be done with jobs: cancel it, pause it, let it go on, try it again.

        Raises:
            NotFoundError: no job of that id makes one.

            ConflictError: it is in no state for that.
        """
        export = (await asyncio.to_thread(self._drawer.find, export_id)).value
        return export_status(await verb(self._jobs, export_id), export)

    async def _status(self, export_id: str, export: Export, *, ended: bool = True) -> ExportStatus | None:
        """Return an export; ``None`` when its job was deleted, or it has *ended* where that is not wanted."""
        try:
            job = (await self._jobs.find(export_id)).job
        except NotFoundError:
            return None
        return export_status(job, export) if ended or job.status not in TERMINAL else None
