"""The server itself, and the machine that it runs on."""

from __future__ import annotations

import asyncio
import platform
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

import psutil
from litestar import get, post
from litestar.di import NamedDependency
from litestar.exceptions import PermissionDeniedException
from litestar.params import SkipValidation
from litestar.types import ControllerRouterHandler

from aura_core.disk import disk_errors
from aura_core.errors import ConflictError
from aura_core.jobs import Jobs
from aura_core.model.enums import JobStatus
from aura_core.model.system import (
    DiskSpace,
    MemorySpace,
    ServerInfo,
    ShutdownAccepted,
    ShutdownStatus,
    SystemMetrics,
    VersionInfo,
)
from aura_core.vitals import Vitals, disk_space, memory_space
from aura_http.authentication import is_of_own_page, is_shown
from aura_http.routes.jobs import AnyRequest, correlation_of
from aura_http.stopping import Stop


__all__ = ["ROUTES", "version_of_server"]

_DISTRIBUTION: Final = "aura-video"


@get("/api/version", operation_id="getVersion", tags=["System"], max_age=60)
async def get_version() -> VersionInfo:
    """Say which version of the server this is."""
    return _version()


@lru_cache(maxsize=1)
def _version() -> VersionInfo:
    found = distribution(_DISTRIBUTION)
    record = Path(str(found.locate_file(""))) / f"{_DISTRIBUTION.replace('-', '_')}-{found.version}.dist-info"
    return VersionInfo(
        semantic_version=found.version,
        build_date=datetime.fromtimestamp(record.stat().st_mtime, UTC) if record.is_dir() else None,
        informational_version=found.version,
        assembly_version=found.version,
        runtime_version=f"Python {platform.python_version()}",
        description=str(found.metadata["Summary"]),
        version=found.version,
    )


def version_of_server() -> str:
    """Return the version of what is installed."""
    return _version().version


@get("/api/info", operation_id="getInfo", tags=["System"])
async def get_info(request: AnyRequest) -> ServerInfo:
    """Say what server this is, and since when it runs."""
    now = datetime.now(UTC)
    started = datetime.fromtimestamp(psutil.Process().create_time(), UTC)
    return ServerInfo(
        name="Aura",
        version=version_of_server(),
        api_version="v1",
        environment="Production",
        platform=f"{platform.system()} {platform.release()}",
        architecture=platform.machine(),
        runtime_version=_version().runtime_version,
        started_at=started,
        uptime_seconds=round((now - started).total_seconds(), 1),
        documentation="/schema",
        timestamp=now,
        correlation_id=correlation_of(request),
    )


@get("/api/system/disk-space", operation_id="getDiskSpace", tags=["System"], refuses=(507,))
async def get_disk_space(jobs: NamedDependency[Jobs]) -> DiskSpace:
    """Say how much room there is where everything is kept."""
    with disk_errors(jobs.settings.data):
        return await asyncio.to_thread(disk_space, jobs.settings.data)


@get("/api/system/memory", operation_id="getMemory", tags=["System"])
async def get_memory() -> MemorySpace:
    """Say how much memory there is for films."""
    return await asyncio.to_thread(memory_space)


@get("/api/metrics/system", operation_id="getSystemMetrics", tags=["System"], limit=None)
async def get_system_metrics(vitals: NamedDependency[Vitals]) -> SystemMetrics:
    """Say how busy the machine is; it is measured once a second at most."""
    return await asyncio.to_thread(vitals.measure)


@post("/api/system/shutdown", status_code=202, operation_id="shutDown", tags=["System"], refuses=(409,))
async def shut_down(stop: NamedDependency[SkipValidation[Stop]], request: AnyRequest) -> ShutdownAccepted:
    """Stop the server as a signal does: jobs go on when it is started again."""
    if not (is_shown(request.scope) or is_of_own_page(request.scope)):
        raise PermissionDeniedException("Only who shows the server's token may stop it, or a page that it has served.")
    if stop.server is None:
        raise ConflictError("This server is part of another program.", remedy="Stop that program.")
    stop.ask()
    return ShutdownAccepted("The server is about to stop.", correlation_of(request))


@get("/api/system/shutdown/status", operation_id="getShutdownStatus", tags=["System"])
async def get_shutdown_status(
    stop: NamedDependency[SkipValidation[Stop]], jobs: NamedDependency[Jobs], request: AnyRequest
) -> ShutdownStatus:
    """Say whether the server is about to stop, and what would end with it."""
    running = (await jobs.counts()).get(JobStatus.RUNNING, 0)
    return ShutdownStatus(stop.initiated, stop.connections(), running, correlation_of(request))


ROUTES: list[ControllerRouterHandler] = [
    get_version,
    get_info,
    get_disk_space,
    get_memory,
    get_system_metrics,
    shut_down,
    get_shutdown_status,
]
