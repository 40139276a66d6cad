"""Whose turn it is, SQLite and PostgreSQL alike."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from aura_core.errors import ConflictError
from aura_core.jobs import life
from aura_core.jobs.queue import Queue
from aura_core.jobs.tables import SCHEMA


NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def queue(database):
    return Queue(database, "one", lambda: 2)


def begin(ledger, turn):
    return ledger.change(turn.job_id, lambda job: life.begun(job, NOW), workflow=turn.workflow)


class TestQueue:
    def test_goes_by_priority_then_by_age(self, database, queue, ledger, add):
        """
        What was begun before comes first, then the lower priority, then who came first.
        """
        jobs = [add(priority=priority).id for priority in (5, 1, 5, 9, 1)]
        all_of = Queue(database, "other", lambda: 10)
        rested = all_of.take()
        begin(ledger, rested)
        all_of.give_back(rested)
        order = [all_of.take().job_id for _ in jobs]

        assert [jobs[at] for at in (1, 4, 0, 2, 3)] == order
        assert not all_of.may_take()

    def test_has_only_so_many_places(self, queue, ledger, add):
        """
        A process is at no more jobs than it has places; one that ends or rests makes room.
        """
        for _ in range(4):
            add()
        first, second = queue.take(), queue.take()
        full = queue.may_take(), queue.take()
        begin(ledger, first)
        ledger.change(first.job_id, lambda job: life.paused(job, NOW))
        third = queue.take()
        ledger.change(second.job_id, lambda job: life.cancelled(job, NOW))

        assert (False, None) == full
        assert first.job_id not in {third.job_id, queue.take().job_id}
        assert not queue.may_take()

    def test_gives_a_job_to_one(self, database, add):
        """
        However many ask at once, a job is had by one of them, by a workflow of its own.
        """
        jobs = {add().id for _ in range(12)}
        queues = [Queue(database, name, lambda: 100) for name in "abc"]
        with ThreadPoolExecutor(9) as pool:
            turns = [turn for turn in pool.map(lambda at: queues[at % 3].take(), range(30)) if turn]
        # Who finds the next job being taken just now may come away with none, and asks again when it is called.
        while turn := queues[0].take():
            turns.append(turn)

        assert jobs == {turn.job_id for turn in turns}
        assert len(jobs) == len(turns) == len({turn.workflow for turn in turns})
        assert set(turns) == set(queues[0].in_hand())

    def test_takes_back_only_what_is_still_so(self, queue, add):
        """
        A job that is given back waits again; one that goes on by another workflow meanwhile is left alone.
        """
        add()
        before = queue.take()
        queue.give_back(before)
        again = queue.take()
        queue.give_back(before)

        assert before.job_id == again.job_id
        assert before.workflow != again.workflow
        assert (again,) == queue.in_hand()

    def test_lets_nobody_be_at_what_has_ended(self, queue, ledger, add):
        """
        A job that is gone on with no more is in nobody's hand, and waits again when it is tried again.
        """
        add()
        turn = queue.take()
        ledger.change(turn.job_id, lambda job: life.cancelled(job, NOW))
        after = queue.in_hand(), queue.may_take()
        ledger.change(turn.job_id, lambda job: life.retried(job, NOW))

        assert ((), False) == after
        assert turn.job_id == queue.take().job_id

    def test_begins_nothing_while_it_is_closed(self, database, queue, add):
        """
        Whoever closes it closes it for all who share it, until somebody opens it.
        """
        add()
        other = Queue(database, "other", lambda: 7)
        at_first = queue.is_open()
        other.open(wanted=False)
        closed = queue.is_open(), queue.may_take(), queue.take()
        queue.open(wanted=True)

        assert at_first
        assert (False, False, None) == closed
        assert other.is_open()
        assert other.take()

    def test_asks_every_time_how_many_places_there_are(self, database, add):
        """
        Who gets more places may be at more jobs from then on.
        """
        add(), add()
        places = [1]
        queue = Queue(database, "one", lambda: places[0])
        first, full = queue.take(), queue.take()
        places[0] = 2

        assert first
        assert None is full
        assert queue.take()


class TestDatabase:
    def test_of_another_version_is_refused(self, database, add):
        """
        Tables that are not as they are needed are left as they are, and it is said what to do.
        """
        with database.writing() as connection:
            connection.execute(sa.text("ALTER TABLE aura_jobs ADD COLUMN later INTEGER"))

        with pytest.raises(ConflictError, match="another version"):
            database.prepare(SCHEMA)
