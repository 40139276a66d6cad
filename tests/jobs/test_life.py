"""What happens to a job, against a small model of it."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from aura_core.errors import ConflictError
from aura_core.jobs import life
from aura_core.model.artifact import Artifact, ArtifactFile
from aura_core.model.enums import JobStatus, StepStatus
from aura_core.model.events import Progress, StepFinished, StepName, StepStarted, Warned
from aura_core.model.job import TERMINAL, Job
from aura_core.task import Failure


BIRTH = datetime(2026, 1, 1, tzinfo=UTC)
FAILURE = Failure("E304", "FFmpegFailedExitCode:1", "Render Failed", "It failed.", "Try again.", retryable=True)
FILM = Artifact(
    ArtifactFile("video.mp4", Path("/films/video.mp4"), "video/mp4", 10),
    (ArtifactFile("video.srt", Path("/films/video.srt"), "application/x-subrip", 5),),
    Fraction(1),
    30,
    "0" * 64,
)
LAST = {"job-completed", "job-failed", "job-cancelled"}
steps = st.sampled_from(StepName)


class Life(RuleBasedStateMachine):
    """A job to which anything may happen at any time, and what its readers have been told of it."""

    def __init__(self):
        super().__init__()
        self.at = BIRTH
        self.told = []
        self.percents = []
        self.ends = 0
        self.job = Job(created_utc=BIRTH, queued_utc=BIRTH, correlation_id="c")
        self.take(life.created(self.job))

    def take(self, moved):
        if moved is not None:
            self.job, entries = moved
            self.told += entries

    def tick(self):
        self.at += timedelta(seconds=1)
        return self.at

    def running(self):
        return self.job.status is JobStatus.RUNNING

    @rule()
    def begin(self):
        if self.job.status in {JobStatus.QUEUED, JobStatus.RUNNING}:
            self.take(life.begun(self.job, self.tick()))

    @rule(step=steps)
    def start_step(self, step):
        self.take(life.heard(self.job, StepStarted(step, 0.0), self.tick()))

    @rule(step=steps, percent=st.integers(0, 100))
    def progress(self, step, percent):
        before = self.job
        self.take(life.heard(self.job, Progress(step, float(percent), float(percent)), self.tick()))
        assert before.percent <= self.job.percent
        assert (self.job.percent == 100) == (self.job.status is JobStatus.DONE)

    @rule(step=steps)
    def finish_step(self, step):
        self.take(life.heard(self.job, StepFinished(step, Fraction(1)), self.tick()))

    @rule(message=st.sampled_from(["one", "two"]))
    def warn(self, message):
        self.take(life.heard(self.job, Warned(StepName.SCRIPT, message), self.tick()))

    @precondition(running)
    @rule()
    def fail(self):
        self.take(life.failed(self.job, FAILURE, self.tick()))
        assert self.told[-1].data["errors"]
        assert self.told[-1].data["errorMessage"] == "It failed."

    @precondition(running)
    @rule()
    def complete(self):
        self.take(life.completed(self.job, FILM, self.tick()))
        assert self.job.percent == 100
        assert self.told[-1].data["artifacts"][0]["name"] == "video.mp4"
        assert self.told[-1].data["output"]["subtitlePath"] == "/films/video.srt"

    @rule()
    def cancel(self):
        if self.job.status not in TERMINAL:
            self.take(life.cancelled(self.job, self.tick()))

    @precondition(running)
    @rule()
    def pause(self):
        self.take(life.paused(self.job, self.tick()))

    @precondition(lambda self: self.job.status is JobStatus.PAUSED)
    @rule()
    def resume(self):
        self.take(life.resumed(self.job, self.tick()))

    @rule()
    def retry(self):
        before = self.job
        if before.status in {JobStatus.FAILED, JobStatus.CANCELED}:
            self.take(life.retried(before, self.tick()))
            assert (before.attempt + 1, ()) == (self.job.attempt, self.job.errors)
            assert not any(step.errors for step in self.job.steps)
        else:
            with pytest.raises(ConflictError):
                life.retried(before, self.tick())

    @invariant()
    def ends_are_told_once_each(self):
        ends = [entry for entry in self.told if entry.name in LAST]
        assert len(ends) == self.job.attempt - 1 + (self.job.status in TERMINAL)

    @invariant()
    def an_end_is_told_last(self):
        if self.job.status in TERMINAL:
            assert self.told[-1].name in LAST

    @invariant()
    def a_step_succeeds_once(self):
        succeeded = [
            entry.data["step"]
            for entry in self.told
            if entry.name == "step-status" and entry.data["status"] == "Succeeded"
        ]
        assert len(succeeded) == len(set(succeeded))
        assert set(succeeded) == {step.name for step in self.job.steps if step.status is StepStatus.SUCCEEDED}

    @invariant()
    def everything_told_says_of_what(self):
        assert all({"jobId", "correlationId", "timestamp"} <= entry.data.keys() for entry in self.told)

    @invariant()
    def times_agree_with_the_status(self):
        ended = self.job.status in TERMINAL
        assert ended == (self.job.ended_utc is not None)
        assert (self.job.status is JobStatus.FAILED) == (self.job.failure_details is not None)


TestLife = Life.TestCase


class TestHeard:
    def test_nothing_is_new_of_a_step_that_has_succeeded(self):
        """
        A film that goes on after a crash repeats its first steps; nobody is told of them again.
        """
        job, _ = life.created(Job())
        job, _ = life.begun(job, BIRTH)
        job, _ = life.heard(job, StepStarted(StepName.SCRIPT, 0.0), BIRTH)
        job, _ = life.heard(job, StepFinished(StepName.SCRIPT, Fraction(1)), BIRTH)

        assert life.heard(job, StepStarted(StepName.SCRIPT, 0.0), BIRTH) is None
        assert life.heard(job, StepFinished(StepName.SCRIPT, Fraction(9)), BIRTH) is None

    def test_a_job_that_rests_hears_nothing(self):
        """
        What a child still says after its job was paused changes nothing.
        """
        job, _ = life.created(Job())
        job, _ = life.begun(job, BIRTH)
        job, _ = life.paused(job, BIRTH)

        assert life.heard(job, StepStarted(StepName.SCRIPT, 0.0), BIRTH) is None

    def test_says_who_failed(self):
        """
        A provider that failed is named in the error, in the job and to whoever reads along.
        """
        job, _ = life.created(Job())
        job, _ = life.begun(job, BIRTH)
        job, told = life.failed(job, attrs.evolve(FAILURE, provider="openai"), BIRTH)

        assert "openai" == job.errors[-1].details["provider"]
        assert "openai" == told[-1].data["errors"][-1]["details"]["provider"]
