"""
The service that Edge reads pages aloud with, as edge-tts 7.3 speaks to it: https://github.com/rany2/edge-tts.
"""

import json
import subprocess
from functools import lru_cache
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from edge_tts.constants import SEC_MS_GEC_VERSION, TRUSTED_CLIENT_TOKEN
from edge_tts.drm import DRM

from aura_core.ffmpeg.binary import locate
from aura_core.model.providers import PROVIDERS
from aura_core.model.voice import VoiceSpec
from aura_core.providers.voices.edge import EdgeSynthesizer
from aura_core.testing.services import Service
from aura_core.testing.stub import Answer
from aura_core.testing.talking import Talk
from tests.stubs.speaking import A_CHARACTER, RATE, tones


VOICES = [
    {
        "Name": f"Microsoft Server Speech Text to Speech Voice ({locale}, {name}Neural)",
        "ShortName": f"{locale}-{name}Neural",
        "Gender": gender,
        "Locale": locale,
        "SuggestedCodec": "audio-24khz-48kbitrate-mono-mp3",
        "FriendlyName": f"Microsoft {name} Online (Natural)",
        "Status": "GA",
        "VoiceTag": {"ContentCategories": ["General"], "VoicePersonalities": ["Friendly"]},
    }
    for locale, name, gender in (
        ("de-DE", "Katja", "Female"),
        ("en-AU", "Natasha", "Female"),
        ("en-US", "Aria", "Female"),
        ("en-US", "Guy", "Male"),
    )
]

PATH = "/consumer/speech/synthesize/readaloud"
_SPACE = "{http://www.w3.org/2001/10/synthesis}"


def _checked(asked, client):
    """Make sure that it is the browser who asks, at this time of the day."""
    token = {"Sec-MS-GEC": DRM.generate_sec_ms_gec(), "Sec-MS-GEC-Version": SEC_MS_GEC_VERSION}
    assert token == {name: asked.query[name] for name in token}
    assert TRUSTED_CLIENT_TOKEN == asked.query[client]
    assert "Edg/" in asked.headers["user-agent"]


def voices(asked):
    _checked(asked, "trustedclienttoken")
    return Answer(VOICES)


def spoken(asked):
    """Open a conversation: first what is wanted, then texts, each with a turn of its own."""
    _checked(asked, "TrustedClientToken")
    assert asked.query["ConnectionId"]
    wanted = []

    def turn(heard):
        head, _, body = heard.partition("\r\n\r\n")
        said = dict(line.split(":", 1) for line in head.split("\r\n"))
        if not wanted:
            assert said["Path"] == "speech.config"
            wanted.append(json.loads(body)["context"]["synthesis"]["audio"])
            assert wanted[0]["outputFormat"] == "audio-24khz-48kbitrate-mono-mp3"
            assert wanted[0]["metadataoptions"]["wordBoundaryEnabled"] == "true"
            return []
        assert (said["Path"], said["Content-Type"]) == ("ssml", "application/ssml+xml")
        return list(_turn(said["X-RequestId"], *_read(body)))

    return Talk(turn)


def _read(body):
    """Read SSML, which may have no more in it than this; return the text and its pace."""
    voice = ET.fromstring(body).find(f"{_SPACE}voice")
    assert voice.get("name") in {one["Name"] for one in VOICES}
    (prosody,) = voice
    assert ("+0Hz", "+0%") == (prosody.get("pitch"), prosody.get("volume"))
    assert len(prosody) == 0
    return prosody.text or "", 1 + int(prosody.get("rate").removesuffix("%")) / 100


def _turn(request, text, pace):
    def message(path, body):
        return f"X-RequestId:{request}\r\nContent-Type:application/json; charset=utf-8\r\nPath:{path}\r\n\r\n{body}"

    yield message("turn.start", '{"context": {"serviceTag": "0123456789abcdef"}}')
    yield message("response", '{"context": {"serviceTag": "0123456789abcdef"}, "audio": {"type": "inline"}}')
    audio = mp3(text, pace) if any(map(str.isalnum, text)) else b""
    for place in range(0, len(audio), 2000):
        yield _piece(request, "Content-Type:audio/mpeg\r\n", audio[place : place + 2000])
    for word, place in words(text):
        data = {"Offset": round(place * A_CHARACTER / pace * 1e7), "Duration": 1_000_000}
        data["text"] = {"Text": escape(word), "Length": len(word), "BoundaryType": "WordBoundary"}
        yield message("audio.metadata", json.dumps({"Metadata": [{"Type": "WordBoundary", "Data": data}]}))
    yield _piece(request, "", b"")
    yield message("turn.end", "{}")


def _piece(request, type_, audio):
    head = f"X-RequestId:{request}\r\n{type_}X-StreamId:0123456789ABCDEF\r\nPath:audio\r\n".encode()
    return len(head).to_bytes(2, "big") + head + audio


def words(text):
    """Give the words that are heard, with where they stand."""
    place = 0
    for word in text.split():
        place = text.index(word, place)
        if bare := word.strip(".,;:!?\"'()"):
            yield bare, place + word.index(bare)
        place += len(word)


@lru_cache
def mp3(text, pace):
    """Speak *text* as MP3, with nothing in it that says how it was made."""
    samples = tones(text, pace)
    argv = [locate().path, "-loglevel", "error", "-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "pipe:0"]
    made = ["-b:a", "48k", "-write_xing", "0", "-id3v2_version", "0", "-f", "mp3", "pipe:1"]
    return subprocess.run([*argv, *made], input=samples.tobytes(), capture_output=True, check=True).stdout


def refusal(status, asked):
    """Refuse as the service does, in plain words; here with the key of a gateway in its mouth."""
    return {"error": {"message": f"It is {status} for {asked.headers.get('authorization', '')}."}}


async def use(synthesizer, folder):
    return await synthesizer.synthesize("The sea & the Moon. It falls.", VoiceSpec("aria"), "en", folder / "a.wav")


ROUTES = {("GET", f"{PATH}/voices/list"): voices, ("GET", f"{PATH}/edge/v1"): spoken}

SERVICE = Service(
    PROVIDERS["edgetts"], "key-of-a-gateway-0123", ROUTES, EdgeSynthesizer, use, refusal, PATH, faulty=f"{PATH}/edge/v1"
)
