"""Which providers are left alone for a while, in the words of the API."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import attrs

from aura_core.model.enums import CircuitBreakerState


__all__ = ["CircuitBreaker", "CircuitBreakerDetails", "CircuitBreakers"]


@attrs.frozen
class CircuitBreaker:
    """
    Whether a provider is asked.

    Attributes:
        consecutive_failures: In a row, up to now.

        calls: The last ones, at most two hundred, by which the state and the rate are told.

        failure_rate: Of these, 0 to 1.

        next_retry_time: When it is asked again, if it is left alone.
    """

    provider_name: str
    state: CircuitBreakerState
    consecutive_failures: int
    calls: int
    failure_rate: float
    last_call: datetime | None
    next_retry_time: datetime | None


@attrs.frozen
class CircuitBreakerDetails:
    """
    All breakers, and the rule that they follow.

    Attributes:
        failure_threshold: Failures in a row after which a provider is left alone; 0 for never.

        rest_seconds: For how long.

        success_threshold: Successes in a row after which it counts as well again.
    """

    timestamp: datetime
    failure_threshold: int
    rest_seconds: float
    success_threshold: int
    breakers: tuple[CircuitBreaker, ...]


@attrs.frozen
class CircuitBreakers:
    """
    How many breakers are in which state.

    Attributes:
        states: Of each provider that was asked up to now.
    """

    timestamp: datetime
    total: int
    closed: int
    open: int
    half_open: int
    states: Mapping[str, CircuitBreakerState]
