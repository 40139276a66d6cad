"""
What every synthesizer of speech promises.

Give the synthesizer to a subclass and let pytest find it::

    class TestMySynthesizer(SpeechSynthesizerSuite):
        synthesizer = MySynthesizer()
"""

from __future__ import annotations

import asyncio
import math
import tempfile
import wave
from array import array
from fractions import Fraction
from pathlib import Path
from typing import ClassVar, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aura_core.errors import AuraError, SpeechError
from aura_core.model.enums import PauseStyle
from aura_core.model.narration import Speech
from aura_core.model.voice import VoiceSpec
from aura_core.ports import SpeechSynthesizer
from aura_core.testing.searching import searched
from aura_core.timing import in_ticks


__all__ = ["SpeechSynthesizerSuite", "assert_words_cover", "speakable_texts"]

_TEXT: Final = "The Moon pulls at the sea, and the sea follows. Twice a day it rises! Why?\n\nBecause the Earth turns."

_TROUBLE: Final = (
    "😀", "—", "…", "**", "`", "#", "*", "&", "<b>", "</speak>", "<break time='9s'/>", "&amp;", "[[tEst]]", "\0", "\x01",
    "\u200d", "\ufeff", "https://example.com/a_b?c=%20d", "1,234.56", "10 km", "2024-05-01", "e.g.", "don't", "“Yes”",
    "\n", "\n\n", "日本語。", "สวัสดี", "مرحبا", "é", "e\u0301",
)  # fmt: skip
"""What stands in scripts and is no plain word."""


def speakable_texts() -> st.SearchStrategy[str]:
    """
    Draw texts with at least one plain word.
    """
    pieces = st.sampled_from(_TROUBLE) | st.text("abcdefgh ,.", min_size=1, max_size=8) | st.text(max_size=4)
    before, after = st.lists(pieces, max_size=5), st.lists(pieces, max_size=5)
    return st.builds(lambda left, right: " ".join([*left, "sea", *right]), before, after)


def assert_words_cover(text: str, speech: Speech) -> None:
    """
    Check that every character of *text* that is no space belongs to a word, and every word to a time of its own.
    """
    place, moment = 0, Fraction(0)
    for word in speech.words:
        assert not text[place : word.offset].strip(), "something before the word is in no word"
        assert word.text
        assert text[word.offset : word.offset + len(word.text)] == word.text
        assert not any(character.isspace() for character in word.text)
        assert moment <= word.span.start
        assert word.span.duration > 0
        place, moment = word.offset + len(word.text), word.span.end
    assert not text[place:].strip(), "something after the last word is in no word"
    assert moment <= speech.duration


class SpeechSynthesizerSuite:
    """
    The promises as tests.

    Attributes:
        synthesizer: What is put to the test; asked from several event loops, one after the other.

        language: One that it speaks; the texts are English.

        examples: At most so many of any text, for one that takes its time; ``None`` as many as the profile has.
    """

    synthesizer: ClassVar[SpeechSynthesizer]
    language: ClassVar[str] = "en"
    examples: ClassVar[int | None] = None

    def test_says_who_it_is(self) -> None:
        """
        Name and version are there to tell results apart.
        """
        assert self.synthesizer.name
        assert self.synthesizer.version
        assert isinstance(self.synthesizer.repeatable, bool)

    def test_lists_its_voices(self) -> None:
        """
        Voices are listed by language and name, each once, and there is one.
        """
        voices = asyncio.run(self.synthesizer.voices())

        assert voices
        assert sorted(voices, key=lambda voice: (voice.language, voice.name)) == list(voices)
        assert len(voices) == len({voice.name for voice in voices})

    def test_speaks_with_a_voice_it_lists(self, tmp_path: Path) -> None:
        """
        A listed name is one that can be asked for.
        """
        voices = asyncio.run(self.synthesizer.voices())
        voice = next(voice for voice in voices if voice.language.partition("-")[0] == self.language.partition("-")[0])

        assert self._speak("Hello.", tmp_path / "a.wav", VoiceSpec(voice.name)).words

    def test_writes_what_it_says_it_does(self, tmp_path: Path) -> None:
        """
        The file is 16-bit mono WAV, exactly as long as told, and nothing lies beside it.
        """
        target = tmp_path / "speech.wav"
        speech = self._speak(_TEXT, target)
        with wave.open(str(target)) as recording:
            shape = recording.getnchannels(), recording.getsampwidth()
            duration = Fraction(recording.getnframes(), recording.getframerate())

        assert target == speech.audio
        assert shape == (1, 2)
        assert in_ticks(duration) == speech.duration
        assert [target] == list(tmp_path.iterdir())

    def test_is_heard(self, tmp_path: Path) -> None:
        """
        While a sentence is spoken it is loud, and nowhere does it clip.
        """
        speech = self._speak(_TEXT, tmp_path / "speech.wav")
        with wave.open(str(speech.audio)) as recording:
            samples = array("h", recording.readframes(recording.getnframes()))
        loudness = 20 * math.log10(math.sqrt(sum(sample * sample for sample in samples) / len(samples)) / 32768)

        assert loudness > -35
        assert max(map(abs, samples)) < 32767

    def test_says_when_each_word_is_heard(self, tmp_path: Path) -> None:
        """
        Every word of plain text has its time, in order.
        """
        speech = self._speak(_TEXT, tmp_path / "speech.wav")

        assert _TEXT.split() == [word.text for word in speech.words]
        assert_words_cover(_TEXT, speech)

    def test_has_a_time_for_whatever_is_written(self) -> None:
        """
        Emoji, markup, numbers and other scripts belong to words too.
        """

        @searched(self.examples)
        @given(text=speakable_texts())
        @example(text="😀\n\n— The sea.\n\n… 😀")
        @example(text="😀. The sea! *** 😀 😀")
        def holds(text: str) -> None:
            with tempfile.TemporaryDirectory() as folder:
                assert_words_cover(text, self._speak(text, Path(folder) / "speech.wav"))

        holds()

    def test_speaks_or_refuses(self) -> None:
        """
        Whatever the text is, there is speech, or an error that says what to do and no file at all.
        """

        @searched(self.examples)
        @given(text=st.text(max_size=20) | st.text(".…—😀*# \n", max_size=20))
        def holds(text: str) -> None:
            with tempfile.TemporaryDirectory() as folder:
                target = Path(folder) / "speech.wav"
                try:
                    speech = self._speak(text, target)
                except SpeechError as error:
                    assert error.remedy  # noqa: PT017 - speech will do as well
                    assert list(Path(folder).iterdir()) == []
                else:
                    assert speech.words

        holds()

    @pytest.mark.parametrize("text", ["", " \n\n ", "…", "—", "!?", "***"])
    def test_passes_no_silence_off_as_speech(self, text: str, tmp_path: Path) -> None:
        """
        Where there is nothing to say there is an error and no file.
        """
        with pytest.raises(SpeechError) as caught:
            self._speak(text, tmp_path / "speech.wav")

        assert caught.value.remedy
        assert list(tmp_path.iterdir()) == []

    def test_refuses_half_a_character(self, tmp_path: Path) -> None:
        """
        A lone surrogate, which no file can hold, is an error of ours.
        """
        with pytest.raises(AuraError) as caught:
            self._speak("Hello \ud83d world.", tmp_path / "speech.wav")

        assert caught.value.remedy

    def test_refuses_a_voice_it_does_not_have(self, tmp_path: Path) -> None:
        """
        An unknown voice is an error, not another voice.
        """
        with pytest.raises(SpeechError) as caught:
            self._speak(_TEXT, tmp_path / "speech.wav", VoiceSpec("nobody-of-that-name"))

        assert caught.value.remedy

    def test_keeps_its_word(self, tmp_path: Path) -> None:
        """
        What is repeatable gives the same request the same bytes, also after others and beside them.
        """
        if not self.synthesizer.repeatable:
            pytest.skip("makes no such promise")
        targets = [tmp_path / f"{number}.wav" for number in range(4)]
        texts = [_TEXT, "Something else.", _TEXT, "And a third thing!"]

        async def all_at_once() -> None:
            speaking = (self._speaking(text, target) for text, target in zip(texts, targets, strict=True))
            await asyncio.gather(*speaking)

        self._speak(_TEXT, tmp_path / "before.wav")
        asyncio.run(all_at_once())

        before = (tmp_path / "before.wav").read_bytes()
        assert before == targets[0].read_bytes()
        assert before == targets[2].read_bytes()

    def test_speaks_faster_when_asked_to(self, tmp_path: Path) -> None:
        """
        The higher the rate, the shorter the speech.
        """
        durations = [self._speak(_TEXT, tmp_path / "a.wav", VoiceSpec(rate=rate)).duration for rate in (0.5, 1, 1.5, 2)]

        assert sorted(durations, reverse=True) == durations
        assert durations[3] < durations[1] * Fraction(2, 3)
        assert durations[0] > durations[1] * Fraction(3, 2)

    def test_rests_longer_when_asked_to(self, tmp_path: Path) -> None:
        """
        The rests between sentences grow from short over natural and long to dramatic.
        """
        styles = (PauseStyle.SHORT, PauseStyle.NATURAL, PauseStyle.LONG, PauseStyle.DRAMATIC)
        durations = [self._speak(_TEXT, tmp_path / "a.wav", VoiceSpec(pause=style)).duration for style in styles]

        assert sorted(durations) == durations
        assert len(styles) == len(set(durations))

    def test_speaks_higher_when_asked_to(self, tmp_path: Path) -> None:
        """
        Another pitch is another sound.
        """
        sounds = set()
        for pitch in (-4, 0, 4):
            self._speak(_TEXT, tmp_path / "a.wav", VoiceSpec(pitch=pitch))
            sounds.add((tmp_path / "a.wav").read_bytes())

        assert len(sounds) == 3

    def test_knows_its_pace(self, tmp_path: Path) -> None:
        """
        The pace that it tells is the pace at which it speaks, within a quarter, and it grows with the rate.
        """
        usual = asyncio.run(self.synthesizer.words_per_minute(VoiceSpec(), self.language))
        fast = asyncio.run(self.synthesizer.words_per_minute(VoiceSpec(rate=1.5), self.language))
        speech = self._speak(" ".join([_TEXT] * 3), tmp_path / "a.wav")
        heard = len(speech.words) * 60 / float(speech.duration)

        assert abs(usual / heard - 1) < 0.25
        assert fast > usual * 1.2

    def _speak(self, text: str, target: Path, voice: VoiceSpec | None = None) -> Speech:
        return asyncio.run(self._speaking(text, target, voice))

    async def _speaking(self, text: str, target: Path, voice: VoiceSpec | None = None) -> Speech:
        return await self.synthesizer.synthesize(text, voice or VoiceSpec(), self.language, target)
