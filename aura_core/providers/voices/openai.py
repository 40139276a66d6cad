"""
OpenAI: text to speech.

https://platform.openai.com/docs/api-reference/audio/createSpeech (read in 2026).

It tells no moments, and its newest model takes no speed; so a sentence is asked for at a time, pace and pitch are made
here, and another pace costs nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from aura_core.concurrency import together
from aura_core.model.narration import Speech
from aura_core.model.prices import character_price
from aura_core.model.voice import Voice, VoiceSpec
from aura_core.outbound.call import Call
from aura_core.outbound.channel import Channel
from aura_core.outbound.charge import Charge
from aura_core.providers.voices.choosing import Offer, chosen, listed
from aura_core.providers.voices.estimating import sentences_in, uttered
from aura_core.providers.voices.uttered import Text, Utterance, recorded
from aura_core.providers.voices.waves import WAVES, as_wave


__all__ = ["OpenAISynthesizer"]

_MODEL: Final = "gpt-4o-mini-tts"

_NAMES: Final = (
    *("alloy", "ash", "ballad", "cedar", "coral", "echo", "fable"),
    *("marin", "nova", "onyx", "sage", "shimmer", "verse"),
)
_OFFERS: Final = tuple(Offer(name, "en") for name in _NAMES)
"""The API lists none. They were made for English, and speak every language."""

_OLDER: Final = frozenset({"alloy", "ash", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer"})
"""Those that ``tts-1`` and ``tts-1-hd`` have."""

_WORDS_PER_MINUTE: Final = 155.0
"""How fast they read English with our rests; they differ by a tenth."""

_DOLLARS: Final = character_price("openai") or 0.0
"""A character."""


class OpenAISynthesizer:
    """
    Speaks with the voices of OpenAI.
    """

    version = "1"
    repeatable = False

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.name = channel.provider.id
        # The account's model may be the one that writes.
        self._model = channel.model if "tts" in channel.model else _MODEL
        self._offers = tuple(one for one in _OFFERS if one.id in _OLDER or not self._model.startswith("tts-1"))

    async def voices(self) -> tuple[Voice, ...]:
        """Return the voices that the model has, by language and name."""
        return listed(self._offers, self._channel.provider)

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
        texts = sentences_in(text, self.name)
        # Every voice speaks every language, so that a language is no wish for one.
        name = chosen(self._offers, voice.voice_name, "en", self._channel.provider).id
        spoken = await together(self._spoken(one, name) for one in texts)
        return recorded(tuple(zip(texts, spoken, strict=True)), voice, voice.rate, target, self.name)

    async def _spoken(self, text: Text, voice: str) -> Utterance:
        charge = Charge(characters=len(text.spoken), dollars=_DOLLARS * len(text.spoken))
        call = Call(
            "POST",
            "audio/speech",
            json={"model": self._model, "voice": voice, "input": text.spoken, "response_format": "wav"},
            takes=WAVES,
            largest=64 * 1024 * 1024,
            kept=True,
            model=self._model,
            expected=charge,
        )
        return uttered(text, await self._channel.ask(call, as_wave, lambda _: charge))
