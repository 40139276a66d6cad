"""Colours as people write them."""

import pytest
from hypothesis import given

from aura_core.captions.colours import Colour, colour_of
from aura_core.errors import InvalidInputError
from aura_core.model.captions import SubtitleFont
from aura_core.testing.strategies import colours
from aura_core.wire import structure


class TestColourOf:
    @pytest.mark.parametrize("text", ["#FFD54A", "ffd54a", " #ffd54aFF ", "&H4AD5FF&", "&H004AD5FF", "&h4ad5ff"])
    def test_reads_every_spelling(self, text):
        """
        Web colours, bare digits and those of ASS, whose parts are in the other order, are the same colour.
        """
        assert Colour(255, 213, 74) == colour_of(text)

    def test_reads_names_and_clearness(self):
        """
        Names are those of CSS; on the web the last part says how solid a colour is, in ASS the first how clear.
        """
        assert Colour(255, 255, 0) == colour_of("Yellow")
        assert Colour(0, 0, 0, 128) == colour_of("#0000007F") == colour_of("&H80000000")

    @given(colours())
    def test_survives_ass(self, text):
        """
        What is written for libass is the same colour again.
        """
        if text is not None:
            assert colour_of(text) == colour_of(colour_of(text).ass)


class TestRefusal:
    @pytest.mark.parametrize("text", ["", "#12345", "blu", "&H&", "red; }", "#GGGGGG", "rgb(1,2,3)", "{\\1c}"])
    def test_names_what_is_no_colour(self, text):
        """
        What is no colour is refused by its name on the wire, with the spellings that there are.
        """
        with pytest.raises(InvalidInputError) as caught:
            structure({"primaryColor": text}, SubtitleFont)

        (issue,) = caught.value.issues
        assert "$.primaryColor" == issue.path
        assert "#RRGGBB" in issue.message

    @pytest.mark.parametrize("family", ["", "  ", "Sans, Serif", "a{b}", "x\ny", "a\\b"])
    def test_names_what_is_no_family(self, family):
        """
        A family that could be markup is refused.
        """
        with pytest.raises(InvalidInputError, match="fontFamily"):
            structure({"fontFamily": family}, SubtitleFont)
