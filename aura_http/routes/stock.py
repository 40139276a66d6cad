"""Stock libraries: what they have, and what to ask them for."""

from __future__ import annotations

from typing import Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from litestar.types import ControllerRouterHandler

from aura_core.jobs import Jobs
from aura_core.model.stock import (
    BlendSetRecommendation,
    BlendSetRequest,
    ImageProviderPreviewRequest,
    ImageProviderPreviewResponse,
    LibraryValidation,
    QueryCompositionRequest,
    QueryCompositionResult,
    RateLimitStatusDto,
    StockMediaSearchRequest,
    StockMediaSearchResponse,
)
from aura_http.threads import threaded


__all__ = ["ROUTES"]

_REFUSED: Final = (403, 409, 429, 501, 502, 504)

_SEARCH: Final = {"query": "waves", "mediaType": "Image", "providers": ["Pexels"], "count": 10, "page": 1}
_COMPOSE: Final = {
    "sceneDescription": "Waves break on the rocks below a lighthouse.",
    "keywords": [],
    "targetProvider": "Pexels",
    "mediaType": "Image",
}
_BLEND: Final = {
    "sceneDescriptions": ["Waves on rocks", "A dragon over the sea"],
    "videoGoal": "Explain the tides",
    "videoStyle": "cinematic",
    "budget": 5,
}


@post(
    "/api/stock-media/search",
    status_code=200,
    operation_id="searchStockMedia",
    tags=["Pictures"],
    example=_SEARCH,
    refuses=_REFUSED,
)
@threaded
def search(data: JSONBody[StockMediaSearchRequest], jobs: NamedDependency[Jobs]) -> StockMediaSearchResponse:
    """Search stock libraries."""
    # It takes in all that makes films, which a server does without until it is asked for it.
    from aura_core.stock import searched  # noqa: PLC0415

    return searched(data, jobs.settings)


@post(
    "/api/stock-media/compose-query",
    status_code=200,
    operation_id="composeStockQuery",
    tags=["Pictures"],
    example=_COMPOSE,
)
@threaded
def compose(data: JSONBody[QueryCompositionRequest]) -> QueryCompositionResult:
    """Choose words to search with; nobody is asked."""
    from aura_core.stock import composed  # noqa: PLC0415

    return composed(data)


@post(
    "/api/stock-media/recommend-blend",
    status_code=200,
    operation_id="recommendStockBlend",
    tags=["Pictures"],
    example=_BLEND,
)
@threaded
def recommend(data: JSONBody[BlendSetRequest], jobs: NamedDependency[Jobs]) -> BlendSetRecommendation:
    """Recommend what to search for and what to have painted; nobody is asked."""
    from aura_core.stock import blended  # noqa: PLC0415

    return blended(data, jobs.settings)


@get("/api/stock-media/rate-limits", operation_id="listStockRateLimits", tags=["Pictures"])
@threaded
def rate_limits(jobs: NamedDependency[Jobs]) -> tuple[RateLimitStatusDto, ...]:
    """Say how often libraries may still be asked."""
    from aura_core.stock import limits  # noqa: PLC0415

    return limits(jobs.settings)


@post("/api/stock-media/validate-providers", status_code=200, operation_id="validateStockLibraries", tags=["Pictures"])
@threaded
def validate_libraries(jobs: NamedDependency[Jobs]) -> tuple[LibraryValidation, ...]:
    """Ask every library whether it knows the key that is kept for it."""
    from aura_core.stock import validated  # noqa: PLC0415

    return validated(jobs.settings)


@post(
    "/api/providers/images/preview",
    status_code=200,
    operation_id="previewImageProvider",
    tags=["Pictures"],
    example={"providerId": "pexels", "query": "waves", "count": 5},
    refuses=_REFUSED,
)
@threaded
def preview(data: JSONBody[ImageProviderPreviewRequest], jobs: NamedDependency[Jobs]) -> ImageProviderPreviewResponse:
    """Show the first photographs that a library has for some words."""
    from aura_core.stock import previewed  # noqa: PLC0415

    return previewed(data, jobs.settings)


ROUTES: list[ControllerRouterHandler] = [search, compose, recommend, rate_limits, validate_libraries, preview]
