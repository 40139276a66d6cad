"""
A Mimic 3 server, as mimic3-http 0.2.4 answers.
"""

from aura_core.model.providers import PROVIDERS
from aura_core.model.voice import VoiceSpec
from aura_core.providers.voices.mimic3 import Mimic3Synthesizer
from aura_core.testing.services import Service
from aura_core.testing.stub import Answer
from tests.stubs.speaking import tones, wav


VOICES = [
    {"key": f"{language}/{name}", "name": name, "language": language, "description": "", "speakers": None}
    for language, name in (("de_DE", "thorsten_low"), ("en_UK", "apope_low"), ("en_US", "vctk_low"))
]


def spoken(asked):
    """Speak text that comes as it is."""
    assert asked.headers["content-type"].startswith("text/plain")
    assert asked.query["voice"] in {one["key"] for one in VOICES}
    return Answer(
        wav(tones(asked.body.decode(), 1 / float(asked.query["lengthScale"]), 22_050), 22_050), type="audio/wav"
    )


def refusal(status, asked):
    """Refuse with more than the server says, which is plain text."""
    return {"error": {"message": f"It is {status} for {asked.headers.get('authorization', '')}."}}


ROUTES = {("GET", "/api/voices"): lambda asked: Answer(VOICES), ("POST", "/api/tts"): spoken}


async def use(synthesizer, folder):
    return await synthesizer.synthesize("The sea rises. It falls.", VoiceSpec("vctk_low"), "en", folder / "a.wav")


SERVICE = Service(
    PROVIDERS["mimic3"], "key-of-a-gateway-0123", ROUTES, Mimic3Synthesizer, use, refusal, faulty="/api/tts"
)
