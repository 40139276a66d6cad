"""Jobs: films being made."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final, cast

from litestar import Request, Response, delete, get, head, post
from litestar.di import NamedDependency
from litestar.enums import MediaType
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, HeaderParameter, JSONBody, QueryParameter
from litestar.types import ControllerRouterHandler

from aura_core.errors import ConflictError, NotFoundError
from aura_core.jobs import Jobs
from aura_core.jobs.ledger import Record
from aura_core.model.enums import JobStatus
from aura_core.model.job import JobFailure
from aura_core.model.replies import (
    JobAccepted,
    JobDone,
    JobList,
    JobProgress,
    JobStatusResponse,
    RecentArtifacts,
    accepted,
    done,
    progress_of,
    recent,
    status_of,
    statuses_named,
)
from aura_core.model.request import BatchRequest, JobRequest
from aura_core.model.shipments import ShipmentList, ShipmentRequest
from aura_core.model.videos import VideoMetadata, video_metadata
from aura_core.wire import dumps
from aura_http.files import FileResponse, file_response, inside, media_type_of


__all__ = [
    "ROUTES",
    "VIDEOS",
    "AnyRequest",
    "Key",
    "Limit",
    "Offset",
    "Status",
    "artifact_of",
    "correlation_of",
    "heads",
]

AnyRequest = Request[Any, Any, Any]

Key = Annotated[str | None, HeaderParameter(name="Idempotency-Key", min_length=1, max_length=255)]

Limit = Annotated[int, QueryParameter(name="limit", ge=1, le=500, description="How many at most.")]
Offset = Annotated[
    int, QueryParameter(name="offset", ge=0, le=1_000_000_000, description="How many of the newest to leave out.")
]

Status = Annotated[
    str | None,
    QueryParameter(
        name="status",
        max_length=200,
        description="Only jobs of these statuses, separated by commas, in any client's words: Queued, completed, …",
    ),
]

VIDEOS: Final = ("video/mp4", "video/quicktime", "video/webm", "video/x-matroska")

_EXAMPLE: Final = {"brief": {"topic": "AI Technology", "audience": "Students", "goal": "Educate", "tone": "Friendly"}}

_BATCH: Final = {"jobs": [_EXAMPLE, {"preset": "sample-hello-youtube", "inputs": {"topic": "How tides work"}}]}

_NO_STORE: Final = {"Cache-Control": "no-store"}


def correlation_of(request: AnyRequest) -> str:
    """Return the correlation id of *request*."""
    return str(request.scope["state"]["correlation_id"])


@post(
    "/api/jobs",
    status_code=202,
    operation_id="createJob",
    limit="jobs",
    tags=["Jobs"],
    locates=True,
    example=_EXAMPLE,
    refuses=(422, 429),
)
async def create_job(
    data: JSONBody[JobRequest],
    jobs: NamedDependency[Jobs],
    request: AnyRequest,
    idempotency_key: Key = None,
) -> Response[JobAccepted]:
    """Take up a job."""
    job = await jobs.create(data, key=idempotency_key, correlation_id=correlation_of(request))
    return Response(accepted(job), headers={"Location": f"/api/jobs/{job.id}", **_NO_STORE})


@post(
    "/api/jobs/batch",
    status_code=202,
    operation_id="createJobs",
    limit="jobs",
    tags=["Jobs"],
    example=_BATCH,
    refuses=(422, 429),
)
async def create_jobs(
    data: JSONBody[BatchRequest], jobs: NamedDependency[Jobs], request: AnyRequest, idempotency_key: Key = None
) -> list[JobAccepted]:
    """Take up several jobs, or none if anything is wrong with one of them."""
    made = await jobs.create_all(data.jobs, key=idempotency_key, correlation_id=correlation_of(request))
    return [accepted(job) for job in made]


@get("/api/jobs", operation_id="listJobs", tags=["Jobs"])
async def list_jobs(
    jobs: NamedDependency[Jobs],
    request: AnyRequest,
    limit: Limit = 50,
    offset: Offset = 0,
    status: Status = None,
) -> Response[JobList]:
    """List jobs, the newest first."""
    found = await jobs.listed(statuses_named(status), limit, offset)
    about = JobList((), len(found.documents), found.total, limit, offset, correlation_of(request))
    # Put together as text: reading the jobs only to write them again would take a millisecond each.
    body = dumps(about).replace('"jobs": []', f'"jobs": [{",".join(found.documents)}]', 1)
    return Response(cast("JobList", body.encode()), media_type=MediaType.JSON, headers=_NO_STORE)


@get("/api/jobs/recent-artifacts", operation_id="listRecentArtifacts", tags=["Jobs"])
async def list_recent_artifacts(
    jobs: NamedDependency[Jobs], request: AnyRequest, limit: Limit = 5
) -> Response[RecentArtifacts]:
    """List what was made last."""
    found = await jobs.listed([JobStatus.DONE], limit)
    made = tuple(recent(job) for job in found.jobs)
    return Response(RecentArtifacts(made, len(made), correlation_of(request)), headers=_NO_STORE)


@get("/api/jobs/{job_id:str}", operation_id="getJob", tags=["Jobs"])
async def get_job(job_id: FromPath[str], jobs: NamedDependency[Jobs]) -> Response[JobStatusResponse]:
    """Say how a job is."""
    job = (await jobs.find(job_id)).job
    # Nothing else is sent anywhere, and whoever waits for a film asks often.
    uploads = await jobs.shipments(job_id) if job.status is JobStatus.DONE else ()
    return Response(status_of(job, uploads), headers=_NO_STORE)


@delete("/api/jobs/{job_id:str}", operation_id="deleteJob", tags=["Jobs"], refuses=(409,))
async def delete_job(job_id: FromPath[str], jobs: NamedDependency[Jobs]) -> None:
    """Forget a job that has ended, and remove its files."""
    await jobs.delete(job_id)


@get("/api/jobs/{job_id:str}/failure-details", operation_id="getJobFailure", tags=["Jobs"])
async def get_failure(job_id: FromPath[str], jobs: NamedDependency[Jobs]) -> JobFailure:
    """Say why a job failed."""
    job = (await jobs.find(job_id)).job
    if job.failure_details is None:
        raise ConflictError(f"The job is {job.status.value}; it has not failed.", remedy="Look at the job itself.")
    return job.failure_details


@get("/api/jobs/{job_id:str}/logs", media_type=MediaType.TEXT, operation_id="getJobLogs", tags=["Jobs"])
async def get_logs(job_id: FromPath[str], jobs: NamedDependency[Jobs]) -> str:
    """Return a job's log, a line each."""
    return "\n".join((await jobs.find(job_id)).job.logs)


@get("/api/jobs/{job_id:str}/progress", operation_id="getJobProgress", tags=["Jobs"])
async def get_progress(job_id: FromPath[str], jobs: NamedDependency[Jobs]) -> Response[JobProgress]:
    """Say how far a job is."""
    return Response(progress_of((await jobs.find(job_id)).job), headers=_NO_STORE)


@post("/api/jobs/{job_id:str}/cancel", status_code=202, operation_id="cancelJob", tags=["Jobs"], refuses=(409,))
async def cancel_job(job_id: FromPath[str], jobs: NamedDependency[Jobs]) -> JobDone:
    """End a job before its time."""
    return done(await jobs.cancel(job_id), "The job was cancelled.")


@post("/api/jobs/{job_id:str}/pause", status_code=200, operation_id="pauseJob", tags=["Jobs"], refuses=(409,))
async def pause_job(job_id: FromPath[str], jobs: NamedDependency[Jobs]) -> JobDone:
    """Let a running job rest."""
    return done(await jobs.pause(job_id), "The job is paused.")


@post("/api/jobs/{job_id:str}/resume", status_code=200, operation_id="resumeJob", tags=["Jobs"], refuses=(409,))
async def resume_job(job_id: FromPath[str], jobs: NamedDependency[Jobs]) -> JobDone:
    """Let a paused job go on."""
    return done(await jobs.resume(job_id), "The job goes on.")


@post("/api/jobs/{job_id:str}/retry", status_code=202, operation_id="retryJob", tags=["Jobs"], refuses=(409,))
async def retry_job(
    job_id: FromPath[str],
    jobs: NamedDependency[Jobs],
    strategy: Annotated[str, QueryParameter(name="strategy", max_length=64)] = "automatic",
) -> JobDone:
    """Try a job again that failed or was cancelled, from where it stopped."""
    return done(await jobs.retry(job_id), "The job is tried again.", strategy=strategy)


@get("/api/jobs/{job_id:str}/artifacts/{name:str}", operation_id="getArtifact", tags=["Jobs"], serves=("*/*",))
async def get_artifact(
    job_id: FromPath[str],
    name: FromPath[str],
    jobs: NamedDependency[Jobs],
    request: AnyRequest,
    download: Annotated[bool, QueryParameter(name="download")] = False,  # noqa: FBT002 - a query's default
) -> FileResponse:
    """Return a file that a job made."""
    await jobs.find(job_id)
    path: Path = inside(jobs.folder(job_id), name)
    return file_response(request, path, media_type=media_type_of(name), filename=name, attachment=download)


@get("/api/jobs/{job_id:str}/download", operation_id="downloadJob", tags=["Jobs"], serves=VIDEOS)
async def download(job_id: FromPath[str], jobs: NamedDependency[Jobs], request: AnyRequest) -> FileResponse:
    """Return a job's film as a file."""
    return artifact_of(await jobs.find(job_id), request, "video/", attachment=True)


@get("/api/jobs/{job_id:str}/metadata", operation_id="getJobMetadata", tags=["Jobs"], refuses=(409,))
async def get_metadata(job_id: FromPath[str], jobs: NamedDependency[Jobs]) -> VideoMetadata:
    """Say what a job's film is."""
    job = (await jobs.find(job_id)).job
    return video_metadata(job, await jobs.duration(job))


@get("/api/jobs/{job_id:str}/thumbnail", operation_id="getJobThumbnail", tags=["Jobs"], serves=("image/jpeg",))
async def get_thumbnail(job_id: FromPath[str], jobs: NamedDependency[Jobs], request: AnyRequest) -> FileResponse:
    """Return a picture of a job's film."""
    return artifact_of(await jobs.find(job_id), request, "image/")


@get("/api/jobs/{job_id:str}/captions", operation_id="getJobCaptions", tags=["Jobs"], serves=("text/vtt",))
async def get_captions(job_id: FromPath[str], jobs: NamedDependency[Jobs], request: AnyRequest) -> FileResponse:
    """Return the captions of a job's film as WebVTT."""
    return artifact_of(await jobs.find(job_id), request, "text/vtt")


def artifact_of(record: Record, request: AnyRequest, kind: str, *, attachment: bool = False) -> FileResponse:
    """
    Return the first file of a media type beginning with *kind* that a job made.

    Raises:
        NotFoundError: it has made none.
    """
    job = record.job
    made = next((one for one in job.artifacts if one.type.startswith(kind)), None)
    if made is None:
        raise NotFoundError(
            f"The job is {job.status.value} and has no such file.", remedy="Wait until it is completed, or ask for it."
        )
    path = inside(Path(made.path).parent, Path(made.path).name)
    return file_response(request, path, media_type=media_type_of(path.name), filename=path.name, attachment=attachment)


def heads(*files: HTTPRouteHandler) -> list[ControllerRouterHandler]:
    """Answer HEAD wherever *files* are answered, with what GET would say of them."""
    return [head(sorted(file.paths), include_in_schema=False)(file.fn) for file in files]


@get("/api/jobs/{job_id:str}/uploads", operation_id="listJobUploads", tags=["Jobs"])
async def list_uploads(job_id: FromPath[str], jobs: NamedDependency[Jobs]) -> Response[ShipmentList]:
    """Say where a job's film is sent, and how far that is."""
    return Response(ShipmentList(job_id, await jobs.shipments(job_id)), headers=_NO_STORE)


@post(
    "/api/jobs/{job_id:str}/uploads",
    status_code=202,
    operation_id="uploadJob",
    tags=["Jobs"],
    example={"destinations": ["archive"]},
    refuses=(409, 501),
)
async def upload_job(
    job_id: FromPath[str], jobs: NamedDependency[Jobs], data: JSONBody[ShipmentRequest]
) -> ShipmentList:
    """Send a job's film to upload destinations, once; what failed is tried again."""
    return ShipmentList(job_id, await jobs.ship(job_id, data.destinations))


@delete(
    "/api/jobs/{job_id:str}/uploads/{destination_id:str}",
    operation_id="cancelJobUpload",
    tags=["Jobs"],
    refuses=(409,),
)
async def cancel_upload(job_id: FromPath[str], destination_id: FromPath[str], jobs: NamedDependency[Jobs]) -> None:
    """Send a job's film there no more."""
    await jobs.call_off(job_id, destination_id)


ROUTES: list[ControllerRouterHandler] = [
    create_job,
    create_jobs,
    list_jobs,
    list_recent_artifacts,
    get_job,
    delete_job,
    get_failure,
    get_logs,
    get_progress,
    cancel_job,
    pause_job,
    resume_job,
    retry_job,
    get_artifact,
    download,
    get_metadata,
    get_thumbnail,
    get_captions,
    list_uploads,
    upload_job,
    cancel_upload,
    *heads(get_artifact, download, get_thumbnail, get_captions),
]
