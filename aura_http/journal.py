"""
What the server has said lately.

Rule 1: anybody may write, from any thread; readers are told on their own event loop.

Rule 2: a reader holds a number, not a queue: whoever is slow misses what was forgotten meanwhile, and is told so.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import deque
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import datetime
from typing import Final

import attrs

from aura_core.model.logs import LogEntry, LogLevel, line_of


__all__ = ["ROOM", "Journal", "Wanted"]

ROOM: Final = 5000
"""Entries that are remembered, some 5 MB."""

_RANK: Final = {level: rank for rank, level in enumerate(LogLevel)}


@attrs.frozen
class Wanted:
    """
    Which entries a reader wants.

    Attributes:
        level: The least level.

        source: How the module that said it begins.

        since: The earliest moment.

        until: The moment before which it was said.

        text: Stands in its line, in capitals or not.
    """

    level: LogLevel = LogLevel.DEBUG
    source: str = ""
    correlation_id: str = ""
    job_id: str = ""
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""

    def has(self, entry: LogEntry) -> bool:
        """Whether *entry* is wanted."""
        return (
            _RANK[entry.level] >= _RANK[self.level]
            and entry.source.startswith(self.source)
            and self.correlation_id in {"", entry.correlation_id}
            and self.job_id in {"", entry.job_id}
            and (self.since is None or entry.timestamp >= self.since)
            and (self.until is None or entry.timestamp < self.until)
            and (not self.text or self.text.lower() in line_of(entry).lower())
        )


class Journal:
    """
    The last entries of the log.

    Args:
        room: How many are remembered.
    """

    def __init__(self, room: int = ROOM) -> None:
        self.room = room
        self._entries: deque[LogEntry] = deque(maxlen=room)
        self._lock = threading.Lock()
        self._last = 0
        self._forgotten = 0
        self._closed = False
        self._readers: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    def recall(self, entries: Iterable[LogEntry]) -> None:
        """Begin with what was said before, the oldest first."""
        for entry in entries:
            self.add(entry)

    def add(self, entry: LogEntry) -> LogEntry:
        """Remember *entry*, with the next free number if its own is taken, and return it as it is remembered."""
        with self._lock:
            if entry.id <= self._last:
                entry = attrs.evolve(entry, id=self._last + 1)
            if len(self._entries) == self.room:
                self._forgotten = self._entries[0].id
            self._entries.append(entry)
            self._last = entry.id
            readers = tuple(self._readers)
        self._wake(readers)
        return entry

    def entries(self, wanted: Wanted = Wanted()) -> list[LogEntry]:
        """Return what is remembered and wanted, the oldest first."""
        with self._lock:
            remembered = tuple(self._entries)
        return [entry for entry in remembered if wanted.has(entry)]

    @property
    def last(self) -> int:
        """The number of the last entry."""
        return self._last

    def __len__(self) -> int:
        return len(self._entries)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._entries.clear()
            self._forgotten = self._last

    def close(self) -> None:
        """End what :meth:`follow` gives, for everybody."""
        self._closed = True
        self._wake(tuple(self._readers))

    async def follow(self, after: int, heartbeat_s: float) -> AsyncIterator[LogEntry | None]:
        """
        Give entries as they are added.

        Args:
            after: The number of the last entry that is known.

        Yields:
            Entries in order; ``None`` whenever *heartbeat_s* seconds passed without any.
        """
        with self._listening() as news:
            while not self._closed:
                news.clear()
                for entry in self._since(after):
                    after = entry.id
                    yield entry
                try:
                    await asyncio.wait_for(news.wait(), heartbeat_s)
                except TimeoutError:
                    yield None

    def has_forgotten(self, after: int) -> bool:
        """Whether something was said after the entry numbered *after* and is forgotten already."""
        return after < self._forgotten

    def _since(self, after: int) -> list[LogEntry]:
        fresh = []
        with self._lock:
            for entry in reversed(self._entries):
                if entry.id <= after:
                    break
                fresh.append(entry)
        return fresh[::-1]

    @contextlib.contextmanager
    def _listening(self) -> Iterator[asyncio.Event]:
        reader = (asyncio.get_running_loop(), asyncio.Event())
        self._readers.add(reader)
        try:
            yield reader[1]
        finally:
            self._readers.discard(reader)

    @staticmethod
    def _wake(readers: Iterable[tuple[asyncio.AbstractEventLoop, asyncio.Event]]) -> None:
        for loop, news in readers:
            # The loop of a reader that is gone is closed.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(news.set)
