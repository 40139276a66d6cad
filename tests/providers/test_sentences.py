"""
Where a sentence ends.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.providers.writers.sentences import count_words, join_sentences, paragraphs, split_sentences


PIECES = (
    "The",
    "sea",
    "e.g.",
    "Dr.",
    "U.S.",
    "3.5",
    "J.",
    "...",
    "…",
    "!?",
    ".",
    '"',
    "”",
    "(",
    ")",
    "\n\n",
    "。",
    "海",
    " ",
)
texts = st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)


class TestSplitSentences:
    @given(text=texts)
    def test_loses_nothing(self, text):
        """
        Joining the sentences gives back the text, up to whitespace.
        """
        assert "".join(text.split()) == "".join("".join(split_sentences(text)).split())

    @given(text=texts)
    def test_gives_no_empty_sentence(self, text):
        """
        A sentence says something, unless the whole paragraph does not.
        """
        silent = ["".join(one.split()) for one in split_sentences(text) if not any(map(str.isalnum, one))]

        assert set(silent) <= {"".join(paragraph.split()) for paragraph in paragraphs(text)}

    @pytest.mark.parametrize(
        "sentences",
        [
            ("The sea rises.", "The sea falls."),
            ("Bring fruit, e.g. apples.", "Then eat."),
            ("Dr. Lovelace met Mr. Babbage.", "They talked."),
            ("He lives in the U.S. Navy yard.", "She does not."),
            ("They moved to the U.S.", "The rest stayed."),
            ("It is 3.5 meters long.", "Or 4.0."),
            ("J. R. R. Tolkien wrote it.", "We read it."),
            ("Choose plan B.", "It is better."),
            ("Wait ... for it.", "Now!"),
            ("“Stop!” he cried.", "Nobody did."),
            ('She said "no."', "He left."),
            ("See fig. 3 for more.", "I ate a fig.", "It was good."),
            ("No.", "Not today."),
            ("Really?!", "Yes."),
            ("It rose in Jan. 2020 again.", "And fell."),
            ("月が引く。", "海が動く！", "なぜ？"),
            ("¿Qué es?", "Es el mar."),
            ("They eat, drink, etc.", "Then they sleep."),
            ("in small letters.", "all of it."),
        ],
    )
    def test_knows_what_ends_a_sentence(self, sentences):
        """
        Abbreviations, numbers, initials and quotations do not end a sentence, full stops of any script do.
        """
        assert sentences == split_sentences(join_sentences(sentences))

    def test_ends_a_sentence_at_a_blank_line(self):
        """
        A paragraph without a full stop is a sentence of its own.
        """
        assert ("A headline", "And text.") == split_sentences("A headline\n \nAnd text.")


class TestCountWords:
    @pytest.mark.parametrize(
        ("count", "text"),
        [(0, " – "), (4, "one, two  three 4"), (1, "well-known"), (3, "潮の満ち引き。"), (3, "x" * 50)],
    )
    def test_counts_what_takes_time(self, count, text):
        """
        Punctuation takes none, and a script without spaces takes as much as it holds.
        """
        assert count == count_words(text)
