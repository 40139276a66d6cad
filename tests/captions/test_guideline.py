"""Guidelines by name."""

from fractions import Fraction

import pytest

from aura_core.captions.guideline import GUIDELINES, guideline_for, hasty
from aura_core.model.captions import Cue
from aura_core.model.enums import CaptionGuideline
from aura_core.model.render import Resolution
from aura_core.timing import FrameRate, TimeRange


WIDE, UPRIGHT, SQUARE = Resolution(1920, 1080), Resolution(1080, 1920), Resolution(1080, 1080)


class TestGuidelineFor:
    def test_shape_decides(self):
        """
        Without a name, films that lie keep to Netflix's guideline and all others to that of short lines.
        """
        assert ["netflix", "social", "social"] == [guideline_for(None, size).name for size in (WIDE, UPRIGHT, SQUARE)]

    @pytest.mark.parametrize("name", GUIDELINES)
    def test_no_more_than_the_frame_holds(self, name):
        """
        A frame that stands has room for 26 columns, whatever the guideline grants.
        """
        assert guideline_for(name, UPRIGHT).columns == min(26, guideline_for(name, WIDE).columns)

    @pytest.mark.parametrize(
        ("language", "columns", "speed"),
        [("en-GB", 42, 20), ("ja", 26, 8), ("zh-Hant-TW", 32, 18), ("ko-KR", 32, 24), ("th", 35, 17), ("he", 42, 17)],
    )
    def test_language_decides(self, language, columns, speed):
        """
        Netflix has its own line length and reading speed for some languages; children read slower in each of them.
        """
        adults = guideline_for(CaptionGuideline.NETFLIX, WIDE, language)
        children = guideline_for(CaptionGuideline.NETFLIX_CHILDREN, WIDE, language)

        assert (columns, speed) == (adults.columns, adults.columns_a_second)
        assert Fraction(17, 20) * speed == children.columns_a_second

    def test_netflix(self):
        """
        Two lines of 42, 5/6 to 7 s, two frames apart.
        """
        found = guideline_for(CaptionGuideline.NETFLIX, WIDE, "en")

        assert (42, 2, 20, Fraction(5, 6), 7) == (
            *(found.columns, found.lines, found.columns_a_second, found.shortest, found.longest),
        )
        assert Fraction(1, 12) == found.gap_at(FrameRate(Fraction(24)))


class TestHasty:
    def test_says_how_fast(self):
        """
        The sentence counts the captions that are too fast, and says how fast the fastest is.
        """
        slow = Cue(TimeRange(Fraction(0), Fraction(2)), ("Twice a day.",))
        fast = Cue(TimeRange(Fraction(2), Fraction(1)), ("Twice a day, the sea rises.",))
        (told,) = hasty([slow, fast], GUIDELINES[CaptionGuideline.NETFLIX])

        assert told.startswith("1 of 2 captions must be read faster than the 20 characters a second")
        assert "up to 27" in told
        assert () == hasty([slow], GUIDELINES[CaptionGuideline.NETFLIX])
