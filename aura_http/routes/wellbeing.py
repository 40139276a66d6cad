"""How providers are, and which of them are left alone for a while."""

from __future__ import annotations

import asyncio

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.types import ControllerRouterHandler

from aura_core.catalogue.health import Wellbeing
from aura_core.configuration.configuration import Configuration
from aura_core.health import Health
from aura_core.health.breakers import breaker_of, breakers, reset_breaker, reset_breakers, summed_up
from aura_core.model.health.breakers import CircuitBreaker, CircuitBreakerDetails, CircuitBreakers
from aura_core.model.health.finding import Category
from aura_core.model.health.providers import (
    ProviderHealth,
    ProviderHealthSummary,
    ProviderKindHealth,
    provider_summary_of,
)
from aura_http.routes.health import telling
from aura_http.routes.settings import Open
from aura_http.routes.setup import rosters_of
from aura_http.threads import threaded


__all__ = ["ROUTES"]


def wellbeing_of(configuration: Configuration, health: Health) -> Wellbeing:
    """Return how providers are now."""
    return Wellbeing(configuration, health, rosters_of(configuration))


def _of_kind(configuration: Configuration, health: Health, category: Category) -> Response[ProviderKindHealth]:
    found = wellbeing_of(configuration, health).of_kind(category)
    return telling(found, well=found.is_healthy)


@get("/api/health/llm", operation_id="getLlmHealth", tags=["Health"], limit=None, unready=True)
@threaded
def get_llm(configuration: Open, health: NamedDependency[Health]) -> Response[ProviderKindHealth]:
    """Say how those are who write; 503 if none of them can."""
    return _of_kind(configuration, health, Category.LLM)


@get("/api/health/tts", operation_id="getTtsHealth", tags=["Health"], limit=None, unready=True)
@threaded
def get_tts(configuration: Open, health: NamedDependency[Health]) -> Response[ProviderKindHealth]:
    """Say how those are who speak; 503 if none of them can."""
    return _of_kind(configuration, health, Category.TTS)


@get("/api/health/images", operation_id="getImagesHealth", tags=["Health"], limit=None, unready=True)
@threaded
def get_images(configuration: Open, health: NamedDependency[Health]) -> Response[ProviderKindHealth]:
    """Say how those are who illustrate; 503 if none of them can."""
    return _of_kind(configuration, health, Category.IMAGE)


@get("/api/health/providers", operation_id="listProviderHealth", tags=["Health"], limit=None)
@threaded
def list_providers(configuration: Open, health: NamedDependency[Health]) -> tuple[ProviderHealth, ...]:
    """Say how everybody is who is part of this program, could be asked, or was; nobody is asked for it."""
    return wellbeing_of(configuration, health).of_all()


@get("/api/health/providers/summary", operation_id="getProviderHealthSummary", tags=["Health"], limit=None)
@threaded
def get_provider_summary(configuration: Open, health: NamedDependency[Health]) -> ProviderHealthSummary:
    """Say how many providers would be asked for a film."""
    return provider_summary_of(wellbeing_of(configuration, health).of_all(), health.report().at)


@get("/api/health/providers/{provider:str}", operation_id="getProviderHealth", tags=["Health"], limit=None)
@threaded
def get_provider(provider: FromPath[str], configuration: Open, health: NamedDependency[Health]) -> ProviderHealth:
    """Say how a provider is; it is not asked for it."""
    return wellbeing_of(configuration, health).of_one(provider)


@post(
    "/api/health/providers/{provider:str}/check",
    status_code=200,
    operation_id="checkProvider",
    tags=["Health"],
    unready=True,
)
async def check_provider(
    provider: FromPath[str], configuration: Open, health: NamedDependency[Health]
) -> Response[ProviderHealth]:
    """Ask a provider something that costs nothing; 503 if it does not work."""
    wellbeing = await asyncio.to_thread(wellbeing_of, configuration, health)
    found = await wellbeing.asked(provider)
    return telling(found, well=found.is_healthy)


@post("/api/health/providers/check-all", status_code=200, operation_id="checkProviders", tags=["Health"])
async def check_providers(configuration: Open, health: NamedDependency[Health]) -> tuple[ProviderHealth, ...]:
    """Ask everybody who could be asked something that costs nothing, at once."""
    return await (await asyncio.to_thread(wellbeing_of, configuration, health)).all_asked()


@post("/api/health/providers/{provider:str}/reset", status_code=200, operation_id="resetProvider", tags=["Health"])
@threaded
def reset_provider(provider: FromPath[str], configuration: Open, health: NamedDependency[Health]) -> ProviderHealth:
    """Forget how often a provider failed; it is asked again at once."""
    return wellbeing_of(configuration, health).forgiven(provider)


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


@get("/api/ProviderHealth/{provider:str}/circuit-breaker", operation_id="getCircuitBreaker", tags=["Health"])
@threaded
def get_breaker(provider: FromPath[str], configuration: Open) -> CircuitBreaker:
    """Say whether a provider is left alone for a while."""
    return breaker_of(configuration.in_force(), provider)


@post(
    "/api/health/circuit-breakers/{provider:str}/reset",
    status_code=200,
    operation_id="resetCircuitBreaker",
    tags=["Health"],
)
@threaded
def close_breaker(provider: FromPath[str], configuration: Open) -> CircuitBreaker:
    """Have a provider asked again at once."""
    return reset_breaker(configuration.in_force(), provider)


@post("/api/health/circuit-breakers/reset-all", status_code=200, operation_id="resetCircuitBreakers", tags=["Health"])
@threaded
def close_breakers(configuration: Open) -> CircuitBreakers:
    """Have all providers asked again at once."""
    return summed_up(reset_breakers(configuration.in_force()))


_AGAIN = [
    get("/api/ProviderHealth", operation_id="listHealthOfProviders", tags=["Health"])(list_providers.fn),
    get("/api/providers/health", operation_id="listHealthByProvider", tags=["Health"])(list_providers.fn),
    get("/api/ProviderHealth/{provider:str}", operation_id="getHealthOfProvider", tags=["Health"])(get_provider.fn),
    get("/api/ProviderHealth/circuit-breakers", operation_id="listCircuitBreakers", tags=["Health"])(
        get_breaker_details.fn
    ),
    post(
        "/api/ProviderHealth/{provider:str}/reset",
        status_code=200,
        operation_id="resetHealthOfProvider",
        tags=["Health"],
    )(reset_provider.fn),
    post(
        "/api/ProviderHealth/{provider:str}/circuit-breaker/reset",
        status_code=200,
        operation_id="resetBreakerOfProvider",
        tags=["Health"],
    )(close_breaker.fn),
]
"""The same for clients that ask elsewhere."""

ROUTES: list[ControllerRouterHandler] = [
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
    get_breaker,
    close_breaker,
    close_breakers,
    *_AGAIN,
]
