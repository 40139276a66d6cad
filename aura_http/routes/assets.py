"""Pictures and clips that are kept: sent, found, painted, tagged."""

from __future__ import annotations

import asyncio
from typing import Annotated, Final

from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter, SkipValidation
from litestar.types import ControllerRouterHandler

from aura_core.album import Album, Wanted
from aura_core.catalogue.stock import stock_providers, stock_quota
from aura_core.jobs import Jobs
from aura_core.model.assets import (
    AIImageGenerationRequest,
    AssetGenerateRequest,
    AssetPage,
    AssetSearchRequest,
    AssetSort,
    AssetsReply,
    GeneratedAssetReply,
    KeptAsset,
    QuotaStatusResponse,
    StockImage,
    StockImageDownloadRequest,
    StockProvidersResponse,
)
from aura_core.model.pictures import MEDIA
from aura_core.model.visuals import PictureKind
from aura_http.routes.jobs import AnyRequest
from aura_http.routes.settings import Open
from aura_http.routes.setup import rosters_of
from aura_http.routes.visuals import REFUSED
from aura_http.threads import threaded, while_asked
from aura_http.uploads import upload_of


__all__ = ["ROUTES", "Kind"]

Kind = NamedDependency[SkipValidation[Album]]

_FORM: Final = {
    "file": "A PNG, JPEG, WebP, GIF or AVIF picture, or an MP4, MOV, Matroska or WebM clip; what is in it counts.",
    "tags": "Words with commas between them.",
}
_KEY: Final = "92762ab71ad43199b2a386fc87913bf8cfb68326"
_SORTS: Final = {
    AssetSort.ADDED: "added",
    AssetSort.MODIFIED: "changed",
    AssetSort.TITLE: "title",
    AssetSort.SIZE: "size",
}

Query = Annotated[str, QueryParameter(name="query", max_length=200, description="All of its words have to be found.")]
Type = Annotated[str, QueryParameter(name="type", max_length=40, description="Image or Video.")]
Source = Annotated[
    str, QueryParameter(name="source", max_length=64, description="Uploaded, AIGenerated, Generated, StockPexels, …")
]
Tags = Annotated[
    str, QueryParameter(name="tags", max_length=1000, description="Words with commas between them; all are wanted.")
]
Page = Annotated[int, QueryParameter(name="page", ge=1, le=1_000_000, description="From 1.")]
PageSize = Annotated[int, QueryParameter(name="pageSize", ge=1, le=500, description="How many a page has.")]
SortBy = Annotated[AssetSort, QueryParameter(name="sortBy", description="By what they are listed.")]
Descending = Annotated[bool, QueryParameter(name="sortDescending", description="The last first.")]
Words = Annotated[str, QueryParameter(name="query", min_length=1, max_length=200, description="What to look for.")]
Count = Annotated[int, QueryParameter(name="count", ge=1, le=20, description="How many at most.")]


@get("/api/assets", operation_id="listAssets", tags=["Assets"])
@threaded
def list_assets(
    album: Kind,
    words: Query = "",
    kind: Type = "",
    source: Source = "",
    tags: Tags = "",
    page: Page = 1,
    page_size: PageSize = 50,
    sort_by: SortBy = AssetSort.ADDED,
    descending: Descending = True,  # noqa: FBT002 - a query's default
) -> AssetPage:
    """List what is kept, and wanted."""
    # It takes in all that makes films, which a server does without until it is asked for it.
    from aura_core.pictures.assets import page as page_of  # noqa: PLC0415

    wanted_kind = next((one for one in PictureKind if one.value.lower() == kind.lower()), None)
    if kind and wanted_kind is None:
        # Of sounds there are none here.
        return AssetPage((), 0, page, page_size)
    wanted = Wanted(words, wanted_kind, source, tuple(tags.split(",")), _SORTS[sort_by], descending=descending)
    return page_of(album, wanted, page, page_size)


@get("/api/assets/{asset_id:str}", operation_id="getAsset", tags=["Assets"])
@threaded
def get_asset(asset_id: FromPath[str], album: Kind) -> KeptAsset:
    """Return what is kept under an id."""
    from aura_core.pictures.assets import asset  # noqa: PLC0415

    return asset(album.look(asset_id))


@post(
    "/api/assets/upload",
    status_code=201,
    operation_id="uploadAsset",
    tags=["Assets"],
    uploads=_FORM,
    refuses=(400, 409, 413, 415, 507),
)
async def upload(album: Kind, request: AnyRequest) -> KeptAsset:
    """Keep a picture or clip; the same sent again is the one that is there."""
    from aura_core.pictures.assets import asset  # noqa: PLC0415

    async with upload_of(request) as sent:
        tags = sent.fields.get("tags", "").split(",")
        return asset(await asyncio.to_thread(album.add, sent.name, sent.file, tags))


@post(
    "/api/assets/{asset_id:str}/tags",
    status_code=200,
    operation_id="addAssetTags",
    tags=["Assets"],
    asks=tuple[str, ...],
    example=["sea"],
)
@threaded
def add_tags(asset_id: FromPath[str], data: JSONBody[tuple[str, ...]], album: Kind) -> KeptAsset:
    """Tag what is kept besides."""
    from aura_core.pictures.assets import asset  # noqa: PLC0415

    return asset(album.tag(asset_id, data))


@put(
    "/api/assets/{asset_id:str}/tags",
    operation_id="setAssetTags",
    tags=["Assets"],
    asks=tuple[str, ...],
    example=["sea", "night"],
)
@threaded
def set_tags(asset_id: FromPath[str], data: JSONBody[tuple[str, ...]], album: Kind) -> KeptAsset:
    """Let what is kept have these tags and no others."""
    from aura_core.pictures.assets import asset  # noqa: PLC0415

    return asset(album.tag(asset_id, data, only=True))


@delete("/api/assets/{asset_id:str}", operation_id="deleteAsset", tags=["Assets"], refuses=(409,))
async def delete_asset(asset_id: FromPath[str], jobs: NamedDependency[Jobs]) -> None:
    """Forget a picture or clip, and its file; films that were made of it stay."""
    await jobs.forget_picture(asset_id)


@post(
    "/api/assets/search",
    status_code=200,
    operation_id="searchAssets",
    tags=["Assets"],
    example={"query": "sea", "provider": "library", "count": 5},
    refuses=REFUSED,
)
@threaded
def search(data: JSONBody[AssetSearchRequest], jobs: NamedDependency[Jobs], album: Kind) -> AssetsReply:
    """Look for pictures, here and at libraries of others."""
    from aura_core.pictures.assets import assets_found  # noqa: PLC0415

    return assets_found(data, jobs.settings, album)


@post(
    "/api/assets/generate",
    status_code=200,
    operation_id="generateAsset",
    tags=["Assets"],
    example={"prompt": "A lighthouse at dusk", "keywords": ["lighthouse"]},
    refuses=REFUSED,
)
@while_asked
def generate(
    data: JSONBody[AssetGenerateRequest], jobs: NamedDependency[Jobs], album: Kind, request: AnyRequest
) -> GeneratedAssetReply:
    """Have a picture painted, and keep it."""
    from aura_core.pictures.assets import kept_generated  # noqa: PLC0415

    return kept_generated(data, jobs.settings, album)


@post(
    "/api/assets/ai/generate",
    status_code=200,
    operation_id="paintAsset",
    tags=["Assets"],
    example={"prompt": "A lighthouse at dusk", "size": "1024x1024"},
    refuses=REFUSED,
)
@while_asked
def paint(
    data: JSONBody[AIImageGenerationRequest], jobs: NamedDependency[Jobs], album: Kind, request: AnyRequest
) -> KeptAsset:
    """Have a picture painted, and keep it; the same as ``/api/assets/generate``."""
    from aura_core.pictures.assets import painted  # noqa: PLC0415

    return painted(data, jobs.settings, album)


@get("/api/assets/stock/search", operation_id="searchStockImages", tags=["Assets"], refuses=REFUSED)
@threaded
def search_stock(jobs: NamedDependency[Jobs], words: Words, count: Count = 5) -> tuple[StockImage, ...]:
    """Look for photographs at the libraries that have keys."""
    from aura_core.pictures.assets import stock_images  # noqa: PLC0415

    return stock_images(words, count, jobs.settings)


@post(
    "/api/assets/stock/download",
    status_code=200,
    operation_id="keepStockImage",
    tags=["Assets"],
    example={"imageUrl": f"{MEDIA}{_KEY}.png"},
    refuses=(404,),
)
@threaded
def download_stock(data: JSONBody[StockImageDownloadRequest], album: Kind) -> KeptAsset:
    """Keep a photograph that was found."""
    from aura_core.pictures.assets import asset  # noqa: PLC0415

    return asset(album.keep(data.image_url.removeprefix(MEDIA)))


@get("/api/assets/stock/providers", operation_id="listStockProviders", tags=["Assets"])
@threaded
def list_stock(configuration: Open) -> StockProvidersResponse:
    """Say of every library of pictures whether it could be asked, and how often; nobody is asked for it."""
    return StockProvidersResponse(stock_providers(configuration, rosters_of(configuration)))


@get("/api/assets/stock/quota/{provider:str}", operation_id="getStockQuota", tags=["Assets"])
@threaded
def get_quota(provider: FromPath[str], configuration: Open) -> QuotaStatusResponse:
    """Say how often a library of pictures may be asked; nobody is asked for it."""
    return stock_quota(provider, configuration, rosters_of(configuration))


ROUTES: list[ControllerRouterHandler] = [
    list_assets,
    get_asset,
    upload,
    add_tags,
    set_tags,
    delete_asset,
    search,
    generate,
    paint,
    search_stock,
    download_stock,
    list_stock,
    get_quota,
]
