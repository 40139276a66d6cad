"""
One id for a request, its answer, its events and its log lines.
"""

from __future__ import annotations

import re
import uuid
from typing import Final

from litestar.datastructures import Headers
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars


__all__ = ["CORRELATION_HEADER", "TRACE_HEADER", "Correlated"]

CORRELATION_HEADER: Final = "X-Correlation-ID"
TRACE_HEADER: Final = "X-Trace-ID"

_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")


class Correlated:
    """
    An ASGI application in which every request has a correlation id and a trace id.

    They are taken from the request's headers where they are harmless, else made;
    they are in ``scope["state"]``, in every log line of the request, and in the headers of every answer.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        headers = Headers.from_scope(scope)
        correlation_id = _taken_or_made(headers.get(CORRELATION_HEADER))
        trace_id = _taken_or_made(headers.get(TRACE_HEADER))
        scope["state"]["correlation_id"] = correlation_id
        scope["state"]["trace_id"] = trace_id

        ids = [
            (CORRELATION_HEADER.lower().encode(), correlation_id.encode()),
            (TRACE_HEADER.lower().encode(), trace_id.encode()),
        ]

        async def send_with_ids(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *ids]
            await send(message)

        with bound_contextvars(correlation_id=correlation_id):
            await self._app(scope, receive, send_with_ids)


def _taken_or_made(given: str | None) -> str:
    return given if given and _ID.fullmatch(given) else uuid.uuid4().hex
