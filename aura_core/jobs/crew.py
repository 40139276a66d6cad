"""
The child processes that make films.

Rule: what a child reports is kept before anything is made of it, however long the database takes to come back.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TypeVar

import attrs

from aura_core import ordering
from aura_core.configuration import effective
from aura_core.disk import disk_errors
from aura_core.errors import AuraError, ConflictError, DatabaseError, NotFoundError
from aura_core.ffmpeg.process import kill_group
from aura_core.jobs import life
from aura_core.jobs.feed import Feed
from aura_core.jobs.ledger import OPEN, Ledger
from aura_core.jobs.queue import Turn
from aura_core.model.enums import JobStatus, StepStatus
from aura_core.model.events import Finished, Progress, StepFinished, StepName
from aura_core.model.job import Job
from aura_core.settings import Settings, child_environment
from aura_core.task import FAILED, Failure, Task, failure_of
from aura_core.wire import dumps, event_from_wire, structure


__all__ = ["Crew"]

T = TypeVar("T")

# The standard library's, which is silent unless whoever uses the library wants to hear it.
log = logging.getLogger(__name__)

_SAID: Final = frozenset({"job-status", "job-completed", "job-failed", "job-cancelled"})
"""Events of a job that are worth a line in the log."""

_PATIENCE_S: Final = 5.0
"""The longest time between two tries to reach the database."""

_ASKED_S: Final = 1.5
"""How long a child may take to end what it started; then its group is killed."""

_QUIET_S: Final = 1.0
"""Between two reports of the same percentage."""

_LINE_BYTES: Final = 16 * 1024 * 1024

_DIED: Final = Failure(
    code="E999",
    step_code="UnknownError",
    title="Unexpected Error",
    message="The process that made the film ended unexpectedly.",
    remedy="Retry the job: it goes on from its last finished step. If it fails again, the server's log says more.",
    retryable=True,
)


class Crew:
    """
    Makes films, each in a process of its own, so that the server answers meanwhile and outlives whatever happens there.
    """

    def __init__(self, ledger: Ledger, feed: Feed, settings: Settings, left: Callable[[Job], None]) -> None:
        self._ledger = ledger
        self._feed = feed
        self._settings = settings
        self._left = left
        self._runs: dict[str, _Run] = {}
        self._lock = threading.Lock()
        self._closing = threading.Event()

    async def reach(self, turn: Turn, step: StepName) -> bool:
        """
        Go on with a job until *step* has succeeded.

        Returns:
            Whether it has; not when the job failed, was cancelled, rests, or goes on elsewhere.
        """
        job = await self._persist(lambda: self._begin(turn))
        if job is None or job.status is not JobStatus.RUNNING:
            return job is not None and job.status is JobStatus.DONE
        if step is not StepName.MUX and _succeeded(job, step):
            return True
        with self._lock:
            run = self._runs.get(turn.job_id)
            if run is None or run.turn != turn:
                run = self._runs[turn.job_id] = _Run(turn, self)
        reached = await run.reach(step)
        if self._closing.is_set():
            # The job goes on when the server is back; until then this step has no result.
            await asyncio.Event().wait()
        return reached

    def _begin(self, turn: Turn) -> Job | None:
        record = self._ledger.find(turn.job_id)
        if record.workflow != turn.workflow:
            return None
        if record.job.status is not JobStatus.QUEUED:
            return record.job
        return self.keep(
            turn.job_id,
            lambda job: life.begun(job, _now()) if job.status is JobStatus.QUEUED else None,
            workflow=turn.workflow,
        )

    def task(self, job_id: str) -> Task:
        """
        Say what is to be made for a job.

        Raises:
            AuraError: its request cannot be met.
        """
        request = self._ledger.request(job_id)
        output = self.folder(job_id) / "video"
        # A film needs neither the jobs' database nor the secret of webhooks.
        settings = attrs.evolve(effective(self._settings), database=None, webhook_secret=None, keys={})
        if settings.temporary:
            with disk_errors(settings.temporary):
                settings.temporary.mkdir(parents=True, exist_ok=True)
        return Task(ordering.order_of(request), output, settings)

    def folder(self, job_id: str) -> Path:
        """Say where the files of a job are."""
        return self._settings.data.absolute() / "jobs" / job_id

    def keep(self, job_id: str, move: Callable[[Job], life.Move | None], *, workflow: str | None = None) -> Job:
        """Keep what *move* makes of a job, and tell those who read along; see :meth:`Ledger.change`."""
        job, told = self._ledger.change(job_id, move, workflow=workflow)
        self._feed.tell(job_id, told)
        for one in told:
            if one.name in _SAID:
                about = {"job_id": job_id, "correlation_id": job.correlation_id, "status": job.status.value}
                log.info("job", extra={"told": one.name, "stage": job.stage, "error": job.error_message, **about})
        if told and job.status.value not in OPEN:
            self._left(job)
        return job

    async def keep_however(self, turn: Turn, move: Callable[[Job], life.Move | None]) -> Job | None:
        """Do so however long the database takes; ``None`` when the job is gone, or goes on elsewhere."""
        return await self._persist(lambda: self.keep(turn.job_id, move, workflow=turn.workflow))

    async def _persist(self, work: Callable[[], T]) -> T | None:
        wait = 0.1
        while True:
            try:
                return await asyncio.to_thread(work)
            except DatabaseError:
                await asyncio.sleep(wait)
                wait = min(2 * wait, _PATIENCE_S)
            except (ConflictError, NotFoundError):
                # Deleted, ended, or gone on with by somebody else meanwhile: there is nothing to go on with.
                return None

    async def stop(self, job_id: str) -> None:
        """End the process that makes a job's film, if it is here, from any event loop."""
        with self._lock:
            run = self._runs.get(job_id)
        if run:
            await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(run.stop(), run.loop))

    async def close(self) -> None:
        """End all processes; their jobs stay as they are, to go on later."""
        self._closing.set()
        with self._lock:
            at_work = tuple(self._runs)
        await asyncio.gather(*(self.stop(job_id) for job_id in at_work))

    @property
    def at_work(self) -> frozenset[Turn]:
        """The jobs whose films are being made here."""
        with self._lock:
            return frozenset(run.turn for run in self._runs.values())

    def drop(self, turn: Turn) -> None:
        """End the process that makes a job's film: it goes on elsewhere, or was ended by another server."""
        with self._lock:
            run = self._runs.get(turn.job_id)
        if run and run.turn == turn:
            asyncio.run_coroutine_threadsafe(run.stop(), run.loop)

    @property
    def closing(self) -> bool:
        """Whether no process is to be started any more."""
        return self._closing.is_set()

    def over(self, run: _Run) -> None:
        """Forget a process that has ended."""
        with self._lock:
            if self._runs.get(run.turn.job_id) is run:
                del self._runs[run.turn.job_id]


class _Run:
    """A film being made for a job, in the event loop of whoever wants it first."""

    def __init__(self, turn: Turn, crew: Crew) -> None:
        self.loop = asyncio.get_running_loop()
        self.turn = turn
        self._crew = crew
        self._process: asyncio.subprocess.Process | None = None
        self._reached = {step: self.loop.create_future() for step in StepName}
        self._told: tuple[int, float] = (-1, 0.0)
        self._work = self.loop.create_task(self._make())

    async def reach(self, step: StepName) -> bool:
        return bool(await asyncio.shield(self._reached[step]))

    async def stop(self) -> None:
        if self._process is None:
            self._work.cancel()
        else:
            self._let_go()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_ASKED_S):
                    await self._process.wait()
            if self._process.returncode is None:
                kill_group(self._process.pid)
        await asyncio.wait([self._work])

    def _let_go(self) -> None:
        """Let the process end by itself: nobody wants its film."""
        assert self._process
        assert self._process.stdin
        with contextlib.suppress(OSError, RuntimeError):
            self._process.stdin.close()

    async def _make(self) -> None:
        try:
            await self._follow_or_fail()
        finally:
            self._crew.over(self)
            for future in self._reached.values():
                if not future.done():
                    future.set_result(False)

    async def _follow_or_fail(self) -> None:
        ended, failure = False, _DIED
        try:
            ended = await self._follow()
        except (OSError, ValueError, AuraError) as error:
            # It could not be started, or said what is no event.
            failure = attrs.evolve(_DIED, log=str(error))
        if not ended and self._process is not None and self._process.returncode is None:
            kill_group(self._process.pid)
        if not ended and not self._crew.closing:
            await self._crew.keep_however(self.turn, _unless_ended(failure))

    async def _follow(self) -> bool:
        """Start the process and keep what it reports; say whether it told how the film ended."""
        try:
            task = await asyncio.to_thread(self._crew.task, self.turn.job_id)
        except AuraError as error:
            await self._crew.keep_however(self.turn, _unless_ended(failure_of(error)))
            return True
        starting = asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "aura_core.worker"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=_LINE_BYTES,
            start_new_session=True,
            env=_environment(task.settings),
        )
        self._process = process = await starting
        assert process.stdin
        assert process.stdout
        process.stdin.write(dumps(task).encode() + b"\n")
        ended = False
        async for line in process.stdout:
            ended = await self._hear(json.loads(line)) or ended
        await process.wait()
        return ended

    async def _hear(self, line: dict[str, Any]) -> bool:
        if line.get("event") == FAILED:
            await self._crew.keep_however(self.turn, _unless_ended(structure(line, Failure)))
            return True
        event = event_from_wire(line)
        if isinstance(event, Finished):
            artifact = event.artifact
            job = await self._crew.keep_however(
                self.turn,
                lambda job: life.completed(job, artifact, _now()) if job.status is JobStatus.RUNNING else None,
            )
            self._reached[StepName.MUX].set_result(job is not None and job.status is JobStatus.DONE)
            return True
        if isinstance(event, Progress) and not self._worth(event):
            return False
        job = await self._crew.keep_however(self.turn, lambda job: life.heard(job, event, _now()))
        if job is None or job.status is not JobStatus.RUNNING:
            # Another server was asked to end it.
            self._let_go()
        if isinstance(event, StepFinished) and event.step is not StepName.MUX:
            self._reached[event.step].set_result(True)
        return False

    def _worth(self, event: Progress) -> bool:
        """Say whether *event* tells anything that was not told a moment ago."""
        percent, moment = int(event.percent), time.monotonic()
        if percent == self._told[0] and moment - self._told[1] < _QUIET_S:
            return False
        self._told = (percent, moment)
        return True


def _environment(settings: Settings) -> dict[str, str]:
    temporary = {"TMPDIR": str(settings.temporary)} if settings.temporary else {}
    return {**child_environment(), **temporary, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def _unless_ended(failure: Failure) -> Callable[[Job], life.Move | None]:
    return lambda job: life.failed(job, failure, _now()) if job.status is JobStatus.RUNNING else None


def _succeeded(job: Job, step: StepName) -> bool:
    return any(one.name == step.value and one.status is StepStatus.SUCCEEDED for one in job.steps)


def _now() -> datetime:
    return datetime.now(UTC)
