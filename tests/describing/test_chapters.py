"""
Chapters as platforms read them.
"""

import re
from fractions import Fraction
from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from aura_core.describing.chapters import chapter_lines, listed
from aura_core.model.timeline import Chapter
from aura_core.timing import TimeRange


def film(*lengths):
    """Return chapters of these *lengths* in seconds, and how long all of them are."""
    starts = list(accumulate(map(Fraction, lengths), initial=Fraction(0)))
    spans = [TimeRange(start, end - start) for start, end in pairwise(starts)]
    return [Chapter(f"Part {number}", span) for number, span in enumerate(spans, 1)], starts[-1]


class TestListed:
    @given(st.lists(st.fractions(min_value="0.04", max_value=90, max_denominator=30), min_size=1, max_size=12))
    def test_keeps_the_rules(self, lengths):
        """
        Whatever the film, there are no chapters or at least three, from 0 to its end, each of ten seconds or more.
        """
        chapters, duration = film(*lengths)
        found = listed(chapters, duration)

        assert not found or len(found) >= 3
        if found:
            assert 0 == found[0].span.start
            assert duration == found[-1].span.end
            assert all(one.span.end == other.span.start for one, other in pairwise(found))
            assert all(chapter.span.duration >= 10 for chapter in found)
            assert {chapter.title for chapter in found} <= {chapter.title for chapter in chapters}

    def test_keeps_chapters_that_are_long_enough(self):
        """
        What keeps the rules stays, at whole seconds.
        """
        found = listed(*film("12.4", "20", "10.7"))

        assert [("Part 1", 0), ("Part 2", 12), ("Part 3", 32)] == [(one.title, one.span.start) for one in found]

    def test_counts_a_short_opening_to_what_follows(self):
        """
        The title of the film names no chapter when it is only said; what is short later goes to the chapter before.
        """
        found = listed(*film(6, 14, 5, 20, 15, 4))

        assert ["Part 2", "Part 4", "Part 5"] == [chapter.title for chapter in found]

    def test_is_empty_for_a_short_film(self):
        """
        Two chapters are none.
        """
        assert () == listed(*film(15, 15))


class TestLines:
    def test_are_clock_and_title(self):
        """
        Hours are told only where there are any.
        """
        assert "00:00 Part 1\n00:12 Part 2\n01:32 Part 3" == chapter_lines(listed(*film(12, 80, 30)))
        assert ["0:00:00", "0:50:00", "1:40:00"] == re.findall(
            "^[0-9:]+", chapter_lines(film(3000, 3000, 60)[0]), re.MULTILINE
        )
