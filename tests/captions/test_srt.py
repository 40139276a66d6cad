"""Captions as SubRip."""

from fractions import Fraction

from aura_core.captions import srt
from aura_core.model.captions import Cue
from aura_core.timing import TimeRange


def cue(start, end, *lines):
    return Cue(TimeRange(Fraction(start), Fraction(end) - Fraction(start)), lines)


class TestDumps:
    def test_numbered_blocks(self):
        """
        Blocks are numbered from 1, have clocks with a comma, and are parted by an empty line.
        """
        cues = [cue("0.5", "2.25", "Twice a day,", "the sea rises."), cue("3661", "3662.0004", "Later.")]

        assert srt.dumps(cues) == (
            "1\n00:00:00,500 --> 00:00:02,250\nTwice a day,\nthe sea rises.\n"
            "\n2\n01:01:01,000 --> 01:01:02,000\nLater.\n"
        )

    def test_nothing(self):
        """
        No cues are an empty text.
        """
        assert srt.dumps([]) == ""

    def test_nothing_to_read(self):
        """
        A cue of control characters alone is left out, and the numbers have no hole.
        """
        assert srt.dumps([cue(0, 1, "\x00"), cue(1, 2, "Word")]) == "1\n00:00:01,000 --> 00:00:02,000\nWord\n"

    def test_too_short_for_a_millisecond(self):
        """
        A cue that would last zero milliseconds lasts one.
        """
        assert srt.dumps([cue(1, "1.0001", "Hm")]) == "1\n00:00:01,000 --> 00:00:01,001\nHm\n"


class TestLoads:
    def test_foreign_file(self):
        """
        A file with a byte order mark, Windows line ends, missing numbers, tags and positions is read.
        """
        text = (
            "\ufeff1\r\n00:00:01,000 --> 00:00:02,000 X1:40\r\n{\\an8}<i>Twice</i> a day\r\n1984\r\n\r\n"
            "00:02.500 --> 00:03.000\r\n<font color='#fff'>the sea</font>\r\n \r\n3\r\n00:00:09,000 --> 00:00:09,000\r\ngone"
        )

        assert (cue(1, 2, "Twice a day", "1984"), cue("2.5", 3, "the sea")) == srt.loads(text)

    def test_no_captions(self):
        """
        A text without clocks has no cues.
        """
        assert srt.loads("Lorem\n\nipsum\n") == ()
