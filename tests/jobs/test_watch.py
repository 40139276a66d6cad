"""That every job is gone on with; with an engine and a crew that only note what they are asked."""

from datetime import UTC, datetime

import pytest

from aura_core.jobs import life
from aura_core.jobs.queue import Queue
from aura_core.jobs.watch import Watch


NOW = datetime(2026, 1, 1, tzinfo=UTC)


class Engine:
    """Notes what it is asked to do; its workflows live on what a test says."""

    def __init__(self):
        self.known = {}
        self.begun = []
        self.runs = False

    def start(self):
        self.runs = True

    def rest(self):
        self.runs = False

    def go_on(self, turn):
        self.start()
        self.begun.append(turn)
        self.known[turn] = True

    def living(self, turns):
        return {turn: self.known[turn] for turn in turns if turn in self.known}


class Crew:
    def __init__(self):
        self.at_work = frozenset()
        self.dropped = []

    def drop(self, turn):
        self.dropped.append(turn)


class Presence:
    def __init__(self):
        self.dead = frozenset()

    def show(self):
        pass

    def gone(self, names):
        return self.dead & names


@pytest.fixture
def engine():
    return Engine()


@pytest.fixture
def crew():
    return Crew()


@pytest.fixture
def presence():
    return Presence()


@pytest.fixture
def queue(database):
    return Queue(database, "one", lambda: 2)


@pytest.fixture
def watch(queue, engine, crew, presence):
    return Watch(queue, engine, crew, presence, together=True)


def end(ledger, turn):
    ledger.change(turn.job_id, lambda job: life.cancelled(job, NOW))


class TestWatch:
    def test_begins_what_waits(self, watch, engine, ledger, add):
        """
        Jobs that wait are begun as long as there are places, and the next when one is free.
        """
        jobs = [add().id for _ in range(3)]
        watch.look()
        first = [turn.job_id for turn in engine.begun]
        end(ledger, engine.begun[0])
        watch.look()

        assert jobs[:2] == first
        assert jobs == [turn.job_id for turn in engine.begun]

    def test_finds_what_was_never_begun(self, watch, queue, engine, add):
        """
        A job that was taken by a process that died before it began is gone on with: at once by the next process, else
        at the second look, for at the first it may be on its way.
        """
        add()
        turn = queue.take()
        watch.look()
        first = list(engine.begun)
        watch.look()
        watch.look()
        later = list(engine.begun)
        engine.known.clear()
        watch.look(first=True)

        assert [] == first
        assert [turn] == later
        assert [turn, turn] == engine.begun

    def test_leaves_alone_what_is_gone_on_with(self, watch, queue, engine, add):
        """
        A job that is walked is none of its business.
        """
        add()
        engine.known[queue.take()] = True
        for first in (True, False, False):
            watch.look(first=first)

        assert [] == engine.begun

    def test_begins_another_where_one_has_ended(self, watch, queue, engine, add):
        """
        A workflow that came to its end without the job's is followed by another.
        """
        job = add()
        before = queue.take()
        engine.known[before] = False
        for _ in range(3):
            watch.look()
        (after,) = engine.begun

        assert job.id == after.job_id
        assert before.workflow != after.workflow
        assert (after,) == queue.in_hand()

    def test_takes_over_what_the_dead_were_at(self, watch, database, presence, engine, add):
        """
        What a process was at that is dead is gone on with here; what one is at that lives is not.
        """
        taken = [Queue(database, name, lambda: 1) for name in ("dead", "living")]
        jobs = [(add(), queue.take())[0].id for queue in taken]
        presence.dead = frozenset({"dead"})
        watch.look()
        watch.look()

        assert [jobs[0]] == [turn.job_id for turn in engine.begun]

    def test_ends_what_goes_on_elsewhere(self, watch, queue, crew, ledger, add):
        """
        A film whose job somebody else has ended, or has taken over, is made no more.
        """
        add(), add()
        ended, kept = queue.take(), queue.take()
        crew.at_work = frozenset({ended, kept})
        watch.look()
        before = list(crew.dropped)
        end(ledger, ended)
        watch.look()

        assert [] == before
        assert [ended] == crew.dropped

    def test_lets_the_engine_rest(self, watch, engine, ledger, add):
        """
        Where nothing is to be done for a while the engine rests; it runs again when something is.
        """
        watch.start()
        watch.stop()
        add()
        for _ in range(9):
            watch.look()
        busy = engine.runs
        watch = Watch(watch._queue, engine, Crew(), Presence(), together=True)
        watch.look()
        end(ledger, engine.begun[0])
        for _ in range(9):
            watch.look()
        idle = engine.runs
        add()
        watch.look()

        assert (False, False, True) == (busy, idle, engine.runs)
