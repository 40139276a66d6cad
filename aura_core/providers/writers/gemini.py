"""
Google Gemini: generated content with structured output, streamed.

https://ai.google.dev/api/generate-content and https://ai.google.dev/gemini-api/docs/structured-output (read in November
2026).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import attrs

from aura_core.outbound.answers import Body, parsed
from aura_core.outbound.call import Call
from aura_core.outbound.channel import Channel
from aura_core.outbound.failures import UnreachedError
from aura_core.providers.writers.modelled import Conversation, ModelWriter
from aura_core.providers.writers.talking import Said, cut_off, fallen_silent, refuse_error, refused, talk
from aura_core.verdicts import Verdict


__all__ = ["GeminiModel", "gemini_writer"]

_WRITES: Final = "generateContent"
_MOST_MODELS: Final = "1000"

_ROLES: Final = {"user": "user", "assistant": "model"}


def gemini_writer(channel: Channel) -> ModelWriter:
    """Have Gemini write."""
    return ModelWriter(GeminiModel(channel))


@attrs.frozen
class _Part:
    text: str = ""
    thought: bool = False


@attrs.frozen
class _Content:
    parts: tuple[_Part, ...] = ()


@attrs.frozen
class _Candidate:
    content: _Content | None = None
    finish_reason: str | None = attrs.field(default=None, metadata={"wire": "finishReason"})


@attrs.frozen
class _Feedback:
    block_reason: str | None = attrs.field(default=None, metadata={"wire": "blockReason"})


@attrs.frozen
class _Usage:
    asked: int = attrs.field(default=0, metadata={"wire": "promptTokenCount"})
    answered: int = attrs.field(default=0, metadata={"wire": "candidatesTokenCount"})
    thought: int = attrs.field(default=0, metadata={"wire": "thoughtsTokenCount"})


@attrs.frozen
class _Chunk:
    candidates: tuple[_Candidate, ...] | None = None
    feedback: _Feedback | None = attrs.field(default=None, metadata={"wire": "promptFeedback"})
    usage: _Usage | None = attrs.field(default=None, metadata={"wire": "usageMetadata"})


@attrs.frozen
class _Model:
    name: str
    methods: tuple[str, ...] = attrs.field(default=(), metadata={"wire": "supportedGenerationMethods"})


@attrs.frozen
class _Models:
    models: tuple[_Model, ...]


class GeminiModel:
    """
    A model that is asked to generate content.
    """

    def __init__(self, channel: Channel) -> None:
        self.channel = channel

    async def answer(self, conversation: Conversation, heard: Callable[[str], None]) -> str:
        """
        Return the whole answer to *conversation*.

        Raises:
            ProviderError: there is none, or it was cut short.
        """
        model = (conversation.parameters.model_override or self.channel.model).removeprefix("models/")

        async def read(answer: Body) -> Said:
            return await _streamed(answer, heard)

        return await talk(
            self.channel,
            f"models/{model}:streamGenerateContent",
            _body(conversation),
            conversation,
            model,
            read,
            takes=("text/event-stream",),
            query={"alt": "sse"},
        )

    async def models(self) -> tuple[str, ...]:
        """
        List the models that write.

        Raises:
            ProviderError: it does not say.
        """
        listed = await self.channel.json(Call("GET", "models", query={"pageSize": _MOST_MODELS}), _Models)
        return tuple(model.name.removeprefix("models/") for model in listed.models if _WRITES in model.methods)


def _body(conversation: Conversation) -> dict[str, Any]:
    told = conversation.parameters
    wishes: dict[str, Any] = {
        "temperature": told.temperature,
        "topP": told.top_p,
        "topK": told.top_k,
        "maxOutputTokens": told.max_tokens,
        "frequencyPenalty": told.frequency_penalty,
        "presencePenalty": told.presence_penalty,
        "stopSequences": list(told.stop_sequences) if told.stop_sequences else None,
        "seed": conversation.seed or None,
    }
    if told.response_format != "text":
        wishes |= {"responseMimeType": "application/json", "responseJsonSchema": conversation.schema}
    system = [{"text": one.text} for one in conversation.messages if one.role == "system"]
    return {
        **({"systemInstruction": {"parts": system}} if system else {}),
        "contents": [
            {"role": _ROLES[one.role], "parts": [{"text": one.text}]}
            for one in conversation.messages
            if one.role in _ROLES
        ],
        "generationConfig": {name: value for name, value in wishes.items() if value is not None},
    }


async def _streamed(body: Body, heard: Callable[[str], None]) -> Said:
    pieces, usage, ended = list[str](), None, False
    async for data in body.events():
        refuse_error(data)
        chunk = parsed(data, _Chunk)
        if chunk == _Chunk():
            raise UnreachedError(Verdict.BAD_SCHEMA, "its answer is not what it documents: there are no candidates")
        if chunk.feedback and chunk.feedback.block_reason:
            raise refused()
        usage = chunk.usage or usage
        for candidate in chunk.candidates or ():
            said = "".join(part.text for part in _parts(candidate) if not part.thought)
            pieces.append(said)
            heard(said)
            ended = _ends(candidate.finish_reason) or ended
    if not ended:
        raise fallen_silent()
    text = "".join(pieces)
    return Said(text, usage.asked, usage.answered + usage.thought) if usage else Said(text)


def _parts(candidate: _Candidate) -> tuple[_Part, ...]:
    return candidate.content.parts if candidate.content else ()


def _ends(reason: str | None) -> bool:
    """Say whether the answer is whole; of all reasons that it may have, one is good."""
    if reason in {None, "STOP"}:
        return reason is not None
    if reason == "MAX_TOKENS":
        raise cut_off()
    raise refused()
