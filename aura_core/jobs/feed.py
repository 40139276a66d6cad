"""
What is new, for those who read along.

One write is read once and handed to everybody who reads that job's log in this process.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import deque
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from aura_core.errors import DatabaseError, NotFoundError
from aura_core.jobs.ledger import Ledger, Told
from aura_core.model.job import TERMINAL


__all__ = ["Feed", "Reader", "follow", "relay"]

_ELSEWHERE_S: Final = 0.15
"""How often a database that others write to is asked whether there is news."""

_LAST: Final = frozenset({"job-completed", "job-failed", "job-cancelled"})
"""The events that end a log."""


class Reader:
    """
    Somebody who reads a job's log, in the event loop in which it was made.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._new: deque[Told] = deque()
        self._woken = asyncio.Event()

    def push(self, told: Collection[Told]) -> None:
        """Hand over what is new, from any thread."""
        try:
            self._loop.call_soon_threadsafe(self._take, tuple(told))
        except RuntimeError:
            # Its loop is closed, and so it reads no more.
            return

    def _take(self, told: tuple[Told, ...]) -> None:
        self._new.extend(told)
        self._woken.set()

    async def new(self, timeout_s: float) -> tuple[Told, ...]:
        """Wait for what is new, at most *timeout_s* seconds; nothing when there is none by then."""
        try:
            async with asyncio.timeout(timeout_s):
                await self._woken.wait()
        except TimeoutError:
            return ()
        self._woken.clear()
        new = tuple(self._new)
        self._new.clear()
        return new


class Feed:
    """
    Who reads which job's log.

    Attributes:
        closed: Whether nothing will be told any more.
    """

    def __init__(self) -> None:
        self.closed = False
        self._readers: dict[str, set[Reader]] = {}
        self._lock = threading.Lock()

    @contextmanager
    def reading(self, job_id: str) -> Iterator[Reader]:
        """Give what hears of a job's new events as long as the block lasts."""
        reader = Reader()
        with self._lock:
            self._readers.setdefault(job_id, set()).add(reader)
        try:
            yield reader
        finally:
            with self._lock:
                self._readers[job_id].discard(reader)
                if not self._readers[job_id]:
                    del self._readers[job_id]

    def tell(self, job_id: str, told: Collection[Told]) -> None:
        """Hand what is new in a job's log to all who read it."""
        if not told:
            return
        with self._lock:
            readers = tuple(self._readers.get(job_id, ()))
        for reader in readers:
            reader.push(told)

    def close(self) -> None:
        """Let all readers go: nothing will be told any more."""
        self.closed = True
        with self._lock:
            readers = tuple(reader for group in self._readers.values() for reader in group)
        for reader in readers:
            reader.push(())

    @property
    def watched(self) -> tuple[str, ...]:
        """The jobs whose logs somebody reads."""
        with self._lock:
            return tuple(self._readers)


async def relay(ledger: Ledger, feed: Feed) -> None:
    """Hand on what other processes have written, for ever."""
    known: dict[str, int] = {}
    while True:
        await asyncio.sleep(_ELSEWHERE_S)
        watched = feed.watched
        with contextlib.suppress(DatabaseError):
            lasts = await asyncio.to_thread(ledger.lasts, watched) if watched else {}
            for job_id, last in lasts.items():
                if last != known.get(job_id):
                    feed.tell(job_id, await asyncio.to_thread(ledger.told, job_id, known.get(job_id, 0)))
            known = lasts


async def follow(
    ledger: Ledger, feed: Feed, job_id: str, after: int | None, heartbeat_s: float
) -> AsyncIterator[Told | None]:
    """
    Give the events of a job as they happen; see :meth:`aura_core.jobs.Jobs.events`.
    """
    with feed.reading(job_id) as reader:
        record = await asyncio.to_thread(ledger.find, job_id)
        if after is not None and record.job.status in TERMINAL and after >= record.last:
            return
        told = await asyncio.to_thread(ledger.told, job_id, after or 0)
        at = after if after is not None else _recent(told)
        while True:
            for event in told:
                if event.seq <= at:
                    continue
                if event.seq > at + 1:
                    # It was told while the log was being read.
                    told = await asyncio.to_thread(ledger.told, job_id, at)
                    break
                at = event.seq
                ends = event.name in _LAST
                last = ends and await asyncio.to_thread(_is_last, ledger, job_id, at)
                if last or not ends:
                    yield event
                if last:
                    return
            else:
                told = await reader.new(heartbeat_s)
                if feed.closed:
                    return
                if not told:
                    yield None


def _recent(told: Sequence[Told]) -> int:
    """Return the number of the event after which somebody who is new begins to read."""
    last = max((event.seq for event in told if event.name == "step-progress"), default=1)
    return last - 1


def _is_last(ledger: Ledger, job_id: str, seq: int) -> bool:
    """Say whether the event *seq* ended the job for good: a retried job has ended before."""
    try:
        record = ledger.find(job_id)
    except NotFoundError:
        return True
    return record.job.status in TERMINAL and record.last == seq
