"""
Who is still to be told of the end of a job, kept with the jobs.

Whoever is to tell takes a delivery for a while; who dies meanwhile has it taken by another, so that a receiver may be
told twice, under the same id, and never not at all.
"""

from __future__ import annotations

from typing import Final

import attrs
import sqlalchemy as sa

from aura_core.database import Database
from aura_core.jobs.tables import DELIVERIES, EVENTS, JOBS


__all__ = ["Deliveries", "Due"]

_LEASE_S: Final = 60.0
"""For how long who took a delivery has it for himself; a try takes at most 10 s."""


@attrs.frozen
class Due:
    """
    What is to be told now.

    Attributes:
        seq: The number of the event that ended the job; a job that was tried again has several.

        tries: How often it was tried before.

        url: Where to.

        event: The event's name.

        data: Its members, as JSON.
    """

    job_id: str
    seq: int
    tries: int
    url: str
    event: str
    data: str

    @property
    def id(self) -> str:
        """The same on every try."""
        return f"{self.job_id}.{self.seq}"


class Deliveries:
    """
    The deliveries in a database.

    Every method waits for the database and may be called from any thread.
    Each raises :class:`~aura_core.errors.DatabaseError` when the database cannot be reached.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, now: float, limit: int) -> tuple[Due, ...]:
        """
        Return what is to be told *now*, those first that wait longest, and leave it to the caller for a minute.

        Args:
            now: Seconds since 1970.
        """
        if not self._any(now):
            return ()
        chosen = (
            sa.select(DELIVERIES.c.job_id, DELIVERIES.c.seq, DELIVERIES.c.tries, JOBS.c.callback)
            .join(JOBS, JOBS.c.id == DELIVERIES.c.job_id)
            .add_columns(EVENTS.c.name, EVENTS.c.data)
            .join(EVENTS, (EVENTS.c.job_id == DELIVERIES.c.job_id) & (EVENTS.c.seq == DELIVERIES.c.seq))
            .where(DELIVERIES.c.due <= now)
            .order_by(DELIVERIES.c.due)
            .limit(limit)
            .with_for_update(of=DELIVERIES, skip_locked=True)
        )
        with self._database.writing() as connection:
            found = tuple(Due(*row) for row in connection.execute(chosen))
            for one in found:
                connection.execute(sa.update(DELIVERIES).where(*_is(one)).values(due=now + _LEASE_S))
        return found

    def _any(self, now: float) -> bool:
        """Look before taking: who writes keeps others from writing."""
        with self._database.reading() as connection:
            return connection.execute(sa.select(DELIVERIES.c.seq).where(DELIVERIES.c.due <= now)).first() is not None

    def postpone(self, one: Due, until: float) -> None:
        """Have it told again, not before *until*, seconds since 1970."""
        with self._database.writing() as connection:
            connection.execute(sa.update(DELIVERIES).where(*_is(one)).values(tries=one.tries + 1, due=until))

    def settle(self, one: Due) -> None:
        """Forget it: it was told, or is given up."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(DELIVERIES).where(*_is(one)))


def _is(one: Due) -> tuple[sa.ColumnElement[bool], ...]:
    return DELIVERIES.c.job_id == one.job_id, DELIVERIES.c.seq == one.seq
