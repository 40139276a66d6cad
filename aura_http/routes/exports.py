"""Exports: finished films once more, as other kinds of files."""

from __future__ import annotations

from typing import Final

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, SkipValidation
from litestar.types import ControllerRouterHandler

from aura_core.exports import Exports
from aura_core.jobs import Jobs
from aura_core.model.exports import ExportList, ExportStatus, StartExportRequest
from aura_http.files import FileResponse
from aura_http.routes.jobs import VIDEOS, AnyRequest, Limit, Offset, artifact_of, correlation_of, heads


__all__ = ["ROUTES"]

Kind = NamedDependency[SkipValidation[Exports]]

_SHORTS: Final = {"jobId": "4c1d", "presetName": "YouTube Shorts"}


@post(
    "/api/export/start",
    status_code=202,
    operation_id="startExport",
    limit="jobs",
    tags=["Export"],
    locates=True,
    example=_SHORTS,
    refuses=(404, 409, 429),
)
async def start(data: JSONBody[StartExportRequest], exports: Kind, request: AnyRequest) -> Response[ExportStatus]:
    """Take up a finished film once more, as another kind of file."""
    begun = await exports.start(data, correlation_of(request))
    return Response(begun, headers={"Location": f"/api/export/status/{begun.id}"})


@get("/api/export/status/{job_id:str}", operation_id="getExport", tags=["Export"])
async def get_status(job_id: FromPath[str], exports: Kind) -> ExportStatus:
    """Say how far an export is."""
    return await exports.find(job_id)


@get("/api/export/active", operation_id="listActiveExports", tags=["Export"])
async def list_active(exports: Kind, request: AnyRequest) -> ExportList:
    """List the exports that have not ended, the newest first."""
    return await exports.active(correlation_of(request))


@get("/api/export/history", operation_id="listExports", tags=["Export"])
async def list_history(exports: Kind, request: AnyRequest, limit: Limit = 50, offset: Offset = 0) -> ExportList:
    """List exports, the newest first."""
    return await exports.listed(correlation_of(request), limit, offset)


@post("/api/export/cancel/{job_id:str}", status_code=202, operation_id="cancelExport", tags=["Export"], refuses=(409,))
async def cancel(job_id: FromPath[str], exports: Kind) -> ExportStatus:
    """End an export before its time."""
    return await exports.change(job_id, Jobs.cancel)


@post("/api/export/pause/{job_id:str}", status_code=200, operation_id="pauseExport", tags=["Export"], refuses=(409,))
async def pause(job_id: FromPath[str], exports: Kind) -> ExportStatus:
    """Let a running export rest."""
    return await exports.change(job_id, Jobs.pause)


@post("/api/export/resume/{job_id:str}", status_code=200, operation_id="resumeExport", tags=["Export"], refuses=(409,))
async def resume(job_id: FromPath[str], exports: Kind) -> ExportStatus:
    """Let a paused export go on."""
    return await exports.change(job_id, Jobs.resume)


@post("/api/export/retry/{job_id:str}", status_code=202, operation_id="retryExport", tags=["Export"], refuses=(409,))
async def retry(job_id: FromPath[str], exports: Kind) -> ExportStatus:
    """Try an export again that failed or was cancelled."""
    return await exports.change(job_id, Jobs.retry)


@get("/api/export/download/{job_id:str}", operation_id="downloadExport", tags=["Export"], serves=VIDEOS)
async def download(
    job_id: FromPath[str], exports: Kind, jobs: NamedDependency[Jobs], request: AnyRequest
) -> FileResponse:
    """Return an export as a file."""
    export = await exports.find(job_id)
    return artifact_of(await jobs.find(export.job_id), request, "video/", attachment=True)


ROUTES: list[ControllerRouterHandler] = [
    start,
    get_status,
    list_active,
    list_history,
    cancel,
    pause,
    resume,
    retry,
    download,
    *heads(download),
]
