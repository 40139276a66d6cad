"""Libraries of pictures: whether they could be asked, and how often."""

from __future__ import annotations

from collections.abc import Iterator

from aura_core.casting.cast import Rosters
from aura_core.casting.parts import Part, provider_for
from aura_core.catalogue.listing import illustrators
from aura_core.configuration.configuration import Configuration
from aura_core.errors import NotFoundError
from aura_core.model.assets import QuotaStatusResponse, StockProviderDto
from aura_core.model.provider_lists import ImageProviderDto


__all__ = ["stock_providers", "stock_quota"]


def stock_providers(configuration: Configuration, rosters: Rosters) -> tuple[StockProviderDto, ...]:
    """
    Say of every library of pictures that is built whether it could be asked, and how often; nobody is asked.

    Raises:
        OutputError: the calls cannot be read.
    """
    return tuple(
        StockProviderDto(
            name=one.id,
            available=one.available,
            has_api_key=one.has_api_key,
            quota_remaining=one.quota_remaining,
            quota_limit=one.quota_limit,
            error=None if one.available else one.status,
        )
        for one in _libraries(configuration, rosters)
    )


def stock_quota(word: str, configuration: Configuration, rosters: Rosters) -> QuotaStatusResponse:
    """
    Say how often the library of pictures that *word* means may be asked.

    Raises:
        NotFoundError: there is none of that name.
    """
    meant = provider_for(Part.PICTURES, word)
    for one in _libraries(configuration, rosters):
        if meant is not None and one.id == meant.id:
            return QuotaStatusResponse(one.id, one.quota_remaining, one.quota_limit, one.quota_reset_time)
    raise NotFoundError("No library of pictures has that name.", remedy="Name one of /api/assets/stock/providers.")


def _libraries(configuration: Configuration, rosters: Rosters) -> Iterator[ImageProviderDto]:
    return (one for one in illustrators(configuration, rosters).providers if one.type == "stock")
