"""The life of a job, in any order of events."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.errors import ConflictError
from aura_core.model.enums import JobStatus
from aura_core.model.job import TERMINAL, Job
from aura_core.wire import dumps


BIRTH = datetime(2026, 1, 1, tzinfo=UTC)
SUCCESS = {JobStatus.DONE, JobStatus.SUCCEEDED}


def lives():
    """Draw what somebody may want a job to become, one after the other."""
    return st.lists(st.sampled_from(JobStatus), max_size=8)


def lived(wishes):
    """Return a job after each of *wishes*, a second apart; what is refused changes nothing."""
    job = Job()
    stages = [job]
    for second, wish in enumerate(wishes, start=1):
        try:
            job = job.moved_to(wish, BIRTH + timedelta(seconds=second))
        except ConflictError:
            continue
        stages.append(job)
    return stages


class TestLife:
    @given(lives())
    def test_never_leaves_a_terminal_status(self, wishes):
        """
        After the first terminal status nothing changes any more.
        """
        stages = lived(wishes)
        ended = [job for job in stages if job.status in TERMINAL]

        assert all(job is ended[0] for job in ended)
        assert not ended or stages[-1] is ended[0]

    @given(lives())
    def test_times_tell_the_story(self, wishes):
        """
        A job has an end exactly when it is over, a start exactly when it ran, and its first start stays.
        """
        stages = lived(wishes)
        job = stages[-1]
        ran = [stage.started_utc for stage in stages if stage.status is JobStatus.RUNNING]

        assert (job.status in TERMINAL) == (job.ended_utc is not None) == (job.finished_at is not None)
        assert (job.status in SUCCESS) == (job.completed_utc is not None) == (job.percent == 100)
        assert (job.status is JobStatus.CANCELED) == (job.canceled_utc is not None)
        assert (ran[0] if ran else None) == job.started_utc

    @given(lives())
    def test_keeps_everything_else(self, wishes):
        """
        Its id, its making and its order stay what they were.
        """
        first, *others = lived(wishes)

        assert all(
            (first.id, first.created_utc, first.started_at) == (job.id, job.created_utc, job.started_at)
            for job in others
        )


class TestMovedTo:
    @pytest.mark.parametrize(
        ("status", "following"),
        [
            ("Queued", {"Queued", "Running", "Canceled"}),
            ("Running", {"Running", "Paused", "Done", "Succeeded", "Failed", "Canceled"}),
            ("Paused", {"Paused", "Running", "Canceled"}),
            ("Done", {"Done"}),
            ("Succeeded", {"Succeeded"}),
            ("Failed", {"Failed"}),
            ("Canceled", {"Canceled"}),
            ("Skipped", {"Skipped"}),
        ],
    )
    def test_follows_the_contract(self, status, following):
        """
        Exactly the transitions of the contract are possible.
        """
        job = Job(status=JobStatus(status))

        assert following == {wish.value for wish in JobStatus if reaches(job, wish)}

    def test_says_what_cannot_be(self):
        """
        A refusal names both statuses and what to do.
        """
        with pytest.raises(ConflictError, match="A job that is Done cannot become Running") as caught:
            Job(status=JobStatus.DONE).moved_to(JobStatus.RUNNING, BIRTH)

        assert "new one" in caught.value.remedy


def reaches(job, wish):
    """Say whether *job* can become *wish*."""
    try:
        return wish is job.moved_to(wish, BIRTH).status
    except ConflictError:
        return False


class TestJob:
    def test_has_the_members_of_the_contract_and_two_more(self):
        """
        A new job is queued, has an id of its own and all 33 members of the contract, nulls written, its attempt and its priority.
        """
        one, other = json.loads(dumps(Job())), json.loads(dumps(Job()))

        assert 33 + 2 == len(one)
        assert "Queued" == one["status"]
        assert one["id"] != other["id"]
        assert None is one["outputPath"]
