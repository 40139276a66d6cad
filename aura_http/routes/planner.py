"""The planner: what is recommended for a film before it is made."""

from __future__ import annotations

import asyncio
from typing import Final

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from litestar.types import ControllerRouterHandler

from aura_core.jobs import Jobs
from aura_core.model.planning import PlanReply, PlanRequest, RecommendationsReply, RecommendationsRequest
from aura_http.routes.jobs import AnyRequest, correlation_of
from aura_http.threads import while_there


__all__ = ["ROUTES"]

_EXAMPLE: Final = {
    "topic": "How tides work",
    "audience": "Students",
    "tone": "Friendly",
    "aspect": "9:16",
    "targetDurationMinutes": 0.75,
    "pacing": "medium",
    "constraints": {"maxSceneCount": 6, "maxReadingLevel": 8},
}

_PLAN: Final = {"targetDurationMinutes": 3, "pacing": "Chill", "density": "Sparse", "style": "Modern"}


@post(
    "/api/planner/recommendations",
    status_code=200,
    operation_id="getRecommendations",
    tags=["Planner"],
    example=_EXAMPLE,
    refuses=(402, 403, 409, 422, 501, 502, 504),
)
async def get_recommendations(
    data: JSONBody[RecommendationsRequest], jobs: NamedDependency[Jobs], request: AnyRequest
) -> RecommendationsReply:
    """Recommend how a film is told, spoken, scored, captioned and offered, and make nothing."""
    # It takes in all that makes films, which a server does without until it is asked this.
    from aura_core.planning import reply_to  # noqa: PLC0415

    # Scripts are written here, not by a child: by rules it takes a fraction of a second.
    return await while_there(request.receive, reply_to, data, jobs.settings, correlation_of(request))


@post("/api/plan", status_code=200, operation_id="makePlan", tags=["Planner"], example=_PLAN)
async def make_plan(data: JSONBody[PlanRequest], request: AnyRequest) -> PlanReply:
    """Say how many scenes a film has that is told so."""
    from aura_core.planning import plan_of  # noqa: PLC0415

    return PlanReply(True, await asyncio.to_thread(plan_of, data), correlation_of(request))


ROUTES: list[ControllerRouterHandler] = [get_recommendations, make_plan]
