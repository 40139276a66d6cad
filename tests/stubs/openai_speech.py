"""
Speech as OpenAI documents it: https://platform.openai.com/docs/api-reference/audio/createSpeech (read in 2026).
"""

from aura_core.model.providers import PROVIDERS
from aura_core.model.voice import VoiceSpec
from aura_core.providers.voices.openai import OpenAISynthesizer
from aura_core.testing.services import Service
from aura_core.testing.stub import Answer
from tests.stubs import chat
from tests.stubs.speaking import tones, wav


def spoken(asked):
    """Stream a recording, which begins before anybody knows how long it will be."""
    body = asked.json
    assert body["model"] == "gpt-4o-mini-tts"
    assert len(body["input"]) <= 4096
    recording = bytearray(wav(tones(body["input"])))
    recording[40:44] = b"\xff\xff\xff\xff"
    return Answer(bytes(recording), type="audio/wav")


ROUTES = {("POST", "/v1/audio/speech"): spoken}


async def use(synthesizer, folder):
    return await synthesizer.synthesize("The sea rises. It falls.", VoiceSpec("Onyx"), "en", folder / "a.wav")


SERVICE = Service(
    PROVIDERS["openai"],
    chat.OPENAI.key,
    ROUTES,
    OpenAISynthesizer,
    use,
    chat.refusal,
    "/v1",
)
