"""What the server stands on, one by one: looked at, put right, named."""

from __future__ import annotations

from typing import Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.types import ControllerRouterHandler

from aura_core.health import Health
from aura_core.model.health.dependencies import (
    DependencyAnswer,
    DependencyPathCheck,
    DependencyPathRequest,
    DownloadManifest,
    InstallAllResponse,
    manifest_of,
)
from aura_core.setup import dependencies
from aura_http.routes import requirements
from aura_http.routes.jobs import AnyRequest, correlation_of
from aura_http.routes.settings import Open
from aura_http.routes.system import version_of_server
from aura_http.threads import threaded


__all__ = ["ROUTES"]

_PATH: Final = {"path": "/usr/bin/ffmpeg"}


@post("/api/dependencies/{name:str}/detect", status_code=200, operation_id="detectDependency", tags=["System"])
@threaded
def detect(name: FromPath[str], health: NamedDependency[Health], request: AnyRequest) -> DependencyAnswer:
    """Look at a dependency now."""
    return dependencies.detect(health, name, correlation_of(request))


@post("/api/dependencies/{name:str}/verify", status_code=200, operation_id="verifyDependency", tags=["System"])
@threaded
def verify(
    name: FromPath[str], configuration: Open, health: NamedDependency[Health], request: AnyRequest
) -> DependencyAnswer:
    """Look at a dependency now; FFmpeg has to encode a frame."""
    return dependencies.verify(configuration, health, name, correlation_of(request))


@post(
    "/api/dependencies/{name:str}/install",
    status_code=200,
    operation_id="installDependency",
    tags=["System"],
    refuses=(501,),
)
async def install(
    name: FromPath[str], configuration: Open, health: NamedDependency[Health], request: AnyRequest
) -> DependencyAnswer:
    """Bring back the FFmpeg of the installation; of all else say what installs it."""
    return await dependencies.install(configuration, health, name, correlation_of(request))


@post("/api/dependencies/install-all", status_code=200, operation_id="installDependencies", tags=["System"])
async def install_all(configuration: Open, health: NamedDependency[Health], request: AnyRequest) -> InstallAllResponse:
    """Bring back what can be, and say of all else that is missing what installs it."""
    return await dependencies.install_all(configuration, health, correlation_of(request))


@post(
    "/api/dependencies/{name:str}/attach",
    status_code=200,
    operation_id="attachDependency",
    tags=["System"],
    example=_PATH,
    refuses=(409, 501),
)
@threaded
def attach(
    name: FromPath[str],
    data: JSONBody[DependencyPathRequest],
    configuration: Open,
    health: NamedDependency[Health],
    request: AnyRequest,
) -> DependencyAnswer:
    """Use the FFmpeg at a path, or the server of one's own at a URL, from now on."""
    return dependencies.attach(configuration, health, name, data.path, correlation_of(request))


@post(
    "/api/dependencies/{name:str}/validate-path",
    status_code=200,
    operation_id="validateDependencyPath",
    tags=["System"],
    example=_PATH,
    refuses=(501,),
)
@threaded
def validate_path(
    name: FromPath[str], data: JSONBody[DependencyPathRequest], health: NamedDependency[Health], request: AnyRequest
) -> DependencyPathCheck:
    """Say whether an FFmpeg that works is at a path; nothing changes."""
    return dependencies.check_path(health, name, data.path, correlation_of(request))


@get("/api/downloads/manifest", operation_id="getDownloadManifest", tags=["System"])
async def get_manifest(health: NamedDependency[Health]) -> DownloadManifest:
    """Say of everything that can be installed what installs it."""
    return manifest_of(health.report(), version_of_server())


_REPAIR = post(
    "/api/dependencies/{name:str}/repair",
    status_code=200,
    operation_id="repairDependency",
    tags=["System"],
    refuses=(501,),
)(install.fn)
_REFRESH = post(
    "/api/dependencies/refresh-candidate-paths", status_code=200, operation_id="refreshDependencies", tags=["System"]
)(requirements.rescan_dependencies.fn)
"""The same for clients that call it so."""

ROUTES: list[ControllerRouterHandler] = [
    detect,
    verify,
    install,
    install_all,
    attach,
    validate_path,
    get_manifest,
    _REPAIR,
    _REFRESH,
]
