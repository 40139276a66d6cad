"""
Something that takes a while, as server-sent events: ``progress`` while it is done, and ``error`` when it could not be.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from datetime import UTC, datetime
from typing import Any, TypeVar

from aura_core.model.events import Heartbeat
from aura_core.ports import Report
from aura_core.wire import dumps
from aura_http.problems import problem_of
from aura_http.sse import HEARTBEAT_S, frame


__all__ = ["told"]

T = TypeVar("T")


async def told(
    do: Callable[[Report], Coroutine[Any, Any, T]], end: Callable[[T], Iterable[bytes]], request: Any
) -> AsyncIterator[bytes]:
    """
    Do something, and tell how far that is; whoever stops reading has it cancelled.

    Args:
        do: Reports from any thread.

        end: Makes the last frames of what came of it.
    """
    loop, heard = asyncio.get_running_loop(), asyncio.Queue[tuple[float, str] | None]()

    def report(done: float, message: str = "", item: int | None = None, items: int | None = None) -> None:
        loop.call_soon_threadsafe(heard.put_nowait, (done, message))

    work = asyncio.create_task(do(report))
    work.add_done_callback(lambda _: heard.put_nowait(None))
    try:
        while (found := await _next(heard)) is not None:
            yield found
    finally:
        work.cancel()
    error = work.exception()
    if isinstance(error, Exception):
        problem = problem_of(error, request)
        message = problem.detail or problem.title
        about = {"errorMessage": message, "correlationId": problem.correlation_id, "problem": problem}
        yield frame("error", dumps({"eventType": "error", **about}))
        return
    for each in end(work.result()):
        yield each


async def _next(heard: asyncio.Queue[tuple[float, str] | None]) -> bytes | None:
    """Return what happens next as a frame; ``None`` when it is over."""
    try:
        async with asyncio.timeout(HEARTBEAT_S):
            found = await heard.get()
    except TimeoutError:
        return frame("heartbeat", dumps(Heartbeat(datetime.now(UTC))))
    if found is None:
        return None
    done, message = found
    return frame("progress", dumps({"eventType": "progress", "percent": round(100 * done, 1), "message": message}))
