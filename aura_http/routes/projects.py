"""Projects of a client's wizard, and the looks that it takes at a brief."""

from __future__ import annotations

from typing import Annotated, Final

from litestar import Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter, SkipValidation
from litestar.types import ControllerRouterHandler

from aura_core.model.projects import (
    BriefValidation,
    BriefValidationRequest,
    ClearGeneratedContentRequest,
    DuplicateProjectRequest,
    ProjectExport,
    ProjectImportRequest,
    SaveWizardProjectRequest,
    SaveWizardProjectResponse,
    WizardProjectDetails,
    WizardProjectListItem,
)
from aura_core.ordering.briefs import flaws_of
from aura_core.projects import Projects
from aura_http.files import FileResponse
from aura_http.routes.editing import FORM, ZIP, new_name, zipped
from aura_http.routes.jobs import AnyRequest, Limit, Offset, correlation_of, heads
from aura_http.tags import IfMatch, IfNoneMatch, numbered, versions_meant
from aura_http.uploads import upload_of


__all__ = ["ROUTES"]

Kind = NamedDependency[SkipValidation[Projects]]

_SAVE: Final = {"name": "Tides", "currentStep": 1, "briefJson": '{"topic": "How tides work"}'}
_BRIEF: Final = {
    "topic": "Welcome to Aura Video Studio",
    "audience": "General",
    "goal": "Demonstrate",
    "tone": "Informative",
    "language": "en-US",
    "durationMinutes": 0.2,
}
_EXPORT: Final = '{"version": "1.0", "project": {"id": "", "name": "Tides"}, "exportedAt": "2026-01-01T00:00:00Z"}'


@post("/api/validation/brief", status_code=200, operation_id="validateBrief", tags=["Projects"], example=_BRIEF)
async def validate_brief(data: JSONBody[BriefValidationRequest], request: AnyRequest) -> BriefValidation:
    """Say whether there could be a film of a brief."""
    flaws = tuple(flaws_of(data))
    return BriefValidation(not flaws, flaws, correlation_of(request))


@post(
    "/api/wizard-projects",
    status_code=200,
    operation_id="saveProject",
    tags=["Projects"],
    tagged=True,
    example=_SAVE,
    refuses=(404, 409, 412),
)
async def save(
    data: JSONBody[SaveWizardProjectRequest], projects: Kind, if_match: IfMatch = None
) -> Response[SaveWizardProjectResponse]:
    """Keep a project, a new one or in the place of another."""
    saved = await projects.save(data, versions_meant(if_match, data.version))
    return numbered(saved, saved.version)


@get("/api/wizard-projects", operation_id="listProjects", tags=["Projects"], refuses=(409,))
async def list_projects(projects: Kind, limit: Limit = 50, offset: Offset = 0) -> list[WizardProjectListItem]:
    """List projects, those that were changed last first."""
    return [*await projects.listed(limit, offset)]


@get("/api/wizard-projects/recent", operation_id="listRecentProjects", tags=["Projects"], refuses=(409,))
async def list_recent(
    projects: Kind,
    count: Annotated[int, QueryParameter(name="count", ge=1, le=100, description="How many at most.")] = 5,
) -> list[WizardProjectListItem]:
    """List the projects that were changed last."""
    return [*await projects.listed(count)]


@get(
    "/api/wizard-projects/{project_id:str}",
    operation_id="getProject",
    tags=["Projects"],
    tagged=True,
    refuses=(409,),
)
async def get_project(
    project_id: FromPath[str], projects: Kind, if_none_match: IfNoneMatch = None
) -> Response[WizardProjectDetails]:
    """Return a project with the files of its film."""
    found = await projects.find(project_id)
    # What its job is at is told, too, so nobody may keep the answer while there is one.
    return numbered(found, found.version, if_none_match if found.job_id is None else None)


@delete("/api/wizard-projects/{project_id:str}", operation_id="deleteProject", tags=["Projects"], refuses=(412,))
async def delete_project(project_id: FromPath[str], projects: Kind, if_match: IfMatch = None) -> None:
    """Forget a project; its script and its film stay."""
    await projects.remove(project_id, versions_meant(if_match))


@post(
    "/api/wizard-projects/{project_id:str}/duplicate",
    status_code=200,
    operation_id="duplicateProject",
    tags=["Projects"],
    example={"newName": "Tides, the second"},
    refuses=(409,),
)
async def duplicate(
    project_id: FromPath[str], projects: Kind, data: JSONBody[DuplicateProjectRequest | None] = None
) -> SaveWizardProjectResponse:
    """Keep a project once more, without the film."""
    return await projects.duplicate(project_id, data.new_name if data else "")


@post(
    "/api/wizard-projects/{project_id:str}/clear-content",
    status_code=200,
    operation_id="clearProject",
    tags=["Projects"],
    example={"keepScript": True, "keepVideo": False},
    refuses=(409, 412),
)
async def clear(
    project_id: FromPath[str],
    projects: Kind,
    data: JSONBody[ClearGeneratedContentRequest | None] = None,
    if_match: IfMatch = None,
) -> WizardProjectDetails:
    """Forget what was made for a project."""
    return await projects.clear(project_id, data or ClearGeneratedContentRequest(), versions_meant(if_match))


@get("/api/wizard-projects/{project_id:str}/export", operation_id="exportProject", tags=["Projects"], refuses=(409,))
async def export(project_id: FromPath[str], projects: Kind) -> Response[ProjectExport]:
    """Return a project such that another machine can take it in."""
    headers = {"Content-Disposition": 'attachment; filename="project.json"'}
    return Response(await projects.export(project_id), headers=headers)


@post(
    "/api/wizard-projects/import",
    status_code=200,
    operation_id="importProject",
    tags=["Projects"],
    example={"projectJson": _EXPORT, "newName": "Tides"},
    refuses=(409,),
)
async def take_in(data: JSONBody[ProjectImportRequest], projects: Kind) -> SaveWizardProjectResponse:
    """Keep a project that comes from another machine, as a new one."""
    return await projects.take_in(data)


@get(
    "/api/wizard-projects/{project_id:str}/archive",
    operation_id="archiveProject",
    tags=["Projects"],
    serves=ZIP,
    refuses=(409, 507),
)
async def archive(project_id: FromPath[str], projects: Kind, request: AnyRequest) -> FileResponse:
    """Return a project with its script, its film and its files, as a ZIP."""
    return zipped(await projects.archive(project_id), request)


@post(
    "/api/wizard-projects/import-archive",
    status_code=200,
    operation_id="importProjectArchive",
    tags=["Projects"],
    uploads=FORM,
    refuses=(400, 409, 413, 415, 507),
)
async def take_in_archive(projects: Kind, request: AnyRequest) -> SaveWizardProjectResponse:
    """Keep a project that comes as a ZIP, as a new one."""
    async with upload_of(request) as upload:
        return await projects.take_in_archive(upload.file, new_name(upload))


ROUTES: list[ControllerRouterHandler] = [
    validate_brief,
    save,
    list_projects,
    list_recent,
    get_project,
    delete_project,
    duplicate,
    clear,
    export,
    take_in,
    archive,
    *heads(archive),
    take_in_archive,
]
