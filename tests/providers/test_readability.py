"""
How hard a text is to follow.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.providers.writers.readability import HARDEST, grade_of, rix


class TestRix:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("The cat sat.", 0),
            ("The kitten climbed. It slept.", 0.5),
            ("Readability formulas measure surface features.", 5),
            ("A well-known thing.", 1),
            ("Es regnete gestern. Heute nicht.", 1),
            ("", 0),
            ("1234567 12345678.", 0),
        ],
    )
    def test_counts_long_words_in_a_sentence(self, text, expected):
        """
        A word is long with more than six letters; figures and signs are none.
        """
        assert expected == rix(text)


class TestGrade:
    @pytest.mark.parametrize(
        ("long", "grade"), [(0, 1), (1, 4), (2, 6), (3, 8), (4, 9), (5, 10), (6, 11), (7, 12), (8, HARDEST)]
    )
    def test_goes_by_the_table(self, long, grade):
        """
        The grade is the one of Anderson's table.
        """
        assert grade == grade_of(" ".join(["lighthouse"] * long + ["sea"]) + ".", "en")

    def test_is_none_without_words(self):
        """
        What is written without spaces has no words to measure.
        """
        assert 0 == grade_of("海は広い。", "ja-JP")

    @given(st.text())
    def test_is_a_grade_of_any_text(self, text):
        """
        Whatever is measured, the grade is one of thirteen.
        """
        assert 1 <= grade_of(text, "en") <= HARDEST
