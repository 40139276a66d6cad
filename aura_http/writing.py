"""
A script being written, as server-sent events.

``init``, ``progress`` while somebody writes, a ``chunk`` for each scene once the script is whole, and ``complete`` with all
of it or ``error``. A script that was judged and mended as a whole is told no sooner: what was shown would not be what is
kept.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

from aura_core.drawer import Kept
from aura_core.model.events import Heartbeat
from aura_core.model.script_requests import GenerateScriptRequest
from aura_core.model.scripts import GenerateScriptResponse, KeptScript
from aura_core.scripts import Scripts
from aura_core.scripts.showing import shown
from aura_core.wire import dumps
from aura_http.problems import problem_of
from aura_http.sse import HEARTBEAT_S, frame


__all__ = ["EVENTS", "writing"]

EVENTS: Final = ("init", "progress", "chunk", "complete", "error")


async def writing(scripts: Scripts, asked: GenerateScriptRequest, request: Any) -> AsyncIterator[bytes]:
    """
    Have a script written and kept, and tell how far that is; whoever stops reading stops nobody from writing.
    """
    loop, told = asyncio.get_running_loop(), asyncio.Queue[tuple[float, str] | None]()

    def report(done: float, message: str = "", item: int | None = None, items: int | None = None) -> None:
        loop.call_soon_threadsafe(told.put_nowait, (done, message))

    yield frame(
        "init", dumps({"eventType": "init", "providerName": asked.preferred_provider, "supportsStreaming": True})
    )
    work = asyncio.ensure_future(asyncio.to_thread(scripts.generate, asked, report))
    work.add_done_callback(partial(_over, told))
    while (found := await _next(told)) is not None:
        yield found
    error = work.exception()
    if isinstance(error, Exception):
        problem = problem_of(error, request)
        message = problem.detail or problem.title
        about = {"errorMessage": message, "correlationId": problem.correlation_id, "problem": problem}
        yield frame("error", dumps({"eventType": "error", **about}))
        return
    for each in _chunks(work.result(), str(request.scope["state"]["correlation_id"])):
        yield each


def _over(told: asyncio.Queue[tuple[float, str] | None], work: asyncio.Future[Any]) -> None:
    # Looked at here, too, for nobody else does when the reader has gone.
    work.cancelled() or work.exception()
    told.put_nowait(None)


async def _next(told: asyncio.Queue[tuple[float, str] | None]) -> bytes | None:
    """Return what happens next as a frame; ``None`` when nobody writes any more."""
    try:
        async with asyncio.timeout(HEARTBEAT_S):
            found = await told.get()
    except TimeoutError:
        return frame("heartbeat", dumps(Heartbeat(datetime.now(UTC))))
    if found is None:
        return None
    done, message = found
    return frame("progress", dumps({"eventType": "progress", "percent": round(100 * done, 1), "message": message}))


def _chunks(kept: Kept[KeptScript], correlation_id: str) -> list[bytes]:
    script = shown(kept, correlation_id)
    texts = [scene.narration for scene in script.scenes]
    chunks = [
        {
            "eventType": "chunk",
            "content": text,
            "accumulatedContent": "\n\n".join(texts[: at + 1]),
            "tokenIndex": at,
            "scene": script.scenes[at],
        }
        for at, text in enumerate(texts)
    ]
    end = {"eventType": "complete", "content": "", "accumulatedContent": "\n\n".join(texts), **_metadata(script)}
    return [*(frame("chunk", dumps(chunk)) for chunk in chunks), frame("complete", dumps(end))]


def _metadata(script: GenerateScriptResponse) -> dict[str, Any]:
    about = script.metadata
    metadata = {
        "totalTokens": about.tokens_used,
        "estimatedCost": about.estimated_cost,
        "isLocalModel": about.tier == "Local",
        "modelName": about.model_used,
        "totalDurationMs": round(1000 * about.generation_time_seconds),
        "finishReason": "stop",
    }
    return {"tokenCount": about.tokens_used, "metadata": metadata, "script": script}
