"""What monitoring is told."""

from __future__ import annotations

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import SkipValidation
from litestar.types import ControllerRouterHandler

from aura_core.errors import NotFoundError
from aura_core.jobs import Jobs
from aura_http.monitoring import Monitor


__all__ = ["ROUTES"]


@get("/metrics", operation_id="getMetrics", tags=["Metrics"], sends="text/plain", limit=None, refuses=(404,))
async def get_metrics(
    jobs: NamedDependency[Jobs], monitor: NamedDependency[SkipValidation[Monitor | None]]
) -> Response[bytes]:
    """Say how the server stands, in Prometheus' text format."""
    if monitor is None:
        raise NotFoundError(
            "This server has no metrics: prometheus-client is not installed.",
            remedy="Install the extra: pip install 'aura-video[metrics]', and start the server again.",
        )
    return Response(await monitor.exposition(jobs), media_type=monitor.content_type)


ROUTES: list[ControllerRouterHandler] = [get_metrics]
