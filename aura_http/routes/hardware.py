"""The machine that films are made on."""

from __future__ import annotations

from typing import Final

from litestar import get, post
from litestar.params import JSONBody
from litestar.types import ControllerRouterHandler

from aura_core import hardware
from aura_core.configuration.configuration import Configuration
from aura_core.configuration.hardware import choose_hardware, hardware_config
from aura_core.errors import FFmpegError
from aura_core.ffmpeg import capabilities
from aura_core.model.acceleration import (
    AccelerationTest,
    EncoderFamilies,
    EncodingPresets,
    GpuCards,
    HardwareConfig,
    HardwareConfigResult,
    acceleration_test,
    encoder_families,
    encoding_presets,
    gpu_cards,
)
from aura_core.model.ffmpeg import HardwareAcceleration
from aura_core.model.hardware import (
    CapabilitiesResponse,
    EncoderChoice,
    GpuChoice,
    HardwareInfo,
    ProbeResponse,
    SystemGpu,
    SystemProfile,
    capabilities_of,
    encoder_choices,
    gpu_choices,
    hardware_info,
    probe_response,
    system_gpu,
    system_profile,
)
from aura_http.routes.ffmpeg import capabilities_in
from aura_http.routes.settings import Open
from aura_http.threads import threaded


__all__ = ["ROUTES"]

_EXAMPLE: Final = {"preferredEncoder": "auto", "maxConcurrentJobs": 1}


def profile_in(configuration: Configuration, *, anew: bool = False) -> SystemProfile:
    """Look at the machine and at what FFmpeg does with it; without FFmpeg it does nothing."""
    acceleration = _seen(configuration)
    return system_profile(hardware.look(anew=anew), acceleration, offline=configuration.in_force().offline)


def _seen(configuration: Configuration) -> HardwareAcceleration:
    try:
        return capabilities_in(configuration).hardware_acceleration
    except FFmpegError:
        return HardwareAcceleration()


@get("/api/capabilities", operation_id="getCapabilities", tags=["Hardware"])
@threaded
def get_capabilities(configuration: Open) -> CapabilitiesResponse:
    """Say what this machine can do."""
    return capabilities_of(profile_in(configuration))


@post("/api/probes/run", status_code=200, operation_id="runProbes", tags=["Hardware"])
@threaded
def run_probes(configuration: Open) -> ProbeResponse:
    """Look at the machine anew."""
    capabilities.forget()
    return probe_response(profile_in(configuration, anew=True))


@get("/api/hardware/info", operation_id="getHardwareInfo", tags=["Hardware"])
@threaded
def get_info(configuration: Open) -> HardwareInfo:
    """Say everything that is known of the machine."""
    settings = configuration.in_force()
    able = capabilities_in(configuration)
    return hardware_info(hardware.look(), able, settings.workers, offline=settings.offline)


@get("/api/system/gpu", operation_id="getSystemGpu", tags=["Hardware"])
@threaded
def get_gpu(configuration: Open) -> SystemGpu:
    """Say which graphics processor is used first, and what for."""
    return system_gpu(hardware.look(), capabilities_in(configuration))


@get("/api/settings/hardware/gpus", operation_id="listGpus", tags=["Hardware"])
@threaded
def list_gpus() -> list[GpuChoice]:
    """List the graphics processors to choose from."""
    return list(gpu_choices(hardware.look()))


@get("/api/settings/hardware/encoders", operation_id="listEncoders", tags=["Hardware"])
@threaded
def list_encoders(configuration: Open) -> list[EncoderChoice]:
    """List the encoders to choose from, and whether they work here."""
    return list(encoder_choices(capabilities_in(configuration)))


@get("/api/hardware-config", operation_id="getHardwareConfig", tags=["Hardware"])
@threaded
def get_config(configuration: Open) -> HardwareConfigResult:
    """Say what of the machine may be used."""
    return HardwareConfigResult(True, "These are the settings of the owner.", hardware_config(configuration))


@post(
    "/api/hardware-config",
    status_code=200,
    operation_id="setHardwareConfig",
    tags=["Hardware"],
    example=_EXAMPLE,
    refuses=(409,),
)
@threaded
def set_config(data: JSONBody[HardwareConfig], configuration: Open) -> HardwareConfigResult:
    """Decide what of the machine may be used from now on."""
    return HardwareConfigResult(True, "The settings were saved.", choose_hardware(configuration, data))


@post("/api/hardware-config/test-acceleration", status_code=200, operation_id="testAcceleration", tags=["Hardware"])
@threaded
def test_acceleration(configuration: Open) -> AccelerationTest:
    """Let all hardware encode a frame, now."""
    capabilities.forget()
    return acceleration_test(capabilities_in(configuration))


@get("/api/hardware-config/gpus", operation_id="listConfigGpus", tags=["Hardware"])
@threaded
def list_gpu_cards(configuration: Open) -> GpuCards:
    """List the graphics processors, and with what each encodes here."""
    return gpu_cards(hardware.look(), _seen(configuration))


@get("/api/hardware-config/encoders", operation_id="listConfigEncoders", tags=["Hardware"])
@threaded
def list_families(configuration: Open) -> EncoderFamilies:
    """List who may encode films, and whether they can here."""
    return encoder_families(_seen(configuration))


@get("/api/hardware-config/presets", operation_id="listEncodingPresets", tags=["Hardware"])
async def list_presets() -> EncodingPresets:
    """List how much time hardware may take over a picture."""
    return encoding_presets()


ROUTES: list[ControllerRouterHandler] = [
    get_capabilities,
    run_probes,
    get_info,
    get_gpu,
    list_gpus,
    list_encoders,
    get_config,
    set_config,
    test_acceleration,
    list_gpu_cards,
    list_families,
    list_presets,
]
