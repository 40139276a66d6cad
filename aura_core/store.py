"""
Results by what they were made from.

A result's key is the digest of everything that decided it; asking again is a look-up.

Rule 1: an entry appears whole or not at all (written beside, synced, renamed); readers never see half a file.

Rule 2: an entry never changes; processes may race to write the same one, and both win.

Rule 3: nothing is evicted that was used since the oldest run began that is still alive; so whoever uses a store does
it inside :meth:`Store.run`, and whoever only names a result that is used later holds it, :meth:`Store.hold`.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
import uuid
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import attrs
from filelock import FileLock, Timeout

from aura_core.disk import disk_errors, full_disk_errors, share
from aura_core.errors import NotFoundError
from aura_core.wire import converter


__all__ = ["Store", "digest"]

_KEY_LENGTH: Final = 40


def digest(*parts: Any) -> str:
    """
    Return the key of what *parts* decide, 40 hexadecimal digits.

    A path counts by the content of its file, wherever that lies; bytes by themselves; all else as it is on the wire.

    Raises:
        NotFoundError: there is no such file.
    """
    text = json.dumps([_plain(part) for part in parts], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_KEY_LENGTH]


def _plain(value: Any) -> Any:
    if isinstance(value, Path | bytes):
        return f"file:{_content(value)}" if isinstance(value, Path) else f"bytes:{hashlib.sha256(value).hexdigest()}"
    if isinstance(value, Fraction):
        return str(value)
    if attrs.has(type(value)):
        return {field.name: _plain(getattr(value, field.name)) for field in attrs.fields(type(value))}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return converter.unstructure(value)


def _content(path: Path) -> str:
    """Name the content of *path*: an entry of a store by its key, any other file by its bytes."""
    if len(path.stem) == _KEY_LENGTH and path.parent.name == path.stem[:2]:
        return path.stem
    try:
        status = path.stat()
        return _hashed(path, status.st_size, status.st_mtime_ns, status.st_ino)
    except OSError as error:
        raise NotFoundError(
            f"{path} cannot be read: {error.strerror}.", remedy="Put it where it was, readable, and try again."
        ) from error


@lru_cache(maxsize=256)
def _hashed(path: Path, *version: int) -> str:
    """Read *path* once for each *version* of it: a long film is asked for by every segment that shows it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:_KEY_LENGTH]


class Store:
    """
    A folder of results, at most *limit* bytes of them when nobody is at work.
    """

    def __init__(self, root: Path, limit: int) -> None:
        # Absolute, for FFmpeg takes the beginning of a:b/c for a protocol.
        self.root = root.absolute()
        self.limit = limit

    def path(self, key: str, suffix: str) -> Path:
        """Say where the result *key* lies, or would."""
        return self.root / key[:2] / f"{key}{suffix}"

    def find(self, key: str, suffix: str) -> Path | None:
        """
        Return the result *key* if there is one, and remember that it was used.
        """
        path = self.path(key, suffix)
        try:
            os.utime(path)
        except OSError:
            return None
        return path

    def forget(self, key: str, suffix: str) -> None:
        """Make the result *key* anew the next time; one that somebody reads at this moment may stay."""
        with contextlib.suppress(OSError):
            self.path(key, suffix).unlink()

    def hold(self, key: str, suffix: str, folder: Path) -> None:
        """
        Have the result *key* in *folder* too, from where :meth:`with_held` takes it back once it was evicted.

        Raises:
            NotFoundError: there is none, or no longer.

            DiskFullError: no room is left.
        """
        with disk_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            try:
                share(self.path(key, suffix), folder / f"{key}{suffix}")
            except FileNotFoundError as error:
                raise NotFoundError("It is no longer kept.", remedy="Have it made again.") from error

    @contextlib.contextmanager
    def with_held(self, folder: Path) -> Iterator[None]:
        """Have all results inside the block that *folder* holds, as in a run."""
        with self.run():
            for held in folder.glob("[!.]*"):
                key, suffix = held.name[:_KEY_LENGTH], held.name[_KEY_LENGTH:]
                if self.find(key, suffix) is None:
                    with self.writing(key, suffix) as target:
                        share(held, target)
                    self.find(key, suffix)
            yield

    @contextlib.contextmanager
    def writing(self, key: str, suffix: str) -> Iterator[Path]:
        """
        Give a path to write the result *key* to; it is published if the block ends well, and gone if not.

        Raises:
            DiskFullError: no room is left.
        """
        target = self.path(key, suffix)
        # The suffix stays last: FFmpeg chooses the container by it.
        temporary = target.with_name(f".{key}-{uuid.uuid4().hex}{suffix}")
        with disk_errors(self.root):
            target.parent.mkdir(parents=True, exist_ok=True)
        try:
            # Of what goes wrong in the block only a full disk is the store's to explain.
            with full_disk_errors(self.root):
                yield temporary
            with disk_errors(self.root):
                _sync(temporary)
                temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)

    @contextlib.contextmanager
    def run(self) -> Iterator[None]:
        """
        Keep whatever is used inside the block from being evicted; make room when the block ends.
        """
        runs = self.root / "runs"
        with disk_errors(self.root):
            runs.mkdir(parents=True, exist_ok=True)
            # The name says when, for locking may touch the file; a second early, for clocks of file systems are coarse.
            lock = FileLock(runs / f"{time.time_ns() - 10**9}-{uuid.uuid4().hex}.lock")
            lock.acquire()
        try:
            yield
        finally:
            lock.release()
            Path(lock.lock_file).unlink(missing_ok=True)
            self._make_room()

    def size(self) -> int:
        """Add up the results there are, bytes."""
        size = 0
        for path in self.root.glob("??/*"):
            with contextlib.suppress(OSError):
                size += path.stat().st_size
        return size

    def _make_room(self) -> None:
        spared_since = min((_began(run) for run in (self.root / "runs").glob("*.lock")), default=time.time())
        entries = []
        for path in self.root.glob("??/*"):
            with contextlib.suppress(OSError):
                status = path.stat()
                entries.append((status.st_mtime, status.st_size, path))
        size = sum(entry[1] for entry in entries)
        for used, length, path in sorted(entries):
            if used >= spared_since:
                break
            # What begins with a dot was being written by a run that is dead.
            if size > self.limit or path.name.startswith("."):
                size -= length if _removed(path) else 0


def _removed(path: Path) -> bool:
    """Remove *path*, unless somebody holds it open where that forbids it; the next run tries again."""
    try:
        path.unlink()
    except OSError:
        return False
    return True


def _began(run: Path) -> float:
    """Say when *run* began; a run whose process is gone does not count, and is cleared away."""
    try:
        with FileLock(run, timeout=0):
            run.unlink(missing_ok=True)
    except Timeout:
        return int(run.name.partition("-")[0]) / 10**9
    except OSError:
        pass
    return float("inf")


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
