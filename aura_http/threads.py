"""Handlers that touch the disk: done in a thread, so that everybody else is answered meanwhile."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec, TypeVar


__all__ = ["threaded"]

P = ParamSpec("P")
T = TypeVar("T")


def threaded(handler: Callable[P, T]) -> Callable[P, Coroutine[Any, Any, T]]:
    """
    Make a coroutine function of *handler*, which keeps its name, words and signature.

    Litestar's own ``sync_to_thread`` goes wrong when the routes are given to a second application.
    """

    @functools.wraps(handler)
    async def answer(*args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.to_thread(_done, functools.partial(handler, *args, **kwargs))

    return answer


def _done(work: Callable[[], T]) -> T:
    try:
        return work()
    except StopIteration as error:
        # No future takes this one: whoever asked would wait for ever.
        raise RuntimeError("What was looked for is not there.") from error
