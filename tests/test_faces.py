"""Which fonts captions are set in."""

import pytest

from aura_core.errors import InvalidInputError
from aura_core.faces import CaptionFonts
from aura_core.fonts import CAPTION_FAMILY, Fonts


BUNDLED = Fonts(packs=())


class TestFamily:
    @pytest.mark.parametrize("text", ["Twice a day", "Прилив", "Πλημμυρίδα", "Thủy triều", ""])
    def test_usual(self, text):
        """
        What the usual family has is set in it alone, in its bold weight.
        """
        chosen = CaptionFonts(BUNDLED, text)

        assert (CAPTION_FAMILY, ()) == (chosen.family, chosen.others)
        assert ["SourceSansPro-Bold.otf"] == [path.name.partition("-")[2] for path in chosen.folder.iterdir()]

    def test_of_most_of_the_text(self, tmp_path, made_font):
        """
        A text that is mostly in another script is set in the family that has it, and the rest in the usual one.
        """
        made_font(tmp_path / "made.otf", "潮海")
        chosen = CaptionFonts(Fonts([tmp_path], packs=()), "潮海潮海 x")

        assert ("Made Here", (("x", CAPTION_FAMILY),)) == (chosen.family, chosen.others)
        assert 2 == len(list(chosen.folder.iterdir()))

    def test_for_a_few_characters(self, tmp_path, made_font):
        """
        A few characters of another script do not change the family of the others.
        """
        made_font(tmp_path / "made.otf", "潮")
        chosen = CaptionFonts(Fonts([tmp_path], packs=()), "The word 潮 is a tide.")

        assert (CAPTION_FAMILY, (("潮", "Made Here"),)) == (chosen.family, chosen.others)

    def test_asked_for(self):
        """
        A family that is asked for is taken in any case of its letters; one that is not there is named, with those that are.
        """
        assert "Hanken Grotesk" == CaptionFonts(BUNDLED, "Tides", "hanken grotesk").family
        with pytest.raises(InvalidInputError, match="'Comic Sans'") as caught:
            CaptionFonts(BUNDLED, "Tides", "Comic Sans")
        assert "Hanken Grotesk, Manrope, Source Sans Pro, Source Serif Pro" in caught.value.remedy

    def test_leaves_nothing_behind(self):
        """
        The folder goes when the fonts go.
        """
        chosen = CaptionFonts(BUNDLED, "Tides")
        folder = chosen.folder
        del chosen

        assert not folder.exists()
