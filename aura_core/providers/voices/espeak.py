"""
Speech from espeak-ng: offline, in more than a hundred languages, with the moment of every word.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import tempfile
import uuid
from array import array
from collections.abc import AsyncIterator, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO, Final

import attrs
import espeakng_loader

from aura_core.errors import SpeechError
from aura_core.model.enums import PauseStyle
from aura_core.model.narration import Speech
from aura_core.model.voice import Voice, VoiceSpec
from aura_core.providers.voices.alignment import Stretch, aligned
from aura_core.providers.voices.espeak_process import PROVIDER, EspeakProcess, Frame
from aura_core.providers.voices.espeak_voices import Catalogue
from aura_core.providers.voices.reading import Sentence, Stop, Token, sentences_of
from aura_core.providers.voices.splicing import Recording
from aura_core.store import disk_errors
from aura_core.timing import Seconds, in_ticks


__all__ = ["EspeakSynthesizer"]

_READING: Final = 1
"""Counts up whenever the tables and rules of this package change what is heard."""

_WORDS_PER_MINUTE: Final = 165
"""espeak-ng's own measure, without our rests; with them it comes to about 150, the usual pace of a narrator."""

_TIMEOUT_S: Final = 60.0
"""espeak-ng needs 30 ms; a second more for each thousand characters is a thousand times what it needs."""

_RESTS: Final = {Stop.BREATH: Fraction(1, 10), Stop.SENTENCE: Fraction(7, 20), Stop.PARAGRAPH: Fraction(7, 10)}
"""Seconds after each, at rate 1 and natural pauses."""

_PAUSES: Final = {
    PauseStyle.SHORT: Fraction(1, 2),
    PauseStyle.NATURAL: Fraction(1),
    PauseStyle.LONG: Fraction(8, 5),
    PauseStyle.DRAMATIC: Fraction(12, 5),
}
"""Times the rest."""

_SAMPLE_TEXT: Final = (
    "Twice a day the sea rises and falls along every coast. Why does it move at all? The moon pulls at the water, "
    "and the earth turns beneath it, so most places meet two high tides. When sun and moon stand in one line, the "
    "pull adds up. Fishermen have known this for thousands of years, long before anybody could explain it."
)


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
        self.version = f"{importlib.metadata.version('espeakng-loader')}/{_READING}"
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
        """
        if (voice, language) not in self._paces:
            with tempfile.TemporaryDirectory(prefix="aura-pace-") as folder:
                speech = await self.synthesize(_SAMPLE_TEXT, voice, language, Path(folder, "pace.wav"))
            spent = speech.duration + _rest(Stop.SENTENCE, voice)
            self._paces[voice, language] = float(len(speech.words) * 60 / spent)
        return self._paces[voice, language]

    async def synthesize(self, text: str, voice: VoiceSpec, language: str, target: Path) -> Speech:
        """
        Speak *text* into the WAV file *target*.

        Raises:
            SpeechError: the voice does not exist, nothing in *text* can be said, or espeak-ng failed.

            OutputError: *target* cannot be written.
        """
        sentences = _sayable(text)
        identifier = (await self._listed()).identifier(voice.voice_name, language)
        request = {
            "voice": identifier,
            "rate": round(_WORDS_PER_MINUTE * voice.rate),
            "pitch": _pitch(voice.pitch),
            "texts": [sentence.spoken for sentence in sentences if sentence.spoken],
        }
        async with self._process.asked(request, timeout_s=_TIMEOUT_S + len(text) / 1000) as frames:
            sample_rate = (await _following(frames)).header["sample_rate"]
            with disk_errors(target.parent), _published(target) as file, Recording(file, sample_rate) as recording:
                stretches = await _recorded(sentences, frames, recording, voice)
                duration = recording.duration
                await _done(frames)
        return Speech(target, in_ticks(duration), aligned(stretches))

    async def _listed(self) -> Catalogue:
        if self._catalogue is None:
            async with self._process.asked({"voice": None}, timeout_s=_TIMEOUT_S) as frames:
                await _following(frames)
                listing = (await _following(frames)).header
                await _done(frames)
            self._catalogue = Catalogue.of(listing["voices"], listing["variants"])
        return self._catalogue


def _sayable(text: str) -> tuple[Sentence, ...]:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        message = f"Character {error.start} of the text to speak is half a surrogate pair."
        raise _refused(message, "Save the text as UTF-8 and try again.") from error
    sentences = tuple(sentences_of(text))
    if not any(sentence.spoken for sentence in sentences):
        raise _nothing_said()
    return sentences


async def _recorded(
    sentences: Sequence[Sentence], frames: AsyncIterator[Frame], recording: Recording, voice: VoiceSpec
) -> list[Stretch]:
    """Record the sentences; the tokens of one in which nothing is heard go to its neighbour."""
    stretches: list[Stretch] = []
    unheard: tuple[Token, ...] = ()
    rest = Fraction(0)
    for sentence in sentences:
        stretch = await _heard(sentence, frames, recording, rest) if sentence.spoken else None
        if stretch:
            stretches.append(attrs.evolve(stretch, tokens=unheard + stretch.tokens))
            unheard, rest = (), Fraction(0)
        elif stretches:
            stretches[-1] = attrs.evolve(stretches[-1], tokens=stretches[-1].tokens + sentence.tokens)
        else:
            unheard += sentence.tokens
        if stretches:
            rest = max(rest, _rest(sentence.stop, voice))
    if not stretches:
        raise _nothing_said()
    return stretches


async def _heard(
    sentence: Sentence, frames: AsyncIterator[Frame], recording: Recording, rest: Seconds
) -> Stretch | None:
    frame = await _following(frames)
    passage = recording.speak(array("h", frame.audio), rest)
    if passage is None:
        return None
    moments = (
        (sentence.origins[position], passage.origin + Fraction(sample, recording.sample_rate))
        for position, _, sample in frame.header["words"]
        if 0 <= position < len(sentence.origins)
    )
    return Stretch(sentence.tokens, tuple(moments), passage.start, passage.end)


async def _following(frames: AsyncIterator[Frame]) -> Frame:
    async for frame in frames:
        return frame
    raise _refused("espeak-ng said less than it was asked to.", "Try again.")


async def _done(frames: AsyncIterator[Frame]) -> None:
    async for _ in frames:
        raise _refused("espeak-ng said more than it was asked to.", "Try again.")


@contextlib.contextmanager
def _published(target: Path) -> Iterator[BinaryIO]:
    """Give a file that becomes *target* if the block ends well, and is gone if not."""
    partial = target.with_name(f".{uuid.uuid4().hex}.partial")
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _rest(stop: Stop, voice: VoiceSpec) -> Seconds:
    return _RESTS[stop] * _PAUSES[voice.pause] / Fraction(voice.rate)


def _pitch(semitones: float) -> int:
    """Map to espeak-ng's 0 to 99, an octave down to an octave up; what lies beyond is an octave."""
    return max(0, min(99, round(50 + semitones * 50 / 12)))


def _nothing_said() -> SpeechError:
    return _refused("There is nothing in the text that could be spoken.", "Give every scene at least one word.")


def _refused(message: str, remedy: str) -> SpeechError:
    return SpeechError(message, provider=PROVIDER, remedy=remedy)
