"""The machine that films are made on."""

from __future__ import annotations

import asyncio
from functools import partial

from litestar import get, post
from litestar.di import NamedDependency
from litestar.types import ControllerRouterHandler

from aura_core import hardware
from aura_core.configuration import effective
from aura_core.errors import FFmpegError
from aura_core.ffmpeg import capabilities
from aura_core.jobs import Jobs
from aura_core.model.ffmpeg import HardwareAcceleration
from aura_core.model.hardware import (
    CapabilitiesResponse,
    EncoderChoice,
    GpuChoice,
    HardwareInfo,
    Machine,
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
from aura_core.settings import Settings
from aura_http.routes.ffmpeg import capabilities_in


__all__ = ["ROUTES"]


async def machine(*, anew: bool = False) -> Machine:
    """Look at the machine, off the event loop."""
    return await asyncio.to_thread(partial(hardware.look, anew=anew))


async def in_force(jobs: Jobs) -> Settings:
    """Return the settings that are in force, off the event loop."""
    return await asyncio.to_thread(effective, jobs.settings)


async def profile_in(jobs: Jobs, *, anew: bool = False) -> SystemProfile:
    """Look at the machine and at what FFmpeg does with it; without FFmpeg it does nothing."""
    try:
        acceleration = (await capabilities_in(jobs)).hardware_acceleration
    except FFmpegError:
        acceleration = HardwareAcceleration()
    offline = (await in_force(jobs)).offline
    return system_profile(await machine(anew=anew), acceleration, offline=offline)


@get("/api/capabilities", operation_id="getCapabilities", tags=["Hardware"])
async def get_capabilities(jobs: NamedDependency[Jobs]) -> CapabilitiesResponse:
    """Say what this machine can do."""
    return capabilities_of(await profile_in(jobs))


@post("/api/probes/run", status_code=200, operation_id="runProbes", tags=["Hardware"])
async def run_probes(jobs: NamedDependency[Jobs]) -> ProbeResponse:
    """Look at the machine anew."""
    await asyncio.to_thread(capabilities.forget)
    return probe_response(await profile_in(jobs, anew=True))


@get("/api/hardware/info", operation_id="getHardwareInfo", tags=["Hardware"])
async def get_info(jobs: NamedDependency[Jobs]) -> HardwareInfo:
    """Say everything that is known of the machine."""
    able = await capabilities_in(jobs)
    settings = await in_force(jobs)
    return hardware_info(await machine(), able, settings.workers, offline=settings.offline)


@get("/api/system/gpu", operation_id="getSystemGpu", tags=["Hardware"])
async def get_gpu(jobs: NamedDependency[Jobs]) -> SystemGpu:
    """Say which graphics processor is used first, and what for."""
    return system_gpu(await machine(), await capabilities_in(jobs))


@get("/api/settings/hardware/gpus", operation_id="listGpus", tags=["Hardware"])
async def list_gpus() -> list[GpuChoice]:
    """List the graphics processors to choose from."""
    return list(gpu_choices(await machine()))


@get("/api/settings/hardware/encoders", operation_id="listEncoders", tags=["Hardware"])
async def list_encoders(jobs: NamedDependency[Jobs]) -> list[EncoderChoice]:
    """List the encoders to choose from, and whether they work here."""
    return list(encoder_choices(await capabilities_in(jobs)))


_GPUS = get("/api/hardware-config/gpus", operation_id="listConfigGpus", tags=["Hardware"])(list_gpus.fn)
_ENCODERS = get("/api/hardware-config/encoders", operation_id="listConfigEncoders", tags=["Hardware"])(list_encoders.fn)
"""The same for the page that asks elsewhere."""

ROUTES: list[ControllerRouterHandler] = [
    get_capabilities,
    run_probes,
    get_info,
    get_gpu,
    list_gpus,
    list_encoders,
    _GPUS,
    _ENCODERS,
]
