"""
Kokoro: a neural voice of 82 million parameters on this machine, in two files.

https://huggingface.co/hexgrad/Kokoro-82M (Apache 2.0), as exported by https://github.com/thewh1teagle/kokoro-onnx (read in
2026). That package is not used: it loads espeak-ng, which is under the GPL, into the process that asks.
Nothing is downloaded: who wants the voices fetches them, once.
"""

from __future__ import annotations

import asyncio
import importlib.util
import json
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import attrs

from aura_core.errors import ProviderError
from aura_core.model.narration import Speech
from aura_core.model.provider import Lack
from aura_core.model.voice import Voice, VoiceSpec
from aura_core.outbound.answers import parsed
from aura_core.outbound.channel import Channel
from aura_core.outbound.failures import UnreachedError
from aura_core.providers.voices.choosing import Offer, chosen, listed
from aura_core.providers.voices.estimating import uttered
from aura_core.providers.voices.kokoro_phonemes import LANGUAGES, VOCABULARY, Pronounced, pronounced
from aura_core.providers.voices.programs import run
from aura_core.providers.voices.saying import said
from aura_core.providers.voices.uttered import Text, Utterance, recorded, texts_of
from aura_core.providers.voices.waves import read_wave
from aura_core.verdicts import Verdict


__all__ = ["KokoroSynthesizer", "kokoro_missing"]

_SLOWEST, _FASTEST = 0.5, 2.0
"""Speeds that it has; what lies beyond is made here."""

_WORDS_PER_MINUTE: Final = 185.0
"""How fast they read English with our rests: 194 and 180 by two voices of v1.0 (jf_alpha, jm_kumo; 2026)."""

_FIRST: Final = ("af_heart", "bf_emma")
"""The best of those whose language has several: https://huggingface.co/hexgrad/Kokoro-82M/blob/main/VOICES.md."""

_GENDERS: Final = {"f": "female", "m": "male"}

_START_S: Final = 120.0
"""For a model of 310 MB to load from a slow disk."""

_CHARACTERS_A_SECOND: Final = 2
"""It speaks a dozen on two cores that others use, too."""


def kokoro_missing() -> Iterator[Lack]:
    """Say what this machine lacks for it."""
    if importlib.util.find_spec("onnxruntime") is None:
        yield Lack(
            "MissingPackage:onnxruntime",
            Verdict.NOT_CONFIGURED,
            "its package is not there",
            "Install it: pip install 'aura-video[kokoro]'.",
        )


@attrs.frozen
class _Heard:
    """
    What the worker tells of a text.

    Attributes:
        phonemes: Those that the model knows.

        starts: Seconds at which each begins; ``None`` where the model does not tell.
    """

    phonemes: str
    starts: tuple[float, ...] | None


@attrs.frozen
class _Told:
    paced: bool
    texts: tuple[_Heard, ...]


class KokoroSynthesizer:
    """
    Speaks with the voices of a model, by name (``af_heart``) or what is its own in it (``heart``).

    The model's file is ``NAME.onnx``; its voices, ``voices….bin``, lie beside it.

    Args:
        worker: The script that the model runs in; for tests.

        start_s: Seconds that a model may take to load.
    """

    version = "1"
    # Its breath is noise.
    repeatable = False

    def __init__(self, channel: Channel, worker: Path | None = None, *, start_s: float = _START_S) -> None:
        self._channel = channel
        self.name = channel.provider.id
        self._worker = worker or Path(__file__).with_name("kokoro_worker.py")
        self._start_s = start_s

    async def voices(self) -> tuple[Voice, ...]:
        """
        Return the voices of the model that speak a language that can be read here, by language and name.

        Raises:
            ProviderError: there are none.
        """
        return listed(self._offers(self._files()[1]), self._channel.provider)

    async def words_per_minute(self, voice: VoiceSpec, language: str) -> float:
        """Return the usual pace of its voices, times the rate."""
        return _WORDS_PER_MINUTE * voice.rate

    async def synthesize(self, text: str, voice: VoiceSpec, language: str, target: Path) -> Speech:
        """
        Speak *text* into the WAV file *target*.

        Raises:
            SpeechError: the voice does not exist, or nothing in *text* can be said.

            ProviderError: it was not spoken.
        """
        for lack in kokoro_missing():
            raise self._channel.failed(lack.verdict, lack.reason, remedy=lack.remedy)
        model, voices = self._files()
        offer = chosen(self._offers(voices), voice.voice_name, language, self._channel.provider)
        texts = texts_of(text, 0, self.name, partial(said, language=offer.language))
        sounds = await pronounced([one.spoken for one in texts], offer.id[0])
        speed = min(_FASTEST, max(_SLOWEST, voice.rate))
        asked = {"voice": offer.id, "speed": speed, "vocabulary": dict(VOCABULARY)}
        asked["texts"] = [one.phonemes for one in sounds]
        with tempfile.TemporaryDirectory(prefix="aura-kokoro-") as folder:
            async with self._channel.admitted(model.name):
                limit_s = self._start_s + sum(len(one.spoken) for one in texts) / _CHARACTERS_A_SECOND
                command = [sys.executable, "-I", str(self._worker), str(model), str(voices), folder]
                told = parsed(await run(command, limit_s, json.dumps(asked)), _Told)
                spoken = await asyncio.to_thread(_utterances, texts, sounds, told, Path(folder))
        pace = voice.rate / speed if told.paced else voice.rate
        return recorded(tuple(zip(texts, spoken, strict=True)), voice, pace, target, self.name)

    def _files(self) -> tuple[Path, Path]:
        """Find the model and its voices."""
        place = Path(self._channel.model).expanduser()
        found = sorted(place.glob("*.onnx")) if place.is_dir() else [place] if place.is_file() else []
        if not found:
            raise self._lacking(f"there is no model at {place}")
        voices = sorted(found[0].parent.glob("voices*.bin"))
        if not voices:
            raise self._lacking(f"there are no voices beside {found[0]}")
        return found[0], voices[-1]

    def _lacking(self, reason: str) -> ProviderError:
        remedy = f"{self._channel.provider.fetching} Name it in KOKORO_MODEL."
        return self._channel.failed(Verdict.NOT_CONFIGURED, reason, remedy=remedy)

    def _offers(self, voices: Path) -> tuple[Offer, ...]:
        try:
            with zipfile.ZipFile(voices) as archive:
                names = sorted(name.removesuffix(".npy") for name in archive.namelist())
        except (OSError, zipfile.BadZipFile) as error:
            raise self._lacking(f"{voices} cannot be read") from error
        names.sort(key=lambda name: name not in _FIRST)
        found = tuple(
            Offer(name, LANGUAGES[name[0]][0], _GENDERS[name[1]], (name[3:],))
            for name in names
            if name[:1] in LANGUAGES and name[1:2] in _GENDERS and name[2:3] == "_"
        )
        if not found:
            raise self._lacking(f"there is no voice in {voices}")
        return found


def _utterances(texts: Sequence[Text], sounds: Sequence[Pronounced], told: _Told, folder: Path) -> list[Utterance]:
    """Read what was spoken, with when its words are heard where the model tells that."""
    if len(told.texts) != len(texts):
        raise UnreachedError(Verdict.BAD_SCHEMA, f"it spoke {len(told.texts)} of {len(texts)} sentences")
    utterances = []
    for place, (text, sound, heard) in enumerate(zip(texts, sounds, told.texts, strict=True)):
        try:
            wave = read_wave((folder / f"{place}.wav").read_bytes())
        except (OSError, ValueError) as error:
            raise UnreachedError(Verdict.BAD_SCHEMA, f"what it wrote is no recording: {error}") from error
        moments = tuple(_moments(sound, heard))
        utterances.append(Utterance(wave.samples, wave.sample_rate, moments) if moments else uttered(text, wave))
    return utterances


def _moments(sound: Pronounced, heard: _Heard) -> Iterator[tuple[int, float]]:
    """Say when the words begin; a phoneme that the model does not know is not there to begin with."""
    known = set(heard.phonemes)
    for at, index in sound.places:
        place = sum(one in known for one in sound.phonemes[:at])
        if heard.starts is not None and place < len(heard.starts):
            yield index, heard.starts[place]
