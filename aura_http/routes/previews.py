"""Films and clips, looked at: pictures of any moment, strips of them, light copies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final, Literal

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter, SkipValidation
from litestar.types import ControllerRouterHandler

from aura_core.jobs import Jobs
from aura_core.media import file_at
from aura_core.model.previews import (
    GenerateProxyRequest,
    GetThumbnailRequest,
    ProxyCacheStatsResponse,
    ProxyMediaResponse,
    ThumbnailResponse,
)
from aura_core.model.render import Resolution
from aura_core.proxies import Proxies
from aura_http.files import FileResponse, file_response, media_type_of
from aura_http.routes.jobs import AnyRequest, heads


__all__ = ["ROUTES"]

Copies = NamedDependency[SkipValidation[Proxies]]

_FILM: Final = "/api/jobs/4c1d/artifacts/video.mp4"
_PICTURES: Final = ("image/jpeg", "image/png", "image/webp")

Film = Annotated[
    str,
    QueryParameter(
        name="path", min_length=1, max_length=4096, description="A film of this server, by its address or path."
    ),
]
Moment = Annotated[float, QueryParameter(name="t", ge=0, le=86_400, description="Seconds from its start.")]
Width = Annotated[int, QueryParameter(name="width", ge=64, le=1920, description="Pixels at most.")]
Height = Annotated[int, QueryParameter(name="height", ge=64, le=1920, description="Pixels at most.")]
Count = Annotated[int, QueryParameter(name="count", ge=1, le=60, description="How many pictures.")]
Form = Annotated[Literal["jpeg", "png", "webp"], QueryParameter(name="format", description="What kind of picture.")]


@post(
    "/api/thumbnails/generate",
    status_code=200,
    operation_id="generateThumbnail",
    tags=["Previews"],
    example={"videoPath": _FILM, "timestamp": 0.5},
    refuses=(404,),
)
async def generate_thumbnail(data: JSONBody[GetThumbnailRequest], jobs: NamedDependency[Jobs]) -> ThumbnailResponse:
    """Return the picture of a film that is seen at some moment, in the answer."""
    # It takes in what opens pictures, which a server does without until it is asked this.
    from aura_core.thumbnails import looked, thumbnail_of  # noqa: PLC0415

    film = await file_at(jobs, data.video_path)
    return await looked(thumbnail_of, data, film, jobs.settings)


@get("/api/thumbnails", operation_id="getThumbnail", tags=["Previews"], serves=_PICTURES, refuses=(404,))
async def get_thumbnail(
    jobs: NamedDependency[Jobs],
    request: AnyRequest,
    path: Film,
    t: Moment = 0.0,
    width: Width = 320,
    height: Height = 320,
    form: Form = "jpeg",
) -> FileResponse:
    """Return the picture of a film that is seen at some moment."""
    from aura_core.thumbnails import looked, picture_of  # noqa: PLC0415

    film, within = await file_at(jobs, path), Resolution(width, height)
    return _picture(await looked(picture_of, film, t, within, form, jobs.settings), request)


@get("/api/thumbnails/strip", operation_id="getThumbnailStrip", tags=["Previews"], serves=_PICTURES, refuses=(404,))
async def get_strip(
    jobs: NamedDependency[Jobs],
    request: AnyRequest,
    path: Film,
    count: Count = 10,
    width: Width = 160,
    height: Height = 160,
    form: Form = "jpeg",
) -> FileResponse:
    """Return pictures of a film side by side, each from the middle of a stretch of it."""
    from aura_core.thumbnails import looked, strip_of  # noqa: PLC0415

    film, within = await file_at(jobs, path), Resolution(width, height)
    return _picture(await looked(strip_of, film, count, within, form, jobs.settings), request)


def _picture(path: Path, request: AnyRequest) -> FileResponse:
    return file_response(request, path, media_type=media_type_of(path.name), filename=path.name, tag=path.stem)


@post(
    "/api/proxy/generate",
    status_code=200,
    operation_id="generateProxy",
    tags=["Previews"],
    example={"sourcePath": _FILM, "quality": "Preview"},
    refuses=(404,),
)
async def generate_proxy(
    data: JSONBody[GenerateProxyRequest], jobs: NamedDependency[Jobs], proxies: Copies
) -> ProxyMediaResponse:
    """Have a light copy of a film or a clip made, which an editor can go through."""
    return await proxies.make(data, await file_at(jobs, data.source_path))


@get("/api/proxy/stats", operation_id="getProxyStats", tags=["Previews"])
async def get_proxy_stats(proxies: Copies) -> ProxyCacheStatsResponse:
    """Say how much room light copies take."""
    return await proxies.stats()


@get("/api/proxy/{proxy_id:str}", operation_id="getProxy", tags=["Previews"])
async def get_proxy(proxy_id: FromPath[str], proxies: Copies) -> ProxyMediaResponse:
    """Say how far a light copy is; once it is there, it is at its ``proxyPath``."""
    return await proxies.find(proxy_id)


ROUTES: list[ControllerRouterHandler] = [
    generate_thumbnail,
    get_thumbnail,
    get_strip,
    generate_proxy,
    get_proxy_stats,
    get_proxy,
    *heads(get_thumbnail, get_strip),
]
