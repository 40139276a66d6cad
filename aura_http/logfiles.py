"""
The log on disk: lines of JSON in files of a few megabytes, as many as fit.

Rule 1: a file is written by one process and never renamed; several servers may share the folder.

Rule 2: whoever says something does not wait for the disk; what cannot be written is counted, and said when it can be.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import IO, Final

import attrs
import psutil

from aura_core.errors import InvalidInputError
from aura_core.model.logs import LogEntry
from aura_core.redaction import REDACTOR
from aura_core.wire import dumps, structure
from aura_http.journal import Journal


__all__ = ["Kept", "LogFiles"]

_FILE_BYTES: Final = 5 * 1024 * 1024
_FILES: Final = 10
_WAITING: Final = 10_000
"""Lines that wait to be written at most."""

_RECALLED: Final = 1000
"""Entries that are read back at the start, in less than a tenth of a second."""

_AGAIN_S: Final = 10.0
"""When a disk that refused is asked again."""


class LogFiles:
    """
    A folder of log files.

    Args:
        file_bytes: How long a file becomes.

        files: How many are kept, the newest.
    """

    def __init__(self, folder: Path, file_bytes: int = _FILE_BYTES, files: int = _FILES) -> None:
        self.folder = folder
        self._file_bytes = file_bytes
        self._files = files
        self._waiting: queue.Queue[LogEntry | threading.Event | None] = queue.Queue(_WAITING)
        self._lost = 0
        self._file: IO[str] | None = None
        self._path: Path | None = None
        self._refused_until = 0.0
        self._writer: threading.Thread | None = None

    @property
    def current(self) -> Path | None:
        """The file that is being written."""
        return self._path

    def start(self) -> None:
        """Begin to write."""
        self._writer = threading.Thread(target=self._write_all, name="log", daemon=True)
        self._writer.start()

    def close(self) -> None:
        """Write what waits, and stop."""
        if self._writer:
            self._waiting.put(None)
            self._writer.join()
            self._writer = None

    def add(self, entry: LogEntry) -> None:
        """Have *entry* written, soon."""
        try:
            self._waiting.put_nowait(entry)
        except queue.Full:
            self._lost += 1

    def settle(self) -> None:
        """Wait until all that was added is written, or was refused."""
        written = threading.Event()
        self._waiting.put(written)
        written.wait()

    def paths(self) -> list[Path]:
        """Return the files, the oldest first."""
        return sorted(self.folder.glob("aura-*.jsonl"))

    def lines(self) -> Iterator[str]:
        """Give all lines, the oldest first, with the secrets hidden that are known by now."""
        for path in self.paths():
            with contextlib.suppress(FileNotFoundError), path.open(encoding="utf-8", errors="replace") as file:
                for line in file:
                    yield REDACTOR.text(line.rstrip("\n"))

    def recent(self, count: int) -> list[LogEntry]:
        """Return the last *count* entries, the oldest first; lines that are none are left out."""
        found = list(islice(self._backwards(), count))
        return sorted(found, key=lambda entry: entry.id)

    def _backwards(self) -> Iterator[LogEntry]:
        for path in reversed(self.paths()):
            with contextlib.suppress(OSError):
                yield from _entries(reversed(path.read_text(encoding="utf-8", errors="replace").splitlines()))

    def clear(self) -> None:
        """Remove the files; those that another process writes are left to it."""
        self.settle()
        current = self.current
        for path in self.paths():
            if path != current and not _is_written_elsewhere(path):
                path.unlink(missing_ok=True)
        if current:
            # Emptied where it stands: its writer goes on at the end, wherever that is.
            os.truncate(current, 0)

    def _write_all(self) -> None:
        while (item := self._waiting.get()) is not None:
            if isinstance(item, threading.Event):
                self._flush()
                item.set()
            elif time.monotonic() >= self._refused_until:
                self._write(dumps(item))
            else:
                self._lost += 1
        if self._file:
            self._flush()
        if self._file:
            self._file.close()

    def _write(self, line: str) -> None:
        try:
            file = self._room_for(line)
            if self._lost:
                file.write(json.dumps({"lost": self._lost}) + "\n")
            file.write(line + "\n")
            self._lost = 0
        except OSError as error:
            self._lost += 1
            self._refuse(error)
            return
        if self._waiting.empty():
            self._flush()

    def _flush(self) -> None:
        try:
            if self._file:
                self._file.flush()
        except OSError as error:
            self._refuse(error)

    def _refuse(self, error: OSError) -> None:
        self._refused_until = time.monotonic() + _AGAIN_S
        with contextlib.suppress(OSError):
            if self._file:
                self._file.close()
        self._file = self._path = None
        sys.stderr.write(json.dumps({"event": "log file refused", "level": "error", "error": str(error)}) + "\n")

    def _room_for(self, line: str) -> IO[str]:
        if self._file and self._file.tell() + len(line) > self._file_bytes:
            self._file.close()
            self._file = None
        if self._file is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._path, self._file = _new_file(self.folder)
            for path in self.paths()[: -self._files]:
                path.unlink(missing_ok=True)
        return self._file


def _new_file(folder: Path) -> tuple[Path, IO[str]]:
    """Begin a file, named by when and by whom; only its owner may read it."""
    while True:
        now = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        with contextlib.suppress(FileExistsError):
            path = folder / f"aura-{now}-{os.getpid()}.jsonl"
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_WRONLY, 0o600)
            return path, os.fdopen(handle, "a", encoding="utf-8")


def _entries(lines: Iterable[str]) -> Iterator[LogEntry]:
    for line in lines:
        with contextlib.suppress(ValueError, InvalidInputError):
            yield structure(json.loads(line), LogEntry)


def _is_written_elsewhere(path: Path) -> bool:
    pid = path.stem.rpartition("-")[2]
    return pid.isdecimal() and int(pid) != os.getpid() and psutil.pid_exists(int(pid))


@attrs.frozen
class Kept:
    """
    Where this server's log is kept.
    """

    journal: Journal
    files: LogFiles

    @property
    def sinks(self) -> tuple[Callable[[LogEntry], object], ...]:
        """What an entry is handed to."""
        return (self.journal.add, self.files.add)

    @contextlib.contextmanager
    def begun(self) -> Iterator[None]:
        """Recall what was said before, and write what is said in the block."""
        self.journal.recall(self.files.recent(_RECALLED))
        self.files.start()
        try:
            yield
        finally:
            self.files.close()

    def clear(self) -> None:
        """Forget all of it."""
        self.journal.clear()
        self.files.clear()
