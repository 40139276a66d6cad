"""
What makes jobs go on, whatever dies meanwhile: DBOS.

The only module that knows it; it is one to a process, so there is one of these at a time.
A workflow walks a job through its steps; DBOS keeps which of them are done, and goes on with the next after a crash.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Final

import sqlalchemy as sa

from aura_core.errors import DatabaseError
from aura_core.jobs.database import workflow_engine_for
from aura_core.model.events import StepName


__all__ = ["Deliver", "Engine", "Reach"]

Reach = Callable[[str, StepName], Coroutine[Any, Any, bool]]
"""Goes on with a job until a step has succeeded; says whether it has."""

Deliver = Callable[[str, int, int], Coroutine[Any, Any, float | None]]
"""Tells of the end of a job that was its event of a number, for the nth time; says after how many seconds to try again, ``None`` for never."""

_FILMS: Final = "films"
_WEBHOOKS: Final = "webhooks"

_POLL_S: Final = {_FILMS: 0.5, _WEBHOOKS: 5.0}
"""How long what is queued may wait for an idle server; a look costs it 3 ms."""

_VERSION: Final = "2"
"""Of the workflows: changes when one that was begun by other code cannot go on with this one."""

_LIVE: Final = ("ENQUEUED", "PENDING", "DELAYED")


class Engine:
    """
    Durable workflows in the database at *url*.

    Args:
        name: Of this process among those that share the database.

        concurrency: How many jobs run here at a time.
    """

    def __init__(self, url: sa.URL, name: str, concurrency: int, reach: Reach, deliver: Deliver) -> None:
        self._url = url
        self._name = name
        self._concurrency = concurrency
        self._reach = reach
        self._deliver = deliver
        self._engine: sa.Engine | None = None
        self._lock: sa.Connection | None = None

    def start(self) -> None:
        """Go on with what was begun, and take up what is queued."""
        # Imported here: it costs 30 MB and 0.3 s, which a library that makes one film does not need.
        from dbos import DBOS  # noqa: PLC0415

        reach, deliver = self._reach, self._deliver

        async def film(job_id: str) -> None:
            for step in StepName:
                if not await DBOS.run_step_async({"name": step.value}, reach, job_id, step):
                    return

        async def webhook(job_id: str, seq: int) -> None:
            attempt = 1
            while (wait := await DBOS.run_step_async({"name": "deliver"}, deliver, job_id, seq, attempt)) is not None:
                await DBOS.sleep_async(wait)
                attempt += 1

        engine = workflow_engine_for(self._url)
        DBOS(
            config={
                "name": "aura",
                "system_database_url": self._url.render_as_string(hide_password=False),
                "system_database_engine": engine,
                "executor_id": self._name,
                "application_version": _VERSION,
                "log_level": "CRITICAL",
            }
        )
        DBOS.workflow(name="film")(film)
        DBOS.workflow(name="webhook")(webhook)
        self._engine = engine if engine.dialect.name == "postgresql" else None
        self._hold()
        DBOS.launch()
        for queue, at_once in ((_FILMS, self._concurrency), (_WEBHOOKS, 4)):
            DBOS.register_queue(
                queue, worker_concurrency=at_once, polling_interval_sec=_POLL_S[queue], on_conflict="always_update"
            )

    def stop(self) -> None:
        """Leave everything as it is, to be gone on with."""
        from dbos import DBOS  # noqa: PLC0415

        DBOS.destroy(destroy_registry=True)
        if self._lock is not None:
            self._lock.close()

    def film(self, workflow: str, job_id: str, priority: int) -> None:
        """Queue what walks a job through its steps, unless it is already."""
        self._enqueue("film", _FILMS, workflow, priority, job_id)

    def webhook(self, workflow: str, job_id: str, seq: int) -> None:
        """Queue what tells of the end of a job that was its event *seq*, unless it is already."""
        self._enqueue("webhook", _WEBHOOKS, workflow, 5, job_id, seq)

    def _enqueue(self, kind: str, queue: str, workflow: str, priority: int, *arguments: Any) -> None:
        from dbos import DBOS  # noqa: PLC0415

        options: Any = {"workflow_name": kind, "queue_name": queue, "workflow_id": workflow, "priority": priority}
        try:
            DBOS.enqueue_workflow_with_options(options, *arguments)
        except sa.exc.DBAPIError as error:
            raise _away() from error

    def living(self, workflows: Sequence[str]) -> dict[str, bool]:
        """Say of each of *workflows* whether it is queued or running; of what there is none, nothing is said."""
        if not workflows:
            return {}
        from dbos import DBOS  # noqa: PLC0415

        try:
            found: list[Any] = DBOS.list_workflows(workflow_ids=list(workflows), load_input=False, load_output=False)
        except sa.exc.DBAPIError as error:
            raise _away() from error
        return {one.workflow_id: one.status in _LIVE for one in found}

    def _hold(self) -> None:
        """Let others see, by a lock that ends with this process, that it lives."""
        if self._engine is not None and self._lock is None:
            lock = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            lock.execute(sa.text("SELECT pg_advisory_lock(:key)"), {"key": _lock_key(self._name)})
            self._lock = lock

    def take_over(self) -> tuple[str, ...]:
        """
        Go on here with what processes were at that are dead.

        Returns:
            The workflows that are gone on with.

        Raises:
            DatabaseError: the database is away; the next call takes this process's lock again.
        """
        try:
            self._hold()
            return self._taken_over()
        except sa.exc.DBAPIError as error:
            if self._lock is not None:
                self._lock.invalidate()
                self._lock.close()
                self._lock = None
            raise _away() from error

    def _taken_over(self) -> tuple[str, ...]:
        if self._lock is None:
            return ()
        from dbos import DBOS  # noqa: PLC0415

        taken: list[str] = []
        found: list[Any] = DBOS.list_workflows(status="PENDING")
        for name in {str(one.executor_id) for one in found} - {self._name}:
            key = {"key": _lock_key(name)}
            if not self._lock.execute(sa.text("SELECT pg_try_advisory_lock(:key)"), key).scalar():
                continue
            for one in found:
                if one.executor_id == name:
                    DBOS.resume_workflow(one.workflow_id, queue_name=one.queue_name or _FILMS)
                    taken.append(one.workflow_id)
            self._lock.execute(sa.text("SELECT pg_advisory_unlock(:key)"), key)
        return tuple(taken)


def _away() -> DatabaseError:
    return DatabaseError("The database of the jobs is away.", remedy="Make sure that it runs.")


def _lock_key(name: str) -> int:
    return zlib.crc32(b"aura" + name.encode())
