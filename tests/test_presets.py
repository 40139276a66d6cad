"""Presets are found by every spelling, and can be encoded."""

from fractions import Fraction

import pytest

from aura_core.errors import InvalidInputError
from aura_core.ffmpeg.encoding import encoding_for
from aura_core.model.presets import PRESETS, preset
from aura_core.timing import FrameRate


class TestPreset:
    @pytest.mark.parametrize("name", PRESETS)
    def test_is_found_however_it_is_spelt(self, name):
        """
        Case, spaces and punctuation do not matter.
        """
        spellings = (name, name.upper(), name.replace(" ", "-"), name.replace(" ", ""))

        assert {PRESETS[name]} == {preset(spelling) for spelling in spellings}

    @pytest.mark.parametrize(
        ("alias", "name"), [("4k", "YouTube 4K"), ("igstory", "Instagram Story"), ("Web", "Email/Web")]
    )
    def test_has_the_documented_aliases(self, alias, name):
        """
        The original's short names work.
        """
        assert PRESETS[name] == preset(alias)

    @pytest.mark.parametrize("name", PRESETS)
    def test_names_streams_that_go_together(self, name):
        """
        No preset asks for a codec that its container does not take.
        """
        spec = PRESETS[name]

        assert spec.container == encoding_for(spec, FrameRate(Fraction(spec.fps))).container

    def test_says_what_there_is(self):
        """
        An unknown name is answered with the known ones.
        """
        with pytest.raises(InvalidInputError) as caught:
            preset("Betamax")

        assert "TikTok" in caught.value.remedy
