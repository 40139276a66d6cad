"""
Anthropic's messages, as https://platform.claude.com/docs/en/build-with-claude/streaming has them (read in 2026).
"""

import json

from aura_core.model.providers import PROVIDERS
from aura_core.providers.writers.claude import claude_writer
from aura_core.testing.services import Service
from aura_core.testing.stub import Answer
from tests.stubs.chat import said_to, use


def message(asked):
    """Answer a request for a message."""
    body = asked.json
    assert "2023-06-01" == asked.headers["anthropic-version"]
    assert {"user", "assistant"} >= {one["role"] for one in body["messages"]}
    assert body["max_tokens"] > 0
    assert body["output_config"]["format"]["schema"]["additionalProperties"] is False
    return streamed(said_to(body["messages"]))


def streamed(text, stop="end_turn"):
    """Cut *text* into events, after a thought, as the API streams it."""
    usage = {"input_tokens": 600, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 100, "output_tokens": 1}
    events = [
        {"type": "message_start", "message": {"id": "msg_1", "role": "assistant", "content": [], "usage": usage}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "thinking", "thinking": ""}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": "Hm."}},
        {"type": "content_block_stop", "index": 0},
        {"type": "ping"},
        {"type": "content_block_start", "index": 1, "content_block": {"type": "text", "text": ""}},
        *(
            {
                "type": "content_block_delta",
                "index": 1,
                "delta": {"type": "text_delta", "text": text[start : start + 40]},
            }
            for start in range(0, len(text), 40)
        ),
        {"type": "content_block_stop", "index": 1},
        {
            "type": "message_delta",
            "delta": {"stop_reason": stop, "stop_sequence": None},
            "usage": {"output_tokens": 300},
        },
        {"type": "message_stop"},
    ]
    lines = "".join(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n" for event in events)
    return Answer(lines.encode(), type="text/event-stream; charset=utf-8")


def refusal(status, asked):
    """Refuse as the service does; here with the key in its mouth."""
    types = {401: "authentication_error", 403: "permission_error", 404: "not_found_error", 429: "rate_limit_error"}
    error = {"type": types.get(status, "api_error"), "message": f"It is {status} for {asked.headers.get('x-api-key')}."}
    return {"type": "error", "error": error, "request_id": "req_1"}


def models(asked):
    """List the models."""
    return Answer({"data": [{"type": "model", "id": "claude-sonnet-5-5", "display_name": "Claude Sonnet 5.5"}]})


SERVICE = Service(
    PROVIDERS["anthropic"],
    "sk-ant-api03-0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT",
    {("POST", "/v1/messages"): message, ("GET", "/v1/models"): models},
    claude_writer,
    use,
    refusal,
    "/v1",
)
