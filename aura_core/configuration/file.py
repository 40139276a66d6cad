"""
The owner's document on disk: ``settings/settings.json`` in the data folder.

Rule 1: it appears whole or not at all (written beside, synced, renamed), for its owner's eyes only (0600 in 0700).

Rule 2: it changes under a lock, from what it is at that moment; whoever writes at the same time waits.

Rule 3: what cannot be read is set aside under a telling name and reported, never replaced in silence; what can be read
of it stays in force.

Rule 4: it holds no secrets.

Readers need no lock, and read the file again only when it is another.
"""

from __future__ import annotations

import contextlib
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TypeAlias

import attrs
from filelock import FileLock, Timeout

from aura_core.configuration.foreign import translated
from aura_core.configuration.forms import read_leniently
from aura_core.configuration.secrets import parted
from aura_core.disk import disk_errors, publish
from aura_core.errors import BusyError, ConflictError, InvalidInputError, Issue, OutputError
from aura_core.model.settings import UserSettings
from aura_core.model.settings.document import VERSION
from aura_core.wire import dumps, loads


__all__ = ["Reading", "SettingsFile"]

_NAME: Final = "settings.json"
_UNREADABLE: Final = "settings.unreadable-"

_PATIENCE_S: Final = 10.0
"""How long a writer waits for another; each holds the lock for some milliseconds."""

_YOUNG_NS: Final = 100_000_000
"""A file younger than this may change again within the same tick of its file system's clock."""

_Stamp: TypeAlias = tuple[tuple[int, int, int] | None, tuple[int, int, int] | None]


@attrs.frozen
class Reading:
    """
    The document as it was found.

    Attributes:
        issues: What is wrong with what is left out of *settings*.

        secrets: Secrets that the file holds, by name; somebody put them there, and they are to be moved.

        set_aside: Documents that could not be read, the newest last.
    """

    settings: UserSettings = UserSettings()
    issues: tuple[Issue, ...] = ()
    secrets: tuple[tuple[str, str], ...] = attrs.field(default=(), repr=False)
    set_aside: tuple[Path, ...] = ()


class SettingsFile:
    """
    The owner's document in the data folder *data*; any number of processes may have it open.
    """

    def __init__(self, data: Path) -> None:
        self.folder = data.absolute() / "settings"
        self.path = self.folder / _NAME
        self._known: tuple[_Stamp, Reading] | None = None

    def read(self) -> Reading:
        """
        Return the document; defaults where there is none.

        What cannot be read is set aside, if this process may.

        Raises:
            OutputError: the file is there and must not be read.
        """
        stamp = self._stamp()
        if self._known is not None and self._known[0] == stamp and not _is_young(stamp):
            return self._known[1]
        reading = self._found()
        if reading.issues and not _is_newer(reading.settings):
            # Where it cannot be set aside it stays, and is reported as often as it is read.
            with contextlib.suppress(OutputError, BusyError), self._locked():
                reading = self._settled()
                stamp = self._stamp()
        self._known = (stamp, reading)
        return reading

    def change(
        self, change: Callable[[UserSettings], UserSettings], *, also: Callable[[], None] | None = None
    ) -> UserSettings:
        """
        Make of the document what *change* makes of it.

        Args:
            also: Done when the new document is written but not yet in force; if it fails, the old one stays.

        Returns:
            The document that is in force now.

        Raises:
            BusyError: others write all the time.

            ConflictError: the document was written by a newer Aura.

            OutputError: it cannot be written; nothing has changed.
        """
        with self._locked():
            found = self._settled().settings
            if _is_newer(found):
                raise ConflictError(
                    f"{self.path} was written by a newer Aura, version {found.version} of the document.",
                    remedy="Update Aura, or move that file away.",
                )
            new, _ = parted(change(found))
            new = attrs.evolve(new, version=VERSION, last_updated=datetime.now(UTC))
            self._write(new, also)
            return new

    def _stamp(self) -> _Stamp:
        """Say which file is there: whatever is put in its place has another inode or time."""
        return _stamp(self.path), _stamp(self.folder)

    def _found(self) -> Reading:
        aside = tuple(sorted(self.folder.glob(f"{_UNREADABLE}*.json")))
        with disk_errors(self.folder):
            try:
                data = self.path.read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                return Reading(set_aside=aside)
        try:
            raw = loads(data, Mapping[str, Any])  # type: ignore[type-abstract]
        except InvalidInputError as error:
            return Reading(issues=error.issues, set_aside=aside)
        settings, issues = read_leniently(translated(raw), UserSettings)
        bare, secrets = parted(settings)
        return Reading(bare, issues, tuple(secrets.items()), aside)

    def _settled(self) -> Reading:
        """Set aside, under the lock, what cannot be read, and go on with what can be read of it."""
        found = self._found()
        if not found.issues or _is_newer(found.settings):
            return found
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        with disk_errors(self.folder):
            self.path.replace(self.folder / f"{_UNREADABLE}{stamp}-{uuid.uuid4().hex[:6]}.json")
        if found.settings != UserSettings():
            self._write(found.settings, None)
        return attrs.evolve(self._found(), issues=found.issues, secrets=found.secrets)

    def _write(self, settings: UserSettings, also: Callable[[], None] | None) -> None:
        for leftover in self.folder.glob(f".{_NAME}-*"):
            # Whoever wrote it is dead, for this process has the lock.
            leftover.unlink(missing_ok=True)
        publish(self.path, dumps(settings, indent=2).encode() + b"\n", before=also)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        with disk_errors(self.folder):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = FileLock(self.folder / "settings.lock", mode=0o600, poll_interval=0.01)
            try:
                lock.acquire(timeout=_PATIENCE_S)
            except Timeout as error:
                raise BusyError("Others write the settings all the time.", remedy="Try again in a while.") from error
        try:
            yield
        finally:
            lock.release()


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _is_young(stamp: _Stamp) -> bool:
    return any(one is not None and abs(time.time_ns() - one[1]) < _YOUNG_NS for one in stamp)


def _is_newer(settings: UserSettings) -> bool:
    """Tell whether a later Aura wrote the document, which may mean more by it than this one knows."""
    return _numbers(settings.version) > _numbers(VERSION)


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() and len(part) < 9 for part in parts) else ()
