"""
Where lines of slides may break in scripts without spaces.
"""

import re

from hypothesis import given
from hypothesis import strategies as st

from aura_core.providers.images.phrases import in_phrases


def bare(text):
    return re.sub("[\u200b\u2060]", "", text)


texts = st.text("潮の満ち引き、。abc 月亮的引力 밀물과썰물 น้ำขึ้น", max_size=60)


class TestPhrases:
    @given(texts, st.sampled_from(["ja", "zh-CN", "zh-TW", "ko", "th", "en"]))
    def test_are_joined_and_nothing_else(self, text, language):
        """
        Words stay what they are; all that is added are places where lines may break, or may not.
        """
        assert text == bare(in_phrases(text, language))

    def test_are_those_of_readers(self):
        """
        Japanese breaks between phrases, Korean at its spaces, and what has spaces is left alone.
        """
        assert ["潮の", "満ち引きは", "なぜ", "起こるのか"] == [
            bare(part) for part in in_phrases("潮の満ち引きはなぜ起こるのか", "ja").split("\u200b")
        ]
        assert "밀\u2060물\u2060과 썰\u2060물" == in_phrases("밀물과 썰물", "ko")
        assert "Ebb น้ำขึ้น" == in_phrases("Ebb น้ำขึ้น", "th")

    def test_are_found_in_all_that_is_shown(self):
        """
        Lists and members are gone through.
        """
        shown = in_phrases({"main": "潮の満ち引き", "points": ["밀물"], "share": 1}, "ja")

        assert {"main": "潮\u2060の\u200b満\u2060ち\u2060引\u2060き", "points": ["밀\u2060물"], "share": 1} == shown
