"""Scripts: written, and worked on as a whole, before there is a film of them."""

from __future__ import annotations

from typing import Annotated, Final

from litestar import Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter, SkipValidation
from litestar.response import Stream
from litestar.types import ControllerRouterHandler

from aura_core.drawer.keeping import Kept
from aura_core.model.revision import RevisionKind
from aura_core.model.script_requests import (
    GenerateScriptRequest,
    MergeScenesRequest,
    RegenerateScriptRequest,
    ReorderScenesRequest,
    RevertToVersionRequest,
    ScriptEnhancementRequest,
    ScriptRequest,
)
from aura_core.model.scripts import (
    GenerateScriptResponse,
    KeptScript,
    ScriptList,
    ScriptReply,
    ScriptVersionHistoryResponse,
    WriterList,
)
from aura_core.scripts import Scripts
from aura_core.scripts.asking import order_for
from aura_core.scripts.exporting import exported
from aura_core.scripts.showing import history, listing, reply, shown
from aura_http.routes.jobs import AnyRequest, Limit, Offset, correlation_of
from aura_http.sse import HEADERS
from aura_http.tags import IfMatch, IfNoneMatch, numbered, versions_meant
from aura_http.threads import threaded, while_asked
from aura_http.writing import EVENTS, writing


__all__ = ["ASKING", "ROUTES", "Kind", "whole"]

Kind = NamedDependency[SkipValidation[Scripts]]

Version = Annotated[
    int | None,
    QueryParameter(name="version", ge=1, le=2**31 - 1, description="Which of its versions; the present one without."),
]

ASKING: Final = (402, 403, 409, 412, 422, 501, 502, 504)
"""How whoever asks a writer may be refused."""

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
@while_asked
def generate(
    data: JSONBody[GenerateScriptRequest], scripts: Kind, request: AnyRequest
) -> Response[GenerateScriptResponse]:
    """Write a script, and keep it."""
    return whole(scripts.generate(data), request)


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
@while_asked
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
    return whole(scripts.find(script_id, version), request, if_none_match)


@delete("/api/scripts/{script_id:str}", operation_id="deleteScript", tags=["Scripts"], refuses=(412,))
@threaded
def delete_script(script_id: FromPath[str], scripts: Kind, if_match: IfMatch = None) -> None:
    """Forget a script and its versions; films of it stay."""
    scripts.remove(script_id, versions_meant(if_match))


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
    return whole(scripts.revert(script_id, data.version_id, versions_meant(if_match, data.version)), request)


@post(
    "/api/scripts/{script_id:str}/regenerate",
    status_code=200,
    operation_id="regenerateScript",
    tags=["Scripts"],
    tagged=True,
    example={"preferredProvider": "RuleBased"},
    refuses=ASKING,
)
@while_asked
def regenerate(
    script_id: FromPath[str],
    data: JSONBody[RegenerateScriptRequest],
    scripts: Kind,
    request: AnyRequest,
    if_match: IfMatch = None,
) -> Response[GenerateScriptResponse]:
    """Write the whole script anew."""
    expected = versions_meant(if_match, data.version)
    return whole(scripts.rewrite(script_id, data.preferred_provider, data.model_override, expected), request)


@post(
    "/api/scripts/{script_id:str}/regenerate-all",
    status_code=200,
    operation_id="regenerateScenes",
    tags=["Scripts"],
    tagged=True,
    example={"preferredProvider": "RuleBased"},
    refuses=ASKING,
)
@while_asked
def regenerate_all(
    script_id: FromPath[str],
    data: JSONBody[RegenerateScriptRequest],
    scripts: Kind,
    request: AnyRequest,
    if_match: IfMatch = None,
) -> Response[GenerateScriptResponse]:
    """Write every scene anew, each in its place."""
    expected = versions_meant(if_match, data.version)
    return whole(
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
@while_asked
def enhance(
    script_id: FromPath[str],
    data: JSONBody[ScriptEnhancementRequest],
    scripts: Kind,
    request: AnyRequest,
    if_match: IfMatch = None,
) -> Response[GenerateScriptResponse]:
    """Better the whole script: its words, pacing and style."""
    expected = versions_meant(if_match, data.version)
    return whole(scripts.enhance(script_id, data, expected), request)


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
    return whole(scripts.reorder(script_id, data.scene_order, expected), request)


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
    return whole(scripts.merge(script_id, data.scene_numbers, data.separator, expected), request)


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
    return Response(file.text, media_type=file.media_type, headers=headers)


def whole(kept: Kept[KeptScript], request: AnyRequest, known: str | None = None) -> Response[GenerateScriptResponse]:
    """Answer with a script, and the number of its version as the tag."""
    return numbered(shown(kept, correlation_of(request)), kept.version, known)


ROUTES: list[ControllerRouterHandler] = [
    generate,
    generate_stream,
    list_scripts,
    get_script,
    delete_script,
    list_versions,
    revert,
    write,
    list_writers,
    regenerate,
    regenerate_all,
    enhance,
    reorder,
    merge,
    export,
]
