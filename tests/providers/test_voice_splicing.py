"""
Sentences joined to one recording.
"""

import io
import wave
from array import array
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from aura_core.providers.voices.splicing import Recording, heard_range


RATE = 1000
FADE = 4


def _recorded(*sentences):
    file = io.BytesIO()
    with Recording(file, RATE) as recording:
        passages = [recording.speak(array("h", samples), rest) for samples, rest in sentences]
    file.seek(0)
    with wave.open(file) as written:
        assert written.getframerate() == RATE
        return list(array("h", written.readframes(written.getnframes()))), passages


class TestHeardRange:
    @given(st.lists(st.integers(-32768, 32767)))
    def test_leaves_out_nothing_that_is_heard(self, samples):
        """
        Outside it is silence, and at both of its ends there is none.
        """
        heard = heard_range(array("h", samples))

        assert all(abs(samples[index]) <= 33 for index in range(len(samples)) if index not in heard)
        assert not heard or all(abs(samples[index]) > 33 for index in (heard[0], heard[-1]))


class TestRecording:
    def test_rests_exactly_as_long_as_asked(self):
        """
        A synthesizer's own silence is cut away, all but the part that is faded.
        """
        loud = [0] * 50 + [9000] * 100 + [0] * 300
        samples, passages = _recorded((loud, Fraction(0)), (loud, Fraction(1, 2)))

        assert 2 * (100 + 2 * FADE) + 500 == len(samples)
        assert not any(samples[100 + 2 * FADE : 100 + 2 * FADE + 500])
        assert [Fraction(0), Fraction(608, 1000)] == [passage.start for passage in passages]
        assert Fraction(len(samples), RATE) == passages[-1].end

    def test_tells_where_the_first_sample_would_lie(self):
        """
        Moments counted from the sentence's first sample keep their place.
        """
        _, (passage,) = _recorded(([0] * 50 + [9000] * 100, Fraction(0)))

        assert Fraction(FADE - 50, 1000) == passage.origin

    def test_does_not_click(self):
        """
        Even speech without any silence around it begins and ends softly.
        """
        samples, _ = _recorded(([9000] * 100, Fraction(0)))

        assert [0, 2250, 4500, 6750, 9000] == samples[:5]
        assert [9000, 6750, 4500, 2250, 0] == samples[-5:]

    def test_leaves_out_silence(self):
        """
        Where nothing is heard, nothing is recorded, not even the rest.
        """
        assert ([], [None, None]) == _recorded(([0] * 100, Fraction(1)), ([], Fraction(1)))
