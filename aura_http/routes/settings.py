"""The owner's document: whole and by its sections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from litestar import Response, get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import JSONBody, SkipValidation
from litestar.types import ControllerRouterHandler

from aura_core.configuration.answers import updated, validated
from aura_core.configuration.configuration import Configuration
from aura_core.model.order import CaptionSpec
from aura_core.model.profiles import ProfileSelection
from aura_core.model.settings import UserSettings
from aura_core.model.settings.application import EditorPreferencesSettings, GeneralSettings, UISettings
from aura_core.model.settings.films import FileLocationsSettings, VideoDefaultsSettings, VisualGenerationSettings
from aura_core.model.settings.hardware import HardwarePerformanceSettings
from aura_core.model.settings.limits import ProviderRateLimits
from aura_core.model.settings.providers import AdvancedSettings, ApiKeysSettings, ProviderConfiguration
from aura_core.model.settings.replies import SettingsUpdateResult, SettingsValidationResult
from aura_http.dto import CattrsDTO
from aura_http.tags import IfMatch, IfNoneMatch, tagged
from aura_http.threads import threaded


__all__ = ["OBJECT", "ROUTES", "Open"]

T = TypeVar("T")

Open = NamedDependency[SkipValidation[Configuration]]
"""The configuration that the server has open."""

OBJECT: Final = CattrsDTO[Mapping[str, Any]]
"""For bodies whose members the core looks at itself, unknown ones among them."""

_EXAMPLE: Final = {"general": {"language": "de-DE"}, "videoDefaults": {"defaultResolution": "1280x720"}}
_PATCH: Final = {"advanced": {"offlineMode": True}}


@get("/api/settings", operation_id="getSettings", tags=["Settings"], tagged=True)
@threaded
def get_settings(configuration: Open, if_none_match: IfNoneMatch = None) -> Response[UserSettings]:
    """Return everything that the owner has decided."""
    return _noticed(configuration, tagged(configuration.shown(), if_none_match))


@put(
    "/api/settings",
    operation_id="putSettings",
    tags=["Settings"],
    dto=OBJECT,
    asks=UserSettings,
    tagged=True,
    example=_EXAMPLE,
    refuses=(409, 412),
)
@threaded
def put_settings(
    data: JSONBody[Mapping[str, Any]], configuration: Open, if_match: IfMatch = None
) -> Response[SettingsUpdateResult]:
    """Replace the settings; sections that are left out stay as they are."""
    settings = configuration.replace(data, if_match=if_match)
    return tagged(updated(configuration, "The settings were saved."), of=settings)


@patch(
    "/api/settings",
    operation_id="patchSettings",
    tags=["Settings"],
    dto=OBJECT,
    asks=UserSettings,
    tagged=True,
    example=_PATCH,
    refuses=(409, 412),
)
@threaded
def patch_settings(
    data: JSONBody[Mapping[str, Any]], configuration: Open, if_match: IfMatch = None
) -> Response[SettingsUpdateResult]:
    """Change some settings, by a merge patch (RFC 7396): null sets a member back to its default."""
    settings = configuration.patch(data, if_match=if_match)
    return tagged(updated(configuration, "The settings were saved."), of=settings)


@post(
    "/api/settings/reset",
    status_code=200,
    operation_id="resetSettings",
    tags=["Settings"],
    tagged=True,
    refuses=(409, 412),
)
@threaded
def reset_settings(configuration: Open, if_match: IfMatch = None) -> Response[SettingsUpdateResult]:
    """Set everything back to its default; keys stay."""
    settings = configuration.reset(if_match=if_match)
    return tagged(updated(configuration, "Everything has its default again; keys were kept."), of=settings)


@post(
    "/api/settings/validate",
    status_code=200,
    operation_id="validateSettings",
    tags=["Settings"],
    dto=OBJECT,
    asks=UserSettings,
    example=_EXAMPLE,
)
@threaded
def validate_settings(data: JSONBody[Mapping[str, Any]]) -> SettingsValidationResult:
    """Say everything that is wrong with settings, and keep nothing."""
    return validated(data)


@get("/api/settings/user", operation_id="getUserSettings", tags=["Settings"], tagged=True)
@threaded
def get_user_settings(configuration: Open, if_none_match: IfNoneMatch = None) -> Response[UserSettings]:
    """Return everything that the owner has decided."""
    return _noticed(configuration, tagged(configuration.shown(), if_none_match))


@post(
    "/api/settings/user",
    status_code=200,
    operation_id="saveUserSettings",
    tags=["Settings"],
    dto=OBJECT,
    asks=UserSettings,
    tagged=True,
    example=_EXAMPLE,
    refuses=(409,),
)
@threaded
def save_user_settings(data: JSONBody[Mapping[str, Any]], configuration: Open) -> Response[SettingsUpdateResult]:
    """Take over what a client keeps as settings; members that nobody here knows are left aside, and named."""
    settings, unknown = configuration.merge(data)
    return tagged(updated(configuration, "The settings were saved.", left_aside=unknown), of=settings)


def _noticed(configuration: Configuration, answer: Response[UserSettings]) -> Response[UserSettings]:
    """Tell, beside the settings, of documents that could not be read."""
    if notices := configuration.notices():
        answer.headers["X-Aura-Notice"] = " ".join(notices).encode("ascii", "replace").decode()
    return answer


def _section(
    place: str, name: str, cls: type[Any], what: str, example: Mapping[str, Any]
) -> list[ControllerRouterHandler]:
    """Make the routes of a section."""
    title = name[0].upper() + name[1:]

    @get(
        f"/api/settings/{place}",
        operation_id=f"get{title}Settings",
        description=f"Return {what}.",
        tags=["Settings"],
        tagged=True,
        signature_namespace={"T": cls},
    )
    @threaded
    def read(configuration: Open, if_none_match: IfNoneMatch = None) -> Response[T]:
        return tagged(configuration.section(name), if_none_match)

    @put(
        f"/api/settings/{place}",
        operation_id=f"put{title}Settings",
        description=f"Replace {what}; what is left out has its default.",
        tags=["Settings"],
        dto=OBJECT,
        asks=cls,
        tagged=True,
        example=example,
        refuses=(409, 412),
    )
    @threaded
    def write(
        data: JSONBody[Mapping[str, Any]], configuration: Open, if_match: IfMatch = None
    ) -> Response[SettingsUpdateResult]:
        section = configuration.replace_section(name, data, if_match=if_match)
        return tagged(updated(configuration, "The settings were saved."), of=section)

    return [read, write]


_SECTIONS: Final[tuple[tuple[str, str, type[Any], str, Mapping[str, Any]], ...]] = (
    ("general", "general", GeneralSettings, "how the application begins and in which language", {"language": "de-DE"}),
    ("api-keys", "apiKeys", ApiKeysSettings, "the masks of keys", {"openAI": ""}),
    ("file-locations", "fileLocations", FileLocationsSettings, "where things are", {"outputDirectory": "~/Videos/Aura"}),
    ("video-defaults", "videoDefaults", VideoDefaultsSettings, "what films are like", {"defaultFrameRate": 25}),
    ("editor-preferences", "editorPreferences", EditorPreferencesSettings, "how the editor behaves", {"showWaveforms": True}),
    ("ui", "ui", UISettings, "how the application looks", {"scale": 125}),
    ("visual-generation", "visualGeneration", VisualGenerationSettings, "how pictures are made", {"defaultAspectRatio": "9:16"}),
    ("rate-limits", "rateLimits", ProviderRateLimits, "how much may be asked of providers", {"limits": {"openai": {"maxRequestsPerMinute": 20}}}),
    ("advanced", "advanced", AdvancedSettings, "what few change", {"offlineMode": False}),
    ("captions", "captions", CaptionSpec, "how words are shown", {"mode": "Burn", "style": "Karaoke"}),
    ("hardware", "hardware", HardwarePerformanceSettings, "what of the machine may be used", {"maxRenderingThreads": 2}),
    ("providers", "providers", ProviderConfiguration, "what each provider is told", {"ollama": {"model": "llama3.1"}}),
    ("profile", "profile", ProfileSelection, "who makes films whose request does not say", {"active": "this-machine"}),
)  # fmt: skip
"""Each section: its address below ``/api/settings``, its name, its class, what it is, and an example."""

ROUTES: list[ControllerRouterHandler] = [
    get_settings,
    put_settings,
    patch_settings,
    reset_settings,
    validate_settings,
    get_user_settings,
    save_user_settings,
    *(route for section in _SECTIONS for route in _section(*section)),
]
