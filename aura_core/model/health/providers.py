"""How those are who write, speak, illustrate and compose."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import attrs

from aura_core.model.health.finding import PROVIDERS, Category, Finding, Report, Verdict


__all__ = [
    "ProviderHealth",
    "ProviderHealthSummary",
    "ProviderKindHealth",
    "kind_of",
    "provider_of",
    "provider_summary_of",
    "providers_of",
]


@attrs.frozen
class ProviderHealth:
    """
    How a provider is: who is part of this program by looking at it, all others by the calls that were made to them.

    Attributes:
        is_healthy: Whether it would be asked for a film.

        last_error: What is wrong, as a sentence.

        success_rate: Of the last hundred looks, or of all calls of two months, 0 to 1; ``failure_rate`` is the rest.

        circuit_state: Closed, Open while it is left alone after failures, or HalfOpen when it is tried again.

        status: Healthy, Degraded when more than one call in ten failed, Unhealthy when it is left alone or
            more than three in ten did, Unknown when it was never asked.

        total_requests: Calls of two months; none are made to who is part of this program.

        next_retry_time: When it is asked again, if it is left alone.
    """

    provider_name: str
    is_healthy: bool
    last_check_time: datetime
    response_time_ms: float
    consecutive_failures: int
    last_error: str | None
    success_rate: float
    average_response_time_ms: float
    circuit_state: str
    failure_rate: float
    circuit_opened_at: datetime | None = None
    id: str = ""
    status: str = "Healthy"
    success_rate_percent: float = 100.0
    average_latency_seconds: float = 0.0
    total_requests: int = 0
    last_updated: datetime | None = None
    next_retry_time: datetime | None = None


@attrs.frozen
class ProviderKindHealth:
    """
    How the providers of a kind are.

    Attributes:
        is_healthy: Whether any of them can be asked.
    """

    provider_type: str
    providers: tuple[ProviderHealth, ...]
    is_healthy: bool
    healthy_count: int
    total_count: int


@attrs.frozen
class ProviderHealthSummary:
    """How many providers can be asked."""

    total_providers: int
    healthy_providers: int
    unhealthy_providers: int
    overall_status: str
    timestamp: datetime


_KINDS: Final = {Category.LLM: "LLM", Category.TTS: "TTS", Category.IMAGE: "Images", Category.MUSIC: "Music"}


def provider_of(finding: Finding) -> ProviderHealth:
    """Say how a provider is."""
    healthy = finding.verdict is not Verdict.FAIL
    return ProviderHealth(
        provider_name=finding.name,
        is_healthy=healthy,
        last_check_time=finding.at,
        response_time_ms=round(finding.took_ms, 3),
        consecutive_failures=finding.consecutive_failures,
        last_error=finding.message if finding.verdict is Verdict.FAIL else None,
        success_rate=finding.success_rate,
        average_response_time_ms=round(finding.average_ms, 3),
        circuit_state="Closed",
        failure_rate=1 - finding.success_rate,
        id=finding.id.partition("_")[2],
        status="Healthy" if healthy else "Unhealthy",
        success_rate_percent=round(100 * finding.success_rate, 2),
        average_latency_seconds=round(finding.average_ms / 1000, 3),
        last_updated=finding.at,
    )


def providers_of(report: Report, *categories: Category) -> tuple[ProviderHealth, ...]:
    """Say how everybody is who is part of this program, of *categories* or of all."""
    return tuple(map(provider_of, report.of(*(categories or PROVIDERS))))


def kind_of(category: Category, providers: tuple[ProviderHealth, ...]) -> ProviderKindHealth:
    """Say how the *providers* of a category are."""
    healthy = sum(one.is_healthy for one in providers)
    return ProviderKindHealth(_KINDS[category], providers, healthy > 0, healthy, len(providers))


def provider_summary_of(found: tuple[ProviderHealth, ...], at: datetime) -> ProviderHealthSummary:
    """Say how many providers can be asked."""
    healthy = sum(one.is_healthy for one in found)
    status = "healthy" if healthy == len(found) else "degraded" if healthy else "unhealthy"
    return ProviderHealthSummary(len(found), healthy, len(found) - healthy, status, at)
