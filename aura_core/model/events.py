"""
What happens while a film is made.

:data:`Event` is what the pipeline reports.
:class:`StepProgress`, :class:`JobLog` and :class:`Heartbeat` are what the readers of a job's event stream are sent.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from fractions import Fraction
from typing import Any, Final, TypeAlias

import attrs

from aura_core.model.artifact import Artifact
from aura_core.timing import Seconds


__all__ = [
    "Event",
    "FilmStarted",
    "Finished",
    "Heartbeat",
    "JobLog",
    "Progress",
    "StepFinished",
    "StepName",
    "StepProgress",
    "StepStarted",
    "Warned",
    "phase_of",
    "stage_of",
]

_percentage: Final[list[Any]] = [attrs.validators.ge(0), attrs.validators.le(100)]


class StepName(Enum):
    """The steps in which a film is made, in order."""

    PREFLIGHT = "preflight"
    SCRIPT = "script"
    NARRATION = "narration"
    BROLL = "broll"
    SUBTITLES = "subtitles"
    MUX = "mux"


@attrs.frozen
class Progress:
    """
    How far the film is.

    Attributes:
        percent: Of the whole job, 0 to 100; never falls.

        step_percent: Of the step, 0 to 100.

        message: What is being done, as a phrase; may be empty.

        item: Which of *items* is being worked on, from 1.

        items: How many there are.

        elapsed: Since the job began, seconds.

        remaining: Until it is expected to end, seconds; ``None`` while nobody can tell.
    """

    step: StepName
    percent: float = attrs.field(validator=_percentage)
    step_percent: float = attrs.field(validator=_percentage)
    message: str = ""
    item: int | None = None
    items: int | None = None
    elapsed: Seconds = Fraction(0)
    remaining: Seconds | None = None


@attrs.frozen
class StepStarted:
    """
    A step begins.

    Attributes:
        percent: Of the whole job, 0 to 100.
    """

    step: StepName
    percent: float = attrs.field(validator=_percentage)


@attrs.frozen
class StepFinished:
    """
    A step is done.

    Attributes:
        seconds: How long it took.
    """

    step: StepName
    seconds: Seconds


@attrs.frozen
class Warned:
    """
    The user should know something; the work goes on.

    Attributes:
        message: Sentences.

        provider: Who could not do what they were asked for, by id, if that is what happened.

        stand_in: Who did it instead, by id.

        code: Why, as in ``docs/errors/README.md``.
    """

    step: StepName
    message: str
    provider: str | None = None
    stand_in: str | None = None
    code: str | None = None


@attrs.frozen
class FilmStarted:
    """
    One of several films begins; what follows is about it.

    Attributes:
        name: What tells it from the others, such as ``9x16``.

        number: Which of *films* it is, from 1.

        films: How many there are.
    """

    name: str
    number: int
    films: int


@attrs.frozen
class Finished:
    """The film is done."""

    artifact: Artifact


Event: TypeAlias = Progress | StepStarted | StepFinished | Warned | FilmStarted | Finished


# The words of the original's stages and of its phases, which its web client groups stages by.
_STAGES: Final = {
    StepName.PREFLIGHT: ("Initialization", "plan"),
    StepName.SCRIPT: ("Script", "plan"),
    StepName.NARRATION: ("Voice", "tts"),
    StepName.BROLL: ("Visuals", "visuals"),
    StepName.SUBTITLES: ("Composition", "compose"),
    StepName.MUX: ("Rendering", "render"),
}


def stage_of(step: StepName) -> str:
    """Return what the original calls *step*."""
    return _STAGES[step][0]


def phase_of(step: StepName) -> str:
    """Return the phase that the original's web client counts *step* to."""
    return _STAGES[step][1]


@attrs.frozen
class StepProgress:
    """
    How far a job is, for its readers: every name under which one of them looks for it.

    Attributes:
        percent: Of the whole job, 0 to 100; ``progress_pct`` is the same.

        stage_percent: Of the step, 0 to 100.

        eta_seconds: Until the expected end; ``estimated_remaining_seconds`` and ``estimated_time_remaining`` likewise.
    """

    job_id: str
    stage: str
    percent: int = attrs.field(validator=_percentage)
    message: str
    step: StepName | None = None
    phase: str | None = None
    progress_pct: int = attrs.field(default=0, validator=_percentage)
    stage_percent: float = attrs.field(default=0.0, validator=_percentage)
    substage_detail: str | None = None
    current_item: int | None = None
    total_items: int | None = None
    eta_seconds: int | None = None
    estimated_remaining_seconds: float | None = None
    estimated_time_remaining: Seconds | None = None
    elapsed_seconds: float | None = None
    elapsed_time: Seconds | None = None
    warnings: tuple[str, ...] = ()
    timestamp: datetime | None = None
    correlation_id: str | None = None

    @classmethod
    def of(
        cls,
        progress: Progress,
        job_id: str,
        *,
        at: datetime,
        correlation_id: str | None = None,
        warnings: tuple[str, ...] = (),
    ) -> StepProgress:
        """
        Say *progress* to the readers of the job *job_id*.
        """
        stage, phase = _STAGES[progress.step]
        remaining = progress.remaining
        return cls(
            job_id=job_id,
            stage=stage,
            percent=int(progress.percent),
            message=progress.message,
            step=progress.step,
            phase=phase,
            progress_pct=int(progress.percent),
            stage_percent=progress.step_percent,
            substage_detail=progress.message or None,
            current_item=progress.item,
            total_items=progress.items,
            eta_seconds=None if remaining is None else round(remaining),
            estimated_remaining_seconds=None if remaining is None else float(remaining),
            estimated_time_remaining=remaining,
            elapsed_seconds=float(progress.elapsed),
            elapsed_time=progress.elapsed,
            warnings=warnings,
            timestamp=at,
            correlation_id=correlation_id,
        )


@attrs.frozen
class JobLog:
    """
    A line of a job's log.

    Attributes:
        severity: error, warning or info.
    """

    job_id: str
    message: str
    stage: str
    severity: str
    timestamp: datetime
    correlation_id: str | None = None


@attrs.frozen
class Heartbeat:
    """A sign that the stream is open though nothing happens."""

    timestamp: datetime
    status: str = "alive"
