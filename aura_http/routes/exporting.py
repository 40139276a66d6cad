"""Kinds of files, and the outline of what is heard in them."""

from __future__ import annotations

import asyncio
from typing import Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.types import ControllerRouterHandler

from aura_core.jobs import Jobs
from aura_core.media import file_at
from aura_core.model.exporting import (
    GenerateWaveformRequest,
    RenderPreset,
    RenderPresetsReply,
    WaveformDataResponse,
    preset_shown,
    presets_shown,
)
from aura_http.routes.jobs import AnyRequest, correlation_of


__all__ = ["ROUTES"]

_SOUND: Final = {"audioPath": "/api/jobs/4c1d/artifacts/video.mp4", "targetSamples": 500, "startTime": 0, "endTime": 0}


@get("/api/render-engine/presets", operation_id="listRenderPresets", tags=["Render"], max_age=60)
async def list_presets(request: AnyRequest) -> RenderPresetsReply:
    """Name the kinds of files by where they are shown, with what to ask of a job for each."""
    return presets_shown(correlation_of(request))


@get("/api/render-engine/presets/{name:str}", operation_id="getRenderPreset", tags=["Render"])
async def get_preset(name: FromPath[str]) -> RenderPreset:
    """Say what kind of file a name means; case, spaces and punctuation do not matter."""
    return preset_shown(name)


@get("/api/export/presets", operation_id="listExportPresets", tags=["Render"], max_age=60)
async def list_export_presets(request: AnyRequest) -> RenderPresetsReply:
    """Name the kinds of files; the same as ``/api/render-engine/presets``."""
    return presets_shown(correlation_of(request))


@post(
    "/api/waveform/generate",
    status_code=200,
    operation_id="generateWaveform",
    tags=["Render"],
    example=_SOUND,
    refuses=(404,),
)
async def generate_waveform(
    data: JSONBody[GenerateWaveformRequest], jobs: NamedDependency[Jobs]
) -> WaveformDataResponse:
    """Outline the sound of a recording or a film that this server made."""
    from aura_core.waveforms import waveform_of  # noqa: PLC0415

    sound = await file_at(jobs, data.audio_path)
    return await asyncio.to_thread(waveform_of, data, sound, jobs.settings)


ROUTES: list[ControllerRouterHandler] = [list_presets, get_preset, list_export_presets, generate_waveform]
