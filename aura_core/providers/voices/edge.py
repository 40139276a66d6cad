"""
Edge: the voices that Microsoft's browser reads pages aloud with.

Nobody documents the service: what it is asked and how it answers is what ``edge-tts`` (7.3, https://github.com/rany2/edge-tts;
read in 2026) does. What changes with each version of the browser, its names and the token that it makes of the time, is
taken from there; the conversation is held over the one way out.

Several sentences are spoken in one conversation, a turn each, so that no word is ever in the wrong sentence.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import json
import time
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr, unescape

import attrs
import numpy as np

from aura_core.errors import ProviderError
from aura_core.model.narration import Speech
from aura_core.model.provider import Lack
from aura_core.model.voice import Voice, VoiceSpec
from aura_core.outbound.answers import parsed
from aura_core.outbound.call import Call
from aura_core.outbound.channel import Channel
from aura_core.outbound.charge import Charge
from aura_core.outbound.failures import UnreachedError
from aura_core.outbound.websocket import WebSocket
from aura_core.providers.voices.choosing import Offer, chosen, listed
from aura_core.providers.voices.estimating import sentences_in, uttered
from aura_core.providers.voices.uttered import Text, Utterance, recorded
from aura_core.providers.voices.waves import Wave
from aura_core.verdicts import Verdict


__all__ = ["EdgeSynthesizer", "edge_missing"]

_PACKAGES: Final = ("edge_tts", "miniaudio", "wsproto")

_TALK: Final = "edge/v1"

_OURS: Final = frozenset({"Accept-Encoding", "Authority", "Sec-WebSocket-Version"})
"""Headers that belong to the way out."""

_FORM: Final = "audio-24khz-48kbitrate-mono-mp3"
"""The only one that the browser asks for; plain samples are refused."""

_RATE: Final = 24_000

_TICKS: Final = 10_000_000
"""A second, as the service counts."""

_SLOWEST, _FASTEST = 0.5, 2.0
"""Paces that it has; what lies beyond is made here, and so is pitch, which it knows in Hz alone."""

_REACH: Final = 30
"""Characters after the last word in which the next one is looked for."""

_WORDS_PER_MINUTE: Final = 150.0
"""How fast its neural voices read English with our rests; they are those of Azure Speech."""


def edge_missing() -> Iterator[Lack]:
    """Say what this machine lacks for it."""
    if not all(map(importlib.util.find_spec, _PACKAGES)):
        yield Lack(
            "MissingPackage:edge-tts",
            Verdict.NOT_CONFIGURED,
            "its packages are not there",
            "Install them: pip install 'aura-video[edge]'.",
        )


@attrs.frozen
class _Voice:
    Name: str
    ShortName: str
    Locale: str
    Gender: str | None = None


@attrs.frozen
class _Words:
    Text: str


@attrs.frozen
class _Data:
    Offset: int = 0
    text: _Words | None = None


@attrs.frozen
class _Event:
    Type: str
    Data: _Data = _Data()


@attrs.frozen
class _Told:
    Metadata: tuple[_Event, ...]


@attrs.frozen
class _Turn:
    """
    A sentence as it was spoken: its recording as MP3, and the words with the ticks at which they begin.
    """

    audio: bytes
    words: tuple[tuple[str, int], ...]


class EdgeSynthesizer:
    """
    Speaks with the voices of Edge, by short name (``en-US-AriaNeural``) or what is its own in it (``Aria``).
    """

    version = "1"
    repeatable = False

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.name = channel.provider.id
        self._found: tuple[_Voice, ...] = ()

    async def voices(self) -> tuple[Voice, ...]:
        """
        Return the voices of the service, by language and name.

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
        offer = chosen(await self._offered(), voice.voice_name, language, self._channel.provider)
        name = next(one.Name for one in self._found if one.ShortName == offer.id)
        pace = min(_FASTEST, max(_SLOWEST, voice.rate))
        turns = await self._said([_ssml(one.spoken, name, offer.language, pace) for one in texts])
        try:
            spoken = await asyncio.to_thread(lambda: [_utterance(*one) for one in zip(texts, turns, strict=True)])
        except ValueError as error:
            raise self._channel.failed(Verdict.BAD_SCHEMA, "its audio cannot be decoded") from error
        return recorded(tuple(zip(texts, spoken, strict=True)), voice, voice.rate / pace, target, self.name)

    async def _said(self, documents: Sequence[str]) -> list[_Turn]:
        async def talk(socket: WebSocket) -> list[_Turn]:
            await socket.send(_message("speech.config", "application/json; charset=utf-8", _configuration()))
            turns = []
            for document in documents:
                await socket.send(_message("ssml", "application/ssml+xml", document, uuid.uuid4().hex))
                turns.append(await _turn(socket))
            return turns

        call = await self._call(
            _TALK, largest=256 * 1024 * 1024, total_s=600.0, expected=Charge(characters=sum(map(len, documents)))
        )
        with self._recognised():
            return await self._channel.talk(call, talk)

    async def _offered(self) -> tuple[Offer, ...]:
        if not self._found:
            call = await self._call("voices/list")
            with self._recognised():
                self._found = await self._channel.json(call, tuple[_Voice, ...])
        return tuple(
            Offer(
                one.ShortName,
                one.Locale,
                one.Gender and one.Gender.lower(),
                (one.ShortName.removeprefix(f"{one.Locale}-").removesuffix("Neural"),),
            )
            for one in self._found
        )

    async def _call(self, path: str, **more: Any) -> Call:
        """Make a call as the browser does: it says which it is, and proves that it knows the time."""
        for lack in edge_missing():
            raise self._channel.failed(lack.verdict, lack.reason, remedy=lack.remedy)
        query, headers = await asyncio.to_thread(_browser, talks=path == _TALK)
        return Call("GET", path, query=query, headers=headers, **more)

    @contextlib.contextmanager
    def _recognised(self) -> Iterator[None]:
        """Say what else a refusal may mean: there is no key that could be wrong."""
        try:
            yield
        except ProviderError as error:
            if error.verdict is not Verdict.FORBIDDEN:
                raise
            raise self._channel.failed(
                Verdict.FORBIDDEN,
                "it takes us for no browser that it knows",
                remedy="Set this machine's clock; if it is right, update: pip install --upgrade edge-tts.",
            ) from error


def _browser(*, talks: bool) -> tuple[dict[str, str], dict[str, str]]:
    """Return what the browser says of itself, in the query and in headers."""
    # Loads a client for HTTP that is not used, in a third of a second.
    from edge_tts import constants, drm  # noqa: PLC0415 - of an extra

    headers = drm.DRM.headers_with_muid(constants.WSS_HEADERS if talks else constants.VOICE_HEADERS)
    query = {
        "TrustedClientToken" if talks else "trustedclienttoken": constants.TRUSTED_CLIENT_TOKEN,
        "Sec-MS-GEC": drm.DRM.generate_sec_ms_gec(),
        "Sec-MS-GEC-Version": constants.SEC_MS_GEC_VERSION,
        **({"ConnectionId": uuid.uuid4().hex} if talks else {}),
    }
    return query, {name: value for name, value in headers.items() if name not in _OURS}


def _configuration() -> str:
    words = {"sentenceBoundaryEnabled": "false", "wordBoundaryEnabled": "true"}
    return json.dumps({"context": {"synthesis": {"audio": {"metadataoptions": words, "outputFormat": _FORM}}}})


def _ssml(text: str, name: str, language: str, pace: float) -> str:
    return (
        f'<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang={quoteattr(language)}>'
        f'<voice name={quoteattr(name)}><prosody pitch="+0Hz" rate="{round(100 * pace - 100):+d}%" volume="+0%">'
        f"{escape(text)}</prosody></voice></speak>"
    )


def _message(path: str, type_: str, body: str, request: str = "") -> str:
    moment = time.strftime("%a %b %d %Y %H:%M:%S GMT+0000 (Coordinated Universal Time)", time.gmtime())
    lines = [f"X-RequestId:{request}"] if request else []
    # The browser adds a letter that does not belong there, but not to its first message.
    lines += [f"Content-Type:{type_}", f"X-Timestamp:{moment}{'Z' if request else ''}", f"Path:{path}"]
    return "\r\n".join([*lines, "", body])


async def _turn(socket: WebSocket) -> _Turn:
    """Hear one turn to its end."""
    audio: list[bytes] = []
    words: list[tuple[str, int]] = []
    while True:
        heard = await socket.receive()
        path, body = _parted(heard)
        match path:
            case "audio":
                audio.append(body)
            case "audio.metadata":
                events = parsed(body, _Told).Metadata
                words += [
                    (unescape(one.Data.text.Text), one.Data.Offset)
                    for one in events
                    if one.Type == "WordBoundary" and one.Data.text
                ]
            case "turn.end":
                return _Turn(b"".join(audio), tuple(words))


def _parted(heard: str | bytes) -> tuple[str, bytes]:
    """
    Part a message into its path and its body; of bytes, the first two say how long the head is.

    Raises:
        UnreachedError: it has no path.
    """
    if isinstance(heard, str):
        head, _, body = heard.encode().partition(b"\r\n\r\n")
    else:
        length = int.from_bytes(heard[:2], "big")
        head, body = heard[2 : 2 + length], heard[2 + length :]
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name == b"Path":
            return value.strip().decode(errors="replace"), body
    raise UnreachedError(Verdict.BAD_SCHEMA, "it says something that is not what it usually does")


def _utterance(text: Text, turn: _Turn) -> Utterance:
    """
    Make samples of *turn*, and find where in *text* its words are.

    Raises:
        ValueError: its audio is none.
    """
    import miniaudio  # noqa: PLC0415 - of an extra

    samples = np.zeros(0, np.int16)
    if turn.audio:
        try:
            decoded = miniaudio.mp3_read_s16(turn.audio)
        except miniaudio.DecodeError as error:
            raise ValueError(str(error)) from error
        if (decoded.nchannels, decoded.sample_rate) != (1, _RATE):
            raise ValueError("it is of another form")
        samples = np.array(decoded.samples, np.int16)
    moments = tuple(_moments(text.spoken, turn.words))
    return Utterance(samples, _RATE, moments) if moments else uttered(text, Wave(samples, _RATE))


def _moments(spoken: str, words: Sequence[tuple[str, int]]) -> Iterator[tuple[int, float]]:
    place = 0
    for word, ticks in words:
        found = spoken.find(word, place, place + len(word) + _REACH)
        if word and found >= 0:
            yield found, ticks / _TICKS
            place = found + len(word)
