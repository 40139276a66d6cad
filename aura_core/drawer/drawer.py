"""
A kind of values that last.

Rule 1: every change keeps what was before it; the oldest is forgotten when there are too many versions, or they weigh
too much.

Rule 2: whoever changes a value may say which version is meant, and is refused when it is another by then.

Rule 3: what a change would leave as it is makes no version.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Generic, TypeVar

import sqlalchemy as sa

from aura_core.database import Database, url_for
from aura_core.disk import disk_errors
from aura_core.drawer.keeping import Kept, Page
from aura_core.drawer.tables import PAST, SCHEMA, VALUES
from aura_core.errors import ConflictError, InvalidInputError, NotFoundError, StaleError, TooLargeError
from aura_core.settings import Settings
from aura_core.wire import dumps, loads


__all__ = ["LARGEST", "MOST", "VERSIONS", "WEIGHT", "Drawer", "opened"]

T = TypeVar("T")

LARGEST: Final = 2_000_000
"""Characters of a value as JSON; a script of two hours has some 200,000."""

VERSIONS: Final = 50
WEIGHT: Final = 10 * LARGEST
"""How many versions before the present one are kept of a value, and how much they weigh together."""

MOST: Final = 10_000
"""Values of a kind."""

_ID: Final = re.compile(r"[0-9a-f-]{36}")

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """
    Give the database in which *settings* have things kept, ready for drawers.

    Raises:
        DatabaseError: it cannot be used.
    """
    database = Database(url_for(settings.database, settings.data))
    if database.file:
        with disk_errors(database.file.parent):
            database.file.parent.mkdir(parents=True, exist_ok=True)
    try:
        database.prepare(SCHEMA)
        yield database
    finally:
        database.close()


class Drawer(Generic[T]):
    """
    The values of a *kind*, each a *cls*.

    Every method waits for the database, may be called from any thread and process, and raises
    :class:`~aura_core.errors.DatabaseError` when it cannot be reached.

    Args:
        kind: A word, which refusals say, too.
    """

    def __init__(self, database: Database, kind: str, cls: type[T]) -> None:
        self.kind = kind
        self._database = database
        self._cls = cls

    def put(self, value: T, note: str = "", *, key: str | None = None) -> Kept[T]:
        """
        Keep *value* as a new one.

        Args:
            key: Its id, where it says more of something that has one, such as a job; a fresh one without.

        Raises:
            TooLargeError: it is more than is kept.

            ConflictError: too many are kept already.
        """
        text = self._written(value)
        kept = Kept(key or str(uuid.uuid4()), 1, value, now := datetime.now(UTC), now, note)
        with self._database.writing() as connection:
            count = sa.select(sa.func.count()).where(VALUES.c.kind == self.kind)
            if (connection.execute(count).scalar() or 0) >= MOST:
                raise ConflictError(
                    f"{MOST:,} values of the kind {self.kind} are kept already.",
                    remedy="Delete some that nobody needs.",
                )
            row = {"kind": self.kind, "id": kept.id, "version": 1, "note": note, "value": text}
            moments = {"created": _ticks(now), "changed": _ticks(now)}
            connection.execute(sa.insert(VALUES).values(**row, **moments))
        return kept

    def find(self, key: str, version: int | None = None) -> Kept[T]:
        """
        Return the value of the id *key*, as it is or as it was.

        Raises:
            NotFoundError: there is none, or that version of it is not kept.
        """
        with self._database.reading() as connection:
            row = self._row(connection, key)
            if version is None or version == row.version:
                return self._read(row)
            # A number beyond the present one may be more than a database can hold.
            chosen = sa.select(PAST).where(PAST.c.value_id == key, PAST.c.version == min(version, row.version))
            past = connection.execute(chosen).first() if version > 0 else None
        if past is None:
            raise NotFoundError(
                f"There is no version {version} of the {self.kind} {key}.", remedy="Look at the versions that are kept."
            )
        return self._read(row, past)

    def change(
        self, key: str, change: Callable[[T], T], *, expected: Collection[int] | None = None, note: str = ""
    ) -> Kept[T]:
        """
        Make of a value what *change* makes of it; nobody else changes it meanwhile.

        Args:
            expected: The versions that may be changed; ``None`` for any.

            note: What makes it so, as a sentence.

        Raises:
            NotFoundError: there is none.

            StaleError: it has another version.

            TooLargeError: it would be more than is kept.
        """
        with self._database.writing() as connection:
            row = self._held(connection, key, expected)
            before = self._read(row)
            value = change(before.value)
            text = self._written(value)
            if text == row.value:
                return before
            after = Kept(key, row.version + 1, value, before.created, datetime.now(UTC), note)
            past = {"version": row.version, "changed": row.changed, "note": row.note, "value": row.value}
            connection.execute(sa.insert(PAST).values(value_id=key, size=len(row.value), **past))
            now = {"version": after.version, "changed": _ticks(after.changed), "note": note, "value": text}
            connection.execute(sa.update(VALUES).where(VALUES.c.id == key).values(**now))
            _forget(connection, key)
        return after

    def revert(self, key: str, version: int, *, expected: Collection[int] | None = None) -> Kept[T]:
        """
        Make a value what it was in *version*; that is a change like any other.

        Raises:
            NotFoundError: there is none, or that version of it is not kept.

            StaleError: it has another version than is *expected*.
        """
        was = self.find(key, version).value
        return self.change(key, lambda _: was, expected=expected, note=f"As it was in version {version}.")

    def listed(self, limit: int = 50, offset: int = 0) -> Page[T]:
        """Return values, those that were changed last first."""
        fits = VALUES.c.kind == self.kind
        chosen = sa.select(VALUES).where(fits).order_by(VALUES.c.changed.desc(), VALUES.c.number.desc())
        with self._database.reading() as connection:
            rows = connection.execute(chosen.limit(limit).offset(offset)).all()
            total = connection.execute(sa.select(sa.func.count()).where(fits)).scalar() or 0
        return Page(tuple(map(self._read, rows)), total)

    def versions(self, key: str) -> tuple[Kept[T], ...]:
        """
        Return a value in all versions that are kept, the present one first.

        Raises:
            NotFoundError: there is none.
        """
        with self._database.reading() as connection:
            row = self._row(connection, key)
            # Not what became past since the row was read.
            chosen = sa.select(PAST).where(PAST.c.value_id == key, PAST.c.version < row.version)
            past = connection.execute(chosen.order_by(PAST.c.version.desc())).all()
        return (self._read(row), *(self._read(row, one) for one in past))

    def remove(self, key: str, *, expected: Collection[int] | None = None) -> None:
        """
        Forget a value and all its versions.

        Raises:
            NotFoundError: there is none.

            StaleError: it has another version than is *expected*.
        """
        with self._database.writing() as connection:
            self._held(connection, key, expected)
            connection.execute(sa.delete(VALUES).where(VALUES.c.id == key))

    def _row(self, connection: sa.Connection, key: str, *, held: bool = False) -> Any:
        chosen = sa.select(VALUES).where(VALUES.c.id == key, VALUES.c.kind == self.kind)
        # What is no id may hold characters that a database does not take.
        row = connection.execute(chosen.with_for_update() if held else chosen).first() if _ID.fullmatch(key) else None
        if row is None:
            raise NotFoundError(f"There is no {self.kind} {key}.", remedy=f"Look for it in the list of {self.kind}s.")
        return row

    def _held(self, connection: sa.Connection, key: str, expected: Collection[int] | None) -> Any:
        """Return a row that nobody else changes until the transaction ends, if it has a version that is *expected*."""
        row = self._row(connection, key, held=True)
        if expected is not None and row.version not in expected:
            raise StaleError(
                f"The {self.kind} has version {row.version} by now, which is not the one that was meant.",
                remedy="Read it again, and make the change anew.",
            )
        return row

    def _read(self, row: Any, past: Any = None) -> Kept[T]:
        shown = past or row
        try:
            value = loads(shown.value, self._cls)
        except InvalidInputError as error:
            raise ConflictError(
                f"The {self.kind} {row.id} was kept by another version of this program, and cannot be read: {error}",
                remedy="Use the version that kept it.",
            ) from error
        return Kept(row.id, shown.version, value, _moment(row.created), _moment(shown.changed), shown.note)

    def _written(self, value: T) -> str:
        text = dumps(value)
        if len(text) > LARGEST:
            raise TooLargeError(
                f"The {self.kind} would have {len(text):,} characters; at most {LARGEST:,} are kept.",
                remedy="Make it shorter, or keep it in parts.",
            )
        return text


def _forget(connection: sa.Connection, key: str) -> None:
    """Forget the versions that are too many, and those before whom the others weigh too much."""
    chosen = sa.select(PAST.c.version, PAST.c.size).where(PAST.c.value_id == key).order_by(PAST.c.version.desc())
    weight = 0
    for place, (version, size) in enumerate(connection.execute(chosen).all()):
        weight += size
        if place >= VERSIONS or weight > WEIGHT:
            connection.execute(sa.delete(PAST).where(PAST.c.value_id == key, PAST.c.version <= version))
            return


def _ticks(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _moment(ticks: int) -> datetime:
    return _EPOCH + timedelta(microseconds=ticks)
