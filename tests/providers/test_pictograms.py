"""
Pictograms, and the words that they are shown for.
"""

import xml.etree.ElementTree as ET

import pytest

from aura_core.model.enums import Layout
from aura_core.model.render import Resolution
from aura_core.model.script import Scene
from aura_core.model.visuals import PictureRequest
from aura_core.providers.images.layouts import slide_for
from aura_core.providers.images.palettes import themes
from aura_core.providers.images.pictograms import LANGUAGES, drawing, pictogram, words_of


class TestWords:
    @pytest.mark.parametrize(
        ("language", "text", "name", "word"),
        [
            ("en", "The Moon's gravity tugs at the Earth", "moon", "Moon's"),
            ("en", "Many BERRIES and two ferries", "boat", "ferries"),
            ("en", "Why does it work?", "gear", "work"),
            ("en-GB", "Look at the bridge", "bridge", "bridge"),
            ("de", "Die Kaffeetasse steht am Fenster", "coffee", "Kaffeetasse"),
            ("de", "Die Gezeiten kommen", "waves", "Gezeiten"),
            ("fr", "Au bord de l'océan", "waves", "l'océan"),
            ("fr", "Les rivières montent", "waves", "rivières"),
            ("es", "Los barcos salen", "boat", "barcos"),
            ("ar", "بدأت القهوة رحلتها", "coffee", "القهوة"),
        ],
    )
    def test_are_found_as_they_stand(self, language, text, name, word):
        """
        In the plural, declined, after an article or as the last part of a compound.
        """
        found = pictogram(text, language)

        assert (name, word) == (found.name, found.word)

    def test_show_things_rather_than_deeds(self):
        """
        What only sets the scene gives way, wherever it stands.
        """
        assert "bicycle" == pictogram("Ask what to choose before you ride a bicycle", "en").name

    def test_show_what_the_title_does_not(self):
        """
        The film's own subject has been seen; what else there is tells more.
        """
        assert "lighthouse" == pictogram("Tides reach the lighthouse", "en", "How tides work").name
        assert "waves" == pictogram("Tides come and go", "en", "How tides work").name

    def test_take_turns_where_they_are_vague(self):
        """
        A word that is in every other sentence is not shown in the same way each time; a thing is.
        """
        asked, bridges = ({pictogram(text, "en", turn=turn).name for turn in range(9)} for text in ("Ask", "A bridge"))

        assert len(asked) > 2
        assert {"bridge"} == bridges

    @pytest.mark.parametrize(("language", "text"), [("en", "Nothing whatever"), ("en", ""), ("fi", "Kuu ja meri")])
    def test_are_not_made_up(self, language, text):
        """
        A text without such a word has no pictogram, nor has a language without a list.
        """
        assert pictogram(text, language) is None


class TestDrawings:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_are_there_for_every_word_in_every_theme(self, language):
        """
        Each is a drawing in the current colour, so that it takes that of the theme.
        """
        styles = {theme.pictograms for theme in themes().values()}

        for name in {name for names, _ in words_of(language).values() for name in names}:
            for style in styles:
                root = ET.fromstring(drawing(name, style))

                assert root.tag.endswith("svg")
                assert "currentColor" == root.get("fill")


class TestSlides:
    def request(self, script, layout=None, heading="", index=1):
        scene = Scene(index, heading, script, layout=layout)
        return PictureRequest(scene, 9, "How tides work", "", Resolution(640, 360))

    def test_colour_the_word_of_their_pictogram(self):
        """
        The word that is shown as a drawing has the accent's colour, if there are others.
        """
        slide = slide_for(self.request("Every ship knows the lighthouse.", Layout.STATEMENT))

        assert ("boat", "ship") == (slide.pictogram.name, slide.emphasis)
        assert "" == slide_for(self.request("The ship.", Layout.STATEMENT)).emphasis

    def test_fall_back_on_what_they_are_about(self):
        """
        Words without a pictogram take that of the heading; only the film's title takes its own.
        """
        assert "moon" == slide_for(self.request("Nothing else.", Layout.STATEMENT, "The Moon")).pictogram.name
        assert "waves" == slide_for(self.request("Welcome.", index=0)).pictogram.name
        assert slide_for(self.request("Nothing else.", Layout.STATEMENT)).pictogram is None

    def test_return_to_the_subject(self):
        """
        Vague pictograms take turns with that of the film's subject, which is on the last slide, too; things stay.
        """
        scenes = [("Ask whoever knows.", n) for n in range(1, 8)]
        vague = [slide_for(self.request(text, Layout.STATEMENT, index=n)).pictogram.name for text, n in scenes]
        closing = slide_for(self.request("Now go and find out.", index=8)).pictogram.name
        thing = slide_for(self.request("Ask at the lighthouse.", Layout.STATEMENT, index=3)).pictogram.name

        assert 2 == vague.count("waves")
        assert ("waves", "lighthouse") == (closing, thing)

    def test_have_none_beside_a_number(self):
        """
        A slide that shows something else shows no pictogram.
        """
        assert slide_for(self.request("The ship weighs 40,000 tonnes.", Layout.FIGURE)).pictogram is None
