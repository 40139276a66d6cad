"""
Who of those that share a PostgreSQL lives: each holds a lock that ends with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection

import sqlalchemy as sa

from aura_core.errors import DatabaseError
from aura_core.jobs.database import Database


__all__ = ["Presence"]


class Presence:
    """
    Lets others see that the process *name* lives, and sees who of the others does not.

    In SQLite, which belongs to one process, there is nobody else.
    """

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._name = name
        self._lock: sa.Connection | None = None

    def show(self) -> None:
        """
        Be seen, from now on or still.

        Raises:
            DatabaseError: the database is away; the next call is seen again.
        """
        if self._database.shared and self._lock is None:
            self._lock = self._database.kept()
            self._ask("SELECT pg_advisory_lock(:key)", self._name)

    def gone(self, names: Collection[str]) -> frozenset[str]:
        """
        Say which of *names* are of processes that are dead.

        Raises:
            DatabaseError: the database is away; this process is not seen any more, until :meth:`show`.
        """
        if not self._database.shared:
            return frozenset()
        self.show()
        return frozenset(name for name in names if name != self._name and self._is_gone(name))

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
