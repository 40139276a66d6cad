"""
The voices of macOS, by its program ``say``.

Its manual page (``man say``, macOS 14; read in 2026) documents the command line and the list of voices.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from aura_core.model.narration import Speech
from aura_core.model.voice import Voice, VoiceSpec
from aura_core.outbound.channel import Channel
from aura_core.outbound.failures import UnreachedError
from aura_core.providers.voices.choosing import Offer, chosen, listed
from aura_core.providers.voices.estimating import sentences_in, uttered
from aura_core.providers.voices.programs import run
from aura_core.providers.voices.uttered import recorded
from aura_core.providers.voices.waves import Wave, read_wave
from aura_core.verdicts import Verdict


__all__ = ["MacOSSynthesizer"]

_LINE: Final = re.compile(r"(?P<name>\S.*?)\s+(?P<language>[a-z]{2,3}(?:[_-][A-Za-z0-9]+)+)\s*(?:#.*)?")
"""``Alex   en_US   # Most people recognize me by my voice.``; names have blanks and brackets in them."""

_USUAL_PACE: Final = 165
"""Words a minute without our rests: the pace of a narrator; the program's own is 175."""

_WORDS_PER_MINUTE: Final = 155.0
"""What that comes to with our rests."""

_LIMIT_S: Final = 60.0

_RATE: Final = 22_050


class MacOSSynthesizer:
    """
    Speaks with the voices that are installed on this Mac, by name (``Samantha``).

    Args:
        program: How it is started.

        limit_s: Seconds that a sentence may take.
    """

    version = "1"
    # Which voice of a name is installed, the system does not tell; an update may change it.
    repeatable = False

    def __init__(
        self, channel: Channel, program: Sequence[str] = ("/usr/bin/say",), *, limit_s: float = _LIMIT_S
    ) -> None:
        self._channel = channel
        self.name = channel.provider.id
        self._program = tuple(program)
        self._limit_s = limit_s
        self._offers: tuple[Offer, ...] = ()

    async def voices(self) -> tuple[Voice, ...]:
        """
        Return the voices that are installed, by language and name.

        Raises:
            ProviderError: the program failed.
        """
        return listed(await self._offered(), self._channel.provider)

    async def words_per_minute(self, voice: VoiceSpec, language: str) -> float:
        """Return the pace that is asked for, with our rests."""
        return _WORDS_PER_MINUTE * voice.rate

    async def synthesize(self, text: str, voice: VoiceSpec, language: str, target: Path) -> Speech:
        """
        Speak *text* into the WAV file *target*.

        Raises:
            SpeechError: the voice does not exist, or nothing in *text* can be said.

            ProviderError: the program failed.
        """
        texts = sentences_in(text, self.name)
        name = chosen(await self._offered(), voice.voice_name, language, self._channel.provider).id
        arguments = ("-v", name, "-r", str(round(_USUAL_PACE * voice.rate)))
        async with self._channel.admitted(name):
            waves = [await self._said(one.spoken, arguments) for one in texts]
        spoken = [(one, uttered(one, wave)) for one, wave in zip(texts, waves, strict=True)]
        return recorded(spoken, voice, 1.0, target, self.name)

    async def _said(self, text: str, arguments: tuple[str, ...]) -> Wave:
        with tempfile.TemporaryDirectory(prefix="aura-say-") as folder:
            made = Path(folder, "said.wav")
            form = ("--file-format=WAVE", f"--data-format=LEI16@{_RATE}", "-o", str(made))
            # Two brackets begin a command to the synthesizer.
            read = text.replace("[[", "((")
            await run([*self._program, *arguments, *form, "-f", "-"], self._limit_s, read)
            try:
                return read_wave(await asyncio.to_thread(made.read_bytes))
            except (OSError, ValueError) as error:
                raise UnreachedError(Verdict.BAD_SCHEMA, "what its program wrote is no recording") from error

    async def _offered(self) -> tuple[Offer, ...]:
        if not self._offers:
            async with self._channel.admitted():
                self._offers = tuple(_offers(await run([*self._program, "-v", "?"], self._limit_s)))
                if not self._offers:
                    raise UnreachedError(Verdict.BAD_SCHEMA, "its program lists no voices")
        return self._offers


def _offers(listing: str) -> Iterator[Offer]:
    for line in listing.splitlines():
        if found := _LINE.fullmatch(line.strip()):
            yield Offer(found["name"], found["language"].replace("_", "-"))
