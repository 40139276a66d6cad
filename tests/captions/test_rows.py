"""Lines as they are drawn."""

from fractions import Fraction

from aura_core.captions.rows import Piece, rows
from aura_core.model.captions import Cue
from aura_core.model.narration import Word
from aura_core.timing import TimeRange


SPAN = TimeRange(Fraction(0), Fraction(1))


def cue(*lines, words):
    return Cue(SPAN, lines, tuple(Word(text, 0, SPAN) for text in words))


def texts(found):
    return ["".join(piece.text for piece in row) for row in found]


class TestRows:
    def test_words_are_pieces(self):
        """
        Each word is a piece of its own, the same word twice is two, and what is between belongs to none.
        """
        found = rows(cue("so so", "it is", words=["so", "so", "it", "is"]), 42)

        assert found == (
            (Piece("so", 0), Piece(" "), Piece("so", 1)),
            (Piece("it", 2), Piece(" "), Piece("is", 3)),
        )

    def test_address_breaks_softly(self):
        """
        A word wider than a row goes on in the next, where an address has a joint; every part is still that word.
        """
        address = "https://example.org/tides/introduction.html"
        found = rows(cue(address, words=[address]), 30)

        assert texts(found) == ["https://example.org/tides/", "introduction.html"]
        assert {piece.word for row in found for piece in row} == {0}

    def test_no_joint(self):
        """
        A word without a joint is cut at the width of a row; wide characters count twice.
        """
        assert texts(rows(cue("a" * 50, words=["a" * 50]), 26)) == ["a" * 26, "a" * 24]
        assert texts(rows(cue("潮" * 20, words=["潮" * 20]), 26)) == ["潮" * 13, "潮" * 7]

    def test_strange_words(self):
        """
        Words that the lines do not have leave the lines as they are.
        """
        assert texts(rows(cue("edited by hand", words=["spoken", "words"]), 42)) == ["edited by hand"]
