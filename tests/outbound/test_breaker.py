"""
When a provider is left alone.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.model.policy import BreakerRule
from aura_core.outbound.breaker import Breaker, BreakerState, Outcome, breaker_after


RULE = BreakerRule(failures=3, rest_s=60, successes=2)

_gaps = st.floats(0, 100)
_histories = st.lists(st.tuples(_gaps, st.booleans()), max_size=40)


def _outcomes(history):
    """Give outcomes one after the other: F failed, S succeeded, a number lets so many seconds pass."""
    now = 1000.0
    for step in history:
        if step in "FS":
            yield Outcome(now, step == "F")
            now += 1
        else:
            now += 10 * int(step)


def _after(history, later=0.0):
    outcomes = list(_outcomes(history))
    return breaker_after(outcomes, RULE, (outcomes[-1].at if outcomes else 1000) + later)


class TestBreaker:
    @pytest.mark.parametrize(
        ("history", "state"),
        [
            ("", BreakerState.CLOSED),
            ("FF", BreakerState.CLOSED),
            ("FFSFF", BreakerState.CLOSED),
            ("FFF", BreakerState.OPEN),
            ("FFFS", BreakerState.OPEN),
            ("FFF7S", BreakerState.HALF_OPEN),
            ("FFF7SS", BreakerState.CLOSED),
            ("FFF7SF", BreakerState.OPEN),
            ("FFF7SSFF", BreakerState.CLOSED),
            ("FFF7F", BreakerState.OPEN),
        ],
    )
    def test_is_what_the_calls_come_to(self, history, state):
        """
        Failures in a row open it, a rest half-opens it, successes in a row close it.
        """
        assert state is _after(history).state

    def test_says_when_it_is_tried_again(self):
        """
        An open one rests from the failure that opened it.
        """
        assert Breaker(BreakerState.OPEN, 3, 1062.0) == _after("FFF")
        assert Breaker(BreakerState.HALF_OPEN, 3) == _after("FFF", later=60)

    def test_can_be_left_out(self):
        """
        A rule of no failures never opens it.
        """
        outcomes = [Outcome(float(moment), failed=True) for moment in range(100)]

        assert BreakerState.CLOSED is breaker_after(outcomes, BreakerRule(failures=0), 100).state

    @given(_histories)
    def test_opens_for_a_reason_and_not_for_ever(self, history):
        """
        It is never open without failures in a row, nor longer than it rests.
        """
        now, outcomes = 0.0, []
        for gap, failed in history:
            now += gap
            outcomes.append(Outcome(now, failed))

        breaker = breaker_after(outcomes, RULE, now)

        assert (breaker.until is not None) == (breaker.state is BreakerState.OPEN)
        if breaker.state is not BreakerState.CLOSED:
            assert sum(outcome.failed for outcome in outcomes) >= RULE.failures
        if breaker.until is not None:
            assert now < breaker.until <= now + RULE.rest_s
        assert BreakerState.OPEN is not breaker_after(outcomes, RULE, now + RULE.rest_s).state
