"""
What the readers of a job are told: each event as its entry in the job's log.

Nothing is decided here; :mod:`aura_core.jobs.life` says what happens, and when it is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import attrs

from aura_core.model.enums import JobStatus, StepStatus
from aura_core.model.events import JobLog, StepName, StepProgress, Warned, phase_of, stage_of
from aura_core.model.job import TERMINAL, Job, JobStepError
from aura_core.task import Failure
from aura_core.wire import unstructure


__all__ = [
    "Entry",
    "job_cancelled",
    "job_completed",
    "job_failed",
    "job_log",
    "job_status",
    "step_ended",
    "step_error",
    "step_progress",
    "step_started",
    "warning",
]

_LAST_LINES: Final = 10
"""Lines of a failed job's log that its end carries."""


@attrs.frozen
class Entry:
    """
    A line of a job's event log, before it has a number.

    Attributes:
        name: Of the event, as readers know it.

        data: Its members, as JSON knows them.
    """

    name: str
    data: Mapping[str, Any]


def job_status(job: Job, at: datetime, message: str = "") -> Entry:
    """Say where *job* is."""
    return _entry(
        "job-status",
        job,
        at,
        status=job.status.value,
        stage=job.stage,
        percent=job.percent,
        attempt=job.attempt,
        isTerminal=job.status in TERMINAL,
        message=message,
    )


def job_log(job: Job, at: datetime, line: str, severity: str = "info") -> Entry:
    """Tell a *line* of the job's log."""
    return Entry("job-log", unstructure(JobLog(job.id, line, job.stage, severity, at, job.correlation_id)))


def step_started(job: Job, step: StepName, at: datetime) -> Entry:
    """Tell that *step* runs."""
    return _step_status(job, step, "started", at)


def step_ended(job: Job, step: StepName, status: StepStatus, at: datetime, **about: Any) -> Entry:
    """Tell how *step* ended."""
    return _step_status(job, step, status.value, at, **about)


def _step_status(job: Job, step: StepName, status: str, at: datetime, **about: Any) -> Entry:
    data = {"step": step.value, "stage": stage_of(step), "status": status, "phase": phase_of(step)}
    return _entry("step-status", job, at, **data, **about)


def step_progress(progress: StepProgress) -> Entry:
    """Tell how far the job is."""
    return Entry("step-progress", unstructure(progress))


def step_error(job: Job, step: StepName, error: JobStepError, at: datetime) -> Entry:
    """Tell what went wrong in *step*."""
    return _entry("step-error", job, at, step=step.value, **unstructure(error))


def warning(job: Job, event: Warned, at: datetime) -> Entry:
    """Tell what the film's owner should know."""
    switch = {"provider": event.provider, "standIn": event.stand_in, "code": event.code} if event.provider else {}
    return _entry("warning", job, at, message=event.message, step=event.step.value, **switch)


def job_completed(job: Job, at: datetime, message: str) -> Entry:
    """Tell that *job* is done, and what it made."""
    assert job.output
    subtitles = next((file.path for file in job.artifacts if file.name.endswith((".srt", ".vtt", ".ass"))), None)
    return _entry(
        "job-completed",
        job,
        at,
        status=JobStatus.SUCCEEDED.value,
        stage=job.stage,
        percent=100,
        outputPath=job.output_path,
        artifacts=unstructure(job.artifacts),
        output={**unstructure(job.output), "subtitlePath": subtitles},
        message=message,
    )


def job_failed(job: Job, failure: Failure, at: datetime) -> Entry:
    """Tell that *job* ended without a film, and what to do."""
    return _entry(
        "job-failed",
        job,
        at,
        status=JobStatus.FAILED.value,
        stage=job.stage,
        percent=job.percent,
        errors=unstructure(job.errors[-1:]),
        errorMessage=failure.message,
        errorCode=failure.code,
        howToFix=[failure.remedy],
        retryable=failure.retryable,
        logs=list(job.logs[-_LAST_LINES:]),
    )


def job_cancelled(job: Job, at: datetime, message: str) -> Entry:
    """Tell that *job* is not wanted any more."""
    about = {"stage": job.stage, "percent": job.percent, "message": message}
    return _entry("job-cancelled", job, at, status="Cancelled", **about)


def _entry(name: str, job: Job, at: datetime, **data: Any) -> Entry:
    return Entry(name, {"jobId": job.id, **data, "correlationId": job.correlation_id, "timestamp": unstructure(at)})
