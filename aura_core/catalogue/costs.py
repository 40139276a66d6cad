"""What providers were asked, and what it cost."""

from __future__ import annotations

from datetime import datetime

from aura_core.configuration.configuration import Configuration
from aura_core.model.provider import Provider
from aura_core.model.provider_lists import CostTrackingSummaryDto, ProviderStatsDto
from aura_core.outbound.calls import calls_in
from aura_core.outbound.tallies import By, tallies


__all__ = ["month", "stats"]


def stats(configuration: Configuration, provider: Provider) -> ProviderStatsDto:
    """
    Say what the calls to *provider* came to.

    Raises:
        OutputError: the calls cannot be read.
    """
    found = tallies(calls_in(configuration.started.data), By.PROVIDER)
    one = next((one for one in found if one.of == (provider.id,)), None)
    if one is None:
        return ProviderStatsDto(0, 0, 0, 0, 0, 0.0, "", 0)
    return ProviderStatsDto(
        *(one.calls, one.answered, one.failed, round(1000 * one.pace), one.tokens, one.dollars),
        *(one.last.isoformat(), one.unpriced),
    )


def month(configuration: Configuration) -> CostTrackingSummaryDto:
    """
    Say what was spent since the first of the month, local time.

    Raises:
        OutputError: the calls cannot be read.
    """
    first = datetime.now().astimezone().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    calls = calls_in(configuration.started.data)
    found, stages = (tallies(calls, by, since=first.timestamp()) for by in (By.PROVIDER, By.STAGE))
    limits = configuration.read().settings.rate_limits.global_
    return CostTrackingSummaryDto(
        sum(one.dollars for one in found),
        {one.of[0]: one.dollars for one in found},
        {one.of[0]: one.dollars for one in stages},
        sum(one.unpriced for one in found),
        limits.max_total_monthly_cost if limits.enabled else 0.0,
    )
