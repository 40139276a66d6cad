"""
What a voice specification means to espeak-ng.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.model.enums import PauseStyle
from aura_core.model.voice import VoiceSpec
from aura_core.providers.voices.espeak_prosody import pace, pitch, rest
from aura_core.providers.voices.reading import Stop


class TestPitch:
    @pytest.mark.parametrize(
        ("semitones", "value"), [(0, 50), (-3, 30), (3, 68), (8, 96), (-7, 0), (-20, 0), (9, 99), (20, 99)]
    )
    def test_is_espeaks_within_its_reach(self, semitones, value):
        """
        Semitones are semitones from 7 down to nearly 9 up; beyond, the pitch stays at the end.
        """
        assert value == pytest.approx(pitch(VoiceSpec(pitch=semitones)), abs=1)

    @given(st.floats(-20, 20), st.floats(-20, 20))
    def test_never_falls_as_semitones_rise(self, one, other):
        """
        Higher is never lower.
        """
        low, high = sorted((one, other))

        assert 0 <= pitch(VoiceSpec(pitch=low)) <= pitch(VoiceSpec(pitch=high)) <= 99


class TestPace:
    @pytest.mark.parametrize(("rate", "value"), [(1, (140, 0)), (2, (280, 0)), (0.57, (80, 0)), (0.5, (80, 1))])
    def test_is_espeaks_and_slower_still_with_gaps(self, rate, value):
        """
        Where espeak-ng's slowest is not slow enough, gaps between the words make up for it.
        """
        assert value == pace(VoiceSpec(rate=rate))


class TestRest:
    @given(st.floats(0.5, 2), st.sampled_from(PauseStyle))
    def test_is_longer_after_paragraphs(self, rate, style):
        """
        A breath is shorter than a full stop, and that than the end of a paragraph, at every rate.
        """
        voice = VoiceSpec(rate=rate, pause=style)

        assert 0 < rest(Stop.BREATH, voice) < rest(Stop.SENTENCE, voice) < rest(Stop.PARAGRAPH, voice)

    def test_is_natural_by_default(self):
        """
        About a third of a second between sentences.
        """
        assert Fraction(35, 100) == rest(Stop.SENTENCE, VoiceSpec())
