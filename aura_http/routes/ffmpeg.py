"""FFmpeg: which one is used, and what it can do."""

from __future__ import annotations

import asyncio
from typing import Final

from litestar import get, post
from litestar.params import JSONBody
from litestar.types import ControllerRouterHandler

from aura_core.configuration.configuration import Configuration
from aura_core.configuration.programs import choose_ffmpeg
from aura_core.errors import InvalidInputError
from aura_core.ffmpeg import capabilities
from aura_core.ffmpeg.binary import FFmpeg, bundled, locate
from aura_core.ffmpeg.report import (
    Survey,
    check_of,
    configured_of,
    detection_of,
    info_of,
    installation_of,
    path_of,
    rescan_of,
    status_of,
    survey,
)
from aura_core.ffmpeg.restoring import restore
from aura_core.model.ffmpeg import (
    FFmpegCapabilities,
    FfmpegConfigDiagnostics,
    FFmpegDetectResponse,
    FFmpegDirectCheckResponse,
    FFmpegInstallRequest,
    FFmpegInstallSuccessResponse,
    FFmpegPathRequest,
    FFmpegPathValidationResponse,
    FFmpegRescanResponse,
    FFmpegStatusInfo,
    FFmpegStatusResponse,
    HardwareAcceleration,
)
from aura_http.routes.jobs import AnyRequest, correlation_of
from aura_http.routes.settings import Open
from aura_http.threads import threaded


__all__ = ["ROUTES", "capabilities_in", "restored"]

_PATH: Final = {"path": "/usr/bin/ffmpeg"}
_EXAMPLE: Final[dict[str, object]] = {"version": None}


def surveyed(configuration: Configuration, *, every: bool = False, anew: bool = False) -> Survey:
    """Look for the FFmpeg that is in force."""
    settings = configuration.in_force()
    return survey(settings.ffmpeg, settings.ffmpeg_named, every=every, anew=anew)


def capabilities_in(configuration: Configuration) -> FFmpegCapabilities:
    """
    Find out what the FFmpeg that is in force can do; blocks for some three seconds at most.

    Raises:
        FFmpegError: there is none that works.
    """
    settings = configuration.in_force()
    return capabilities.probe(locate(settings.ffmpeg, settings.ffmpeg_named))


async def restored(configuration: Configuration) -> FFmpeg:
    """
    Bring the FFmpeg of the installation back, if it does not work.

    Raises:
        FFmpegError: it could not be brought back.

        OfflineError: it would have to be fetched, and offline mode is on.
    """
    settings = await asyncio.to_thread(configuration.in_force)
    return await restore(offline=settings.offline)


@get("/api/ffmpeg/status", operation_id="getFfmpegStatus", tags=["FFmpeg"])
@threaded
def get_status(configuration: Open, request: AnyRequest) -> FFmpegStatusResponse:
    """Say which FFmpeg is used, and whether it works."""
    return status_of(surveyed(configuration), correlation_of(request))


@get("/api/system/ffmpeg/status", operation_id="getSystemFfmpegStatus", tags=["FFmpeg"])
@threaded
def get_system_status(configuration: Open, request: AnyRequest) -> FFmpegStatusInfo:
    """Say which FFmpeg is used, where it was looked for, and which hardware it encodes with."""
    found = surveyed(configuration)
    able = capabilities_in(configuration).hardware_acceleration if found.ffmpeg else HardwareAcceleration()
    return info_of(found, able, correlation_of(request))


@get("/api/system/diagnostics/ffmpeg-config", operation_id="diagnoseFfmpeg", tags=["FFmpeg"])
@threaded
def get_configured(configuration: Open, request: AnyRequest) -> FfmpegConfigDiagnostics:
    """Say which FFmpeg the settings come to, and who named it."""
    return configured_of(surveyed(configuration), correlation_of(request))


@get("/api/ffmpeg/capabilities", operation_id="getFfmpegCapabilities", tags=["FFmpeg"])
@threaded
def get_capabilities(configuration: Open) -> FFmpegCapabilities:
    """Say what FFmpeg lists, and which encoders really encode on this machine."""
    return capabilities_in(configuration)


@post("/api/ffmpeg/detect", status_code=200, operation_id="detectFfmpeg", tags=["FFmpeg"])
@threaded
def detect(configuration: Open, request: AnyRequest) -> FFmpegDetectResponse:
    """Look for FFmpeg."""
    return detection_of(surveyed(configuration), correlation_of(request))


@post("/api/ffmpeg/rescan", status_code=200, operation_id="rescanFfmpeg", tags=["FFmpeg"])
@threaded
def rescan(configuration: Open, request: AnyRequest) -> FFmpegRescanResponse:
    """Ask every FFmpeg anew who it is, and find out anew what it can do."""
    capabilities.forget()
    return rescan_of(surveyed(configuration, anew=True), correlation_of(request))


@post(
    "/api/ffmpeg/set-path",
    status_code=200,
    operation_id="setFfmpegPath",
    tags=["FFmpeg"],
    example=_PATH,
    refuses=(409,),
)
@threaded
def set_path(
    data: JSONBody[FFmpegPathRequest], configuration: Open, request: AnyRequest
) -> FFmpegPathValidationResponse:
    """Use another FFmpeg from now on."""
    return path_of(choose_ffmpeg(configuration, data.path), correlation_of(request))


@post("/api/ffmpeg/install", status_code=200, operation_id="installFfmpeg", tags=["FFmpeg"], example=_EXAMPLE)
async def install(
    configuration: Open, request: AnyRequest, data: JSONBody[FFmpegInstallRequest | None] = None
) -> FFmpegInstallSuccessResponse:
    """Restore the FFmpeg that belongs to the installation, if it does not work."""
    ours = bundled()
    if data and data.version and not (ours and data.version.strip().lstrip("vn") in ours.name):
        raise InvalidInputError.of(
            *("$.version", f"There is no FFmpeg {data.version[:40]} to be had."),
            code="E341",
            remedy="Leave the version out for the one that belongs to the installation, or install another yourself "
            "and name it in the settings.",
        )
    return installation_of(await restored(configuration), correlation_of(request))


@get("/api/debug/ffmpeg/direct-check", operation_id="checkFfmpegDirectly", tags=["FFmpeg"])
@threaded
def direct_check(configuration: Open, request: AnyRequest) -> FFmpegDirectCheckResponse:
    """Say what is at each place where FFmpeg may be."""
    return check_of(surveyed(configuration, every=True), correlation_of(request))


_USE_EXISTING = post(
    "/api/ffmpeg/use-existing",
    status_code=200,
    operation_id="useExistingFfmpeg",
    tags=["FFmpeg"],
    example=_PATH,
    refuses=(409,),
)(set_path.fn)
"""The same for clients that call it so."""

ROUTES: list[ControllerRouterHandler] = [
    get_status,
    get_system_status,
    get_configured,
    get_capabilities,
    detect,
    rescan,
    set_path,
    _USE_EXISTING,
    install,
    direct_check,
]
