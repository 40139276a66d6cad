"""That nothing is forgotten between the ledger and the engine; with an engine that only notes what it is asked."""

import asyncio
import json
from datetime import UTC, datetime

import attrs
import pytest

from aura_core import webhooks
from aura_core.errors import WebhookError
from aura_core.jobs import life
from aura_core.jobs.database import engine_for, url_for
from aura_core.jobs.herald import deliver
from aura_core.jobs.ledger import Ledger, Open
from aura_core.jobs.watch import Watch
from aura_core.model.brief import Brief
from aura_core.model.job import Job
from aura_core.model.request import JobRequest
from aura_core.settings import Settings
from aura_core.task import Failure


NOW = datetime(2026, 1, 1, tzinfo=UTC)
REQUEST = JobRequest(Brief("Tides"), callback_url="http://127.0.0.1:9/done")
FAILURE = Failure("E999", "UnknownError", "Unexpected Error", "It failed.", "Retry it.", retryable=True)


class Engine:
    """Notes what it is asked to do, and lives on what a test says."""

    def __init__(self):
        self.known = {}
        self.films = []
        self.webhooks = []

    def film(self, workflow, job_id, priority):
        self.films.append((workflow, job_id, priority))
        self.known[workflow] = True

    def webhook(self, workflow, job_id, seq):
        self.webhooks.append((workflow, job_id, seq))

    def living(self, workflows):
        return {workflow: self.known[workflow] for workflow in workflows if workflow in self.known}


@pytest.fixture
def engine():
    return Engine()


@pytest.fixture
def ledger(tmp_path):
    database = engine_for(url_for(None, tmp_path))
    ledger = Ledger(database)
    ledger.prepare()
    yield ledger
    database.dispose()


@pytest.fixture
def job(ledger):
    added, _ = ledger.add(REQUEST, life.created(Job(priority=3)), body="a", key=None, room=10)
    return added


def fail(ledger, job):
    ledger.change(job.id, lambda job: life.begun(job, NOW))
    ledger.change(job.id, lambda job: life.failed(job, FAILURE, NOW))
    return ledger.find(job.id).last


class TestWatch:
    def test_finds_what_was_never_handed_over(self, ledger, engine, job):
        """
        A job that was taken up by somebody who died right after is gone on with: at the second look, for at the first
        it may be on its way.
        """
        watch = Watch(ledger, engine)
        watch.look()
        first = list(engine.films)
        watch.look()
        watch.look()

        assert [] == first
        assert [(job.id, job.id, 3)] == engine.films

    def test_finds_at_once_what_was_left_before(self, ledger, engine, job):
        """
        Whoever opens the jobs need not wait: nobody else can be at it.
        """
        Watch(ledger, engine).begin()

        assert [(job.id, job.id, 3)] == engine.films

    def test_leaves_alone_what_is_gone_on_with(self, ledger, engine, job):
        """
        A job whose workflow is queued or running is none of its business.
        """
        engine.known[job.id] = True
        watch = Watch(ledger, engine)
        watch.begin()
        watch.look()
        watch.look()

        assert [] == engine.films

    def test_begins_a_new_workflow_where_one_has_ended(self, ledger, engine, job):
        """
        A workflow that came to its end without the job's is followed by another, once, whoever looks.
        """
        engine.known[job.id] = False
        watches = [Watch(ledger, engine), Watch(ledger, engine)]
        for watch in watches * 2:
            watch.look()
        ((workflow, job_id, _),) = engine.films

        assert job.id == job_id
        assert job.id != workflow
        assert workflow == ledger.find(job.id).workflow

    def test_tells_of_ends_that_nobody_was_told_of(self, ledger, engine, job):
        """
        The end of a job is told even if whoever kept it died right after; and again until it was heard.
        """
        last = fail(ledger, job)
        Watch(ledger, engine).look()
        ledger.deliver(job.id, last)
        Watch(ledger, engine).look()

        assert [(f"{job.id}.told.{last}", job.id, last)] == engine.webhooks


class TestGoingOnAnew:
    def test_chooses_a_new_workflow(self, ledger, job):
        """
        A retried job names the workflow that is to make it go on in the very change that queues it, and its end is
        to be told again.
        """
        ledger.deliver(job.id, fail(ledger, job))
        ledger.change(job.id, lambda job: life.retried(job, NOW), anew=True)
        record = ledger.find(job.id)

        assert job.id != record.workflow
        assert not record.delivered
        assert (Open(job.id, record.workflow),) == ledger.open()

    def test_is_for_one(self, ledger, job):
        """
        Of several who want to begin a workflow in place of the same one, one may.
        """
        (one,) = ledger.open()
        anew = ledger.drive(one)

        assert anew == attrs.evolve(one, workflow=anew.workflow)
        assert None is ledger.drive(one)


class TestDelivering:
    def test_tells_of_the_end_it_is_for(self, ledger, job, monkeypatch, tmp_path):
        """
        A delivery that waited while the job was tried again tells of the end that it is for, under its own name, and
        does not count for the end that is to come.
        """
        sent = []

        async def send(delivery, **_):
            sent.append(delivery)
            if len(sent) == 1:
                raise WebhookError("Nobody there.", remedy="Start it.", retryable=True)

        monkeypatch.setattr(webhooks, "deliver", send)
        last = fail(ledger, job)

        async def scenario():
            settings = Settings(data=tmp_path)
            wait = await deliver(ledger, settings, job.id, last, 1)
            ledger.change(job.id, lambda job: life.retried(job, NOW), anew=True)
            return wait, await deliver(ledger, settings, job.id, last, 2)

        first, second = asyncio.run(scenario())
        bodies = [json.loads(delivery.body) for delivery in sent]

        assert first > 0
        assert None is second
        assert ["job-failed", "job-failed"] == [body["event"] for body in bodies]
        assert {f"{job.id}.{last}"} == {delivery.id for delivery in sent}
        assert not ledger.find(job.id).delivered
