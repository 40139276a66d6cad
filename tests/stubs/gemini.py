"""
Gemini's generated content, as https://ai.google.dev/api/generate-content has it (read in 2026).
"""

import json

from aura_core.model.providers import PROVIDERS
from aura_core.providers.writers.gemini import gemini_writer
from aura_core.testing.services import Service
from aura_core.testing.stub import Answer
from tests.stubs.chat import said_to, use


def generated(asked):
    """Answer a request for content."""
    body = asked.json
    assert asked.path.endswith(":streamGenerateContent")
    assert {"alt": "sse"} == asked.query
    assert "application/json" == body["generationConfig"]["responseMimeType"]
    messages = [{"role": one["role"], "content": one["parts"][0]["text"]} for one in body["contents"]]
    assert {"user", "model"} >= {one["role"] for one in messages}
    return streamed(said_to(messages))


def streamed(text, finish="STOP"):
    """Cut *text* into events, after a thought, as the API streams it."""
    pieces = [text[start : start + 40] for start in range(0, len(text), 40)]
    chunks = [{"candidates": [{"content": {"role": "model", "parts": [{"text": "Hm.", "thought": True}]}, "index": 0}]}]
    chunks += [
        {"candidates": [{"content": {"role": "model", "parts": [{"text": piece}]}, "index": 0}]} for piece in pieces
    ]
    usage = {"promptTokenCount": 700, "candidatesTokenCount": 200, "thoughtsTokenCount": 100, "totalTokenCount": 1000}
    chunks.append({"candidates": [{"finishReason": finish, "index": 0}], "usageMetadata": usage})
    return Answer(
        "".join(f"data: {json.dumps({**chunk, 'modelVersion': 'm'})}\r\n\r\n" for chunk in chunks).encode(),
        type="text/event-stream",
    )


def refusal(status, asked):
    """Refuse as the service does; here with the key in its mouth."""
    words = {401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND", 429: "RESOURCE_EXHAUSTED"}
    message = f"It is {status} for {asked.headers.get('x-goog-api-key')}."
    return {"error": {"code": status, "message": message, "status": words.get(status, "INTERNAL")}}


def models(asked):
    """List the models, one that does not write among them."""
    return Answer(
        {
            "models": [
                {"name": "models/gemini-3.8-flash", "supportedGenerationMethods": ["generateContent", "countTokens"]},
                {"name": "models/gemini-embedding-001", "supportedGenerationMethods": ["embedContent"]},
            ]
        }
    )


SERVICE = Service(
    PROVIDERS["gemini"],
    "AIzaSy0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sTuVw",
    {("GET", "/v1beta/models"): models, ("POST", "/v1beta/models/*"): generated},
    gemini_writer,
    use,
    refusal,
    "/v1beta",
)
