"""The queue: the same jobs, by their turn."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.types import ControllerRouterHandler

from aura_core.jobs import Jobs
from aura_core.jobs.rules import Rules
from aura_core.model.queueing import (
    Enqueued,
    QueueConfiguration,
    QueueConfigurationReply,
    QueueConfigurationRequest,
    QueueItem,
    QueueList,
    QueueReport,
    queue_item,
    statistics,
    stats,
)
from aura_core.model.replies import statuses_named
from aura_core.model.request import EnqueueJobRequest
from aura_core.ordering import request_of_enqueued
from aura_http.routes.jobs import AnyRequest, Limit, Offset, Status, correlation_of


__all__ = ["ROUTES"]

_EXAMPLE: Final = {"brief": {"topic": "How tides work"}, "priority": 3}


@get("/api/queue", operation_id="listQueue", tags=["Queue"])
async def list_queue(
    jobs: NamedDependency[Jobs],
    request: AnyRequest,
    limit: Limit = 100,
    offset: Offset = 0,
    status: Status = None,
) -> QueueList:
    """List the queue, the newest first."""
    found = await jobs.listed(statuses_named(status), limit, offset)
    items = tuple(queue_item(job, jobs.settings.attempts) for job in found.jobs)
    return QueueList(items, len(items), stats(await jobs.counts()), status, correlation_of(request))


@post(
    "/api/queue/enqueue",
    status_code=202,
    operation_id="enqueueJob",
    limit="jobs",
    tags=["Queue"],
    example=_EXAMPLE,
    refuses=(429,),
)
async def enqueue(data: JSONBody[EnqueueJobRequest], jobs: NamedDependency[Jobs], request: AnyRequest) -> Enqueued:
    """Put a job to the queue."""
    job = await jobs.create(request_of_enqueued(data), correlation_id=correlation_of(request))
    return Enqueued(job.id, "Pending", "The job is queued.", job.correlation_id or "", job.priority)


@get("/api/queue/statistics", operation_id="getQueueStatistics", tags=["Queue"])
async def get_statistics(jobs: NamedDependency[Jobs], request: AnyRequest) -> QueueReport:
    """Say how many jobs there are."""
    return QueueReport(statistics(await jobs.counts()), datetime.now(UTC), correlation_of(request))


@get("/api/queue/configuration", operation_id="getQueueConfiguration", tags=["Queue"])
async def get_configuration(jobs: NamedDependency[Jobs], request: AnyRequest) -> QueueConfigurationReply:
    """Say how the queue is run."""
    return _configured(jobs, await jobs.rules(), request)


@put(
    "/api/queue/configuration",
    operation_id="updateQueueConfiguration",
    tags=["Queue"],
    example={"maxConcurrentJobs": 2},
    refuses=(409,),
)
async def put_configuration(
    data: JSONBody[QueueConfigurationRequest], jobs: NamedDependency[Jobs], request: AnyRequest
) -> QueueConfigurationReply:
    """Run the queue otherwise from now on; what is left out stays as it is."""
    rules = await jobs.decide(data.max_concurrent_jobs, open_=data.is_enabled)
    return _configured(jobs, rules, request, "The queue is run so from now on.")


def _configured(jobs: Jobs, rules: Rules, request: AnyRequest, message: str = "") -> QueueConfigurationReply:
    room, attempts = jobs.settings.queue_room, jobs.settings.attempts
    configuration = QueueConfiguration(rules.places, rules.open, room, attempts)
    return QueueConfigurationReply(configuration, correlation_of(request), message)


@get("/api/queue/{job_id:str}", operation_id="getQueueItem", tags=["Queue"])
async def get_item(job_id: FromPath[str], jobs: NamedDependency[Jobs]) -> QueueItem:
    """Say how a job stands in the queue."""
    return queue_item((await jobs.find(job_id)).job, jobs.settings.attempts)


@post("/api/queue/{job_id:str}/cancel", status_code=202, operation_id="cancelQueued", tags=["Queue"], refuses=(409,))
async def cancel_item(job_id: FromPath[str], jobs: NamedDependency[Jobs]) -> Enqueued:
    """Take a job from the queue."""
    job = await jobs.cancel(job_id)
    return Enqueued(job.id, "Cancelled", "The job was cancelled.", job.correlation_id or "", job.priority)


ROUTES: list[ControllerRouterHandler] = [
    list_queue,
    enqueue,
    get_statistics,
    get_configuration,
    put_configuration,
    get_item,
    cancel_item,
]
