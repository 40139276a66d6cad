"""
Words made fit for a slide, and those that tell most.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.providers.images.figures import Figure, figure
from aura_core.providers.images.telling import (
    LONGEST_STATEMENT,
    Enumeration,
    Quotation,
    enumeration,
    quotation,
    statement,
)
from aura_core.providers.images.words import clauses, count, is_rtl, plain, sentences, shortened, unstopped


words = st.text("abcdefgäß", min_size=1, max_size=9)
marks = st.sampled_from(["", "", "", ",", ";", ":", " –", ".", "!", "?", "…"])
prose = st.lists(st.builds(str.__add__, words, marks), max_size=60).map(" ".join)
texts = st.text().map(plain) | prose


class TestPlain:
    @given(st.text())
    def test_is_one_line_and_stays_as_it_is(self, text):
        """
        What is plain has no line breaks, no double spaces and no controls, and is not changed again.
        """
        once = plain(text)

        assert once == " ".join(once.split())
        assert once == plain(once)

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("Tides 🌊 and 👩\u200d🚀 moons ☀️", "Tides and \u200d moons"),
            ("One 1️⃣ two", "One 1 two"),
            ("🇩🇪", ""),
            ("a\0b\x1b[0m\ud800c", "ab[0mc"),
            ("a\tb\n\n c\u2028d", "a b c d"),
            ("Erde\u0301", "Erdé"),
            ("10 → 20 ½ © ™ €", "10 → 20 ½ © ™ €"),
        ],
    )
    def test_drops_what_a_slide_does_not_show(self, text, shown):
        """
        Pictographs and controls go; signs that belong to a text stay.
        """
        assert shown == plain(text)

    def test_ends_words_that_never_end(self):
        """
        A word longer than any address is cut; a sentence without spaces is no such word.
        """
        assert "x" * 79 + "…" == plain("x" * 500)
        assert "潮" * 200 == plain("潮" * 200)


class TestSentences:
    @given(texts)
    def test_lose_nothing(self, text):
        """
        The sentences in order are the text.
        """
        assert text.replace(" ", "") == "".join(sentences(text)).replace(" ", "")

    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("The sea rises. Why? Look up!", ("The sea rises.", "Why?", "Look up!")),
            ("Dr. Ebb met Mr. Flow at 3.5 m. They left.", ("Dr. Ebb met Mr. Flow at 3.5 m.", "They left.")),
            ("It is z. B. so, e.g. here. “Yes.” Good.", ("It is z. B. so, e.g. here.", "“Yes.”", "Good.")),
            ("月亮。太阳！", ("月亮。", "太阳！")),
        ],
    )
    def test_end_where_they_end(self, text, parts):
        """
        A full stop within a sentence does not end it.
        """
        assert parts == sentences(text)


class TestShortened:
    @given(texts, st.integers(1, 30))
    def test_keeps_the_limit_and_the_beginning(self, text, limit):
        """
        A shortened text has no more words than it may, and is how the text begins.
        """
        short = shortened(text, limit)

        assert limit >= count(short)
        assert text.startswith(short.removesuffix("…"))

    def test_ends_at_a_pause(self):
        """
        A text that pauses is ended there, without dots.
        """
        assert "The coast of Maine" == shortened("The coast of Maine, whose bays pile the water up", 5)
        assert "The bays of the coast" == shortened("The bays of the coast, which pile the water up", 7)
        assert "The bays of the…" == shortened("The bays of the coast which pile the water up", 4)

    def test_does_not_part_brackets(self):
        """
        What is shown has no bracket that never closes.
        """
        assert "The pull (of the Moon, mostly) acts" == shortened("The pull (of the Moon, mostly) acts, and lasts", 8)
        assert "(" not in shortened("A long text of words (of the Moon, mostly) acts", 8)


class TestCount:
    @given(st.lists(words, max_size=20))
    def test_is_that_of_spaces(self, parts):
        """
        In scripts with spaces, words are what spaces part.
        """
        assert len(parts) == count(" ".join(parts))

    def test_halves_scripts_without_spaces(self):
        """
        Two characters of a script without spaces are about a word.
        """
        assert count("潮汐是由月球引力") == 4


@pytest.mark.parametrize(
    ("text", "expected"), [("المد والجزر", True), ("הים עולה 71 %", True), ("Tides", False), ("", False), ("71", False)]
)
def test_direction_is_that_of_most_letters(text, expected):
    """
    Text is set from right to left when most of its letters are.
    """
    assert expected == is_rtl(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("It ebbs.", "It ebbs"), ("It ebbs...", "It ebbs..."), ("in the U.S.", "in the U.S."), ("Why?", "Why?"), ("", "")],
)
def test_display_type_has_no_full_stop(text, expected):
    """
    The full stop at the end goes, unless it belongs to the last word.
    """
    assert expected == unstopped(text)


class TestStatement:
    @given(prose, words)
    def test_is_short_and_from_the_text(self, text, about):
        """
        A statement is a part of the text, apart from a capital letter, and read at a glance.
        """
        said = statement(text, about)

        assert said.removesuffix("…").casefold() in text.casefold()
        assert LONGEST_STATEMENT >= count(said)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                "It is so. The Moon pulls the water towards itself. This is why.",
                "The Moon pulls the water towards itself",
            ),
            (
                "Is that all? The Sun pulls too, half as hard as the Moon.",
                "The Sun pulls too, half as hard as the Moon",
            ),
            (
                "When the Sun and the Moon stand in a line, the water rises higher than usual; and whoever lives there sees it.",
                "The water rises higher than usual",
            ),
        ],
    )
    def test_stands_alone(self, text, expected):
        """
        A sentence that leans on another is not chosen while there is one that does not.
        """
        assert expected == statement(text)

    def test_keeps_to_the_subject(self):
        """
        Among equals the sentence that shares words with the heading is chosen.
        """
        text = "Ships leave the harbour in the morning. Currents carry sand along the whole coast."

        assert "Ships leave the harbour in the morning" == statement(text, "The harbour")
        assert "Currents carry sand along the whole coast" == statement(text, "Sand and currents")


class TestFigure:
    @pytest.mark.parametrize(
        ("text", "number", "unit", "share"),
        [
            ("Water covers 71 % of the Earth.", "71", "%", 0.71),
            ("Only 2.5 percent of the water is fresh.", "2.5", "percent", 0.025),
            ("Etwa 2,5 Prozent des Wassers sind süß.", "2,5", "Prozent", 0.025),
            ("Prices rose by 40 % in a year.", "40", "%", None),
            ("Output is 250 % of the plan.", "250", "%", None),
            ("The Moon is 384,400 kilometres away.", "384,400", "kilometres", None),
            ("It cost $1.5 million.", "$1.5", "million", None),
            ("The water has −1.8 °C.", "−1.8", "°C", None),
            ("In 1687 Newton explained it.", "1687", "", None),
            ("There are 12,500 islands.", "12,500", "", None),
        ],
    )
    def test_is_found(self, text, number, unit, share):
        """
        A number with a unit, a large one or a year tells something; a share of a whole is one only if the text says so.
        """
        found = figure(text)

        assert Figure(number, unit, share, unstopped(text)) == found

    @pytest.mark.parametrize(
        "text",
        [
            "There are 2 tides and 3 reasons.",
            "It rises by 10-20 metres.",
            "Between 5 and 10 tonnes are lost, or 20 to 30 percent.",
            "The Boeing 747 lands at 10:30.",
            "See version 1.2.3 of chapter 12/13.",
            "No number here.",
            "",
        ],
    )
    def test_is_not_made_up(self, text):
        """
        Small counts, ranges, names, clock times and versions are no figures.
        """
        assert figure(text) is None

    @given(texts)
    def test_stands_in_the_text(self, text):
        """
        Whatever is found stands there as it is shown.
        """
        found = figure(text)

        assert found is None or (found.number in text and found.unit in text)


class TestQuotation:
    @pytest.mark.parametrize(
        ("text", "said", "source"),
        [
            ("“Time and tide wait for no man,” wrote Chaucer.", "Time and tide wait for no man", "wrote Chaucer"),
            ('As one says: "Time and tide wait for nobody."', "Time and tide wait for nobody", "As one says"),
            (
                "„Ebbe und Flut warten auf niemanden“ – ein Sprichwort. Gut.",
                "Ebbe und Flut warten auf niemanden",
                "ein Sprichwort",
            ),
            ("「潮は人を待たない」 — ことわざ", "潮は人を待たない", "ことわざ"),
            ("« Le temps et la marée n’attendent personne »", "Le temps et la marée n’attendent personne", ""),
        ],
    )
    def test_is_found_with_its_source(self, text, said, source):
        """
        The words in quotation marks, and the few beside them that say whose they are.
        """
        assert Quotation(said, source) == quotation(text)

    @pytest.mark.parametrize("text", ["The “spring tide” is high.", 'A 5" pipe and a 6" pipe.', "Nobody said it.", ""])
    def test_is_more_than_a_term(self, text):
        """
        Two words in quotation marks are a term, inches are none at all.
        """
        assert quotation(text) is None


class TestEnumeration:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                "Hello. Three things shape the tide: the Moon, the Sun and the coast.",
                Enumeration("Three things shape the tide", ("The Moon", "The Sun", "The coast")),
            ),
            ("Pack: a tent; a rope, and a map.", Enumeration("Pack", ("A tent", "A rope", "A map"))),
            ("Dazu gehören: Mond, Sonne und Küste.", Enumeration("Dazu gehören", ("Mond", "Sonne", "Küste"))),
        ],
    )
    def test_is_a_list_behind_a_colon(self, text, expected):
        """
        Three things and more that a sentence announces are a list.
        """
        assert expected == enumeration(text)

    @pytest.mark.parametrize("text", ["One thing: the Moon.", "The Moon, the Sun and the coast.", "Ratio 1:2:3.", ""])
    def test_is_not_made_up(self, text):
        """
        Without a colon, or with fewer things, there is no list.
        """
        assert enumeration(text) is None


@given(prose)
def test_clauses_lose_nothing(text):
    """
    The clauses in order are the sentence, spaces and lone marks aside.
    """
    letters = [character for character in text if character.isalnum()]

    assert letters == [character for part in clauses(text) for character in part if character.isalnum()]
