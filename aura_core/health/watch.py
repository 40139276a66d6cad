"""
Looking, again and again, and remembering what was found.

Rule 1: nobody who asks waits for a check; what it found last is the answer.

Rule 2: a check that hangs harms itself alone: it has a thread of its own, is not begun twice, and counts as failed
until it comes back.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Final, Self

import attrs

from aura_core.errors import AuraError, NotFoundError
from aura_core.health.checks import Check, Observation
from aura_core.model.health.finding import Finding, Report, Verdict


__all__ = ["Health", "examine"]

_REMEMBERED: Final = 100
"""Looks of each check by which rates are told."""


class Health:
    """
    Checks that are looked at in the background; use it as a context manager.

    Args:
        heard: Is told, in the check's thread, whenever a verdict is another than before.
    """

    def __init__(self, checks: Iterable[Check], heard: Callable[[Finding], None] = lambda _: None) -> None:
        self._watches = {check.id: _Watch(check, heard) for check in checks}
        self._stopped = threading.Event()

    def __enter__(self) -> Self:
        """Begin to look."""
        for watch in self._watches.values():
            # As daemons: what hangs in a system call is not waited for when the process ends.
            threading.Thread(target=watch.keep, args=(self._stopped,), name=f"aura-{watch.id}", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """Look no more."""
        self._stopped.set()

    def report(self, tag: str | None = None) -> Report:
        """
        Say what was found last, at once.

        Args:
            tag: Only of checks that have it.
        """
        findings = (watch.finding() for watch in self._watches.values())
        return Report(tuple(one for one in findings if tag is None or tag in one.tags), datetime.now(UTC))

    def look(self, check_id: str) -> Finding:
        """
        Look at one thing now, and wait for it.

        Raises:
            NotFoundError: there is no such check.
        """
        return self._watch(check_id).look()

    def forgive(self, check_id: str) -> Finding:
        """
        Forget how often a check failed before, and look now.

        Raises:
            NotFoundError: there is no such check.
        """
        self._watch(check_id).forget()
        return self.look(check_id)

    def _watch(self, check_id: str) -> _Watch:
        watch = self._watches.get(check_id)
        if watch is None:
            raise NotFoundError(
                f"There is no check {check_id[:60]!r}.", remedy=f"Ask for one of {', '.join(self._watches)}."
            )
        return watch


def examine(checks: Iterable[Check]) -> Report:
    """Look at everything once, one after another, and wait for it."""
    return Report(tuple(_Watch(check, lambda _: None).look() for check in checks), datetime.now(UTC))


class _Watch:
    """A check, and what came of it."""

    def __init__(self, check: Check, heard: Callable[[Finding], None]) -> None:
        self.id = check.id
        self._check = check
        self._heard = heard
        self._looking = threading.Lock()
        self._began: float | None = None
        self._looks: deque[tuple[bool, float]] = deque(maxlen=_REMEMBERED)
        self._failures = 0
        self._told = Verdict.PASS
        self._finding = self._found(Observation("It was not looked at yet.", verdict=Verdict.FAIL), 0.0)

    def keep(self, stopped: threading.Event) -> None:
        """Look as often as the check says, until *stopped*."""
        while not stopped.is_set():
            self.look()
            stopped.wait(self._check.period_s)

    def look(self) -> Finding:
        """Look now, after whoever does so already."""
        with self._looking:
            self._began = time.monotonic()
            seen, code = self._seen()
            took = time.monotonic() - self._began
            failed = seen.verdict is Verdict.FAIL
            self._looks.append((not failed, took))
            self._failures = self._failures + 1 if failed else 0
            self._finding = self._found(seen, took, code)
            self._began = None
            if self._told is not seen.verdict:
                self._told = seen.verdict
                self._heard(self._finding)
            return self._finding

    def finding(self) -> Finding:
        """Say what was found last; a look that takes too long is a failure already."""
        began, last = self._began, self._finding
        if began is None or time.monotonic() - began < self._check.patience_s:
            return last
        return attrs.evolve(
            last,
            verdict=Verdict.FAIL,
            message=f"It has not answered for {time.monotonic() - began:.0f} seconds.",
            remedy="See whether the disk, the network or the database behind it hangs.",
            code="E503",
            actions=self._check.actions,
        )

    def forget(self) -> None:
        """Forget how often it failed."""
        self._looks.clear()
        self._failures = 0

    def _seen(self) -> tuple[Observation, str | None]:
        try:
            return self._check.look(), None
        except AuraError as error:
            return Observation(str(error), verdict=Verdict.FAIL, remedy=error.remedy), error.code
        except Exception as error:  # noqa: BLE001 - whatever a check stumbles over, it is what is to be told
            remedy = "Report this message; it should have been foreseen."
            return Observation(f"{type(error).__name__}: {error}", verdict=Verdict.FAIL, remedy=remedy), "E500"

    def _found(self, seen: Observation, took: float, code: str | None = None) -> Finding:
        check, looks = self._check, self._looks
        return Finding(
            id=check.id,
            name=check.name,
            category=check.category,
            verdict=seen.verdict,
            required=check.required,
            message=seen.message,
            remedy=seen.remedy,
            code=code,
            data=dict(seen.data),
            tags=tuple(sorted(check.tags)),
            actions=() if seen.verdict is Verdict.PASS else check.actions,
            at=datetime.now(UTC),
            took_ms=1000 * took,
            consecutive_failures=self._failures,
            success_rate=sum(ok for ok, _ in looks) / len(looks) if looks else 0.0,
            average_ms=1000 * sum(spent for _, spent in looks) / len(looks) if looks else 0.0,
        )
