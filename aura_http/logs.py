"""
What the server says, all of it on standard error: JSON lines for machines, columns for a terminal.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any, Final

import structlog
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from aura_core.redaction import REDACTOR


__all__ = ["Logged", "configure"]

log = structlog.get_logger()

_SHARED: Final[tuple[Any, ...]] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


class Logged:
    """
    An ASGI application that writes one line a request, when its answer is complete.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, and say how."""
        status = 0
        began = time.perf_counter()

        async def send_and_look(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        method, path = scope.get("method", "WEBSOCKET"), scope["path"]
        try:
            await self._app(scope, receive, send_and_look)
        finally:
            ms = round((time.perf_counter() - began) * 1000, 1)
            log.info("request", method=method, path=path, status=status, ms=ms)


def configure() -> None:
    """
    Send every line of ours, and the warnings of other libraries, to standard error.

    The server's entry point calls it once; nothing else does.
    """
    ending = _for_people() if sys.stderr.isatty() else _for_machines()
    structlog.configure(
        processors=[*_SHARED, *ending],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    _route_stdlib(ending)


def _redacted(_: Any, __: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    redacted: Mapping[str, Any] = REDACTOR.value(event)
    return redacted


def _for_people() -> Sequence[Any]:
    return (*_SAFELY, structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback))


def _for_machines() -> Sequence[Any]:
    return (*_SAFELY, structlog.processors.JSONRenderer())


_SAFELY: Final[tuple[Any, ...]] = (structlog.processors.format_exc_info, _redacted)
"""What makes a line fit to be read: an error as text, without the values of variables, and no secrets."""


def _route_stdlib(ending: Sequence[Any]) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*_SHARED, structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ending],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    # DBOS puts a handler of its own on its logger unless one is there.
    dbos = logging.getLogger("dbos")
    dbos.handlers = [handler]
    dbos.propagate = False
    dbos.setLevel(logging.WARNING)
