"""
Which providers are left alone for a while, and having them asked again.

It is told from the calls up to now, which all processes share: what a film learns, its server knows.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime

from aura_core.configuration import access_for
from aura_core.errors import NotFoundError
from aura_core.model.enums import CircuitBreakerState
from aura_core.model.health.breakers import CircuitBreaker, CircuitBreakerDetails, CircuitBreakers
from aura_core.model.policy import BreakerRule
from aura_core.model.providers import known_provider
from aura_core.outbound.breaker import Outcome, breaker_after
from aura_core.outbound.calls import CallLog, calls_in
from aura_core.settings import Settings


__all__ = ["breaker_of", "breakers", "reset_breaker", "reset_breakers", "summed_up"]


def breakers(settings: Settings) -> CircuitBreakerDetails:
    """
    Return the breaker of each provider that was asked up to now.

    Args:
        settings: In force.

    Raises:
        OutputError: the calls cannot be read.
    """
    calls, rule = calls_in(settings.data), access_for(settings).policy.breaker
    return CircuitBreakerDetails(
        timestamp=datetime.now(UTC),
        failure_threshold=rule.failures,
        rest_seconds=rule.rest_s,
        success_threshold=rule.successes,
        breakers=tuple(_breaker(name, calls.outcomes(name), rule) for name in calls.providers()),
    )


def breaker_of(settings: Settings, name: str) -> CircuitBreaker:
    """
    Return the breaker of a provider.

    Raises:
        NotFoundError: it was not asked yet.

        OutputError: the calls cannot be read.
    """
    calls = calls_in(settings.data)
    provider = _asked(calls, name)
    return _breaker(provider, calls.outcomes(provider), access_for(settings).policy.breaker)


def reset_breaker(settings: Settings, name: str) -> CircuitBreaker:
    """
    Have a provider asked again: what went wrong before now counts no more.

    Raises:
        NotFoundError: it was not asked yet.

        OutputError: the calls cannot be written.
    """
    calls = calls_in(settings.data)
    calls.reset(_asked(calls, name))
    return breaker_of(settings, name)


def reset_breakers(settings: Settings) -> CircuitBreakerDetails:
    """
    Have all providers asked again.

    Raises:
        OutputError: the calls cannot be written.
    """
    calls = calls_in(settings.data)
    for provider in calls.providers():
        calls.reset(provider)
    return breakers(settings)


def summed_up(details: CircuitBreakerDetails) -> CircuitBreakers:
    """Count the breakers in each state."""
    states = {one.provider_name: one.state for one in details.breakers}
    found = list(states.values())
    return CircuitBreakers(
        timestamp=details.timestamp,
        total=len(states),
        closed=found.count(CircuitBreakerState.CLOSED),
        open=found.count(CircuitBreakerState.OPEN),
        half_open=found.count(CircuitBreakerState.HALF_OPEN),
        states=states,
    )


def _asked(calls: CallLog, name: str) -> str:
    """
    Return the id of the provider *name*.

    Raises:
        NotFoundError: it was not asked yet.
    """
    meant = known_provider(name)
    provider = meant.id if meant else name
    asked = calls.providers()
    if provider not in asked:
        raise NotFoundError(
            f"No provider {name[:60]!r} was asked yet.",
            remedy=f"Name one of {', '.join(asked)}." if asked else "Nobody was asked yet, so nothing is to be reset.",
        )
    return provider


def _breaker(provider: str, outcomes: Sequence[Outcome], rule: BreakerRule) -> CircuitBreaker:
    found = breaker_after(outcomes, rule, time.time())
    return CircuitBreaker(
        provider_name=provider,
        state=CircuitBreakerState(found.state.value),
        consecutive_failures=found.failures,
        calls=len(outcomes),
        failure_rate=sum(one.failed for one in outcomes) / len(outcomes) if outcomes else 0.0,
        last_call=datetime.fromtimestamp(outcomes[-1].at, UTC) if outcomes else None,
        next_retry_time=None if found.until is None else datetime.fromtimestamp(found.until, UTC),
    )
