"""Pictures chosen for the scenes of scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.types import ControllerRouterHandler

from aura_core.jobs import Jobs
from aura_core.model.selection import (
    AcceptCandidateRequest,
    GetCandidatesRequest,
    GetCandidatesResponse,
    LicensingSummary,
    RegenerateCandidatesRequest,
    RejectCandidateRequest,
    SceneVisualSelection,
)
from aura_core.scripts import Scripts
from aura_http.routes.jobs import AnyRequest, correlation_of
from aura_http.routes.scripts import Kind
from aura_http.routes.visuals import REFUSED
from aura_http.threads import threaded, while_asked


if TYPE_CHECKING:
    from aura_core.selections import Selections


__all__ = ["ROUTES"]

_SCENE: Final = "/api/visual-selection/{script_id:str}/scene/{index:int}"
_ID: Final = "0e83eb04-a017-4188-98af-527f8b24d497"
_DESCRIBED: Final = {
    "sceneIndex": 0,
    "subject": "A lighthouse at dusk",
    "narrativeKeywords": ["lighthouse", "dusk"],
    "style": "Cinematic",
    "config": {"candidatesPerScene": 3},
}
_AGAIN: Final = {"jobId": _ID, "sceneIndex": 0}
_CHOSEN: Final = {"candidate": {"imageUrl": "/api/media/92762ab71ad43199b2a386fc87913bf8cfb68326.png"}}


def _selections(jobs: Jobs, scripts: Scripts) -> Selections:
    # It takes in all that makes films, which a server does without until it is asked for it.
    from aura_core.selections import Selections  # noqa: PLC0415

    return Selections(scripts, jobs.album, jobs.settings)


@post(
    "/api/visual-selection/candidates",
    status_code=200,
    operation_id="getVisualCandidates",
    tags=["Pictures"],
    example=_DESCRIBED,
    refuses=REFUSED,
)
@while_asked
def get_candidates(
    data: JSONBody[GetCandidatesRequest], jobs: NamedDependency[Jobs], scripts: Kind, request: AnyRequest
) -> GetCandidatesResponse:
    """Have pictures made or found to choose from for a scene that is described."""
    return _selections(jobs, scripts).candidates(data, correlation_of(request))


@post(
    "/api/visual-selection/regenerate",
    status_code=200,
    operation_id="regenerateVisualCandidates",
    tags=["Pictures"],
    example=_AGAIN,
    refuses=(404, *REFUSED),
)
@while_asked
def regenerate(
    data: JSONBody[RegenerateCandidatesRequest], jobs: NamedDependency[Jobs], scripts: Kind, request: AnyRequest
) -> GetCandidatesResponse:
    """Have other pictures made or found to choose from for a scene of a script."""
    return _selections(jobs, scripts).regenerate(data, correlation_of(request))


@get("/api/visual-selection/{script_id:str}", operation_id="listVisualSelections", tags=["Pictures"])
@threaded
def list_selections(
    script_id: FromPath[str], jobs: NamedDependency[Jobs], scripts: Kind
) -> tuple[SceneVisualSelection, ...]:
    """Say what the scenes of a script show by somebody's choice."""
    return _selections(jobs, scripts).selections(script_id)


@get(_SCENE, operation_id="getVisualSelection", tags=["Pictures"])
@threaded
def get_selection(
    script_id: FromPath[str], index: FromPath[int], jobs: NamedDependency[Jobs], scripts: Kind
) -> SceneVisualSelection:
    """Say what a scene of a script shows by somebody's choice."""
    return _selections(jobs, scripts).selection(script_id, index)


@post(
    f"{_SCENE}/accept",
    status_code=200,
    operation_id="acceptVisualCandidate",
    tags=["Pictures"],
    example=_CHOSEN,
)
@threaded
def accept(
    script_id: FromPath[str],
    index: FromPath[int],
    data: JSONBody[AcceptCandidateRequest],
    jobs: NamedDependency[Jobs],
    scripts: Kind,
) -> SceneVisualSelection:
    """Let a scene of a script show a candidate; its film does."""
    return _selections(jobs, scripts).accept(script_id, index, data)


@post(
    f"{_SCENE}/replace",
    status_code=200,
    operation_id="replaceVisualSelection",
    tags=["Pictures"],
    example={"newCandidate": _CHOSEN["candidate"]},
)
@threaded
def replace(
    script_id: FromPath[str],
    index: FromPath[int],
    data: JSONBody[AcceptCandidateRequest],
    jobs: NamedDependency[Jobs],
    scripts: Kind,
) -> SceneVisualSelection:
    """Let a scene of a script show another candidate; the same as accepting it."""
    return _selections(jobs, scripts).accept(script_id, index, data)


@post(
    f"{_SCENE}/reject",
    status_code=200,
    operation_id="rejectVisualSelection",
    tags=["Pictures"],
    example={"reason": "It is too dark."},
)
@threaded
def reject(
    script_id: FromPath[str],
    index: FromPath[int],
    data: JSONBody[RejectCandidateRequest],
    jobs: NamedDependency[Jobs],
    scripts: Kind,
) -> SceneVisualSelection:
    """Let a scene of a script show nothing by a choice, and say why."""
    selections = _selections(jobs, scripts)
    return selections.withdraw(script_id, index, state="Rejected", reason=data.reason, by=data.user_id)


@post(
    f"{_SCENE}/remove",
    status_code=200,
    operation_id="removeVisualSelection",
    tags=["Pictures"],
    example={"userId": None},
)
@threaded
def remove(
    script_id: FromPath[str],
    index: FromPath[int],
    data: JSONBody[RejectCandidateRequest],
    jobs: NamedDependency[Jobs],
    scripts: Kind,
) -> SceneVisualSelection:
    """Let a scene of a script show nothing by a choice."""
    return _selections(jobs, scripts).withdraw(script_id, index, by=data.user_id)


@post(
    f"{_SCENE}/regenerate",
    status_code=200,
    operation_id="regenerateVisualSelection",
    tags=["Pictures"],
    example={"config": {"candidatesPerScene": 3}},
    refuses=REFUSED,
)
@while_asked
def regenerate_scene(
    script_id: FromPath[str],
    index: FromPath[int],
    data: JSONBody[RegenerateCandidatesRequest],
    jobs: NamedDependency[Jobs],
    scripts: Kind,
    request: AnyRequest,
) -> SceneVisualSelection:
    """Have other candidates for a scene of a script; what it shows stays until one is accepted."""
    return _selections(jobs, scripts).again(script_id, index, data)


@get("/api/visual-selection/{script_id:str}/licensing/summary", operation_id="getLicensingSummary", tags=["Pictures"])
@threaded
def get_licensing(script_id: FromPath[str], jobs: NamedDependency[Jobs], scripts: Kind) -> LicensingSummary:
    """Say on what terms the film of a script may be used, by the pictures that were chosen for it."""
    return _selections(jobs, scripts).licensing(script_id)


ROUTES: list[ControllerRouterHandler] = [
    get_candidates,
    regenerate,
    # As the original's client spells them.
    post("/api/VisualSelection/candidates", status_code=200, include_in_schema=False)(get_candidates.fn),
    post("/api/VisualSelection/regenerate", status_code=200, include_in_schema=False)(regenerate.fn),
    list_selections,
    get_selection,
    accept,
    replace,
    reject,
    remove,
    regenerate_scene,
    get_licensing,
]
