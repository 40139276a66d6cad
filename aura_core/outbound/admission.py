"""
Whether a call may be made now, later or not at all.

Windows slide: no stretch of a minute, however it lies, has more calls in it than a minute may have.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from aura_core.model.policy import Limits, Policy
from aura_core.model.prices import said_in_dollars
from aura_core.outbound.breaker import BreakerState, breaker_after
from aura_core.outbound.calls import Past
from aura_core.outbound.failures import UnreachedError
from aura_core.verdicts import Verdict
from aura_core.words import counted


__all__ = ["seconds_to_wait"]

_MINUTE: Final = 60.0
_HOUR: Final = 3600.0
_DAY: Final = 86_400.0

_GLANCE_S: Final = 0.2
"""How long to wait for a call of another process, of whose end nobody tells."""


def seconds_to_wait(past: Past, policy: Policy) -> float:
    """
    Say how long a call has to wait, given what was asked before.

    Raises:
        UnreachedError: it may not be made, or not for longer than anybody would wait.
    """
    limits = policy.limits_of(past.planned.provider)
    _refuse_what_is_too_dear(past, policy, limits)
    wait = max(0.0, _rest(past, policy), *_waits(past, policy, limits))
    if wait > limits.patience_s:
        raise UnreachedError(Verdict.RATE_LIMITED, f"there is no room for another {wait:.0f} s", wait)
    return wait


def _waits(past: Past, policy: Policy, limits: Limits) -> Iterator[float]:
    """Give the seconds until there is room in each of the windows."""
    for everyone, bounds in ((False, limits), (True, policy.together)):
        for count, window in ((bounds.a_minute, _MINUTE), (bounds.an_hour, _HOUR), (bounds.a_day, _DAY)):
            oldest = past.nth_last(count, window, everyone=everyone) if count else None
            if oldest is not None:
                yield oldest + window - past.now
    expected = past.planned.charge.tokens_in + past.planned.charge.tokens_out
    if limits.tokens_a_minute and expected:
        used = past.tokens(_MINUTE)
        # What alone is more than a minute may have is let through when nothing else is: it would wait for ever.
        if used and used + expected > limits.tokens_a_minute:
            yield 1.0
    if limits.at_once and past.under_way() >= limits.at_once:
        yield _GLANCE_S
    yield past.retry_at() - past.now


def _rest(past: Past, policy: Policy) -> float:
    outcomes = past.outcomes()
    breaker = breaker_after(outcomes, policy.breaker, past.now)
    if breaker.until is not None:
        left = breaker.until - past.now
        last = next((one.verdict.meaning for one in reversed(outcomes) if one.failed and one.verdict), None)
        why, what = (f" ({last.title.lower()})", f" {last.remedy}") if last else ("", "")
        raise UnreachedError(
            Verdict.BREAKER_OPEN,
            f"it failed {counted(breaker.failures, 'time')} in a row{why} and is left alone for {left:.0f} s",
            left,
            remedy=f"{Verdict.BREAKER_OPEN.meaning.remedy}{what}",
        )
    return _GLANCE_S if breaker.state is BreakerState.HALF_OPEN and past.under_way() else 0.0


def _refuse_what_is_too_dear(past: Past, policy: Policy, limits: Limits) -> None:
    expected = past.planned.charge.dollars
    if not expected:
        return
    today = datetime.fromtimestamp(past.now).astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    day, month = today.timestamp(), today.replace(day=1).timestamp()
    budgets = (
        (policy.dollars_a_run, past.dollars_of_run, "of this film"),
        (limits.dollars_a_day, lambda: past.dollars(day), "of its day"),
        (limits.dollars_a_month, lambda: past.dollars(month), "of its month"),
        (policy.together.dollars_a_day, lambda: past.dollars(day, everyone=True), "of the day"),
        (policy.together.dollars_a_month, lambda: past.dollars(month, everyone=True), "of the month"),
    )
    for budget, spent, name in budgets:
        if budget and (already := spent()) + expected > budget:
            cost, most, gone = map(said_in_dollars, (expected, budget, already))
            raise UnreachedError(Verdict.BUDGET, f"the call may cost {cost}, and of the {most} {name} {gone} are spent")
