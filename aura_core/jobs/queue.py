"""
Whose turn it is: the jobs that wait, in order, and the processes that are at the others.

The queue is the jobs' own table: a job that was taken up waits in it from then on, whoever dies, and a process takes
one by putting its name to it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Final

import attrs
import sqlalchemy as sa

from aura_core.database import Database
from aura_core.jobs.ledger import OPEN
from aura_core.jobs.tables import JOBS, QUEUE
from aura_core.model.enums import JobStatus


__all__ = ["Queue", "Turn"]

_IN_HAND: Final = JOBS.c.status.in_(OPEN) & JOBS.c.holder.is_not(None)
_NEXT: Final = (
    sa.select(JOBS.c.id)
    .where(JOBS.c.status.in_(OPEN), JOBS.c.holder.is_(None))
    .order_by(JOBS.c.status == JobStatus.QUEUED.value, JOBS.c.priority, JOBS.c.number)
    .limit(1)
)


@attrs.frozen
class Turn:
    """
    A job that a process is at.

    Attributes:
        holder: The process.

        workflow: What it goes on by.
    """

    job_id: str
    holder: str
    workflow: str


class Queue:
    """
    The queue in a database, as one process sees it.

    Every method waits for the database and may be called from any thread.
    Each raises :class:`~aura_core.errors.DatabaseError` when the database cannot be reached.

    Args:
        name: Of this process among those that share the database.

        places: Says how many jobs it may be at.
    """

    def __init__(self, database: Database, name: str, places: Callable[[], int]) -> None:
        self.name = name
        self._database = database
        self._places = places

    def may_take(self) -> bool:
        """Say whether there is a job that waits, and a place for it."""
        with self._database.reading() as connection:
            return self._is_place_free(connection) and connection.execute(_NEXT).scalar() is not None

    def take(self) -> Turn | None:
        """
        Be at the job whose turn it is; ``None`` where none waits, or no place is free.

        What was begun before goes first, then what has the lower priority, then what was taken up first.
        """
        with self._database.writing() as connection:
            if not self._is_place_free(connection):
                return None
            job_id = connection.execute(_NEXT.with_for_update(skip_locked=True)).scalar()
            if job_id is None:
                return None
            turn = Turn(job_id, self.name, f"{job_id}.{uuid.uuid4().hex[:12]}")
            values = {"holder": turn.holder, "workflow": turn.workflow}
            connection.execute(sa.update(JOBS).where(JOBS.c.id == job_id).values(**values))
            return turn

    def _is_place_free(self, connection: sa.Connection) -> bool:
        mine = sa.select(sa.func.count()).where(_IN_HAND, JOBS.c.holder == self.name)
        return _is_open(connection) and (connection.execute(mine).scalar() or 0) < self._places()

    def in_hand(self) -> tuple[Turn, ...]:
        """Return the jobs that somebody is at, the oldest first."""
        chosen = sa.select(JOBS.c.id, JOBS.c.holder, JOBS.c.workflow).where(_IN_HAND).order_by(JOBS.c.number)
        with self._database.reading() as connection:
            return tuple(Turn(*row) for row in connection.execute(chosen))

    def give_back(self, turn: Turn) -> None:
        """Let a job wait again that its holder does not go on with, unless somebody else has it by now."""
        same = (JOBS.c.id == turn.job_id) & (JOBS.c.workflow == turn.workflow)
        with self._database.writing() as connection:
            connection.execute(sa.update(JOBS).where(same).values(holder=None, workflow=None))

    def is_open(self) -> bool:
        """Say whether jobs that wait are begun."""
        with self._database.reading() as connection:
            return _is_open(connection)

    def open(self, *, wanted: bool) -> None:
        """Let jobs that wait be begun from now on, or not, by all who share the queue."""
        with self._database.writing() as connection:
            if not connection.execute(sa.update(QUEUE).values(open=wanted)).rowcount:
                connection.execute(sa.insert(QUEUE).values(id=1, open=wanted))


def _is_open(connection: sa.Connection) -> bool:
    return connection.execute(sa.select(QUEUE.c.open)).scalar() is not False
