"""Films in the background: what can be done with jobs."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import uuid
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar

from aura_core.album import Album
from aura_core.album.tables import SCHEMA as ALBUM
from aura_core.configuration import SettingsFile, following
from aura_core.database import Database, url_for
from aura_core.drawer import Drawer
from aura_core.drawer.tables import SCHEMA as DRAWERS
from aura_core.errors import (
    ConflictError,
    FFmpegError,
    FFmpegNotReadyError,
    InvalidInputError,
    Issue,
)
from aura_core.ffmpeg.binary import locate
from aura_core.ffmpeg.probe import probe
from aura_core.health.checks import Check
from aura_core.jobs import life
from aura_core.jobs.checks import database_check
from aura_core.jobs.crew import Crew
from aura_core.jobs.deliveries import Deliveries
from aura_core.jobs.engine import Engine
from aura_core.jobs.feed import Feed, follow, relay
from aura_core.jobs.herald import Herald
from aura_core.jobs.holding import HELD, hold
from aura_core.jobs.intake import Intake
from aura_core.jobs.ledger import Ledger, Listed, Record, Told
from aura_core.jobs.porter import Porter
from aura_core.jobs.presence import Alone, Together
from aura_core.jobs.queue import Queue
from aura_core.jobs.rules import Rules, decide_places, places
from aura_core.jobs.shipments import Shipments
from aura_core.jobs.tables import SCHEMA
from aura_core.jobs.watch import Watch
from aura_core.library import Library
from aura_core.library.tables import SCHEMA as LIBRARY
from aura_core.model.enums import JobStatus
from aura_core.model.job import TERMINAL, Job
from aura_core.model.order import Order
from aura_core.model.request import JobRequest
from aura_core.model.scripts import KeptScript
from aura_core.model.settings import UserSettings
from aura_core.model.settings.export import ExportSettings, UploadDestination
from aura_core.model.shipments import Shipment
from aura_core.settings import Settings
from aura_core.store import Store
from aura_core.timing import Seconds, in_ticks
from aura_core.uploading.choosing import destination_of, meant
from aura_core.wire import dumps
from aura_core.words import counted


__all__ = ["Jobs"]

T = TypeVar("T")


class Jobs:
    """
    Films in the background, in the order of their priority; durable: what was taken up is finished.

    Use it as an asynchronous context manager; there can be one to a process.
    Several processes share a PostgreSQL; a data folder with SQLite belongs to one.

    Args:
        ended: Are told of every job that ends here, in whatever thread it does.
    """

    def __init__(self, settings: Settings, *ended: Callable[[Job], None]) -> None:
        self.settings = settings
        self._listeners = ended
        self._database = database = Database(url_for(settings.database, settings.data))
        self._presence = Together(database, uuid.uuid4().hex) if database.shared else Alone(settings.data)
        self._ledger = Ledger(database)
        owner = SettingsFile(settings.data)
        self._current = following(settings, owner)
        self._queue = Queue(database, self._presence.name, partial(places, settings, self._current))
        self.library = Library(database, settings.data / "library")
        self.album = Album(settings, database)
        scripts = self.drawer("script", KeptScript)
        self._intake = Intake(
            scripts, self.library, self.album, owner, self._current, private=settings.webhooks_private
        )
        self._store = Store(settings.data / "store", settings.store_limit)
        self._feed = Feed()
        self._crew = Crew(self._ledger, self._feed, settings, self._left)
        self._engine = Engine(database.url, self._presence.name, self._crew.reach)
        self._watch = Watch(self._queue, self._engine, self._crew, self._presence, together=database.shared)
        self._herald = Herald(Deliveries(database), settings)
        self._shipments = Shipments(database)
        self._porter = Porter(self._shipments, self._ledger, settings)
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        """
        Go on with the jobs that were begun.

        Raises:
            ConflictError: another process has this data folder.

            DatabaseError: the database cannot be used.
        """
        await _threaded(self._start)
        self._tasks += [asyncio.create_task(one.run()) for one in (self._herald, self._porter)]
        if self._database.shared:
            self._tasks.append(asyncio.create_task(relay(self._ledger, self._feed)))
        return self

    async def __aexit__(self, *_: object) -> None:
        """Leave what runs as it is, to go on when somebody opens the jobs again."""
        self.hang_up()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await _threaded(self._watch.stop)
        await self._crew.close()
        await _threaded(self._stop)

    def _start(self) -> None:
        try:
            self._presence.show()
            self._database.prepare(SCHEMA)
            self._database.prepare(DRAWERS)
            self._database.prepare(LIBRARY)
            self._database.prepare(ALBUM)
            if not self._database.shared:
                # Whoever was at one was the process before this one.
                self._shipments.free()
            self._watch.start()
        except BaseException:
            self._stop()
            raise

    def _stop(self) -> None:
        self._engine.stop()
        # Others that share the database see it at once, and go on with what this process was at.
        self._presence.leave()
        self._database.close()

    async def create(self, request: JobRequest, *, key: str | None = None, correlation_id: str | None = None) -> Job:
        """
        Take up a job.

        Args:
            key: An idempotency key: the same again with the same *request* gives the same job.

        Raises:
            InvalidInputError: with everything that is wrong with *request*.

            IdempotencyError: *key* was used for another request.

            QueueFullError: too many jobs wait already.
        """
        wanted = await _threaded(self._intake.order, request)
        # What is asked for again is the same, though its owner may have decided something else meanwhile.
        (job,) = await _threaded(self._add, [wanted], _digest(request), key, correlation_id)
        return job

    async def create_all(
        self,
        requests: Sequence[JobRequest],
        *,
        asked: Any = None,
        key: str | None = None,
        correlation_id: str | None = None,
    ) -> tuple[Job, ...]:
        """
        Take up several jobs, after all of them have been looked at.

        Args:
            asked: What was sent for all of them, as far as that is not *requests*.

            key: An idempotency key: the same again with the same *asked* gives the same jobs.

        Raises:
            InvalidInputError: with everything that is wrong with any of them.

            IdempotencyError: *key* was used for another request.

            QueueFullError: there is not room for all of them.
        """
        body = _digest(tuple(requests) if asked is None else asked)
        wanted = await _threaded(self._intake.orders, requests)
        return await _threaded(self._add, wanted, body, key, correlation_id)

    async def owner(self) -> UserSettings:
        """
        Return what the owner has decided.

        Raises:
            OutputError: the document is there and must not be read.
        """
        return await _threaded(self._intake.owner)

    async def completed(self, request: JobRequest) -> JobRequest:
        """Return *request* with what it leaves open as the owner has decided."""
        return await _threaded(self._intake.completed, request)

    async def pinned(self, request: JobRequest) -> JobRequest:
        """Return *request* with the script and the pictures that it names, as those are at this moment."""
        return await _threaded(self._intake.pinned, request)

    def drawer(self, kind: str, cls: type[T]) -> Drawer[T]:
        """Give the values of a *kind* that are kept in the same database; they can be used while the jobs are open."""
        return Drawer(self._database, kind, cls)

    def _add(
        self, wanted: Sequence[tuple[JobRequest, Order]], body: str, key: str | None, correlation_id: str | None
    ) -> tuple[Job, ...]:
        moves = [(request, _born(request, order, correlation_id)) for request, order in wanted]
        fresh = {job.id for _, (job, _) in moves}
        added: tuple[Job, ...] = ()
        try:
            for (request, order), (_, (job, _)) in zip(wanted, moves, strict=True):
                self._hold(request, order, job.id)
            added = self._ledger.add(moves, body=body, key=key, room=self.settings.queue_room)
        finally:
            # What was taken up before, by the same key, holds its own.
            for job_id in fresh - {job.id for job in added}:
                self._clear(job_id)
        self._watch.call()
        return added

    def _hold(self, request: JobRequest, order: Order, job_id: str) -> None:
        """Hold what is to be shown and heard for as long as somebody may make the film."""
        for name in {picture.path.name for picture in order.pictures if picture.path}:
            self.album.keep(name)
        hold(request, self.folder(job_id) / HELD, self._store)

    def _clear(self, job_id: str) -> None:
        shutil.rmtree(self.folder(job_id), ignore_errors=True)

    async def forget_picture(self, key: str) -> None:
        """
        Forget a picture that is kept.

        Raises:
            NotFoundError: none is kept under that key.

            ConflictError: a film is yet to be made of it.
        """
        if await _threaded(self._ledger.awaits, key):
            raise ConflictError("A film is yet to be made of that picture.", remedy="Wait for it, or cancel its job.")
        await _threaded(self.album.remove, key)

    async def find(self, job_id: str) -> Record:
        """
        Return a job as it is kept.

        Raises:
            NotFoundError: there is none of that id.
        """
        return await _threaded(self._ledger.find, job_id)

    async def asked(self, job_id: str) -> JobRequest:
        """
        Return what a job is to make, with all that was decided when it was taken up.

        Raises:
            NotFoundError: there is none of that id.
        """
        return await _threaded(self._ledger.request, job_id)

    async def listed(self, statuses: Collection[JobStatus] = (), limit: int = 50, offset: int = 0) -> Listed:
        """Return jobs, the newest first; those with one of *statuses*, or all."""
        return await _threaded(self._ledger.listed, statuses, limit, offset)

    async def counts(self) -> dict[JobStatus, int]:
        """Return how many jobs have each status."""
        return await _threaded(self._ledger.counts)

    async def cancel(self, job_id: str) -> Job:
        """
        End a job before its time; what it started ends within 2 s.

        Raises:
            NotFoundError: there is none of that id.

            ConflictError: it has ended already.
        """
        job = await self._change(job_id, life.cancelled, but_not=TERMINAL)
        await self._crew.stop(job_id)
        return job

    async def pause(self, job_id: str) -> Job:
        """
        Stop a running job so that it can go on later from its last finished step.

        Raises:
            NotFoundError: there is none of that id.

            ConflictError: it does not run.
        """
        job = await self._change(job_id, life.paused, but_not=frozenset(JobStatus) - {JobStatus.RUNNING})
        await self._crew.stop(job_id)
        return job

    async def resume(self, job_id: str) -> Job:
        """
        Let a paused job go on.

        Raises:
            NotFoundError: there is none of that id.

            ConflictError: it is not paused.
        """
        # What it was stopped from may still be ending.
        await self._crew.stop(job_id)
        job = await self._change(job_id, life.resumed, but_not=frozenset(JobStatus) - {JobStatus.PAUSED})
        self._watch.call()
        return job

    async def retry(self, job_id: str) -> Job:
        """
        Try a job again that failed or was cancelled, from the first step that has not succeeded.

        Raises:
            NotFoundError: there is none of that id.

            ConflictError: it has not ended so, or was tried often enough.
        """
        attempts = self.settings.attempts

        def again(job: Job, at: datetime) -> life.Move:
            move = life.retried(job, at)
            if job.attempt >= attempts:
                raise ConflictError(
                    f"The job was tried {counted(job.attempt, 'time')} already.",
                    remedy="Change what was asked for, and create a new job.",
                )
            return move

        await self._crew.stop(job_id)
        job = await self._change(job_id, again)
        self._watch.call()
        return job

    async def _change(
        self, job_id: str, move: Callable[[Job, datetime], life.Move], but_not: Collection[JobStatus] = ()
    ) -> Job:
        def checked(job: Job) -> life.Move:
            if job.status in but_not:
                raise ConflictError(
                    f"The job is {job.status.value}, so that cannot be done.",
                    remedy="Look at the job's status first.",
                )
            return move(job, datetime.now(UTC))

        return await _threaded(self._crew.keep, job_id, checked)

    async def ship(self, job_id: str, words: Sequence[str] = ()) -> tuple[Shipment, ...]:
        """
        Have a job's film sent; where it is already, or is on its way, nothing changes.

        Args:
            words: Ids or names of upload destinations; all that are enabled where there are none.

        Returns:
            Where it is sent, all of it.

        Raises:
            NotFoundError: there is no such job.

            ConflictError: it has made no film, or there is nowhere to send it.

            InvalidInputError: with every word that means no destination.

            NotBuiltError: nobody sends to one of them.
        """
        job = (await self.find(job_id)).job
        if job.output is None:
            raise ConflictError(
                f"The job is {job.status.value}; there is no film to send.", remedy="Wait until it is completed."
            )
        current = await _threaded(self._current)
        chosen = _destinations((await self.owner()).export, words)
        for one in chosen:
            await _threaded(destination_of, one, current)
        await _threaded(self._shipments.add, job_id, chosen)
        self._porter.call()
        return await self.shipments(job_id)

    async def call_off(self, job_id: str, destination: str) -> None:
        """
        Send a job's film there no more; what has arrived of it may stay there.

        Raises:
            NotFoundError: there is no such job, or it is not sent there.

            ConflictError: it is there already.
        """
        await self.find(job_id)
        await _threaded(self._shipments.call_off, job_id, destination)

    async def shipments(self, job_id: str) -> tuple[Shipment, ...]:
        """
        Return where a job's film is sent, and how far that is.

        Raises:
            NotFoundError: there is no such job.
        """
        await self.find(job_id)
        return await _threaded(self._shipments.listed, job_id)

    async def delete(self, job_id: str) -> None:
        """
        Forget a job that has ended, and remove its files.

        Raises:
            NotFoundError: there is none of that id.

            ConflictError: it has not ended, or a film is yet to be made of its files.
        """
        record = await self.find(job_id)
        if record.job.status not in TERMINAL:
            raise ConflictError(
                f"The job is {record.job.status.value}; only a job that has ended can be deleted.",
                remedy="Cancel it first.",
            )
        if await _threaded(self._ledger.awaits, job_id):
            raise ConflictError(
                "A film is yet to be made of what that job has made.", remedy="Wait for it, or cancel its job."
            )
        await _threaded(self._ledger.remove, job_id)
        await _threaded(self._clear, job_id)

    def folder(self, job_id: str) -> Path:
        """Say where the files of a job are."""
        return self._crew.folder(job_id)

    async def duration(self, job: Job) -> Seconds:
        """
        Return how long the film of *job* is, seconds; 0 while there is none.

        Raises:
            IntegrityError: its file cannot be read.
        """
        if job.output is None:
            return Seconds(0)
        found = await _threaded(probe, Path(job.output.video_path))
        return in_ticks(found.video_seconds)

    def checks(self) -> tuple[Check, ...]:
        """Return what health is to look at here."""
        return (database_check(self._database),)

    async def ready(self) -> None:
        """
        See that FFmpeg is there, for those who want a film at once; jobs that may wait for it need not ask.

        Raises:
            FFmpegNotReadyError: it is not.
        """
        settings = await _threaded(self._current)
        try:
            await _threaded(locate, settings.ffmpeg, settings.ffmpeg_named)
        except FFmpegError as error:
            raise FFmpegNotReadyError(str(error), remedy=error.remedy) from error

    async def obstacles(self) -> tuple[str, ...]:
        """Use everything that a film needs once, and say what does not work, as sentences."""
        # It takes in all that makes films, 100 MB, which a server does without until it is asked this.
        from aura_core.health.trials import thorough  # noqa: PLC0415

        return (await _threaded(thorough, self.settings)).errors

    async def told(self, job_id: str, after: int = 0) -> tuple[Told, ...]:
        """Return the events of a job after the one numbered *after*."""
        return await _threaded(self._ledger.told, job_id, after)

    async def events(
        self, job_id: str, after: int | None = None, heartbeat_s: float = 5.0
    ) -> AsyncIterator[Told | None]:
        """
        Give the events of a job as they happen, to the one that ends it.

        Args:
            after: Begin with the event after the one of that number; ``None`` begins with the last progress.

        Yields:
            Events in order, none missing and none twice; ``None`` whenever *heartbeat_s* seconds passed without any.
            They end early when the jobs are closed or :meth:`hang_up` is called.

        Raises:
            NotFoundError: there is no such job.
        """
        async for event in follow(self._ledger, self._feed, job_id, after, heartbeat_s):
            yield event

    def hang_up(self) -> None:
        """End what :meth:`events` gives, for everybody: these jobs are about to be closed."""
        self._feed.close()

    async def rules(self) -> Rules:
        """Say how the queue is run."""
        return Rules(places(self.settings, self._current), await _threaded(self._queue.is_open))

    async def decide(self, places: int | None = None, *, open_: bool | None = None) -> Rules:
        """
        Run the queue otherwise from now on, after restarts too; ``None`` leaves a rule as it is.

        Args:
            places: How many films this machine makes at a time.

            open_: Whether jobs that wait are begun, by all who share the queue; those that run go on either way.

        Raises:
            ConflictError: the environment says how many films are made at a time.
        """
        if places is not None:
            await _threaded(decide_places, self.settings, places)
        if open_ is not None:
            await _threaded(partial(self._queue.open, wanted=open_))
        self._watch.call()
        return await self.rules()

    def _left(self, job: Job) -> None:
        """See to what is to be done when a job is gone on with no more: its place is free, and somebody may wait for its end."""
        self._watch.call()
        if job.status in TERMINAL:
            self._herald.call()
            self._porter.call()
            for ended in self._listeners:
                ended(job)


def _born(request: JobRequest, order: Order, correlation_id: str | None) -> life.Move:
    job = Job(
        stage="Script",
        correlation_id=correlation_id or uuid.uuid4().hex,
        brief=order.brief,
        plan_spec=order.plan_spec,
        voice_spec=order.voice_spec,
        render_spec=order.render_spec,
        priority=request.priority,
        is_quick_demo=request.is_quick_demo,
    )
    return life.created(job)


def _destinations(owner: ExportSettings, words: Sequence[str]) -> tuple[UploadDestination, ...]:
    enabled = [one for one in owner.upload_destinations if one.enabled]
    if not enabled:
        raise ConflictError(
            "No upload destination is enabled.", remedy="Set one in the settings, under export.uploadDestinations."
        )
    chosen = [meant(word, enabled) for word in words] if words else [tuple(enabled)]
    unknown = [at for at, found in enumerate(chosen) if not found]
    if unknown:
        known = ", ".join(one.name or one.id for one in enabled)
        raise InvalidInputError(
            [Issue(f"$.destinations[{at}]", "No upload destination of that id or name is enabled.") for at in unknown],
            remedy=f"Name one of {known}.",
        )
    return tuple(dict.fromkeys(one for found in chosen for one in found))


def _digest(asked: Any) -> str:
    return hashlib.sha256(dumps(asked).encode()).hexdigest()


async def _threaded(work: Callable[..., T], *arguments: Any) -> T:
    return await asyncio.to_thread(work, *arguments)
