"""
Whether a call may be made now.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.model.policy import Limits, Policy
from aura_core.outbound.admission import seconds_to_wait
from aura_core.outbound.calls import Planned
from aura_core.outbound.charge import Charge
from aura_core.outbound.failures import UnreachedError
from aura_core.verdicts import Verdict


class Times:
    """
    A past of which only the times of calls are known.
    """

    def __init__(self, times, now, tokens=0, expected=0):
        self.times = times
        self.now = now
        self.planned = Planned("film", "script", "greeter", charge=Charge(tokens_out=expected))
        self._tokens = tokens

    def nth_last(self, count, within_s, *, everyone=False):
        recent = sorted((time for time in self.times if time > self.now - within_s), reverse=True)
        return recent[count - 1] if len(recent) >= count else None

    def tokens(self, within_s):
        return self._tokens

    def under_way(self):
        return 0

    def retry_at(self):
        return 0.0

    def outcomes(self):
        return ()


LIMITS = Limits(a_minute=3, an_hour=8, a_day=20, patience_s=1e9)


class TestWindows:
    @given(st.lists(st.floats(0, 400), max_size=60))
    def test_slide(self, gaps):
        """
        Whoever waits as told never finds more calls in any stretch than it may have, wherever the stretch begins.
        """
        now, times = 0.0, []
        for gap in gaps:
            now += gap
            while wait := seconds_to_wait(Times(times, now), Policy(usual=LIMITS)):
                # An instant more than told, for sums of floats come out a little short.
                now += wait + 1e-6
            times.append(now)

        for count, window in ((3, 60), (8, 3600), (20, 86_400)):
            assert all(later - first >= window for first, later in zip(times, times[count:], strict=False))

    @given(st.lists(st.floats(0, 59), min_size=3, max_size=3))
    def test_make_nobody_wait_longer_than_needed(self, moments):
        """
        The wait ends as soon as the oldest call leaves the window.
        """
        now = 59.0
        wait = seconds_to_wait(Times(moments, now), Policy(usual=Limits(a_minute=3)))

        assert pytest.approx(min(moments) + 60 - now) == wait

    def test_refuse_what_takes_too_long(self):
        """
        What nobody would wait for is refused, with the time to come back.
        """
        policy = Policy(usual=Limits(an_hour=1, patience_s=60))

        with pytest.raises(UnreachedError) as caught:
            seconds_to_wait(Times([0.0], 10.0), policy)

        assert (Verdict.RATE_LIMITED, 3590) == (caught.value.verdict, caught.value.retry_after)

    def test_count_all_together(self):
        """
        What all providers may be asked together holds for each.
        """
        policy = Policy(usual=Limits(a_minute=0), together=Limits(a_minute=2))

        assert 0 == seconds_to_wait(Times([0.0], 10.0), policy)
        assert 50 == seconds_to_wait(Times([0.0, 5.0], 10.0), policy)


class TestTokens:
    @pytest.mark.parametrize(("used", "expected", "waits"), [(0, 500, False), (50, 40, False), (50, 60, True)])
    def test_are_waited_for(self, used, expected, waits):
        """
        Tokens of a minute are shared; what alone is more than a minute has is let through when nothing else is.
        """
        policy = Policy(usual=Limits(tokens_a_minute=100))

        assert waits == (seconds_to_wait(Times([], 10.0, used, expected), policy) > 0)
