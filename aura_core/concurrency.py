"""Several things at a time."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Coroutine, Iterable, Iterator
from contextvars import ContextVar
from typing import Any, Final, ParamSpec, TypeVar


__all__ = ["HALT", "Halt", "in_thread", "together", "waited"]

P = ParamSpec("P")
T = TypeVar("T")


async def together(coroutines: Iterable[Coroutine[Any, Any, T]], at_once: int = 1000) -> list[T]:
    """
    Wait for all *coroutines*; the first that fails cancels the others, and its error, no group of them, is raised.

    Args:
        at_once: How many are begun before others have ended.
    """
    waiting = list(coroutines)
    room = asyncio.Semaphore(at_once)

    async def in_turn(coroutine: Coroutine[Any, Any, T]) -> T:
        async with room:
            return await coroutine

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(in_turn(coroutine)) for coroutine in waiting]
    except BaseExceptionGroup as failed:
        raise _first(failed) from None
    finally:
        # Whose turn never came would complain that nobody waited for them.
        for coroutine in waiting:
            coroutine.close()
    return [task.result() for task in tasks]


def _first(failed: BaseException) -> BaseException:
    while isinstance(failed, BaseExceptionGroup):
        failed = failed.exceptions[0]
    return failed


async def in_thread(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """
    Call *function* in a thread; whoever cancels it ends what it waits for, and waits until it has let go of its files.
    """
    halt = Halt()
    token = HALT.set(halt)
    # The thread has the context of this moment.
    working = asyncio.ensure_future(asyncio.to_thread(function, *args, **kwargs))
    HALT.reset(token)
    try:
        return await asyncio.shield(working)
    except asyncio.CancelledError:
        halt.end()
        await asyncio.wait([working])
        raise


class Halt:
    """
    Ends what other threads wait for, when nobody wants it any more.

    Attributes:
        ended: Whether that has happened.
    """

    def __init__(self) -> None:
        self.ended = False
        self._lock = threading.Lock()
        self._waiting: dict[asyncio.Task[Any], asyncio.AbstractEventLoop] = {}

    def end(self) -> None:
        """Cancel everything that is waited for, and whatever will be."""
        with self._lock:
            self.ended = True
            for task, loop in self._waiting.items():
                loop.call_soon_threadsafe(task.cancel)

    @contextlib.contextmanager
    def over(self, task: asyncio.Task[Any]) -> Iterator[None]:
        """Cancel *task* when it is to end within the block, or was to end before."""
        with self._lock:
            self._waiting[task] = asyncio.get_running_loop()
            if self.ended:
                task.cancel()
        try:
            yield
        finally:
            with self._lock:
                del self._waiting[task]


HALT: Final[ContextVar[Halt | None]] = ContextVar("HALT", default=None)
"""What ends the work of this context; whoever asks for it sets it."""


def waited(work: Coroutine[Any, Any, T]) -> T:
    """
    Do *work* in an event loop of its own, and wait for it.

    Raises:
        asyncio.CancelledError: :data:`HALT` ended it.
    """
    return asyncio.run(_watched(work))


async def _watched(work: Coroutine[Any, Any, T]) -> T:
    task, halt = asyncio.ensure_future(work), HALT.get()
    with halt.over(task) if halt else contextlib.nullcontext():
        return await task
