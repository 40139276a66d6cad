"""
Mimic 3: a speech server of one's own.

https://github.com/MycroftAI/mimic3, ``mimic3-http`` (0.2.4, the last; read in 2026).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import attrs

from aura_core.concurrency import together
from aura_core.model.narration import Speech
from aura_core.model.voice import Voice, VoiceSpec
from aura_core.outbound.call import Call
from aura_core.outbound.channel import Channel
from aura_core.providers.voices.choosing import Offer, chosen, listed
from aura_core.providers.voices.estimating import sentences_in, uttered
from aura_core.providers.voices.uttered import Text, Utterance, recorded
from aura_core.providers.voices.waves import WAVES, as_wave


__all__ = ["Mimic3Synthesizer"]

_WORDS_PER_MINUTE: Final = 155.0
"""How fast its voices are meant to read English, with our rests; they differ by a fifth."""


@attrs.frozen
class _Voice:
    key: str
    language: str
    name: str = ""


class Mimic3Synthesizer:
    """
    Speaks with the voices that a Mimic 3 server has, by key (``en_US/vctk_low``) or name.
    """

    version = "1"
    # Every time it speaks a little differently, by its noise.
    repeatable = False

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.name = channel.provider.id
        self._offers: tuple[Offer, ...] = ()

    async def voices(self) -> tuple[Voice, ...]:
        """
        Return the voices of the server, by language and name.

        Raises:
            ProviderError: it could not be asked.
        """
        return listed(await self._offered(), self._channel.provider)

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
        texts = sentences_in(text, self.name)
        key = chosen(await self._offered(), voice.voice_name, language, self._channel.provider).id
        spoken = await together(self._spoken(one, key, voice.rate) for one in texts)
        return recorded(tuple(zip(texts, spoken, strict=True)), voice, 1.0, target, self.name)

    async def _spoken(self, text: Text, voice: str, rate: float) -> Utterance:
        call = Call(
            "POST",
            "api/tts",
            query={"voice": voice, "lengthScale": f"{1 / rate:.3f}"},
            text=text.spoken,
            headers={"Content-Type": "text/plain; charset=utf-8"},
            takes=WAVES,
            largest=64 * 1024 * 1024,
            harmless=True,
        )
        return uttered(text, await self._channel.ask(call, as_wave))

    async def _offered(self) -> tuple[Offer, ...]:
        if not self._offers:
            found = await self._channel.json(Call("GET", "api/voices"), tuple[_Voice, ...])
            self._offers = tuple(Offer(one.key, one.language.replace("_", "-"), also=(one.name,)) for one in found)
        return self._offers
