"""The server, its machine and its database."""

from __future__ import annotations

import platform
from datetime import datetime
from typing import Final

import attrs

from aura_core.model.health.details import HealthCheckDetail, HealthSummaryResponse, details_of, summary_of
from aura_core.model.health.finding import Category, Finding, Report, Verdict
from aura_core.model.health.probes import ENVIRONMENT, version_here
from aura_core.model.health.providers import (
    ProviderHealth,
    ProviderKindHealth,
    kind_of,
    provider_summary_of,
    providers_of,
)


__all__ = [
    "DatabaseHealth",
    "DatabaseStatus",
    "FfmpegHealth",
    "HealthDashboard",
    "MigrationStatus",
    "ProvidersSummary",
    "ServerHealth",
    "SystemHealth",
    "SystemHealthResponse",
    "dashboard_of",
    "ffmpeg_health_of",
    "server_of",
    "system_check_of",
    "system_of",
]


@attrs.frozen
class MigrationStatus:
    """
    Whether the database has the form that this version writes.

    Attributes:
        current: The form that it has; there has been one so far.
    """

    current: str | None
    latest: str | None
    pending: int
    is_up_to_date: bool


@attrs.frozen
class DatabaseStatus:
    """
    The database of the jobs.

    Attributes:
        provider: SQLite or PostgreSQL.

        data_source: Its file, or its machine and name; never a password.
    """

    connected: bool
    provider: str
    data_source: str | None
    response_time_ms: float | None
    error: str | None
    migration: MigrationStatus


@attrs.frozen
class ServerHealth:
    """
    The server and its machine.

    Attributes:
        status: Healthy, Degraded or Unhealthy.
    """

    status: str
    version: str
    environment: str
    os_platform: str
    os_version: str
    architecture: str
    timestamp: datetime
    database: DatabaseStatus | None
    machine_name: str | None = None


@attrs.frozen
class SystemHealth:
    """
    How the machine is.

    Attributes:
        f_fmpeg_available: The same as ``ffmpeg_available``, as the original spells it.
    """

    ffmpeg_available: bool
    f_fmpeg_available: bool
    ffmpeg_version: str | None
    f_fmpeg_version: str | None
    disk_space_gb: float
    memory_usage_percent: float
    is_healthy: bool
    issues: tuple[str, ...]


@attrs.frozen
class DatabaseHealth:
    """The database of the jobs, in short."""

    status: str
    migration_up_to_date: bool
    message: str | None = None


@attrs.frozen
class FfmpegHealth:
    """FFmpeg, in short."""

    installed: bool
    valid: bool
    version: str | None = None
    path: str | None = None
    message: str | None = None


@attrs.frozen
class ProvidersSummary:
    """How many providers there are, and how many of them can be asked."""

    total_configured: int
    total_reachable: int
    message: str | None = None


@attrs.frozen
class SystemHealthResponse:
    """Everything at a glance."""

    backend_online: bool
    version: str
    overall_status: str
    database: DatabaseHealth
    ffmpeg: FfmpegHealth
    providers_summary: ProvidersSummary
    timestamp: datetime
    correlation_id: str | None = None


@attrs.frozen
class HealthDashboard:
    """Everything that a page about health shows, in one answer."""

    overall_status: str
    is_ready: bool
    timestamp: datetime
    summary: HealthSummaryResponse
    system: SystemHealth
    providers: tuple[ProviderHealth, ...]
    llm: ProviderKindHealth
    tts: ProviderKindHealth
    images: ProviderKindHealth
    checks: tuple[HealthCheckDetail, ...]
    correlation_id: str | None = None


_FORM: Final = "1"
"""The form of the jobs' tables; there has been one so far."""


def server_of(report: Report) -> ServerHealth:
    """Say how the server and its machine are."""
    found = report.find("database")
    return ServerHealth(
        status=report.status.capitalize(),
        version=version_here(),
        environment=ENVIRONMENT,
        os_platform=platform.system(),
        os_version=platform.release(),
        architecture=platform.machine(),
        timestamp=report.at,
        database=_database(found) if found else None,
    )


def _database(found: Finding) -> DatabaseStatus:
    connected = found.verdict is not Verdict.FAIL
    return DatabaseStatus(
        connected=connected,
        provider=str(found.data.get("provider", "unknown")),
        data_source=found.data.get("data_source"),
        response_time_ms=round(found.took_ms, 3) if connected else None,
        error=None if connected else found.message,
        migration=MigrationStatus(_FORM if connected else None, _FORM, 0, connected),
    )


def system_of(report: Report) -> SystemHealth:
    """Say how the machine is."""
    ffmpeg, disk, memory = (report.find(name) for name in ("ffmpeg_present", "disk_space", "memory"))
    works = ffmpeg is not None and ffmpeg.verdict is not Verdict.FAIL
    known = ffmpeg.data.get("ffmpeg_version") if ffmpeg and works else None
    return SystemHealth(
        ffmpeg_available=works,
        f_fmpeg_available=works,
        ffmpeg_version=known,
        f_fmpeg_version=known,
        disk_space_gb=float(disk.data.get("free_gb", 0.0)) if disk else 0.0,
        memory_usage_percent=float(memory.data.get("used_percent", 0.0)) if memory else 0.0,
        is_healthy=report.ready,
        issues=report.errors,
    )


def ffmpeg_health_of(report: Report) -> FfmpegHealth:
    """Say how FFmpeg is."""
    found = report.find("ffmpeg_present")
    if found is None:
        return FfmpegHealth(False, False, message="It is not looked at here.")
    works = found.verdict is not Verdict.FAIL
    return FfmpegHealth(
        *(bool(found.data.get("installed", works)), works),
        *(found.data.get("ffmpeg_version"), found.data.get("ffmpeg_path"), found.message),
    )


def system_check_of(report: Report, correlation_id: str) -> SystemHealthResponse:
    """Say everything at a glance."""
    database, providers = report.find("database"), provider_summary_of(providers_of(report), report.at)
    connected = database is not None and database.verdict is not Verdict.FAIL
    return SystemHealthResponse(
        backend_online=True,
        version=version_here(),
        overall_status=report.status,
        database=DatabaseHealth(
            database.status if database else "unknown", connected, database.message if database else None
        ),
        ffmpeg=ffmpeg_health_of(report),
        providers_summary=ProvidersSummary(providers.total_providers, providers.healthy_providers),
        timestamp=report.at,
        correlation_id=correlation_id,
    )


def dashboard_of(report: Report, correlation_id: str) -> HealthDashboard:
    """Say everything that a page about health shows."""
    kinds = {one: kind_of(one, providers_of(report, one)) for one in (Category.LLM, Category.TTS, Category.IMAGE)}
    return HealthDashboard(
        *(report.status, report.ready, report.at, summary_of(report), system_of(report), providers_of(report)),
        *(kinds[Category.LLM], kinds[Category.TTS], kinds[Category.IMAGE]),
        details_of(report).checks,
        correlation_id,
    )
