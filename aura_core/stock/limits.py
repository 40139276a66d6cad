"""
How often libraries may still be asked.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from aura_core.model.provider import Provider
from aura_core.model.stock import RateLimitStatusDto
from aura_core.outbound.calls import CallLog, calls_in
from aura_core.settings import Settings
from aura_core.stock.searching import libraries
from aura_core.wiring import open_services


__all__ = ["limits"]

_MINUTE_S: Final = 60.0
_HOUR_S: Final = 3600.0


def limits(settings: Settings) -> tuple[RateLimitStatusDto, ...]:
    """
    Say of each library how often it may still be asked: as it said last, while that counts, else as it documents.
    """
    roster, calls = open_services(settings).rosters.illustrators, calls_in(settings.data)
    return tuple(_of(provider, calls) for provider in libraries(roster))


def _of(provider: Provider, calls: CallLog) -> RateLimitStatusDto:
    now = time.time()
    told = calls.allowance(provider.id)
    # Who does not say when it counts anew does so by the hour.
    if told and now < (told.resets_at if told.resets_at is not None else told.told_at + _HOUR_S):
        moment = datetime.fromtimestamp(told.resets_at, UTC) if told.resets_at is not None else None
        return RateLimitStatusDto(provider.name, told.left, told.most, moment, told.left <= 0, "provider")
    most, window = (provider.a_minute, _MINUTE_S) if provider.a_minute else (provider.an_hour, _HOUR_S)
    asked = sorted(_began(provider, calls, now - window))
    left = max(0, most - len(asked))
    reset = datetime.fromtimestamp(asked[0] + window, UTC) if asked and not left else None
    return RateLimitStatusDto(provider.name, left, most, reset, not left, "catalogue")


def _began(provider: Provider, calls: CallLog, since: float) -> Iterator[float]:
    query = "SELECT began FROM calls WHERE provider = ? AND began > ? AND ended IS NOT NULL"
    return (float(row[0]) for row in calls.rows(query, provider.id, since))
