"""
How often a provider may still be asked: as it said last, while that counts, else as it documents, less our own calls.
"""

from __future__ import annotations

import time
from typing import Final

from aura_core.model.provider import Provider
from aura_core.outbound.allowance import Allowance
from aura_core.outbound.calls import CallLog


__all__ = ["quota_of"]

_HOUR_S: Final = 3600.0


def quota_of(provider: Provider, calls: CallLog) -> Allowance | None:
    """
    Return how often *provider* may still be asked; ``None`` where it neither says nor documents a number.
    """
    now = time.time()
    told = calls.allowance(provider.id)
    # Who does not say when it counts anew does so by the hour.
    if told and now < (told.resets_at if told.resets_at is not None else told.told_at + _HOUR_S):
        return told
    windows = ((provider.a_minute, 60.0), (provider.an_hour, _HOUR_S), (provider.a_day, 24 * _HOUR_S))
    most, window = next(((most, window) for most, window in windows if most), (0, 0.0))
    if not most:
        return None
    query = "SELECT COUNT(*), MIN(began) FROM calls WHERE provider = ? AND began > ? AND ended IS NOT NULL"
    count, first = next(iter(calls.rows(query, provider.id, now - window)), (0, None))
    left = max(0, most - int(count))
    return Allowance(most, left, first + window if first and not left else None, now, documented=True)
