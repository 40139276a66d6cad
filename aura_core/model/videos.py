"""What the API answers about one-shot videos: the same jobs in the words of the original's video clients."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import attrs

from aura_core.errors import ConflictError
from aura_core.model.enums import JobStatus, StepStatus
from aura_core.model.events import StepName, stage_of
from aura_core.model.job import Job
from aura_core.model.render import frame_size
from aura_core.timing import Seconds


__all__ = [
    "ArtifactInfo",
    "PipelineValidationResponse",
    "VideoGenerationResponse",
    "VideoMetadata",
    "VideoStatus",
    "video_generation",
    "video_metadata",
    "video_status",
]

_WORDS: Final = {
    JobStatus.QUEUED: "pending",
    JobStatus.RUNNING: "processing",
    JobStatus.PAUSED: "processing",
    JobStatus.DONE: "completed",
    JobStatus.SUCCEEDED: "completed",
    JobStatus.FAILED: "failed",
    JobStatus.CANCELED: "cancelled",
    JobStatus.SKIPPED: "failed",
}


@attrs.frozen
class VideoGenerationResponse:
    """A video that was taken up."""

    job_id: str
    status: str
    video_url: str | None
    created_at: datetime
    correlation_id: str


@attrs.frozen
class VideoStatus:
    """
    How far a video is.

    Attributes:
        status: pending, processing, completed, failed or cancelled.

        processing_steps: The stages that are done.
    """

    job_id: str
    status: str
    progress_percentage: int
    current_stage: str
    created_at: datetime
    completed_at: datetime | None
    video_url: str | None
    error_message: str | None
    processing_steps: tuple[str, ...]
    correlation_id: str


@attrs.frozen
class ArtifactInfo:
    """A file that belongs to a video."""

    name: str
    path: str
    type: str
    size_bytes: int


@attrs.frozen
class VideoMetadata:
    """
    What a finished video is.

    Attributes:
        resolution: Such as ``1920x1080``.
    """

    job_id: str
    output_path: str
    file_size_bytes: int
    created_at: datetime
    completed_at: datetime
    duration: Seconds
    resolution: str
    codec: str
    fps: int
    artifacts: tuple[ArtifactInfo, ...]
    correlation_id: str


@attrs.frozen
class PipelineValidationResponse:
    """Whether videos can be made on this machine."""

    is_valid: bool
    errors: tuple[str, ...]
    timestamp: datetime
    correlation_id: str


def video_generation(job: Job) -> VideoGenerationResponse:
    """Say that *job* was taken up."""
    url = f"/api/video/{job.id}/download"
    return VideoGenerationResponse(job.id, _WORDS[job.status], url, job.created_utc, job.correlation_id or "")


def video_status(job: Job) -> VideoStatus:
    """Say how far *job* is."""
    ended = job.status in {JobStatus.DONE, JobStatus.SUCCEEDED}
    return VideoStatus(
        job_id=job.id,
        status=_WORDS[job.status],
        progress_percentage=job.percent,
        current_stage=job.stage,
        created_at=job.created_utc,
        completed_at=job.ended_utc,
        video_url=f"/api/video/{job.id}/download" if ended else None,
        error_message=job.error_message,
        processing_steps=tuple(
            stage_of(StepName(step.name)) for step in job.steps if step.status is StepStatus.SUCCEEDED
        ),
        correlation_id=job.correlation_id or "",
    )


def video_metadata(job: Job, duration: Seconds) -> VideoMetadata:
    """
    Say what *job* made.

    Args:
        duration: Of the film as it is, seconds.

    Raises:
        ConflictError: it has made nothing yet.
    """
    if job.output is None or job.completed_utc is None or job.render_spec is None or job.brief is None:
        raise ConflictError(
            f"The job is {job.status.value}; it has no video yet.", remedy="Wait until it is completed."
        )
    size = frame_size(job.brief.aspect, job.render_spec.res)
    return VideoMetadata(
        job_id=job.id,
        output_path=job.output.video_path,
        file_size_bytes=job.output.size_bytes,
        created_at=job.created_utc,
        completed_at=job.completed_utc,
        duration=duration,
        resolution=f"{size.width}x{size.height}",
        codec=job.render_spec.codec,
        fps=job.render_spec.fps,
        artifacts=tuple(ArtifactInfo(one.name, one.path, one.type, one.size_bytes) for one in job.artifacts),
        correlation_id=job.correlation_id or "",
    )
