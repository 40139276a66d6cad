"""
What a text is about.
"""

from hypothesis import given
from hypothesis import strategies as st

from aura_core.keywords import Said, keywords


SEA = "The harbour market opens at six. At the harbour market, fish is sold as fish. The harbour market closes at noon. Fresh fish, always."


class TestKeywords:
    def test_finds_what_is_said_again_and_again(self):
        """
        A phrase counts for more than its words, and a word that says nothing by itself is none.
        """
        assert ("harbour market", "fish") == keywords([Said(SEA)], "en-GB")

    def test_takes_a_title_more_seriously(self):
        """
        What stands in a title is a keyword though it is said once.
        """
        assert ("Lighthouse", "harbour market", "fish") == keywords([Said("The Lighthouse", 4.0), Said(SEA)], "en")

    def test_is_not_misled_by_grammar(self):
        """
        Plurals and owners are the same word.
        """
        assert ("tide",) == keywords([Said("A tide rises. The tides fall. This tide's water. Tides.")], "en")

    def test_leaves_what_it_cannot_tell(self):
        """
        Languages without spaces, or without a list of stop words, have no keywords.
        """
        assert () == keywords([Said("海海海海", 4.0)], "zh")
        assert () == keywords([Said("yIqImqu' " * 5)], "tlh")

    @given(st.text(max_size=200), st.sampled_from(["en", "de", "ar", "hi", "xx"]))
    def test_quotes(self, text, language):
        """
        A keyword's words stand in the text, in any script.
        """
        for keyword in keywords([Said(text, 4.0)], language):
            assert all(word in text for word in keyword.split())
