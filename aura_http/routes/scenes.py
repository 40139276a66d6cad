"""Scenes of scripts, worked on one by one."""

from __future__ import annotations

from typing import Final

from litestar import Response, delete, post, put
from litestar.params import FromPath, JSONBody
from litestar.types import ControllerRouterHandler

from aura_core.drawer import Kept
from aura_core.model.revision import RevisionKind
from aura_core.model.script_requests import (
    ExpandSceneRequest,
    RegenerateSceneContextRequest,
    RegenerateSceneRequest,
    ReviseSceneRequest,
    ShortenSceneRequest,
    SplitSceneRequest,
    UpdateSceneRequest,
)
from aura_core.model.scripts import GenerateScriptResponse, KeptScript, SceneModificationResponse
from aura_core.scripts import Scripts
from aura_core.scripts.asking import factor_of
from aura_core.scripts.showing import modified
from aura_http.routes.jobs import AnyRequest, correlation_of
from aura_http.routes.scripts import ASKING, Kind, whole
from aura_http.tags import IfMatch, versions_meant
from aura_http.threads import threaded, while_asked


__all__ = ["ROUTES"]

_ID: Final = "0e83eb04-a017-4188-98af-527f8b24d497"


@put(
    "/api/scripts/{script_id:str}/scenes/{number:int}",
    operation_id="updateScene",
    tags=["Scripts"],
    tagged=True,
    example={"narration": "The Moon pulls at the water."},
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
    return whole(scripts.edit(script_id, number, data, versions_meant(if_match, data.version)), request)


@post(
    "/api/scripts/{script_id:str}/scenes/{number:int}/regenerate",
    status_code=200,
    operation_id="regenerateScene",
    tags=["Scripts"],
    tagged=True,
    example={"improvementGoal": "Shorter sentences"},
    refuses=ASKING,
)
@while_asked
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
    return whole(
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
@while_asked
def expand_scene(
    script_id: FromPath[str],
    number: FromPath[int],
    data: JSONBody[ReviseSceneRequest],
    scripts: Kind,
    request: AnyRequest,
    if_match: IfMatch = None,
) -> Response[GenerateScriptResponse]:
    """Have a scene say more."""
    return whole(_resized(RevisionKind.EXPAND, scripts, script_id, number, data, if_match), request)


@post(
    "/api/scripts/{script_id:str}/scenes/{number:int}/shorten",
    status_code=200,
    operation_id="shortenScene",
    tags=["Scripts"],
    tagged=True,
    example={"factor": 0.7},
    refuses=ASKING,
)
@while_asked
def shorten_scene(
    script_id: FromPath[str],
    number: FromPath[int],
    data: JSONBody[ReviseSceneRequest],
    scripts: Kind,
    request: AnyRequest,
    if_match: IfMatch = None,
) -> Response[GenerateScriptResponse]:
    """Have a scene say less."""
    return whole(_resized(RevisionKind.SHORTEN, scripts, script_id, number, data, if_match), request)


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
    return whole(scripts.split(script_id, number, data.split_position, expected), request)


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
    return whole(scripts.leave_out(script_id, number, versions_meant(if_match)), request)


@post(
    "/api/script/regenerate-scene",
    status_code=200,
    operation_id="regenerateSceneOfScript",
    tags=["Scripts"],
    example={"jobId": _ID, "sceneIndex": 0},
    refuses=(404, *ASKING),
)
@while_asked
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
@while_asked
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
@while_asked
def shorten_one(data: JSONBody[ShortenSceneRequest], scripts: Kind, request: AnyRequest) -> SceneModificationResponse:
    """Have a scene say less."""
    place = data.scene_index
    kept = scripts.revise(data.job_id, RevisionKind.SHORTEN, place + 1, factor=data.target_reduction)
    return modified(kept, place, correlation_of(request))


def _resized(
    kind: RevisionKind, scripts: Scripts, script_id: str, number: int, data: ReviseSceneRequest, if_match: str | None
) -> Kept[KeptScript]:
    return scripts.revise(
        script_id,
        kind,
        number,
        factor=factor_of(data, kind),
        preferred=data.preferred_provider,
        model=data.model_override,
        expected=versions_meant(if_match, data.version),
    )


ROUTES: list[ControllerRouterHandler] = [
    update_scene,
    regenerate_scene,
    expand_scene,
    shorten_scene,
    split_scene,
    delete_scene,
    regenerate_one,
    expand_one,
    shorten_one,
]
