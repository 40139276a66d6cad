"""Markup for voices that take it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.errors import InvalidInputError, NotFoundError
from aura_core.model.speaking import Line
from aura_core.model.ssml import SsmlPlanRequest, SsmlRequest, SsmlVoice
from aura_core.ssml import constraints_of, planned, repaired, validated
from aura_core.ssml.markup import Element, MarkupError, read, written


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "'
    + "&a;" * 100
    + '"><!ENTITY c "'
    + "&b;" * 100
    + '">]><speak>Hello &c;</speak>'
)
FILE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><speak>&f; Hello</speak>'


def repair(text, provider="Azure"):
    return repaired(SsmlRequest(text, provider))


class TestValidation:
    def test_names_all_that_a_provider_does_not_take(self):
        """
        Unknown tags and breaks that are too long or no time are errors, attributes that are left aside are warnings.
        """
        text = '<speak><w>a</w><break time="5s"/><break time="soon"/><blink/></speak>'
        told = validated(SsmlRequest(text, "ElevenLabs"))
        odd = validated(SsmlRequest('<speak><prosody pitch="+2st">a</prosody></speak>', "Mimic3"))

        assert not told.is_valid
        assert 4 == len(told.errors) == len(told.repair_suggestions)
        assert (True, 1) == (odd.is_valid, len(odd.warnings))
        assert validated(SsmlRequest("<speak>Hello.</speak>", "azure")).is_valid

    @pytest.mark.parametrize("text", ["", "Hello.", "<speak>Hello", "<speak>a & b</speak>", BOMB, FILE, "<a>" * 60])
    def test_reads_no_more_than_markup(self, text):
        """
        What is not well formed, has a document type, or is deeper than anybody speaks is said to be so.
        """
        told = validated(SsmlRequest(text, "Azure"))

        assert not told.is_valid
        assert told.repair_suggestions[0].can_auto_fix

    def test_is_only_for_those_who_take_markup(self):
        """
        Who takes plain text alone is named so; who is not known is not found.
        """
        with pytest.raises(InvalidInputError, match="Piper takes plain text alone"):
            validated(SsmlRequest("<speak/>", "Piper"))
        with pytest.raises(NotFoundError):
            constraints_of("nobody")

        assert () == constraints_of("espeak").supported_tags
        assert constraints_of("Azure").supports_timing_markers


class TestRepair:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ("<speak>Hello.</speak>", "<speak>Hello.</speak>"),
            ("Tom & Jerry", "<speak>Tom &amp; Jerry</speak>"),
            ("<speak>a <blink>b <w>c</w></blink> d</speak>", "<speak>a b c d</speak>"),
            ('<speak>a<break time="30s"/>b</speak>', '<speak>a<break time="20000ms"/>b</speak>'),
            ("<p>One.</p>", "<speak><p>One.</p></speak>"),
            ("<speak>one <b>two", "<speak>one two</speak>"),
            (FILE, "<speak>&amp;f; Hello</speak>"),
        ],
    )
    def test_keeps_the_words(self, given, expected):
        """
        Tags that are not taken go, what is in them stays, and nothing is fetched or grown.
        """
        told = repair(given)

        assert expected == told.repaired_ssml
        assert told.was_repaired == (given != expected) == bool(told.repairs_applied)

    def test_does_not_let_markup_grow(self):
        """
        Entities of its own are not looked at: what comes out is no longer than what went in.
        """
        assert len(repair(BOMB).repaired_ssml) < len(BOMB)

    @given(st.text(max_size=80) | st.text("<>&/;a \"'=", max_size=80))
    def test_makes_what_is_taken(self, text):
        """
        Whatever comes in, what comes out is valid, and repairing it once more changes nothing.
        """
        mended = repair(text).repaired_ssml

        assert validated(SsmlRequest(mended, "Azure")).is_valid
        assert mended == repair(mended).repaired_ssml


class TestMarkup:
    @given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Co"]), max_size=50))
    def test_is_read_as_it_was_written(self, text):
        """
        Words and attributes come back as they were.
        """
        element = Element("speak", {"a": text}, [Element("s", {}, [text])] if text else [])
        found = read(written(element))

        assert text == found.attributes["a"]
        assert text == "".join(part for inner in found.walk() for part in inner.content if isinstance(part, str))

    def test_may_not_declare_anything(self):
        """
        A document type is refused where it begins.
        """
        with pytest.raises(MarkupError, match="document type"):
            read("<!DOCTYPE speak><speak/>")


def plan(*lines, provider="Azure", **more):
    return planned(SsmlPlanRequest(lines, provider, SsmlVoice("default"), **more))


class TestPlan:
    def test_fits_as_far_as_nobody_notices(self):
        """
        25 words take 10 s; in 10.5 s they are spoken a little slower, in 20 s they are not dragged out.
        """
        text = " ".join(["word"] * 25)
        told = plan(Line(0, text, 0, 10.5), Line(1, text, 10.5, 20), Line(2, text, 30.5, 10))
        fitting, short, exact = told.segments

        assert 0.92 <= fitting.adjustments.rate < 1
        assert abs(fitting.deviation_percent) <= 2
        assert ("<speak>" + text + "</speak>", 0) == (exact.ssml_markup, exact.deviation_percent)
        assert 0.92 == short.adjustments.rate
        assert ["Scene 1"] == [re.match(r"Scene \d+", warning)[0] for warning in told.warnings]
        assert (66.67, 40.5) == (told.stats.within_tolerance_percent, told.stats.target_duration_seconds)

    def test_goes_further_when_told_to(self):
        """
        A bold plan speaks twice as fast if the provider lets it, and says by what it was told to fit.
        """
        text = " ".join(["word"] * 25)
        (segment,) = plan(Line(7, text), target_durations={"7": 5.0}, enable_aggressive_adjustments=True).segments

        assert (2.0, 5000, 0) == (segment.adjustments.rate, segment.estimated_duration_ms, segment.deviation_percent)
        assert '<prosody rate="+100%">' in segment.ssml_markup

    @pytest.mark.parametrize("provider", ["Azure", "EdgeTTS", "ElevenLabs", "Windows", "Mimic3"])
    def test_writes_what_is_taken(self, provider):
        """
        Text is text, whatever stands in it, and the markup is what the provider takes.
        """
        text = 'a < b & "c" <speak>'
        told = plan(Line(0, text, 0, 9), provider=provider)
        markup = told.segments[0].ssml_markup

        assert validated(SsmlRequest(markup, provider)).is_valid
        assert text == "".join(part for inner in read(markup).walk() for part in inner.content if isinstance(part, str))

    def test_names_every_line_that_cannot_be_said(self):
        """
        No words, and no time, are refused together.
        """
        with pytest.raises(InvalidInputError) as caught:
            plan(Line(0, " ", 0, 2), Line(1, "One.", 0, 0))

        assert ["$.scriptLines[0].text", "$.scriptLines[1].durationSeconds"] == [
            issue.path for issue in caught.value.issues
        ]
