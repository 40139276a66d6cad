"""
How the camera moves over a picture.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.directing.manners import manner_of
from aura_core.directing.moves import intensity_of, kind_of, motion_kind, motion_of
from aura_core.model.enums import MotionKind, Pacing
from aura_core.model.visuals import Motion


shapes = st.floats(0.1, 10)
seconds = st.fractions(Fraction(1), Fraction(60))
kinds = st.sampled_from(MotionKind)
manners = st.sampled_from(Pacing).map(manner_of)
CALM = manner_of(Pacing.CONVERSATIONAL)


class TestKind:
    @given(shapes, seconds, st.integers(0, 99), st.integers(0, 99), st.none() | kinds)
    def test_differs_from_the_one_before(self, shape, length, seed, index, before):
        """
        Two neighbours never move alike, and something always moves.
        """
        kind = motion_kind(shape, length, seed, index, before)

        assert kind not in {before, MotionKind.HOLD}
        assert kind is motion_kind(shape, length, seed, index, before)

    @pytest.mark.parametrize(
        ("shape", "expected"),
        [
            (3.0, {MotionKind.PAN_LEFT, MotionKind.PAN_RIGHT}),
            (0.4, {MotionKind.PAN_UP, MotionKind.PAN_DOWN}),
            (1.0, {MotionKind.ZOOM_IN, MotionKind.ZOOM_OUT, MotionKind.PAN_LEFT, MotionKind.PAN_RIGHT}),
        ],
    )
    def test_follows_the_shape(self, shape, expected):
        """
        A panorama is panned along, an upright picture up or down, others are zoomed or panned.
        """
        assert expected == {motion_kind(shape, Fraction(9), seed, 0) for seed in range(60)}

    def test_is_a_zoom_where_there_is_no_time_for_a_pan(self):
        """
        What is seen for two seconds is zoomed.
        """
        found = {motion_kind(1.0, Fraction(2), seed, 0) for seed in range(40)}

        assert {MotionKind.ZOOM_IN, MotionKind.ZOOM_OUT} == found


class TestMotion:
    @given(kinds, shapes, seconds, manners, st.integers(0, 99))
    def test_is_of_the_kind(self, kind, shape, length, manner, seed):
        """
        A motion is called what it was made as.
        """
        assert kind is kind_of(motion_of(kind, shape, length, manner, seed, 0))

    @given(kinds, shapes, seconds, manners)
    def test_never_races(self, kind, shape, length, manner):
        """
        Nothing crosses the screen faster than a sixteenth of its side in a second; a zoom grows by 15 % at most.
        """
        motion = motion_of(kind, shape, length, manner, 0, 0)
        across, down = (min(4.0, max(1.0, length)) * motion.start.zoom - 1 for length in (shape, 1 / shape))
        moved = abs(motion.end.x - motion.start.x) * across + abs(motion.end.y - motion.start.y) * down

        if motion.start.zoom == motion.end.zoom:
            assert moved <= float(length) / 16 + 1e-9
        assert max(motion.start.zoom, motion.end.zoom) <= 1.15

    def test_holds_still_when_asked(self):
        """
        A held picture does not move.
        """
        assert Motion() == motion_of(MotionKind.HOLD, 3.0, Fraction(9), CALM, 0, 0)

    def test_shows_all_of_a_panorama_when_there_is_time(self):
        """
        In a minute a pan goes from edge to edge.
        """
        motion = motion_of(MotionKind.PAN_RIGHT, 3.0, Fraction(60), CALM, 0, 0)

        assert (0.0, 1.0, 1.0) == (motion.start.x, motion.end.x, motion.end.zoom)

    def test_keeps_to_the_upper_part_of_what_is_upright(self):
        """
        Where there is no time for the whole of an upright picture, its lowest part is left out first.
        """
        motion = motion_of(MotionKind.PAN_DOWN, 0.4, Fraction(6), CALM, 0, 0)

        assert motion.start.y > 0
        assert motion.start.y < 1 - motion.end.y


class TestIntensity:
    def test_is_how_far_is_zoomed(self):
        """
        A still picture has none, one that is zoomed for long has all of it.
        """
        far = motion_of(MotionKind.ZOOM_OUT, 1.0, Fraction(60), CALM, 0, 0)

        assert (0, 1) == (intensity_of(Motion()), intensity_of(far))
