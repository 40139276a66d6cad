"""Projects of a client's editor, and the archives in which projects travel."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated, Final

from litestar import Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter, SkipValidation
from litestar.types import ControllerRouterHandler

from aura_core.errors import InvalidInputError
from aura_core.model.editing import AutosaveRequest, ProjectDetails, ProjectItem, ProjectSaved, SaveProjectRequest
from aura_core.model.projects import DuplicateProjectRequest
from aura_core.projects import EditorProjects
from aura_http.files import FileResponse, file_response, media_type_of
from aura_http.routes.jobs import AnyRequest, Limit, Offset, heads
from aura_http.tags import IfMatch, IfNoneMatch, numbered, versions_meant
from aura_http.threads import threaded
from aura_http.uploads import Upload, upload_of


__all__ = ["FORM", "ROUTES", "ZIP", "new_name", "zipped"]

Kind = NamedDependency[SkipValidation[EditorProjects]]

Version = Annotated[
    int | None,
    QueryParameter(name="version", ge=1, le=2**31 - 1, description="Which of its versions; the present one without."),
]
Count = Annotated[int, QueryParameter(name="count", ge=1, le=100, description="How many at most.")]

FORM: Final = {"file": "An archive of a project, as its export gave it.", "newName": "What it is to be called."}
ZIP: Final = ("application/zip",)

_LONGEST: Final = 200

_SAVE: Final = {"name": "Tides", "description": "About the sea", "projectData": '{"tracks": []}'}
_AT: Final = "/api/project/{project_id:str}"


def zipped(path: Path, request: AnyRequest) -> FileResponse:
    """Answer with an archive."""
    return file_response(request, path, media_type=ZIP[0], filename="project.zip", attachment=True, tag=path.stem)


def new_name(upload: Upload) -> str:
    """
    Return what a project is to be called that is sent; empty for the name that it has.

    Raises:
        InvalidInputError: that is longer than names are.
    """
    name = upload.fields.get("newName", "").strip()
    if len(name) > _LONGEST:
        raise InvalidInputError.of("$.newName", "The name is too long.", remedy=f"Choose one of up to {_LONGEST}.")
    return name


@get("/api/project", operation_id="listEditorProjects", tags=["Projects"], refuses=(409,))
@threaded
def list_projects(editors: Kind, limit: Limit = 50, offset: Offset = 0) -> list[ProjectItem]:
    """List projects of the editor, those that were changed last first."""
    return editors.listed(limit, offset)


@get("/api/projects", operation_id="listAllEditorProjects", tags=["Projects"], refuses=(409,))
@threaded
def list_all(editors: Kind, limit: Limit = 50, offset: Offset = 0) -> list[ProjectItem]:
    """List projects of the editor; the same as ``/api/project``."""
    return editors.listed(limit, offset)


@get("/api/project/recent", operation_id="listRecentEditorProjects", tags=["Projects"], refuses=(409,))
@threaded
def list_recent(editors: Kind, count: Count = 5) -> list[ProjectItem]:
    """List the projects of the editor that were changed last."""
    return editors.listed(count)


@post(
    "/api/project",
    status_code=200,
    operation_id="saveEditorProject",
    tags=["Projects"],
    tagged=True,
    example=_SAVE,
    refuses=(404, 409, 412),
)
@threaded
def save(data: JSONBody[SaveProjectRequest], editors: Kind, if_match: IfMatch = None) -> Response[ProjectSaved]:
    """Keep a project of the editor, a new one or in the place of another."""
    saved = editors.save(data, versions_meant(if_match, data.version))
    return numbered(saved, saved.version)


@get(_AT, operation_id="getEditorProject", tags=["Projects"], tagged=True, refuses=(409,))
@threaded
def get_project(
    project_id: FromPath[str], editors: Kind, version: Version = None, if_none_match: IfNoneMatch = None
) -> Response[ProjectDetails]:
    """Return a project of the editor, as it is or as it was."""
    found = editors.find(project_id, version)
    return numbered(found, found.version, if_none_match)


@delete(_AT, operation_id="deleteEditorProject", tags=["Projects"], refuses=(409, 412))
@threaded
def delete_project(project_id: FromPath[str], editors: Kind, if_match: IfMatch = None) -> None:
    """Forget a project of the editor, and the files that came with it."""
    editors.remove(project_id, versions_meant(if_match))


@post(
    f"{_AT}/autosave",
    status_code=200,
    operation_id="autosaveEditorProject",
    tags=["Projects"],
    tagged=True,
    example={"projectData": '{"tracks": []}', "version": 1},
    refuses=(409, 412),
)
@threaded
def autosave(
    project_id: FromPath[str], data: JSONBody[AutosaveRequest], editors: Kind, if_match: IfMatch = None
) -> Response[ProjectSaved]:
    """Keep what a project has become, without anybody's saying so."""
    saved = editors.autosave(project_id, data.project_data, versions_meant(if_match, data.version))
    return numbered(saved, saved.version)


@post(
    f"{_AT}/duplicate",
    status_code=200,
    operation_id="duplicateEditorProject",
    tags=["Projects"],
    example={"newName": "Tides, the second"},
    refuses=(409,),
)
@threaded
def duplicate(
    project_id: FromPath[str], editors: Kind, data: JSONBody[DuplicateProjectRequest | None] = None
) -> ProjectSaved:
    """Keep a project of the editor once more, with its files."""
    return editors.duplicate(project_id, data.new_name if data else "")


@post(
    "/api/projects/{project_id:str}/duplicate",
    status_code=200,
    operation_id="duplicateProjectOfEditor",
    tags=["Projects"],
    example={"newName": "Tides, the second"},
    refuses=(409,),
)
@threaded
def duplicate_too(
    project_id: FromPath[str], editors: Kind, data: JSONBody[DuplicateProjectRequest | None] = None
) -> ProjectSaved:
    """Keep a project once more; the same as ``/api/project/{projectId}/duplicate``."""
    return editors.duplicate(project_id, data.new_name if data else "")


@get(
    "/api/projects/{project_id:str}/export",
    operation_id="exportProjectOfEditor",
    tags=["Projects"],
    serves=ZIP,
    refuses=(409, 507),
)
@threaded
def export_too(project_id: FromPath[str], editors: Kind, request: AnyRequest) -> FileResponse:
    """Return a project with its files; the same as ``/api/project/{projectId}/export``."""
    return zipped(editors.archive(project_id), request)


@get(f"{_AT}/export", operation_id="exportEditorProject", tags=["Projects"], serves=ZIP, refuses=(409, 507))
@threaded
def export(project_id: FromPath[str], editors: Kind, request: AnyRequest) -> FileResponse:
    """Return a project of the editor with the files that it names, as a ZIP."""
    return zipped(editors.archive(project_id), request)


@post(
    "/api/project/import",
    status_code=200,
    operation_id="importEditorProject",
    tags=["Projects"],
    uploads=FORM,
    refuses=(400, 409, 413, 415, 507),
)
async def take_in(editors: Kind, request: AnyRequest) -> ProjectSaved:
    """Keep a project of the editor that comes as a ZIP, as a new one."""
    async with upload_of(request) as upload:
        return await asyncio.to_thread(editors.take_in, upload.file, new_name(upload))


@get(
    "/api/project/media/{media_id:str}/{name:str}",
    operation_id="getProjectMedia",
    tags=["Projects"],
    serves=("application/octet-stream", "audio/wav", "image/jpeg", "image/png", "video/mp4"),
)
@threaded
def get_media(media_id: FromPath[str], name: FromPath[str], editors: Kind, request: AnyRequest) -> FileResponse:
    """Return a file that came with a project."""
    path = editors.media.find(media_id, name)
    return file_response(request, path, media_type=media_type_of(name), filename=name)


ROUTES: list[ControllerRouterHandler] = [
    list_projects,
    list_all,
    list_recent,
    save,
    get_project,
    delete_project,
    autosave,
    duplicate,
    export,
    *heads(export),
    duplicate_too,
    export_too,
    *heads(export_too),
    take_in,
    get_media,
    *heads(get_media),
]
