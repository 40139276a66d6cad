"""
Piper: neural voices on this machine, each a file.

https://github.com/OHF-Voice/piper1-gpl (``pip install piper-tts``), or its forerunner https://github.com/rhasspy/piper;
both take the same command line (read in 2026).
It runs as a program of its own, for its licence is the GPL and its packages weigh 200 MB.
Nothing is downloaded: ``python -m piper.download_voices`` does that, when its user wants it.
"""

from __future__ import annotations

import asyncio
import importlib.util
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from aura_core.errors import ProviderError
from aura_core.model.narration import Speech
from aura_core.model.provider import Lack
from aura_core.model.voice import Voice, VoiceSpec
from aura_core.outbound.channel import Channel
from aura_core.outbound.failures import UnreachedError
from aura_core.providers.voices.choosing import Offer, chosen, listed
from aura_core.providers.voices.estimating import sentences_in, uttered
from aura_core.providers.voices.programs import run
from aura_core.providers.voices.uttered import recorded
from aura_core.providers.voices.waves import Wave, read_wave
from aura_core.verdicts import Verdict


__all__ = ["PiperSynthesizer", "piper_missing"]

_WORDS_PER_MINUTE: Final = 165.0
"""How fast its English voices are meant to read, with our rests; they differ by a fifth."""

_START_S: Final = 60.0
"""For a model to load from a slow disk."""

_CHARACTERS_A_SECOND: Final = 5
"""It speaks a hundred on a processor of 2020."""


def piper_missing() -> Iterator[Lack]:
    """Say what this machine lacks for it."""
    if not _program():
        yield Lack(
            "MissingProgram:piper",
            Verdict.NOT_CONFIGURED,
            "its program is not there",
            "Install it: pip install piper-tts, or put piper on the PATH.",
        )


class PiperSynthesizer:
    """
    Speaks with the voices in a folder, or with one: each is ``NAME.onnx`` beside ``NAME.onnx.json``.

    A voice is asked for by name (``en_US-lessac-medium``), and a speaker of one that has several by ``NAME#SPEAKER``.

    Args:
        program: How it is started; by default ``piper`` of the PATH, else that of this Python.

        start_s: Seconds that a model may take to load.
    """

    version = "1"
    # Every time it speaks a little differently, by its noise.
    repeatable = False

    def __init__(self, channel: Channel, program: Sequence[str] | None = None, *, start_s: float = _START_S) -> None:
        self._channel = channel
        self._start_s = start_s
        self.name = channel.provider.id
        self._program = tuple(program or _program())

    async def voices(self) -> tuple[Voice, ...]:
        """
        Return the voices in the folder, by language and name.

        Raises:
            ProviderError: there are none.
        """
        return listed(tuple(self._offers()), self._channel.provider)

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
        offers = self._offers()
        model, speaker = offers[chosen(tuple(offers), voice.voice_name, language, self._channel.provider)]
        arguments = ["--model", str(model), "--length_scale", f"{1 / voice.rate:.3f}"]
        arguments += ["--speaker", str(speaker)] if speaker is not None else []
        waves = await self._spoken([one.spoken.strip() for one in texts], arguments)
        spoken = [(one, uttered(one, wave)) for one, wave in zip(texts, waves, strict=True)]
        return recorded(spoken, voice, 1.0, target, self.name)

    async def _spoken(self, lines: list[str], arguments: list[str]) -> list[Wave]:
        """Have each of *lines* spoken, by one process, so that the model is loaded once."""
        async with self._channel.admitted(arguments[1]):
            with tempfile.TemporaryDirectory(prefix="aura-piper-") as folder:
                read = "\n".join([*lines, ""])
                limit_s = self._start_s + len(read) / _CHARACTERS_A_SECOND
                await run([*self._program, *arguments, "--output_dir", folder], limit_s, read)
                return await asyncio.to_thread(_waves, Path(folder), len(lines))

    def _offers(self) -> dict[Offer, tuple[Path, int | None]]:
        """Find the voices, each with its file and the number of its speaker."""
        place = Path(self._channel.model).expanduser()
        models = sorted(place.glob("*.onnx")) if place.is_dir() else [place] if place.is_file() else []
        found = {offer: (model, speaker) for model in models for offer, speaker in self._of(model)}
        if not found:
            raise self._channel.failed(
                Verdict.NOT_CONFIGURED,
                f"there is no voice at {place}",
                remedy=f"{self._channel.provider.fetching} Name the file NAME.onnx, or its folder, in PIPER_MODEL.",
            )
        return found

    def _of(self, model: Path) -> Iterator[tuple[Offer, int | None]]:
        try:
            said = json.loads(model.with_name(f"{model.name}.json").read_text(encoding="utf-8"))
            speakers = dict(said.get("speaker_id_map") or {})
            language = _language(said, model)
        except (OSError, ValueError, AttributeError, TypeError) as error:
            raise self._unusable(model) from error
        yield Offer(model.stem, language), None
        for name, number in speakers.items():
            yield Offer(f"{model.stem}#{name}", language), int(number)

    def _unusable(self, model: Path) -> ProviderError:
        return self._channel.failed(
            Verdict.NOT_CONFIGURED,
            f"{model.name}.json is not there, or does not describe a voice",
            remedy="Download the voice once more, both files: python -m piper.download_voices NAME.",
        )


def _program() -> tuple[str, ...]:
    if found := shutil.which("piper"):
        return (found,)
    return (sys.executable, "-m", "piper") if importlib.util.find_spec("piper") else ()


def _language(said: Any, model: Path) -> str:
    """Return what a model speaks, by its description, else by its name."""
    code = (said.get("language") or {}).get("code") or model.stem.partition("-")[0]
    return str(code).replace("_", "-")


def _waves(folder: Path, count: int) -> list[Wave]:
    """Read what was spoken, in order: each file's name is the nanosecond in which it was begun."""
    files = sorted((path for path in folder.glob("*.wav") if path.stem.isdecimal()), key=lambda path: int(path.stem))
    if len(files) != count:
        raise UnreachedError(Verdict.BAD_SCHEMA, f"its program spoke {len(files)} of {count} sentences")
    try:
        return [read_wave(path.read_bytes()) for path in files]
    except ValueError as error:
        raise UnreachedError(Verdict.BAD_SCHEMA, f"what its program wrote is no recording: {error}") from error
