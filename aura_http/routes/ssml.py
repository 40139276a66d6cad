"""Markup for voices that take it."""

from __future__ import annotations

from typing import Final

from litestar import get, post
from litestar.params import FromPath, JSONBody
from litestar.types import ControllerRouterHandler

from aura_core.model.ssml import SsmlConstraints, SsmlPlan, SsmlPlanRequest, SsmlRepair, SsmlRequest, SsmlValidation
from aura_http.threads import threaded


__all__ = ["ROUTES"]

_SSML: Final = {
    "ssml": '<speak>Twice a day <w>the sea</w> rises. <break time="30s"/></speak>',
    "targetProvider": "Azure",
}
_PLAN: Final = {
    "scriptLines": [{"sceneIndex": 0, "text": "Twice a day the sea rises and falls.", "durationSeconds": 3.0}],
    "targetProvider": "Azure",
    "voiceSpec": {"voiceName": "en-US-JennyNeural", "rate": 1.0},
    "targetDurations": {"0": 3.2},
}


@post("/api/ssml/plan", status_code=200, operation_id="planSsml", tags=["SSML"], example=_PLAN)
@threaded
def plan(data: JSONBody[SsmlPlanRequest]) -> SsmlPlan:
    """Write lines as markup, each as long as it is wanted."""
    from aura_core.ssml import planned  # noqa: PLC0415

    return planned(data)


@post("/api/ssml/validate", status_code=200, operation_id="validateSsml", tags=["SSML"], example=_SSML)
@threaded
def validate(data: JSONBody[SsmlRequest]) -> SsmlValidation:
    """Say whether a provider takes markup as it is."""
    from aura_core.ssml import validated  # noqa: PLC0415

    return validated(data)


@post("/api/ssml/repair", status_code=200, operation_id="repairSsml", tags=["SSML"], example=_SSML)
@threaded
def repair(data: JSONBody[SsmlRequest]) -> SsmlRepair:
    """Make of markup what a provider takes, and keep every word."""
    from aura_core.ssml import repaired  # noqa: PLC0415

    return repaired(data)


@get("/api/ssml/constraints/{provider:str}", operation_id="getSsmlConstraints", tags=["SSML"])
@threaded
def get_constraints(provider: FromPath[str]) -> SsmlConstraints:
    """Say what a provider takes of the markup."""
    from aura_core.ssml import constraints_of  # noqa: PLC0415

    return constraints_of(provider)


ROUTES: list[ControllerRouterHandler] = [plan, validate, repair, get_constraints]
