"""Captions for those who cannot hear."""

from fractions import Fraction

from aura_core.captions.sdh import described
from aura_core.model.captions import Cue
from aura_core.timing import TimeRange


def cue(start, end, *lines):
    return Cue(TimeRange(Fraction(start), Fraction(end) - Fraction(start)), lines)


CUES = [cue(3, 5, "Twice a day."), cue(6, 9, "It rises.", "It falls."), cue(17, 19, "The end.")]


class TestDescribed:
    def test_tells_of_music_that_plays_alone(self):
        """
        Before, between and after the words, music that plays alone for two seconds or more is told for at most five.
        """
        found = described(CUES, Fraction(22), "en-GB", music=True)

        assert [
            (Fraction(1, 4), Fraction(11, 4)),
            (Fraction(37, 4), Fraction(57, 4)),
            (Fraction(77, 4), Fraction(87, 4)),
        ] == [(cue.span.start, cue.span.end) for cue in found if cue.lines == ("[music]",)]
        assert sorted(found, key=lambda cue: cue.span.start) == list(found)

    def test_names_the_speaker_once(self):
        """
        The first words are labelled with who says them, the others are as they were.
        """
        found = described(CUES, Fraction(22), "de", music=False)

        assert (("[Erzähler]", "Twice a day."), *(cue.lines for cue in CUES[1:])) == tuple(cue.lines for cue in found)

    def test_nothing_said(self):
        """
        A film without words is music alone, or nothing.
        """
        assert [("[música]",)] == [cue.lines for cue in described([], Fraction(4), "pt-BR", music=True)]
        assert () == described([], Fraction(4), "en", music=False)
