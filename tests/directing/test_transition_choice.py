"""
Which transition stands between two scenes.
"""

from fractions import Fraction
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.directing.manners import manner_of
from aura_core.directing.transitions import QUIET, length_of, mirrored, transitions
from aura_core.model.enums import DirectorPreset, Pacing, TransitionKind
from aura_core.model.script import Scene


manners = st.builds(manner_of, st.sampled_from(Pacing), st.none() | st.sampled_from(DirectorPreset))
headings = st.lists(st.sampled_from(["", "One", "Two", "Three"]), min_size=1, max_size=9)
CALM = manner_of(Pacing.CONVERSATIONAL)


def scenes(headings):
    return tuple(Scene(index, heading, "Words.") for index, heading in enumerate(headings))


class TestTransitions:
    @given(headings, manners, st.integers(0, 99))
    def test_are_one_between_two(self, headings, manner, seed):
        """
        There is one less than there are scenes, and the same seed gives the same.
        """
        chosen = transitions(scenes(headings), manner, "en", seed)

        assert len(headings) - 1 == len(chosen)
        assert chosen == transitions(scenes(headings), manner, "en", seed)

    @given(headings, manners, st.integers(0, 99))
    def test_are_never_loud_twice_in_a_row(self, headings, manner, seed):
        """
        What is noticed is followed by what is not, and the next that is noticed is another where there are several.
        """
        chosen = transitions(scenes(headings), manner, "en", seed)
        loud = [kind for kind in chosen if kind not in QUIET]

        assert not any(one not in QUIET and other not in QUIET for one, other in pairwise(chosen))
        assert len(manner.sections) == 1 or all(one is not other for one, other in pairwise(loud))

    @given(headings, manners, st.integers(0, 99))
    def test_are_quiet_within_a_section(self, headings, manner, seed):
        """
        Only a new heading is announced; a scene without one goes on under the heading before.
        """
        heading = headings[0]
        for following, kind in zip(headings[1:], transitions(scenes(headings), manner, "en", seed), strict=True):
            if following in {"", heading}:
                assert kind in QUIET
            heading = following or heading

    def test_show_a_new_section(self):
        """
        Between two sections there is a transition that is seen.
        """
        (kind,) = transitions(scenes(["One", "Two"]), CALM, "en", 0)

        assert kind in CALM.sections

    def test_follow_the_pacing(self):
        """
        A calm film dissolves where a fast one cuts.
        """
        kinds = [transitions(scenes(["One", "One"]), manner_of(pacing), "en", 0)[0] for pacing in Pacing]

        assert [TransitionKind.DISSOLVE, TransitionKind.DISSOLVE, TransitionKind.CUT] == kinds

    def test_are_what_a_scene_asks_for(self):
        """
        A scene's own transition is taken as it is, in every language.
        """
        first, *others = scenes(["One", "One", "One"])
        asked = attrs.evolve(first, transition=TransitionKind.WIPE_UP)

        assert TransitionKind.WIPE_UP is transitions((asked, *others), CALM, "ar", 0)[0]

    @given(headings, manners, st.integers(0, 99))
    def test_go_the_way_that_is_read(self, headings, manner, seed):
        """
        In Arabic the same film goes to the other side.
        """
        there = transitions(scenes(headings), manner, "en-GB", seed)
        back = transitions(scenes(headings), manner, "ar-EG", seed)

        assert back == tuple(mirrored(kind, "ar") for kind in there)
        assert not any(kind.value.endswith("Left") for kind in back)


class TestMirrored:
    @given(st.sampled_from(TransitionKind))
    def test_twice_is_as_it_was(self, kind):
        """
        The mirror image of a mirror image is the transition itself.
        """
        assert kind is mirrored(mirrored(kind, "he"), "he")
        assert kind is mirrored(kind, "de")


class TestLength:
    @pytest.mark.parametrize("director", DirectorPreset)
    def test_is_that_of_the_manner(self, director):
        """
        A cut takes no time; the others take between a fifth of a second and a second and a fifth.
        """
        manner = manner_of(Pacing.CHILL, director)

        assert 0 == length_of(TransitionKind.CUT, manner)
        assert manner.quiet == length_of(TransitionKind.DISSOLVE, manner)
        assert manner.loud == length_of(TransitionKind.WIPE_UP, manner)
        assert Fraction(1, 5) <= manner.quiet <= manner.loud <= Fraction(6, 5)
