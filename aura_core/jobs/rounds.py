"""Doing what is due, for ever: looked for when somebody calls, and now and then."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Final, Generic, TypeVar

from aura_core.errors import DatabaseError


__all__ = ["Rounds"]

T = TypeVar("T")

_LOOK_S: Final = 5.0
"""How often is looked for what is due; the shortest wait between two tries."""


class Rounds(Generic[T]):
    """
    Takes what is due and does it, several at a time; none keeps the others waiting.

    Args:
        take: Gives what is due at a moment, seconds since 1970, and no more than so many; it waits for the database.

        do: Does one.

        at_once: How many are done at a time.
    """

    def __init__(
        self, take: Callable[[float, int], Sequence[T]], do: Callable[[T], Coroutine[Any, Any, None]], at_once: int
    ) -> None:
        self._take = take
        self._do = do
        self._at_once = at_once
        self._called = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._doing: set[asyncio.Task[None]] = set()

    def call(self) -> None:
        """Look now, from any thread."""
        if self._loop is not None:
            # A loop that is closed does nothing any more.
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._called.set)

    async def run(self) -> None:
        """Do what is due, for ever."""
        self._loop = asyncio.get_running_loop()
        try:
            while True:
                with contextlib.suppress(DatabaseError):
                    await self._begin()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_LOOK_S):
                        await self._called.wait()
                self._called.clear()
        finally:
            for task in self._doing:
                task.cancel()
            await asyncio.gather(*self._doing, return_exceptions=True)

    async def _begin(self) -> None:
        free = self._at_once - len(self._doing)
        for one in await asyncio.to_thread(self._take, time.time(), free) if free else ():
            task = asyncio.create_task(self._do(one))
            self._doing.add(task)
            task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._doing.discard(task)
        # There may be more than could be done at once.
        self._called.set()
