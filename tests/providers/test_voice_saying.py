"""
What is written in short, and what is said for it.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.errors import SpeechError
from aura_core.providers.voices.reading import sentences_of
from aura_core.providers.voices.saying import japanese, said
from aura_core.testing.synthesizers import speakable_texts


ENGLISH = {
    "$3.5 million": "3.5 million dollars",
    "£1.2bn": "1.2 billion pounds",
    "€12.50": "12 euros 50",
    "$1": "1 dollar",
    "$1,200.00": "1,200 dollars",
    "5 km": "5 kilometers",
    "1 km": "1 kilometer",
    "a 5-km run": "a 5 kilometer run",
    "20 °C": "20 degrees Celsius",
    "100 km/h": "100 kilometers per hour",
    "12 GWh": "12 gigawatt hours",
    "5 s": "5 seconds",
    "1.5x faster": "1.5 times faster",
    "3×4": "3×4",
    "1/2 cup": "½ cup",
    "24/7": "24/7",
    "10–12 people": "10 to 12 people",
    "on 3 March": "on the third of March",
    "the 3rd of March": "the third of March",
    "March 3": "March third",
    "2024-03-15": "March fifteenth, twenty twenty-four",
    "3/15/2024": "March fifteenth, twenty twenty-four",
    "in 1905": "in nineteen oh-five",
    "in 2005": "in 2005",
    "1914–1918": "nineteen fourteen to nineteen eighteen",
    "the 1990s": "the nineteen nineties",
    "the '90s": "the nineties",
    "1,905 people": "1,905 people",
    "9:30-17:00": "9 30 to 17 hundred",
    "at 9:05 am": "at 9 oh 5 am",
    "at 9:00": "at 9 o'clock",
    "in 16:9": "in 16:9",
    "Mon-Fri": "Monday to Friday",
    "e.g. this": "for example this",
    "Dr. Smith": "Doctor Smith",
    "in St. Albans": "in Saint Albans",
    "on Main St.": "on Main Street",
    "No. 5": "number 5",
    "No. Never": "No.  Never",
    "see p. 7": "see page 7",
    "Henry VIII": "Henry the eighth",
    "World War II": "World War 2",
    "So I went": "So I went",
    "jane.doe@example.org": "jane dot doe at example dot org",
    "https://www.example.org/a?b=c": "example dot org",
    "+1 (555) 010-9999": "+1, 5 5 5, 0 1 0, 9 9 9 9",
    "CO2": "C O 2",
    "*very* `good` 😀": "very good",
}

GERMAN = {
    "am 3. März 2021": "am dritten März 2021",
    "der 21. Mai": "der einundzwanzigste Mai",
    "im 19. Jahrhundert": "im neunzehnten Jahrhundert",
    "3,5 Mio. €": "3,5 Millionen Euro",
    "12,50 €": "12 Euro 50",
    "z. B. das": "zum Beispiel das",
    "d.h. das": "das heißt das",
    "ca. 5": "circa 5",
    "im Jahr 1998": "im Jahr neunzehnhundertachtundneunzig",
    "am 15.03.2024": "am fünfzehnten März 2024",
    "um 17:00 Uhr": "um 17 Uhr",
    "9:30–17:00 Uhr": "9 Uhr 30 bis 17 Uhr",
    "5 m²": "5 Quadratmeter",
    "Nr. 5": "Nummer 5",
    "Heinrich VIII. kam": "Heinrich der achte kam",
    "jane@example.de": "jane ät example Punkt de",
    "10–12 Leute": "10 bis 12 Leute",
}

OTHERS = {
    ("fr", "3,5 millions €"): "3,5 millions de euros",
    ("fr", "à 9:30"): "à 9 heures 30",
    ("fr", "le n° 5, p. ex."): "le numéro 5, par exemple.",
    ("es", "5 km, n.º 3"): "5 kilómetros, número 3",
    ("es", "EE. UU. y otros"): "Estados Unidos y otros",
    ("it", "15/03/2024"): "15 marzo 2024",
    ("pt", "5 kg"): "5 quilogramas",
    ("ar", "20 °C"): "20 درجة مئوية",
    ("hi", "5 km"): "5 किलोमीटर",
    ("ja", "東京は5 kmです"): "トウキョウワ5 キロメートルです",
    ("xx", "5 km at 9:30"): "5 km at 9:30",
}


def _said(text, language="en"):
    return " ".join(said(sentence, language).spoken.strip() for sentence in sentences_of(text)).replace("  ", " ")


class TestWords:
    @pytest.mark.parametrize(("written", "spoken"), ENGLISH.items())
    def test_in_english(self, written, spoken):
        """
        Money, measures, dates, times, ranges, abbreviations and addresses are said as a narrator would.
        """
        assert spoken.replace("  ", " ") == _said(written)

    @pytest.mark.parametrize(("written", "spoken"), GERMAN.items())
    def test_in_german(self, written, spoken):
        """
        Ordinals are declined, and their full stops end no sentence.
        """
        assert spoken == _said(written, "de")

    @pytest.mark.parametrize(("asked", "spoken"), OTHERS.items())
    def test_in_other_languages(self, asked, spoken):
        """
        Units, currencies and dates come from CLDR, in any language that it has; a language unknown is left alone.
        """
        language, written = asked

        assert spoken == _said(written, language)

    def test_of_a_region_are_dated_its_way(self):
        """
        The order of day and month is the region's.
        """
        assert "March fourth" in _said("3/4/2024", "en-US")
        assert "third of April" in _said("3/4/2024", "en-GB")

    def test_without_readings_are_refused(self, monkeypatch):
        """
        Chinese characters in Japanese are not read out as "Chinese letter" where the readings are not installed.
        """
        monkeypatch.setitem(__import__("sys").modules, "sudachipy", None)
        japanese._dictionary.cache_clear()

        with pytest.raises(SpeechError, match="Japanese") as caught:
            _said("東京です", "ja")

        assert "aura-video[japanese]" in caught.value.remedy
        assert "これです" == _said("これです", "ja")


class TestOrigins:
    @given(
        st.lists(st.sampled_from([*ENGLISH, *GERMAN, "and", ",", "—"]) | speakable_texts(), max_size=8).map(" ".join),
        st.sampled_from(["en", "de", "fr", "ja", "xx"]),
    )
    def test_point_into_the_sentence_in_order(self, text, language):
        """
        Whatever is said, every character of it has its place within the sentence, and none before the one before it.
        """
        for sentence in sentences_of(text):
            heard = said(sentence, language)

            assert len(heard.spoken) == len(heard.origins)
            assert list(heard.origins) == sorted(heard.origins)
            assert set(heard.origins) <= set(sentence.origins)
            assert bool(heard.spoken.strip()) == bool(sentence.spoken.strip())
            assert sentence.tokens == heard.tokens

    def test_tell_words_apart(self):
        """
        “million” is timed by itself, though the dollars are said after it.
        """
        (sentence,) = sentences_of("It cost $3.5 million.")
        heard = said(sentence, "en")

        assert sentence.spoken.index("million") == heard.origins[heard.spoken.index("million")]
        assert sentence.spoken.index("million") == heard.origins[heard.spoken.index("dollars")]
        assert sentence.spoken.index("$") == heard.origins[heard.spoken.index("3.5")]
