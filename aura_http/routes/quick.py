"""A short film that shows what there is."""

from __future__ import annotations

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from litestar.types import ControllerRouterHandler

from aura_core.jobs import Jobs
from aura_core.model.replies import JobAccepted, accepted
from aura_core.model.request import QuickDemoRequest
from aura_core.ordering import request_of_demo
from aura_http.routes.jobs import AnyRequest, correlation_of


__all__ = ["ROUTES"]


@post(
    "/api/quick/demo",
    status_code=202,
    operation_id="createQuickDemo",
    limit="demo",
    tags=["Quick"],
    locates=True,
    example={"topic": "How tides work"},
    refuses=(409, 429),
)
async def quick_demo(
    jobs: NamedDependency[Jobs], request: AnyRequest, data: JSONBody[QuickDemoRequest | None] = None
) -> Response[JobAccepted]:
    """Take up a demo of twelve seconds."""
    await jobs.ready()
    asked = request_of_demo(data or QuickDemoRequest())
    job = await jobs.create(asked, correlation_id=correlation_of(request))
    return Response(accepted(job), headers={"Location": f"/api/jobs/{job.id}"})


ROUTES: list[ControllerRouterHandler] = [quick_demo]
