"""
Who lives of those that make films from the same jobs: each holds a lock that ends with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

import sqlalchemy as sa
from filelock import FileLock, Timeout

from aura_core.database import Database
from aura_core.disk import disk_errors
from aura_core.errors import ConflictError, DatabaseError


__all__ = ["Alone", "Together"]


class Alone:
    """
    Has the data folder for itself, which is what SQLite asks for.

    Attributes:
        name: The same for every process: what it was at when it died, the next one goes on with.
    """

    name = "aura"

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()
        self._lock = FileLock(self._folder / "jobs.lock", thread_local=False)

    def show(self) -> None:
        """
        Have the folder, from now on or still.

        Raises:
            ConflictError: another process has it.

            OutputError: it cannot be made, or not be written.
        """
        with disk_errors(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            try:
                if not self._lock.is_locked:
                    self._lock.acquire(timeout=0)
            except Timeout:
                raise ConflictError(
                    f"Another process already makes films from {self._folder}.",
                    remedy="Stop it, set AURA_DATA_PATH to another folder, or set AURA_DATABASE_URL to a PostgreSQL.",
                ) from None

    def gone(self, names: Collection[str]) -> frozenset[str]:
        """Say which of *names* are of processes that are dead: none, for there is nobody else."""
        return frozenset()

    def leave(self) -> None:
        """Have the folder no more."""
        self._lock.release()


class Together:
    """
    Lets others that share a PostgreSQL see that the process *name* lives, and sees who of the others does not.
    """

    def __init__(self, database: Database, name: str) -> None:
        self.name = name
        self._database = database
        self._lock: sa.Connection | None = None

    def show(self) -> None:
        """
        Be seen, from now on or still.

        Raises:
            DatabaseError: the database is away; the next call is seen again.
        """
        if self._lock is None:
            self._lock = self._database.kept()
            self._ask("SELECT pg_advisory_lock(:key)", self.name)

    def gone(self, names: Collection[str]) -> frozenset[str]:
        """
        Say which of *names* are of processes that are dead.

        Raises:
            DatabaseError: the database is away; this process is not seen any more, until :meth:`show`.
        """
        self.show()
        return frozenset(name for name in names if name != self.name and self._is_gone(name))

    def _is_gone(self, name: str) -> bool:
        if not self._ask("SELECT pg_try_advisory_lock(:key)", name):
            return False
        self._ask("SELECT pg_advisory_unlock(:key)", name)
        return True

    def _ask(self, statement: str, name: str) -> bool:
        assert self._lock
        key = int.from_bytes(hashlib.sha256(b"aura" + name.encode()).digest()[:8], signed=True)
        try:
            return self._lock.execute(sa.text(statement), {"key": key}).scalar() is not False
        except sa.exc.DBAPIError as error:
            self.leave()
            raise DatabaseError("The database of the jobs is away.", remedy="Make sure that it runs.") from error

    def leave(self) -> None:
        """Be seen no more."""
        if self._lock is not None:
            # Merely closed, it would go back to its pool with the lock.
            self._lock.invalidate()
            self._lock.close()
            self._lock = None
