"""
A text as a synthesizer reads it.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.providers.voices.reading import Stop, count_words, sentences_of, tokens_of
from aura_core.providers.voices.samples import sample_text
from aura_core.testing.synthesizers import speakable_texts


def _spoken(text):
    return [sentence.spoken.strip() for sentence in sentences_of(text)]


texts = st.text() | speakable_texts() | st.text("ab .!?\n😀水่", max_size=3000)


class TestSentences:
    @given(texts)
    def test_hold_every_token_once(self, text):
        """
        Whatever is not a space is in exactly one token, in order, and in none twice.
        """
        tokens = [token for sentence in sentences_of(text) for token in sentence.tokens]

        assert list(tokens_of(text)) == tokens
        assert "".join(text.split()) == "".join(token.text for token in tokens)
        assert all(text[token.offset : token.end] == token.text for token in tokens)

    @given(texts)
    def test_know_where_what_is_spoken_comes_from(self, text):
        """
        Every character spoken stands in the text, in order, within its sentence; controls and NULs are not spoken.
        """
        for sentence in sentences_of(text):
            assert len(sentence.origins) == len(sentence.spoken)
            assert sorted(set(sentence.origins)) == list(sentence.origins)
            for character, origin in zip(sentence.spoken, sentence.origins, strict=True):
                assert text[origin] == character or (character == " " and text[origin].isspace())
            assert sentence.spoken.isprintable()

    @given(st.text("ab ,\n😀水", min_size=700, max_size=3000))
    def test_are_never_too_long_for_one_breath(self, text):
        """
        Without full stops too, a recording stays short, unless a single word does not.
        """
        for sentence in sentences_of(text):
            first, *_, last = [*sentence.tokens, sentence.tokens[-1]]

            assert last.end - first.offset <= 600 or first == last or len(sentence.tokens) == 1

    @pytest.mark.parametrize(
        ("text", "sentences"),
        [
            ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
            ("Dr. Smith paid 3.50 dollars. He left.", ["Dr. Smith paid 3.50 dollars.", "He left."]),
            ("J. R. R. Tolkien wrote it.", ["J. R. R. Tolkien wrote it."]),
            ("Use it, e.g. here. Or i.e. there.", ["Use it, e.g. here.", "Or i.e. there."]),
            ("So do I. She left.", ["So do I.", "She left."]),
            ("“Yes.” (Well.) No.", ["“Yes.”", "(Well.)", "No."]),
            ("Wait… and see.", ["Wait… and see."]),
            ("你好。我们走！", ["你好。", "我们走！"]),
            ("यह है। वह है।", ["यह है।", "वह है।"]),
            ("Title\n\nText goes\non here", ["Title", "Text goes on here"]),
        ],
    )
    def test_end_where_a_reader_ends_them(self, text, sentences):
        """
        Abbreviations, initials, numbers and small letters go on; other scripts have stops of their own.
        """
        assert sentences == _spoken(text)

    def test_tell_paragraphs_from_sentences(self):
        """
        A blank line is a longer stop than a full stop.
        """
        stops = [sentence.stop for sentence in sentences_of("One. Two.\n \nThree.")]

        assert [Stop.SENTENCE, Stop.PARAGRAPH, Stop.PARAGRAPH] == stops

    @pytest.mark.parametrize(
        ("text", "spoken"),
        [
            ("**5 Bold** ones, and _slanted_ `code` ~~gone~~", "5 Bold ones, and slanted code gone"),
            ("# Title", "Title"),
            ("> said she", "said she"),
            ("snake_case and C# and ~5 or 5*3", "snake_case and C# and ~5 or 5*3"),
            ("un**believ**able", "unbelievable"),
            ("Go 🚀 now ✅", "Go  now"),
            ("20 °C & more™", "20 °C & more™"),
            ("a\0b\x1bc\u200d", "abc"),
            ("🙂 — …", ""),
        ],
    )
    def test_leave_out_what_nobody_says(self, text, spoken):
        """
        Marks of Markdown, emoji and invisible characters are not spoken; signs with a name are.
        """
        assert [spoken] == _spoken(text)


class TestTokens:
    @pytest.mark.parametrize(
        ("text", "tokens"),
        [
            ("We go, now!", ["We", "go,", "now!"]),
            ("你好，world。", ["你", "好，", "world。"]),
            ("「はい」と", ["「は", "い」", "と"]),
            ("สวัสดี", ["ส", "วั", "ส", "ดี"]),
            ("한국어 문장", ["한국어", "문장"]),
        ],
    )
    def test_are_words_or_characters(self, text, tokens):
        """
        Spaces part words; scripts without them are parted by character, marks staying where they belong.
        """
        assert tokens == [token.text for token in tokens_of(text)]


class TestCountWords:
    @pytest.mark.parametrize(("text", "count"), [("We go — now! 😀", 3), ("你好世界", 2), ("", 0), ("10 km", 2)])
    def test_counts_what_takes_time(self, text, count):
        """
        Dashes and emoji take none; two characters of Chinese count as a word.
        """
        assert count == count_words(text)

    @pytest.mark.parametrize("language", ["en", "de-AT", "zh", "cmn", "pt_BR", "xx"])
    def test_finds_enough_to_measure_a_pace_with(self, language):
        """
        Every sample is long enough for its rests to count as they do in a script.
        """
        assert 25 <= count_words(sample_text(language)) <= 80
