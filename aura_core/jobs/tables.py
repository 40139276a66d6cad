"""The tables of the jobs' database."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from aura_core.errors import ConflictError


__all__ = ["DELIVERIES", "EVENTS", "JOBS", "QUEUE", "prepare"]

_SCHEMA: Final = sa.MetaData()

JOBS: Final = sa.Table(
    "aura_jobs",
    _SCHEMA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", sa.String(64), nullable=False, unique=True),
    sa.Column("status", sa.String(16), nullable=False, index=True),
    sa.Column("priority", sa.Integer, nullable=False),
    sa.Column("holder", sa.String(64), index=True),
    sa.Column("workflow", sa.String(128)),
    sa.Column("key", sa.String(255), unique=True),
    sa.Column("body", sa.String(64), nullable=False),
    sa.Column("request", sa.Text, nullable=False),
    sa.Column("callback", sa.Text),
    sa.Column("job", sa.Text, nullable=False),
    sa.Column("last", sa.Integer, nullable=False),
    sqlite_autoincrement=True,
)
"""
Jobs.

``priority``, ``status`` and ``callback`` repeat what ``job`` and ``request`` say, to be looked for;
``holder`` is the process that is at a job, by ``workflow``; nobody is at one that waits or has ended.
"""


def _of_a_job() -> sa.Column[str]:
    reference = sa.ForeignKey("aura_jobs.id", ondelete="CASCADE")
    return sa.Column("job_id", sa.String(64), reference, primary_key=True)


EVENTS: Final = sa.Table(
    "aura_events",
    _SCHEMA,
    _of_a_job(),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(32), nullable=False),
    sa.Column("data", sa.Text, nullable=False),
)
"""What the readers of a job are told."""

DELIVERIES: Final = sa.Table(
    "aura_deliveries",
    _SCHEMA,
    _of_a_job(),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("due", sa.Float, nullable=False, index=True),
)
"""Ends of jobs, each the event ``seq``, of which somebody is still to be told, at ``due`` or later."""

QUEUE: Final = sa.Table(
    "aura_queue",
    _SCHEMA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("open", sa.Boolean, nullable=False),
)
"""Whether the queue is open, in its one row; there is none until somebody decides."""


def prepare(connection: sa.Connection) -> None:
    """
    Make the tables, where there are none yet.

    Raises:
        ConflictError: there are, made by another version.
    """
    _SCHEMA.create_all(connection)
    found = sa.inspect(connection)
    for table in _SCHEMA.sorted_tables:
        if {column["name"] for column in found.get_columns(table.name)} != set(table.columns.keys()):
            raise ConflictError(
                f"The database of the jobs was made by another version: {table.name} is not as this one needs it.",
                remedy="Use the version that made it, or begin with another database or data folder.",
            )
