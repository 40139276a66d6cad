"""Renders: timelines that become films, in jobs like any other."""

from __future__ import annotations

from typing import Final

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.types import ControllerRouterHandler

from aura_core.jobs import Jobs
from aura_core.media import media_at
from aura_core.model.queueing import RenderProgressResponse, render_progress
from aura_core.model.renders import ComposeRequest, EditableTimeline, RenderJob, RenderRequest, render_job
from aura_core.model.replies import JobDone, done
from aura_core.timelines import render, timeline_of
from aura_http.files import FileResponse, file_response, media_type_of
from aura_http.routes.jobs import AnyRequest, correlation_of, heads


__all__ = ["ROUTES"]


_TIMELINE: Final = {
    "title": "Tides",
    "scenes": [
        {
            "heading": "The sea",
            "script": "Twice a day the sea rises and falls.",
            "visualAssets": [{"filePath": "/home/me/sea.jpg", "type": "Image"}],
            "transitionType": "Fade",
        }
    ],
}


@post(
    "/api/render",
    status_code=202,
    operation_id="renderTimeline",
    limit="jobs",
    tags=["Render"],
    locates=True,
    example={"timeline": _TIMELINE, "presetName": "YouTube 1080p"},
    refuses=(429,),
)
async def render_timeline(
    data: JSONBody[RenderRequest], jobs: NamedDependency[Jobs], request: AnyRequest
) -> Response[RenderJob]:
    """Take up the film of a timeline, as a kind of file."""
    job = await render(data, jobs, correlation_of(request))
    return Response(render_job(job), headers={"Location": f"/api/render/{job.id}"})


@post(
    "/api/compose",
    status_code=202,
    operation_id="composeTimeline",
    limit="jobs",
    tags=["Render"],
    locates=True,
    example={"timeline": _TIMELINE},
    refuses=(429,),
)
async def compose_timeline(
    data: JSONBody[ComposeRequest], jobs: NamedDependency[Jobs], request: AnyRequest
) -> Response[RenderJob]:
    """Take up the film of a timeline, as the kind of file that it says itself."""
    job = await render(RenderRequest(data.timeline_json, data.timeline), jobs, correlation_of(request))
    return Response(render_job(job), headers={"Location": f"/api/render/{job.id}"})


@get("/api/render/{job_id:str}", operation_id="getRender", tags=["Render"])
async def get_render(job_id: FromPath[str], jobs: NamedDependency[Jobs]) -> RenderJob:
    """Say how far a render is."""
    return render_job((await jobs.find(job_id)).job)


@get("/api/jobs/{job_id:str}/timeline", operation_id="getJobTimeline", tags=["Render"], refuses=(409,))
async def get_timeline(job_id: FromPath[str], jobs: NamedDependency[Jobs]) -> EditableTimeline:
    """Tell a job's film so that it can be edited, and rendered again."""
    return await timeline_of(job_id, jobs)


@get("/api/media/{name:str}", operation_id="getMedia", tags=["Render"], serves=("image/*", "video/*"))
async def get_media(name: FromPath[str], jobs: NamedDependency[Jobs], request: AnyRequest) -> FileResponse:
    """Return a picture or a clip that was made or fetched for a film."""
    path = media_at(name, jobs.settings)
    return file_response(request, path, media_type=media_type_of(name), filename=name, tag=path.stem)


@get("/api/render/{job_id:str}/progress", operation_id="getRenderProgress", tags=["Render"])
async def get_render_progress(job_id: FromPath[str], jobs: NamedDependency[Jobs]) -> RenderProgressResponse:
    """Say how far a film is, by the step."""
    return render_progress((await jobs.find(job_id)).job)


@post("/api/render/{job_id:str}/cancel", status_code=202, operation_id="cancelRender", tags=["Render"], refuses=(409,))
async def cancel_render(job_id: FromPath[str], jobs: NamedDependency[Jobs]) -> JobDone:
    """End a render before its time."""
    return done(await jobs.cancel(job_id), "The render was cancelled.")


ROUTES: list[ControllerRouterHandler] = [
    render_timeline,
    compose_timeline,
    get_render,
    get_timeline,
    get_media,
    get_render_progress,
    cancel_render,
    *heads(get_media),
]
