"""
Seeing to it that every job is gone on with, by this process or by another.

Rule: what is to be done stands in the database first and is begun after; so whoever dies between the two, the next look
finds it.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import Final

from aura_core.errors import DatabaseError
from aura_core.jobs.crew import Crew
from aura_core.jobs.engine import Engine
from aura_core.jobs.presence import Alone, Together
from aura_core.jobs.queue import Queue, Turn


__all__ = ["Watch"]

log = logging.getLogger(__name__)

_ALONE_S: Final = 5.0
"""How often is looked where only this process uses the database: whatever happens calls."""

_TOGETHER_S: Final = 1.0
"""How often is looked where others use it too."""

_IDLE_LOOKS: Final = 2
"""After how many looks that found nothing to do the engine rests."""

_STOP_S: Final = 0.5
"""How long a look may take to end when the jobs are closed; it may be waiting for a database that is away."""


class Watch:
    """
    Compares what is to be done with what is being done, in a thread of its own.

    Args:
        together: Whether other processes use the same queue.
    """

    def __init__(self, queue: Queue, engine: Engine, crew: Crew, presence: Alone | Together, *, together: bool) -> None:
        self._queue = queue
        self._engine = engine
        self._crew = crew
        self._presence = presence
        self._every_s = _TOGETHER_S if together else _ALONE_S
        self._called = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="jobs-watch", daemon=True)
        self._unwalked: frozenset[Turn] = frozenset()
        self._idle = 0

    def start(self) -> None:
        """
        Go on with what is to be gone on with, now and from now on.

        Raises:
            DatabaseError: the database cannot be reached.
        """
        self._engine.start()
        self.look(first=True)
        self._thread.start()

    def call(self) -> None:
        """Look now, from any thread: a job waits, or a place is free."""
        self._called.set()

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()
        self._called.set()
        self._thread.join(_STOP_S)

    def _run(self) -> None:
        next_look = time.monotonic() + self._every_s
        while not self._ended.is_set():
            self._called.wait(next_look - time.monotonic())
            self._called.clear()
            # Who calls wants the next job begun; all else can wait.
            due = time.monotonic() >= next_look
            if due:
                next_look = time.monotonic() + self._every_s
            try:
                self.look() if due else self._begin()
            except DatabaseError:
                # The next look finds what this one could not.
                continue
            except Exception:
                # Whatever it is, a watch that ends would leave every job waiting.
                log.exception("jobs not looked after")

    def look(self, *, first: bool = False) -> None:
        """
        Begin what can be begun, go on with what nobody goes on with, and rest where there is nothing.

        What is found unattended once may just be on its way from one hand to the other; at the *first* look of all
        there is no such hand.
        """
        # In this order: what is at work now was in hand before, and still is unless somebody ended it.
        at_work = self._crew.at_work
        in_hand = self._queue.in_hand()
        for turn in at_work - frozenset(in_hand):
            self._crew.drop(turn)
        self._take_over(in_hand)
        mine = [turn for turn in in_hand if turn.holder == self._queue.name]
        self._mend(mine, first=first)
        self._begin()
        self._rest_if_idle(busy=bool(mine))

    def _begin(self) -> None:
        """Begin jobs as long as any waits and there is a place."""
        while not self._ended.is_set() and self._queue.may_take() and (turn := self._queue.take()):
            self._idle = 0
            self._engine.go_on(turn)

    def _take_over(self, in_hand: tuple[Turn, ...]) -> None:
        """Let what dead processes were at wait for the living."""
        gone = self._presence.gone({turn.holder for turn in in_hand})
        for turn in in_hand:
            if turn.holder in gone:
                self._queue.give_back(turn)

    def _mend(self, mine: list[Turn], *, first: bool) -> None:
        living = self._engine.living(mine)
        unwalked = frozenset(turn for turn in mine if not living.get(turn))
        for turn in unwalked if first else unwalked & self._unwalked:
            if turn in living:
                # It came to its end and the job did not: another has to be begun.
                self._queue.give_back(turn)
            else:
                self._engine.go_on(turn)
        self._unwalked = unwalked

    def _rest_if_idle(self, *, busy: bool) -> None:
        self._idle = 0 if busy else self._idle + 1
        if self._idle > _IDLE_LOOKS:
            self._engine.rest()
