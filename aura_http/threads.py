"""Handlers that touch the disk, or ask others: done in a thread, so that everybody else is answered meanwhile."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

from litestar.exceptions import ClientException
from litestar.types import Receive

from aura_core.concurrency import in_thread


__all__ = ["gone", "threaded", "while_asked", "while_there"]

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


def while_asked(handler: Callable[P, T]) -> Callable[P, Coroutine[Any, Any, T]]:
    """
    Do with *handler* what :func:`threaded` does, and end it when whoever asked has gone; it takes the ``request``.
    """

    @functools.wraps(handler)
    async def answer(*args: P.args, **kwargs: P.kwargs) -> T:
        request: Any = kwargs["request"]
        return await while_there(request.receive, handler, *args, **kwargs)

    return answer


async def while_there(receive: Receive, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """
    Do *work* in a thread, and end it when whoever asked for it has gone: it may cost money.

    Args:
        receive: Tells of that, once the body of the request has arrived.

    Raises:
        ClientException: they have gone; nobody reads it.
    """
    working = asyncio.ensure_future(in_thread(_done, functools.partial(work, *args, **kwargs)))
    leaving = asyncio.ensure_future(gone(receive))
    both: list[asyncio.Future[Any]] = [leaving, working]
    try:
        over, _ = await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
    finally:
        working.cancel()
        leaving.cancel()
    try:
        return await working
    except asyncio.CancelledError:
        if leaving not in over:
            raise
        raise ClientException(detail="Whoever asked has gone.") from None


async def gone(receive: Receive) -> None:
    """Wait until whoever asked has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
