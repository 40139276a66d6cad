"""Time in exact numbers."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.testing.strategies import durations, frame_ranges, frame_rates
from aura_core.timing import TICK, FrameRange, FrameRate, TimeRange, frame_at, in_ticks, time_of


class TestInTicks:
    @given(durations())
    def test_keeps_what_the_wire_can_hold(self, duration):
        """
        A duration in whole ticks stays what it is, also by way of a float.
        """
        assert duration == in_ticks(duration) == in_ticks(float(duration))

    @given(st.fractions(-1000, 1000))
    def test_is_half_a_tick_off_at_most(self, duration):
        """
        Rounding moves a duration by no more than half a tick.
        """
        assert abs(in_ticks(duration) - duration) <= TICK / 2


class TestFrames:
    @given(st.integers(0, 10**7), frame_rates())
    def test_a_frame_is_found_where_it_starts(self, frame, rate):
        """
        The moment at which a frame is first seen leads back to it, at any rate.
        """
        assert frame == frame_at(time_of(frame, rate), rate)

    @given(durations(), frame_rates())
    def test_finds_the_nearest_frame(self, moment, rate):
        """
        The frame found starts no more than half a frame from the moment.
        """
        assert abs(time_of(frame_at(moment, rate), rate) - moment) <= 1 / (2 * rate)

    def test_counts_29_97_exactly(self):
        """
        Ten minutes of 30000/1001 are 17982 frames.
        """
        assert 17_982 == frame_at(Fraction(600), FrameRate(Fraction(30_000, 1001)))


class TestTimeRange:
    @given(durations(), durations(), durations())
    def test_a_shift_moves_both_ends(self, start, duration, by):
        """
        A shifted range is as long as before, and begins and ends as much later.
        """
        before = TimeRange(start, duration)
        after = before.shifted(by)

        assert (before.start + by, before.end + by, duration) == (after.start, after.end, after.duration)

    def test_is_never_negative(self):
        """
        A range that ends before its start is none.
        """
        with pytest.raises(ValueError, match="duration"):
            TimeRange(Fraction(1), Fraction(-1))


class TestFrameRange:
    @given(frame_ranges())
    def test_counts_its_frames(self, frames):
        """
        A frame range has as many frames as it counts, its stop excluded.
        """
        assert len(range(frames.start, frames.stop)) == len(frames)

    def test_never_ends_before_its_start(self):
        """
        A frame range that ends before its start is none.
        """
        with pytest.raises(ValueError, match="cannot end at 1, before its start at 2"):
            FrameRange(2, 1)
