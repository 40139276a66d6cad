"""
Speech from espeak-ng: offline, in more than a hundred languages, with the moment of every word.
"""

from __future__ import annotations

import importlib.metadata
import tempfile
from array import array
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Final

import attrs
import espeakng_loader

from aura_core.disk import disk_errors, published
from aura_core.errors import SpeechError
from aura_core.model.narration import Speech
from aura_core.model.voice import Voice, VoiceSpec
from aura_core.providers.voices.alignment import Stretch, aligned
from aura_core.providers.voices.espeak_process import PROVIDER, Answer, EspeakProcess
from aura_core.providers.voices.espeak_prosody import pace, pitch, rest
from aura_core.providers.voices.espeak_voices import Catalogue
from aura_core.providers.voices.reading import Sentence, Stop, Token, count_words, sentences_of
from aura_core.providers.voices.samples import sample_text
from aura_core.providers.voices.saying import said
from aura_core.providers.voices.splicing import Recording
from aura_core.timing import Seconds, in_ticks


__all__ = ["EspeakSynthesizer"]

_READING: Final = 3
"""Counts up whenever the tables and rules of this package change what is heard."""


class EspeakSynthesizer:
    """
    Speaks with espeak-ng, every request in a process of its own.

    What it makes depends on the request alone, to the byte.

    Args:
        worker: The script that runs in the process; for tests.

        home: The folder with the library and ``espeak-ng-data``; by default that of the ``espeakng_loader`` wheel.
    """

    name = PROVIDER
    repeatable = True

    def __init__(self, *, worker: Path | None = None, home: Path | None = None) -> None:
        self.version = f"espeakng-loader-{importlib.metadata.version('espeakng-loader')}+{_READING}"
        self._process = EspeakProcess(
            worker or Path(__file__).with_name("espeak_worker.py"),
            home or Path(espeakng_loader.get_library_path()).parent,
        )
        self._catalogue: Catalogue | None = None
        self._paces: dict[tuple[VoiceSpec, str], float] = {}

    async def voices(self) -> tuple[Voice, ...]:
        """Return the voices there are, by language and name."""
        return (await self._listed()).voices

    async def words_per_minute(self, voice: VoiceSpec, language: str) -> float:
        """
        Speak a paragraph and measure its pace, with the rest after its last sentence.

        Two characters of a script without spaces count as a word.
        Languages that we have no paragraph in are measured with the English one.
        """
        if (voice, language) not in self._paces:
            text = sample_text(language)
            with tempfile.TemporaryDirectory(prefix="aura-pace-") as folder:
                speech = await self.synthesize(text, voice, language, Path(folder, "pace.wav"))
            spent = speech.duration + rest(Stop.SENTENCE, voice)
            self._paces[voice, language] = float(count_words(text) * 60 / spent)
        return self._paces[voice, language]

    async def synthesize(self, text: str, voice: VoiceSpec, language: str, target: Path) -> Speech:
        """
        Speak *text* into the WAV file *target*.

        Raises:
            SpeechError: the voice does not exist, nothing in *text* can be said, or espeak-ng failed.

            OutputError: *target* cannot be written.
        """
        sentences = _sayable(text, language)
        identifier = (await self._listed()).identifier(voice.voice_name, language)
        arguments = (identifier, *map(str, (*pace(voice), pitch(voice))))
        spoken = "".join(f"{sentence.spoken}\0" for sentence in sentences if sentence.spoken)
        async with self._process.asked(*arguments, read=spoken.encode()) as answer:
            (sample_rate,) = await answer.integers(1)
            with disk_errors(target.parent), published(target) as file, Recording(file, sample_rate) as recording:
                stretches = await _recorded(sentences, answer, recording, voice)
                duration = recording.duration
                await answer.rest()
        return Speech(target, in_ticks(duration), aligned(stretches))

    async def _listed(self) -> Catalogue:
        if self._catalogue is None:
            async with self._process.asked() as answer:
                self._catalogue = Catalogue.read((await answer.rest()).decode())
        return self._catalogue


def _sayable(text: str, language: str) -> tuple[Sentence, ...]:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        message = f"Character {error.start} of the text to speak is half a surrogate pair."
        raise _refused(message, "Save the text as UTF-8 and try again.") from error
    sentences = tuple(said(sentence, language) for sentence in sentences_of(text))
    if not any(sentence.spoken for sentence in sentences):
        raise _nothing_said()
    return sentences


async def _recorded(
    sentences: Sequence[Sentence], answer: Answer, recording: Recording, voice: VoiceSpec
) -> list[Stretch]:
    """Record the sentences; the tokens of one in which nothing is heard go to its neighbour."""
    stretches: list[Stretch] = []
    unheard: tuple[Token, ...] = ()
    silence = Fraction(0)
    for sentence in sentences:
        stretch = await _heard(sentence, answer, recording, silence) if sentence.spoken else None
        if stretch:
            stretches.append(attrs.evolve(stretch, tokens=unheard + stretch.tokens))
            unheard, silence = (), Fraction(0)
        elif stretches:
            stretches[-1] = attrs.evolve(stretches[-1], tokens=stretches[-1].tokens + sentence.tokens)
        else:
            unheard += sentence.tokens
        if stretches:
            silence = max(silence, rest(sentence.stop, voice))
    if not stretches:
        raise _nothing_said()
    return stretches


async def _heard(sentence: Sentence, answer: Answer, recording: Recording, silence: Seconds) -> Stretch | None:
    word_count, byte_count = await answer.integers(2)
    words = await answer.integers(3 * word_count)
    passage = recording.speak(array("h", await answer.exactly(byte_count)), silence)
    if passage is None:
        return None
    moments = (
        (sentence.origins[position], passage.origin + Fraction(sample, recording.sample_rate))
        for position, sample in zip(words[::3], words[2::3], strict=True)
        if position < len(sentence.origins)
    )
    return Stretch(sentence.tokens, tuple(moments), passage.start, passage.end)


def _nothing_said() -> SpeechError:
    return _refused("There is nothing in the text that could be spoken.", "Give every scene at least one word.")


def _refused(message: str, remedy: str) -> SpeechError:
    return SpeechError(message, provider=PROVIDER, remedy=remedy, refused=True)
