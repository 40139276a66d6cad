"""
Whose turn it is: the jobs that wait, in order, and the processes that are at the others.

The queue is the jobs' own table: a job that was taken up waits in it from then on, whoever dies, and a process takes
one by putting its name to it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, Final

import attrs
import sqlalchemy as sa

from aura_core.jobs.database import Database
from aura_core.jobs.ledger import OPEN
from aura_core.jobs.tables import JOBS, QUEUE
from aura_core.model.enums import JobStatus


__all__ = ["Queue", "Rules", "Turn"]

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


@attrs.frozen
class Rules:
    """
    How the queue is run.

    Attributes:
        places: How many jobs a process may be at.

        open: Whether jobs that wait are begun.
    """

    places: int
    open: bool = True


class Queue:
    """
    The queue in a database, as one process sees it.

    Every method waits for the database and may be called from any thread.
    Each raises :class:`~aura_core.errors.DatabaseError` when the database cannot be reached.

    Args:
        name: Of this process among those that share the database.

        places: How many jobs it may be at, unless :meth:`decide` says else.
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
        rules = self._rules(connection)
        mine = sa.select(sa.func.count()).where(_IN_HAND, JOBS.c.holder == self.name)
        return rules.open and (connection.execute(mine).scalar() or 0) < rules.places

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

    def rules(self) -> Rules:
        """Say how the queue is run."""
        with self._database.reading() as connection:
            return self._rules(connection)

    def decide(self, places: int | None = None, *, open_: bool | None = None) -> Rules:
        """Run the queue otherwise from now on, in every process that shares it; ``None`` leaves a rule as it is."""
        with self._database.writing() as connection:
            kept = connection.execute(sa.select(QUEUE.c.places, QUEUE.c.open).with_for_update()).first()
            values: dict[str, Any] = {"places": kept and kept.places, "open": kept is None or kept.open}
            values |= {} if places is None else {"places": places}
            values |= {} if open_ is None else {"open": open_}
            if kept is None:
                connection.execute(sa.insert(QUEUE).values(id=1, **values))
            else:
                connection.execute(sa.update(QUEUE).values(**values))
            return self._rules(connection)

    def _rules(self, connection: sa.Connection) -> Rules:
        kept = connection.execute(sa.select(QUEUE.c.places, QUEUE.c.open)).first()
        if kept is None:
            return Rules(self._places())
        return Rules(kept.places or self._places(), kept.open)
