"""Several things at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, ParamSpec, TypeVar


__all__ = ["in_thread", "together"]

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
    Call *function* in a thread; whoever cancels it waits until the thread has let go of its files.
    """
    working = asyncio.ensure_future(asyncio.to_thread(function, *args, **kwargs))
    try:
        return await asyncio.shield(working)
    except asyncio.CancelledError:
        await asyncio.wait([working])
        raise
