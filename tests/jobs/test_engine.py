"""DBOS, which walks jobs through their steps."""

import asyncio
import threading

import pytest
import sqlalchemy as sa

from aura_core.database import Database, url_for
from aura_core.jobs.engine import Engine
from aura_core.jobs.queue import Turn
from aura_core.model.events import StepName


class Steps:
    """Notes which steps are reached; those that a test names are never."""

    def __init__(self):
        self.reached = []
        self.stuck = None
        self.walked = threading.Event()

    async def reach(self, turn, step):
        self.reached.append((turn.job_id, step))
        if step is self.stuck:
            self.walked.set()
            await asyncio.Event().wait()
        if step is StepName.MUX:
            self.walked.set()
        return True


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def engine(steps, tmp_path):
    url = url_for(None, tmp_path)
    # It comes to a database that is there.
    database = Database(url)
    database.prepare(sa.MetaData())
    database.close()
    engine = Engine(url, "one", steps.reach)
    yield engine
    engine.stop()


def turn(job_id):
    return Turn(job_id, "one", f"{job_id}.1")


class TestEngine:
    def test_walks_a_job_through_its_steps_once(self, engine, steps):
        """
        Every step comes in its turn; what is walked already is not walked twice.
        """
        engine.go_on(turn("a"))
        assert steps.walked.wait(30)
        engine.go_on(turn("a"))

        assert [("a", step) for step in StepName] == steps.reached

    def test_goes_on_after_a_stop_with_the_step_that_was_not_done(self, engine, steps):
        """
        What was being walked when it was stopped goes on from there when it is started.
        """
        steps.stuck = StepName.NARRATION
        engine.go_on(turn("a"))
        assert steps.walked.wait(30)
        engine.stop()
        steps.walked.clear()
        steps.stuck = None
        engine.start()
        assert steps.walked.wait(30)
        reached = [step for _, step in steps.reached]

        assert [*list(StepName)[:3], *list(StepName)[2:]] == reached

    def test_knows_what_lives(self, engine, steps):
        """
        It says of what is walked that it lives, of what has come to its end that it does not, and nothing of the rest.
        """
        steps.stuck = StepName.MUX
        engine.go_on(turn("a"))
        assert steps.walked.wait(30)

        assert {turn("a"): True} == engine.living([turn("a"), turn("b")])

    def test_forgets_at_rest_what_has_ended(self, engine, steps, tmp_path):
        """
        At rest it has no thread, and nothing is kept of walks that have ended.
        """
        before = set(threading.enumerate())
        engine.go_on(turn("a"))
        assert steps.walked.wait(30)
        while engine.living([turn("a")]).get(turn("a")):
            pass
        engine.rest()
        database = Database(url_for(None, tmp_path))
        with database.reading() as connection:
            kept = connection.exec_driver_sql("SELECT count(*) FROM workflow_status").scalar()
        database.close()

        assert 0 == kept
        assert before == set(threading.enumerate())

    def test_begins_anew_when_the_one_before_has_stopped(self, engine, steps, monkeypatch):
        """
        Nobody need wait until it has stopped, but whoever runs next: two at once would stop one another.
        """
        monkeypatch.setattr("aura_core.jobs.engine._STOP_S", 0.0)
        for job in "abc":
            steps.walked.clear()
            engine.go_on(turn(job))
            assert steps.walked.wait(30)
            engine.stop()

        assert 3 * len(StepName) == len(set(steps.reached))

    def test_stops_at_any_moment(self, engine, steps):
        """
        Stopped while it begins to walk, it ends as ever, and goes on with everything when it is started.
        """
        for number in range(10):
            engine.go_on(turn(f"{number}"))
            engine.stop()
        engine.start()
        last = {(f"{number}", StepName.MUX) for number in range(10)}
        while not last <= set(steps.reached):
            assert steps.walked.wait(30)
            steps.walked.clear()
