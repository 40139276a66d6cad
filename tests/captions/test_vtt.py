"""Captions as WebVTT."""

from fractions import Fraction

from aura_core.captions import vtt
from aura_core.model.captions import Cue
from aura_core.model.narration import Word
from aura_core.timing import TimeRange


def span(start, end):
    return TimeRange(Fraction(start), Fraction(end) - Fraction(start))


SPOKEN = Cue(
    span("0.5", 2),
    ("Fish & chips", "<twice>"),
    (
        Word("Fish", 0, span("0.5", "0.8")),
        Word("&", 5, span("0.8", 1)),
        Word("chips", 7, span(1, "1.3")),
        Word("<twice>", 13, span("1.3", 2)),
    ),
)


class TestDumps:
    def test_header_and_escapes(self):
        """
        The file says what it is and in which language; ``&``, ``<`` and ``>`` are escaped.
        """
        assert vtt.dumps([SPOKEN], "en-US") == (
            "WEBVTT\nLanguage: en-US\n\n00:00:00.500 --> 00:00:02.000\nFish &amp; chips\n&lt;twice&gt;\n"
        )

    def test_word_times(self):
        """
        On request each word says when it is spoken, but for the first, which is there from the start.
        """
        assert vtt.dumps([SPOKEN], "en-US", word_times=True).endswith(
            "Fish <00:00:00.800>&amp; <00:00:01.000>chips\n<00:00:01.300>&lt;twice&gt;\n"
        )

    def test_nothing(self):
        """
        No cues are a file with a header alone.
        """
        assert vtt.dumps([], "en") == "WEBVTT\nLanguage: en\n"


class TestLoads:
    def test_foreign_file(self):
        """
        Notes, styles, names of cues, settings and voices are not text.
        """
        text = (
            "WEBVTT - title\n\nSTYLE\n::cue { color: red }\n\nNOTE a remark\nof two lines\n\n"
            "intro\n00:01.000 --> 00:02.000 align:start\n<v Ann>Twice &amp; <b>again</b></v>\n"
        )

        assert (Cue(span(1, 2), ("Twice & again",)),) == vtt.loads(text)
