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
from aura_core.health.breakers import breakers, reset_breaker, reset_breakers, summed_up
from aura_core.model.health.breakers import CircuitBreaker, CircuitBreakerDetails, CircuitBreakers
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
from aura_core.model.health.finding import Category
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
from aura_core.model.health.providers import (
    ProviderHealth,
    ProviderHealthSummary,
    ProviderKindHealth,
    kind_of,
    named,
    provider_of,
    provider_summary_of,
    providers_of,
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
from aura_http.threads import threaded


__all__ = ["ROUTES"]

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


@get("/api/health/llm", operation_id="getLlmHealth", tags=["Health"], limit=None, unready=True)
async def get_llm(health: NamedDependency[Health]) -> Response[ProviderKindHealth]:
    """Say how those are who write; 503 if none of them can."""
    found = kind_of(health.report(), Category.LLM)
    return telling(found, well=found.is_healthy)


@get("/api/health/tts", operation_id="getTtsHealth", tags=["Health"], limit=None, unready=True)
async def get_tts(health: NamedDependency[Health]) -> Response[ProviderKindHealth]:
    """Say how those are who speak; 503 if none of them can."""
    found = kind_of(health.report(), Category.TTS)
    return telling(found, well=found.is_healthy)


@get("/api/health/images", operation_id="getImagesHealth", tags=["Health"], limit=None, unready=True)
async def get_images(health: NamedDependency[Health]) -> Response[ProviderKindHealth]:
    """Say how those are who illustrate; 503 if none of them can."""
    found = kind_of(health.report(), Category.IMAGE)
    return telling(found, well=found.is_healthy)


@get("/api/health/providers", operation_id="listProviderHealth", tags=["Health"], limit=None)
async def list_providers(health: NamedDependency[Health]) -> list[ProviderHealth]:
    """Say how each provider is."""
    return list(providers_of(health.report()))


@get("/api/health/providers/summary", operation_id="getProviderHealthSummary", tags=["Health"], limit=None)
async def get_provider_summary(health: NamedDependency[Health]) -> ProviderHealthSummary:
    """Say how many providers can be asked."""
    return provider_summary_of(health.report())


@get("/api/health/providers/{name:str}", operation_id="getProviderHealth", tags=["Health"], limit=None)
async def get_provider(name: FromPath[str], health: NamedDependency[Health]) -> ProviderHealth:
    """Say how a provider is."""
    return provider_of(named(health.report(), name))


@post(
    "/api/health/providers/{name:str}/check",
    status_code=200,
    operation_id="checkProvider",
    tags=["Health"],
    unready=True,
)
async def check_provider(name: FromPath[str], health: NamedDependency[Health]) -> Response[ProviderHealth]:
    """Look at a provider now; 503 if it cannot be asked."""
    found = provider_of(await asyncio.to_thread(health.look, named(health.report(), name).id))
    return telling(found, well=found.is_healthy)


@post("/api/health/providers/check-all", status_code=200, operation_id="checkProviders", tags=["Health"])
async def check_providers(health: NamedDependency[Health]) -> list[ProviderHealth]:
    """Look at all providers now."""
    names = [one.provider_name for one in providers_of(health.report())]
    checks = [named(health.report(), name).id for name in names]
    return [provider_of(await asyncio.to_thread(health.look, check)) for check in checks]


@post("/api/health/providers/{name:str}/reset", status_code=200, operation_id="resetProvider", tags=["Health"])
async def reset_provider(name: FromPath[str], health: NamedDependency[Health]) -> ProviderHealth:
    """Forget how often a provider failed, and look at it now."""
    return provider_of(await asyncio.to_thread(health.forgive, named(health.report(), name).id))


@get("/api/health/circuit-breakers", operation_id="getCircuitBreakers", tags=["Health"])
@threaded
def get_breakers(configuration: Open) -> CircuitBreakers:
    """Say which providers are left alone for a while, after they failed."""
    return summed_up(breakers(configuration.in_force()))


@get("/api/health/circuit-breakers/details", operation_id="getCircuitBreakerDetails", tags=["Health"])
@threaded
def get_breaker_details(configuration: Open) -> CircuitBreakerDetails:
    """Say the same of each provider with its failures, and when it is asked again."""
    return breakers(configuration.in_force())


@post(
    "/api/health/circuit-breakers/{name:str}/reset",
    status_code=200,
    operation_id="resetCircuitBreaker",
    tags=["Health"],
)
@threaded
def close_breaker(name: FromPath[str], configuration: Open) -> CircuitBreaker:
    """Have a provider asked again at once."""
    return reset_breaker(configuration.in_force(), name)


@post("/api/health/circuit-breakers/reset-all", status_code=200, operation_id="resetCircuitBreakers", tags=["Health"])
@threaded
def close_breakers(configuration: Open) -> CircuitBreakers:
    """Have all providers asked again at once."""
    return summed_up(reset_breakers(configuration.in_force()))


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
    get_llm,
    get_tts,
    get_images,
    list_providers,
    get_provider_summary,
    get_provider,
    check_provider,
    check_providers,
    reset_provider,
    get_breakers,
    get_breaker_details,
    close_breaker,
    close_breakers,
    get_first_run,
    fix,
    _LIVE,
    _HEALTHZ,
]
