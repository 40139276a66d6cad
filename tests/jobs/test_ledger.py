"""Jobs and their logs in a database, SQLite and PostgreSQL alike."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from aura_core.errors import ConflictError, IdempotencyError, NotFoundError, QueueFullError
from aura_core.jobs import life
from aura_core.jobs.queue import Queue
from aura_core.model.brief import Brief
from aura_core.model.enums import JobStatus
from aura_core.model.events import StepName, Warned
from aura_core.model.job import Job
from aura_core.model.request import JobRequest
from aura_core.task import Failure


NOW = datetime(2026, 1, 1, tzinfo=UTC)
REQUEST = JobRequest(Brief("Tides"))
FAILURE = Failure("E999", "UnknownError", "Unexpected Error", "It failed.", "Retry it.", retryable=True)


class TestLedger:
    def test_numbers_events_without_gaps(self, ledger, add):
        """
        Whoever writes at the same time, the events of a job count up by one.
        """
        job = add()
        ledger.change(job.id, lambda job: life.begun(job, NOW))
        before = len(ledger.told(job.id))

        def warn(number):
            return ledger.change(job.id, lambda job: life.heard(job, Warned(StepName.SCRIPT, f"{number}"), NOW))[1]

        with ThreadPoolExecutor(8) as pool:
            written = [told for group in pool.map(warn, range(40)) for told in group]
        kept = ledger.told(job.id)

        assert list(range(1, before + 80 + 1)) == [told.seq for told in kept]
        assert set(written) == set(kept[before:])
        assert {f"{number}" for number in range(40)} == set(ledger.find(job.id).job.warnings)

    def test_the_same_key_is_the_same_job(self, ledger, add):
        """
        Fifty at a time with one key take up one job.
        """
        with ThreadPoolExecutor(16) as pool:
            found = list(pool.map(lambda _: add(key="k"), range(50)))

        assert 1 == len({job.id for job in found})
        assert 1 == ledger.listed().total

    def test_a_key_stands_for_one_body(self, ledger, add):
        """
        A key that was used for another body is refused.
        """
        add(key="k", body="a")

        with pytest.raises(IdempotencyError):
            add(key="k", body="b")

    def test_only_so_many_wait(self, ledger, add):
        """
        A full queue says so, and when to come again.
        """
        add(room=2)
        add(room=2)

        with pytest.raises(QueueFullError) as caught:
            add(room=2)

        assert caught.value.retry_after > 0
        with pytest.raises(QueueFullError):
            ledger.add([(REQUEST, life.created(Job()))] * 2, body="a", room=3)
        assert 2 == ledger.listed().total

    def test_never_more_wait_than_there_is_room_for(self, ledger, add):
        """
        However many come at once, no more are taken up than may wait.
        """

        def taken(_):
            try:
                return bool(add(room=5))
            except QueueFullError:
                return False

        with ThreadPoolExecutor(12) as pool:
            taken_up = sum(pool.map(taken, range(24)))

        assert 5 == taken_up
        assert 5 == ledger.listed().total

    def test_lists_the_newest_first(self, ledger, add):
        """
        Jobs are listed by age, by status, and in pages.
        """
        jobs = [add().id for _ in range(5)]
        ledger.change(jobs[1], lambda job: life.begun(job, NOW))

        assert jobs[::-1] == [job.id for job in ledger.listed().jobs]
        assert jobs[2:0:-1] == [job.id for job in ledger.listed(limit=2, offset=2).jobs]
        assert [jobs[1]] == [job.id for job in ledger.listed([JobStatus.RUNNING]).jobs]
        assert 5 == ledger.listed(limit=1).total
        assert {JobStatus.QUEUED: 4, JobStatus.RUNNING: 1} == ledger.counts()

    def test_keeps_what_was_told(self, ledger, add):
        """
        What a change returns is what the ledger has from then on.
        """
        job = add()
        changed, told = ledger.change(job.id, lambda job: life.begun(job, NOW))

        assert changed == ledger.find(job.id).job
        assert told == ledger.told(job.id, after=told[0].seq - 1)
        assert {job.id: told[-1].seq} == ledger.lasts([job.id])

    def test_keeps_nothing_of_what_is_refused(self, ledger, add):
        """
        A change that is refused leaves job and log as they are.
        """
        job = add()
        before = ledger.find(job.id), ledger.told(job.id)

        with pytest.raises(ConflictError):
            ledger.change(job.id, lambda job: life.paused(job, NOW))

        assert before == (ledger.find(job.id), ledger.told(job.id))

    def test_forgets(self, ledger, add):
        """
        A job that was removed is not there, nor are its events.
        """
        job = add()
        ledger.remove(job.id)

        assert () == ledger.told(job.id)
        for asking in (ledger.find, ledger.remove, lambda job_id: ledger.change(job_id, lambda job: None)):
            with pytest.raises(NotFoundError):
                asking(job.id)

    def test_heeds_only_who_is_at_a_job(self, ledger, add, database):
        """
        Who says by which workflow a job goes on is refused once it goes on by another, or has ended.
        """
        job = add()
        turn = Queue(database, "one", lambda: 1).take()
        ledger.change(job.id, lambda job: life.begun(job, NOW), workflow=turn.workflow)

        with pytest.raises(ConflictError):
            ledger.change(job.id, lambda job: life.failed(job, FAILURE, NOW), workflow="another")
        ledger.change(job.id, lambda job: life.cancelled(job, NOW))
        with pytest.raises(ConflictError):
            ledger.change(job.id, lambda job: None, workflow=turn.workflow)

    def test_takes_any_text(self, ledger, add):
        """
        Texts with NUL and pictures in them come back as they went in.
        """
        job = add()
        ledger.change(job.id, lambda job: life.begun(job, NOW))
        text = "\0 é 🎬"
        ledger.change(job.id, lambda job: life.heard(job, Warned(StepName.SCRIPT, text), NOW))

        assert (text,) == ledger.find(job.id).job.warnings
