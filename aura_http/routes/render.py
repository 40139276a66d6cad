"""Renders: the same jobs, step by step."""

from __future__ import annotations

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.types import ControllerRouterHandler

from aura_core.jobs import Jobs
from aura_core.model.queueing import RenderProgressResponse, render_progress
from aura_core.model.replies import JobDone, done


__all__ = ["ROUTES"]


@get("/api/render/{job_id:str}/progress", operation_id="getRenderProgress", tags=["Render"])
async def get_render_progress(job_id: FromPath[str], jobs: NamedDependency[Jobs]) -> RenderProgressResponse:
    """Say how far a film is, by the step."""
    return render_progress((await jobs.find(job_id)).job)


@post("/api/render/{job_id:str}/cancel", status_code=202, operation_id="cancelRender", tags=["Render"], refuses=(409,))
async def cancel_render(job_id: FromPath[str], jobs: NamedDependency[Jobs]) -> JobDone:
    """End a render before its time."""
    return done(await jobs.cancel(job_id), "The render was cancelled.")


ROUTES: list[ControllerRouterHandler] = [get_render_progress, cancel_render]
