"""
Azure Speech, as its REST API is documented: learn.microsoft.com/azure/ai-services/speech-service/rest-text-to-speech.
"""

import math
from xml.etree import ElementTree as ET

from aura_core.model.provider import Account
from aura_core.model.providers import PROVIDERS
from aura_core.model.voice import VoiceSpec
from aura_core.providers.voices.azure import AzureSynthesizer
from aura_core.testing.services import Service
from aura_core.testing.stub import Answer
from tests.stubs.speaking import tones, wav


VOICES = [
    {
        "Name": f"Microsoft Server Speech Text to Speech Voice ({locale}, {name}Neural)",
        "DisplayName": name,
        "LocalName": name,
        "ShortName": f"{locale}-{name}Neural",
        "Gender": gender,
        "Locale": locale,
        "SampleRateHertz": "48000",
        "VoiceType": "Neural",
        **({"StyleList": ["chat", "hopeful"], "RolePlayList": ["Narrator"]} if name == "Ava" else {}),
        "Status": "GA",
        "WordsPerMinute": "152",
    }
    for locale, name, gender in (
        ("de-AT", "Ingrid", "Female"),
        ("de-DE", "Katja", "Female"),
        ("en-AU", "Natasha", "Female"),
        ("en-US", "Ava", "Female"),
        ("en-US", "Andrew", "Male"),
    )
]

_SPACE = "{http://www.w3.org/2001/10/synthesis}"


def spoken(asked):
    """Speak SSML, which has to be well-formed and within the limits, as the service speaks it."""
    assert asked.headers["content-type"] == "application/ssml+xml"
    assert asked.headers["x-microsoft-outputformat"] == "riff-24khz-16bit-mono-pcm"
    speak = ET.fromstring(asked.body)
    voice = speak.find(f"{_SPACE}voice")
    assert voice.get("name") in {one["ShortName"] for one in VOICES}
    prosody = voice.find(f"{_SPACE}prosody")
    rate, pitch = (1.0, 0) if prosody is None else (float(prosody.get("rate")), int(prosody.get("pitch")[:-1]))
    assert 0.5 <= rate <= 2
    assert -50 <= pitch <= 50
    samples = tones("".join(voice.itertext()), rate, pitch=12 * math.log2(1 + pitch / 100))
    return Answer(wav(samples), type="audio/x-wav")


def refusal(status, asked):
    """Refuse as the gateway before the service does; here with the key in its mouth."""
    key = asked.headers.get("ocp-apim-subscription-key", "")
    return {"error": {"code": str(status), "message": f"Access denied due to invalid subscription key {key}."}}


ROUTES = {
    ("GET", "/cognitiveservices/voices/list"): lambda asked: Answer(VOICES),
    ("POST", "/cognitiveservices/v1"): spoken,
}


async def use(synthesizer, folder):
    return await synthesizer.synthesize("The sea & the Moon. It falls.", VoiceSpec("andrew"), "en", folder / "a.wav")


SERVICE = Service(
    PROVIDERS["azurespeech"],
    "0123456789abcdef0123456789abcdef",
    ROUTES,
    AzureSynthesizer,
    use,
    refusal,
    account=Account(more={"region": "eastus"}),
    faulty="/cognitiveservices/v1",
)
