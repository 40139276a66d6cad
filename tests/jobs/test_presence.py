"""Who of those that share a PostgreSQL lives."""

import pytest

from aura_core.database import Database, url_for
from aura_core.errors import ConflictError, DatabaseError
from aura_core.jobs.presence import Alone, Together


@pytest.fixture
def shared(postgresql_url, tmp_path):
    database = Database(url_for(postgresql_url, tmp_path))
    yield database
    database.close()


class TestTogether:
    def test_is_seen_while_it_lasts(self, shared):
        """
        Who shows himself is not gone until he leaves; who never did is.
        """
        one, other = Together(shared, "one"), Together(shared, "other")
        one.show()
        living = other.gone({"one", "other", "nobody"})
        one.leave()
        # PostgreSQL lets go of what a closed connection held when it comes to it.
        after = any(other.gone({"one"}) for _ in range(10_000))
        other.leave()

        assert {"nobody"} == living
        assert after

    def test_is_taken_up_again_after_an_outage(self, shared, postgresql):
        """
        When its connection was cut, it says so once, and is seen again.
        """
        one, other = Together(shared, "one"), Together(shared, "other")
        one.show()
        cut = f"SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity WHERE datname = '{shared.url.database}';"
        postgresql.psql(cut)
        with pytest.raises(DatabaseError):
            one.gone({"other"})
        one.show()

        assert not other.gone({"one"})
        one.leave()
        other.leave()


class TestAlone:
    def test_has_its_folder_for_itself(self, tmp_path):
        """
        A folder is had by one at a time, who has it until he leaves, and makes it if there is none.
        """
        one, other = (Alone(tmp_path / "new" / "folder") for _ in range(2))
        one.show()
        one.show()
        with pytest.raises(ConflictError, match="Another process"):
            other.show()
        one.leave()
        other.show()
        other.leave()

        assert not one.gone({"another"})
