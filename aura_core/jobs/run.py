"""
A film being made for a job, by a process of its own: what becomes of the job is what the process reports.

Rule: what it reports is kept before anything is made of it, however long the database takes to come back.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Protocol

import attrs

from aura_core.errors import AuraError
from aura_core.ffmpeg.process import kill_group
from aura_core.jobs import life
from aura_core.jobs.queue import Turn
from aura_core.model.artifact import Artifact
from aura_core.model.enums import JobStatus
from aura_core.model.events import Finished, Progress, StepFinished, StepName, Warned
from aura_core.model.job import Job
from aura_core.model.settings.export import UploadDestination
from aura_core.settings import Settings, child_environment
from aura_core.task import FAILED, Failure, Task, failure_of
from aura_core.wire import dumps, event_from_wire, structure


__all__ = ["Employer", "Run"]

_ASKED_S: Final = 1.0
"""How long a process may take to end what it started; then its group is killed."""

_LAST_WORDS_S: Final = 0.5
"""How long is waited for the database to keep what a process said last, when the server stops."""

_QUIET_S: Final = 1.0
"""Between two reports of the same percentage."""

_LINE_BYTES: Final = 16 * 1024 * 1024

_DIED: Final = Failure(
    code="E999",
    step_code="UnknownError",
    title="Unexpected Error",
    message="The process that made the film ended unexpectedly.",
    remedy="Retry the job: it goes on from its last finished step. If it fails again, the server's log says more.",
    retryable=True,
)


class Employer(Protocol):
    """Who has films made, and keeps what is reported of them."""

    @property
    def closing(self) -> bool:
        """Whether jobs are left as they are, to go on later."""

    async def task(self, turn: Turn) -> Task | None:
        """
        Say what is to be made; ``None`` when nothing is any more.

        Raises:
            AuraError: what was asked for cannot be made.
        """

    async def bound(self, turn: Turn) -> Sequence[UploadDestination]:
        """
        Say where the film is to be sent once it is done.

        Raises:
            AuraError: that cannot be found out.
        """

    async def keep_however(
        self, turn: Turn, move: Callable[[Job], life.Move | None], bound: Sequence[UploadDestination] = ()
    ) -> Job | None:
        """
        Keep what *move* makes of the job, however long it takes; ``None`` when it is gone, or goes on elsewhere.

        Args:
            bound: Where the film is to be sent if this is what ends the job well.
        """

    async def shelve(self, turn: Turn, artifact: Artifact) -> Path | None:
        """
        Put the film where the owner wants to find it; ``None`` when that is nowhere.

        Raises:
            AuraError: it cannot be put there.
        """

    def over(self, run: Run) -> None:
        """Hear that a process has ended."""


class Run:
    """
    A film being made, in the event loop of whoever wants it first.

    Attributes:
        turn: The job it is for, and what that goes on by.
    """

    def __init__(self, turn: Turn, employer: Employer) -> None:
        self.loop = asyncio.get_running_loop()
        self.turn = turn
        self._employer = employer
        self._process: asyncio.subprocess.Process | None = None
        self._reached = {step: self.loop.create_future() for step in StepName}
        self._told: tuple[int, float] = (-1, 0.0)
        self._work = self.loop.create_task(self._make())

    async def reach(self, step: StepName) -> bool:
        """Wait until *step* has come to its end; say whether it has succeeded."""
        return bool(await asyncio.shield(self._reached[step]))

    async def stop(self) -> None:
        """End the process; the job stays as it is."""
        if self._process is None:
            self._work.cancel()
        else:
            self._let_go()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_ASKED_S):
                    await self._process.wait()
            if self._process.returncode is None:
                kill_group(self._process.pid)
        await asyncio.wait([self._work], timeout=_LAST_WORDS_S if self._employer.closing else None)
        self._work.cancel()
        await asyncio.wait([self._work])
        if self._process is not None:
            # Reads what is left, which closes the pipe: no loop may end before its processes.
            await self._process.communicate()

    def _let_go(self) -> None:
        """Let the process end by itself: nobody wants its film."""
        assert self._process
        assert self._process.stdin
        with contextlib.suppress(OSError, RuntimeError):
            self._process.stdin.close()

    async def _make(self) -> None:
        try:
            await self._follow_or_fail()
        finally:
            self._employer.over(self)
            for future in self._reached.values():
                if not future.done():
                    future.set_result(False)

    async def _follow_or_fail(self) -> None:
        ended, failure = False, _DIED
        try:
            ended = await self._follow()
        except (OSError, ValueError, AuraError) as error:
            # It could not be started, or said what is no event.
            failure = attrs.evolve(_DIED, log=str(error))
        if not ended and self._process is not None and self._process.returncode is None:
            kill_group(self._process.pid)
        if not ended and not self._employer.closing:
            await self._employer.keep_however(self.turn, _unless_ended(failure))

    async def _follow(self) -> bool:
        """Start the process and keep what it reports; say whether it told how the film ended."""
        try:
            task = await self._employer.task(self.turn)
        except AuraError as error:
            await self._employer.keep_however(self.turn, _unless_ended(failure_of(error)))
            return True
        if task is None:
            return True
        starting = asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "aura_core.worker"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=_LINE_BYTES,
            start_new_session=True,
            env=_environment(task.settings),
        )
        self._process = process = await starting
        assert process.stdin
        assert process.stdout
        process.stdin.write(dumps(task).encode() + b"\n")
        ended = False
        async for line in process.stdout:
            ended = await self._hear(json.loads(line)) or ended
        await process.wait()
        return ended

    async def _hear(self, line: dict[str, Any]) -> bool:
        if line.get("event") == FAILED:
            await self._employer.keep_however(self.turn, _unless_ended(structure(line, Failure)))
            return True
        event = event_from_wire(line)
        if isinstance(event, Finished):
            artifact = event.artifact
            shelved, bound = await self._shelve(artifact), await self._bound()
            job = await self._employer.keep_however(
                self.turn,
                lambda job: life.completed(job, artifact, _now(), shelved) if job.status is JobStatus.RUNNING else None,
                bound,
            )
            self._reached[StepName.MUX].set_result(job is not None and job.status is JobStatus.DONE)
            return True
        if isinstance(event, Progress) and not self._worth(event):
            return False
        job = await self._employer.keep_however(self.turn, lambda job: life.heard(job, event, _now()))
        if job is None or job.status is not JobStatus.RUNNING:
            # Another server was asked to end it.
            self._let_go()
        if isinstance(event, StepFinished) and event.step is not StepName.MUX:
            self._reached[event.step].set_result(True)
        return False

    async def _shelve(self, artifact: Artifact) -> Path | None:
        """Put the film where the owner wants to find it; what goes wrong there is a warning, for the film is done."""
        try:
            return await self._employer.shelve(self.turn, artifact)
        except AuraError as error:
            await self._warn(f"The film is done, but not where the settings want it. {error} {error.remedy}")
            return None

    async def _bound(self) -> Sequence[UploadDestination]:
        try:
            return await self._employer.bound(self.turn)
        except AuraError as error:
            await self._warn(f"The film is done, and is sent nowhere. {error} {error.remedy}")
            return ()

    async def _warn(self, message: str) -> None:
        warned = Warned(StepName.MUX, message)
        await self._employer.keep_however(self.turn, lambda job: life.heard(job, warned, _now()))

    def _worth(self, event: Progress) -> bool:
        """Say whether *event* tells anything that was not told a moment ago."""
        percent, moment = int(event.percent), time.monotonic()
        if percent == self._told[0] and moment - self._told[1] < _QUIET_S:
            return False
        self._told = (percent, moment)
        return True


def _environment(settings: Settings) -> dict[str, str]:
    temporary = {"TMPDIR": str(settings.temporary)} if settings.temporary else {}
    return {**child_environment(), **temporary, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def _unless_ended(failure: Failure) -> Callable[[Job], life.Move | None]:
    return lambda job: life.failed(job, failure, _now()) if job.status is JobStatus.RUNNING else None


def _now() -> datetime:
    return datetime.now(UTC)
