"""
A job's event log as server-sent events.

Nothing is decided here: the log says what happens, and this only spells it, for each kind of client in its words.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias

from litestar import Request, Response
from litestar.response import Stream

from aura_core.errors import InvalidInputError
from aura_core.jobs import Jobs
from aura_core.jobs.ledger import Record, Told
from aura_core.jobs.telling import job_status
from aura_core.model.events import Heartbeat
from aura_core.model.job import TERMINAL, Job
from aura_core.model.replies import status_of
from aura_core.wire import dumps


__all__ = [
    "DOCUMENTED",
    "EXPORT",
    "HEADERS",
    "HEARTBEAT_S",
    "RETRY_MS",
    "STREAM",
    "VIDEO",
    "Spelling",
    "as_documented",
    "as_export",
    "as_stream",
    "as_video",
    "events_response",
    "frame",
    "last_event_id",
]

DOCUMENTED: Final = (
    "job-status",
    "step-progress",
    "step-status",
    "step-error",
    "warning",
    "job-log",
    "job-completed",
    "job-failed",
    "job-cancelled",
)
"""The events of :func:`as_documented`."""

STREAM: Final = ("connected", "progress", "complete")
"""The events of :func:`as_stream`."""

EXPORT: Final = ("job-progress", "warning", "job-completed", "job-failed")
"""The events of :func:`as_export`."""

VIDEO: Final = ("progress", "stage-complete", "done", "error")
"""The events of :func:`as_video`."""

RETRY_MS: Final = 2000
"""After which a browser whose stream has ended comes again."""

HEARTBEAT_S: Final = 5.0
"""After which a stream on which nothing happens says so."""

HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""What a stream tells browsers, and nginx, about being kept back."""

Frames: TypeAlias = Iterable[tuple[str, str]]
"""Events, each with its data as JSON."""

Spelling: TypeAlias = Callable[[Job, Told | None], Frames]
"""What a kind of client is sent for an event of the log, or at first (``None``), when the job is as given."""


def last_event_id(request: Request[Any, Any, Any]) -> int | None:
    """
    Return the number of the last event that a client has seen: the larger of what header and query say.

    A browser that comes again sends the header beside the query of its first request, which is older by then.

    Raises:
        InvalidInputError: one of them is no number.
    """
    given = (request.query_params.get("lastEventId"), request.headers.get("last-event-id"))
    return max((_number(one) for one in given if one), default=None)


def _number(given: str) -> int:
    if not given.isdecimal() or len(given) > 18:
        raise InvalidInputError.of(
            "lastEventId", f"{given[:40]!r} is no event id.", remedy="Send the id of an event of this job, or none."
        )
    return int(given)


async def events_response(jobs: Jobs, job_id: str, spelling: Spelling, after: int | None) -> Stream | Response[None]:
    """
    Answer with the events of a job; with 204 where there will be none any more, which stops a browser's reconnecting.

    Raises:
        NotFoundError: there is no such job.
    """
    record = await jobs.find(job_id)
    if after is not None and record.job.status in TERMINAL and after >= record.last:
        return Response(None, status_code=204, headers=HEADERS)
    return Stream(_frames(jobs, record, spelling, after), media_type="text/event-stream", headers=HEADERS)


async def _frames(jobs: Jobs, record: Record, spelling: Spelling, after: int | None) -> AsyncIterator[bytes]:
    job_id = record.job.id
    yield f"retry: {RETRY_MS}\n\n".encode()
    for name, data in spelling(record.job, None):
        yield frame(name, data)
    async for told in jobs.events(job_id, after, HEARTBEAT_S):
        if told is None:
            yield frame("heartbeat", dumps(Heartbeat(datetime.now(UTC))))
            continue
        for name, data in spelling(record.job, told):
            yield frame(name, data, told.seq)


def frame(name: str, data: str, seq: int | None = None) -> bytes:
    """Spell an event whose data is JSON."""
    number = f"id: {seq}\n" if seq is not None else ""
    return f"{number}event: {name}\ndata: {data}\n\n".encode()


def as_documented(job: Job, told: Told | None) -> Frames:
    """Spell for ``/api/jobs/{id}/events``: the log as it is."""
    if told is None:
        entry = job_status(job, datetime.now(UTC))
        return [(entry.name, dumps(entry.data))]
    return [(told.name, told.data)]


def as_stream(job: Job, told: Told | None) -> Frames:
    """Spell for ``/api/jobs/{id}/stream``: connected, progress, complete."""
    if told is None:
        return [("connected", dumps({"jobId": job.id, "timestamp": datetime.now(UTC)}))]
    data = json.loads(told.data)
    about = {"jobId": job.id, "timestamp": data.get("timestamp"), "errorMessage": data.get("errorMessage")}
    match told.name:
        case "step-progress" | "job-status":
            status = str(data.get("status", "running")).lower()
            return [
                ("progress", dumps({**about, "status": status, "stage": data["stage"], "percent": data["percent"]}))
            ]
        case "job-completed" | "job-failed" | "job-cancelled":
            status = {"job-completed": "done", "job-failed": "failed", "job-cancelled": "canceled"}[told.name]
            end = {"status": status, "success": status == "done", "outputPath": data.get("outputPath")}
            return [("complete", dumps({**about, **end}))]
    return []


def as_export(job: Job, told: Told | None) -> Frames:
    """Spell for ``/api/jobs/{id}/progress/stream``: job-progress, warning, and how it ended."""
    if told is None:
        now = status_of(job)
        first = {
            "percent": now.percent,
            "stage": now.stage,
            "status": now.status,
            "message": now.progress_message or "",
            "outputPath": now.output_path,
            "jobId": job.id,
            "correlationId": now.correlation_id,
        }
        return [("job-progress", dumps(first))]
    data = json.loads(told.data)
    match told.name:
        case "step-progress":
            frame = ("job-progress", {**data, "status": "running", "outputPath": None})
        case "job-completed":
            frame = ("job-completed", {**data, "status": "completed"})
        case "job-failed":
            frame = ("job-failed", {**data, "status": "failed"})
        case "job-cancelled":
            # That client knows no other event by which a job ends without a film.
            frame = ("job-failed", {**data, "status": "cancelled", "errorMessage": data["message"]})
        case "warning":
            frame = ("warning", data)
        case _:
            return []
    return [(frame[0], dumps(frame[1]))]


def as_video(job: Job, told: Told | None) -> Frames:
    """Spell for ``/api/video/{id}/stream``: progress, stage-complete, and done or error."""
    if told is None:
        first = {"percentage": job.percent, "stage": job.stage, "message": "", "timestamp": datetime.now(UTC)}
        return [("progress", dumps(first))]
    data = json.loads(told.data)
    stamp = {"timestamp": data.get("timestamp")}
    match told.name:
        case "step-progress":
            shown = {"percentage": data["percent"], "stage": data["stage"], "message": data["message"]}
            return [("progress", dumps({**shown, **stamp}))]
        case "step-status" if data["status"] == "Succeeded":
            return [("stage-complete", dumps({"stage": data["stage"], "nextStage": None, **stamp}))]
        case "job-completed":
            done = {"jobId": job.id, "videoUrl": f"/api/video/{job.id}/download"}
            return [("done", dumps({**done, **stamp}))]
        case "job-failed" | "job-cancelled":
            message = data.get("errorMessage") or data.get("message")
            return [("error", dumps({"message": message, "error": message, "jobId": job.id, **stamp}))]
    return []
