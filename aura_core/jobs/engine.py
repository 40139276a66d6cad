"""
What makes jobs go on, whatever dies meanwhile: DBOS.

The only module that knows it; it is one to a process, so there is one of these at a time.
A workflow walks a job through its steps; DBOS keeps which of them are done, and goes on with the next after a crash.
Who comes next is not DBOS's to say: see :mod:`aura_core.jobs.queue`.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from typing import Any, Final

import sqlalchemy as sa

from aura_core.database import workflow_engine_for
from aura_core.errors import DatabaseError
from aura_core.jobs.queue import Turn
from aura_core.model.events import StepName


__all__ = ["Engine", "Reach"]

Reach = Callable[[Turn, StepName], Coroutine[Any, Any, bool]]
"""Goes on with a job until a step has succeeded; says whether it has."""

_VERSION: Final = "3"
"""Of the workflow: changes when one that was begun by other code cannot go on with this one."""

_LIVE: Final = ("ENQUEUED", "PENDING", "DELAYED")

_ENDED: Final = ("SUCCESS", "ERROR", "CANCELLED")

_AT_A_TIME: Final = 1000
"""Workflows that are forgotten in one go."""

_LISTEN_S: Final = 0.1
"""How often DBOS looks for messages between workflows, of which there are none: it is stopped no sooner than that."""

_STOP_S: Final = 2.0
"""How long is waited for DBOS to stop; what takes longer it does by itself."""

_TURN_S: Final = 30.0
"""How long is waited for it by whoever is to run next."""

_ALONE: Final = threading.Lock()
"""Whoever runs DBOS has it: who is still stopping would stop the next, too."""


class Engine:
    """
    Durable workflows in the database at *url*.

    While it runs, DBOS looks for work of its own kind once a second, at 1 % of a core; so it rests while there is none.

    Args:
        name: Of this process among those that share the database.
    """

    def __init__(self, url: sa.URL, name: str, reach: Reach) -> None:
        self._url = url
        self._name = name
        self._reach = reach
        self._running: _Running | None = None
        self._lock = threading.Lock()

    def start(self) -> None:
        """
        Run, and go on with what was begun; nothing is done where it runs already.

        Raises:
            DatabaseError: the database is away.
        """
        with self._lock:
            if self._running is None:
                self._running = _Running(self._url, self._name, self._reach)

    def rest(self) -> None:
        """
        Run no more, until something is to be gone on with, and forget what has ended: its jobs say all there is to know.

        Raises:
            DatabaseError: the database is away; it runs still.
        """
        if self._running is None:
            return
        with _worded():
            ended = _dbos().DBOS.list_workflows(
                status=list(_ENDED), name="film", load_input=False, load_output=False, limit=_AT_A_TIME
            )
            _dbos().DBOS.delete_workflows([one.workflow_id for one in ended])
        self.stop()

    def stop(self) -> None:
        """Run no more; what was begun is gone on with after the next start."""
        with self._lock:
            if self._running is not None:
                self._running.end()
                self._running = None

    def go_on(self, turn: Turn) -> None:
        """
        Walk a job through its steps, unless that is being done already.

        Raises:
            DatabaseError: the database is away.
        """
        self.start()
        running = self._running
        # Where it was stopped this very moment, whoever starts it next goes on.
        if running is not None:
            with _worded(), contextlib.suppress(RuntimeError, CancelledError):
                running.begin(turn)

    def living(self, turns: Sequence[Turn]) -> dict[Turn, bool]:
        """
        Say of each of *turns* whether it is being walked; of what was never begun, nothing is said.

        Raises:
            DatabaseError: the database is away.
        """
        if not turns or self._running is None:
            return {}
        by_name = {turn.workflow: turn for turn in turns}
        with _worded():
            found = _dbos().DBOS.list_workflows(workflow_ids=list(by_name), load_input=False, load_output=False)
        return {
            # What other code began is nobody's to go on with.
            by_name[one.workflow_id]: one.status in _LIVE and one.app_version == _VERSION
            for one in found
        }


class _Running:
    """
    DBOS while it runs, with a thread and an event loop in which jobs are walked.

    Raises:
        DatabaseError: the database is away.
    """

    def __init__(self, url: sa.URL, name: str, reach: Reach) -> None:
        self._name = name
        self._reach = reach
        self._database = workflow_engine_for(url)
        self._began: Future[Any] = Future()
        self._over = asyncio.Event()
        # A daemon, for DBOS waits without end for a database that is away.
        self._thread = threading.Thread(target=self._run, args=(url,), name="jobs-engine", daemon=True)
        self._thread.start()
        self._loop, self._film = self._began.result()

    def _run(self, url: sa.URL) -> None:
        if not _ALONE.acquire(timeout=_TURN_S):
            error = DatabaseError(
                "What walked jobs before does not stop.", remedy="Make sure that the database of the jobs runs."
            )
            self._began.set_exception(error)
            return
        with contextlib.ExitStack() as alone:
            alone.callback(_ALONE.release)
            asyncio.run(self._live(url))

    async def _live(self, url: sa.URL) -> None:
        try:
            with _worded():
                film = self._launched(url)
        except Exception as error:  # noqa: BLE001 - whoever waits for the start is told, in his thread
            self._began.set_exception(error)
        else:
            self._began.set_result((asyncio.get_running_loop(), film))
            await self._over.wait()
            walks = asyncio.all_tasks() - {asyncio.current_task()}
            for walk in walks:
                walk.cancel()
            await asyncio.gather(*walks, return_exceptions=True)
        finally:
            _dbos().DBOS.destroy(destroy_registry=True)
            # DBOS closes only the connections that it made itself.
            self._database.dispose()

    def _launched(self, url: sa.URL) -> Callable[..., Any]:
        DBOS = _dbos().DBOS  # noqa: N806 - its name
        reach, name = self._reach, self._name

        async def film(job_id: str) -> None:
            turn = Turn(job_id, name, DBOS.workflow_id)
            for step in StepName:
                if not await DBOS.run_step_async({"name": step.value}, reach, turn, step):
                    return

        DBOS(
            config={
                "name": "aura",
                "system_database_url": url.render_as_string(hide_password=False),
                "system_database_engine": self._database,
                "executor_id": name,
                "application_version": _VERSION,
                "notification_listener_polling_interval_sec": _LISTEN_S,
                "log_level": "CRITICAL",
            }
        )
        workflow: Callable[..., Any] = DBOS.workflow(name="film")(film)
        DBOS.launch()
        return workflow

    def begin(self, turn: Turn) -> None:
        """Begin a workflow, from another thread."""
        asyncio.run_coroutine_threadsafe(self._begin(turn), self._loop).result()

    async def _begin(self, turn: Turn) -> None:
        with _dbos().SetWorkflowID(turn.workflow):
            await _dbos().DBOS.start_workflow_async(self._film, turn.job_id)

    def end(self) -> None:
        """Leave what is being walked, to be gone on with, and stop."""
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(_STOP_S)


def _dbos() -> Any:
    # Imported here: it costs 30 MB and 0.3 s, which a library that makes one film does not need.
    import dbos  # noqa: PLC0415

    return dbos


@contextlib.contextmanager
def _worded() -> Iterator[None]:
    try:
        yield
    except (sa.exc.SQLAlchemyError, _dbos().error.DBOSException) as error:
        raise DatabaseError(
            f"The database of the jobs cannot be used: {error}", remedy="Make sure that it runs and that it has room."
        ) from error
