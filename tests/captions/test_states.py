"""Captions frame by frame."""

from fractions import Fraction

from aura_core.captions.states import State, states
from aura_core.model.captions import Cue
from aura_core.model.enums import CaptionLook
from aura_core.model.narration import Word
from aura_core.timing import FrameRange, FrameRate, TimeRange


RATE = FrameRate(Fraction(10))


def span(start, end):
    return TimeRange(Fraction(start), Fraction(end) - Fraction(start))


CUES = (
    Cue(span(1, 3), ("Twice a",), (Word("Twice", 0, span("1.2", "1.5")), Word("a", 6, span("1.8", 2)))),
    Cue(span(3, 4), ("day.",), (Word("day.", 8, span(3, "3.5")),)),
)


class TestStates:
    def test_highlight_lasts_until_the_next_word(self):
        """
        A pause between two words still belongs to the first; before the first and after the last the cue is plain.
        """
        assert states(CUES, RATE, look=CaptionLook.HIGHLIGHT, first_frame=0, stop_frame=50) == (
            State(FrameRange(0, 10), None, None),
            State(FrameRange(10, 12), 0, None),
            State(FrameRange(12, 18), 0, 0),
            State(FrameRange(18, 20), 0, 1),
            State(FrameRange(20, 30), 0, None),
            State(FrameRange(30, 35), 1, 0),
            State(FrameRange(35, 40), 1, None),
            State(FrameRange(40, 50), None, None),
        )

    def test_without_highlight(self):
        """
        Without highlight a cue looks the same from its first frame to its last.
        """
        assert states(CUES, RATE, look=CaptionLook.PLAIN, first_frame=15, stop_frame=35) == (
            State(FrameRange(15, 30), 0, None),
            State(FrameRange(30, 35), 1, None),
        )

    def test_words_beyond_the_cue(self):
        """
        Words that a changed cue no longer covers are highlighted only while it is shown.
        """
        cue = Cue(span(1, 2), ("a b c",), tuple(Word(t, 0, span(n, n + 1)) for n, t in enumerate("abc")))

        assert states([cue], RATE, look=CaptionLook.HIGHLIGHT, first_frame=0, stop_frame=40) == (
            State(FrameRange(0, 10), None, None),
            State(FrameRange(10, 20), 0, 1),
            State(FrameRange(20, 40), None, None),
        )

    def test_no_frames(self):
        """
        No frames have no states.
        """
        assert states(CUES, RATE, look=CaptionLook.HIGHLIGHT, first_frame=15, stop_frame=15) == ()
