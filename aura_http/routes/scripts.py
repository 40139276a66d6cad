"""Scripts: written, and worked on scene by scene, before there is a film of them."""

from __future__ import annotations

from typing import Annotated, Final

from litestar import Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter, SkipValidation
from litestar.response import Stream
from litestar.types import ControllerRouterHandler

from aura_core.drawer.keeping import Kept
from aura_core.model.revision import RevisionKind
from aura_core.model.script_requests import (
    ExpandSceneRequest,
    GenerateScriptRequest,
    MergeScenesRequest,
    RegenerateSceneContextRequest,
    RegenerateSceneRequest,
    RegenerateScriptRequest,
    ReorderScenesRequest,
    RevertToVersionRequest,
    ReviseSceneRequest,
    ScriptEnhancementRequest,
    ScriptRequest,
    ShortenSceneRequest,
    SplitSceneRequest,
    UpdateSceneRequest,
)
from aura_core.model.scripts import (
    GenerateScriptResponse,
    KeptScript,
    SceneModificationResponse,
    ScriptList,
    ScriptReply,
    ScriptVersionHistoryResponse,
    WriterList,
)
from aura_core.scripts import Scripts
from aura_core.scripts.asking import factor_of, order_for
from aura_core.scripts.exporting import exported
from aura_core.scripts.showing import history, listing, modified, reply, shown
from aura_http.routes.jobs import AnyRequest, Limit, Offset, correlation_of
from aura_http.sse import HEADERS
from aura_http.tags import IfMatch, IfNoneMatch, numbered, versions_meant
from aura_http.threads import threaded
from aura_http.writing import EVENTS, writing


__all__ = ["ASKING", "ROUTES", "Kind"]

Kind = NamedDependency[SkipValidation[Scripts]]

Version = Annotated[
    int | None,
    QueryParameter(name="version", ge=1, le=2**31 - 1, description="Which of its versions; the present one without."),
]

ASKING: Final = (402, 403, 409, 412, 422, 501, 502, 504)
"""How whoever asks a writer may be refused."""

_ID: Final = "0e83eb04-a017-4188-98af-527f8b24d497"

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
_WRITE: Final = {"topic": "How tides work", "tone": "Friendly", "targetDurationMinutes": 0.5, "providerTier": "Free"}
_REVERT: Final = {"versionId": "1"}


@post(
    "/api/scripts/generate",
    status_code=200,
    operation_id="generateScript",
    tags=["Scripts"],
    tagged=True,
    limit="script",
    example=_GENERATE,
    refuses=ASKING,
)
@threaded
def generate(
    data: JSONBody[GenerateScriptRequest], scripts: Kind, request: AnyRequest
) -> Response[GenerateScriptResponse]:
    """Write a script, and keep it."""
    return _whole(scripts.generate(data), request)


@post(
    "/api/scripts/generate/stream",
    status_code=200,
    operation_id="streamScript",
    tags=["Scripts"],
    streams=EVENTS,
    example=_GENERATE,
    refuses=ASKING,
)
async def generate_stream(data: JSONBody[GenerateScriptRequest], scripts: Kind, request: AnyRequest) -> Stream:
    """Write a script, keep it, and tell how far that is."""
    # What is wrong with the request itself is a problem like any other.
    order_for(data)
    return Stream(writing(scripts, data, request), media_type="text/event-stream", headers=HEADERS)


@post(
    "/api/script",
    status_code=200,
    operation_id="writeScript",
    tags=["Scripts"],
    example=_WRITE,
    refuses=ASKING,
)
@threaded
def write(data: JSONBody[ScriptRequest], scripts: Kind, request: AnyRequest) -> ScriptReply:
    """Write a script, and return it as one text."""
    return reply(scripts.write(data), correlation_of(request))


@get("/api/scripts/providers", operation_id="listWriters", tags=["Scripts"], limit=None, max_age=60)
@threaded
def list_writers(scripts: Kind, request: AnyRequest) -> WriterList:
    """List everybody who could write a script, and say what each lacks."""
    return WriterList(scripts.writers(), correlation_of(request))


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


@post(
    "/api/scripts/{script_id:str}/scenes/{number:int}/regenerate",
    status_code=200,
    operation_id="regenerateScene",
    tags=["Scripts"],
    tagged=True,
    example={"improvementGoal": "Shorter sentences"},
    refuses=ASKING,
)
@threaded
def regenerate_scene(
    script_id: FromPath[str],
    number: FromPath[int],
    data: JSONBody[RegenerateSceneRequest],
    scripts: Kind,
    request: AnyRequest,
    if_match: IfMatch = None,
) -> Response[GenerateScriptResponse]:
    """Write a scene anew."""
    expected = versions_meant(if_match, data.version)
    return _whole(
        scripts.revise(
            script_id,
            RevisionKind.REGENERATE,
            number,
            goal=data.improvement_goal or "",
            in_context=data.include_context,
            preferred=data.preferred_provider,
            model=data.model_override,
            expected=expected,
        ),
        request,
    )


@post(
    "/api/scripts/{script_id:str}/scenes/{number:int}/expand",
    status_code=200,
    operation_id="expandScene",
    tags=["Scripts"],
    tagged=True,
    example={"factor": 1.5},
    refuses=ASKING,
)
@threaded
def expand_scene(
    script_id: FromPath[str],
    number: FromPath[int],
    data: JSONBody[ReviseSceneRequest],
    scripts: Kind,
    request: AnyRequest,
    if_match: IfMatch = None,
) -> Response[GenerateScriptResponse]:
    """Have a scene say more."""
    expected = versions_meant(if_match, data.version)
    return _whole(
        scripts.revise(
            script_id,
            RevisionKind.EXPAND,
            number,
            factor=factor_of(data, RevisionKind.EXPAND),
            preferred=data.preferred_provider,
            model=data.model_override,
            expected=expected,
        ),
        request,
    )


@post(
    "/api/scripts/{script_id:str}/scenes/{number:int}/shorten",
    status_code=200,
    operation_id="shortenScene",
    tags=["Scripts"],
    tagged=True,
    example={"factor": 0.7},
    refuses=ASKING,
)
@threaded
def shorten_scene(
    script_id: FromPath[str],
    number: FromPath[int],
    data: JSONBody[ReviseSceneRequest],
    scripts: Kind,
    request: AnyRequest,
    if_match: IfMatch = None,
) -> Response[GenerateScriptResponse]:
    """Have a scene say less."""
    expected = versions_meant(if_match, data.version)
    return _whole(
        scripts.revise(
            script_id,
            RevisionKind.SHORTEN,
            number,
            factor=factor_of(data, RevisionKind.SHORTEN),
            preferred=data.preferred_provider,
            model=data.model_override,
            expected=expected,
        ),
        request,
    )


@post(
    "/api/scripts/{script_id:str}/scenes/{number:int}/split",
    status_code=200,
    operation_id="splitScene",
    tags=["Scripts"],
    tagged=True,
    example={"splitPosition": 40},
    refuses=(409, 412),
)
@threaded
def split_scene(
    script_id: FromPath[str],
    number: FromPath[int],
    data: JSONBody[SplitSceneRequest],
    scripts: Kind,
    request: AnyRequest,
    if_match: IfMatch = None,
) -> Response[GenerateScriptResponse]:
    """Make two scenes of one."""
    expected = versions_meant(if_match, data.version)
    return _whole(scripts.split(script_id, number, data.split_position, expected), request)


@delete(
    "/api/scripts/{script_id:str}/scenes/{number:int}",
    status_code=200,
    operation_id="deleteScene",
    tags=["Scripts"],
    tagged=True,
    refuses=(409, 412),
)
@threaded
def delete_scene(
    script_id: FromPath[str], number: FromPath[int], scripts: Kind, request: AnyRequest, if_match: IfMatch = None
) -> Response[GenerateScriptResponse]:
    """Delete a scene."""
    return _whole(scripts.leave_out(script_id, number, versions_meant(if_match)), request)


@post(
    "/api/scripts/{script_id:str}/regenerate",
    status_code=200,
    operation_id="regenerateScript",
    tags=["Scripts"],
    tagged=True,
    example={"preferredProvider": "RuleBased"},
    refuses=ASKING,
)
@threaded
def regenerate(
    script_id: FromPath[str],
    data: JSONBody[RegenerateScriptRequest],
    scripts: Kind,
    request: AnyRequest,
    if_match: IfMatch = None,
) -> Response[GenerateScriptResponse]:
    """Write the whole script anew."""
    expected = versions_meant(if_match, data.version)
    return _whole(scripts.rewrite(script_id, data.preferred_provider, data.model_override, expected), request)


@post(
    "/api/scripts/{script_id:str}/regenerate-all",
    status_code=200,
    operation_id="regenerateScenes",
    tags=["Scripts"],
    tagged=True,
    example={"preferredProvider": "RuleBased"},
    refuses=ASKING,
)
@threaded
def regenerate_all(
    script_id: FromPath[str],
    data: JSONBody[RegenerateScriptRequest],
    scripts: Kind,
    request: AnyRequest,
    if_match: IfMatch = None,
) -> Response[GenerateScriptResponse]:
    """Write every scene anew, each in its place."""
    expected = versions_meant(if_match, data.version)
    return _whole(
        scripts.revise(
            script_id,
            RevisionKind.REGENERATE,
            preferred=data.preferred_provider,
            model=data.model_override,
            expected=expected,
        ),
        request,
    )


@post(
    "/api/scripts/{script_id:str}/enhance",
    status_code=200,
    operation_id="enhanceScript",
    tags=["Scripts"],
    tagged=True,
    example={"goal": "Clearer", "pacingAdjustment": 0.5},
    refuses=ASKING,
)
@threaded
def enhance(
    script_id: FromPath[str],
    data: JSONBody[ScriptEnhancementRequest],
    scripts: Kind,
    request: AnyRequest,
    if_match: IfMatch = None,
) -> Response[GenerateScriptResponse]:
    """Better the whole script: its words, pacing and style."""
    expected = versions_meant(if_match, data.version)
    return _whole(scripts.enhance(script_id, data, expected), request)


@post(
    "/api/scripts/{script_id:str}/reorder",
    status_code=200,
    operation_id="reorderScenes",
    tags=["Scripts"],
    tagged=True,
    example={"sceneOrder": [2, 1, 3]},
    refuses=(409, 412),
)
@threaded
def reorder(
    script_id: FromPath[str],
    data: JSONBody[ReorderScenesRequest],
    scripts: Kind,
    request: AnyRequest,
    if_match: IfMatch = None,
) -> Response[GenerateScriptResponse]:
    """Put the scenes in another order."""
    expected = versions_meant(if_match, data.version)
    return _whole(scripts.reorder(script_id, data.scene_order, expected), request)


@post(
    "/api/scripts/{script_id:str}/merge",
    status_code=200,
    operation_id="mergeScenes",
    tags=["Scripts"],
    tagged=True,
    example={"sceneNumbers": [1, 2]},
    refuses=(409, 412),
)
@threaded
def merge(
    script_id: FromPath[str],
    data: JSONBody[MergeScenesRequest],
    scripts: Kind,
    request: AnyRequest,
    if_match: IfMatch = None,
) -> Response[GenerateScriptResponse]:
    """Make one scene of several."""
    expected = versions_meant(if_match, data.version)
    return _whole(scripts.merge(script_id, data.scene_numbers, data.separator, expected), request)


@get(
    "/api/scripts/{script_id:str}/export",
    operation_id="exportScript",
    tags=["Scripts"],
    sends=("text/plain", "text/markdown", "application/json"),
    refuses=(409,),
)
@threaded
def export(
    script_id: FromPath[str],
    scripts: Kind,
    version: Version = None,
    form: Annotated[str, QueryParameter(name="format", max_length=40, description="text, markdown or json.")] = "text",
) -> Response[str]:
    """Return a script as a file."""
    file = exported(scripts.find(script_id, version), form)
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.text, media_type=f"{file.media_type}; charset=utf-8", headers=headers)


@post(
    "/api/script/regenerate-scene",
    status_code=200,
    operation_id="regenerateSceneOfScript",
    tags=["Scripts"],
    example={"jobId": _ID, "sceneIndex": 0},
    refuses=(404, *ASKING),
)
@threaded
def regenerate_one(
    data: JSONBody[RegenerateSceneContextRequest], scripts: Kind, request: AnyRequest
) -> SceneModificationResponse:
    """Write a scene anew."""
    place = data.scene_index
    kept = scripts.revise(data.job_id, RevisionKind.REGENERATE, place + 1, goal=data.brief or "")
    return modified(kept, place, correlation_of(request))


@post(
    "/api/script/expand-scene",
    status_code=200,
    operation_id="expandSceneOfScript",
    tags=["Scripts"],
    example={"jobId": _ID, "sceneIndex": 0, "targetExpansion": 1.5},
    refuses=(404, *ASKING),
)
@threaded
def expand_one(data: JSONBody[ExpandSceneRequest], scripts: Kind, request: AnyRequest) -> SceneModificationResponse:
    """Have a scene say more."""
    place = data.scene_index
    kept = scripts.revise(data.job_id, RevisionKind.EXPAND, place + 1, factor=data.target_expansion)
    return modified(kept, place, correlation_of(request))


@post(
    "/api/script/shorten-scene",
    status_code=200,
    operation_id="shortenSceneOfScript",
    tags=["Scripts"],
    example={"jobId": _ID, "sceneIndex": 0, "targetReduction": 0.7},
    refuses=(404, *ASKING),
)
@threaded
def shorten_one(data: JSONBody[ShortenSceneRequest], scripts: Kind, request: AnyRequest) -> SceneModificationResponse:
    """Have a scene say less."""
    place = data.scene_index
    kept = scripts.revise(data.job_id, RevisionKind.SHORTEN, place + 1, factor=data.target_reduction)
    return modified(kept, place, correlation_of(request))


def _whole(kept: Kept[KeptScript], request: AnyRequest, known: str | None = None) -> Response[GenerateScriptResponse]:
    return numbered(shown(kept, correlation_of(request)), kept.version, known)


ROUTES: list[ControllerRouterHandler] = [
    generate,
    generate_stream,
    list_scripts,
    get_script,
    delete_script,
    update_scene,
    list_versions,
    revert,
    write,
    list_writers,
    regenerate_scene,
    expand_scene,
    shorten_scene,
    split_scene,
    delete_scene,
    regenerate,
    regenerate_all,
    enhance,
    reorder,
    merge,
    export,
    regenerate_one,
    expand_one,
    shorten_one,
]
