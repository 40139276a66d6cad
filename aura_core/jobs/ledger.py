"""
Jobs and their event logs in a database.

Rule 1: a job and what its readers are told change in one transaction; so what was seen is what is.

Rule 2: an event is never changed or reordered; its number counts up from 1 within its job, without gaps.

Rule 3: whoever is at a job says by which workflow, and is refused when the job goes on by another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

import attrs
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from aura_core.database import Database
from aura_core.errors import ConflictError, IdempotencyError, NotFoundError, QueueFullError
from aura_core.jobs.life import Move
from aura_core.jobs.shipments import ship
from aura_core.jobs.tables import DELIVERIES, EVENTS, JOBS
from aura_core.model.enums import JobStatus
from aura_core.model.job import TERMINAL, Job
from aura_core.model.request import JobRequest, PinnedRequest
from aura_core.model.settings.export import UploadDestination
from aura_core.wire import dumps, loads
from aura_core.words import counted


__all__ = ["OPEN", "Ledger", "Listed", "Record", "Told"]

OPEN: Final = (JobStatus.QUEUED.value, JobStatus.RUNNING.value)
"""The statuses of jobs that are to be gone on with."""

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
        last: The number of its last event.

        holder: The process that is at it, if one is.

        workflow: What it goes on by there.
    """

    job: Job
    last: int
    holder: str | None
    workflow: str | None


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
        return tuple(_job(document) for document in self.documents)


# Made once: SQLAlchemy takes longer to put such a statement together than SQLite to execute it.
_ID: Final = JOBS.c.id == sa.bindparam("job_id")
_FIND: Final = sa.select(JOBS.c.job, JOBS.c.last, JOBS.c.holder, JOBS.c.workflow).where(_ID)
_FIND_TO_CHANGE: Final = (
    sa.select(JOBS.c.job, JOBS.c.last, JOBS.c.workflow, JOBS.c.callback).where(_ID).with_for_update()
)
_WAITING: Final = sa.select(sa.func.count()).where(JOBS.c.status == JobStatus.QUEUED.value)
_TOLD: Final = (
    sa.select(EVENTS.c.seq, EVENTS.c.name, EVENTS.c.data)
    .where(EVENTS.c.job_id == sa.bindparam("job_id"), EVENTS.c.seq > sa.bindparam("after"))
    .order_by(EVENTS.c.seq)
)
_ADD: Final = sa.insert(JOBS)
_TELL: Final = sa.insert(EVENTS)
_CHANGE: Final = sa.update(JOBS).where(_ID)


@lru_cache(maxsize=32)
def _job(document: str) -> Job:
    """Read a job; those who wait for one ask for it again and again, and mostly it has not changed."""
    return loads(document, Job)


class Ledger:
    """
    The jobs in a database.

    Every method waits for the database and may be called from any thread.
    Each raises :class:`~aura_core.errors.DatabaseError` when the database cannot be reached.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, all_of: Sequence[tuple[JobRequest, Move]], *, body: str, key: str | None = None, room: int
    ) -> tuple[Job, ...]:
        """
        Take up jobs, all or none; those for which the idempotency *key* has been used are what they were.

        Args:
            all_of: What each is to make, and what begins it.

            body: Digest of what was sent for all of them, which must be the same when *key* is.

            room: How many jobs may wait at a time.

        Raises:
            IdempotencyError: *key* stands for another body.

            QueueFullError: too many jobs wait already for all of them to wait, too.
        """
        keys = [_nth(key, number) for number in range(len(all_of))]
        try:
            return self._added(all_of, body, keys, room)
        except IntegrityError:
            if key is None:
                raise
            # Somebody else was quicker with the same key.
            return self._added(all_of, body, keys, room)

    def _added(
        self, all_of: Sequence[tuple[JobRequest, Move]], body: str, keys: Sequence[str | None], room: int
    ) -> tuple[Job, ...]:
        with self._database.writing() as connection:
            kept = [self._keyed(connection, key, body) if key else None for key in keys]
            new = [number for number, job in enumerate(kept) if job is None]
            if new:
                self._take_up(connection, [(*all_of[number], keys[number]) for number in new], body, room)
            return tuple(job or move[0] for job, (_, move) in zip(kept, all_of, strict=True))

    def _take_up(
        self,
        connection: sa.Connection,
        all_of: Sequence[tuple[JobRequest, Move, str | None]],
        body: str,
        room: int,
    ) -> None:
        """Take up jobs of which there are the request, what begins them, and the key."""
        if self._database.shared:
            # One after the other: in SQLite every writer waits for the last one, here each would count without the rest.
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ROOM_LOCK})
        if (connection.execute(_WAITING).scalar() or 0) + len(all_of) > room:
            raise QueueFullError(
                f"At most {counted(room, 'job')} may wait at a time.",
                remedy="Try again later, or cancel jobs that nobody needs.",
                retry_after=_RETRY_AFTER,
            )
        for request, (job, entries), key in all_of:
            asked = {"key": key, "body": body, "request": dumps(request), "callback": request.callback_url}
            values = {"id": job.id, "priority": job.priority, "status": job.status.value, "job": "{}", "last": 0}
            connection.execute(_ADD, values | asked)
            self._write(connection, job, 0, entries)

    def _keyed(self, connection: sa.Connection, key: str, body: str) -> Job | None:
        row = connection.execute(sa.select(JOBS.c.body, JOBS.c.job).where(JOBS.c.key == key)).first()
        if row is None:
            return None
        if row.body != body:
            raise IdempotencyError(
                "This Idempotency-Key was used for another request.",
                remedy="Use a new key for a new request, or send the very body that the key was first used with.",
            )
        return _job(row.job)

    def change(
        self,
        job_id: str,
        move: Callable[[Job], Move | None],
        *,
        workflow: str | None = None,
        bound: Sequence[UploadDestination] = (),
        also: Callable[[sa.Connection], None] = lambda _: None,
    ) -> tuple[Job, tuple[Told, ...]]:
        """
        Let *move* say what becomes of a job, and keep that.

        Args:
            workflow: Which the job must go on by, for those who are at it.

            bound: Where its film is to be sent if this is what ends it well.

            also: Changes what else has to change with it, or nothing does.

        Returns:
            The job as it is now, and what its readers are to be told.

        Raises:
            NotFoundError: there is no such job.

            ConflictError: *move* refuses, or the job goes on by another workflow.
        """
        with self._database.writing() as connection:
            row = connection.execute(_FIND_TO_CHANGE, {"job_id": job_id}).first()
            if row is None:
                raise _unknown(job_id)
            if workflow not in {None, row.workflow}:
                raise ConflictError("The job goes on elsewhere.", remedy="Leave it to whoever is at it.")
            job = _job(row.job)
            also(connection)
            moved = move(job)
            if moved is None:
                return job, ()
            told = self._write(connection, moved[0], row.last, moved[1])
            if moved[0].status is JobStatus.DONE:
                ship(connection, job_id, bound, datetime.now(UTC))
            if row.callback and moved[0].status in TERMINAL and told:
                values = {"job_id": job_id, "seq": told[-1].seq, "tries": 0, "due": 0.0}
                connection.execute(sa.insert(DELIVERIES).values(**values))
            return moved[0], told

    def _write(self, connection: sa.Connection, job: Job, last: int, entries: Sequence[Any]) -> tuple[Told, ...]:
        told = tuple(Told(last + 1 + at, entry.name, dumps(entry.data)) for at, entry in enumerate(entries))
        values: dict[str, Any] = {"status": job.status.value, "job": dumps(job), "last": last + len(told)}
        if job.status.value not in OPEN:
            values |= {"holder": None, "workflow": None}
        connection.execute(_CHANGE, {"job_id": job.id, **values})
        if told:
            rows = [{"job_id": job.id, "seq": one.seq, "name": one.name, "data": one.data} for one in told]
            connection.execute(_TELL, rows)
        return told

    def find(self, job_id: str) -> Record:
        """
        Return a job.

        Raises:
            NotFoundError: there is none of that id.
        """
        with self._database.reading() as connection:
            row = connection.execute(_FIND, {"job_id": job_id}).first()
        if row is None:
            raise _unknown(job_id)
        return Record(_job(row.job), row.last, row.holder, row.workflow)

    def awaits(self, text: str) -> bool:
        """Say whether a job that is yet to be finished was asked for in words that have *text* in them."""
        states = [*OPEN, JobStatus.PAUSED.value]
        chosen = sa.select(JOBS.c.id).where(JOBS.c.status.in_(states), JOBS.c.request.contains(text, autoescape=True))
        with self._database.reading() as connection:
            return connection.execute(chosen.limit(1)).first() is not None

    def request(self, job_id: str) -> JobRequest:
        """
        Return what a job is to make, as it was asked for.

        Raises:
            NotFoundError: there is none of that id.
        """
        with self._database.reading() as connection:
            found = connection.execute(sa.select(JOBS.c.request).where(_ID), {"job_id": job_id}).scalar()
        if found is None:
            raise _unknown(job_id)
        return loads(found, PinnedRequest)

    def listed(self, statuses: Collection[JobStatus] = (), limit: int = 50, offset: int = 0) -> Listed:
        """Return jobs, the newest first; all that have one of *statuses*, or all."""
        fits = [JOBS.c.status.in_([status.value for status in statuses])] if statuses else []
        chosen = sa.select(JOBS.c.job).where(*fits).order_by(JOBS.c.number.desc()).limit(limit).offset(offset)
        with self._database.reading() as connection:
            rows = connection.execute(chosen).scalars().all()
            total = connection.execute(sa.select(sa.func.count()).select_from(JOBS).where(*fits)).scalar() or 0
        return Listed(tuple(rows), total)

    def counts(self) -> dict[JobStatus, int]:
        """Return how many jobs have each status."""
        chosen = sa.select(JOBS.c.status, sa.func.count()).group_by(JOBS.c.status)
        with self._database.reading() as connection:
            return {JobStatus(status): count for status, count in connection.execute(chosen)}

    def told(self, job_id: str, after: int = 0) -> tuple[Told, ...]:
        """Return the events of a job whose numbers are larger than *after*."""
        with self._database.reading() as connection:
            rows = connection.execute(_TOLD, {"job_id": job_id, "after": after}).all()
        return tuple(Told(*row) for row in rows)

    def lasts(self, job_ids: Collection[str]) -> dict[str, int]:
        """Return the number of the last event of each job."""
        chosen = sa.select(JOBS.c.id, JOBS.c.last).where(JOBS.c.id.in_(job_ids))
        with self._database.reading() as connection:
            return {row.id: row.last for row in connection.execute(chosen)}

    def remove(self, job_id: str) -> None:
        """
        Forget a job and its events.

        Raises:
            NotFoundError: there is none of that id.
        """
        with self._database.writing() as connection:
            if not connection.execute(sa.delete(JOBS).where(JOBS.c.id == job_id)).rowcount:
                raise _unknown(job_id)


def _unknown(job_id: str) -> NotFoundError:
    return NotFoundError(f"There is no job {job_id}.", remedy="Look for it in the list of jobs.")


def _nth(key: str | None, number: int) -> str | None:
    """Return under which key the job of that *number* is kept of those that are taken up together."""
    if key is None or number == 0:
        return key
    return f"{hashlib.sha256(key.encode()).hexdigest()}:{number}"
