"""
Making sure that something goes on with every open job, and that whoever waits for an end is told of it.

Rule: what is to be done stands in the ledger first and is handed to the engine after; so whoever dies between the two,
the next look finds it.
"""

from __future__ import annotations

import contextvars

from aura_core.jobs.engine import Engine
from aura_core.jobs.ledger import Ledger, Open


__all__ = ["Watch"]


class Watch:
    """
    Compares what is to be done with what is being done.
    """

    def __init__(self, ledger: Ledger, engine: Engine) -> None:
        self._ledger = ledger
        self._engine = engine
        self._idle: frozenset[Open] = frozenset()

    def begin(self) -> None:
        """Go on with everything that nobody goes on with: this process is the first to look."""
        for one in self._unattended():
            self._mend(one)
        self._announce_all()

    def look(self) -> None:
        """
        Go on with what nobody has gone on with since the last look.

        What is found idle once may just be on its way from one hand to the other.
        """
        found = self._unattended()
        for one in found & self._idle:
            self._mend(one)
        self._idle = found
        self._announce_all()

    def drive(self, job_id: str, workflow: str, priority: int) -> None:
        """Have a job gone on with by the workflow that it names."""
        self._engine.film(workflow, job_id, priority)

    def announce(self, job_id: str, seq: int) -> None:
        """Have the end of a job, its event *seq*, told to whoever waits for it."""
        # In a context of its own: DBOS would take a workflow begun inside a step for that step's child.
        contextvars.Context().run(self._engine.webhook, f"{job_id}.told.{seq}", job_id, seq)

    def _announce_all(self) -> None:
        for job_id, seq in self._ledger.undelivered():
            self.announce(job_id, seq)

    def _unattended(self) -> frozenset[Open]:
        jobs = self._ledger.open()
        living = self._engine.living([one.workflow for one in jobs])
        return frozenset(one for one in jobs if not living.get(one.workflow))

    def _mend(self, one: Open) -> None:
        if self._engine.living([one.workflow]).get(one.workflow) is False:
            # It came to its end and the job did not: a new one is needed, which only one process may begin.
            anew = self._ledger.drive(one)
            if anew is None:
                return
            one = anew
        self.drive(one.job_id, one.workflow, self._ledger.find(one.job_id).job.priority)
