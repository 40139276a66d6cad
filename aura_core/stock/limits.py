"""
How often libraries may still be asked.
"""

from __future__ import annotations

from datetime import UTC, datetime

from aura_core.model.provider import Provider
from aura_core.model.stock import RateLimitStatusDto
from aura_core.outbound.allowance import Allowance
from aura_core.outbound.calls import calls_in
from aura_core.outbound.quotas import quota_of
from aura_core.settings import Settings
from aura_core.stock.searching import libraries
from aura_core.wiring import open_services


__all__ = ["limits"]


def limits(settings: Settings) -> tuple[RateLimitStatusDto, ...]:
    """
    Say of each library how often it may still be asked; nobody is asked.
    """
    roster, calls = open_services(settings).rosters.illustrators, calls_in(settings.data)
    known = ((provider, quota_of(provider, calls)) for provider in libraries(roster))
    return tuple(_status(provider, quota) for provider, quota in known if quota)


def _status(provider: Provider, quota: Allowance) -> RateLimitStatusDto:
    return RateLimitStatusDto(
        provider=provider.name,
        requests_remaining=quota.left,
        requests_limit=quota.most,
        reset_time=None if quota.resets_at is None else datetime.fromtimestamp(quota.resets_at, UTC),
        is_limited=not quota.left,
        told_by="catalogue" if quota.documented else "provider",
    )
