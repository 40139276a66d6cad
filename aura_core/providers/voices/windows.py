"""
The voices of Windows, by ``System.Speech`` of the .NET Framework, which Windows PowerShell 5.1 brings along.

https://learn.microsoft.com/dotnet/api/system.speech.synthesis.speechsynthesizer (read in 2026).

Its events tell how much was written when a voice reported a word, not the moment that the voice meant (``EngineSite.cs`` of
https://github.com/dotnet/runtime), so the moments of words are estimated.
"""

from __future__ import annotations

import asyncio
import json
import math
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from aura_core.model.narration import Speech
from aura_core.model.voice import Voice, VoiceSpec
from aura_core.outbound.answers import parsed
from aura_core.outbound.channel import Channel
from aura_core.outbound.failures import UnreachedError
from aura_core.providers.voices.choosing import Offer, chosen, listed
from aura_core.providers.voices.estimating import sentences_in, uttered
from aura_core.providers.voices.programs import run
from aura_core.providers.voices.uttered import recorded
from aura_core.providers.voices.waves import Wave, read_wave
from aura_core.verdicts import Verdict


__all__ = ["WindowsSynthesizer"]

# No quotation marks: it is an argument. What it is to speak comes through its standard input, in one line of ASCII.
_SCRIPT: Final = """
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
try {
    Add-Type -AssemblyName System.Speech
    $asked = ConvertFrom-Json (@($input) -join '')
    $speaker = New-Object System.Speech.Synthesis.SpeechSynthesizer
    $voices = @()
    foreach ($one in $speaker.GetInstalledVoices()) {
        if ($one.Enabled) {
            $info = $one.VoiceInfo
            $voices += @{ name = $info.Name; language = [string]$info.Culture; gender = [string]$info.Gender }
        }
    }
    $told = ConvertTo-Json @{ voices = $voices } -Depth 3
    [IO.File]::WriteAllText([IO.Path]::Combine($asked.folder, 'told.json'), $told)
    if ($asked.voice) {
        $bits = [System.Speech.AudioFormat.AudioBitsPerSample]::Sixteen
        $channel = [System.Speech.AudioFormat.AudioChannel]::Mono
        $form = New-Object System.Speech.AudioFormat.SpeechAudioFormatInfo -ArgumentList 22050, $bits, $channel
        $speaker.SelectVoice($asked.voice)
        $speaker.Rate = $asked.rate
        $place = 0
        foreach ($text in $asked.texts) {
            $name = [IO.Path]::Combine($asked.folder, ([string]$place + '.wav'))
            $speaker.SetOutputToWaveFile($name, $form)
            $speaker.Speak([string]$text)
            $speaker.SetOutputToNull()
            $place += 1
        }
    }
} catch {
    [Console]::Error.WriteLine($_.Exception.Message)
    exit 1
}
"""

_STEPS: Final = 10
"""In which it speaks three times as fast, or as slowly: https://learn.microsoft.com/previous-versions/windows/desktop/ms719793."""

_WORDS_PER_MINUTE: Final = 155.0
"""How fast its voices read English, with our rests; they differ by a tenth."""

_START_S: Final = 60.0
"""For PowerShell to start on a machine that has just been switched on."""

_CHARACTERS_A_SECOND: Final = 20
"""It writes thousands."""


@attrs.frozen
class _Voice:
    name: str
    language: str = ""
    gender: str = ""


@attrs.frozen
class _Told:
    voices: tuple[_Voice, ...]


class WindowsSynthesizer:
    """
    Speaks with the voices that are installed on this Windows, by name (``Microsoft Zira Desktop``, ``Zira``).

    Args:
        program: How PowerShell is started.

        start_s: Seconds that it may take to start.
    """

    version = "1"
    # Which voice of a name is installed, the system does not tell; an update may change it.
    repeatable = False

    def __init__(self, channel: Channel, program: Sequence[str] | None = None, *, start_s: float = _START_S) -> None:
        self._channel = channel
        self.name = channel.provider.id
        self._program = tuple(program or (str(_powershell()),))
        self._start_s = start_s
        self._offers: tuple[Offer, ...] = ()

    async def voices(self) -> tuple[Voice, ...]:
        """
        Return the voices that are installed, by language and name.

        Raises:
            ProviderError: the program failed, or there are none.
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

            ProviderError: the program failed.
        """
        texts = sentences_in(text, self.name)
        name = chosen(await self._offered(), voice.voice_name, language, self._channel.provider).id
        step = max(-_STEPS, min(_STEPS, round(_STEPS * math.log(voice.rate, 3))))
        _, waves = await self._asked({"voice": name, "rate": step}, [one.spoken for one in texts])
        spoken = [(one, uttered(one, wave)) for one, wave in zip(texts, waves, strict=True)]
        return recorded(spoken, voice, voice.rate / 3 ** (step / _STEPS), target, self.name)

    async def _asked(self, asked: dict[str, Any], texts: Sequence[str]) -> tuple[_Told, list[Wave]]:
        """Have *texts* spoken by one process; return what voices there are, and the recordings."""
        async with self._channel.admitted(asked.get("voice", "")):
            with tempfile.TemporaryDirectory(prefix="aura-windows-") as folder:
                read = json.dumps({**asked, "texts": list(texts), "folder": folder})
                limit_s = self._start_s + len(read) / _CHARACTERS_A_SECOND
                options = ("-NoLogo", "-NoProfile", "-NonInteractive", "-OutputFormat", "Text")
                await run([*self._program, *options, "-Command", _SCRIPT], limit_s, f"{read}\n")
                return await asyncio.to_thread(_written, Path(folder), len(texts))

    async def _offered(self) -> tuple[Offer, ...]:
        if not self._offers:
            told, _ = await self._asked({}, [])
            self._offers = tuple(
                Offer(one.name, one.language, _gender(one), (one.name.removesuffix(" Desktop"), *one.name.split()[1:2]))
                for one in told.voices
                if one.language
            )
            if not self._offers:
                remedy = "Add one in the settings of Windows: Time & language, Speech."
                raise self._channel.failed(Verdict.NOT_CONFIGURED, "no voice is installed", remedy=remedy)
        return self._offers


def _powershell() -> Path:
    return Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "WindowsPowerShell", "v1.0", "powershell.exe")


def _gender(voice: _Voice) -> str | None:
    gender = voice.gender.lower()
    return gender if gender in {"female", "male"} else None


def _written(folder: Path, count: int) -> tuple[_Told, list[Wave]]:
    try:
        told = parsed((folder / "told.json").read_bytes(), _Told)
        return told, [read_wave((folder / f"{place}.wav").read_bytes()) for place in range(count)]
    except (OSError, ValueError) as error:
        raise UnreachedError(Verdict.BAD_SCHEMA, "what its program wrote is no recording") from error
