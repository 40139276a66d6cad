"""The tables of the jobs' database."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa


__all__ = ["DELIVERIES", "EVENTS", "JOBS", "QUEUE", "SCHEMA", "SHIPMENTS"]

SCHEMA: Final = sa.MetaData()

JOBS: Final = sa.Table(
    "aura_jobs",
    SCHEMA,
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
    SCHEMA,
    _of_a_job(),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(32), nullable=False),
    sa.Column("data", sa.Text, nullable=False),
)
"""What the readers of a job are told."""

DELIVERIES: Final = sa.Table(
    "aura_deliveries",
    SCHEMA,
    _of_a_job(),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("due", sa.Float, nullable=False, index=True),
)
"""Ends of jobs, each the event ``seq``, of which somebody is still to be told, at ``due`` or later."""

QUEUE: Final = sa.Table(
    "aura_queue",
    SCHEMA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("open", sa.Boolean, nullable=False),
)
"""Whether the queue is open, in its one row; there is none until somebody decides."""

SHIPMENTS: Final = sa.Table(
    "aura_shipments",
    SCHEMA,
    _of_a_job(),
    sa.Column("destination", sa.String(64), primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("due", sa.Float, index=True),
    sa.Column("holder", sa.String(64)),
    sa.Column("shipment", sa.Text, nullable=False),
    sa.Column("memory", sa.Text, nullable=False),
)
"""
Where films are sent, and how far they are.

``number`` counts within the job; ``due`` is when a shipment is to be gone on with, ``NULL`` when it is no more;
``holder`` is who is at it, by a name of this once; ``memory`` is what the destination wants remembered, as JSON.
"""
