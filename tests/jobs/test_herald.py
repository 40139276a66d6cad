"""That whoever asked for it is told of the end of a job, SQLite and PostgreSQL alike."""

import asyncio
import json
from datetime import UTC, datetime

import attrs
import pytest
import sqlalchemy as sa

from aura_core import webhooks
from aura_core.errors import WebhookError
from aura_core.jobs import life
from aura_core.jobs.deliveries import Deliveries
from aura_core.jobs.herald import Herald
from aura_core.jobs.tables import DELIVERIES
from aura_core.model.brief import Brief
from aura_core.model.request import JobRequest
from aura_core.settings import Settings
from aura_core.task import Failure


NOW = datetime(2026, 1, 1, tzinfo=UTC)
REQUEST = JobRequest(Brief("Tides"), callback_url="http://127.0.0.1:9/done")
FAILURE = Failure("E999", "UnknownError", "Unexpected Error", "It failed.", "Retry it.", retryable=True)


@pytest.fixture
def deliveries(database):
    return Deliveries(database)


@pytest.fixture
def receiver(monkeypatch):
    """Note what is posted, and answer as a test says: with an error, or not."""
    receiver = Receiver()
    monkeypatch.setattr(webhooks, "deliver", receiver.deliver)
    return receiver


class Receiver:
    def __init__(self):
        self.posted = []
        self.answers = {}

    async def deliver(self, delivery, *, secret, allow_private):
        self.posted.append(delivery)
        await self.answers.get(delivery.id, _well)()


async def _well():
    pass


async def _badly():
    raise WebhookError("Nobody there.", remedy="Start it.", retryable=True)


async def _never():
    await asyncio.Event().wait()


def fail(ledger, job):
    ledger.change(job.id, lambda job: life.begun(job, NOW))
    ledger.change(job.id, lambda job: life.failed(job, FAILURE, NOW))
    return f"{job.id}.{ledger.find(job.id).last}"


def outstanding(database):
    with database.reading() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(DELIVERIES)).scalar()


def tell_until(deliveries, holds):
    """Let a herald tell until it *holds*."""

    async def scenario():
        herald = Herald(deliveries, Settings())
        running = asyncio.create_task(herald.run())
        async with asyncio.timeout(60):
            while not await asyncio.to_thread(holds):
                herald.call()
        running.cancel()
        await asyncio.wait([running])

    asyncio.run(scenario())


class TestDeliveries:
    def test_are_of_jobs_that_end_and_are_waited_for(self, ledger, deliveries, add):
        """
        The end of a job is to be told in the very change that ends it, if somebody asked for it; nothing else is.
        """
        waited, other = add(REQUEST), add()
        before = deliveries.take(1.0, 9)
        end = fail(ledger, waited)
        fail(ledger, other)
        (due,) = deliveries.take(1.0, 9)

        assert () == before
        assert (end, 0, "job-failed", REQUEST.callback_url) == (due.id, due.tries, due.event, due.url)
        assert "It failed." == json.loads(due.data)["errorMessage"]

    def test_are_taken_by_one(self, ledger, deliveries, add):
        """
        Who takes one has it for a minute; if nothing was heard of him then, another may.
        """
        fail(ledger, add(REQUEST))

        assert [1, 0, 0, 1] == [len(deliveries.take(now, 9)) for now in (1.0, 1.0, 60.0, 62.0)]

    def test_wait_as_long_as_was_said(self, ledger, deliveries, add):
        """
        One that is postponed comes again when it is due, with its tries counted; one that is settled does not.
        """
        fail(ledger, add(REQUEST))
        (first,) = deliveries.take(1.0, 9)
        deliveries.postpone(first, 100.0)
        early, (again,) = deliveries.take(99.0, 9), deliveries.take(100.0, 9)
        deliveries.settle(again)

        assert () == early
        assert attrs.evolve(first, tries=1) == again
        assert () == deliveries.take(1e9, 9)

    def test_are_forgotten_with_the_job(self, ledger, deliveries, add):
        """
        Nobody is told of a job that was deleted.
        """
        job = add(REQUEST)
        fail(ledger, job)
        ledger.remove(job.id)

        assert () == deliveries.take(1e9, 9)


class TestHerald:
    def test_tells_once(self, database, ledger, deliveries, add, receiver):
        """
        What was heard is told no more.
        """
        ends = {fail(ledger, add(REQUEST)) for _ in range(10)}
        tell_until(deliveries, lambda: not outstanding(database))

        assert sorted(ends) == sorted(delivery.id for delivery in receiver.posted)

    def test_tries_again_and_gives_up(self, database, ledger, deliveries, add, receiver, monkeypatch):
        """
        Where nobody answers it is tried again, later and later, under the same id, and at last given up.
        """
        waits = []
        monkeypatch.setattr(webhooks, "backoff_s", lambda tries: waits.append(tries) or 0.0)
        end = fail(ledger, add(REQUEST))
        receiver.answers[end] = _badly
        tell_until(deliveries, lambda: not outstanding(database))

        assert [end] * 8 == [delivery.id for delivery in receiver.posted]
        assert list(range(7)) == waits

    def test_keeps_nobody_waiting_for_another(self, ledger, deliveries, add, receiver):
        """
        Receivers that do not answer leave the others their turn.
        """
        silent = [fail(ledger, add(REQUEST)) for _ in range(7)]
        receiver.answers = dict.fromkeys(silent, _never)
        well = [fail(ledger, add(REQUEST)) for _ in range(4)]
        tell_until(deliveries, lambda: len(receiver.posted) == 11)

        assert sorted(silent + well) == sorted(delivery.id for delivery in receiver.posted)

    def test_tells_of_the_end_it_is_for(self, database, ledger, deliveries, add, receiver):
        """
        A delivery that waited while the job was tried again tells of the end that it is for, and so does the next.
        """
        job = add(REQUEST)
        first = fail(ledger, job)
        ledger.change(job.id, lambda job: life.retried(job, NOW))
        ledger.change(job.id, lambda job: life.cancelled(job, NOW))
        second = f"{job.id}.{ledger.find(job.id).last}"
        tell_until(deliveries, lambda: not outstanding(database))

        assert {first: "job-failed", second: "job-cancelled"} == {one.id: one.event for one in receiver.posted}
        assert {first, second} == {json.loads(one.body)["id"] for one in receiver.posted}
