"""What happens to a job, as it happens: one log, spelled for each kind of client."""

from __future__ import annotations

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Stream
from litestar.types import ControllerRouterHandler

from aura_core.jobs import Jobs
from aura_http.routes.jobs import AnyRequest
from aura_http.sse import (
    DOCUMENTED,
    EXPORT,
    STREAM,
    VIDEO,
    as_documented,
    as_export,
    as_stream,
    as_video,
    events_response,
    last_event_id,
)


__all__ = ["ROUTES"]


@get(
    "/api/jobs/{job_id:str}/events", operation_id="streamJobEvents", tags=["Events"], streams=DOCUMENTED, refuses=(400,)
)
async def stream_events(
    job_id: FromPath[str], jobs: NamedDependency[Jobs], request: AnyRequest
) -> Stream | Response[None]:
    """Stream a job's events, from the one after Last-Event-ID if there is one."""
    return await events_response(jobs, job_id, as_documented, last_event_id(request))


@get("/api/jobs/{job_id:str}/stream", operation_id="streamJob", tags=["Events"], streams=STREAM, refuses=(400,))
async def stream_job(
    job_id: FromPath[str], jobs: NamedDependency[Jobs], request: AnyRequest
) -> Stream | Response[None]:
    """Stream a job's progress as connected, progress and complete."""
    return await events_response(jobs, job_id, as_stream, last_event_id(request))


@get(
    "/api/jobs/{job_id:str}/progress/stream",
    operation_id="streamJobProgress",
    tags=["Events"],
    streams=EXPORT,
    refuses=(400,),
)
async def stream_progress(
    job_id: FromPath[str], jobs: NamedDependency[Jobs], request: AnyRequest
) -> Stream | Response[None]:
    """Stream a job's progress as job-progress, and how it ends."""
    return await events_response(jobs, job_id, as_export, last_event_id(request))


@get("/api/video/{job_id:str}/stream", operation_id="streamVideo", tags=["Events"], streams=VIDEO, refuses=(400,))
async def stream_video(
    job_id: FromPath[str], jobs: NamedDependency[Jobs], request: AnyRequest
) -> Stream | Response[None]:
    """Stream a video's progress as progress, stage-complete, and done or error."""
    return await events_response(jobs, job_id, as_video, last_event_id(request))


ROUTES: list[ControllerRouterHandler] = [stream_events, stream_job, stream_progress, stream_video]
