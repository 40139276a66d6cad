"""Where a reader minds a break."""

from fractions import Fraction
from itertools import pairwise

import pytest

from aura_core.captions.phrases import SENTENCE, break_cost, ends_sentence
from aura_core.model.narration import Word
from aura_core.timing import TimeRange


def words(text):
    found, offset = [], 0
    for token in text.split():
        found.append(Word(token, text.index(token, offset), TimeRange(Fraction(0), Fraction(1))))
        offset = found[-1].offset + len(token)
    return found


def costs(text, language="en"):
    found = words(text)
    return [break_cost(left, right, language) for left, right in pairwise(found)]


class TestBreakCost:
    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("It rises. Then it falls, and rises again today", "en-GB"),
            ("Es steigt. Dann fällt es, und morgen steigt es wieder", "de"),
        ],
    )
    def test_sentence_clause_phrase(self, text, language):
        """
        A break costs nothing after a sentence, little after a clause, most after a word that leans on the next.
        """
        after = dict(zip(text.split(), costs(text, language), strict=False))
        leaning = after["and"] if "and" in after else after["und"]
        clause = after["falls,"] if "falls," in after else after["es,"]

        assert SENTENCE == min(after.values()) < clause < leaning

    @pytest.mark.parametrize(
        "text", ["16 metres", "3,5 %", "Dr. Smith", "the Moon", "of water", "beach 🌊", "50% more"]
    )
    def test_what_belongs_together(self, text):
        """
        Number and unit, title and name, article and noun, and a lone sign with what it follows, are kept together.
        """
        assert costs("Moon rises today")[1] < costs(text)[0]

    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("Es gibt „gutes Brot.“ Dann isst er", "de"),
            ("Du café. « Le café doit être noir », dit-il", "fr"),
            ("He said “so be it.” Then he left", "en"),
        ],
    )
    def test_quotation_marks_of_every_language(self, text, language):
        """
        A mark that opens stays with what follows, one that closes with what stands before, whichever language means which.
        """
        found = costs(text, language)
        place = next(at for at, word in enumerate(text.split()) if "." in word)

        assert SENTENCE == found[place] == min(found)
        assert language != "fr" or found[place + 1] == max(found)

    def test_dash_before_who_said_it(self):
        """
        A dash after a sentence stays with the name that follows; one within a sentence with what stands before.
        """
        said = dict(zip(["He", "won.", "—", "Jules", "Verne"], costs("He won. — Jules Verne"), strict=False))
        within = dict(zip(["He", "won", "—", "Jules", "knew"], costs("He won — Jules knew"), strict=False))

        assert said["won."] < said["—"]
        assert within["won"] > within["—"]

    def test_names_with_signs(self):
        """
        A name may begin with a full stop or end with a sign.
        """
        assert costs("uses .NET today") == costs("uses C# today") == costs("uses NET today")

    def test_unknown_language(self):
        """
        A language whose words are not known still has sentences and clauses.
        """
        assert costs("Vuorovesi, nousee. Sitten laskee", "fi") == costs("Vuorovesi, nousee. Sitten laskee", "")


class TestEndsSentence:
    @pytest.mark.parametrize("text", ["Earth.", "Why?", "so!”", "说。", "Wait…", "end.)"])
    def test_does(self, text):
        """
        Marks of every script end sentences, also before closing quotes and brackets.
        """
        assert ends_sentence(words(text)[0])

    @pytest.mark.parametrize("text", ["Dr.", "U.S.", "e.g.", "J.", "Earth", "3.5", "St."])
    def test_does_not(self, text):
        """
        Abbreviations, initials and decimal points do not.
        """
        assert not ends_sentence(words(text)[0])
