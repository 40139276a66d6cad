"""Profiles: who makes films whose request does not say; and whether one could be begun."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.types import ControllerRouterHandler

from aura_core.health import Health
from aura_core.model.preflight import PreflightReport
from aura_core.model.profiles import (
    PROFILES,
    ApplyProfileRequest,
    NamedProfile,
    ProfileApplied,
    ProfileId,
    ProfileList,
    ProfileRecommendationDto,
    ProfileSet,
    ProfileValidationResultDto,
    ProviderProfileDto,
    ProviderProfiles,
    ProviderTestResultDto,
    ProviderTried,
    SetActiveProfileRequest,
    TestProviderRequest,
    profile_named,
)
from aura_core.setup import profiles
from aura_core.setup.preflight import preflight
from aura_http.routes.jobs import AnyRequest, correlation_of
from aura_http.routes.settings import Open
from aura_http.routes.setup import rosters_of
from aura_http.threads import threaded


__all__ = ["ROUTES"]

_TEST: Final = {"provider": "openai", "apiKey": "sk-proj-0123456789abcdef"}

Wanted = Annotated[
    str,
    QueryParameter(name="profile", max_length=100, description="Id or name of a profile; empty for the active one."),
]


@get("/api/preflight", operation_id="runPreflight", tags=["Setup"])
@threaded
def run_preflight(
    configuration: Open, health: NamedDependency[Health], request: AnyRequest, wanted: Wanted = ""
) -> PreflightReport:
    """Say whether a film could be begun: who would make it, and whether all that it needs is there."""
    profile = profile_named(wanted, "profile") if wanted.strip() else profiles.active(configuration)
    return preflight(profile, rosters_of(configuration), health.report(), correlation_of(request))


@get("/api/preflight/safe-defaults", operation_id="getSafeDefaults", tags=["Setup"])
async def get_safe_defaults() -> ProviderProfileDto:
    """Return the profile that works everywhere and costs nothing."""
    return PROFILES[ProfileId.THIS_MACHINE]


@get("/api/provider-profiles", operation_id="listProviderProfiles", tags=["Profiles"])
async def list_profiles() -> ProviderProfiles:
    """List the profiles."""
    return ProviderProfiles(tuple(PROFILES.values()))


@get("/api/provider-profiles/active", operation_id="getActiveProfile", tags=["Profiles"])
@threaded
def get_active(configuration: Open) -> ProviderProfileDto:
    """Return the profile that is in force."""
    return profiles.active(configuration)


@post(
    "/api/provider-profiles/active",
    status_code=200,
    operation_id="setActiveProfile",
    tags=["Profiles"],
    example={"profileId": "free-only"},
    refuses=(409,),
)
@threaded
def set_active(data: JSONBody[SetActiveProfileRequest], configuration: Open) -> ProfileSet:
    """Have a profile decide who makes films that do not say."""
    return profiles.choose(configuration, profile_named(data.profile_id, "$.profileId"))


@post(
    "/api/provider-profiles/{profile:str}/validate", status_code=200, operation_id="validateProfile", tags=["Profiles"]
)
@threaded
def validate(profile: FromPath[str], configuration: Open) -> ProfileValidationResultDto:
    """Say whether films could be made by a profile, as they would be cast; nobody is asked."""
    return profiles.validate(profile_named(profile), rosters_of(configuration))


@get("/api/provider-profiles/recommend", operation_id="recommendProfile", tags=["Profiles"])
@threaded
def recommend(configuration: Open) -> ProfileRecommendationDto:
    """Say which profile makes the most of what there is."""
    return profiles.recommend(configuration, rosters_of(configuration))


@post(
    "/api/provider-profiles/test",
    status_code=200,
    operation_id="testProfileProvider",
    tags=["Profiles"],
    example=_TEST,
    refuses=(404,),
)
async def test_provider(data: JSONBody[TestProviderRequest], configuration: Open) -> ProviderTestResultDto:
    """Ask a provider about its key, the kept one or another."""
    return await profiles.test(configuration, data)


@post("/api/provider-profiles/test-all", status_code=200, operation_id="testProfileProviders", tags=["Profiles"])
async def test_providers(configuration: Open) -> Mapping[str, ProviderTried]:
    """Ask every provider about its key whose key there is."""
    return await profiles.test_all(configuration)


@get("/api/profiles/list", operation_id="listProfiles", tags=["Profiles"])
async def list_named() -> ProfileList:
    """List the profiles, in short."""
    return ProfileList(tuple(NamedProfile(one.name, one.description) for one in PROFILES.values()))


@post(
    "/api/profiles/apply",
    status_code=200,
    operation_id="applyProfile",
    tags=["Profiles"],
    example={"profileName": "Free-Only"},
    refuses=(409,),
)
@threaded
def apply(data: JSONBody[ApplyProfileRequest], configuration: Open) -> ProfileApplied:
    """Have a profile decide who makes films that do not say; nothing else of the settings changes."""
    chosen = profiles.choose(configuration, profile_named(data.profile_name, "$.profileName"))
    return ProfileApplied(chosen.success, chosen.message)


ROUTES: list[ControllerRouterHandler] = [
    run_preflight,
    get_safe_defaults,
    list_profiles,
    get_active,
    set_active,
    validate,
    recommend,
    test_provider,
    test_providers,
    list_named,
    apply,
]
