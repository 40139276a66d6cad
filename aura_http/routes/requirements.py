"""What the server and its films need, and whether it is there."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import SkipValidation
from litestar.types import ControllerRouterHandler

from aura_core import hardware
from aura_core.configuration.configuration import Configuration
from aura_core.errors import FFmpegError
from aura_core.health import Health
from aura_core.model.ffmpeg import FFmpegCapabilities
from aura_core.model.health.dependencies import (
    ConfigurationDependencies,
    DependenciesSummary,
    DependencyReport,
    LastScan,
    dependencies_of,
    dependency_report_of,
    summary_of,
)
from aura_core.model.health.diagnostics import (
    ConfigurationStatus,
    NetworkDiagnostics,
    configuration_of,
    diagnostics_of,
)
from aura_core.model.health.requirements import SystemRequirements, requirements_of
from aura_core.vitals import disk_space, memory_space
from aura_http.access import Access
from aura_http.routes.ffmpeg import capabilities_in
from aura_http.routes.jobs import AnyRequest, correlation_of
from aura_http.routes.settings import Open
from aura_http.routes.system import version_of_server
from aura_http.threads import threaded


__all__ = ["ROUTES"]


@get("/api/config/status", operation_id="getConfigurationStatus", tags=["System"])
async def get_configuration(health: NamedDependency[Health]) -> ConfigurationStatus:
    """Say whether films can be made as things are, and what is amiss."""
    return configuration_of(health.report())


@get("/api/config/dependencies", operation_id="getConfigurationDependencies", tags=["System"])
async def get_configuration_dependencies(health: NamedDependency[Health]) -> ConfigurationDependencies:
    """Say whether what the server stands on is there."""
    return dependencies_of(health.report())


@get("/api/dependencies/check", operation_id="checkDependencies", tags=["System"])
async def check_dependencies(health: NamedDependency[Health], request: AnyRequest) -> DependencyReport:
    """Say of everything that can be installed whether it is."""
    return dependency_report_of(health.report(), correlation_of(request))


@post("/api/dependencies/rescan", status_code=200, operation_id="rescanDependencies", tags=["System"])
async def rescan_dependencies(health: NamedDependency[Health], request: AnyRequest) -> DependencyReport:
    """Look at all of it now, and say what was found."""
    await asyncio.gather(*(asyncio.to_thread(health.look, one.id) for one in health.report().findings))
    return dependency_report_of(health.report(), correlation_of(request))


@get("/api/dependencies/last-scan-time", operation_id="getLastScanTime", tags=["System"])
async def get_last_scan(health: NamedDependency[Health]) -> LastScan:
    """Say when was looked last."""
    report = health.report()
    return LastScan(success=True, last_scan_time=max((one.at for one in report.findings), default=report.at))


@get("/api/system/dependencies/summary", operation_id="getDependenciesSummary", tags=["System"])
async def get_summary(health: NamedDependency[Health], request: AnyRequest) -> DependenciesSummary:
    """Say in short what is there."""
    return summary_of(health.report(), correlation_of(request))


@get("/api/system/requirements", operation_id="getRequirements", tags=["System"])
@threaded
def get_requirements(health: NamedDependency[Health], configuration: Open) -> SystemRequirements:
    """Say whether the machine is up to it."""
    disk = disk_space(configuration.started.data)
    return requirements_of(health.report(), disk, memory_space(), hardware.look(), _able(configuration))


def _able(configuration: Configuration) -> FFmpegCapabilities | None:
    """Say what FFmpeg can do here; that there is none is told where it belongs."""
    try:
        return capabilities_in(configuration)
    except FFmpegError:
        return None


@get("/api/system/network/diagnostics", operation_id="diagnoseNetwork", tags=["System"])
async def diagnose_network(
    health: NamedDependency[Health], access: NamedDependency[SkipValidation[Access]], request: AnyRequest
) -> NetworkDiagnostics:
    """Say what may be in the way between this client and its films."""
    host = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    return diagnostics_of(
        health.report(),
        version_of_server(),
        correlation_of(request),
        # Who may not ask has been told so before.
        readable=True,
        named=host in access.hosts,
        issues=tuple(_amiss(request, access, host)),
    )


def _amiss(request: AnyRequest, access: Access, host: str) -> list[str]:
    issues = []
    if access.token is not None and request.scope["scheme"] != "https" and host in access.hosts:
        issues.append("The token and the films travel unencrypted: put a proxy before the server that speaks TLS.")
    if "x-forwarded-for" in request.headers and not access.proxies:
        issues.append("A proxy hands requests on that is not trusted, so all its clients count as one: --trust-proxy.")
    return issues


ROUTES: list[ControllerRouterHandler] = [
    get_configuration,
    get_configuration_dependencies,
    check_dependencies,
    rescan_dependencies,
    get_last_scan,
    get_summary,
    get_requirements,
    diagnose_network,
]
