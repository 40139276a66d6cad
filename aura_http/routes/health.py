"""Whether films can be made: for machines that ask all the time, and for people who want to know why not."""

from __future__ import annotations

import asyncio
from typing import Annotated, Final, TypeVar

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, PathParameter
from litestar.types import ControllerRouterHandler

from aura_core import hardware
from aura_core.errors import InvalidInputError, NotFoundError
from aura_core.health import Health
from aura_core.model.health.details import (
    FIXABLE,
    AutoFixRequest,
    AutoFixResponse,
    FirstRunReport,
    HealthDetailsResponse,
    HealthSummaryResponse,
    details_of,
    first_run_of,
    summary_of,
)
from aura_core.model.health.probes import (
    HealthCheckResponse,
    HealthOfGroup,
    HealthzResponse,
    HealthzSimple,
    Liveness,
    alive,
    group_of,
    healthz,
    healthz_simple,
    in_short,
    readiness_of,
)
from aura_core.model.health.server import (
    FfmpegHealth,
    HealthDashboard,
    ServerHealth,
    SystemHealth,
    SystemHealthResponse,
    dashboard_of,
    ffmpeg_health_of,
    server_of,
    system_check_of,
    system_of,
)
from aura_http.authentication import is_stranger
from aura_http.routes.ffmpeg import restored
from aura_http.routes.jobs import AnyRequest, correlation_of
from aura_http.routes.settings import Open


__all__ = ["ROUTES", "telling"]

T = TypeVar("T")

_TAGS: Final = ("ready", "db", "config", "dependencies", "infrastructure", "providers")

Tag = Annotated[str, PathParameter(description=f"One of {', '.join(_TAGS)}.")]


def telling(value: T, *, well: bool) -> Response[T]:
    """Answer with *value* either way, such that a machine need not read it."""
    return Response(value, status_code=200 if well else 503)


@get("/health/live", operation_id="getLiveness", tags=["Health"], limit=None, anonymous=True)
async def get_live() -> Liveness:
    """Say that the server answers; it depends on nothing else."""
    return alive()


@get("/health/ready", operation_id="getReadiness", tags=["Health"], limit=None, anonymous=True, unready=True)
async def get_ready(health: NamedDependency[Health], request: AnyRequest) -> Response[HealthCheckResponse]:
    """Say whether films can be made, and if not, why and what to do; 503 if not. Without the token it says not why."""
    report = health.report("ready")
    readiness = readiness_of(report)
    return telling(in_short(readiness) if is_stranger(request.scope) else readiness, well=report.ready)


@get("/health", operation_id="getHealth", tags=["Health"], limit=None, unready=True)
async def get_health(health: NamedDependency[Health]) -> Response[HealthCheckResponse]:
    """Say what every check found; 503 if films cannot be made."""
    report = health.report()
    return telling(readiness_of(report), well=report.ready)


@get("/health/{tag:str}", operation_id="getHealthOfGroup", tags=["Health"], limit=None, unready=True)
async def get_group(tag: FromPath[str], health: NamedDependency[Health]) -> Response[HealthOfGroup]:
    """Say what the checks with a tag found: ready, db, config, dependencies, infrastructure or providers."""
    if tag not in _TAGS:
        raise NotFoundError(f"No check has the tag {tag[:40]!r}.", remedy=f"Ask for one of {', '.join(_TAGS)}.")
    report = health.report(tag)
    return telling(group_of(report, tag), well=report.ready)


@get("/healthz", operation_id="getHealthz", tags=["Health"], limit=None, anonymous=True)
async def get_healthz() -> HealthzResponse:
    """Say that the server answers."""
    return healthz()


@get("/healthz/simple", operation_id="getHealthzSimple", tags=["Health"], limit=None, anonymous=True)
async def get_healthz_simple() -> HealthzSimple:
    """Say that the server answers, and which one it is."""
    return healthz_simple()


@get("/api/health/ready", operation_id="getApiReadiness", tags=["Health"], limit=None, unready=True)
async def get_api_ready(health: NamedDependency[Health]) -> Response[HealthCheckResponse]:
    """Say whether films can be made, and if not, why and what to do; 503 if not."""
    report = health.report("ready")
    return telling(readiness_of(report), well=report.ready)


@get("/api/health", operation_id="getServerHealth", tags=["Health"], limit=None)
async def get_server(health: NamedDependency[Health]) -> ServerHealth:
    """Say how the server, its machine and its database are."""
    return server_of(health.report())


@get("/api/health/summary", operation_id="getHealthSummary", tags=["Health"], limit=None)
async def get_summary(health: NamedDependency[Health]) -> HealthSummaryResponse:
    """Say how many checks passed."""
    return summary_of(health.report())


@get("/api/health/details", operation_id="getHealthDetails", tags=["Health"], limit=None, unready=True)
async def get_details(health: NamedDependency[Health]) -> Response[HealthDetailsResponse]:
    """Say what each check found, and what can be done about it; 503 if films cannot be made."""
    report = health.report()
    return telling(details_of(report), well=report.ready)


@get("/api/health/system", operation_id="getSystemHealth", tags=["Health"], limit=None, unready=True)
async def get_system(health: NamedDependency[Health]) -> Response[SystemHealth]:
    """Say how the machine is; 503 if films cannot be made."""
    report = health.report()
    return telling(system_of(report), well=report.ready)


@get("/api/health/system-check", operation_id="checkSystem", tags=["Health"], limit=None)
async def get_system_check(health: NamedDependency[Health], request: AnyRequest) -> SystemHealthResponse:
    """Say everything at a glance."""
    return system_check_of(health.report(), correlation_of(request))


@get("/api/health/ffmpeg", operation_id="getFfmpegHealth", tags=["Health"], limit=None)
async def get_ffmpeg(health: NamedDependency[Health]) -> FfmpegHealth:
    """Say how FFmpeg is."""
    return ffmpeg_health_of(health.report())


@get("/api/health-dashboard", operation_id="getHealthDashboard", tags=["Health"], limit=None)
async def get_dashboard(health: NamedDependency[Health], request: AnyRequest) -> HealthDashboard:
    """Say everything that a page about health shows."""
    return dashboard_of(health.report(), correlation_of(request))


@get("/api/health/first-run", operation_id="getFirstRun", tags=["Health"], limit=None)
async def get_first_run(health: NamedDependency[Health]) -> FirstRunReport:
    """Say what stands between a new user and the first film."""
    return first_run_of(health.report(), await asyncio.to_thread(hardware.look))


@post(
    "/api/health/auto-fix",
    status_code=200,
    operation_id="fixIssue",
    tags=["Health"],
    example={"issueCode": "E302-FFMPEG_NOT_FOUND"},
)
async def fix(data: JSONBody[AutoFixRequest], configuration: Open) -> AutoFixResponse:
    """Mend an issue that needs no person."""
    if data.issue_code.strip().upper() not in FIXABLE:
        raise InvalidInputError.of(
            *("$.issueCode", f"{data.issue_code[:60]!r} is nothing that can be mended without a person."),
            remedy=f"Only {', '.join(sorted(FIXABLE))} can; of all others the report of the first run says what to do.",
        )
    ffmpeg = await restored(configuration)
    return AutoFixResponse(True, f"FFmpeg {ffmpeg.version} works.", str(ffmpeg.path))


_LIVE = get("/api/health/live", operation_id="getApiLiveness", tags=["Health"], limit=None, anonymous=True)(get_live.fn)
_HEALTHZ = get("/api/healthz", operation_id="getApiHealthz", tags=["Health"], limit=None, anonymous=True)(
    get_healthz.fn
)
"""The same for clients that ask elsewhere."""

ROUTES: list[ControllerRouterHandler] = [
    get_live,
    get_ready,
    get_health,
    get_group,
    get_healthz,
    get_healthz_simple,
    get_api_ready,
    get_server,
    get_summary,
    get_details,
    get_system,
    get_system_check,
    get_ffmpeg,
    get_dashboard,
    get_first_run,
    fix,
    _LIVE,
    _HEALTHZ,
]
