"""
A script being written, as server-sent events.

``init``, ``progress`` while somebody writes, a ``chunk`` for each scene once the script is whole, and ``complete`` with all
of it or ``error``. A script that was judged and mended as a whole is told no sooner: what was shown would not be what is
kept.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from typing import Any, Final

from aura_core.concurrency import in_thread
from aura_core.drawer import Kept
from aura_core.model.script_requests import GenerateScriptRequest
from aura_core.model.scripts import GenerateScriptResponse, KeptScript
from aura_core.scripts import Scripts
from aura_core.scripts.showing import shown
from aura_core.wire import dumps
from aura_http.sse import frame
from aura_http.telling import told


__all__ = ["EVENTS", "writing"]

EVENTS: Final = ("init", "progress", "chunk", "complete", "error")


async def writing(scripts: Scripts, asked: GenerateScriptRequest, request: Any) -> AsyncIterator[bytes]:
    """
    Have a script written and kept, and tell how far that is; for whoever stops reading nobody goes on writing.
    """
    yield frame(
        "init", dumps({"eventType": "init", "providerName": asked.preferred_provider, "supportsStreaming": True})
    )
    correlation_id = str(request.scope["state"]["correlation_id"])
    written = told(partial(in_thread, scripts.generate, asked), lambda kept: _chunks(kept, correlation_id), request)
    async for each in written:
        yield each


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
