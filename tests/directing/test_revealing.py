"""
When the points of a slide appear.
"""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.directing.revealing import appearances
from aura_core.model.narration import Take, Word
from aura_core.model.script import Scene
from aura_core.timing import TimeRange


def spoken(text, start=Fraction(10), each=Fraction(1, 2), rest=Fraction(1)):
    """Make a take of *text*, a word every half second, and a second of silence after it."""
    words, offset = [], 0
    for place, word in enumerate(text.split()):
        words.append(Word(word, offset, TimeRange(start + place * each, each)))
        offset += len(word) + 1
    return Take(Scene(0, "", text), Path("a.wav"), TimeRange(start, len(words) * each + rest), start, tuple(words))


def places(points, text):
    """Say at which words of *text* the points appear; nothing for all at once."""
    return [float((moment - 10) * 2) for moment in appearances(points, spoken(text))]


class TestAppearances:
    def test_is_when_the_words_are_spoken(self):
        """
        A point appears with the first word of what it is about, whatever else is said around it.
        """
        text = "Four things matter here: the moon, of course, and the sun, then the coast and last the depth of it all."
        points = ("The moon", "The sun", "Coast", "Depth")

        assert [4, 9, 13, 17] == places(points, text)

    def test_forgives_small_differences(self):
        """
        Case, punctuation and a changed word do not matter; half of a point's letters have to be heard.
        """
        text = "You should start early. Then, drink plenty of fresh water; finally rest well and sleep long enough now."

        assert [0, 5, 11] == places(("START early!", "Drink plenty fresh milk", "Rest, sleep long"), text)

    def test_is_at_once_where_none_is_spoken(self):
        """
        The bars of a chart that nobody reads out grow one right after another.
        """
        take = spoken("The time grows in step with the number of pictures on the disk.")
        found = appearances(("1,000", "10,000", "50,000"), take)

        assert [take.span.start + place * Fraction(2, 5) for place in range(3)] == list(found)

    def test_goes_in_the_order_of_the_points(self):
        """
        What is mentioned before its turn waits for it.
        """
        text = "Sun and moon are what we talk of. First there is the moon, and after that there is the sun, you see."

        assert [0, 19] == places(("Moon", "Sun"), text)

    def test_puts_what_is_not_spoken_between_its_neighbours(self):
        """
        A point whose words are never heard appears halfway.
        """
        text = "alpha one two three four five six seven eight nine omega and some more words to follow it"

        assert [0, 5, 10] == places(("Alpha", "Something else", "Omega"), text)

    def test_does_not_leave_a_bare_heading_for_long(self):
        """
        The first point is there at once if it is spoken soon, and after three seconds at the latest.
        """
        soon = "well then alpha is first and now after a good while comes beta at last as you know"
        late = "we talk and talk and talk about this and that until alpha comes and then also beta comes at last"

        assert 0 == places(("alpha", "beta"), soon)[0]
        assert 6 == places(("alpha", "beta"), late)[0]

    @pytest.mark.parametrize("points", [(), ("Only one",)])
    def test_is_nothing_without_several(self, points):
        """
        There is nothing to come one after another.
        """
        assert () == appearances(points, spoken("some words"))

    def test_is_nothing_without_time(self):
        """
        In a second and a half three points cannot come one after another.
        """
        assert () == appearances(("a", "b", "c"), spoken("a", rest=Fraction(1)))

    @given(
        st.lists(st.lists(st.sampled_from("abcdef"), max_size=3).map(" ".join), min_size=2, max_size=6),
        st.lists(st.sampled_from("abcdefgh"), max_size=40).map(" ".join),
        st.fractions(Fraction(0), Fraction(2)),
    )
    def test_keeps_its_distances(self, points, text, apart):
        """
        Whatever is said, points come in order, apart by what was asked, after the scene's start and before its last second.
        """
        take = spoken(text)
        moments = appearances(points, take, apart)

        assert len(moments) in {0, len(points)}
        assert all(after - before >= max(apart, Fraction(2, 5)) for before, after in pairwise(moments))
        if moments:
            assert take.span.start <= moments[0] <= take.span.start + 3
            assert moments[-1] <= take.span.end - 1
