"""
When each word is heard.
"""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from aura_core.providers.voices.alignment import Stretch, aligned
from aura_core.providers.voices.reading import tokens_of
from aura_core.timing import in_ticks


def _stretch(text, *moments, end=10):
    timed = tuple((at, Fraction(moment)) for at, moment in moments)
    return Stretch(tuple(tokens_of(text)), timed, Fraction(0), Fraction(end))


def _starts(text, *moments, end=10):
    return [float(word.span.start) for word in aligned([_stretch(text, *moments, end=end)])]


class TestAligned:
    def test_begins_words_at_their_moments(self):
        """
        A word begins when the synthesizer says, and lasts to the next.
        """
        assert [0, 3, 7] == _starts("we go now", (0, 0), (3, 3), (6, 7))

    def test_shares_a_moment_by_length(self):
        """
        What has no moment of its own gets its part of the time of the word before it.
        """
        assert [0, 4, 5] == _starts("aaaa — b", (0, 0), (7, 5))
        assert [0, 5] == _starts("10 km", (0, 0))

    def test_gives_what_comes_first_a_part_of_the_first_word(self):
        """
        A dash or an emoji before the first word is on screen with it.
        """
        assert [0, 2] == _starts("— word", (2, 0))

    def test_takes_a_word_at_its_first_moment(self):
        """
        A number has several moments, a bracket stands before the letter that is heard.
        """
        assert [0, 4] == _starts("no (1,234)", (0, 0), (4, 4), (6, 6), (8, 8))

    def test_holds_moments_too_close_for_one(self):
        """
        Two words said in one go share their time; neither flashes by.
        """
        assert [0, 4] == _starts("of the", (0, 0), (3, Fraction(1, 100)))

    @given(
        text=st.text("ab 😀水—", min_size=1).filter(str.strip),
        moments=st.lists(st.tuples(st.integers(-2, 60), st.fractions(-1, 12)), max_size=20),
        end=st.fractions(Fraction(1, 10), 10),
    )
    def test_gives_every_token_a_time_whatever_the_moments(self, text, moments, end):
        """
        Ordered, without overlap, longer than nothing, from the start of the stretch to its end.
        """
        stretch = _stretch(text, *moments, end=end)
        words = aligned([stretch])

        assert [token.text for token in stretch.tokens] == [word.text for word in words]
        assert all(word.span.duration > 0 for word in words)
        assert [word.span.end for word in words[:-1]] == [word.span.start for word in words[1:]]
        assert 0 == words[0].span.start
        assert in_ticks(end) == words[-1].span.end
