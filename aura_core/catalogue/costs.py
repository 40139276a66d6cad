"""What providers were asked, for a film, in a month or at all, and what it cost."""

from __future__ import annotations

from datetime import UTC, datetime

from aura_core.configuration import access_for
from aura_core.configuration.configuration import Configuration
from aura_core.model.job import Job
from aura_core.model.provider import Provider
from aura_core.model.provider_advice import (
    OperationCostDetail,
    RunCostReport,
    StageCostBreakdown,
    TokenUsageStatistics,
)
from aura_core.model.provider_lists import CostTrackingSummaryDto, ProviderStatsDto
from aura_core.model.providers import provider_named
from aura_core.outbound.calls import CallRecord, calls_in
from aura_core.outbound.tallies import By, Tally, tallies


__all__ = ["month", "of_film", "stats"]


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


def of_film(configuration: Configuration, job: Job) -> RunCostReport:
    """
    Say what was asked for the film of *job*, and what it cost.

    Raises:
        OutputError: the calls cannot be read.
    """
    calls = calls_in(configuration.started.data)
    whole = tallies(calls, By.RUN, run=job.id)
    total = sum(one.dollars for one in whole)
    limit = access_for(configuration.started).policy.dollars_a_run or None
    ended = job.finished_at or datetime.now(UTC)
    return RunCostReport(
        job_id=job.id,
        started_at=job.started_at,
        completed_at=job.finished_at,
        duration_seconds=round((ended - job.started_at).total_seconds(), 3),
        total_cost=round(total, 6),
        currency="USD",
        cost_by_stage=_stages(tallies(calls, By.STAGE, By.PROVIDER, run=job.id), total),
        cost_by_provider={one.of[0]: round(one.dollars, 6) for one in tallies(calls, By.PROVIDER, run=job.id)},
        token_stats=_tokens(whole[0]) if whole else None,
        operations=tuple(map(_operation, calls.records(run=job.id))),
        within_budget=limit is None or total <= limit,
        budget_limit=limit,
        unpriced=sum(one.unpriced for one in whole),
    )


def _stages(found: tuple[Tally, ...], total: float) -> dict[str, StageCostBreakdown]:
    """Sum up by step what was summed up by step and provider."""
    by_stage: dict[str, list[Tally]] = {}
    for one in found:
        by_stage.setdefault(one.of[0], []).append(one)
    return {
        stage: StageCostBreakdown(
            stage_name=stage,
            cost=round(cost := sum(one.dollars for one in those), 6),
            percentage_of_total=round(100 * cost / total, 1) if total else 0.0,
            duration_seconds=round(sum(one.seconds for one in those), 3),
            operation_count=sum(one.calls for one in those),
            provider_name=provider_named(those[0].of[1]).name if len(those) == 1 else None,
        )
        for stage, those in by_stage.items()
    }


def _tokens(whole: Tally) -> TokenUsageStatistics | None:
    if not whole.tokens:
        return None
    return TokenUsageStatistics(
        total_input_tokens=whole.tokens_in,
        total_output_tokens=whole.tokens_out,
        total_tokens=whole.tokens,
        operation_count=whole.calls,
        average_tokens_per_operation=round(whole.tokens / whole.calls, 1),
        average_response_time_ms=round(1000 * whole.pace),
        total_cost=round(whole.dollars, 6),
    )


def _operation(call: CallRecord) -> OperationCostDetail:
    charge = call.charge
    return OperationCostDetail(
        timestamp=datetime.fromtimestamp(call.began, UTC),
        operation_type=call.stage,
        provider_name=provider_named(call.provider).name,
        cost=round(charge.dollars or 0.0, 6),
        duration_ms=round(1000 * (call.seconds or 0.0)),
        tokens_used=charge.tokens_in + charge.tokens_out or None,
        characters_processed=charge.characters or None,
    )
