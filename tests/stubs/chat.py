"""
Chat completions as OpenAI documents them, for everybody who speaks like OpenAI.

https://platform.openai.com/docs/api-reference/chat/streaming, and /docs/guides/error-codes (read in 2026).
"""

import json
import re

from aura_core.model.brief import Brief
from aura_core.model.order import Order
from aura_core.model.provider import Account
from aura_core.model.providers import PROVIDERS
from aura_core.providers.writers.chat import chat_writer
from aura_core.testing.services import Service
from aura_core.testing.stub import Answer


WORDS = [
    "The",
    "sea",
    "rises",
    "and",
    "falls",
    "twice",
    "a",
    "day",
    "because",
    "the",
    "Moon",
    "pulls",
    "at",
    "the",
    "water",
    "that",
    "faces",
    "it",
]


def script_for(prompt):
    """Write as many words in as many scenes as *prompt* asks for."""
    asked = re.search(r"about (\d+) words are spoken in all, in (\d+) scenes", prompt)
    words, scenes = (int(asked[1]), int(asked[2])) if asked else (60, 3)
    each, more = divmod(words, scenes)
    return {
        "title": "How it works",
        "subtitle": "In short",
        "scenes": [
            {
                "heading": f"Part {number + 1}",
                "narration": narration(each + (number < more)),
                "visual": "waves on rocks",
                "bullets": [],
                "citations": [1] if "[1] (" in prompt and number else [],
            }
            for number in range(scenes)
        ],
    }


def narration(count, start=0):
    """Say *count* words in sentences of at most ten."""
    words = [WORDS[(start + place) % len(WORDS)].lower() for place in range(max(1, count))]
    sentences = [" ".join(words[start : start + 10]) for start in range(0, len(words), 10)]
    return " ".join(f"{sentence.capitalize()}." for sentence in sentences)


def translated(messages):
    """Say what there is to translate in no language at all."""
    asked = next(one["content"] for one in messages if "Translate these" in one["content"])
    texts, _ = json.JSONDecoder().raw_decode(asked, asked.index('{"texts"'))
    return [f"x-{text}" if any(map(str.isalpha, text)) else text for text in texts["texts"]]


def revised(asked):
    """Give the scenes that *asked* names, each in as many words as it says, and none like the one before."""
    return {
        "scenes": [
            {
                "number": int(number),
                "heading": f"Part {number} again",
                "narration": narration(int(words), start=11 if "better to hear" in asked else 7),
                "visual": "a lighthouse",
                "bullets": [],
                "citations": [],
            }
            for number, words in re.findall(r"- scene (\d+), in about (\d+) words", asked)
        ]
    }


ADVICE = {
    "mood": "Serious",
    "rate": 0.93,
    "pitch": -1.5,
    "pause": "Dramatic",
    "scenes": 4,
    "thumbnail": "A lighthouse under a full moon, seen from the water.",
    "reasons": ["Sailors want the facts, so the voice is calm."],
}


def said_to(messages):
    """Answer *messages* as a capable model would."""
    last = messages[-1]["content"]
    asked = next(one["content"] for one in messages if one["role"] == "user")
    if "Decide how this film is told" in asked:
        return json.dumps(ADVICE)
    if "Revise these of its scenes" in asked:
        return json.dumps(revised(asked))
    if "Translate these" in messages[-1]["content"] or "Once more." in last:
        return json.dumps({"texts": translated(messages)})
    if "strict editor" in last:
        return json.dumps({"score": 90, "weaknesses": ["It could be shorter."]})
    return json.dumps(script_for(asked))


def streamed(text, finish="stop"):
    """Cut *text* into events, as the API streams it."""
    pieces = [text[start : start + 40] for start in range(0, len(text), 40)]
    chunks = [{"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]} for piece in pieces]
    chunks.append({"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
    chunks.append({"choices": [], "usage": {"prompt_tokens": 700, "completion_tokens": 300, "total_tokens": 1000}})
    events = "".join(f"data: {json.dumps({'object': 'chat.completion.chunk', **one})}\n\n" for one in chunks)
    return Answer(f"{events}data: [DONE]\n\n".encode(), type="text/event-stream; charset=utf-8")


def completion(asked):
    """Answer a chat completion."""
    body = asked.json
    assert body["model"]
    assert body["messages"][0]["role"] == "system"
    return streamed(said_to(body["messages"]))


def refusal(status, asked):
    """Refuse as OpenAI does, which repeats a part of the key, and a gateway in front of it maybe all."""
    key = asked.headers.get("authorization", asked.headers.get("api-key", "")).removeprefix("Bearer ")
    codes = {401: "invalid_api_key", 404: "model_not_found", 429: "rate_limit_exceeded"}
    message = f"Incorrect API key provided: {key}." if status == 401 else f"It is {status}, {key}."
    return {"error": {"message": message, "type": "error", "param": None, "code": codes.get(status)}}


def routes(path):
    """Give the API below *path*."""
    return {
        ("POST", f"{path}/chat/completions"): completion,
        ("GET", f"{path}/models"): lambda asked: Answer(
            {"object": "list", "data": [{"id": "small", "object": "model"}]}
        ),
    }


async def use(writer, folder):
    return await writer.write(Order(Brief("How tides work")), 150.0)


def service(provider, key, path="/v1", account=None):
    """Describe somebody who speaks like OpenAI."""
    return Service(PROVIDERS[provider], key, routes(path), chat_writer, use, refusal, path, account or Account())


OPENAI = service("openai", "sk-proj-0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT")
AZURE = service("azureopenai", "0f1e2d3c4b5a69788796a5b4c3d2e1f0", "/openai/v1", Account(model="my-deployment"))
OPENROUTER = service("openrouter", "sk-or-v1-0a1b2c3d4e5f60718293a4b5c6d7e8f9", "/api/v1")
LM_STUDIO = service("lmstudio", "lm-studio-key-of-a-proxy")
VLLM = service("vllm", "vllm-secret-of-a-proxy")
COMPATIBLE = service("openaicompatible", "secret-of-a-compatible-server", account=Account(model="mine"))
