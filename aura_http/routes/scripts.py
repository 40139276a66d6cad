"""Scripts: written, and worked on scene by scene, before there is a film of them."""

from __future__ import annotations

from typing import Annotated, Final

from litestar import Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter, SkipValidation
from litestar.types import ControllerRouterHandler

from aura_core.drawer.keeping import Kept
from aura_core.model.script_requests import GenerateScriptRequest, RevertToVersionRequest, UpdateSceneRequest
from aura_core.model.scripts import GenerateScriptResponse, KeptScript, ScriptList, ScriptVersionHistoryResponse
from aura_core.scripts import Scripts
from aura_core.scripts.showing import history, listing, shown
from aura_http.routes.jobs import AnyRequest, Limit, Offset, correlation_of
from aura_http.tags import IfMatch, IfNoneMatch, numbered, versions_meant
from aura_http.threads import threaded


__all__ = ["ROUTES"]

Kind = NamedDependency[SkipValidation[Scripts]]

Version = Annotated[
    int | None,
    QueryParameter(name="version", ge=1, le=2**31 - 1, description="Which of its versions; the present one without."),
]

_GENERATE: Final = {
    "topic": "How tides work",
    "audience": "Students",
    "goal": "Educate",
    "tone": "Conversational",
    "language": "en",
    "aspect": "16:9",
    "targetDurationSeconds": 60,
    "pacing": "Conversational",
    "density": "Balanced",
    "style": "Modern",
    "preferredProvider": "RuleBased",
}
_EDIT: Final = {"narration": "The Moon pulls at the water."}
_REVERT: Final = {"versionId": "1"}


@post(
    "/api/scripts/generate",
    status_code=200,
    operation_id="generateScript",
    tags=["Scripts"],
    tagged=True,
    limit="script",
    example=_GENERATE,
    refuses=(403, 409, 422, 501, 502, 504),
)
@threaded
def generate(
    data: JSONBody[GenerateScriptRequest], scripts: Kind, request: AnyRequest
) -> Response[GenerateScriptResponse]:
    """Write a script, and keep it."""
    return _whole(scripts.generate(data), request)


@get("/api/scripts", operation_id="listScripts", tags=["Scripts"])
@threaded
def list_scripts(scripts: Kind, request: AnyRequest, limit: Limit = 50, offset: Offset = 0) -> ScriptList:
    """List scripts, those that were changed last first."""
    return listing(scripts.listed(limit, offset), limit, offset, correlation_of(request))


@get("/api/scripts/{script_id:str}", operation_id="getScript", tags=["Scripts"], tagged=True, refuses=(409,))
@threaded
def get_script(
    script_id: FromPath[str],
    scripts: Kind,
    request: AnyRequest,
    version: Version = None,
    if_none_match: IfNoneMatch = None,
) -> Response[GenerateScriptResponse]:
    """Return a script, as it is or as it was."""
    return _whole(scripts.find(script_id, version), request, if_none_match)


@delete("/api/scripts/{script_id:str}", operation_id="deleteScript", tags=["Scripts"], refuses=(412,))
@threaded
def delete_script(script_id: FromPath[str], scripts: Kind, if_match: IfMatch = None) -> None:
    """Forget a script and its versions; films of it stay."""
    scripts.remove(script_id, versions_meant(if_match))


@put(
    "/api/scripts/{script_id:str}/scenes/{number:int}",
    operation_id="updateScene",
    tags=["Scripts"],
    tagged=True,
    example=_EDIT,
    refuses=(409, 412),
)
@threaded
def update_scene(
    script_id: FromPath[str],
    number: FromPath[int],
    data: JSONBody[UpdateSceneRequest],
    scripts: Kind,
    request: AnyRequest,
    if_match: IfMatch = None,
) -> Response[GenerateScriptResponse]:
    """Change a scene; what is left out stays."""
    return _whole(scripts.edit(script_id, number, data, versions_meant(if_match, data.version)), request)


@get("/api/scripts/{script_id:str}/versions", operation_id="listScriptVersions", tags=["Scripts"], refuses=(409,))
@threaded
def list_versions(script_id: FromPath[str], scripts: Kind, request: AnyRequest) -> ScriptVersionHistoryResponse:
    """Return a script in all versions that are kept, the present one first."""
    return history(scripts.versions(script_id), correlation_of(request))


@post(
    "/api/scripts/{script_id:str}/versions/revert",
    status_code=200,
    operation_id="revertScript",
    tags=["Scripts"],
    tagged=True,
    example=_REVERT,
    refuses=(409, 412),
)
@threaded
def revert(
    script_id: FromPath[str],
    data: JSONBody[RevertToVersionRequest],
    scripts: Kind,
    request: AnyRequest,
    if_match: IfMatch = None,
) -> Response[GenerateScriptResponse]:
    """Make a script what it was; that is a change like any other."""
    return _whole(scripts.revert(script_id, data.version_id, versions_meant(if_match, data.version)), request)


def _whole(kept: Kept[KeptScript], request: AnyRequest, known: str | None = None) -> Response[GenerateScriptResponse]:
    return numbered(shown(kept, correlation_of(request)), kept.version, known)


ROUTES: list[ControllerRouterHandler] = [
    generate,
    list_scripts,
    get_script,
    delete_script,
    update_scene,
    list_versions,
    revert,
]
