"""What is decided about providers and films, as forms of the original's clients."""

from __future__ import annotations

from typing import Final

from litestar import get, post
from litestar.params import JSONBody
from litestar.types import ControllerRouterHandler

from aura_core.catalogue import forms
from aura_core.configuration import answers
from aura_core.model.provider_forms import ProviderPreferencesDto, QualityConfigDto, SaveProviderConfigRequest
from aura_core.model.settings.replies import SettingsUpdateResult
from aura_http.routes.settings import Open
from aura_http.routes.setup import rosters_of
from aura_http.threads import threaded


__all__ = ["ROUTES"]

_SAVED: Final = "The settings were saved."
_PROVIDERS: Final = {"providers": [{"name": "pexels", "enabled": True, "priority": 1, "costLimit": 0}]}
_QUALITY: Final = {
    "video": {
        "width": 1280,
        "height": 720,
        "framerate": 30,
        "bitrateKbps": 4000,
        "codec": "H264",
        "container": "mp4",
    },
    "audio": {"bitrate": 192},
}


@get("/api/providers/preferences", operation_id="getProviderPreferences", tags=["Providers"])
@threaded
def get_preferences(configuration: Open) -> ProviderPreferencesDto:
    """Return whom the owner would rather have, and what may be spent."""
    return forms.preferences(configuration)


@post(
    "/api/providers/preferences",
    status_code=200,
    operation_id="saveProviderPreferences",
    tags=["Providers"],
    example={"pinnedProvider": "pexels", "monthlyBudgetLimit": 20},
    refuses=(409,),
)
@threaded
def save_preferences(data: JSONBody[ProviderPreferencesDto], configuration: Open) -> SettingsUpdateResult:
    """Say whom to have rather, and what may be spent; what is left out stays, and what cannot be chosen is refused."""
    forms.save_preferences(configuration, data)
    return answers.updated(configuration, _SAVED)


@get("/api/ProviderConfiguration/providers", operation_id="getProviderForms", tags=["Providers"])
@threaded
def get_providers(configuration: Open) -> SaveProviderConfigRequest:
    """Return what is decided about everybody who is built, of keys four characters."""
    return forms.providers(configuration, rosters_of(configuration))


@post(
    "/api/ProviderConfiguration/providers",
    status_code=200,
    operation_id="saveProviderForms",
    tags=["Providers"],
    example=_PROVIDERS,
    refuses=(409,),
)
@threaded
def save_providers(data: JSONBody[SaveProviderConfigRequest], configuration: Open) -> SettingsUpdateResult:
    """Decide about providers, all of it or nothing; what is as it was is left alone."""
    forms.save_providers(configuration, data, rosters_of(configuration))
    return answers.updated(configuration, _SAVED)


@get("/api/ProviderConfiguration/quality", operation_id="getQualityForm", tags=["Settings"])
@threaded
def get_quality(configuration: Open) -> QualityConfigDto:
    """Return what kind of file films become that do not say."""
    return forms.quality(configuration)


@post(
    "/api/ProviderConfiguration/quality",
    status_code=200,
    operation_id="saveQualityForm",
    tags=["Settings"],
    example=_QUALITY,
    refuses=(409,),
)
@threaded
def save_quality(data: JSONBody[QualityConfigDto], configuration: Open) -> SettingsUpdateResult:
    """Decide what kind of file films become that do not say; it is videoDefaults of the settings."""
    forms.save_quality(configuration, data)
    return answers.updated(configuration, _SAVED)


ROUTES: list[ControllerRouterHandler] = [
    get_preferences,
    save_preferences,
    get_providers,
    save_providers,
    get_quality,
    save_quality,
]
