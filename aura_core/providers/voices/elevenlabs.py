"""
ElevenLabs: text to speech with the moment of every character.

https://elevenlabs.io/docs/api-reference/text-to-speech/convert-with-timestamps and
https://elevenlabs.io/docs/api-reference/voices/get-all (read in 2026).
"""

from __future__ import annotations

import base64
import binascii
from pathlib import Path
from typing import Any, Final

import attrs
import numpy as np

from aura_core.concurrency import together
from aura_core.model.narration import Speech
from aura_core.model.prices import character_price
from aura_core.model.voice import Voice, VoiceSpec
from aura_core.outbound.call import Call
from aura_core.outbound.channel import Channel
from aura_core.outbound.charge import Charge
from aura_core.providers.voices.choosing import Offer, chosen
from aura_core.providers.voices.uttered import Text, Utterance, recorded, texts_of
from aura_core.verdicts import Verdict


__all__ = ["ElevenLabsSynthesizer"]

_RATE: Final = 24_000
"""Samples a second; the highest that every subscription is given as plain samples."""

_LONGEST: Final = 2_500
"""Characters of a request: a quarter of what the models take, so that a failure costs little."""

_SLOWEST, _FASTEST = 0.7, 1.2
"""Speeds that the service has; what lies beyond is made here."""

_WORDS_PER_MINUTE: Final = 155.0
"""How fast its voices read English with our rests; they differ by a tenth."""

_DOLLARS: Final = character_price("elevenlabs") or 0.0
"""A character."""


@attrs.frozen
class _Labels:
    gender: str | None = None
    language: str | None = None


@attrs.frozen
class _Voice:
    voice_id: str
    name: str
    labels: _Labels | None = None


@attrs.frozen
class _Voices:
    voices: tuple[_Voice, ...]


@attrs.frozen
class _Alignment:
    characters: tuple[str, ...]
    character_start_times_seconds: tuple[float, ...]


@attrs.frozen
class _Spoken:
    audio_base64: str
    alignment: _Alignment


class ElevenLabsSynthesizer:
    """
    Speaks with the voices of an ElevenLabs account, by name or id.
    """

    version = "1"
    repeatable = False

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.name = channel.provider.id
        self._voices: tuple[_Voice, ...] = ()

    async def voices(self) -> tuple[Voice, ...]:
        """
        Return the voices of the account, by language and name.

        Raises:
            ProviderError: it could not be asked.
        """
        listed = {voice.name: voice for voice in await self._listed()}
        found = (
            Voice(name, _language(one), (one.labels and one.labels.gender) or None, self._channel.provider.name)
            for name, one in listed.items()
        )
        return tuple(sorted(found, key=lambda voice: (voice.language, voice.name)))

    async def words_per_minute(self, voice: VoiceSpec, language: str) -> float:
        """Return the usual pace of its voices, times the rate; to measure it would cost."""
        return _WORDS_PER_MINUTE * voice.rate

    async def synthesize(self, text: str, voice: VoiceSpec, language: str, target: Path) -> Speech:
        """
        Speak *text* into the WAV file *target*.

        Raises:
            SpeechError: the voice does not exist, or nothing in *text* can be said.

            ProviderError: it was not spoken.
        """
        texts = texts_of(text, _LONGEST, self.name)
        identifier = await self._identifier(voice, language)
        speed = min(_FASTEST, max(_SLOWEST, voice.rate))
        spoken = await together(
            self._spoken(one, identifier, speed, texts[place - 1].spoken if place else "")
            for place, one in enumerate(texts)
        )
        return recorded(tuple(zip(texts, spoken, strict=True)), voice, voice.rate / speed, target, self.name)

    async def _spoken(self, text: Text, voice: str, speed: float, before: str) -> Utterance:
        model = self._channel.model
        body: dict[str, Any] = {"text": text.spoken, "model_id": model}
        if speed != 1:
            body["voice_settings"] = {"speed": speed}
        if before:
            # So that the voice goes on as it ended.
            body["previous_text"] = before[-300:]
        charge = Charge(characters=len(text.spoken), dollars=_DOLLARS * len(text.spoken))
        call = Call(
            "POST",
            f"text-to-speech/{voice}/with-timestamps",
            query={"output_format": f"pcm_{_RATE}"},
            json=body,
            largest=64 * 1024 * 1024,
            kept=True,
            model=model,
            expected=charge,
        )
        said = await self._channel.json(call, _Spoken, lambda _: charge)
        times = said.alignment.character_start_times_seconds
        return Utterance(self._samples(said.audio_base64), _RATE, tuple(enumerate(times))[: len(text.spoken)])

    def _samples(self, audio: str) -> np.ndarray[Any, np.dtype[np.int16]]:
        try:
            data = base64.b64decode(audio, validate=True)
        except (binascii.Error, ValueError) as error:
            raise self._channel.failed(Verdict.BAD_SCHEMA, "its audio cannot be decoded") from error
        return np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.int16)

    async def _listed(self) -> tuple[_Voice, ...]:
        if not self._voices:
            listed = await self._channel.json(Call("GET", "voices"), _Voices)
            self._voices = tuple(sorted(listed.voices, key=lambda one: (one.name, one.voice_id)))
        return self._voices

    async def _identifier(self, voice: VoiceSpec, language: str) -> str:
        """Find the voice that is meant; without a wish the owner's, else the first of the account."""
        wanted = voice.voice_name
        if wanted == VoiceSpec().voice_name:
            wanted = self._channel.account.get("voice")
        voices = await self._listed()
        if not wanted:
            wanted = next((one.voice_id for one in voices), VoiceSpec().voice_name)
        offers = tuple(Offer(one.voice_id, _language(one), also=(one.name,)) for one in voices)
        return chosen(offers, wanted, language, self._channel.provider).id


def _language(voice: _Voice) -> str:
    """Return the language that a voice was made from; the models speak all others with it."""
    return (voice.labels and voice.labels.language) or "en"
