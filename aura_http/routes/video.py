"""One-shot videos: the same jobs in a few words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.types import ControllerRouterHandler

from aura_core.directing.preview import preview
from aura_core.jobs import Jobs
from aura_core.model.directions import DirectorDecisionsResponse, PreviewDirectorRequest
from aura_core.model.replies import JobDone, done
from aura_core.model.request import VideoGenerationRequest
from aura_core.model.videos import (
    PipelineValidationResponse,
    VideoGenerationResponse,
    VideoMetadata,
    VideoStatus,
    video_generation,
    video_metadata,
    video_status,
)
from aura_core.ordering import request_of_video
from aura_http.files import FileResponse
from aura_http.routes.jobs import VIDEOS, AnyRequest, artifact_of, correlation_of, heads


__all__ = ["ROUTES"]

_SCENES: Final = {
    "scenes": [
        {"index": 0, "heading": "Tides", "script": "Twice a day the sea rises and falls.", "durationSeconds": 4.0},
        {"index": 1, "heading": "The Moon", "script": "The Moon pulls at the water.", "durationSeconds": 5.5},
    ],
    "brief": {"topic": "How tides work"},
    "preset": "Cinematic",
}
_EXAMPLE: Final = {"brief": "How tides work", "durationMinutes": 0.5}


@post(
    "/api/video/generate",
    status_code=202,
    operation_id="generateVideo",
    limit="jobs",
    tags=["Video"],
    locates=True,
    example=_EXAMPLE,
    refuses=(409, 429),
)
async def generate(
    data: JSONBody[VideoGenerationRequest], jobs: NamedDependency[Jobs], request: AnyRequest
) -> Response[VideoGenerationResponse]:
    """Take up a video."""
    await jobs.ready()
    job = await jobs.create(request_of_video(data, await jobs.owner()), correlation_id=correlation_of(request))
    return Response(video_generation(job), headers={"Location": f"/api/video/{job.id}/status"})


@get("/api/video/validate", operation_id="validatePipeline", tags=["Video"])
async def validate(jobs: NamedDependency[Jobs], request: AnyRequest) -> PipelineValidationResponse:
    """Say whether videos can be made here."""
    errors = await jobs.obstacles()
    return PipelineValidationResponse(not errors, errors, datetime.now(UTC), correlation_of(request))


@get("/api/video/{job_id:str}/status", operation_id="getVideoStatus", tags=["Video"])
async def get_status(job_id: FromPath[str], jobs: NamedDependency[Jobs]) -> VideoStatus:
    """Say how far a video is."""
    return video_status((await jobs.find(job_id)).job)


@get("/api/video/{job_id:str}/metadata", operation_id="getVideoMetadata", tags=["Video"], refuses=(409,))
async def get_metadata(job_id: FromPath[str], jobs: NamedDependency[Jobs]) -> VideoMetadata:
    """Say what a finished video is."""
    job = (await jobs.find(job_id)).job
    return video_metadata(job, await jobs.duration(job))


@get("/api/video/{job_id:str}/download", operation_id="downloadVideo", tags=["Video"], serves=VIDEOS)
async def download(job_id: FromPath[str], jobs: NamedDependency[Jobs], request: AnyRequest) -> FileResponse:
    """Return a finished video as a file."""
    return artifact_of(await jobs.find(job_id), request, "video/", attachment=True)


@get("/api/artifacts/{job_id:str}/video", operation_id="showVideo", tags=["Video"], serves=VIDEOS)
async def show(job_id: FromPath[str], jobs: NamedDependency[Jobs], request: AnyRequest) -> FileResponse:
    """Return a finished video to be shown in a page."""
    return artifact_of(await jobs.find(job_id), request, "video/")


@post("/api/video/{job_id:str}/cancel", status_code=202, operation_id="cancelVideo", tags=["Video"], refuses=(409,))
async def cancel(job_id: FromPath[str], jobs: NamedDependency[Jobs]) -> JobDone:
    """End a video before its time."""
    return done(await jobs.cancel(job_id), "The video was cancelled.")


@post("/api/video/preview-direction", status_code=200, operation_id="previewDirection", tags=["Video"], example=_SCENES)
async def preview_direction(data: JSONBody[PreviewDirectorRequest], request: AnyRequest) -> DirectorDecisionsResponse:
    """Say how scenes would be directed, and make nothing."""
    return preview(data, correlation_of(request))


ROUTES: list[ControllerRouterHandler] = [
    preview_direction,
    *heads(download, show),
    generate,
    validate,
    get_status,
    get_metadata,
    download,
    show,
    cancel,
]
