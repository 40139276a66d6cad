"""What the API takes and answers about timelines that are rendered."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import attrs

from aura_core.model.arrangement import Arrangement
from aura_core.model.enums import ArtifactKind
from aura_core.model.exports import RenderSettings
from aura_core.model.job import Job
from aura_core.model.order import CaptionSpec, MusicSpec
from aura_core.model.queueing import RENDERING
from aura_core.model.render import RenderSpec
from aura_core.model.voice import VoiceSpec
from aura_core.model.watermark import WatermarkSettings


__all__ = ["ComposeRequest", "EditableTimeline", "RenderJob", "RenderRequest", "render_job"]

_MOST: Final = 4_000_000
"""Characters of a timeline as text; one of two hours has some 500,000."""

_TEXT: Final = attrs.validators.optional(attrs.validators.max_len(_MOST))
_NAME: Final = attrs.validators.optional(
    attrs.validators.and_(attrs.validators.min_len(1), attrs.validators.max_len(100))
)


@attrs.frozen
class EditableTimeline(Arrangement):
    """
    A film that can be edited and rendered: its arrangement, and what lies over all of it.

    Sent back as it was given, it is the same film, and nothing of it is made anew.

    Attributes:
        voice_spec: Who speaks what has no recording.

        captions: How the words are shown; the settings decide without.

        music: What plays under the voice; nothing without.

        background_music_path: The file of it alone, instead of *music*.

        sound_marks: Whether a short sound marks where a section begins.

        artifacts: What is made beside the film; the settings decide without.

        watermark: A sign in a corner of the film; the settings decide without.

        loudness: Integrated loudness of the narration, LUFS.

        seed: Chooses among equals where music is composed.

        render_spec: The kind of file, where the request names none.
    """

    voice_spec: VoiceSpec = VoiceSpec()
    captions: CaptionSpec | None = None
    music: MusicSpec | None = None
    background_music_path: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.max_len(4096))
    )
    sound_marks: bool = False
    artifacts: tuple[ArtifactKind, ...] | None = None
    watermark: WatermarkSettings | None = None
    loudness: float = attrs.field(default=-14.0, validator=[attrs.validators.ge(-31.0), attrs.validators.le(-9.0)])
    seed: int = 0
    render_spec: RenderSpec | None = None


@attrs.frozen
class ComposeRequest:
    """
    A timeline is to become a film of the kind that it says itself, else of the kind that the settings say.

    Attributes:
        timeline_json: The timeline as text.

        timeline: The same as an object, instead.
    """

    timeline_json: str | None = attrs.field(default=None, validator=_TEXT)
    timeline: EditableTimeline | None = None


@attrs.frozen
class RenderRequest(ComposeRequest):
    """
    A timeline is to become a film.

    Attributes:
        preset_name: The kind of file; without it, what the timeline says, else what the settings say.

        settings: What is to differ from it.
    """

    preset_name: str | None = attrs.field(default=None, validator=_NAME)
    settings: RenderSettings | None = None


@attrs.frozen
class RenderJob:
    """
    How far a render is; the contract calls it RenderJobDto.

    Attributes:
        id: Of its job, as ``job_id``: everything that can be asked about jobs can be asked about it.

        status: pending, running, paused, completed, failed or canceled.

        progress: 0 to 100.

        estimated_time_remaining: Whole seconds.

        download_url: Where the film can be had from anywhere, once it is made.
    """

    id: str
    job_id: str
    status: str
    progress: float
    output_path: str | None
    created_at: datetime
    estimated_time_remaining: int | None
    error: str | None
    download_url: str | None
    correlation_id: str


def render_job(job: Job) -> RenderJob:
    """Say how far *job* is, which renders a timeline."""
    return RenderJob(
        id=job.id,
        job_id=job.id,
        status=RENDERING[job.status],
        progress=float(job.percent),
        output_path=job.output_path,
        created_at=job.created_utc,
        estimated_time_remaining=None if job.eta is None else round(job.eta),
        error=job.error_message,
        download_url=f"/api/jobs/{job.id}/download" if job.output else None,
        correlation_id=job.correlation_id or "",
    )
