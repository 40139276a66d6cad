"""Providers as pages list them: who there is, what they were told, what they did and cost."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Annotated, Final

from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.types import ControllerRouterHandler

from aura_core.catalogue import costs, listing, owners
from aura_core.catalogue.advice import recommended
from aura_core.errors import InvalidInputError
from aura_core.health import Health
from aura_core.keys.keys import provider_in
from aura_core.model.profiles import PROFILES, NamedProfile
from aura_core.model.provider_advice import ProviderRecommendation
from aura_core.model.provider_checks import ProviderTest, ProviderTrial
from aura_core.model.provider_lists import (
    AIProviderDto,
    AllProvidersStatus,
    CostTrackingSummaryDto,
    ImageProvidersResponse,
    PartialConfigurationSaved,
    ProviderChanged,
    ProviderSettingsDto,
    ProviderStatsDto,
    ProviderTestRequest,
    SavePartialConfigurationRequest,
    TestProviderConnectionRequest,
    UpdateProviderConfigRequest,
)
from aura_core.model.providers import provider_named
from aura_core.setup import dependencies, inquiring
from aura_http.dto import CattrsDTO
from aura_http.routes.jobs import AnyRequest, correlation_of
from aura_http.routes.settings import Open
from aura_http.routes.setup import rosters_of
from aura_http.threads import threaded


__all__ = ["ROUTES"]

_OPENAI: Final = {"providerName": "OpenAI", "apiKey": "sk-proj-0123456789abcdef"}
_ORDER: Final = {"pexels": 1, "pixabay": 2}


@get("/api/providers", operation_id="listProviders", tags=["Providers"])
@threaded
def list_all(configuration: Open) -> tuple[AIProviderDto, ...]:
    """List everybody who could be asked, once for each part of a film; nobody is asked for it."""
    return listing.listed(configuration, rosters_of(configuration))


@get("/api/providers/status", operation_id="getProvidersStatus", tags=["Providers"])
@threaded
def get_status(configuration: Open) -> AllProvidersStatus:
    """Say of everybody who is built whether they could be asked, and what they lack; nobody is asked for it."""
    return listing.standing(rosters_of(configuration))


@get("/api/providers/images", operation_id="listImageProviders", tags=["Providers"])
@threaded
def list_illustrators(configuration: Open) -> ImageProvidersResponse:
    """Say of everybody who illustrates whether they could be asked, and how often; nobody is asked for it."""
    return listing.illustrators(configuration, rosters_of(configuration))


@post(
    "/api/providers/save-partial-config",
    status_code=200,
    operation_id="saveProviderConfigInPart",
    tags=["Providers"],
    example={"provider": "Gemini", "partialConfiguration": {"Model": "gemini-2.5-flash"}},
    refuses=(409,),
)
@threaded
def save_in_part(
    data: JSONBody[SavePartialConfigurationRequest], configuration: Open, request: AnyRequest
) -> PartialConfigurationSaved:
    """Tell a provider what a form says so far, all of it or nothing; it takes effect at once."""
    return owners.configure_in_part(configuration, data, correlation_of(request))


@get("/api/providers/profiles", operation_id="listProfilesOfProviders", tags=["Providers"])
async def list_profiles() -> tuple[NamedProfile, ...]:
    """List the profiles, which decide who makes films that do not say."""
    return tuple(NamedProfile(one.name, one.description) for one in PROFILES.values())


@get("/api/providers/priorities", operation_id="getProviderPriorities", tags=["Providers"])
@threaded
def get_priorities(configuration: Open) -> Mapping[str, int]:
    """Say in which order those of a tier are tried, 1 the first; each part of a film counts by itself."""
    return owners.priorities(configuration, rosters_of(configuration))


@put(
    "/api/providers/priorities",
    operation_id="putProviderPriorities",
    tags=["Providers"],
    dto=CattrsDTO[Mapping[str, int]],
    asks=Mapping[str, int],
    example=_ORDER,
    refuses=(409,),
)
@threaded
def put_priorities(data: JSONBody[Mapping[str, int]], configuration: Open, request: AnyRequest) -> ProviderChanged:
    """Have those of a tier tried in this order, the smallest number first; it is the setting providerPriorityOrder."""
    owners.prioritise(configuration, data)
    return ProviderChanged(True, "The order was saved.", correlation_of(request))


@get("/api/providers/recommendations/{operation:str}", operation_id="recommendProviders", tags=["Providers"])
@threaded
def recommend(
    operation: FromPath[str],
    configuration: Open,
    tokens: Annotated[
        int,
        QueryParameter(
            name="estimatedInputTokens", ge=0, le=1_000_000_000, description="That would be asked, and answered."
        ),
    ] = 1000,
) -> tuple[ProviderRecommendation, ...]:
    """Name everybody who could do a part of a film, and why first or last; nobody is asked for it."""
    return recommended(configuration, rosters_of(configuration), operation, tokens)


@get("/api/providers/cost-tracking", operation_id="getProviderCosts", tags=["Costs"])
@threaded
def get_costs(configuration: Open) -> CostTrackingSummaryDto:
    """Say what was spent since the first of the month, as far as prices are known."""
    return costs.month(configuration)


@post(
    "/api/providers/test-connection",
    status_code=200,
    operation_id="testProviderConnection",
    tags=["Providers"],
    example=_OPENAI,
)
async def test_connection(
    data: JSONBody[TestProviderConnectionRequest], configuration: Open, request: AnyRequest
) -> ProviderTest:
    """Ask a provider whether what is in force, or a key, works."""
    provider = provider_in(data.provider_name, "$.providerName")
    came = await inquiring.inquired(configuration, provider, ProviderTrial(data.api_key))
    return ProviderTest(came.works, came.told, came.elapsed_ms, correlation_of(request))


@post(
    "/api/providers/test/{provider:str}",
    status_code=200,
    operation_id="testLocalProvider",
    tags=["Providers"],
    example={"url": "http://127.0.0.1:11434"},
)
async def test_local(
    provider: FromPath[str],
    data: JSONBody[ProviderTestRequest],
    configuration: Open,
    health: NamedDependency[Health],
    request: AnyRequest,
) -> ProviderTest:
    """Ask the server of one's own at a URL whether it works, or look whether an FFmpeg is at a path."""
    if provider.strip().lower() in {"ffmpeg", "ffprobe"}:
        found = await asyncio.to_thread(dependencies.check_path, health, "ffmpeg", data.path or "", "")
        said = " ".join(filter(None, (found.error, found.remedy))) or f"FFmpeg {found.version} is at {found.path}."
        return ProviderTest(found.is_valid, said, 0, correlation_of(request))
    owner = provider_named(provider)
    if not owner.local:
        raise InvalidInputError.of(
            "$.url",
            f"{owner.name} is not on a machine of one's own.",
            remedy=f"Ask it by POST /api/providers/{owner.id}/ping.",
        )
    came = await inquiring.inquired(configuration, owner, ProviderTrial(base_url=data.url))
    return ProviderTest(came.works, came.told, came.elapsed_ms, correlation_of(request))


@get("/api/providers/{provider:str}/stats", operation_id="getProviderStats", tags=["Providers"])
@threaded
def get_stats(provider: FromPath[str], configuration: Open) -> ProviderStatsDto:
    """Say what the calls to a provider came to, of two months."""
    return costs.stats(configuration, provider_named(provider))


@get("/api/providers/{provider:str}/config", operation_id="getProviderConfig", tags=["Providers"])
@threaded
def get_config(provider: FromPath[str], configuration: Open) -> ProviderSettingsDto:
    """Return what is in force for a provider, of its key four characters."""
    return owners.configured(configuration, provider_named(provider), rosters_of(configuration))


@put(
    "/api/providers/{provider:str}/config",
    operation_id="putProviderConfig",
    tags=["Providers"],
    example={"model": "gpt-6-luna"},
    refuses=(409,),
)
@threaded
def put_config(
    provider: FromPath[str],
    data: JSONBody[UpdateProviderConfigRequest],
    configuration: Open,
    request: AnyRequest,
) -> ProviderChanged:
    """Tell a provider its key, address or model from now on; what cannot be told here is refused, and nothing kept."""
    message = owners.configure(configuration, provider_named(provider), data)
    return ProviderChanged(True, message, correlation_of(request))


@post(
    "/api/providers/{provider:str}/set-default",
    status_code=200,
    operation_id="preferProvider",
    tags=["Providers"],
    refuses=(400, 409),
)
@threaded
def prefer(provider: FromPath[str], configuration: Open, request: AnyRequest) -> ProviderChanged:
    """Have a language model write from now on; anybody else goes first wherever a tier is asked for."""
    message = owners.prefer(configuration, provider_named(provider), rosters_of(configuration))
    return ProviderChanged(True, message, correlation_of(request))


ROUTES: list[ControllerRouterHandler] = [
    list_all,
    get_status,
    list_illustrators,
    save_in_part,
    list_profiles,
    get_priorities,
    put_priorities,
    recommend,
    get_costs,
    test_connection,
    test_local,
    get_stats,
    get_config,
    put_config,
    prefer,
]
