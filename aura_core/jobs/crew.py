"""
The child processes that make films.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeVar

import attrs

from aura_core import ordering, shelf
from aura_core.configuration import SettingsFile, effective
from aura_core.disk import disk_errors
from aura_core.errors import ConflictError, DatabaseError, NotFoundError
from aura_core.jobs import life
from aura_core.jobs.feed import Feed
from aura_core.jobs.holding import HELD
from aura_core.jobs.ledger import OPEN, Ledger
from aura_core.jobs.queue import Turn
from aura_core.jobs.run import Run
from aura_core.model.artifact import Artifact
from aura_core.model.enums import JobStatus, StepStatus
from aura_core.model.events import StepName
from aura_core.model.job import Job
from aura_core.model.render import frame_size
from aura_core.model.request import JobRequest
from aura_core.model.settings.export import UploadDestination
from aura_core.settings import Settings
from aura_core.task import Task
from aura_core.uploading.choosing import bound_for


__all__ = ["Crew"]

T = TypeVar("T")

# The standard library's, which is silent unless whoever uses the library wants to hear it.
log = logging.getLogger(__name__)

_SAID: Final = frozenset({"job-status", "job-completed", "job-failed", "job-cancelled"})
"""Events of a job that are worth a line in the log."""

_PATIENCE_S: Final = 5.0
"""The longest time between two tries to reach the database."""


class Crew:
    """
    Makes films, each in a process of its own, so that the server answers meanwhile and outlives whatever happens there.
    """

    def __init__(self, ledger: Ledger, feed: Feed, settings: Settings, left: Callable[[Job], None]) -> None:
        self._ledger = ledger
        self._feed = feed
        self._settings = settings
        self._left = left
        self._runs: dict[str, Run] = {}
        self._lock = threading.Lock()
        self._closing = threading.Event()

    async def reach(self, turn: Turn, step: StepName) -> bool:
        """
        Go on with a job until *step* has succeeded.

        Returns:
            Whether it has; not when the job failed, was cancelled, rests, or goes on elsewhere.
        """
        reached = await self._reached(turn, step)
        if self._closing.is_set():
            # The job goes on when the server is back; until then this step has no result.
            await asyncio.Event().wait()
        return reached

    async def _reached(self, turn: Turn, step: StepName) -> bool:
        job = await self._persist(lambda: self._begin(turn))
        if job is None or job.status is not JobStatus.RUNNING:
            return job is not None and job.status is JobStatus.DONE
        if step is not StepName.MUX and _succeeded(job, step):
            return True
        return await self._made(turn, step)

    async def _made(self, turn: Turn, step: StepName) -> bool:
        """Have the job's film made, unless it is already, until *step* has come to its end."""
        with self._lock:
            if self._closing.is_set():
                return False
            run = self._runs.get(turn.job_id)
            if run is None or run.turn != turn:
                run = self._runs[turn.job_id] = Run(turn, self)
        return await run.reach(step)

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

    async def task(self, turn: Turn) -> Task | None:
        """
        Say what is to be made for a job; ``None`` when it is gone.

        Raises:
            AuraError: its request cannot be met.
        """
        request = await self._persist(lambda: self._ledger.request(turn.job_id))
        if request is None:
            return None
        return await asyncio.to_thread(self._ordered, request, turn.job_id)

    def _ordered(self, request: JobRequest, job_id: str) -> Task:
        # A film needs neither the jobs' database nor the secret of webhooks; keys go with the rest, by stdin.
        settings = attrs.evolve(effective(self._settings), database=None, webhook_secret=None)
        if settings.temporary:
            with disk_errors(settings.temporary):
                settings.temporary.mkdir(parents=True, exist_ok=True)
        folder = self.folder(job_id)
        held = folder / HELD if (folder / HELD).is_dir() else None
        return Task(ordering.order_of(request), folder / "video", settings, run=job_id, held=held)

    async def shelve(self, turn: Turn, artifact: Artifact) -> Path | None:
        """
        Copy a job's film to the folder that the owner has named.

        Returns:
            Where it is; ``None`` when there is no such folder, or the job is gone.

        Raises:
            AuraError: it cannot be put there.
        """
        request = await self._persist(lambda: self._ledger.request(turn.job_id))
        return await asyncio.to_thread(self._shelved, request, artifact) if request else None

    def _shelved(self, request: JobRequest, artifact: Artifact) -> Path | None:
        owner = SettingsFile(self._settings.data).read().settings
        if not owner.file_locations.output_directory:
            return None
        order = ordering.order_of(request)
        size = frame_size(order.brief.aspect, order.render_spec.res)
        made = datetime.now(UTC).astimezone()
        film = shelf.Film(order.brief.topic, made, owner.export.default_preset, size, artifact.duration)
        folder = Path(owner.file_locations.output_directory).expanduser()
        return shelf.put(artifact, film, folder, owner.export.naming_pattern)

    def folder(self, job_id: str) -> Path:
        """Say where the files of a job are."""
        return self._settings.data.absolute() / "jobs" / job_id

    async def bound(self, turn: Turn) -> tuple[UploadDestination, ...]:
        """
        Say where a job's film is to be sent once it is done.

        Raises:
            AuraError: what its owner has decided must not be read.
        """
        request = await self._persist(lambda: self._ledger.request(turn.job_id))
        wished = request.provider_selection.upload if request else None
        if request is None or (request.is_quick_demo and wished is None):
            # A demo is nobody's film.
            return ()
        reading = await asyncio.to_thread(SettingsFile(self._settings.data).read)
        return bound_for(reading.settings.export, wished)

    def keep(
        self,
        job_id: str,
        move: Callable[[Job], life.Move | None],
        *,
        workflow: str | None = None,
        bound: Sequence[UploadDestination] = (),
    ) -> Job:
        """Keep what *move* makes of a job, and tell those who read along; see :meth:`Ledger.change`."""
        job, told = self._ledger.change(job_id, move, workflow=workflow, bound=bound)
        self._feed.tell(job_id, told)
        for one in told:
            if one.name in _SAID:
                about = {"job_id": job_id, "correlation_id": job.correlation_id, "status": job.status.value}
                log.info("job", extra={"told": one.name, "stage": job.stage, "error": job.error_message, **about})
        if told and job.status.value not in OPEN:
            self._left(job)
        return job

    async def keep_however(
        self, turn: Turn, move: Callable[[Job], life.Move | None], bound: Sequence[UploadDestination] = ()
    ) -> Job | None:
        """Do so however long the database takes; ``None`` when the job is gone, or goes on elsewhere."""
        return await self._persist(lambda: self.keep(turn.job_id, move, workflow=turn.workflow, bound=bound))

    async def _persist(self, work: Callable[[], T]) -> T | None:
        wait = 0.1
        while not self._closing.is_set():
            try:
                return await asyncio.to_thread(work)
            except DatabaseError:
                await asyncio.sleep(wait)
                wait = min(2 * wait, _PATIENCE_S)
            except (ConflictError, NotFoundError):
                # Deleted, ended, or gone on with by somebody else meanwhile: there is nothing to go on with.
                return None
        return None

    async def stop(self, job_id: str) -> None:
        """
        End the process that is at a job here, from any event loop, unless the job goes on by it.

        Raises:
            DatabaseError: nobody knows by what it goes on.
        """
        with self._lock:
            run = self._runs.get(job_id)
        if run and not await asyncio.to_thread(self._goes_on, run.turn):
            await _ended(run)

    def _goes_on(self, turn: Turn) -> bool:
        try:
            return self._ledger.find(turn.job_id).workflow == turn.workflow
        except NotFoundError:
            return False

    async def close(self) -> None:
        """End all processes; their jobs stay as they are, to go on later."""
        with self._lock:
            self._closing.set()
            at_work = tuple(self._runs.values())
        await asyncio.gather(*map(_ended, at_work))

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

    def over(self, run: Run) -> None:
        """Forget a process that has ended."""
        with self._lock:
            if self._runs.get(run.turn.job_id) is run:
                del self._runs[run.turn.job_id]


async def _ended(run: Run) -> None:
    """End a process, from any event loop."""
    await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(run.stop(), run.loop))


def _succeeded(job: Job, step: StepName) -> bool:
    return any(one.name == step.value and one.status is StepStatus.SUCCEEDED for one in job.steps)


def _now() -> datetime:
    return datetime.now(UTC)
