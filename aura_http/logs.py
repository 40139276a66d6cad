"""
What the server says: on standard error, JSON lines for machines and columns for a terminal; in a journal, and in files.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from typing import Any, Final

import structlog
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from aura_core.model.logs import LogEntry, LogLevel
from aura_core.redaction import REDACTOR
from aura_http.access import GENERAL
from aura_http.monitoring import Monitor
from aura_http.routing import options_of


__all__ = ["Logged", "configure"]

log = structlog.get_logger()

_CALLER: Final = structlog.processors.CallsiteParameter.QUAL_MODULE

_SHARED: Final[tuple[Any, ...]] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)
_OURS: Final = frozenset({"level", "logger", "ms", "timestamp"})
"""What nobody else has written, so that nothing can be in it."""

_TOLD: Final = frozenset({"correlation_id", "event", "exception", "job_id", "level", "logger", "timestamp"})
"""What an entry has members for."""


class Logged:
    """
    An ASGI application that writes one line a request, when its answer is complete, and has it counted.

    What clients poll is written only when it goes wrong.
    """

    def __init__(self, app: ASGIApp, monitor: Monitor | None) -> None:
        self._app = app
        self._monitor = monitor

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
            with self._monitor.reading(scope) if self._monitor else nullcontext():
                await self._app(scope, receive, send_and_look)
        finally:
            seconds = time.perf_counter() - began
            if self._monitor:
                self._monitor.answered(scope, status, seconds)
            ms = round(seconds * 1000, 1)
            is_polled = options_of(scope).get("limit", GENERAL) is None
            say = log.debug if is_polled and 0 < status < 400 else log.info
            job = {"job_id": scope["path_params"]["job_id"]} if "job_id" in scope.get("path_params", ()) else {}
            say("request", method=method, path=path, status=status, ms=ms, **job)


def configure(*sinks: Callable[[LogEntry], Any]) -> None:
    """
    Send every line of ours, and the warnings of other libraries, to standard error and to *sinks*.

    The server's entry point calls it; nothing else does.
    """
    ending = (structlog.processors.format_exc_info, _redacted, _handing_to(sinks), _rendering())
    structlog.configure(
        processors=[*_SHARED, structlog.processors.CallsiteParameterAdder({_CALLER}), _named, *ending],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    _route_stdlib(ending)


def _rendering() -> Any:
    if sys.stderr.isatty():
        # The default shows the local variables of every frame, keys and headers among them.
        return structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    return structlog.processors.JSONRenderer()


def _named(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    event["logger"] = event.pop(_CALLER.value)
    return event


def _redacted(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    said = {name: _plain(value) for name, value in event.items() if name not in _OURS}
    return {**event, **REDACTOR.value(said)}


def _plain(value: Any) -> Any:
    """Return *value* as JSON knows it; what JSON does not know, in its own words."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(name): _plain(member) for name, member in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return str(value)


def _handing_to(sinks: Sequence[Callable[[LogEntry], Any]]) -> Any:
    def hand_on(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        if sinks:
            entry = _entry(event)
            for sink in sinks:
                sink(entry)
        return event

    return hand_on


def _entry(event: Mapping[str, Any]) -> LogEntry:
    moment = datetime.fromisoformat(event["timestamp"])
    return LogEntry(
        id=int(moment.timestamp() * 1_000_000),
        timestamp=moment,
        level=LogLevel(event["level"]),
        source=event["logger"],
        message=str(event["event"]),
        exception=event.get("exception"),
        correlation_id=event.get("correlation_id") or "",
        job_id=event.get("job_id"),
        properties={name: value for name, value in event.items() if name not in _TOLD},
    )


def _route_stdlib(ending: Sequence[Any]) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*_SHARED, structlog.stdlib.ExtraAdder(), structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ending],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("aura_core").setLevel(logging.INFO)
    # DBOS puts a handler of its own on its logger unless one is there.
    dbos = logging.getLogger("dbos")
    dbos.handlers = [handler]
    dbos.propagate = False
    dbos.setLevel(logging.WARNING)
