"""The database in which what lasts is kept, by its URL: SQLite, or PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, DisconnectionError, IntegrityError, SQLAlchemyError

from aura_core.disk import disk_errors
from aura_core.errors import ConflictError, DatabaseError, InvalidInputError


__all__ = ["Database", "url_for", "workflow_engine_for"]

_SQLITE_PRAGMAS: Final = (
    # Readers never wait for a writer.
    "journal_mode=WAL",
    # Nothing is lost when the process dies; the last moments may be when the power fails.
    "synchronous=NORMAL",
    "busy_timeout=30000",
    "foreign_keys=ON",
)

_PATIENCE: Final = {"connect_timeout": 3}
"""Seconds until a PostgreSQL that does not answer is taken for away."""

_TABLES_LOCK: Final = 0x617572615F746162
"""Held while tables are made; the number means nothing."""


class Database:
    """
    The database at *url*.

    Every use waits for it, and may come from any thread.
    """

    def __init__(self, url: sa.URL) -> None:
        self.url = url
        self._engine = _engine_for(url)
        self._writing = self._engine.execution_options(writes=True)

    @property
    def file(self) -> Path | None:
        """Where it lies, if it is a file."""
        return _file_of(self.url)

    @property
    def shared(self) -> bool:
        """Whether several processes may use it."""
        return self.url.get_backend_name() != "sqlite"

    def prepare(self, schema: sa.MetaData) -> None:
        """
        Make the tables of *schema*, where there are none yet.

        Raises:
            DatabaseError: it cannot be reached.

            ConflictError: there are, made by another version.

            OutputError: its file cannot be made.
        """
        if self.file:
            with disk_errors(self.file.parent):
                self.file.touch(0o600)
        with self.writing() as connection:
            if self.shared:
                # Who starts at the same time waits, and finds them made.
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _TABLES_LOCK})
            schema.create_all(connection)
            _check(schema, connection)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """
        Give a connection for a transaction that reads.

        Raises:
            DatabaseError: the database cannot be used.
        """
        with _worded(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """
        Give a connection for a transaction that writes; in SQLite, what it reads cannot change under it.

        Raises:
            DatabaseError: the database cannot be used.
        """
        with _worded(), self._writing.begin() as connection:
            yield connection

    def kept(self) -> sa.Connection:
        """
        Open a connection that is the caller's until it is closed, without transactions.

        Raises:
            DatabaseError: the database cannot be used.
        """
        with _worded():
            return self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")

    def close(self) -> None:
        """Close its connections; the next use opens them again."""
        self._engine.dispose()


def _check(schema: sa.MetaData, connection: sa.Connection) -> None:
    found = sa.inspect(connection)
    for table in schema.sorted_tables:
        if {column["name"] for column in found.get_columns(table.name)} != set(table.columns.keys()):
            raise ConflictError(
                f"The database was made by another version: {table.name} is not as this one needs it.",
                remedy="Use the version that made it, or begin with another database or data folder.",
            )


@contextmanager
def _worded() -> Iterator[None]:
    try:
        yield
    except IntegrityError:
        raise
    except SQLAlchemyError as error:
        reason = str(error.orig) if isinstance(error, DBAPIError) else str(error)
        raise DatabaseError(
            f"The database cannot be used: {reason.strip()}",
            remedy="Make sure that it runs and that its disk has room, then try again.",
        ) from error


def url_for(url: str | None, data: Path) -> sa.URL:
    """
    Return the database's URL: *url*, or a file in *data*.

    Raises:
        InvalidInputError: *url* is none, or neither of SQLite nor of PostgreSQL.
    """
    if url is None:
        return sa.URL.create("sqlite", database=str(data.absolute() / "jobs.sqlite"))
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise _refused(f"It is no URL: {error}.") from error
    backend = parsed.get_backend_name()
    if backend in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        return parsed
    raise _refused(f"{backend} is neither sqlite nor postgresql.")


def _refused(message: str) -> InvalidInputError:
    return InvalidInputError.of(
        "AURA_DATABASE_URL", message, remedy="Set AURA_DATABASE_URL to postgresql://USER@HOST/NAME, or unset it."
    )


def _engine_for(url: sa.URL) -> sa.Engine:
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20, connect_args=_PATIENCE)
    engine = sa.create_engine(_existing(url), pool_size=10, max_overflow=20)
    _hold_to(engine, url)

    @sa.event.listens_for(engine, "connect")
    def prepared(connection: Any, _: Any) -> None:
        # The driver would begin transactions by itself, and only before the first write.
        connection.isolation_level = None
        _set_up(connection)

    @sa.event.listens_for(engine, "begin")
    def begun(connection: sa.Connection) -> None:
        # Whoever is to write takes the lock first.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def workflow_engine_for(url: sa.URL) -> sa.Engine:
    """Return what opens connections for DBOS, which leaves beginning to the driver."""
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(url, pool_pre_ping=True, pool_size=5, max_overflow=10, connect_args=_PATIENCE)
    engine = sa.create_engine(_existing(url), pool_size=5, max_overflow=10)
    _hold_to(engine, url)

    @sa.event.listens_for(engine, "connect")
    def prepared(connection: Any, _: Any) -> None:
        connection.isolation_level = "IMMEDIATE"
        _set_up(connection)

    return engine


def _file_of(url: sa.URL) -> Path | None:
    kept = url.get_backend_name() == "sqlite" and url.database and not url.database.startswith(("file:", ":memory:"))
    return Path(url.database) if kept and url.database else None


def _existing(url: sa.URL) -> sa.URL:
    """Have SQLite open the file at *url*, and make none in its place when it is gone."""
    file = _file_of(url)
    return (
        url.set(database=f"file:{quote(str(file))}", query={**url.query, "mode": "rw", "uri": "true"}) if file else url
    )


def _hold_to(engine: sa.Engine, url: sa.URL) -> None:
    """
    Let no connection of *engine* go on with a file that was taken away or replaced.

    SQLite would, as every program does with a file that it has open; what it writes there is lost.
    """
    file = _file_of(url)

    @sa.event.listens_for(engine, "connect")
    def opened(_: Any, record: Any) -> None:
        record.info["file"] = _identity(file)

    @sa.event.listens_for(engine, "checkout")
    def taken(_: Any, record: Any, __: Any) -> None:
        if record.info.get("file") != _identity(file):
            # The pool opens another connection instead.
            raise DisconnectionError


def _identity(file: Path | None) -> tuple[int, int] | None:
    """Say which file is there, whatever becomes of its content."""
    try:
        found = file.stat() if file else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None


def _set_up(connection: Any) -> None:
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
