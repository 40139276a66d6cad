"""Whom a part of a film might be given to, what a call may cost, and what a film did cost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import attrs


__all__ = [
    "CostEstimateDto",
    "CostEstimateRequest",
    "OperationCostDetail",
    "ProviderRecommendation",
    "RunCostReport",
    "StageCostBreakdown",
    "TokenUsageStatistics",
]

_name: Any = attrs.validators.max_len(100)
_units: Any = attrs.validators.optional(
    attrs.validators.and_(attrs.validators.ge(0), attrs.validators.le(1_000_000_000))
)


@attrs.frozen
class ProviderRecommendation:
    """
    Somebody who could do a part of a film; the contract calls it ProviderRecommendationDto.

    Attributes:
        reasoning: Why they stand where they stand, as sentences.

        quality_score: Of a hundred calls of two months, how many were answered; 0 where nobody was asked. Nobody here
            judges what they make.

        estimated_cost: US dollars, as far as the price is known.

        expected_latency_seconds: How long answers took; 0 where nobody was asked.

        health_status: Healthy, Degraded or Unhealthy by these calls; Unknown where there are none.

        confidence: How much these calls say, to 100 from ten calls on.

        is_price_known: Whether *estimated_cost* says anything.
    """

    provider_name: str
    reasoning: str
    quality_score: int
    estimated_cost: float
    expected_latency_seconds: float
    is_available: bool
    health_status: str
    confidence: int
    id: str = ""
    is_price_known: bool = True


@attrs.frozen
class CostEstimateRequest:
    """
    Calls whose cost is asked for.

    Attributes:
        operation_type: What they are for; repeated, and changes nothing.

        estimated_characters: That are spoken.

        estimated_compute_seconds: Nobody who is built here asks for time; read and not needed.
    """

    provider_name: str = attrs.field(validator=_name)
    operation_type: str = attrs.field(default="", validator=_name)
    estimated_input_tokens: int | None = attrs.field(default=None, validator=_units)
    estimated_output_tokens: int | None = attrs.field(default=None, validator=_units)
    estimated_characters: int | None = attrs.field(default=None, validator=_units)
    estimated_compute_seconds: float | None = attrs.field(default=None, validator=_units)


@attrs.frozen
class CostEstimateDto:
    """
    What calls may cost.

    Attributes:
        estimated_cost_usd: US dollars; 0 where the price is not known.

        cost_per_1k_tokens: Of these tokens on average.

        note: By which price it was reckoned, or why it could not be.
    """

    provider_name: str
    operation_type: str
    estimated_input_tokens: int
    estimated_output_tokens: int
    total_tokens: int
    estimated_cost_usd: float
    cost_per_1k_tokens: float = attrs.field(metadata={"wire": "costPer1KTokens"})
    is_price_known: bool = True
    note: str = ""


@attrs.frozen
class StageCostBreakdown:
    """
    What a step of a film cost; the contract calls it StageCostBreakdownDto.

    Attributes:
        duration_seconds: How long answers took, all together.

        provider_name: Who was asked, where it was one.
    """

    stage_name: str
    cost: float
    percentage_of_total: float
    duration_seconds: float
    operation_count: int
    provider_name: str | None = None


@attrs.frozen
class TokenUsageStatistics:
    """
    Tokens of a film; the contract calls it TokenUsageStatisticsDto.

    Attributes:
        cache_hits: Always 0, as the two others: answers that were kept are no calls, and are not counted.
    """

    total_input_tokens: int
    total_output_tokens: int
    total_tokens: int
    operation_count: int
    average_tokens_per_operation: float
    average_response_time_ms: int
    total_cost: float
    cache_hits: int = 0
    cache_hit_rate: float = 0.0
    cost_saved_by_cache: float = 0.0


@attrs.frozen
class OperationCostDetail:
    """A call that was made for a film; the contract calls it OperationCostDetailDto."""

    timestamp: datetime
    operation_type: str
    provider_name: str
    cost: float
    duration_ms: int
    tokens_used: int | None = None
    characters_processed: int | None = None
    cache_hit: bool = False


@attrs.frozen
class RunCostReport:
    """
    What a film cost; the contract calls it RunCostReportDto.

    Attributes:
        duration_seconds: From when the job was made to its end, or until now.

        total_cost: US dollars, as far as prices are known.

        cost_by_stage: By step, for those in which anybody was asked.

        operations: The calls, the first first.

        budget_limit: For one film, US dollars; ``None`` where there is none.

        unpriced: Calls whose price nobody knows.
    """

    job_id: str
    started_at: datetime
    completed_at: datetime | None
    duration_seconds: float
    total_cost: float
    currency: str
    cost_by_stage: Mapping[str, StageCostBreakdown]
    cost_by_provider: Mapping[str, float]
    token_stats: TokenUsageStatistics | None
    operations: tuple[OperationCostDetail, ...]
    within_budget: bool
    budget_limit: float | None
    project_id: str | None = None
    project_name: str | None = None
    optimization_suggestions: tuple[str, ...] = ()
    unpriced: int = 0
