"""Settings one by one, as the original's clients ask for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from litestar import Response, delete, get, post, put
from litestar.exceptions import PermissionDeniedException
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.types import ControllerRouterHandler

from aura_core.configuration import answers, preferences
from aura_core.keys.answers import tested
from aura_core.model.keys import KeyTested
from aura_core.model.providers import provider_named
from aura_core.model.settings.export import ExportSettings
from aura_core.model.settings.hardware import HardwarePerformanceSettings
from aura_core.model.settings.limits import ProviderRateLimits
from aura_core.model.settings.providers import LlmSelection
from aura_core.model.settings.replies import (
    DestinationTest,
    FolderListing,
    FolderOpened,
    LlmSelectionResponse,
    OllamaModelResponse,
    OperatingMode,
    OperatingModeRequest,
    OutputSettings,
    PathValidation,
    PortableSettings,
    ProviderPathsDto,
    SetOllamaModelRequest,
    SettingsUpdateResult,
    ThemeSettings,
    ValidatePathRequest,
)
from aura_core.model.shipments import DestinationLogin
from aura_core.places import folders_in, open_path, validated_path
from aura_core.setup import inquiring
from aura_core.uploading.logins import login_begun, login_forgotten, login_found
from aura_core.uploading.trying import tried
from aura_http.dto import CattrsDTO
from aura_http.limits import is_of_this_machine
from aura_http.routes.jobs import AnyRequest
from aura_http.routes.settings import OBJECT, Open
from aura_http.tags import IfMatch, IfNoneMatch, tagged
from aura_http.threads import threaded


__all__ = ["ROUTES"]

_SAVED: Final = "The settings were saved."
_LLM: Final = {"provider": "Ollama", "modelId": "llama3.1:8b-q4_k_m"}
_PATHS: Final = {"ollamaUrl": "http://127.0.0.1:11434", "outputDirectory": "~/Videos/Aura"}
_SHORTCUTS: Final = {"playPause": "Space"}


@get("/api/settings/operating-mode", operation_id="getOperatingMode", tags=["Settings"])
@threaded
def get_mode(configuration: Open) -> OperatingMode:
    """Say whether anything may be asked of another machine."""
    return answers.operating_mode(configuration)


@put(
    "/api/settings/operating-mode",
    operation_id="putOperatingMode",
    tags=["Settings"],
    example={"isOffline": True},
    refuses=(409,),
)
@threaded
def put_mode(data: JSONBody[OperatingModeRequest], configuration: Open) -> SettingsUpdateResult:
    """Say whether anything may be asked of another machine."""
    configuration.patch({"advanced": {"offlineMode": data.is_offline}})
    return answers.updated(configuration, "Nothing is asked of other machines." if data.is_offline else _SAVED)


@get("/api/settings/ollama/model", operation_id="getOllamaModel", tags=["Settings"])
@threaded
def get_ollama_model(configuration: Open) -> OllamaModelResponse:
    """Say which model Ollama is asked for."""
    return OllamaModelResponse(True, configuration.read().settings.advanced.ollama_model)


@post(
    "/api/settings/ollama/model",
    status_code=200,
    operation_id="setOllamaModel",
    tags=["Settings"],
    example={"model": "llama3.1:8b-q4_k_m"},
    refuses=(409,),
)
@threaded
def set_ollama_model(data: JSONBody[SetOllamaModelRequest], configuration: Open) -> OllamaModelResponse:
    """Say which model Ollama is asked for."""
    preferences.select_ollama_model(configuration, data.model)
    return OllamaModelResponse(True, data.model, _SAVED)


@get("/api/settings/llm/selection", operation_id="getLlmSelection", tags=["Settings"])
@threaded
def get_llm(configuration: Open) -> LlmSelectionResponse:
    """Say which language model writes."""
    return LlmSelectionResponse.of(configuration.read().settings.llm)


@post(
    "/api/settings/llm/selection",
    status_code=200,
    operation_id="selectLlm",
    tags=["Settings"],
    example=_LLM,
    refuses=(409,),
)
@threaded
def select_llm(data: JSONBody[LlmSelection], configuration: Open) -> LlmSelectionResponse:
    """Say which language model writes."""
    return LlmSelectionResponse.of(preferences.select_llm(configuration, data), _SAVED)


@get("/api/settings/provider", operation_id="getPreferredProvider", tags=["Settings"])
@threaded
def get_provider(configuration: Open) -> LlmSelectionResponse:
    """Say which language model writes."""
    return LlmSelectionResponse.of(configuration.read().settings.llm)


@post(
    "/api/settings/provider",
    status_code=200,
    operation_id="selectProvider",
    tags=["Settings"],
    example=_LLM,
    refuses=(409,),
)
@threaded
def select_provider(data: JSONBody[LlmSelection], configuration: Open) -> LlmSelectionResponse:
    """Say which language model writes."""
    return LlmSelectionResponse.of(preferences.select_llm(configuration, data), _SAVED)


@get("/api/settings/theme", operation_id="getTheme", tags=["Settings"])
@threaded
def get_theme(configuration: Open) -> ThemeSettings:
    """Say which colours the application has."""
    return ThemeSettings(configuration.read().settings.general.theme)


@post(
    "/api/settings/theme",
    status_code=200,
    operation_id="setTheme",
    tags=["Settings"],
    example={"theme": "Dark"},
    refuses=(409,),
)
@threaded
def set_theme(data: JSONBody[ThemeSettings], configuration: Open) -> ThemeSettings:
    """Say which colours the application has."""
    return ThemeSettings(configuration.patch({"general": {"theme": data.theme.value}}).general.theme)


@get("/api/settings/shortcuts", operation_id="getShortcuts", tags=["Settings"])
@threaded
def get_shortcuts(configuration: Open) -> Mapping[str, str]:
    """Return the keys by the name of what they do."""
    return dict(configuration.read().settings.editor_preferences.keyboard_shortcuts)


@post(
    "/api/settings/shortcuts",
    status_code=200,
    operation_id="saveShortcuts",
    tags=["Settings"],
    dto=CattrsDTO[Mapping[str, str]],
    asks=Mapping[str, str],
    example=_SHORTCUTS,
    refuses=(409,),
)
@threaded
def save_shortcuts(data: JSONBody[Mapping[str, str]], configuration: Open) -> Mapping[str, str]:
    """Replace the keys by the name of what they do."""
    return dict(preferences.save_shortcuts(configuration, data))


@get("/api/settings/output", operation_id="getOutputSettings", tags=["Settings"])
@threaded
def get_output(configuration: Open) -> OutputSettings:
    """Say where finished films go, and what they are called there."""
    return answers.output_settings(configuration)


@post(
    "/api/settings/output",
    status_code=200,
    operation_id="saveOutputSettings",
    tags=["Settings"],
    example={"outputDirectory": "~/Videos/Aura"},
    refuses=(409,),
)
@threaded
def save_output(data: JSONBody[OutputSettings], configuration: Open) -> SettingsUpdateResult:
    """Say where finished films go, and what they are called there."""
    preferences.save_output(configuration, data)
    return answers.updated(configuration, _SAVED)


@get("/api/settings/performance", operation_id="getPerformanceSettings", tags=["Settings"])
@threaded
def get_performance(configuration: Open) -> HardwarePerformanceSettings:
    """Return what of the machine may be used."""
    return configuration.read().settings.hardware


@post(
    "/api/settings/performance",
    status_code=200,
    operation_id="savePerformanceSettings",
    tags=["Settings"],
    dto=OBJECT,
    asks=HardwarePerformanceSettings,
    example={"maxRenderingThreads": 2},
    refuses=(409,),
)
@threaded
def save_performance(data: JSONBody[Mapping[str, Any]], configuration: Open) -> SettingsUpdateResult:
    """Say what of the machine may be used; what is left out stays as it is."""
    configuration.patch({"hardware": data})
    return answers.updated(configuration, _SAVED)


@get("/api/v1/settings/render", operation_id="getRenderSettings", tags=["Settings"])
@threaded
def get_render(configuration: Open) -> HardwarePerformanceSettings:
    """Return what of the machine films may use."""
    return configuration.read().settings.hardware


@post(
    "/api/v1/settings/render",
    status_code=200,
    operation_id="saveRenderSettings",
    tags=["Settings"],
    dto=OBJECT,
    asks=Mapping[str, Any],
    example={"maxRenderingThreads": 2, "proxyMode": True},
    refuses=(409,),
)
@threaded
def save_render(data: JSONBody[Mapping[str, Any]], configuration: Open) -> SettingsUpdateResult:
    """Say what of the machine films may use; what is no member of ``hardware`` is left aside, and named."""
    _, unknown = configuration.merge({"hardware": data})
    return answers.updated(configuration, _SAVED, left_aside=unknown)


@get("/api/settings/ratelimits", operation_id="getRateLimits", tags=["Settings"], tagged=True)
@threaded
def get_limits(configuration: Open, if_none_match: IfNoneMatch = None) -> Response[ProviderRateLimits]:
    """Return how much may be asked of providers."""
    return tagged(configuration.section("rateLimits"), if_none_match)


@put(
    "/api/settings/ratelimits",
    operation_id="putRateLimits",
    tags=["Settings"],
    dto=OBJECT,
    asks=ProviderRateLimits,
    tagged=True,
    example={"limits": {"openai": {"maxRequestsPerMinute": 20}}},
    refuses=(409, 412),
)
@threaded
def put_limits(
    data: JSONBody[Mapping[str, Any]], configuration: Open, if_match: IfMatch = None
) -> Response[SettingsUpdateResult]:
    """Replace how much may be asked of providers; what is left out has its default."""
    section = configuration.replace_section("rateLimits", data, if_match=if_match)
    return tagged(answers.updated(configuration, _SAVED), of=section)


@get("/api/settings/export-settings", operation_id="getExportSettings", tags=["Settings"], tagged=True)
@threaded
def get_export(configuration: Open, if_none_match: IfNoneMatch = None) -> Response[ExportSettings]:
    """Return what becomes of finished films."""
    return tagged(configuration.section("export"), if_none_match)


@put(
    "/api/settings/export",
    operation_id="putExportSettings",
    tags=["Settings"],
    dto=OBJECT,
    asks=ExportSettings,
    tagged=True,
    example={"generateThumbnail": False, "namingPattern": {"pattern": "{project}_{counter}"}},
    refuses=(409, 412),
)
@threaded
def put_export(
    data: JSONBody[Mapping[str, Any]], configuration: Open, if_match: IfMatch = None
) -> Response[SettingsUpdateResult]:
    """Replace what becomes of finished films; what is left out has its default."""
    section = configuration.replace_section("export", data, if_match=if_match)
    return tagged(answers.updated(configuration, _SAVED), of=section)


@post(
    "/api/settings/upload-destinations/{destination_id:str}/test",
    status_code=200,
    operation_id="testUploadDestination",
    tags=["Settings"],
    refuses=(501,),
)
async def test_destination(destination_id: FromPath[str], configuration: Open) -> DestinationTest:
    """Try an upload destination: write to it, and take away what was written."""
    return await tried(configuration, destination_id)


@post(
    "/api/settings/upload-destinations/{destination_id:str}/login",
    status_code=200,
    operation_id="logInUploadDestination",
    tags=["Settings"],
    refuses=(409,),
)
async def log_in(destination_id: FromPath[str], configuration: Open) -> DestinationLogin:
    """Ask for a code with which films can be sent to whoever types it."""
    return await login_begun(configuration, destination_id)


@get(
    "/api/settings/upload-destinations/{destination_id:str}/login",
    operation_id="getUploadDestinationLogin",
    tags=["Settings"],
    refuses=(409,),
)
async def get_login(destination_id: FromPath[str], configuration: Open) -> DestinationLogin:
    """Say how a login stands."""
    return await login_found(configuration, destination_id)


@delete(
    "/api/settings/upload-destinations/{destination_id:str}/login",
    operation_id="logOutUploadDestination",
    tags=["Settings"],
)
async def log_out(destination_id: FromPath[str], configuration: Open) -> None:
    """Forget a login."""
    await login_forgotten(configuration, destination_id)


@post(
    "/api/settings/providers/{provider:str}/test",
    status_code=200,
    operation_id="testSettingsProvider",
    tags=["Settings"],
)
async def test_provider(provider: FromPath[str], configuration: Open) -> KeyTested:
    """Ask a provider whether it knows the key that is in force, or where it needs none whether it works."""
    found = provider_named(provider)
    return tested(found, await inquiring.tested(configuration, found))


@get("/api/settings/load", operation_id="loadClientSettings", tags=["Settings"])
@threaded
def load(configuration: Open) -> Mapping[str, Any]:
    """Return what a client keeps here for itself."""
    return preferences.clients_own(configuration)


@post(
    "/api/settings/save",
    status_code=200,
    operation_id="saveClientSettings",
    tags=["Settings"],
    dto=OBJECT,
    asks=Mapping[str, Any],
    example={"offlineMode": False, "uiScale": 100},
    refuses=(409,),
)
@threaded
def save(data: JSONBody[Mapping[str, Any]], configuration: Open) -> SettingsUpdateResult:
    """Keep what a client wants to find again; what of it is a setting takes effect."""
    unknown = preferences.save_clients_own(configuration, data)
    return answers.updated(configuration, _SAVED, left_aside=unknown)


@get("/api/settings/portable", operation_id="getPortableSettings", tags=["Settings"])
@threaded
def get_portable(configuration: Open) -> PortableSettings:
    """Say where this installation keeps things."""
    return answers.portable(configuration)


@post(
    "/api/settings/validate-path",
    status_code=200,
    operation_id="validatePath",
    tags=["Settings"],
    example={"path": "~/Videos"},
)
@threaded
def validate_path(data: JSONBody[ValidatePathRequest]) -> PathValidation:
    """Say what there is at a path on this machine; a folder is really written to."""
    return validated_path(data.path)


@get("/api/settings/browse-folder", operation_id="browseFolder", tags=["Settings"], refuses=(404,))
@threaded
def browse_folder(
    path: Annotated[str, QueryParameter(name="path", max_length=4096, description="Empty for the home folder.")] = "",
) -> FolderListing:
    """List the folders in a folder of this machine."""
    return folders_in(path)


@post(
    "/api/settings/open-tools-folder",
    status_code=200,
    operation_id="openToolsFolder",
    tags=["Settings"],
    refuses=(501,),
)
@threaded
def open_tools(configuration: Open, request: AnyRequest) -> FolderOpened:
    """Show the folder of tools on the screen of this machine, to whoever sits in front of it."""
    if not is_of_this_machine(request.scope):
        raise PermissionDeniedException("Only whoever sits in front of this machine may open folders on its screen.")
    folder = configuration.started.data.absolute() / "tools"
    folder.mkdir(parents=True, exist_ok=True)
    open_path(folder)
    return FolderOpened(True, str(folder))


@get("/api/providers/paths/load", operation_id="loadProviderPaths", tags=["Settings"])
@threaded
def load_paths(configuration: Open) -> ProviderPathsDto:
    """Say where programs and services are."""
    return answers.provider_paths(configuration)


@post(
    "/api/providers/paths/save",
    status_code=200,
    operation_id="saveProviderPaths",
    tags=["Settings"],
    example=_PATHS,
    refuses=(409,),
)
@threaded
def save_paths(data: JSONBody[ProviderPathsDto], configuration: Open) -> SettingsUpdateResult:
    """Say where programs and services are; what is left out stays as it is."""
    preferences.save_paths(configuration, data)
    return answers.updated(configuration, _SAVED)


ROUTES: list[ControllerRouterHandler] = [
    get_mode,
    put_mode,
    get_ollama_model,
    set_ollama_model,
    get_llm,
    select_llm,
    get_provider,
    select_provider,
    get_theme,
    set_theme,
    get_shortcuts,
    save_shortcuts,
    get_output,
    save_output,
    get_performance,
    save_performance,
    get_render,
    save_render,
    get_limits,
    put_limits,
    get_export,
    put_export,
    test_destination,
    log_in,
    get_login,
    log_out,
    test_provider,
    load,
    save,
    get_portable,
    validate_path,
    browse_folder,
    open_tools,
    load_paths,
    save_paths,
]
