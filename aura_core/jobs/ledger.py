"""
Jobs and their event logs in a database: SQLite, or PostgreSQL by URL alone.

Rule 1: a job and what its readers are told change in one transaction; so what was seen is what is.

Rule 2: an event is never changed or reordered; its number counts up from 1 within its job, without gaps.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import attrs
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from aura_core.errors import DatabaseError, IdempotencyError, NotFoundError, QueueFullError
from aura_core.jobs.life import Move
from aura_core.model.enums import JobStatus
from aura_core.model.job import TERMINAL, Job
from aura_core.model.request import JobRequest
from aura_core.wire import dumps, loads


__all__ = ["Ledger", "Listed", "Open", "Record", "Told"]

_SCHEMA: Final = sa.MetaData()

_JOBS: Final = sa.Table(
    "aura_jobs",
    _SCHEMA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", sa.String(64), nullable=False, unique=True),
    sa.Column("status", sa.String(16), nullable=False, index=True),
    sa.Column("key", sa.String(255), unique=True),
    sa.Column("body", sa.String(64), nullable=False),
    sa.Column("request", sa.Text, nullable=False),
    sa.Column("job", sa.Text, nullable=False),
    sa.Column("last", sa.Integer, nullable=False),
    sa.Column("workflow", sa.String(128), nullable=False),
    sa.Column("delivered", sa.Boolean, nullable=False, index=True),
    sqlite_autoincrement=True,
)

_EVENTS: Final = sa.Table(
    "aura_events",
    _SCHEMA,
    sa.Column("job_id", sa.String(64), sa.ForeignKey("aura_jobs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(32), nullable=False),
    sa.Column("data", sa.Text, nullable=False),
)

_RETRY_AFTER: Final = 30
"""Seconds after which a full queue may have room again; about as long as a short film takes."""


_ROOM_LOCK: Final = 0x617572615F726F6F
"""Held while jobs are taken up; the number means nothing."""


@attrs.frozen
class Told:
    """
    An event as its readers are sent it.

    Attributes:
        seq: Its number within the job's log, from 1.

        data: JSON.
    """

    seq: int
    name: str
    data: str


@attrs.frozen
class Record:
    """
    A job as it is kept.

    Attributes:
        number: Counts up over all jobs.

        last: The number of its last event.

        workflow: What makes it go on, if it is queued or running.

        delivered: Whether nobody waits to be told of its end.
    """

    number: int
    job: Job
    request: JobRequest
    last: int
    workflow: str
    delivered: bool


@attrs.frozen
class Open:
    """
    A job that is queued or running.

    Attributes:
        workflow: What makes it go on.
    """

    job_id: str
    workflow: str


@attrs.frozen
class Listed:
    """
    Some of all jobs.

    Attributes:
        documents: The jobs as JSON, which is what most who list jobs want of them.

        total: How many there are that fit, these included.
    """

    documents: tuple[str, ...]
    total: int

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The jobs themselves, at a millisecond each."""
        return tuple(loads(document, Job) for document in self.documents)


class Ledger:
    """
    The jobs in *engine*'s database.

    Every method waits for the database and may be called from any thread.
    Each raises :class:`~aura_core.errors.DatabaseError` when the database cannot be reached.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def prepare(self) -> None:
        """Make the tables, where there are none yet."""
        with self._begun(writes=True) as connection:
            _SCHEMA.create_all(connection)

    def add(self, request: JobRequest, job: Move, *, body: str, key: str | None, room: int) -> tuple[Job, bool]:
        """
        Take a job up, unless the idempotency *key* has been used: then return the job that it stands for.

        Args:
            body: Digest of what was sent, which must be the same when *key* is.

            room: How many jobs may wait at a time.

        Returns:
            The job, and whether it is new.

        Raises:
            IdempotencyError: *key* stands for another body.

            QueueFullError: too many jobs wait already.
        """
        try:
            with self._begun(writes=True) as connection:
                if key and (kept := self._keyed(connection, key, body)):
                    return kept, False
                self._take_up(connection, [(request, job)], [body], key, room)
                return job[0], True
        except IntegrityError:
            # Somebody else was quicker with the same key.
            with self._begun() as connection:
                kept = self._keyed(connection, key or "", body)
            if kept is None:
                raise
            return kept, False

    def add_all(self, all_of: Sequence[tuple[JobRequest, Move]], *, bodies: Sequence[str], room: int) -> None:
        """
        Take up several jobs, or none.

        Raises:
            QueueFullError: too many jobs wait already for all of them to wait, too.
        """
        with self._begun(writes=True) as connection:
            self._take_up(connection, all_of, bodies, None, room)

    def _take_up(
        self,
        connection: sa.Connection,
        all_of: Sequence[tuple[JobRequest, Move]],
        bodies: Sequence[str],
        key: str | None,
        room: int,
    ) -> None:
        if connection.dialect.name == "postgresql":
            # One after the other: in SQLite every writer waits for the last one, here each would count without the rest.
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ROOM_LOCK})
        waiting = sa.select(sa.func.count()).where(_JOBS.c.status == JobStatus.QUEUED.value)
        if (connection.execute(waiting).scalar() or 0) + len(all_of) > room:
            raise QueueFullError(
                f"At most {room} jobs may wait at a time.",
                remedy="Try again later, or cancel jobs that nobody needs.",
                retry_after=_RETRY_AFTER,
            )
        for (request, (job, entries)), body in zip(all_of, bodies, strict=True):
            values = {"id": job.id, "key": key, "body": body, "request": dumps(request), "workflow": job.id}
            delivered = request.callback_url is None
            rest = {"status": job.status.value, "job": "{}", "last": 0, "delivered": delivered}
            connection.execute(sa.insert(_JOBS).values(**values, **rest))
            self._write(connection, job, 0, entries)

    def _keyed(self, connection: sa.Connection, key: str, body: str) -> Job | None:
        row = connection.execute(sa.select(_JOBS.c.body, _JOBS.c.job).where(_JOBS.c.key == key)).first()
        if row is None:
            return None
        if row.body != body:
            raise IdempotencyError(
                "This Idempotency-Key was used for another request.",
                remedy="Use a new key for a new request, or send the very body that the key was first used with.",
            )
        return loads(row.job, Job)

    def change(
        self, job_id: str, move: Callable[[Job], Move | None], *, anew: bool = False
    ) -> tuple[Job, tuple[Told, ...]]:
        """
        Let *move* say what becomes of a job, and keep that.

        Args:
            anew: Whether it then goes on by a new workflow, to an end that nobody has been told of.

        Returns:
            The job as it is now, and what its readers are to be told.

        Raises:
            NotFoundError: there is no such job.

            ConflictError: *move* refuses.
        """
        with self._begun(writes=True) as connection:
            row = connection.execute(
                sa.select(_JOBS.c.job, _JOBS.c.last, _JOBS.c.request).where(_JOBS.c.id == job_id).with_for_update()
            ).first()
            if row is None:
                raise _unknown(job_id)
            job = loads(row.job, Job)
            moved = move(job)
            if moved is None:
                return job, ()
            if anew:
                told_already = loads(row.request, JobRequest).callback_url is None
                values = {"workflow": _workflow_for(job_id), "delivered": told_already}
                connection.execute(sa.update(_JOBS).where(_JOBS.c.id == job_id).values(**values))
            return moved[0], self._write(connection, moved[0], row.last, moved[1])

    def _write(self, connection: sa.Connection, job: Job, last: int, entries: Sequence[Any]) -> tuple[Told, ...]:
        told = tuple(Told(last + 1 + at, entry.name, dumps(entry.data)) for at, entry in enumerate(entries))
        values = {"status": job.status.value, "job": dumps(job), "last": last + len(told)}
        connection.execute(sa.update(_JOBS).where(_JOBS.c.id == job.id).values(**values))
        if told:
            rows = [{"job_id": job.id, "seq": one.seq, "name": one.name, "data": one.data} for one in told]
            connection.execute(sa.insert(_EVENTS), rows)
        return told

    def find(self, job_id: str) -> Record:
        """
        Return a job.

        Raises:
            NotFoundError: there is none of that id.
        """
        with self._begun() as connection:
            row = connection.execute(sa.select(_JOBS).where(_JOBS.c.id == job_id)).first()
        if row is None:
            raise _unknown(job_id)
        request = loads(row.request, JobRequest)
        return Record(row.number, loads(row.job, Job), request, row.last, row.workflow, row.delivered)

    def listed(self, statuses: Collection[JobStatus] = (), limit: int = 50, offset: int = 0) -> Listed:
        """Return jobs, the newest first; all that have one of *statuses*, or all."""
        fits = [_JOBS.c.status.in_([status.value for status in statuses])] if statuses else []
        chosen = sa.select(_JOBS.c.job).where(*fits).order_by(_JOBS.c.number.desc()).limit(limit).offset(offset)
        with self._begun() as connection:
            rows = connection.execute(chosen).scalars().all()
            total = connection.execute(sa.select(sa.func.count()).select_from(_JOBS).where(*fits)).scalar() or 0
        return Listed(tuple(rows), total)

    def counts(self) -> dict[JobStatus, int]:
        """Return how many jobs have each status."""
        chosen = sa.select(_JOBS.c.status, sa.func.count()).group_by(_JOBS.c.status)
        with self._begun() as connection:
            return {JobStatus(status): count for status, count in connection.execute(chosen)}

    def told(self, job_id: str, after: int = 0) -> tuple[Told, ...]:
        """Return the events of a job whose numbers are larger than *after*."""
        chosen = sa.select(_EVENTS.c.seq, _EVENTS.c.name, _EVENTS.c.data).where(
            _EVENTS.c.job_id == job_id, _EVENTS.c.seq > after
        )
        with self._begun() as connection:
            rows = connection.execute(chosen.order_by(_EVENTS.c.seq)).all()
        return tuple(Told(*row) for row in rows)

    def lasts(self, job_ids: Collection[str]) -> dict[str, int]:
        """Return the number of the last event of each job."""
        chosen = sa.select(_JOBS.c.id, _JOBS.c.last).where(_JOBS.c.id.in_(job_ids))
        with self._begun() as connection:
            return {row.id: row.last for row in connection.execute(chosen)}

    def open(self) -> tuple[Open, ...]:
        """Return the jobs that are queued or running, the oldest first."""
        live = [status.value for status in (JobStatus.QUEUED, JobStatus.RUNNING)]
        chosen = sa.select(_JOBS.c.id, _JOBS.c.workflow).where(_JOBS.c.status.in_(live)).order_by(_JOBS.c.number)
        with self._begun() as connection:
            return tuple(Open(*row) for row in connection.execute(chosen))

    def drive(self, one: Open) -> Open | None:
        """Let a new workflow make a job go on; ``None`` when somebody else has chosen one meanwhile."""
        anew = attrs.evolve(one, workflow=_workflow_for(one.job_id))
        same = (_JOBS.c.id == one.job_id) & (_JOBS.c.workflow == one.workflow)
        with self._begun(writes=True) as connection:
            changed = connection.execute(sa.update(_JOBS).where(same).values(workflow=anew.workflow)).rowcount
        return anew if changed else None

    def undelivered(self) -> tuple[tuple[str, int], ...]:
        """Return the jobs that have ended while somebody still waits to be told, each with its last event's number."""
        ended = _JOBS.c.status.in_([status.value for status in TERMINAL])
        chosen = sa.select(_JOBS.c.id, _JOBS.c.last).where(~_JOBS.c.delivered, ended)
        with self._begun() as connection:
            return tuple((row.id, row.last) for row in connection.execute(chosen))

    def deliver(self, job_id: str, seq: int) -> None:
        """Remember that nobody waits any longer to be told of the end of a job that was its event *seq*."""
        with self._begun(writes=True) as connection:
            told = (_JOBS.c.id == job_id) & (_JOBS.c.last == seq)
            connection.execute(sa.update(_JOBS).where(told).values(delivered=True))

    def remove(self, job_id: str) -> None:
        """
        Forget a job and its events.

        Raises:
            NotFoundError: there is none of that id.
        """
        with self._begun(writes=True) as connection:
            connection.execute(sa.delete(_EVENTS).where(_EVENTS.c.job_id == job_id))
            if not connection.execute(sa.delete(_JOBS).where(_JOBS.c.id == job_id)).rowcount:
                raise _unknown(job_id)

    @contextmanager
    def _begun(self, *, writes: bool = False) -> Iterator[sa.Connection]:
        engine = self._engine.execution_options(writes=True) if writes else self._engine
        try:
            with engine.begin() as connection:
                yield connection
        except IntegrityError:
            raise
        except (DBAPIError, SQLAlchemyError) as error:
            reason = str(error.orig) if isinstance(error, DBAPIError) else str(error)
            raise DatabaseError(
                f"The database of the jobs cannot be used: {reason.strip()}",
                remedy="Make sure that it runs and that its disk has room, then try again.",
            ) from error


def _workflow_for(job_id: str) -> str:
    return f"{job_id}.{uuid.uuid4().hex[:12]}"


def _unknown(job_id: str) -> NotFoundError:
    return NotFoundError(f"There is no job {job_id}.", remedy="Look for it in the list of jobs.")
