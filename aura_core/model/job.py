"""
The life of a job.

Rule 1: a status changes only through :meth:`Job.moved_to`; only :meth:`Job.again` brings a job back to the queue.

Rule 2: the table below is the whole truth; readers (HTTP, SSE) report a status, they never deduce one.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import attrs

from aura_core.errors import ConflictError
from aura_core.model.brief import Brief, PlanSpec
from aura_core.model.enums import JobStatus, StepStatus
from aura_core.model.render import RenderSpec
from aura_core.model.voice import VoiceSpec
from aura_core.timing import Seconds


__all__ = [
    "TERMINAL",
    "GenerationProgress",
    "Job",
    "JobArtifact",
    "JobFailure",
    "JobOutput",
    "JobStep",
    "JobStepError",
]

_NEXT: Final[dict[JobStatus, frozenset[JobStatus]]] = {
    JobStatus.QUEUED: frozenset({JobStatus.RUNNING, JobStatus.CANCELED}),
    JobStatus.RUNNING: frozenset(
        {JobStatus.PAUSED, JobStatus.DONE, JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELED}
    ),
    JobStatus.PAUSED: frozenset({JobStatus.RUNNING, JobStatus.CANCELED}),
    JobStatus.DONE: frozenset(),
    JobStatus.SUCCEEDED: frozenset(),
    JobStatus.FAILED: frozenset(),
    JobStatus.CANCELED: frozenset(),
    # A word of the contract for which nothing stands: no status leads to it.
    JobStatus.SKIPPED: frozenset(),
}

TERMINAL: Final = frozenset(status for status, following in _NEXT.items() if not following)
"""The statuses a job never leaves."""

_AGAIN: Final = frozenset({JobStatus.FAILED, JobStatus.CANCELED})
"""The statuses from which a job may be tried again."""

_SUCCESS: Final = frozenset({JobStatus.DONE, JobStatus.SUCCEEDED})

_percentage: Final[list[Any]] = [attrs.validators.ge(0), attrs.validators.le(100)]
_count = attrs.validators.ge(0)


def _now() -> datetime:
    return datetime.now(UTC)


@attrs.frozen
class JobArtifact:
    """
    A file that a job made.

    Attributes:
        type: Its media type, such as ``video/mp4``.
    """

    name: str
    path: str
    type: str
    size_bytes: int = attrs.field(validator=_count)
    created_at: datetime


@attrs.frozen
class JobFailure:
    """
    Why a job failed, and what the user can do about it.

    Attributes:
        stderr_snippet: The end of what FFmpeg said.

        suggested_actions: Sentences.
    """

    stage: str = ""
    message: str = ""
    correlation_id: str = ""
    stderr_snippet: str | None = None
    install_log_snippet: str | None = None
    log_path: str | None = None
    suggested_actions: tuple[str, ...] = ()
    error_code: str | None = None
    failed_at: datetime = attrs.field(factory=_now)


@attrs.frozen
class JobOutput:
    """The film that a job made."""

    video_path: str = ""
    size_bytes: int = attrs.field(default=0, validator=_count)


@attrs.frozen
class JobStepError:
    """
    What went wrong in a step.

    Attributes:
        code: A word such as ``OutOfDiskSpace``, see :attr:`aura_core.errors.AuraError.step_code`.

        remediation: What the user can do about it, as a sentence.

        details: Any JSON.
    """

    code: str = ""
    message: str = ""
    remediation: str = ""
    details: Any = None


@attrs.frozen
class JobStep:
    """One of the steps preflight, script, narration, broll, subtitles and mux of a job."""

    name: str = ""
    status: StepStatus = StepStatus.PENDING
    progress_pct: int = attrs.field(default=0, validator=_percentage)
    duration_ms: int = attrs.field(default=0, validator=_count)
    errors: tuple[JobStepError, ...] = ()
    started_at: datetime | None = None
    completed_at: datetime | None = None


@attrs.frozen
class GenerationProgress:
    """
    How far a job was at some moment.

    Attributes:
        overall_percent: Of the whole job, 0 to 100.

        stage_percent: Of its stage, 0 to 100.
    """

    stage: str = ""
    overall_percent: float = attrs.field(default=0.0, validator=_percentage)
    stage_percent: float = attrs.field(default=0.0, validator=_percentage)
    message: str = ""
    substage_detail: str | None = None
    current_item: int | None = None
    total_items: int | None = None
    estimated_time_remaining: Seconds | None = None
    elapsed_time: Seconds | None = None
    timestamp: datetime = attrs.field(factory=_now)
    correlation_id: str | None = None
    metadata: Mapping[str, Any] | None = None


@attrs.frozen
class Job:
    """
    A film being made, as its owner sees it.

    Attributes:
        percent: 0 to 100.

        eta: Until the expected end, seconds.

        agent_performance: Always ``None``: nothing here measures agents.

        started_at: When the job was made; the contract means by it what ``created_utc`` says.

        started_utc: When it first ran.

        can_resume: Whether another attempt would go on from ``last_completed_step``.

        attempt: Counted from 1; a retry is the next.

        priority: 1 to 10; the lower comes first.
    """

    id: str = attrs.field(factory=lambda: str(uuid.uuid4()))
    stage: str = "Plan"
    status: JobStatus = JobStatus.QUEUED
    percent: int = attrs.field(default=0, validator=_percentage)
    eta: Seconds | None = None
    artifacts: tuple[JobArtifact, ...] = ()
    logs: tuple[str, ...] = ()
    agent_performance: Mapping[str, Any] | None = None
    started_at: datetime = attrs.field(factory=_now)
    finished_at: datetime | None = None
    correlation_id: str | None = None
    error_message: str | None = None
    failure_details: JobFailure | None = None
    brief: Brief | None = None
    plan_spec: PlanSpec | None = None
    voice_spec: VoiceSpec | None = None
    render_spec: RenderSpec | None = None
    created_utc: datetime = attrs.field(factory=_now)
    queued_utc: datetime = attrs.field(factory=_now)
    started_utc: datetime | None = None
    completed_utc: datetime | None = None
    canceled_utc: datetime | None = None
    ended_utc: datetime | None = None
    steps: tuple[JobStep, ...] = ()
    output: JobOutput | None = None
    warnings: tuple[str, ...] = ()
    errors: tuple[JobStepError, ...] = ()
    last_completed_step: str | None = None
    can_resume: bool = False
    is_quick_demo: bool = False
    output_path: str | None = None
    progress_history: tuple[GenerationProgress, ...] = ()
    current_progress: GenerationProgress | None = None
    attempt: int = attrs.field(default=1, validator=attrs.validators.ge(1))
    priority: int = attrs.field(default=5, validator=[attrs.validators.ge(1), attrs.validators.le(10)])

    def moved_to(self, status: JobStatus, at: datetime) -> Job:
        """
        Return the job with *status* since *at*, its times kept; the same job where nothing changes.

        Raises:
            ConflictError: the table has no such transition.
        """
        if status is self.status:
            return self
        if status not in _NEXT[self.status]:
            raise ConflictError(
                f"A job that is {self.status.value} cannot become {status.value}.",
                remedy="Look at the job's status first; a finished job is repeated by a new one.",
            )
        done, ended = status in _SUCCESS, status in TERMINAL
        return attrs.evolve(
            self,
            status=status,
            percent=100 if done else self.percent,
            started_utc=self.started_utc or (at if status is JobStatus.RUNNING else None),
            completed_utc=at if done else None,
            canceled_utc=at if status is JobStatus.CANCELED else None,
            ended_utc=at if ended else None,
            finished_at=at if ended else None,
        )

    def again(self, at: datetime) -> Job:
        """
        Return the job as its next attempt, queued since *at*.

        Raises:
            ConflictError: it has neither failed nor was cancelled.
        """
        if self.status not in _AGAIN:
            raise ConflictError(
                f"The job is {self.status.value}; only a job that failed or was cancelled can be tried again.",
                remedy="Wait until it ends, or create a new job.",
            )
        return attrs.evolve(
            self,
            status=JobStatus.QUEUED,
            attempt=self.attempt + 1,
            queued_utc=at,
            ended_utc=None,
            finished_at=None,
            canceled_utc=None,
            error_message=None,
            errors=(),
            failure_details=None,
            can_resume=False,
        )
