"""What tests of the jobs' rooms stand on."""

import pytest

from aura_core.jobs import life
from aura_core.jobs.ledger import Ledger
from aura_core.jobs.tables import SCHEMA
from aura_core.model.brief import Brief
from aura_core.model.job import Job
from aura_core.model.request import JobRequest


REQUEST = JobRequest(Brief("Tides"))


@pytest.fixture
def database(empty_database):
    """A database of each kind, ready for jobs."""
    empty_database.prepare(SCHEMA)
    return empty_database


@pytest.fixture
def ledger(database):
    return Ledger(database)


@pytest.fixture
def add(ledger):
    """Take up a job, and return it."""

    def added(request=REQUEST, *, key=None, body="a", room=1000, **about):
        return ledger.add([(request, life.created(Job(**about)))], body=body, key=key, room=room)[0]

    return added
