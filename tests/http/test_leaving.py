"""Readers who go away before they are answered."""

import asyncio
import json

import httpx
import pytest

from aura_core.settings import Settings
from aura_core.testing.stub import Fault, Stub
from aura_http.routes.speech import _LINES
from aura_http.server import create_app
from tests.stubs import chat, openai_speech, painters


_WRITER = {"preferredProvider": "OpenAI"}
_PAINTER = {"provider": "OpenAI"}
_TOPIC = {"topic": "How tides work", "targetDurationSeconds": 20, **_WRITER}
_SCENE = {"jobId": "{script}", "sceneIndex": 0}

ASKED = {
    "/api/scripts/generate": {**_TOPIC, "topic": "How ebbs work"},
    "/api/scripts/generate/stream": {**_TOPIC, "topic": "How floods work"},
    "/api/script": {"topic": "How waves work", "targetDurationMinutes": 0.5, "providerTier": "OpenAI"},
    "/api/scripts/{script}/regenerate": {},
    "/api/scripts/{script}/regenerate-all": {},
    "/api/scripts/{script}/enhance": {"goal": "Clearer"},
    "/api/scripts/{script}/scenes/1/regenerate": {},
    "/api/scripts/{script}/scenes/1/expand": {"factor": 2},
    "/api/scripts/{script}/scenes/1/shorten": {"factor": 0.5},
    "/api/script/regenerate-scene": _SCENE,
    "/api/script/expand-scene": {**_SCENE, "targetExpansion": 2},
    "/api/script/shorten-scene": {**_SCENE, "targetReduction": 0.5},
    "/api/document/convert": {"documentId": "{document}", **_WRITER},
    "/api/planner/recommendations": {"topic": "How tides work", "providerSelection": {"script": "OpenAI"}},
    "/api/visuals/generate": {"prompt": "A lighthouse at dusk", **_PAINTER},
    "/api/visuals/batch": {"prompts": [f"Lighthouse {number}" for number in range(20)], **_PAINTER},
    "/api/assets/generate": {"prompt": "A lighthouse at dawn", **_PAINTER},
    "/api/assets/ai/generate": {"prompt": "A lighthouse at noon", **_PAINTER},
    "/api/visual-selection/candidates": {"detailedDescription": "A lighthouse at night", **_PAINTER},
    "/api/visual-selection/regenerate": {**_SCENE, "refinedPrompt": {"subject": "A lighthouse", **_PAINTER}},
    "/api/visual-selection/{script}/scene/0/regenerate": {"refinedPrompt": {"subject": "The sea", **_PAINTER}},
    "/api/tts": {"lines": _LINES["lines"] * 20, "provider": "OpenAI", "voiceName": "Onyx"},
}
"""What is asked of somebody who is paid, and where."""


@pytest.fixture
def stub():
    """Somebody who writes, paints and speaks."""
    routes = {**chat.OPENAI.routes, **painters.OPENAI.routes, **openai_speech.ROUTES}
    with Stub(routes, chat.refusal) as stub:
        yield stub


@pytest.fixture
def app(stub, tmp_path):
    """An application whose owner has a key of theirs."""
    started = Settings(
        data=tmp_path,
        keys={"openai": chat.OPENAI.key},
        addresses={"openai": f"{stub.url}/v1"},
        providers_private=True,
    )
    return create_app(started)


async def left(app, path, body, stub):
    """Ask and go away as soon as somebody was asked; return the status and all that was sent."""
    sent = [{"type": "http.request", "body": json.dumps(body).encode(), "more_body": False}]
    answered = []

    async def receive():
        if sent:
            return sent.pop()
        await asyncio.to_thread(stub.heard.wait, 60)
        return {"type": "http.disconnect"}

    async def send(message):
        answered.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "http_version": "1.1",
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 50_000),
        "headers": [
            (b"host", b"127.0.0.1"),
            (b"content-type", b"application/json"),
            (b"content-length", str(len(sent[0]["body"])).encode()),
        ],
        "extensions": {},
    }
    await app(scope, receive, send)
    return answered[0]["status"], b"".join(message.get("body", b"") for message in answered)


def test_nobody_is_paid_for_whoever_has_gone(app, stub):
    """
    Who goes away is no longer written, painted or spoken for: nothing more is asked, and nothing half done is kept.
    """

    async def everything():
        calls = {}
        async with (
            app.lifespan(),
            httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client,
        ):
            kept = await client.post("/api/scripts/generate", json=_TOPIC)
            sent = await client.post(
                "/api/document/import", files={"file": ("tides.txt", b"The Moon pulls at the sea.")}
            )
            script, document = kept.json()["scriptId"], sent.json()["documentId"]
            # From now on nobody is answered.
            stub.fault = Fault.TIMEOUT
            for path, body in ASKED.items():
                stub.asked.clear()
                stub.heard.clear()
                named = json.loads(json.dumps(body).replace("{script}", script).replace("{document}", document))
                status, told = await left(app, path.replace("{script}", script), named, stub)
                calls[path] = (status, b"complete" in told, len(stub.asked))
            after = (await client.get("/api/scripts")).json()
        return calls, after

    calls, after = asyncio.run(everything())

    assert {path: (200 if "stream" in path else 400, False) for path in ASKED} == {
        path: found[:2] for path, found in calls.items()
    }
    # Who paints or speaks for many is asked for as many as are done at a time.
    assert all(1 <= found[2] < 20 for found in calls.values())
    assert [1] == [script["version"] for script in after["scripts"]]
