"""
Azure Speech: text to speech of several hundred neural voices.

https://learn.microsoft.com/azure/ai-services/speech-service/rest-text-to-speech and
https://learn.microsoft.com/azure/ai-services/speech-service/speech-synthesis-markup-voice (read in 2026).

The moments of words are told by its SDK alone, not by this API; so a sentence is asked for at a time.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import attrs

from aura_core.concurrency import together
from aura_core.model.narration import Speech
from aura_core.model.prices import character_price
from aura_core.model.speaking import AzureVoice
from aura_core.model.voice import Voice, VoiceSpec
from aura_core.outbound.call import Call
from aura_core.outbound.channel import Channel
from aura_core.outbound.charge import Charge
from aura_core.providers.voices.choosing import Offer, chosen, listed
from aura_core.providers.voices.estimating import sentences_in, uttered
from aura_core.providers.voices.uttered import Text, Utterance, recorded
from aura_core.providers.voices.waves import WAVES, as_wave


__all__ = ["AzureSynthesizer"]

_LOWEST: Final = -12.0
_HIGHEST: Final = 12 * math.log2(1.5)
"""Semitones: it takes half of a voice's pitch to one and a half; what lies beyond is made here."""

_WORDS_PER_MINUTE: Final = 150.0
"""How fast its neural voices read English with our rests; they differ by a tenth."""

_FEATURES: Final = ("rate", "pitch", "pauses")
"""What can be asked of each of them."""

_DOLLARS: Final = character_price("azurespeech") or 0.0
"""A character."""


@attrs.frozen
class _Voice:
    ShortName: str
    Locale: str
    DisplayName: str = ""
    LocalName: str | None = None
    Gender: str | None = None
    VoiceType: str = ""
    StyleList: tuple[str, ...] = ()
    RolePlayList: tuple[str, ...] = ()


class AzureSynthesizer:
    """
    Speaks with the voices of Azure Speech in one region, by short name (``en-US-AvaNeural``) or first name (``Ava``).
    """

    version = "1"
    repeatable = False

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.name = channel.provider.id
        self._found: tuple[_Voice, ...] = ()

    async def voices(self) -> tuple[Voice, ...]:
        """
        Return the voices of the region, by language and name.

        Raises:
            ProviderError: it could not be asked.
        """
        return listed(await self._offered(), self._channel.provider)

    async def described(self) -> tuple[AzureVoice, ...]:
        """
        Return the voices of the region with all that it says of them, by language and id.

        Raises:
            ProviderError: it could not be asked.
        """
        return tuple(
            AzureVoice(
                *(one.ShortName, one.DisplayName or one.ShortName, one.Locale, one.Gender or "unknown", one.VoiceType),
                *(one.StyleList, one.RolePlayList, _FEATURES, None, one.LocalName),
            )
            for one in sorted(await self._listed(), key=lambda one: (one.Locale, one.ShortName))
        )

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
        offer = chosen(await self._offered(), voice.voice_name, language, self._channel.provider)
        pitch = min(_HIGHEST, max(_LOWEST, voice.pitch))
        spoken = await together(self._spoken(one, _ssml(one.spoken, offer, voice.rate, pitch)) for one in texts)
        left = attrs.evolve(voice, pitch=voice.pitch - pitch)
        return recorded(tuple(zip(texts, spoken, strict=True)), left, 1.0, target, self.name)

    async def _spoken(self, text: Text, ssml: str) -> Utterance:
        charge = Charge(characters=len(text.spoken), dollars=_DOLLARS * len(text.spoken))
        call = Call(
            "POST",
            "cognitiveservices/v1",
            text=ssml,
            headers={"Content-Type": "application/ssml+xml", "X-Microsoft-OutputFormat": "riff-24khz-16bit-mono-pcm"},
            takes=WAVES,
            largest=64 * 1024 * 1024,
            kept=True,
            expected=charge,
        )
        return uttered(text, await self._channel.ask(call, as_wave, lambda _: charge))

    async def _offered(self) -> tuple[Offer, ...]:
        return tuple(
            Offer(one.ShortName, one.Locale, one.Gender and one.Gender.lower(), (one.DisplayName,))
            for one in await self._listed()
        )

    async def _listed(self) -> tuple[_Voice, ...]:
        if not self._found:
            call = Call("GET", "cognitiveservices/voices/list")
            self._found = await self._channel.json(call, tuple[_Voice, ...])
        return self._found


def _ssml(text: str, offer: Offer, rate: float, pitch: float) -> str:
    """Say in SSML who speaks *text*, how fast, and how many semitones higher."""
    # A number alone is a multiplier here; a percentage is what is added, unlike in SSML 1.1.
    prosody = f'rate="{rate:g}" pitch="{round(100 * (2 ** (pitch / 12) - 1)):+d}%"'
    spoken = escape(text) if (rate, pitch) == (1, 0) else f"<prosody {prosody}>{escape(text)}</prosody>"
    return (
        f'<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang={quoteattr(offer.language)}>'
        f"<voice name={quoteattr(offer.id)}>{spoken}</voice></speak>"
    )
