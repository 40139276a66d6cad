"""Files that the server made, by their paths."""

from __future__ import annotations

from typing import Annotated, Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.exceptions import PermissionDeniedException
from litestar.params import JSONBody, QueryParameter
from litestar.types import ControllerRouterHandler

from aura_core.errors import NotFoundError
from aura_core.jobs import Jobs
from aura_core.jobs.files import made_at
from aura_core.model.filing import FileOpened, FileStat, PathRequest, ResolvedPath
from aura_core.model.settings.replies import PathValidation
from aura_core.places import open_path, resolved_path, validated_path
from aura_http.files import media_type_of
from aura_http.limits import is_of_this_machine
from aura_http.routes.jobs import AnyRequest
from aura_http.threads import threaded


__all__ = ["ROUTES"]

_OUTPUT: Final = {"path": "~/Videos/Aura"}
_FILM: Final = {"path": "/home/me/.local/share/aura/jobs/4c1d/video.mp4"}


@get("/api/files/stat", operation_id="statFile", tags=["Files"], refuses=(404,))
async def stat_file(
    jobs: NamedDependency[Jobs],
    path: Annotated[
        str, QueryParameter(name="path", min_length=1, max_length=4096, description="As a job told it, or its URL.")
    ],
) -> FileStat:
    """Say how large a file is that a job made."""
    made = await made_at(jobs, path)
    if made.is_folder:
        raise NotFoundError("That is the folder of a job, not a file.", remedy="Ask for a file in it.")
    return FileStat(
        success=True,
        path=str(made.path),
        name=made.path.name,
        size=made.size,
        size_bytes=made.size,
        type=media_type_of(made.path.name),
        url=made.url,
        job_id=made.job_id,
        modified_at=made.modified_at,
    )


@post("/api/paths/resolve", status_code=200, operation_id="resolvePath", tags=["Files"], example=_OUTPUT)
async def resolve_path(data: JSONBody[PathRequest], jobs: NamedDependency[Jobs]) -> ResolvedPath:
    """Write a path of this machine out; nothing is looked for there."""
    owner = await jobs.owner()
    return resolved_path(data.path, owner.file_locations.output_directory)


@post("/api/paths/validate", status_code=200, operation_id="validatePlace", tags=["Files"], example=_OUTPUT)
@threaded
def validate_place(data: JSONBody[PathRequest]) -> PathValidation:
    """Say what there is at a path on this machine; a folder is really written to."""
    return validated_path(data.path)


@post(
    "/api/v1/files/open-file",
    status_code=200,
    operation_id="openFile",
    tags=["Files"],
    example=_FILM,
    refuses=(404, 501),
)
async def open_file(data: JSONBody[PathRequest], jobs: NamedDependency[Jobs], request: AnyRequest) -> FileOpened:
    """Show a file that a job made on the screen of this machine, to whoever sits in front of it."""
    _refuse_others(request)
    made = await made_at(jobs, data.path)
    open_path(made.path)
    return FileOpened(True, str(made.path), "The file is being opened.")


@post(
    "/api/v1/files/open-folder",
    status_code=200,
    operation_id="openFolder",
    tags=["Files"],
    example=_FILM,
    refuses=(404, 501),
)
async def open_folder(data: JSONBody[PathRequest], jobs: NamedDependency[Jobs], request: AnyRequest) -> FileOpened:
    """Show the folder of a job, or of a file that it made, on the screen of this machine."""
    _refuse_others(request)
    made = await made_at(jobs, data.path)
    folder = made.path if made.is_folder else made.path.parent
    open_path(folder)
    return FileOpened(True, str(folder), "The folder is being opened.")


def _refuse_others(request: AnyRequest) -> None:
    if not is_of_this_machine(request.scope):
        raise PermissionDeniedException("Only whoever sits in front of this machine may open files on its screen.")


ROUTES: list[ControllerRouterHandler] = [stat_file, resolve_path, validate_place, open_file, open_folder]
