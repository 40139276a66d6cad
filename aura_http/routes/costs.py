"""What films may cost."""

from __future__ import annotations

import asyncio
from typing import Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.types import ControllerRouterHandler

from aura_core.catalogue import costs
from aura_core.catalogue.advice import cost_of_call
from aura_core.jobs import Jobs
from aura_core.model.costs import GenerationCostEstimate, GenerationCostEstimateRequest
from aura_core.model.provider_advice import CostEstimateDto, CostEstimateRequest, RunCostReport
from aura_http.routes.settings import Open
from aura_http.routes.setup import rosters_of
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


@post(
    "/api/providers/cost-estimate",
    status_code=200,
    operation_id="estimateCalls",
    tags=["Costs"],
    example={"providerName": "OpenAI", "estimatedInputTokens": 1000, "estimatedOutputTokens": 500},
)
@threaded
def estimate_calls(data: JSONBody[CostEstimateRequest], configuration: Open) -> CostEstimateDto:
    """Say what calls to a provider may cost, by tokens and by characters."""
    return cost_of_call(rosters_of(configuration), data)


@get("/api/cost-tracking/run-summary/{job_id:str}", operation_id="getCostsOfJob", tags=["Costs"])
async def get_run_summary(job_id: FromPath[str], jobs: NamedDependency[Jobs], configuration: Open) -> RunCostReport:
    """Say what was asked of whom for a film, and what it cost."""
    job = (await jobs.find(job_id)).job
    return await asyncio.to_thread(costs.of_film, configuration, job)


ROUTES: list[ControllerRouterHandler] = [estimate_generation, estimate_calls, get_run_summary]
