"""What the API takes and answers about exports: a finished film once more, as another kind of file."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import attrs

from aura_core.errors import InvalidInputError, Issue
from aura_core.model.job import Job
from aura_core.model.presets import preset
from aura_core.model.queueing import RENDERING
from aura_core.model.render import QualityLevel, RenderSpec, Resolution


__all__ = [
    "Export",
    "ExportList",
    "ExportStatus",
    "RenderSettings",
    "StartExportRequest",
    "export_status",
    "spec_asked",
]

_NAME: Final = attrs.validators.optional(
    attrs.validators.and_(attrs.validators.min_len(1), attrs.validators.max_len(100))
)
_PATH: Final = attrs.validators.optional(
    attrs.validators.and_(attrs.validators.min_len(1), attrs.validators.max_len(4096))
)
_ID: Final = attrs.validators.optional(attrs.validators.max_len(64))


def _within(least: int, most: int) -> Any:
    bounds = attrs.validators.and_(attrs.validators.ge(least), attrs.validators.le(most))
    return attrs.field(default=None, validator=attrs.validators.optional(bounds))


@attrs.frozen
class RenderSettings:
    """
    What differs from a kind of file, member by member; the contract calls it RenderSettingsDto.

    Attributes:
        codec: H264, H265, VP9, AV1 or ProRes.

        container: mp4, mov, mkv or webm.
    """

    width: int | None = _within(64, 7680)
    height: int | None = _within(64, 7680)
    fps: int | None = _within(1, 120)
    codec: str | None = None
    container: str | None = None
    quality_level: int | None = _within(0, 100)
    video_bitrate_k: int | None = _within(100, 200_000)
    audio_bitrate_k: int | None = _within(32, 1536)
    enable_scene_cut: bool | None = None

    def over(self, spec: RenderSpec) -> RenderSpec:
        """Return *spec* with what is said here in its place."""
        size = Resolution(self.width or spec.res.width, self.height or spec.res.height)
        quality = None if self.quality_level is None else QualityLevel(self.quality_level)
        said: dict[str, Any] = {
            "fps": self.fps,
            "codec": self.codec,
            "container": self.container,
            "quality_level": quality,
            "video_bitrate_k": self.video_bitrate_k,
            "audio_bitrate_k": self.audio_bitrate_k,
            "enable_scene_cut": self.enable_scene_cut,
        }
        return attrs.evolve(spec, res=size, **{name: value for name, value in said.items() if value is not None})


@attrs.frozen
class StartExportRequest:
    """
    A finished film is wanted as another kind of file.

    Attributes:
        input_file: The film, by its address or its path.

        job_id: The job that made it, instead of *input_file*.

        preset_name: The kind of file, such as ``YouTube Shorts``; case, spaces and punctuation do not matter.

        settings: What is to differ from it, or without a kind from the film as it is.

        output_file: Is read and never written to: the answer says where the film will be.
    """

    input_file: str | None = attrs.field(default=None, validator=_PATH)
    job_id: str | None = attrs.field(default=None, validator=_ID)
    preset_name: str | None = attrs.field(default=None, validator=_NAME)
    settings: RenderSettings | None = None
    output_file: str | None = attrs.field(default=None, validator=_PATH)


@attrs.frozen
class Export:
    """
    Which film a job makes once more, as it is kept beside the job.

    Attributes:
        source_job_id: The job that made it first.

        preset_name: The kind of file; ``None`` where only settings were given.
    """

    source_job_id: str
    preset_name: str | None


@attrs.frozen
class ExportStatus:
    """
    How far an export is.

    Attributes:
        id: Of its job, as ``job_id``: everything that can be asked about jobs can be asked about it.

        status: pending, running, paused, completed, failed or canceled.

        progress: 0 to 100.

        output_file: Where it lies on the server's machine, once it is made.

        download_url: Where it can be had from anywhere, likewise.

        render_spec: The kind of file.
    """

    id: str
    job_id: str
    status: str
    progress: int
    stage: str
    source_job_id: str
    preset_name: str | None
    render_spec: RenderSpec | None
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    error_message: str | None
    output_file: str | None
    file_size_bytes: int | None
    download_url: str | None
    correlation_id: str


@attrs.frozen
class ExportList:
    """
    Exports, the newest first.

    Attributes:
        total: How many there are, these included; jobs that were deleted still count.
    """

    exports: tuple[ExportStatus, ...]
    count: int
    total: int
    correlation_id: str


def export_status(job: Job, export: Export) -> ExportStatus:
    """Say how far *job* is, which makes *export*."""
    return ExportStatus(
        id=job.id,
        job_id=job.id,
        status=RENDERING[job.status],
        progress=job.percent,
        stage=job.stage,
        source_job_id=export.source_job_id,
        preset_name=export.preset_name,
        render_spec=job.render_spec,
        created_at=job.created_utc,
        started_at=job.started_utc,
        completed_at=job.completed_utc,
        error_message=job.error_message,
        output_file=job.output_path,
        file_size_bytes=job.output.size_bytes if job.output else None,
        download_url=f"/api/export/download/{job.id}" if job.output else None,
        correlation_id=job.correlation_id or "",
    )


def spec_asked(preset_name: str | None, settings: RenderSettings | None, otherwise: RenderSpec) -> RenderSpec:
    """
    Return the kind of file that is asked for: a named one, with what *settings* say in its place.

    Args:
        otherwise: What *settings* count from where no kind is named.

    Raises:
        InvalidInputError: nothing is named so.
    """
    try:
        spec = otherwise if preset_name is None else preset(preset_name)
    except InvalidInputError as error:
        issues = [Issue("$.presetName", issue.message) for issue in error.issues]
        raise InvalidInputError(issues, remedy=error.remedy) from error
    return settings.over(spec) if settings else spec
