"""The first run: what a wizard keeps, asks and is told."""

from __future__ import annotations

from typing import Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from litestar.types import ControllerRouterHandler

from aura_core import hardware
from aura_core.casting.cast import Rosters
from aura_core.configuration.configuration import Configuration
from aura_core.errors import NotBuiltError
from aura_core.health import Health
from aura_core.model.providers import provider_named
from aura_core.model.setup import (
    DirectoryCheck,
    DirectoryCheckRequest,
    FFmpegCheck,
    OllamaPresence,
    RequirementsFound,
    SaveSetupApiKeysRequest,
    SaveSetupApiKeysResponse,
    SetupCompleted,
    SetupCompleteRequest,
    SetupConfiguration,
    SetupSystem,
    SystemSetupStatus,
    VoicePresence,
    WizardCompleteRequest,
    WizardProgressRequest,
    WizardResetRequest,
    WizardSaved,
    WizardStatus,
)
from aura_core.places import tried_folder
from aura_core.setup import completing, entrusting, telling
from aura_core.setup.wizard import Wizard
from aura_http.routes import ffmpeg
from aura_http.routes.jobs import AnyRequest, correlation_of
from aura_http.routes.settings import Open
from aura_http.threads import threaded


__all__ = ["ROUTES", "rosters_of"]

_PROGRESS: Final = {"currentStep": 2, "state": {"selectedTier": "free", "workspace": "~/Videos/Aura"}}
_DONE: Final = {"finalStep": 5, "version": "1.0.0", "selectedTier": "free", "finalState": {"mode": "free"}}
_KEYS: Final = {"apiKeys": [{"provider": "openai", "key": "sk-proj-0123456789abcdef", "isValidated": False}]}


def rosters_of(configuration: Configuration) -> Rosters:
    """Return everybody who could make a film now."""
    # It takes in everybody who is built, which a server does without until it is asked.
    from aura_core.setup.rosters import rosters_now  # noqa: PLC0415

    return rosters_now(configuration.started)


@get("/api/setup/wizard/status", operation_id="getWizardStatus", tags=["Setup"])
@threaded
def get_wizard(configuration: Open) -> WizardStatus:
    """Say how far the wizard has got."""
    return Wizard(configuration.started.data).status()


@post(
    "/api/setup/wizard/save-progress",
    status_code=200,
    operation_id="saveWizardProgress",
    tags=["Setup"],
    example=_PROGRESS,
)
@threaded
def save_progress(data: JSONBody[WizardProgressRequest], configuration: Open, request: AnyRequest) -> WizardSaved:
    """Keep how far the wizard has got, without keys; what is left out stays as it was."""
    return Wizard(configuration.started.data).save(data, correlation_of(request))


@post("/api/setup/wizard/complete", status_code=200, operation_id="completeWizard", tags=["Setup"], example=_DONE)
@threaded
def complete_wizard(data: JSONBody[WizardCompleteRequest], configuration: Open, request: AnyRequest) -> WizardSaved:
    """Keep that the wizard is done."""
    return Wizard(configuration.started.data).complete(data, correlation_of(request))


@post(
    "/api/setup/wizard/reset",
    status_code=200,
    operation_id="resetWizard",
    tags=["Setup"],
    example={"preserveData": True},
)
@threaded
def reset_wizard(
    configuration: Open, request: AnyRequest, data: JSONBody[WizardResetRequest | None] = None
) -> WizardSaved:
    """Have the wizard begin anew; settings and keys stay."""
    return Wizard(configuration.started.data).reset(data or WizardResetRequest(), correlation_of(request))


@get("/api/setup/system-status", operation_id="getSetupSystemStatus", tags=["Setup"])
@threaded
def get_system_status(configuration: Open, health: NamedDependency[Health]) -> SystemSetupStatus:
    """Say whether the first run is behind us."""
    return telling.system_status(configuration, health.report())


@post(
    "/api/setup/complete",
    status_code=200,
    operation_id="completeSetup",
    tags=["Setup"],
    example={"ffmpegPath": None, "outputDirectory": "~/Videos/Aura"},
    refuses=(409,),
)
@threaded
def complete(data: JSONBody[SetupCompleteRequest], configuration: Open, request: AnyRequest) -> SetupCompleted:
    """Use the FFmpeg and the folder that the wizard ends with, and keep that the first run is done."""
    return completing.complete(configuration, data, correlation_of(request))


@post(
    "/api/setup/check-directory",
    status_code=200,
    operation_id="checkDirectory",
    tags=["Setup"],
    example={"path": "~/Videos/Aura"},
)
@threaded
def check_directory(data: JSONBody[DirectoryCheckRequest], request: AnyRequest) -> DirectoryCheck:
    """Say whether films can be put into a folder of this machine; it is really written to, and left as it was."""
    return tried_folder(data.path, correlation_of(request))


@post("/api/setup/save-api-keys", status_code=200, operation_id="saveSetupKeys", tags=["Setup"], example=_KEYS)
async def save_api_keys(
    data: JSONBody[SaveSetupApiKeysRequest], configuration: Open, request: AnyRequest
) -> SaveSetupApiKeysResponse:
    """Keep keys, all or none, after their providers were asked about them where they can be."""
    return await entrusting.save_keys(configuration, data, correlation_of(request))


@get("/api/setup/configuration-status", operation_id="getSetupConfiguration", tags=["Setup"])
@threaded
def get_configuration(configuration: Open, health: NamedDependency[Health]) -> SetupConfiguration:
    """Say whether everything is set up, and what is amiss."""
    return telling.configuration_status(configuration, health.report(), hardware.look())


@get("/api/setup/system-info", operation_id="getSetupSystem", tags=["Setup"])
@threaded
def get_system_info(configuration: Open) -> SetupSystem:
    """Say what the server runs on, and which folders may be suggested."""
    return telling.system_info(configuration)


@get("/api/setup/validate-requirements", operation_id="validateRequirements", tags=["Setup"])
async def validate_requirements(health: NamedDependency[Health]) -> RequirementsFound:
    """Say whether the machine has what it should."""
    return telling.requirements(health.report())


@get("/api/setup/ollama-status", operation_id="getSetupOllama", tags=["Setup"])
@threaded
def get_ollama(configuration: Open, health: NamedDependency[Health]) -> OllamaPresence:
    """Say whether Ollama can be asked."""
    return telling.ollama_presence(configuration, health.report())


@get("/api/setup/check-piper", operation_id="checkPiper", tags=["Setup"])
@threaded
def check_piper(configuration: Open) -> VoicePresence:
    """Say whether Piper can be asked to speak."""
    return telling.voice_presence(provider_named("piper"), rosters_of(configuration))


@get("/api/setup/check-mimic3", operation_id="checkMimic", tags=["Setup"])
@threaded
def check_mimic3(configuration: Open) -> VoicePresence:
    """Say whether Mimic 3 can be asked to speak."""
    return telling.voice_presence(provider_named("mimic3"), rosters_of(configuration))


@get("/api/setup/check-ffmpeg", operation_id="checkSetupFfmpeg", tags=["Setup"])
@threaded
def check_ffmpeg(configuration: Open, request: AnyRequest) -> FFmpegCheck:
    """Say whether there is an FFmpeg that works."""
    return telling.ffmpeg_check(ffmpeg.surveyed(configuration), correlation_of(request))


@post("/api/setup/check-ffmpeg", status_code=200, operation_id="recheckSetupFfmpeg", tags=["Setup"])
@threaded
def recheck_ffmpeg(configuration: Open, request: AnyRequest) -> FFmpegCheck:
    """Ask every FFmpeg anew who it is, and say whether one works."""
    return telling.ffmpeg_check(ffmpeg.surveyed(configuration, anew=True), correlation_of(request))


@post("/api/setup/install-piper", status_code=200, operation_id="installPiper", tags=["Setup"], refuses=(501,))
async def install_piper() -> None:
    """Say how Piper is installed; the server installs nothing but its own FFmpeg."""
    raise _by_hand("Piper", "pip install piper-tts")


@post("/api/setup/install-mimic3", status_code=200, operation_id="installMimic", tags=["Setup"], refuses=(501,))
async def install_mimic3() -> None:
    """Say how Mimic 3 is installed; the server installs nothing but its own FFmpeg."""
    raise _by_hand("Mimic 3", "docker run -p 59125:59125 mycroftai/mimic3")


def _by_hand(name: str, command: str) -> NotBuiltError:
    return NotBuiltError(
        f"{name} is not installed from here.", remedy=f"Run `{command}` yourself, and look at the voices again."
    )


_STATUS = get("/api/setup/status", operation_id="getSetupStatus", tags=["Setup"])(get_wizard.fn)
_PATH: Final = {"path": "/usr/bin/ffmpeg"}
_VERSION: Final[dict[str, object]] = {"version": None}
_SAVE_PATH = post(
    "/api/setup/save-ffmpeg-path", status_code=200, operation_id="saveSetupFfmpeg", tags=["Setup"], example=_PATH
)(ffmpeg.set_path.fn)
_CONFIGURE = post(
    "/api/setup/configure-ffmpeg", status_code=200, operation_id="configureSetupFfmpeg", tags=["Setup"], example=_PATH
)(ffmpeg.set_path.fn)
_INSTALL = post(
    "/api/setup/install-ffmpeg",
    status_code=200,
    operation_id="installSetupFfmpeg",
    tags=["Setup"],
    example=_VERSION,
)(ffmpeg.install.fn)
"""The same for clients that ask elsewhere."""

ROUTES: list[ControllerRouterHandler] = [
    get_wizard,
    save_progress,
    complete_wizard,
    reset_wizard,
    get_system_status,
    complete,
    check_directory,
    save_api_keys,
    get_configuration,
    get_system_info,
    validate_requirements,
    get_ollama,
    check_piper,
    check_mimic3,
    check_ffmpeg,
    recheck_ffmpeg,
    install_piper,
    install_mimic3,
    _STATUS,
    _SAVE_PATH,
    _CONFIGURE,
    _INSTALL,
]
