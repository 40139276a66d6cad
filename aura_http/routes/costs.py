"""What films may cost."""

from __future__ import annotations

from typing import Final

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from litestar.types import ControllerRouterHandler

from aura_core.jobs import Jobs
from aura_core.model.costs import GenerationCostEstimate, GenerationCostEstimateRequest
from aura_http.threads import threaded


__all__ = ["ROUTES"]

_FILM: Final = {
    "estimatedScriptLength": 900,
    "sceneCount": 5,
    "llmProvider": "OpenAI",
    "llmModel": "gpt-6-luna",
    "ttsProvider": "Windows",
    "imageProvider": "Pexels",
}


@post(
    "/api/cost-tracking/estimate-generation",
    status_code=200,
    operation_id="estimateGeneration",
    tags=["Costs"],
    example=_FILM,
    refuses=(403, 409, 501),
)
@threaded
def estimate_generation(
    data: JSONBody[GenerationCostEstimateRequest], jobs: NamedDependency[Jobs]
) -> GenerationCostEstimate:
    """Say what a film may cost, step by step, before it is made."""
    from aura_core.planning.costing import estimate  # noqa: PLC0415 - it is asked for by few

    return estimate(data, jobs.settings)


ROUTES: list[ControllerRouterHandler] = [estimate_generation]
