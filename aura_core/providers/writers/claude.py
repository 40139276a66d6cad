"""
Anthropic: the Messages API with structured outputs, streamed.

https://platform.claude.com/docs/en/build-with-claude/streaming, …/structured-outputs and …/handling-stop-reasons
(read in November 2026).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import attrs

from aura_core.outbound.answers import Body, parsed
from aura_core.outbound.call import Call
from aura_core.outbound.channel import Channel
from aura_core.providers.writers.modelled import Conversation, ModelWriter
from aura_core.providers.writers.talking import Said, cut_off, fallen_silent, likely_tokens, refuse_error, refused, talk


__all__ = ["ClaudeModel", "claude_writer"]

_ROOM_TO_THINK: Final = 12_000
"""Tokens; its newer models think before they answer, and what they think counts."""

_MOST_TOKENS: Final = 64_000
"""What every model since Claude 4.5 can answer."""

_MOST_MODELS: Final = "100"


def claude_writer(channel: Channel) -> ModelWriter:
    """Have Claude write."""
    return ModelWriter(ClaudeModel(channel))


@attrs.frozen
class _Usage:
    input_tokens: int | None = None
    output_tokens: int | None = None
    cache_creation_input_tokens: int | None = None
    cache_read_input_tokens: int | None = None


@attrs.frozen
class _Message:
    usage: _Usage | None = None


@attrs.frozen
class _Delta:
    text: str | None = None
    stop_reason: str | None = None


@attrs.frozen
class _Event:
    type: str
    message: _Message | None = None
    delta: _Delta | None = None
    usage: _Usage | None = None


@attrs.frozen
class _Model:
    id: str


@attrs.frozen
class _Models:
    data: tuple[_Model, ...]


class ClaudeModel:
    """
    A model that is asked for messages.
    """

    def __init__(self, channel: Channel) -> None:
        self.channel = channel

    async def answer(self, conversation: Conversation, heard: Callable[[str], None]) -> str:
        """
        Return the whole answer to *conversation*.

        Raises:
            ProviderError: there is none, or it was cut short.
        """
        model = conversation.parameters.model_override or self.channel.model
        body = _body(conversation, model)

        async def read(answer: Body) -> Said:
            return await _streamed(answer, heard)

        return await talk(self.channel, "messages", body, conversation, model, read, takes=("text/event-stream",))

    async def models(self) -> tuple[str, ...]:
        """
        List the models that the key may ask, the newest first.

        Raises:
            ProviderError: it does not say.
        """
        listed = await self.channel.json(Call("GET", "models", query={"limit": _MOST_MODELS}), _Models)
        return tuple(model.id for model in listed.data)


def _body(conversation: Conversation, model: str) -> dict[str, Any]:
    """Say it in its words; penalties and seeds it does not know."""
    told = conversation.parameters
    wishes = {
        "system": "\n\n".join(one.text for one in conversation.messages if one.role == "system") or None,
        "temperature": told.temperature,
        "top_p": told.top_p,
        "top_k": told.top_k,
        "stop_sequences": list(told.stop_sequences) if told.stop_sequences else None,
        "output_config": {"format": {"type": "json_schema", "schema": conversation.schema}}
        if told.response_format != "text"
        else None,
    }
    return {
        "model": model,
        # It has no limit of its own: without one, there is no answer.
        "max_tokens": told.max_tokens or min(_MOST_TOKENS, likely_tokens(conversation) + _ROOM_TO_THINK),
        "messages": [{"role": one.role, "content": one.text} for one in conversation.messages if one.role != "system"],
        "stream": True,
        **{name: value for name, value in wishes.items() if value is not None},
    }


async def _streamed(body: Body, heard: Callable[[str], None]) -> Said:
    pieces, asked, answered, ended = list[str](), 0, None, False
    async for data in body.events():
        refuse_error(data)
        event = parsed(data, _Event)
        if event.message and event.message.usage:
            used = event.message.usage
            parts = (used.input_tokens, used.cache_creation_input_tokens, used.cache_read_input_tokens)
            asked = sum(filter(None, parts))
        if event.usage and event.usage.output_tokens is not None:
            answered = event.usage.output_tokens
        if event.delta:
            _check(event.delta.stop_reason)
            ended = ended or event.delta.stop_reason is not None
            if event.delta.text:
                pieces.append(event.delta.text)
                heard(event.delta.text)
    if not ended:
        raise fallen_silent()
    return Said("".join(pieces), asked or None, answered)


def _check(stop_reason: str | None) -> None:
    if stop_reason in {"max_tokens", "model_context_window_exceeded"}:
        raise cut_off()
    if stop_reason == "refusal":
        raise refused()
