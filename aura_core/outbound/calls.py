"""
Every call to a provider, in a file that all processes share.

Rule 1: whatever is known of a provider — how often it was asked, what it cost, whether it is well — is what its calls
come to; nothing is counted twice, in two places.

Rule 2: a call is judged and noted in one transaction, with the most that it may cost, so that several at once cannot
together go beyond a limit.

Rule 3: a call that may have been paid for without an answer keeps what it was expected to cost.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import attrs

from aura_core.disk import alone_in, disk_errors
from aura_core.errors import OutputError
from aura_core.outbound.allowance import Allowance
from aura_core.outbound.breaker import FAILURES, Outcome
from aura_core.outbound.charge import Charge
from aura_core.outbound.processes import lives, this_process
from aura_core.verdicts import Verdict


__all__ = ["CallLog", "CallRecord", "Past", "Planned", "calls_in"]

_KEPT_S: Final = 62 * 24 * 3600
"""Two months: the longest that anything is counted over, and then some."""

_STALE_S: Final = 3600.0
"""What has not ended for so long was cut off: its process died."""

_OUTCOMES: Final = 200

_UNPAID: Final = frozenset(set(Verdict) - {Verdict.TIMEOUT, Verdict.RESET, Verdict.TRUNCATED, Verdict.BAD_SCHEMA})
"""What says that a provider did nothing that it could charge for."""

_SCHEMA: Final = """
    CREATE TABLE IF NOT EXISTS calls (
        id INTEGER PRIMARY KEY,
        run TEXT NOT NULL,
        stage TEXT NOT NULL,
        provider TEXT NOT NULL,
        model TEXT NOT NULL,
        began REAL NOT NULL,
        ended REAL,
        verdict TEXT,
        retry_at REAL,
        tokens INTEGER NOT NULL,
        tokens_in INTEGER NOT NULL DEFAULT 0,
        tokens_out INTEGER NOT NULL DEFAULT 0,
        characters INTEGER NOT NULL DEFAULT 0,
        dollars REAL
    );
    CREATE INDEX IF NOT EXISTS calls_by_provider ON calls (provider, began);
    CREATE INDEX IF NOT EXISTS calls_by_time ON calls (began);
    CREATE INDEX IF NOT EXISTS calls_by_run ON calls (run);
    CREATE TABLE IF NOT EXISTS callers (call INTEGER PRIMARY KEY, process TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS resets (provider TEXT PRIMARY KEY, at REAL NOT NULL);
    CREATE TABLE IF NOT EXISTS allowances (
        provider TEXT PRIMARY KEY, most INTEGER NOT NULL, remaining INTEGER NOT NULL, resets_at REAL, told_at REAL NOT NULL
    );
"""

_VERSION: Final = 3
"""Of the schema, which counts up whenever a table is added; each is made where it is not there yet."""

_DONE: Final = "DELETE FROM callers WHERE call = ?"

_CUT_OFF: Final = "CutOff"
"""Stands for the verdict of a call that nobody waited for any more."""


@attrs.frozen
class Planned:
    """
    A call that is about to be made.

    Attributes:
        run: The film that it is for, or what else it is made for.

        charge: The most that it is expected to cost.
    """

    run: str
    stage: str
    provider: str
    model: str = ""
    charge: Charge = Charge()


@attrs.frozen
class CallRecord:
    """
    A call as it was noted.

    Attributes:
        seconds: How long it took; ``None`` while it is under way.

        verdict: Why nothing came of it; ``None`` when something did, or may yet.
    """

    run: str
    stage: str
    provider: str
    model: str
    began: float
    seconds: float | None
    verdict: str | None
    charge: Charge


class Past:
    """
    What was asked before, as it matters to a call that is about to be made.
    """

    def __init__(self, connection: sqlite3.Connection, planned: Planned, now: float) -> None:
        self._connection = connection
        self.planned = planned
        self.now = now

    def nth_last(self, count: int, within_s: float, *, everyone: bool = False) -> float | None:
        """Say when the *count*-th last call of the last *within_s* seconds began; ``None`` when there were fewer."""
        query = "SELECT began FROM calls WHERE began > ? AND (? OR provider = ?) ORDER BY began DESC LIMIT 1 OFFSET ?"
        return self._value(query, self.now - within_s, everyone, self.planned.provider, count - 1)

    def tokens(self, within_s: float) -> int:
        """Count the tokens of the last *within_s* seconds; of calls under way, what they are expected to take."""
        query = "SELECT SUM(tokens) FROM calls WHERE provider = ? AND began > ?"
        return int(self._value(query, self.planned.provider, self.now - within_s) or 0)

    def dollars(self, since: float, *, everyone: bool = False) -> float:
        """Sum up what was spent *since* a moment."""
        query = "SELECT SUM(dollars) FROM calls WHERE began >= ? AND (? OR provider = ?)"
        return self._value(query, since, everyone, self.planned.provider) or 0.0

    def dollars_of_run(self) -> float:
        """Sum up what was spent on this film."""
        return self._value("SELECT SUM(dollars) FROM calls WHERE run = ?", self.planned.run) or 0.0

    def under_way(self) -> int:
        """Count the calls of the provider that have not ended, and whose processes live."""
        query = (
            "SELECT COALESCE(process, '') FROM calls LEFT JOIN callers ON call = calls.id "
            "WHERE provider = ? AND ended IS NULL AND began > ?"
        )
        found = self._connection.execute(query, (self.planned.provider, self.now - _STALE_S))
        return sum(lives(process) for (process,) in found)

    def retry_at(self) -> float:
        """Say when the provider wants to be asked again."""
        query = "SELECT MAX(retry_at) FROM calls WHERE provider = ? AND began > ?"
        return self._value(query, self.planned.provider, self.now - _STALE_S) or 0.0

    def outcomes(self) -> tuple[Outcome, ...]:
        """List how the last calls ended, the oldest first."""
        return _outcomes(self._connection, self.planned.provider)

    def _value(self, query: str, *parameters: object) -> float | None:
        found = self._connection.execute(query, parameters).fetchone()
        return found[0] if found else None


class CallLog:
    """
    The calls, in the SQLite file *path*.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def begin(self, planned: Planned, judge: Callable[[Past], float]) -> tuple[int, float]:
        """
        Note that a call begins, if *judge* lets it.

        Args:
            judge: Says how many seconds it has to wait; raises what refuses it.

        Returns:
            The number of the call and 0, or 0 and the seconds to wait.
        """
        with self._opened() as connection:
            now = time.time()
            wait = judge(Past(connection, planned, now))
            if wait > 0:
                return 0, wait
            connection.execute("DELETE FROM calls WHERE began < ?", (now - _KEPT_S,))
            charge = planned.charge
            cursor = connection.execute(
                "INSERT INTO calls (run, stage, provider, model, began, tokens, dollars) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    *(planned.run, planned.stage, planned.provider, planned.model, now),
                    *(charge.tokens_in + charge.tokens_out, charge.dollars),
                ),
            )
            connection.execute("INSERT OR REPLACE INTO callers VALUES (?, ?)", (cursor.lastrowid, this_process()))
            return int(cursor.lastrowid or 0), 0.0

    def end(self, number: int, charge: Charge) -> None:
        """Note that the call *number* was answered, and what it cost."""
        with self._opened() as connection:
            connection.execute(_DONE, (number,))
            connection.execute(
                "UPDATE calls SET ended = ?, tokens = ?, tokens_in = ?, tokens_out = ?, characters = ?, dollars = ? "
                "WHERE id = ?",
                (
                    *(time.time(), charge.tokens_in + charge.tokens_out, charge.tokens_in, charge.tokens_out),
                    *(charge.characters, charge.dollars, number),
                ),
            )

    def fail(self, number: int, verdict: Verdict | None, retry_after: float | None = None) -> None:
        """Note that nothing came of the call *number*; ``None`` when nobody waited for it any more."""
        unpaid = verdict in _UNPAID
        now = time.time()
        with self._opened() as connection:
            connection.execute(_DONE, (number,))
            connection.execute(
                "UPDATE calls SET ended = ?, verdict = ?, retry_at = ?, "
                "tokens = CASE WHEN ? THEN 0 ELSE tokens END, dollars = CASE WHEN ? THEN 0 ELSE dollars END WHERE id = ?",
                (
                    *(now, verdict.value if verdict else _CUT_OFF, now + retry_after if retry_after else None),
                    *(unpaid, unpaid, number),
                ),
            )

    def withdraw(self, number: int) -> None:
        """Forget the call *number*: it was not made."""
        with self._opened() as connection:
            connection.execute(_DONE, (number,))
            connection.execute("DELETE FROM calls WHERE id = ?", (number,))

    def allow(self, provider: str, allowance: Allowance) -> None:
        """Note what a provider says of how often it may still be asked."""
        told = (allowance.most, allowance.left, allowance.resets_at, allowance.told_at)
        with self._opened() as connection:
            connection.execute("INSERT OR REPLACE INTO allowances VALUES (?, ?, ?, ?, ?)", (provider, *told))

    def allowance(self, provider: str) -> Allowance | None:
        """Return what a provider said last of how often it may be asked; ``None`` when it never did."""
        query = "SELECT most, remaining, resets_at, told_at FROM allowances WHERE provider = ?"
        return next((Allowance(*row) for row in self.rows(query, provider)), None)

    def outcomes(self, provider: str) -> tuple[Outcome, ...]:
        """List how the last calls of a provider ended, the oldest first."""
        with self._opened() as connection:
            return _outcomes(connection, provider)

    def providers(self) -> tuple[str, ...]:
        """List who was asked at all; nobody was where there is no file, and none is made."""
        return tuple(row[0] for row in self.rows("SELECT DISTINCT provider FROM calls ORDER BY provider"))

    def reset(self, provider: str) -> None:
        """Let what went wrong with a provider before now count no more."""
        with self._opened() as connection:
            connection.execute("INSERT OR REPLACE INTO resets VALUES (?, ?)", (provider, time.time()))

    def records(self, *, since: float = 0.0, run: str | None = None) -> tuple[CallRecord, ...]:
        """List the calls that began *since* a moment, of one *run* or of all, the oldest first."""
        query = (
            "SELECT run, stage, provider, model, began, ended - began, verdict, tokens_in, tokens_out, characters, dollars "
            "FROM calls WHERE began >= ? AND (? IS NULL OR run = ?) ORDER BY began, id"
        )
        with self._opened() as connection:
            rows = connection.execute(query, (since, run, run)).fetchall()
        return tuple(map(_record, rows))

    def rows(self, query: str, *parameters: object) -> tuple[tuple[Any, ...], ...]:
        """Return what *query* finds; nothing where there is no file, and none is made."""
        if not self._path.exists():
            return ()
        with self._opened() as connection:
            return tuple(connection.execute(query, parameters))

    @contextlib.contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with disk_errors(self._path.parent):
            self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with contextlib.closing(sqlite3.connect(self._path, timeout=30, isolation_level=None)) as connection:
                self._prepare(connection)
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                except BaseException:
                    connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise OutputError(
                f"The list of calls to providers, {self._path}, cannot be used: {error}.",
                remedy="Free some space, or move the file away; a new one is then begun, and budgets with it.",
            ) from error

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Make the tables where there are none yet."""
        connection.execute("PRAGMA synchronous = NORMAL")
        if _is_prepared(connection):
            return
        # Two that change the journal's mode at once do not wait for one another: one of them fails.
        with alone_in(self._path.parent, patience_s=30):
            if not _is_prepared(connection):
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(f"BEGIN IMMEDIATE;{_SCHEMA}; PRAGMA user_version = {_VERSION}; COMMIT;")


def _is_prepared(connection: sqlite3.Connection) -> bool:
    return int(connection.execute("PRAGMA user_version").fetchone()[0]) >= _VERSION


def calls_in(data: Path) -> CallLog:
    """Return the calls that are noted in the data folder *data*."""
    return CallLog(data / "calls.db")


def _record(row: tuple[Any, ...]) -> CallRecord:
    run, stage, provider, model, began, seconds, verdict, *charge = row
    return CallRecord(run, stage, provider, model, began, seconds, verdict, Charge(*charge))


def _outcomes(connection: sqlite3.Connection, provider: str) -> tuple[Outcome, ...]:
    rows = connection.execute(
        "SELECT ended, verdict FROM calls WHERE provider = ? AND ended IS NOT NULL AND verdict IS NOT ? AND began > "
        "COALESCE((SELECT at FROM resets WHERE provider = ?), 0) ORDER BY began DESC, id DESC LIMIT ?",
        (provider, _CUT_OFF, provider, _OUTCOMES),
    ).fetchall()
    known = {verdict.value: verdict for verdict in Verdict}
    ended = ((at, known.get(word)) for at, word in rows)
    return tuple(sorted((Outcome(at, why in FAILURES, why) for at, why in ended), key=lambda one: one.at))
