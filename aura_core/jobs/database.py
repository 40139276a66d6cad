"""The database of the jobs, by its URL."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from aura_core.errors import InvalidInputError


__all__ = ["engine_for", "url_for", "workflow_engine_for"]

_SQLITE_PRAGMAS: Final = (
    # Readers never wait for a writer.
    "journal_mode=WAL",
    # Nothing is lost when the process dies; the last moments may be when the power fails.
    "synchronous=NORMAL",
    "busy_timeout=30000",
    "foreign_keys=ON",
)


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


def engine_for(url: sa.URL) -> sa.Engine:
    """
    Return what opens connections to the database at *url*, when they are needed.

    In SQLite a transaction that is to write says so by the execution option ``writes``, and takes its lock when it
    begins: what it read cannot change under it.
    """
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20)
    engine = sa.create_engine(url, pool_size=10, max_overflow=20)

    @sa.event.listens_for(engine, "connect")
    def prepared(connection: Any, _: Any) -> None:
        # The driver would begin transactions by itself, and only before the first write.
        connection.isolation_level = None
        _set_up(connection)

    @sa.event.listens_for(engine, "begin")
    def begun(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def workflow_engine_for(url: sa.URL) -> sa.Engine:
    """Return the same for DBOS, which leaves beginning to the driver."""
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(url, pool_pre_ping=True, pool_size=5, max_overflow=10)
    engine = sa.create_engine(url, pool_size=5, max_overflow=10)

    @sa.event.listens_for(engine, "connect")
    def prepared(connection: Any, _: Any) -> None:
        connection.isolation_level = "IMMEDIATE"
        _set_up(connection)

    return engine


def _set_up(connection: Any) -> None:
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
