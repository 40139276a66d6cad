"""
A look at what a library has, for who chooses one.
"""

from __future__ import annotations

import attrs

from aura_core.errors import InvalidInputError
from aura_core.model.stock import (
    ImagePreviewResult,
    ImageProviderPreviewRequest,
    ImageProviderPreviewResponse,
    StockMediaSearchRequest,
)
from aura_core.settings import Settings
from aura_core.stock.searching import searched


__all__ = ["previewed"]


def previewed(asked: ImageProviderPreviewRequest, settings: Settings) -> ImageProviderPreviewResponse:
    """
    Ask a library for its first photographs; who paints is refused, for each of theirs is made, and may be paid.

    Raises:
        InvalidInputError: it is none of the libraries that can be searched.

        ProviderError: it cannot be asked, or did not answer.
    """
    try:
        found = searched(StockMediaSearchRequest(asked.query, "Image", (asked.provider_id,), asked.count), settings)
    except InvalidInputError as error:
        issues = [attrs.evolve(one, path=one.path.replace("$.providers[0]", "$.providerId")) for one in error.issues]
        remedy = "Name one of them; what a painter makes, `POST /api/visuals/generate` shows."
        raise InvalidInputError(issues, remedy=remedy) from error
    images = tuple(
        ImagePreviewResult(one.id, one.thumbnail_url, one.preview_url, one.width, one.height, one.licensing.attribution)
        # Some give no fewer than three.
        for one in found.results[: asked.count]
    )
    return ImageProviderPreviewResponse(images, asked.provider_id, found.total_results)
