"""
When a provider is left alone for a while.

A breaker is closed while all is well, opens after failures in a row, and lets one call at a time through when it has
rested (half-open) until enough of them went well; see Nygard, "Release It!", 2018, "Circuit Breaker".
It is no thing that is kept, but what the calls up to now come to, so every process sees the same one.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final

import attrs

from aura_core.model.policy import BreakerRule
from aura_core.verdicts import Verdict


__all__ = ["FAILURES", "Breaker", "BreakerState", "Outcome", "breaker_after"]

FAILURES: Final = frozenset(
    {
        Verdict.DNS,
        Verdict.REFUSED,
        Verdict.TLS,
        Verdict.PROXY,
        Verdict.TIMEOUT,
        Verdict.RESET,
        Verdict.SERVER_ERROR,
        Verdict.TRUNCATED,
    }
)
"""What says that a provider is not well; a key that it refuses, for one, says that it is."""


class BreakerState(Enum):
    """Whether a provider is asked."""

    CLOSED = "Closed"
    OPEN = "Open"
    HALF_OPEN = "HalfOpen"


@attrs.frozen
class Outcome:
    """
    How a call ended.

    Attributes:
        at: Seconds since 1970.

        verdict: Why nothing came of it; ``None`` where something did, or nobody knows.
    """

    at: float
    failed: bool
    verdict: Verdict | None = None


@attrs.frozen
class Breaker:
    """
    A breaker at a moment.

    Attributes:
        failures: In a row, up to now.

        until: When an open one is tried again, in seconds since 1970; ``None`` when it is not open.
    """

    state: BreakerState = BreakerState.CLOSED
    failures: int = 0
    until: float | None = None


def breaker_after(outcomes: Iterable[Outcome], rule: BreakerRule, now: float) -> Breaker:
    """
    Say what *outcomes*, the oldest first, come to.
    """
    state, failures, successes, opened = BreakerState.CLOSED, 0, 0, 0.0
    for outcome in outcomes:
        failures = failures + 1 if outcome.failed else 0
        if state is BreakerState.OPEN and outcome.at >= opened + rule.rest_s:
            state, successes = BreakerState.HALF_OPEN, 0
        # An open one was asked before it opened, and what came of that says nothing new.
        opens = False
        match state:
            case BreakerState.CLOSED:
                opens = 0 < rule.failures <= failures
            case BreakerState.HALF_OPEN:
                successes = 0 if outcome.failed else successes + 1
                state = BreakerState.CLOSED if successes >= rule.successes else state
                opens = outcome.failed
        if opens:
            state, opened = BreakerState.OPEN, outcome.at
    if state is not BreakerState.OPEN:
        return Breaker(state, failures)
    until = opened + rule.rest_s
    return Breaker(BreakerState.HALF_OPEN, failures) if now >= until else Breaker(state, failures, until)
