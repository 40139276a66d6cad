"""What can be done with projects."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

import attrs

from aura_core.drawer import Kept
from aura_core.errors import ConflictError, InvalidInputError, NotFoundError
from aura_core.jobs import Jobs
from aura_core.model.enums import JobStatus
from aura_core.model.job import TERMINAL, Job
from aura_core.model.projects import (
    ClearGeneratedContentRequest,
    GeneratedAsset,
    ProjectExport,
    ProjectImportRequest,
    SaveWizardProjectRequest,
    SaveWizardProjectResponse,
    WizardProject,
    WizardProjectDetails,
    WizardProjectListItem,
)
from aura_core.wire import loads


__all__ = ["Projects"]

T = TypeVar("T")

_Expected = Collection[int] | None

_FORM: Final = "1.0"
"""The version of exports."""

_STEPS: Final = 5
_LONGEST: Final = 200


class Projects:
    """
    Projects, kept in the database of *jobs*, which make their films.

    Every method raises :class:`~aura_core.errors.DatabaseError` when the database cannot be reached; *expected* are the
    versions that may be changed, ``None`` for any.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._drawer = jobs.drawer("project", WizardProject)

    async def save(self, asked: SaveWizardProjectRequest, expected: _Expected = None) -> SaveWizardProjectResponse:
        """
        Keep a project, a new one or in the place of another.

        Raises:
            InvalidInputError: it has no name.

            NotFoundError: there is none that it could replace.

            StaleError: that has another version.
        """
        if not asked.name.strip():
            raise InvalidInputError.of("$.name", "The project has no name.", remedy="Give it one.")
        given = {field.name: getattr(asked, field.name) for field in attrs.fields(WizardProject)}
        if asked.id is None:
            kept = await _threaded(self._drawer.put, WizardProject(**given))
        else:
            # A client that knows nothing of films and scripts does not take them away.
            said = {name: value for name, value in given.items() if value is not None or name not in _LASTING}
            kept = await self._change(asked.id, lambda before: attrs.evolve(before, **said), expected)
        return _saved(kept)

    async def listed(self, limit: int = 50, offset: int = 0) -> tuple[WizardProjectListItem, ...]:
        """Return projects, those that were changed last first."""
        page = await _threaded(self._drawer.listed, limit, offset)
        return tuple([_line(kept, await self._job(kept.value)) for kept in page.items])

    async def find(self, project_id: str) -> WizardProjectDetails:
        """
        Return a project with the files of its film.

        Raises:
            NotFoundError: there is none.
        """
        kept = await _threaded(self._drawer.find, project_id)
        return _whole(kept, await self._job(kept.value))

    async def duplicate(self, project_id: str, name: str = "") -> SaveWizardProjectResponse:
        """
        Keep a project once more, without the film.

        Raises:
            NotFoundError: there is none.
        """
        before = (await _threaded(self._drawer.find, project_id)).value
        called = name.strip() or f"{before.name[: _LONGEST - 7]} (copy)"
        return _saved(await _threaded(self._drawer.put, attrs.evolve(before, name=called, job_id=None)))

    async def remove(self, project_id: str, expected: _Expected = None) -> None:
        """
        Forget a project; its script and its film stay.

        Raises:
            NotFoundError: there is none.

            StaleError: it has another version.
        """
        await asyncio.to_thread(lambda: self._drawer.remove(project_id, expected=expected))

    async def clear(
        self, project_id: str, asked: ClearGeneratedContentRequest, expected: _Expected = None
    ) -> WizardProjectDetails:
        """
        Forget what was made for a project.

        Raises:
            NotFoundError: there is none.

            ConflictError: its film is being made.

            StaleError: it has another version.
        """
        kept = await _threaded(self._drawer.find, project_id)
        job = None if asked.keep_video else await self._job(kept.value)
        if job and job.status not in TERMINAL:
            raise ConflictError(f"The film of the project is {job.status.value}.", remedy="Cancel its job first.")
        forgotten: dict[str, Any] = {} if asked.keep_video else {"job_id": None}
        forgotten |= {} if asked.keep_script else {"script_id": None}
        after = await self._change(project_id, lambda before: attrs.evolve(before, **forgotten), expected)
        if job:
            await self._jobs.delete(job.id)
        return _whole(after, await self._job(after.value))

    async def export(self, project_id: str) -> ProjectExport:
        """
        Return a project such that another machine can take it in.

        Raises:
            NotFoundError: there is none.
        """
        return ProjectExport(_FORM, await self.find(project_id), datetime.now(UTC))

    async def take_in(self, asked: ProjectImportRequest) -> SaveWizardProjectResponse:
        """
        Keep a project that comes from another machine, as a new one; films and scripts of that machine are not here.

        Raises:
            InvalidInputError: it is no export, of another version, or more than a project may hold.
        """
        try:
            found = loads(asked.project_json, ProjectExport)
        except InvalidInputError as error:
            issues = [attrs.evolve(one, path=f"$.projectJson{one.path.removeprefix('$')}") for one in error.issues]
            raise InvalidInputError(issues, remedy="Send what an export gave, unchanged, as text.") from error
        if found.version.partition(".")[0] != _FORM.partition(".")[0]:
            raise InvalidInputError.of(
                "$.projectJson.version",
                f"The export has the version {found.version[:20]!r}; {_FORM} can be read.",
                remedy="Import it with the version that exported it.",
            )
        given = {field.name: getattr(found.project, field.name) for field in attrs.fields(WizardProject)}
        given |= {"name": asked.new_name or found.project.name, "job_id": None, "script_id": None}
        try:
            # The bounds of what is saved count for what comes from elsewhere, too.
            wanted = SaveWizardProjectRequest(**given)
        except ValueError as error:
            raise InvalidInputError.of("$.projectJson", str(error), remedy="Import less at once.") from error
        return await self.save(wanted)

    async def _job(self, project: WizardProject) -> Job | None:
        if project.job_id is None:
            return None
        try:
            return (await self._jobs.find(project.job_id)).job
        except NotFoundError:
            return None

    async def _change(
        self, project_id: str, change: Callable[[WizardProject], WizardProject], expected: _Expected
    ) -> Kept[WizardProject]:
        return await asyncio.to_thread(lambda: self._drawer.change(project_id, change, expected=expected))


_LASTING: Final = ("job_id", "script_id")


def _saved(kept: Kept[WizardProject]) -> SaveWizardProjectResponse:
    return SaveWizardProjectResponse(kept.id, kept.value.name, kept.changed, kept.version)


def _status(job: Job | None) -> str:
    if job is None or job.status is JobStatus.CANCELED:
        return "Draft"
    return {JobStatus.DONE: "Completed", JobStatus.FAILED: "Failed"}.get(job.status, "InProgress")


def _percent(project: WizardProject, job: Job | None) -> int:
    return round(job.percent) if job else min(100, 100 * project.current_step // _STEPS)


def _line(kept: Kept[WizardProject], job: Job | None) -> WizardProjectListItem:
    whole = _whole(kept, job)
    common = {field.name for field in attrs.fields(WizardProjectListItem)} - {"has_generated_content"}
    made = job is not None and job.status is JobStatus.DONE
    return WizardProjectListItem(has_generated_content=made, **{name: getattr(whole, name) for name in common})


def _whole(kept: Kept[WizardProject], job: Job | None) -> WizardProjectDetails:
    project = kept.value
    return WizardProjectDetails(
        id=kept.id,
        version=kept.version,
        status=_status(job),
        progress_percent=_percent(project, job),
        created_at=kept.created,
        updated_at=kept.changed,
        generated_assets=tuple(
            GeneratedAsset(one.type, f"/api/jobs/{job.id}/artifacts/{one.name}", one.size_bytes, one.created_at)
            for one in job.artifacts
        )
        if job
        else (),
        **{field.name: getattr(project, field.name) for field in attrs.fields(WizardProject)},
    )


async def _threaded(work: Callable[..., T], *arguments: Any) -> T:
    return await asyncio.to_thread(work, *arguments)
