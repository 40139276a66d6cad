"""
Ollama, as https://docs.ollama.com/api has it (read in 2026).
"""

import json

from aura_core.model.providers import PROVIDERS
from aura_core.providers.writers.ollama import ollama_writer
from aura_core.testing.services import Service
from aura_core.testing.stub import Answer
from tests.stubs.chat import said_to, use


def chat(asked):
    """Answer a chat."""
    body = asked.json
    assert "object" == body["format"]["type"]
    assert body["options"]["num_ctx"] >= 4096
    return streamed(said_to(body["messages"]))


def streamed(text, reason="stop"):
    """Cut *text* into lines, as the API streams it."""
    pieces = [text[start : start + 40] for start in range(0, len(text), 40)]
    lines = [{"model": "m", "message": {"role": "assistant", "content": piece}, "done": False} for piece in pieces]
    last = {"done": True, "done_reason": reason, "prompt_eval_count": 700, "eval_count": 300, "total_duration": 1}
    lines.append({"model": "m", "message": {"role": "assistant", "content": ""}, **last})
    return Answer("".join(f"{json.dumps(line)}\n" for line in lines).encode(), type="application/x-ndjson")


def pulling(asked):
    """Fetch a model, or say that there is none."""
    name = asked.json["model"]
    lines = [{"status": "pulling manifest"}, {"status": "pulling 6a0746a1ec1a", "total": 100, "completed": 40}]
    lines.append({"error": "pull model manifest: file does not exist"} if name == "none" else {"status": "success"})
    return Answer("".join(f"{json.dumps(line)}\n" for line in lines).encode(), type="application/x-ndjson")


def refusal(status, asked):
    """Refuse as the server, or a proxy before it that wants a key, does."""
    return {"error": f"It is {status} for {asked.headers.get('authorization')}."}


MODELS = {"models": [{"name": "qwen3:4b", "model": "qwen3:4b", "size": 2_600_000_000, "details": {"format": "gguf"}}]}

SERVICE = Service(
    PROVIDERS["ollama"],
    "ollama-key-of-a-proxy",
    {
        ("POST", "/api/chat"): chat,
        ("POST", "/api/pull"): pulling,
        ("GET", "/api/tags"): lambda asked: Answer(MODELS),
        ("GET", "/api/ps"): lambda asked: Answer(MODELS),
        ("GET", "/api/version"): lambda asked: Answer({"version": "0.12.6"}),
    },
    ollama_writer,
    use,
    refusal,
)
