"""
What happens to a job: pure functions from a job to what it becomes and what its readers are told.

Rule 1: nothing here waits, reads a clock or writes; who calls keeps both results in one transaction.

Rule 2: what has been told is not told again: a film that goes on after a crash repeats its first steps from the store,
and whatever it says of a step that has succeeded changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeAlias

import attrs

from aura_core.jobs import telling
from aura_core.jobs.telling import Entry
from aura_core.model.artifact import Artifact
from aura_core.model.enums import JobStatus, StepStatus
from aura_core.model.events import (
    Event,
    Progress,
    StepFinished,
    StepName,
    StepProgress,
    StepStarted,
    Warned,
    stage_of,
)
from aura_core.model.job import GenerationProgress, Job, JobArtifact, JobFailure, JobOutput, JobStep, JobStepError
from aura_core.task import Failure


__all__ = [
    "Move",
    "begun",
    "cancelled",
    "completed",
    "created",
    "failed",
    "heard",
    "next_step",
    "noted",
    "paused",
    "resumed",
    "retried",
]

_LOG_LINES: Final = 500
"""Lines of a job's log that are kept."""

_NEARLY: Final = 99
"""Percent of a film that is not there yet, however little is missing."""


Move: TypeAlias = tuple[Job, tuple[Entry, ...]]
"""What a job becomes, and what its readers are told."""


def created(job: Job) -> Move:
    """Take *job* up, its steps all before it."""
    steps = tuple(JobStep(name=step.value) for step in StepName)
    return _told(attrs.evolve(job, steps=steps), job.queued_utc, "The job is queued.")


def begun(job: Job, at: datetime) -> Move | None:
    """Let *job* run; ``None`` when it does already."""
    if job.status is JobStatus.RUNNING:
        return None
    return _told(job.moved_to(JobStatus.RUNNING, at), at, f"Attempt {job.attempt} begins.")


def heard(job: Job, event: Event, at: datetime) -> Move | None:
    """Take in what the pipeline reports; ``None`` when it is nothing new."""
    if job.status is not JobStatus.RUNNING:
        return None
    if isinstance(event, Warned):
        return _warned(job, event, at)
    if isinstance(event, StepStarted | Progress | StepFinished):
        if _step(job, event.step).status is StepStatus.SUCCEEDED:
            return None
        return _STEPPING[type(event)](job, event, at)
    return None


def _started(job: Job, event: StepStarted, at: datetime) -> Move | None:
    if _step(job, event.step).status is StepStatus.RUNNING:
        return None
    job = _with_step(job, event.step, status=StepStatus.RUNNING, started_at=at)
    line = f"{stage_of(event.step)} begins."
    job = _logged(attrs.evolve(job, stage=stage_of(event.step)), at, line)
    return job, (telling.step_started(job, event.step, at), telling.job_log(job, at, line))


def _progressed(job: Job, event: Progress, at: datetime) -> Move | None:
    percent = max(job.percent, min(int(event.percent), _NEARLY))
    told = StepProgress.of(event, job.id, at=at, correlation_id=job.correlation_id, warnings=job.warnings)
    told = attrs.evolve(told, percent=percent, progress_pct=percent)
    current = GenerationProgress(
        stage=told.stage,
        overall_percent=max(float(job.percent), min(event.percent, float(_NEARLY))),
        stage_percent=event.step_percent,
        message=event.message,
        substage_detail=told.substage_detail,
        current_item=event.item,
        total_items=event.items,
        estimated_time_remaining=event.remaining,
        elapsed_time=event.elapsed,
        timestamp=at,
        correlation_id=job.correlation_id,
    )
    job = attrs.evolve(job, percent=percent, eta=event.remaining, current_progress=current)
    job = _with_step(job, event.step, progress_pct=int(event.step_percent))
    return job, (telling.step_progress(told),)


def _finished(job: Job, event: StepFinished, at: datetime) -> Move | None:
    milliseconds = round(event.seconds * 1000)
    job = _with_step(
        job,
        event.step,
        status=StepStatus.SUCCEEDED,
        progress_pct=100,
        duration_ms=milliseconds,
        completed_at=at,
    )
    history = (*job.progress_history, job.current_progress) if job.current_progress else job.progress_history
    job = attrs.evolve(job, last_completed_step=event.step.value, progress_history=history)
    line = f"{stage_of(event.step)} is done after {milliseconds / 1000:.1f} s."
    job = _logged(job, at, line)
    told = telling.step_ended(job, event.step, StepStatus.SUCCEEDED, at, durationMs=milliseconds)
    return job, (told, telling.job_log(job, at, line))


_STEPPING: Final[dict[type, Callable[[Job, Any, datetime], Move | None]]] = {
    StepStarted: _started,
    Progress: _progressed,
    StepFinished: _finished,
}


def _warned(job: Job, event: Warned, at: datetime) -> Move | None:
    if event.message in job.warnings:
        return None
    job = _logged(attrs.evolve(job, warnings=(*job.warnings, event.message)), at, f"Warning: {event.message}")
    return job, (telling.warning(job, event, at), telling.job_log(job, at, event.message, "warning"))


def completed(job: Job, artifact: Artifact, at: datetime, shelved: Path | None = None) -> Move:
    """
    End *job* with the film that it was for.

    Args:
        shelved: Where else the film is.
    """
    files = (artifact.video, *artifact.files)
    artifacts = tuple(JobArtifact(file.name, str(file.path), file.type, file.size_bytes, at) for file in files)
    output = JobOutput(str(artifact.video.path), artifact.video.size_bytes)
    job = attrs.evolve(
        job.moved_to(JobStatus.DONE, at),
        stage="Complete",
        artifacts=artifacts,
        output=output,
        output_path=output.video_path,
        eta=None,
        can_resume=False,
        error_message=None,
    )
    done = f"The film is done; it is also at {shelved}." if shelved else "The film is done."
    job = _logged(job, at, done)
    return job, (telling.job_log(job, at, done), telling.job_completed(job, at, done))


def failed(job: Job, failure: Failure, at: datetime) -> Move:
    """End *job* without a film."""
    step = next((step for step in job.steps if step.status is StepStatus.RUNNING), None) or next_step(job)
    about = {"errorCode": failure.code, "retryable": failure.retryable}
    details = {**about, "provider": failure.provider} if failure.provider else about
    error = JobStepError(failure.step_code, failure.message, failure.remedy, details)
    job = attrs.evolve(
        job.moved_to(JobStatus.FAILED, at),
        error_message=failure.message,
        errors=(*job.errors, error),
        eta=None,
        can_resume=True,
        failure_details=JobFailure(
            stage=job.stage,
            message=failure.message,
            correlation_id=job.correlation_id or "",
            stderr_snippet=failure.log,
            suggested_actions=(failure.remedy,),
            error_code=failure.code,
            failed_at=at,
        ),
    )
    job = _logged(job, at, f"Failed: {failure.message} {failure.remedy}")
    told = [telling.job_log(job, at, failure.message, "error")]
    if step:
        name = StepName(step.name)
        job = _with_step(job, name, status=StepStatus.FAILED, errors=(*step.errors, error), completed_at=at)
        told += [telling.step_error(job, name, error, at), telling.step_ended(job, name, StepStatus.FAILED, at)]
    return job, (*told, telling.job_failed(job, failure, at))


def cancelled(job: Job, at: datetime, message: str = "The job was cancelled.") -> Move:
    """End *job* because its owner wants it no more."""
    running = [step for step in job.steps if step.status is StepStatus.RUNNING]
    job = attrs.evolve(job.moved_to(JobStatus.CANCELED, at), error_message=message, eta=None, can_resume=True)
    job = _logged(job, at, message)
    told = []
    for step in running:
        name = StepName(step.name)
        job = _with_step(job, name, status=StepStatus.CANCELED, completed_at=at)
        told.append(telling.step_ended(job, name, StepStatus.CANCELED, at))
    return job, (*told, telling.job_cancelled(job, at, message))


def paused(job: Job, at: datetime) -> Move:
    """Let *job* rest; the step that was running will run anew."""
    job = _unfinished_steps_pending(job.moved_to(JobStatus.PAUSED, at))
    return _told(attrs.evolve(job, eta=None, can_resume=True), at, "The job is paused.")


def resumed(job: Job, at: datetime) -> Move:
    """Let *job* go on after a pause."""
    return _told(attrs.evolve(job.moved_to(JobStatus.RUNNING, at), can_resume=False), at, "The job goes on.")


def retried(job: Job, at: datetime) -> Move:
    """Queue a *job* once more that failed or was cancelled; what has succeeded stays so."""
    job = _unfinished_steps_pending(job.again(at))
    return _told(job, at, f"Attempt {job.attempt} is queued.")


def noted(job: Job, at: datetime, line: str, *, warning: bool) -> Move:
    """Put a *line* to the log of a *job* that has ended; those who read along have left."""
    if warning:
        job = attrs.evolve(job, warnings=(*job.warnings, line))
    return _logged(job, at, f"Warning: {line}" if warning else line), ()


def next_step(job: Job) -> JobStep | None:
    """Return the first step of *job* that has not succeeded."""
    return next((step for step in job.steps if step.status is not StepStatus.SUCCEEDED), None)


def _told(job: Job, at: datetime, line: str) -> Move:
    job = _logged(job, at, line)
    return job, (telling.job_status(job, at, line), telling.job_log(job, at, line))


def _logged(job: Job, at: datetime, line: str) -> Job:
    return attrs.evolve(job, logs=(*job.logs, f"[{at:%Y-%m-%d %H:%M:%S}Z] {line}")[-_LOG_LINES:])


def _step(job: Job, name: StepName) -> JobStep:
    return next(step for step in job.steps if step.name == name.value)


def _with_step(job: Job, name: StepName, **changes: Any) -> Job:
    steps = tuple(attrs.evolve(step, **changes) if step.name == name.value else step for step in job.steps)
    return attrs.evolve(job, steps=steps)


def _unfinished_steps_pending(job: Job) -> Job:
    steps = tuple(
        step
        if step.status is StepStatus.SUCCEEDED
        else attrs.evolve(
            step, status=StepStatus.PENDING, progress_pct=0, errors=(), started_at=None, completed_at=None
        )
        for step in job.steps
    )
    return attrs.evolve(job, steps=steps)
