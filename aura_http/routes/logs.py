"""The server's log: looked at, followed, taken away, cleared."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Annotated, Final

import attrs
from litestar import get, post
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter, SkipValidation
from litestar.response import Stream
from litestar.types import ControllerRouterHandler

from aura_core.errors import ConflictError, InvalidInputError
from aura_core.model.events import Heartbeat
from aura_core.model.logs import LogCleared, LogEntry, LogLevel, LogPage, line_of
from aura_core.redaction import REDACTOR
from aura_core.wire import dumps, structure, unstructure
from aura_http.journal import Wanted
from aura_http.logfiles import Kept
from aura_http.routes.jobs import AnyRequest, correlation_of
from aura_http.sse import HEADERS, HEARTBEAT_S, RETRY_MS, frame, last_event_id


__all__ = ["ROUTES"]

_EVENTS: Final = ("log", "gap")

_WORDS: Final = {level.value: level for level in LogLevel} | {
    "dbg": LogLevel.DEBUG,
    "inf": LogLevel.INFO,
    "information": LogLevel.INFO,
    "warn": LogLevel.WARNING,
    "wrn": LogLevel.WARNING,
    "err": LogLevel.ERROR,
    "fatal": LogLevel.CRITICAL,
    "ftl": LogLevel.CRITICAL,
}
"""The levels, as we and the original's clients write them."""

Log = NamedDependency[SkipValidation[Kept | None]]
Filter = NamedDependency[SkipValidation[Wanted]]


async def _wanted(
    level: Annotated[str | None, QueryParameter(name="level", description="The least level, such as warning.")] = None,
    source: Annotated[str, QueryParameter(name="source", description="How the module's name begins.")] = "",
    correlation_id: Annotated[str, QueryParameter(name="correlationId")] = "",
    job_id: Annotated[str, QueryParameter(name="jobId")] = "",
    start_date: Annotated[datetime | None, QueryParameter(name="startDate", description="The earliest moment.")] = None,
    end_date: Annotated[
        datetime | None, QueryParameter(name="endDate", description="The moment after the last.")
    ] = None,
    message: Annotated[str, QueryParameter(name="message", description="A text in the line.")] = "",
) -> Wanted:
    return Wanted(_level(level), source, correlation_id, job_id, _in_utc(start_date), _in_utc(end_date), message)


def _level(word: str | None) -> LogLevel:
    if not word:
        return LogLevel.DEBUG
    level = _WORDS.get(word.strip().lower())
    if level is None:
        raise InvalidInputError.of(
            "level", f"{word[:40]!r} is no level.", code="E303", remedy=f"Use one of {', '.join(_WORDS)}."
        )
    return level


def _in_utc(moment: datetime | None) -> datetime | None:
    """Take a moment without a zone for one in UTC, as all of the API's are."""
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


@get("/api/logs", operation_id="listLogs", tags=["Logs"], dependencies={"wanted": Provide(_wanted)}, refuses=(400, 409))
async def list_logs(
    kept: Log,
    wanted: Filter,
    request: AnyRequest,
    page: Annotated[int, QueryParameter(name="page", ge=1, le=100_000)] = 1,
    page_size: Annotated[int, QueryParameter(name="pageSize", ge=1, le=1000, description="Entries at most.")] = 100,
    lines: Annotated[int | None, QueryParameter(name="lines", ge=1, le=5000, description="The same.")] = None,
) -> LogPage:
    """List what the server has said, the newest first."""
    journal, size = _log(kept).journal, lines or page_size
    found = (await asyncio.to_thread(journal.entries, wanted))[::-1]
    current = _log(kept).files.current
    return LogPage(
        logs=tuple(map(_shown, found[(page - 1) * size : page * size])),
        total_count=len(found),
        page=page,
        page_size=size,
        total_lines=len(journal),
        file=str(current or ""),
        correlation_id=correlation_of(request),
    )


def _log(kept: Kept | None) -> Kept:
    if kept is None:
        raise ConflictError(
            "This server is part of a program that keeps the log itself.", remedy="Look where that program writes."
        )
    return kept


def _shown(entry: LogEntry) -> LogEntry:
    """Return *entry* as it is shown, without what is known to be secret by now."""
    hidden = structure(REDACTOR.value(unstructure(entry)), LogEntry)
    return attrs.evolve(hidden, raw_line=line_of(hidden))


@get(
    "/api/logs/stream",
    operation_id="streamLogs",
    tags=["Logs"],
    streams=_EVENTS,
    dependencies={"wanted": Provide(_wanted)},
    refuses=(400, 409),
)
async def stream_logs(
    kept: Log,
    wanted: Filter,
    request: AnyRequest,
    lines: Annotated[int, QueryParameter(name="lines", ge=0, le=5000, description="Entries to begin with.")] = 50,
    *,
    follow: Annotated[bool, QueryParameter(name="follow", description="Whether to stay for what is said next.")] = True,
) -> Stream:
    """Stream what the server says, from the entry after Last-Event-ID if there is one."""
    frames = _frames(_log(kept), wanted, last_event_id(request), lines, follow=follow)
    return Stream(frames, media_type="text/event-stream", headers=HEADERS)


async def _frames(kept: Kept, wanted: Wanted, after: int | None, lines: int, *, follow: bool) -> AsyncIterator[bytes]:
    journal = kept.journal
    yield f"retry: {RETRY_MS}\n\n".encode()
    if after is not None and journal.has_forgotten(after):
        yield frame("gap", dumps({"after": after, "message": "What was said between is not remembered."}))
    known = [entry for entry in journal.entries(wanted) if after is None or entry.id > after]
    # A reader that comes again gets all that it missed.
    for entry in known[max(0, len(known) - lines) :] if after is None else known:
        yield _log_frame(entry)
    if not follow:
        return
    after = known[-1].id if known else after or 0
    async for fresh in journal.follow(after, HEARTBEAT_S):
        if fresh is None:
            yield frame("heartbeat", dumps(Heartbeat(datetime.now(UTC))))
        elif wanted.has(fresh):
            yield _log_frame(fresh)


def _log_frame(entry: LogEntry) -> bytes:
    return frame("log", dumps(_shown(entry)), entry.id)


@get("/api/logs/export", operation_id="exportLogs", tags=["Logs"], sends="application/x-ndjson", refuses=(409,))
async def export_logs(kept: Log) -> Stream:
    """Take all of the log away, a line of JSON each, the oldest first."""
    files = _log(kept).files
    await asyncio.to_thread(files.settle)
    name = f"aura-log-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.jsonl"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Stream(_chunks(files.lines()), media_type="application/x-ndjson", headers=headers)


async def _chunks(lines: Iterator[str]) -> AsyncIterator[str]:
    while chunk := await asyncio.to_thread(_some, lines):
        yield chunk


def _some(lines: Iterator[str]) -> str:
    """Take some hundred lines, so that a thread is worth it."""
    return "".join(f"{line}\n" for _, line in zip(range(500), lines, strict=False))


@post("/api/logs/clear", status_code=200, operation_id="clearLogs", tags=["Logs"], refuses=(409,))
async def clear_logs(kept: Log, request: AnyRequest) -> LogCleared:
    """Forget what was said, and remove its files."""
    await asyncio.to_thread(_log(kept).clear)
    return LogCleared(success=True, message="The log was cleared.", correlation_id=correlation_of(request))


ROUTES: list[ControllerRouterHandler] = [list_logs, stream_logs, export_logs, clear_logs]
