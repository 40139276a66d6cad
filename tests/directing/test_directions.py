"""
The directions of a film.
"""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from aura_core.directing.directions import directions
from aura_core.model.enums import DirectorPreset, MotionKind, Pacing, TransitionKind
from aura_core.model.script import Scene


SCENES = tuple(
    Scene(index, f"Part {index}", "Words.", duration=Fraction(6), path_or_url="a.png" if index % 2 else None)
    for index in range(6)
)


class TestDirections:
    @given(st.sampled_from(Pacing), st.none() | st.sampled_from(DirectorPreset), st.integers(0, 9))
    def test_fit_together(self, pacing, director, seed):
        """
        A scene is left as the next is come to; the film begins and ends with a cut; shares lie between 0 and 1.
        """
        found = directions(SCENES, pacing, director, "en", seed)

        assert [one.out_transition for one in found[:-1]] == [one.in_transition for one in found[1:]]
        assert TransitionKind.CUT is found[0].in_transition
        assert TransitionKind.CUT is found[-1].out_transition
        assert all(0 <= one.emotional_intensity <= 1 and 0 <= one.ken_burns_intensity <= 1 for one in found)

    def test_hold_slides_still(self):
        """
        Text is not moved while it is read; pictures are.
        """
        found = directions(SCENES, Pacing.CONVERSATIONAL)

        assert [True, False] * 3 == [one.motion is MotionKind.HOLD for one in found]

    def test_of_nothing_are_none(self):
        """
        A script without scenes has no directions.
        """
        assert () == directions((), Pacing.CHILL)
