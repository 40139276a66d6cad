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
import logging
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import attrs

from aura_core.configuration.foreign import translated
from aura_core.configuration.forms import read_leniently
from aura_core.configuration.secrets import parted
from aura_core.disk import Version, alone_in, disk_errors, is_young, publish, version_of
from aura_core.errors import BusyError, ConflictError, InvalidInputError, Issue, OutputError
from aura_core.model.settings import UserSettings
from aura_core.model.settings.document import VERSION
from aura_core.wire import dumps, loads


__all__ = ["Reading", "SettingsFile"]

log = logging.getLogger(__name__)

_NAME: Final = "settings.json"
_UNREADABLE: Final = "settings.unreadable-"


@attrs.frozen
class Reading:
    """
    The document as it was found.

    Attributes:
        issues: What is wrong with what is left out of *settings*.

        secrets: Names of the secrets that the file holds, because somebody has written them into it.

        set_aside: Documents that could not be read, the newest last.
    """

    settings: UserSettings = UserSettings()
    issues: tuple[Issue, ...] = ()
    secrets: tuple[str, ...] = ()
    set_aside: tuple[Path, ...] = ()


class SettingsFile:
    """
    The owner's document in the data folder *data*; any number of processes may have it open.

    Args:
        adopt: Keeps secrets that somebody has written into the document, which is then written without them; without it
            such a document is only read.
    """

    def __init__(self, data: Path, adopt: Callable[[Mapping[str, str]], None] | None = None) -> None:
        self.folder = data.absolute() / "settings"
        self.path = self.folder / _NAME
        self._adopt = adopt
        self._known: tuple[tuple[Version, Version], Reading] | None = None

    def read(self) -> Reading:
        """
        Return the document; defaults where there is none.

        What cannot be read is set aside, if this process may.

        Raises:
            OutputError: the file is there and must not be read.
        """
        versions = self._versions()
        if self._known is not None and self._known[0] == versions and not any(map(is_young, versions)):
            return self._known[1]
        reading, _ = self._found()
        if self._is_to_settle(reading):
            # Where it cannot be set aside it stays, and is reported as often as it is read.
            with contextlib.suppress(OutputError, BusyError), alone_in(self.folder):
                reading = self._settled()
                versions = self._versions()
        self._known = (versions, reading)
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

            ConflictError: the document was written by a newer Aura, or holds secrets that nobody here can keep.

            OutputError: it cannot be written; nothing has changed.
        """
        with alone_in(self.folder):
            found = self._settled()
            if _is_newer(found.settings):
                raise ConflictError(
                    f"{self.path} was written by a newer Aura, version {found.settings.version} of the document.",
                    remedy="Update Aura, or move that file away.",
                )
            if found.secrets:
                raise ConflictError(f"{self.path} holds secrets.", remedy="Have them moved by `aura settings get`.")
            new, _ = parted(change(found.settings))
            new = attrs.evolve(new, version=VERSION, last_updated=datetime.now(UTC))
            self._write(new, also)
            return new

    def _versions(self) -> tuple[Version, Version]:
        return version_of(self.path), version_of(self.folder)

    def _is_to_settle(self, reading: Reading) -> bool:
        """Tell whether the document is to be put in order: not when that would lose secrets, or what a newer Aura knows."""
        if _is_newer(reading.settings) or (reading.secrets and self._adopt is None):
            return False
        return bool(reading.issues or reading.secrets)

    def _found(self) -> tuple[Reading, dict[str, str]]:
        with disk_errors(self.folder):
            aside = tuple(sorted(self.folder.glob(f"{_UNREADABLE}*.json")))
            try:
                data = self.path.read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                return Reading(set_aside=aside), {}
        try:
            raw = loads(data, Mapping[str, Any])  # type: ignore[type-abstract]
        except InvalidInputError as error:
            return Reading(issues=error.issues, set_aside=aside), {}
        settings, issues = read_leniently(translated(raw), UserSettings)
        bare, secrets = parted(settings)
        return Reading(bare, issues, tuple(secrets), aside), secrets

    def _settled(self) -> Reading:
        """
        Put the document in order, under the lock: secrets are kept elsewhere, and what cannot be read is set aside.
        """
        found, secrets = self._found()
        if not self._is_to_settle(found):
            return found
        if secrets and self._adopt:
            self._adopt(secrets)
        if found.issues:
            stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
            aside = self.folder / f"{_UNREADABLE}{stamp}-{uuid.uuid4().hex[:6]}.json"
            with disk_errors(self.folder):
                self.path.replace(aside)
            wrong = ", ".join(issue.path for issue in found.issues)
            log.warning("settings set aside", extra={"path": str(aside), "wrong": wrong})
        if found.settings != UserSettings() or not found.issues:
            self._write(found.settings, None)
        again, _ = self._found()
        return attrs.evolve(again, issues=found.issues)

    def _write(self, settings: UserSettings, also: Callable[[], None] | None) -> None:
        for leftover in self.folder.glob(f".{_NAME}-*"):
            # Whoever wrote it is dead, for this process has the lock.
            leftover.unlink(missing_ok=True)
        publish(self.path, dumps(settings, indent=2).encode() + b"\n", before=also)


def _is_newer(settings: UserSettings) -> bool:
    """Tell whether a later Aura wrote the document, which may mean more by it than this one knows."""
    return _numbers(settings.version) > _numbers(VERSION)


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() and len(part) < 9 for part in parts) else ()
