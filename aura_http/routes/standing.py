"""Who can be asked, for pages that show it."""

from __future__ import annotations

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.types import ControllerRouterHandler

from aura_core.errors import NotFoundError
from aura_core.health import Health
from aura_core.model.provider_status import (
    AutoConfiguration,
    FeatureList,
    OfflineModeStatus,
    OfflineProvider,
    OfflineProvidersStatus,
    ProviderAvailabilityReport,
    SystemProviderStatus,
)
from aura_core.model.providers import provider_named
from aura_core.setup import profiles, standing
from aura_http.routes.settings import Open
from aura_http.routes.setup import rosters_of
from aura_http.threads import threaded


__all__ = ["ROUTES"]


@get("/api/provider-status", operation_id="getProviderStatus", tags=["Providers"])
@threaded
def get_status(configuration: Open) -> SystemProviderStatus:
    """Say who could be asked; nobody is asked for it."""
    return standing.provider_status(configuration.in_force(), profiles.active(configuration), rosters_of(configuration))


@get("/api/provider-status/features", operation_id="getProviderFeatures", tags=["Providers"])
@threaded
def get_features(configuration: Open) -> FeatureList:
    """Say what can be done, and what the profile in force has nobody for."""
    found = standing.provider_status(
        configuration.in_force(), profiles.active(configuration), rosters_of(configuration)
    )
    return FeatureList(found.available_features, found.degraded_features)


@get("/api/provider-status/offline-mode", operation_id="getOfflineMode", tags=["Providers"])
@threaded
def get_offline_mode(configuration: Open) -> OfflineModeStatus:
    """Say whether nothing may leave this machine."""
    offline = configuration.in_force().offline
    return OfflineModeStatus(offline, "Nothing leaves this machine." if offline else "Providers may be asked.")


@get("/api/offline-providers/status", operation_id="getOfflineProviders", tags=["Providers"])
@threaded
def get_offline(configuration: Open) -> OfflineProvidersStatus:
    """Say who of those on machines of one's own could be asked."""
    return standing.offline_status(rosters_of(configuration))


@get("/api/offline-providers/{provider:str}", operation_id="getOfflineProvider", tags=["Providers"])
@threaded
def get_offline_provider(provider: FromPath[str], configuration: Open) -> OfflineProvider:
    """Say whether one of those on machines of one's own could be asked, such as piper, windows-tts or ollama."""
    found = provider_named(provider)
    if not found.local:
        raise NotFoundError(
            f"{found.name} is not on a machine of one's own.", remedy="Look at it at /api/provider-status."
        )
    return standing.offline_provider(found, rosters_of(configuration))


@get("/api/diagnostics/providers/availability", operation_id="getProviderAvailability", tags=["Providers"])
@threaded
def get_availability(configuration: Open, health: NamedDependency[Health]) -> ProviderAvailabilityReport:
    """Say who could be asked, in short."""
    return standing.availability_report(configuration.in_force(), rosters_of(configuration), health.report())


@get("/api/diagnostics/auto-config", operation_id="getAutoConfiguration", tags=["System"])
@threaded
def get_auto_configuration(configuration: Open) -> AutoConfiguration:
    """Say what suits this machine."""
    return standing.auto_configuration(configuration.in_force(), rosters_of(configuration))


_REFRESH = post(
    "/api/provider-status/refresh", status_code=200, operation_id="refreshProviderStatus", tags=["Providers"]
)(get_status.fn)
"""It is never kept, so that there is nothing to refresh."""

ROUTES: list[ControllerRouterHandler] = [
    get_status,
    get_features,
    get_offline_mode,
    get_offline,
    get_offline_provider,
    get_availability,
    get_auto_configuration,
    _REFRESH,
]
