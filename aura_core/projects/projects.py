"""What can be done with projects."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final, TypeVar

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
from aura_core.model.scripts import KeptScript
from aura_core.projects.journey import Journey
from aura_core.projects.media import Source, address_of, type_of
from aura_core.projects.naming import bounded, check_name, copy_name
from aura_core.wire import loads


__all__ = ["Projects"]

T = TypeVar("T")

_Expected = Collection[int] | None

_FORM: Final = "1.0"
"""The version of exports."""

_STEPS: Final = 5


class Projects:
    """
    Projects, kept in the database of *jobs*, which make their films.

    Every method raises :class:`~aura_core.errors.DatabaseError` when the database cannot be reached; *expected* are the
    versions that may be changed, ``None`` for any.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._drawer = jobs.drawer("project", WizardProject)
        self._scripts = jobs.drawer("script", KeptScript)
        self._journey = Journey(jobs)

    async def save(self, asked: SaveWizardProjectRequest, expected: _Expected = None) -> SaveWizardProjectResponse:
        """
        Keep a project, a new one or in the place of another.

        Raises:
            InvalidInputError: it has no name.

            NotFoundError: there is none that it could replace.

            StaleError: that has another version.
        """
        check_name(asked.name)
        given = {name: getattr(asked, name) for name in _OWN}
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
        named = attrs.evolve(before, name=copy_name(before.name, name), job_id=None)
        return _saved(await _threaded(lambda: self._drawer.put(self._journey.copied(named))))

    async def remove(self, project_id: str, expected: _Expected = None) -> None:
        """
        Forget a project, and the files that came with it; its script and its film stay.

        Raises:
            NotFoundError: there is none.

            StaleError: it has another version.
        """
        kept = await _threaded(self._drawer.find, project_id)
        await asyncio.to_thread(lambda: self._drawer.remove(project_id, expected=expected))
        await _threaded(self._journey.media.remove, kept.value.media_id)

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
        given = {name: getattr(found.project, name) for name in _OWN}
        given |= {"name": asked.new_name or found.project.name, "job_id": None, "script_id": None}
        return await self.save(bounded(SaveWizardProjectRequest, given, "$.projectJson"))

    async def archive(self, project_id: str) -> Path:
        """
        Return a project with its script, its film and the files that it names, as a ZIP.

        Raises:
            NotFoundError: there is none.
        """
        kept = await _threaded(self._drawer.find, project_id)
        job = await self._job(kept.value)
        made = (
            [Source(f"/api/jobs/{job.id}/artifacts/{one.name}", Path(one.path)) for one in job.artifacts] if job else []
        )
        return await _threaded(self._packed, kept, made)

    def _packed(self, kept: Kept[WizardProject], made: Sequence[Source]) -> Path:
        project, script = kept.value, None
        with contextlib.suppress(NotFoundError):
            script = self._scripts.find(project.script_id).value if project.script_id else None
        own = [
            Source(
                address_of(project.media_id, one.name),
                self._journey.media.find(project.media_id, one.name),
                one.label,
            )
            for one in project.media
            if project.media_id and one.address
        ]
        there = [one for one in (*own, *made) if one.path.is_file()]
        return self._journey.packed(kept.changed, wizard=project, script=script, more=there)

    async def take_in_archive(self, file: IO[bytes], name: str = "") -> SaveWizardProjectResponse:
        """
        Keep a project that comes as a ZIP, as a new one, with its script as a new one.

        Raises:
            InvalidInputError: it is none of ours, damaged, or holds what no project has.
        """
        return await _threaded(self._settled, file, name)

    def _settled(self, file: IO[bytes], name: str) -> SaveWizardProjectResponse:
        said = self._journey.unpacked(file)
        project = self._journey.wanted(said, said.wizard, "a wizard")

        def keep() -> Kept[WizardProject]:
            given = {member: getattr(project, member) for member in _OWN} | {
                "name": name or project.name,
                "job_id": None,
            }
            wanted = bounded(SaveWizardProjectRequest, given, "$.file")
            own = {member: getattr(wanted, member) for member in _OWN} | {"script_id": self._journey.keep_script(said)}
            return self._drawer.put(WizardProject(**own, media_id=project.media_id, media=project.media))

        return _saved(self._journey.kept(said, keep))

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


_OWN: Final = tuple(field.name for field in attrs.fields(WizardProject) if not field.name.startswith("media"))
"""The members of a project that its client says."""

_LASTING: Final = ("job_id", "script_id")


def _saved(kept: Kept[WizardProject]) -> SaveWizardProjectResponse:
    return SaveWizardProjectResponse(kept.id, kept.value.name, kept.changed, kept.version)


def _status(project: WizardProject, job: Job | None) -> str:
    if job is None and _brings_film(project):
        return "Completed"
    if job is None or job.status is JobStatus.CANCELED:
        return "Draft"
    return {JobStatus.DONE: "Completed", JobStatus.FAILED: "Failed"}.get(job.status, "InProgress")


def _brings_film(project: WizardProject) -> bool:
    """Whether a film came with a project."""
    return any(type_of(one.name).startswith("video/") for one in project.media)


def _percent(project: WizardProject, job: Job | None) -> int:
    if job is None and _brings_film(project):
        return 100
    return round(job.percent) if job else min(100, 100 * project.current_step // _STEPS)


def _line(kept: Kept[WizardProject], job: Job | None) -> WizardProjectListItem:
    whole = _whole(kept, job)
    common = {field.name for field in attrs.fields(WizardProjectListItem)} - {"has_generated_content"}
    made = job.status is JobStatus.DONE if job else _brings_film(kept.value)
    return WizardProjectListItem(has_generated_content=made, **{name: getattr(whole, name) for name in common})


def _whole(kept: Kept[WizardProject], job: Job | None) -> WizardProjectDetails:
    project = kept.value
    return WizardProjectDetails(
        id=kept.id,
        version=kept.version,
        status=_status(project, job),
        progress_percent=_percent(project, job),
        created_at=kept.created,
        updated_at=kept.changed,
        generated_assets=(*_made(job), *_brought(kept)),
        **{name: getattr(project, name) for name in _OWN},
    )


def _made(job: Job | None) -> Iterator[GeneratedAsset]:
    for one in job.artifacts if job else ():
        yield GeneratedAsset(one.type, f"/api/jobs/{job.id}/artifacts/{one.name}", one.size_bytes, one.created_at)  # type: ignore[union-attr]


def _brought(kept: Kept[WizardProject]) -> Iterator[GeneratedAsset]:
    """Give the files that came with a project."""
    for one in kept.value.media:
        if kept.value.media_id:
            address = address_of(kept.value.media_id, one.name)
            yield GeneratedAsset(type_of(one.name), address, one.size_bytes, kept.created)


async def _threaded(work: Callable[..., T], *arguments: Any) -> T:
    return await asyncio.to_thread(work, *arguments)
