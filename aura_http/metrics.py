"""
What Prometheus is told; needs the extra ``metrics``.

Labels have few values: operations are named as in the description, never by their addresses.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Iterator
from typing import Final

from litestar.types import Scope
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

from aura_core.errors import DatabaseError
from aura_core.jobs import Jobs
from aura_core.model.enums import JobStatus
from aura_core.model.job import Job
from aura_core.store import Store
from aura_http.routing import operation_of, options_of


__all__ = ["Metrics"]

_STORE_S: Final = 60.0
"""How long the size of the store holds: to add it up looks at every result."""

_STEP_BUCKETS: Final = (0.1, 0.5, 1, 2, 5, 10, 20, 60, 120, 300, 600, 1800, 3600)


class Metrics:
    """
    What one server has to tell.
    """

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=registry)
        self._requests = Histogram(
            *("aura_http_request_seconds", "How long answers took.", ["operation", "status"]), registry=registry
        )
        self._readers = Gauge("aura_event_readers", "Event streams that are open.", ["operation"], registry=registry)
        self._ended = Counter("aura_jobs_ended", "Jobs that have ended here.", ["status"], registry=registry)
        self._steps = Histogram(
            *("aura_job_step_seconds", "How long steps of jobs took that are done.", ["step"]),
            buckets=_STEP_BUCKETS,
            registry=registry,
        )
        self._jobs = Gauge("aura_jobs", "Jobs that there are.", ["status"], registry=registry)
        self._depth = Gauge("aura_queue_depth", "Jobs that wait.", registry=registry)
        self._database = Gauge("aura_database_up", "Whether the jobs' database answers.", registry=registry)
        self._store = Gauge("aura_store_bytes", "What the results take that are kept.", registry=registry)
        self._store_until = 0.0

    @contextlib.contextmanager
    def reading(self, scope: Scope) -> Iterator[None]:
        """Count who reads events in the block, if that is what is asked for."""
        if not options_of(scope).get("streams"):
            yield
            return
        readers = self._readers.labels(operation_of(scope))
        readers.inc()
        try:
            yield
        finally:
            readers.dec()

    def answered(self, scope: Scope, status: int, seconds: float) -> None:
        """Count an answer; how long a stream was read says nothing about us."""
        if not options_of(scope).get("streams"):
            self._requests.labels(operation_of(scope), str(status)).observe(seconds)

    def ended(self, job: Job) -> None:
        """Count a job that has ended, and how long its steps took if it is done."""
        self._ended.labels(job.status.value).inc()
        for step in job.steps if job.status is JobStatus.DONE else ():
            self._steps.labels(step.name).observe(step.duration_ms / 1000)

    async def exposition(self, jobs: Jobs) -> bytes:
        """Say how everything stands, in Prometheus' text format."""
        try:
            counts = await jobs.counts()
        except DatabaseError:
            self._database.set(0)
        else:
            self._database.set(1)
            self._depth.set(counts.get(JobStatus.QUEUED, 0))
            for status in JobStatus:
                self._jobs.labels(status.value).set(counts.get(status, 0))
        if time.monotonic() >= self._store_until:
            self._store_until = time.monotonic() + _STORE_S
            self._store.set(await asyncio.to_thread(Store(jobs.settings.data / "store", 0).size))
        return generate_latest(self._registry)
