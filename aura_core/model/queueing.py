"""What the API answers about renders and the queue: the same jobs in the words of the original's other clients."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import attrs

from aura_core.model.enums import JobStatus, StepStatus
from aura_core.model.job import Job
from aura_core.model.replies import ArtifactDto, OutputDto, artifacts_of, status_of
from aura_core.timing import Seconds


__all__ = [
    "RENDERING",
    "Enqueued",
    "QueueConfiguration",
    "QueueConfigurationReply",
    "QueueConfigurationRequest",
    "QueueItem",
    "QueueList",
    "QueueReport",
    "QueueStatistics",
    "QueueStats",
    "RenderProgressResponse",
    "queue_item",
    "render_progress",
    "statistics",
    "stats",
]

RENDERING: Final = {
    JobStatus.QUEUED: "pending",
    JobStatus.RUNNING: "running",
    JobStatus.PAUSED: "paused",
    JobStatus.DONE: "completed",
    JobStatus.SUCCEEDED: "completed",
    JobStatus.FAILED: "failed",
    JobStatus.CANCELED: "canceled",
    JobStatus.SKIPPED: "unknown",
}
"""How renders and exports call what becomes of a job."""

_QUEUED: Final = {
    JobStatus.QUEUED: "Pending",
    JobStatus.RUNNING: "Processing",
    JobStatus.PAUSED: "Paused",
    JobStatus.DONE: "Completed",
    JobStatus.SUCCEEDED: "Completed",
    JobStatus.FAILED: "Failed",
    JobStatus.CANCELED: "Cancelled",
    JobStatus.SKIPPED: "Skipped",
}


@attrs.frozen
class RenderProgressResponse:
    """
    How far a film is, by the step.

    Attributes:
        eta: When it is expected to end.
    """

    job_id: str
    status: str
    stage: str
    progress_pct: int
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    canceled_at: datetime | None
    elapsed_seconds: float | None
    estimated_total_seconds: float | None
    remaining_seconds: float | None
    eta: Seconds | None
    current_step: str | None
    completed_steps: tuple[str, ...]
    last_completed_step: str | None
    has_errors: bool
    error_count: int
    has_warnings: bool
    warning_count: int
    error_message: str | None
    can_resume: bool
    output: OutputDto | None
    artifacts: tuple[ArtifactDto, ...]
    correlation_id: str


@attrs.frozen
class QueueItem:
    """
    A job in the queue.

    Attributes:
        status: Pending, Processing, Paused, Completed, Failed or Cancelled.

        percent: 0 to 100; ``progress`` is the same.

        retry_count: How often it was tried again.
    """

    job_id: str
    status: str
    stage: str
    current_stage: str
    percent: int
    progress: int
    priority: int
    created_at: datetime
    enqueued_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    canceled_at: datetime | None
    output_path: str | None
    error_message: str | None
    retry_count: int
    max_retries: int
    next_retry_at: datetime | None
    worker_id: str | None
    can_resume: bool
    last_completed_step: str | None
    artifact_count: int
    has_errors: bool
    correlation_id: str
    is_quick_demo: bool


@attrs.frozen
class QueueStats:
    """How many jobs there are, by status."""

    total: int
    pending: int
    running: int
    completed: int
    failed: int
    canceled: int


@attrs.frozen
class QueueList:
    """Jobs of the queue, the newest first."""

    jobs: tuple[QueueItem, ...]
    count: int
    stats: QueueStats
    filter_status: str | None
    correlation_id: str


@attrs.frozen
class QueueStatistics:
    """How many jobs there are, by status, as the queue's own clients call them."""

    total_jobs: int
    pending_jobs: int
    processing_jobs: int
    completed_jobs: int
    failed_jobs: int
    cancelled_jobs: int
    active_workers: int


@attrs.frozen
class QueueReport:
    """How the queue is."""

    statistics: QueueStatistics
    timestamp: datetime
    correlation_id: str


@attrs.frozen
class Enqueued:
    """A job that was put to the queue, or taken from it."""

    job_id: str
    status: str
    message: str
    correlation_id: str
    priority: int


@attrs.frozen
class QueueConfigurationRequest:
    """
    How the queue is to be run; what is left out stays as it is.

    Attributes:
        max_concurrent_jobs: Films made at a time by this machine.

        is_enabled: Whether jobs that wait are begun, by all who share the queue.
    """

    max_concurrent_jobs: int | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(attrs.validators.and_(attrs.validators.ge(1), attrs.validators.le(64))),
    )
    is_enabled: bool | None = None


@attrs.frozen
class QueueConfiguration:
    """
    How the queue is run.

    What the original lets one set and nothing here does has the value that says so.

    Attributes:
        max_concurrent_jobs: Films made at a time by this machine.

        is_enabled: Whether jobs that wait are begun.

        max_waiting_jobs: How many jobs may wait at a time.

        max_attempts: How often a job may be tried, the first time included.

        polling_interval_seconds: 0, for a job is begun as soon as there is a place for it.

        cpu_throttle_threshold: 100: a film always gets what is left of the machine.

        job_history_retention_days: ``None``: jobs are kept until somebody deletes them.

        retry_base_delay_seconds: ``None``: a job is tried again when somebody asks for it.
    """

    max_concurrent_jobs: int
    is_enabled: bool
    max_waiting_jobs: int
    max_attempts: int
    id: str = "default"
    polling_interval_seconds: int = 0
    pause_on_battery: bool = False
    cpu_throttle_threshold: int = 100
    memory_throttle_threshold: int = 100
    job_history_retention_days: int | None = None
    failed_job_retention_days: int | None = None
    retry_base_delay_seconds: int | None = None
    retry_max_delay_seconds: int | None = None
    enable_notifications: bool = False


@attrs.frozen
class QueueConfigurationReply:
    """How the queue is run, or is from now on."""

    configuration: QueueConfiguration
    correlation_id: str
    message: str = ""


def render_progress(job: Job) -> RenderProgressResponse:
    """Say how far *job* is, by the step."""
    now = status_of(job)
    elapsed = job.current_progress.elapsed_time if job.current_progress else None
    running = next((step.name for step in job.steps if step.status is StepStatus.RUNNING), None)
    return RenderProgressResponse(
        job_id=job.id,
        status=RENDERING[job.status],
        stage=job.stage,
        progress_pct=job.percent,
        created_at=job.created_utc,
        started_at=job.started_utc,
        completed_at=job.completed_utc,
        canceled_at=job.canceled_utc,
        elapsed_seconds=None if elapsed is None else float(elapsed),
        estimated_total_seconds=None if elapsed is None or job.eta is None else float(elapsed + job.eta),
        remaining_seconds=None if job.eta is None else float(job.eta),
        eta=job.eta,
        current_step=running,
        completed_steps=tuple(step.name for step in job.steps if step.status is StepStatus.SUCCEEDED),
        last_completed_step=job.last_completed_step,
        has_errors=bool(job.errors),
        error_count=len(job.errors),
        has_warnings=bool(job.warnings),
        warning_count=len(job.warnings),
        error_message=job.error_message,
        can_resume=job.can_resume,
        output=now.output,
        artifacts=artifacts_of(job),
        correlation_id=now.correlation_id,
    )


def queue_item(job: Job, attempts: int) -> QueueItem:
    """Say how *job* stands in the queue, which tries a job at most *attempts* times."""
    return QueueItem(
        job_id=job.id,
        status=_QUEUED[job.status],
        stage=job.stage,
        current_stage=job.stage,
        percent=job.percent,
        progress=job.percent,
        priority=job.priority,
        created_at=job.created_utc,
        enqueued_at=job.queued_utc,
        started_at=job.started_utc,
        completed_at=job.ended_utc,
        canceled_at=job.canceled_utc,
        output_path=job.output_path,
        error_message=job.error_message,
        retry_count=job.attempt - 1,
        max_retries=attempts - 1,
        next_retry_at=None,
        worker_id=None,
        can_resume=job.can_resume,
        last_completed_step=job.last_completed_step,
        artifact_count=len(job.artifacts),
        has_errors=bool(job.errors),
        correlation_id=job.correlation_id or "",
        is_quick_demo=job.is_quick_demo,
    )


def stats(counts: dict[JobStatus, int]) -> QueueStats:
    """Say how many jobs there are."""
    return QueueStats(
        total=sum(counts.values()),
        pending=counts.get(JobStatus.QUEUED, 0),
        running=counts.get(JobStatus.RUNNING, 0),
        completed=counts.get(JobStatus.DONE, 0),
        failed=counts.get(JobStatus.FAILED, 0),
        canceled=counts.get(JobStatus.CANCELED, 0),
    )


def statistics(counts: dict[JobStatus, int]) -> QueueStatistics:
    """Say the same in the words of the queue's own clients."""
    one = stats(counts)
    return QueueStatistics(
        *(one.total, one.pending, one.running, one.completed, one.failed, one.canceled), active_workers=one.running
    )
