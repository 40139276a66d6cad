"""
ElevenLabs, as its API reference has it: https://elevenlabs.io/docs/api-reference (read in 2026).
"""

import base64

import numpy as np

from aura_core.model.providers import PROVIDERS
from aura_core.model.voice import VoiceSpec
from aura_core.providers.voices.elevenlabs import ElevenLabsSynthesizer
from aura_core.testing.services import Service
from aura_core.testing.stub import Answer


RATE = 24_000
A_CHARACTER = 0.058
"""Seconds; with its spaces a word of English has about six."""

VOICES = [
    {"voice_id": "21m00Tcm4TlvDq8ikWAM", "name": "Rachel", "labels": {"gender": "female", "language": "en"}},
    {"voice_id": "29vD33N1CtxCmqQRPOHJ", "name": "Drew", "labels": {"gender": "male", "language": "en"}},
    {"voice_id": "XB0fDUnXU5powFXDhCwa", "name": "Charlotte", "labels": {"gender": "female", "language": "sv"}},
    {"voice_id": "cloned", "name": "My own", "labels": None},
]


def spoken(asked):
    """Speak a tone a character, and silence for every space and stop."""
    body, text = asked.json, asked.json["text"]
    speed = body.get("voice_settings", {}).get("speed", 1.0)
    each = round(RATE * A_CHARACTER / speed)
    tones = [_tone(character, each) for character in text]
    starts = [place * each / RATE for place in range(len(text))]
    samples = np.concatenate(tones) if tones else np.zeros(0, "<i2")
    alignment = {
        "characters": list(text),
        "character_start_times_seconds": starts,
        "character_end_times_seconds": [start + each / RATE for start in starts],
    }
    return Answer(
        {
            "audio_base64": base64.b64encode(samples.astype("<i2").tobytes()).decode(),
            "alignment": alignment,
            "normalized_alignment": alignment,
        }
    )


def _tone(character, length):
    if not character.isalnum():
        return np.zeros(length, "<i2")
    moments = np.arange(length)
    return (9000 * np.sin(moments * 2 * np.pi * (150 + ord(character) % 97) / RATE)).astype("<i2")


def refusal(status, asked):
    """Refuse as the service does; here with the key in its mouth."""
    statuses = {401: "invalid_api_key", 403: "missing_permissions", 404: "voice_not_found"}
    key = asked.headers.get("xi-api-key", "")
    return {"detail": {"status": statuses.get(status, "error"), "message": f"It is {status} for {key}."}}


ROUTES = {
    ("GET", "/v1/voices"): lambda asked: Answer({"voices": VOICES}),
    ("POST", "/v1/text-to-speech/*"): spoken,
}


async def use(synthesizer, folder):
    return await synthesizer.synthesize("The sea rises. It falls.", VoiceSpec("Rachel"), "en", folder / "a.wav")


SERVICE = Service(
    PROVIDERS["elevenlabs"],
    "sk_0123456789abcdef0123456789abcdef0123456789abcdef",
    ROUTES,
    ElevenLabsSynthesizer,
    use,
    refusal,
    "/v1",
)

SPEAKING = Service(
    PROVIDERS["elevenlabs"],
    SERVICE.key,
    ROUTES,
    ElevenLabsSynthesizer,
    use,
    refusal,
    "/v1",
    faulty="/v1/text-to-speech/",
)
"""The same, well enough to list its voices and failing to speak."""
