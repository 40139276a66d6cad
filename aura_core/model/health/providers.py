"""How those are who write, speak, illustrate and compose."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import attrs

from aura_core.errors import NotFoundError
from aura_core.model.health.finding import PROVIDERS, Category, Finding, Report, Verdict


__all__ = [
    "ProviderHealth",
    "ProviderHealthSummary",
    "ProviderKindHealth",
    "kind_of",
    "named",
    "provider_of",
    "provider_summary_of",
    "providers_of",
]


@attrs.frozen
class ProviderHealth:
    """
    How a provider is.

    Attributes:
        success_rate: Of the last hundred looks, 0 to 1; ``failure_rate`` is the rest.

        circuit_state: Closed, as long as it is asked.
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
    return ProviderHealth(
        provider_name=finding.name,
        is_healthy=finding.verdict is not Verdict.FAIL,
        last_check_time=finding.at,
        response_time_ms=round(finding.took_ms, 3),
        consecutive_failures=finding.consecutive_failures,
        last_error=finding.message if finding.verdict is Verdict.FAIL else None,
        success_rate=finding.success_rate,
        average_response_time_ms=round(finding.average_ms, 3),
        circuit_state="Closed",
        failure_rate=1 - finding.success_rate,
    )


def providers_of(report: Report) -> tuple[ProviderHealth, ...]:
    """Say how each provider is."""
    return tuple(map(provider_of, report.of(*PROVIDERS)))


def kind_of(report: Report, category: Category) -> ProviderKindHealth:
    """Say how the providers of a category are."""
    providers = tuple(map(provider_of, report.of(category)))
    healthy = sum(one.is_healthy for one in providers)
    return ProviderKindHealth(_KINDS[category], providers, healthy > 0, healthy, len(providers))


def provider_summary_of(report: Report) -> ProviderHealthSummary:
    """Say how many providers can be asked."""
    found = providers_of(report)
    healthy = sum(one.is_healthy for one in found)
    status = "healthy" if healthy == len(found) else "degraded" if healthy else "unhealthy"
    return ProviderHealthSummary(len(found), healthy, len(found) - healthy, status, report.at)


def named(report: Report, name: str) -> Finding:
    """
    Return what was found of the provider *name*, its own name or that of its check, in any case.

    Raises:
        NotFoundError: there is no such provider.
    """
    asked = name.strip().lower()
    for one in report.of(*PROVIDERS):
        if asked in {one.name.lower(), one.id.lower(), one.id.partition("_")[2].lower()}:
            return one
    known = ", ".join(one.name for one in report.of(*PROVIDERS))
    raise NotFoundError(f"There is no provider {name[:60]!r}.", remedy=f"Ask for one of {known}.")
