"""
The database's file, taken away and put back.
"""

import pytest
import sqlalchemy as sa

from aura_core.database import Database, url_for
from aura_core.errors import DatabaseError
from aura_core.health import examine
from aura_core.jobs.checks import database_check
from aura_core.jobs.tables import JOBS, SCHEMA
from aura_core.model.health.finding import Verdict


@pytest.fixture
def database(tmp_path):
    """A database in a folder whose name needs quoting in a URL."""
    folder = tmp_path / "a folder? 100%#1"
    folder.mkdir()
    opened = Database(url_for(None, folder))
    opened.prepare(SCHEMA)
    yield opened
    opened.close()


def _count(database):
    with database.reading() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(JOBS)).scalar()


def _files(database):
    return sorted(database.file.parent.glob("jobs.sqlite*"))


class TestFile:
    def test_is_made_where_it_was_meant(self, database):
        """
        Whatever the folder is called, the file lies in it, and nobody else may read it.
        """
        assert 0 == _count(database)
        assert database.file.is_file()
        assert 0o600 == database.file.stat().st_mode & 0o777

    def test_that_is_gone_is_missed(self, database):
        """
        No connection goes on with a file that nobody finds again, and none makes another in its place.
        """
        _count(database)
        for file in _files(database):
            file.unlink()
        with pytest.raises(DatabaseError, match="unable to open"):
            _count(database)

        assert [] == _files(database)

    def test_that_is_put_back_is_used_again(self, database, tmp_path):
        """
        The same file in its place is the database as before, without anybody being told.
        """
        away = tmp_path / "away"
        away.mkdir()
        for file in _files(database):
            file.rename(away / file.name)
        with pytest.raises(DatabaseError):
            _count(database)
        for file in away.iterdir():
            file.rename(database.file.with_name(file.name))

        assert 0 == _count(database)

    def test_that_was_replaced_is_opened_anew(self, database, tmp_path):
        """
        Another file in its place, such as a copy that was kept, is what is used from then on.
        """
        _count(database)
        other = Database(url_for(None, tmp_path))
        other.prepare(SCHEMA)
        with other.writing() as connection:
            connection.execute(sa.text("CREATE TABLE other (x)"))
        other.close()
        for file in _files(database):
            file.unlink()
        other.file.rename(database.file)

        with database.reading() as connection:
            assert [] == connection.execute(sa.text("SELECT * FROM other")).all()


class TestCheck:
    def test_passes_for_a_database_that_answers(self, database):
        """
        It says which one it is, and where.
        """
        (found,) = examine([database_check(database)]).findings

        assert (Verdict.PASS, True) == (found.verdict, found.required)
        assert ("SQLite", str(database.file)) == (found.data["provider"], found.data["data_source"])

    @pytest.mark.parametrize("text", [None, "no database at all, but long enough to be looked at as one" * 20])
    def test_fails_for_one_that_is_gone_or_spoilt(self, database, text):
        """
        It says what to do.
        """
        database.close()
        for file in _files(database):
            file.unlink()
        if text:
            database.file.write_text(text)
        (found,) = examine([database_check(database)]).findings

        assert (Verdict.FAIL, "E503") == (found.verdict, found.code)
        assert found.remedy

    def test_tells_no_password(self, postgresql_url):
        """
        A PostgreSQL is told by its machine and its name.
        """
        database = Database(url_for(postgresql_url, None))
        database.prepare(SCHEMA)
        (found,) = examine([database_check(database)]).findings
        database.close()

        assert "PostgreSQL" == found.data["provider"]
        assert "@" not in found.data["data_source"]
