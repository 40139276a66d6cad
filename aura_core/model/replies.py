"""
What the API answers about jobs: a job under every name by which one of the original's clients looks for its parts.

Each class is made from the job by one function; nothing here is deduced that the job does not say.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote

import attrs

from aura_core.errors import InvalidInputError
from aura_core.model.enums import Aspect, JobStatus, StepStatus
from aura_core.model.job import TERMINAL, Job, JobArtifact, JobFailure, JobStep, JobStepError
from aura_core.model.shipments import Shipment
from aura_core.timing import Seconds


__all__ = [
    "ArtifactDto",
    "EditionAccepted",
    "JobAccepted",
    "JobDone",
    "JobList",
    "JobProgress",
    "JobStatusResponse",
    "OutputDto",
    "RecentArtifacts",
    "RecentJob",
    "accepted",
    "artifacts_of",
    "done",
    "edition",
    "progress_of",
    "recent",
    "status_of",
    "statuses_named",
    "video_url",
]

_LOWER: Final = {
    JobStatus.QUEUED: "queued",
    JobStatus.RUNNING: "running",
    JobStatus.PAUSED: "paused",
    JobStatus.DONE: "completed",
    JobStatus.SUCCEEDED: "completed",
    JobStatus.FAILED: "failed",
    JobStatus.CANCELED: "cancelled",
    JobStatus.SKIPPED: "skipped",
}

_WORDS: Final = {
    **{word: status for status, word in _LOWER.items() if status is not JobStatus.SUCCEEDED},
    **{status.value.lower(): status for status in JobStatus},
    "pending": JobStatus.QUEUED,
    "processing": JobStatus.RUNNING,
    "succeeded": JobStatus.DONE,
}
"""What clients call the statuses of jobs, in lower case."""

_AT_WORK: Final = {"queued": "idle", "paused": "idle", "cancelled": "idle", "skipped": "idle"}


@attrs.frozen
class ArtifactDto:
    """
    A file that a job made.

    Attributes:
        url: Where the server has it.
    """

    path: str = ""
    file_path: str = ""
    type: str = ""
    size_bytes: int = 0
    name: str = ""
    url: str = ""
    created_at: datetime | None = None


@attrs.frozen
class OutputDto:
    """The film that a job made."""

    video_path: str
    size_bytes: int
    video_url: str
    subtitle_path: str | None = None


@attrs.frozen
class JobAccepted:
    """
    A job that was taken up.

    Attributes:
        id: The same as ``job_id``.
    """

    id: str
    job_id: str
    status: str
    stage: str
    correlation_id: str
    message: str = "The job is queued."
    priority: int = 5


@attrs.frozen
class EditionAccepted:
    """
    One of several films of the same script, taken up as a job of its own.

    Attributes:
        name: What tells it from the others, such as ``de.9x16``.

        language: A BCP 47 tag.
    """

    name: str
    aspect: Aspect
    language: str
    job: JobAccepted


@attrs.frozen
class JobDone:
    """
    What became of a job by what was asked.

    Attributes:
        current_status: Its status now.
    """

    id: str
    job_id: str
    success: bool
    message: str
    current_status: str
    correlation_id: str
    attempt: int = 1
    strategy: str | None = None
    cleanup_scheduled: bool = False
    provider_statuses: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@attrs.frozen
class JobStatusResponse:
    """
    A job as its owner asks for it.

    Attributes:
        status: In lower case: queued, running, paused, completed, failed or cancelled.

        percent: 0 to 100; ``progress`` is the same.

        output_path: A path on the server's machine; elsewhere ``output.video_url`` has the film.

        error: The same as ``error_message``.

        uploads: Where the film is sent, and how far that is; the job's events are over by then.
    """

    id: str = ""
    status: str = "queued"
    percent: int = 0
    stage: str = ""
    progress_message: str | None = None
    created_at: datetime = attrs.field(factory=lambda: datetime.now(UTC))
    started_at: datetime | None = None
    completed_at: datetime | None = None
    output_path: str | None = None
    error_message: str | None = None
    artifacts: tuple[ArtifactDto, ...] = ()
    correlation_id: str = ""
    job_id: str = ""
    progress: int = 0
    attempt: int = 1
    priority: int = 5
    created_utc: datetime | None = None
    started_utc: datetime | None = None
    ended_utc: datetime | None = None
    canceled_utc: datetime | None = None
    finished_at: datetime | None = None
    eta_seconds: int | None = None
    estimated_time_remaining: Seconds | None = None
    output: OutputDto | None = None
    error: str | None = None
    errors: tuple[JobStepError, ...] = ()
    failure_details: JobFailure | None = None
    warnings: tuple[str, ...] = ()
    steps: tuple[JobStep, ...] = ()
    logs: tuple[str, ...] = ()
    last_completed_step: str | None = None
    can_resume: bool = False
    is_quick_demo: bool = False
    uploads: tuple[Shipment, ...] = ()


@attrs.frozen
class JobList:
    """
    Jobs, the newest first.

    Attributes:
        count: How many these are.

        total: How many there are.
    """

    jobs: tuple[Job, ...]
    count: int
    total: int
    limit: int
    offset: int
    correlation_id: str


@attrs.frozen
class JobProgress:
    """
    How far a job is.

    Attributes:
        status: running, completed, failed, or idle while it neither runs nor has ended so.
    """

    job_id: str
    status: str
    progress: int
    current_stage: str
    started_at: datetime | None
    completed_at: datetime | None
    correlation_id: str


@attrs.frozen
class RecentJob:
    """What a job made."""

    job_id: str
    correlation_id: str
    stage: str
    finished_at: datetime | None
    artifacts: tuple[ArtifactDto, ...]


@attrs.frozen
class RecentArtifacts:
    """What was made last, the newest first."""

    artifacts: tuple[RecentJob, ...]
    count: int
    correlation_id: str


def accepted(job: Job) -> JobAccepted:
    """Say that *job* was taken up."""
    return JobAccepted(job.id, job.id, job.status.value, job.stage, job.correlation_id or "", priority=job.priority)


def edition(name: str, job: Job) -> EditionAccepted:
    """Say that *job* was taken up as the edition *name*."""
    assert job.brief
    return EditionAccepted(name, job.brief.aspect, job.brief.language, accepted(job))


def done(job: Job, message: str, *, strategy: str | None = None) -> JobDone:
    """Say what became of *job*."""
    ended = job.status is JobStatus.CANCELED
    return JobDone(
        *(job.id, job.id, True, message, job.status.value, job.correlation_id or "", job.attempt, strategy),
        cleanup_scheduled=ended,
    )


def statuses_named(words: str | None) -> tuple[JobStatus, ...]:
    """
    Return the statuses that *words* name, separated by commas, in any case; none where there are no words.

    Raises:
        InvalidInputError: one of them names none.
    """
    named = [word.strip() for word in (words or "").split(",") if word.strip()]
    unknown = [word for word in named if word.lower() not in _WORDS]
    if unknown:
        remedy = f"Use one or more of {', '.join(_WORDS)}."
        raise InvalidInputError.of("status", f"{unknown[0][:40]!r} is no status.", code="E303", remedy=remedy)
    return tuple(_WORDS[word.lower()] for word in named)


def video_url(job: Job) -> str | None:
    """Say where the server has the film of *job*."""
    if job.output is None or not job.artifacts:
        return None
    return _url(job, job.artifacts[0])


def _url(job: Job, artifact: JobArtifact) -> str:
    return f"/api/jobs/{job.id}/artifacts/{quote(artifact.name)}"


def artifacts_of(job: Job) -> tuple[ArtifactDto, ...]:
    """Return what *job* made."""
    return tuple(
        ArtifactDto(
            *(artifact.path, artifact.path, artifact.type, artifact.size_bytes, artifact.name),
            url=_url(job, artifact),
            created_at=artifact.created_at,
        )
        for artifact in job.artifacts
    )


def status_of(job: Job, uploads: tuple[Shipment, ...] = ()) -> JobStatusResponse:
    """Say how *job* is, and its *uploads*."""
    current = job.current_progress
    running = next((step for step in job.steps if step.status is StepStatus.RUNNING), None)
    message = current.message if current and current.message else job.logs[-1].partition("] ")[2] if job.logs else None
    return JobStatusResponse(
        id=job.id,
        job_id=job.id,
        status=_LOWER[job.status],
        percent=job.percent,
        progress=job.percent,
        stage=job.stage,
        progress_message=job.error_message or (message if running else None) or message,
        created_at=job.created_utc,
        created_utc=job.created_utc,
        started_at=job.started_utc,
        started_utc=job.started_utc,
        completed_at=job.completed_utc or (job.ended_utc if job.status in TERMINAL else None),
        ended_utc=job.ended_utc,
        canceled_utc=job.canceled_utc,
        finished_at=job.finished_at,
        eta_seconds=None if job.eta is None else round(job.eta),
        estimated_time_remaining=job.eta,
        output_path=job.output_path,
        output=_output(job),
        error_message=job.error_message,
        error=job.error_message,
        errors=job.errors,
        failure_details=job.failure_details,
        artifacts=artifacts_of(job),
        warnings=job.warnings,
        steps=job.steps,
        logs=job.logs,
        correlation_id=job.correlation_id or "",
        attempt=job.attempt,
        priority=job.priority,
        last_completed_step=job.last_completed_step,
        can_resume=job.can_resume,
        is_quick_demo=job.is_quick_demo,
        uploads=uploads,
    )


def _output(job: Job) -> OutputDto | None:
    url = video_url(job)
    if job.output is None or url is None:
        return None
    subtitles = next((one.path for one in job.artifacts if one.name.endswith((".srt", ".vtt", ".ass"))), None)
    return OutputDto(job.output.video_path, job.output.size_bytes, url, subtitles)


def progress_of(job: Job) -> JobProgress:
    """Say how far *job* is."""
    status = _LOWER[job.status]
    return JobProgress(
        *(job.id, _AT_WORK.get(status, status), job.percent, job.stage, job.started_utc, job.ended_utc),
        job.correlation_id or "",
    )


def recent(job: Job) -> RecentJob:
    """Say what *job* made."""
    return RecentJob(job.id, job.correlation_id or "", job.stage, job.ended_utc, artifacts_of(job))
