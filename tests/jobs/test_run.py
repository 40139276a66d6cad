"""The process that makes a film, seen by who looks after it."""

import asyncio

from aura_core.jobs.queue import Turn
from aura_core.jobs.run import Run
from aura_core.model.brief import Brief
from aura_core.model.order import Order
from aura_core.settings import Settings
from aura_core.task import Task


class Away:
    """
    Somebody who is about to close, and whose database does not answer.
    """

    closing = True

    def __init__(self, task):
        self._task = task
        self.told = asyncio.Event()

    async def task(self, turn):
        return self._task

    async def keep_however(self, turn, move):
        self.told.set()
        await asyncio.Event().wait()

    def over(self, run):
        pass


class TestRun:
    def test_leaves_no_process_and_no_pipe_when_there_is_no_time(self, tmp_path, monkeypatch):
        """
        Whoever stops a film goes on when its process is gone, even one that had to be killed.
        """
        monkeypatch.setattr("aura_core.jobs.run._ASKED_S", 0)
        monkeypatch.setattr("aura_core.jobs.run._LAST_WORDS_S", 0)

        async def stopped():
            away = Away(Task(Order(Brief("How tides work")), tmp_path / "film.mp4", Settings(data=tmp_path / "data")))
            run = Run(Turn("film", "here", "first"), away)
            await away.told.wait()
            await run.stop()
            return run._process

        process = asyncio.run(asyncio.wait_for(stopped(), 60))

        assert process.returncode is not None
        assert process.stdout.at_eof()
