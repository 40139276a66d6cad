"""Captions by themselves, without a film."""

from __future__ import annotations

import asyncio
from typing import Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.types import ControllerRouterHandler

from aura_core.jobs import Jobs
from aura_core.model.subtitles import CaptionsReply, CaptionsRequest
from aura_http.files import FileResponse, file_response, media_type_of
from aura_http.routes.jobs import AnyRequest, correlation_of, heads


__all__ = ["ROUTES"]

_LINES: Final = {
    "lines": [
        {"sceneIndex": 0, "text": "Twice a day the sea rises and falls.", "startSeconds": 0, "durationSeconds": 2.8},
        {"sceneIndex": 1, "text": "The Moon pulls at the water.", "startSeconds": 2.8, "durationSeconds": 2.2},
    ],
    "format": "VTT",
    "outputPath": None,
}


@post(
    "/api/captions/generate",
    status_code=200,
    operation_id="generateCaptions",
    tags=["Captions"],
    example=_LINES,
)
async def generate(data: JSONBody[CaptionsRequest], jobs: NamedDependency[Jobs], request: AnyRequest) -> CaptionsReply:
    """Caption lines that have their times; nothing is written where the request says."""
    # It takes in the fonts, which a server does without until it is asked this.
    from aura_core.subtitles import captions_of  # noqa: PLC0415

    return await asyncio.to_thread(captions_of, data, jobs.settings, correlation_of(request))


@get(
    "/api/captions/{name:str}",
    operation_id="getCaptions",
    tags=["Captions"],
    serves=("application/x-subrip", "text/vtt", "text/x-ssa"),
)
async def get_captions(name: FromPath[str], jobs: NamedDependency[Jobs], request: AnyRequest) -> FileResponse:
    """Return captions that were made."""
    from aura_core.subtitles import captions_at  # noqa: PLC0415

    path = captions_at(name, jobs.settings)
    kind = media_type_of(path.name)
    return file_response(request, path, media_type=kind, filename=f"captions{path.suffix}", tag=path.stem)


ROUTES: list[ControllerRouterHandler] = [generate, get_captions, *heads(get_captions)]
