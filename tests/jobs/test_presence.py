"""Who of those that share a PostgreSQL lives."""

import pytest

from aura_core.errors import DatabaseError
from aura_core.jobs.database import Database, url_for
from aura_core.jobs.presence import Presence


@pytest.fixture
def shared(postgresql_url, tmp_path):
    database = Database(url_for(postgresql_url, tmp_path))
    yield database
    database.close()


class TestPresence:
    def test_is_seen_while_it_lasts(self, shared):
        """
        Who shows himself is not gone until he leaves; who never did is.
        """
        one, other = Presence(shared, "one"), Presence(shared, "other")
        one.show()
        living = other.gone({"one", "other", "nobody"})
        one.leave()
        after = other.gone({"one"})
        other.leave()

        assert {"nobody"} == living
        assert {"one"} == after

    def test_is_taken_up_again_after_an_outage(self, shared, postgresql):
        """
        When its connection was cut, it says so once, and is seen again.
        """
        one, other = Presence(shared, "one"), Presence(shared, "other")
        one.show()
        postgresql.psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Client';")
        with pytest.raises(DatabaseError):
            one.gone({"other"})
        one.show()

        assert not other.gone({"one"})
        one.leave()
        other.leave()

    def test_has_nobody_beside_it_in_sqlite(self, tmp_path):
        """
        A data folder belongs to one process, so nobody else can be gone.
        """
        assert not Presence(Database(url_for(None, tmp_path)), "one").gone({"another"})
