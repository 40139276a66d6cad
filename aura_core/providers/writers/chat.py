"""
OpenAI, and everybody who speaks like it: Azure OpenAI, OpenRouter, LM Studio, vLLM, Ollama's ``/v1``.

Chat completions with structured outputs, streamed:
https://platform.openai.com/docs/api-reference/chat, https://platform.openai.com/docs/guides/structured-outputs
(read in 2026). On Azure the model is the name of a deployment:
https://learn.microsoft.com/azure/foundry/openai/api-version-lifecycle.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

import attrs

from aura_core.errors import ProviderError
from aura_core.model.provider import Tier
from aura_core.outbound.answers import Body, parsed
from aura_core.outbound.channel import Call, Channel
from aura_core.outbound.charge import Charge
from aura_core.outbound.failures import UnreachedError, refusal_in
from aura_core.providers.writers.modelled import Conversation, ModelWriter
from aura_core.providers.writers.prices import charge_of
from aura_core.verdicts import Verdict


__all__ = ["ChatModel", "chat_writer"]

_OWN_WORDS: Final = frozenset({"openai", "azureopenai"})
"""Who calls the limit of an answer ``max_completion_tokens`` and knows no ``top_k``."""

_CHARACTERS_A_TOKEN: Final = 3.0
"""Rather few, so that what a call may cost is rather overestimated."""

_TOKENS_A_WORD: Final = 2.5
"""Of an answer in JSON, in a language that takes many."""


def chat_writer(channel: Channel) -> ModelWriter:
    """Have the model at the end of *channel* write."""
    return ModelWriter(ChatModel(channel))


@attrs.frozen
class _Text:
    content: str | None = None
    refusal: str | None = None


@attrs.frozen
class _Choice:
    delta: _Text | None = None
    message: _Text | None = None
    finish_reason: str | None = None


@attrs.frozen
class _Usage:
    prompt_tokens: int = 0
    completion_tokens: int = 0


@attrs.frozen
class _Chunk:
    choices: tuple[_Choice, ...]
    usage: _Usage | None = None


@attrs.frozen
class _Model:
    id: str


@attrs.frozen
class _Models:
    data: tuple[_Model, ...]


@attrs.frozen
class _Answer:
    text: str
    usage: _Usage | None


class ChatModel:
    """
    A model that is asked for chat completions.
    """

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self._takes_schemas = True

    async def answer(self, conversation: Conversation, heard: Callable[[str], None]) -> str:
        """
        Return the whole answer to *conversation*.

        Raises:
            ProviderError: there is none, or it was cut short.
        """
        model = conversation.parameters.model_override or self.channel.model or await self._first_model()
        try:
            return await self._asked(conversation, model, heard)
        except ProviderError as error:
            # Servers of one's own may not know structured outputs; the form stands in the prompt as well.
            if error.verdict is not Verdict.REJECTED or not self._takes_schemas or self._official:
                raise
            self._takes_schemas = False
            return await self._asked(conversation, model, heard)

    @property
    def _official(self) -> bool:
        return self.channel.provider.id in _OWN_WORDS

    @property
    def _free(self) -> bool:
        return self.channel.provider.tier is not Tier.PRO

    async def _first_model(self) -> str:
        """Take what a server of one's own has loaded."""
        listed = await self.channel.json(Call("GET", "models"), _Models)
        if not listed.data:
            raise self.channel.failed(Verdict.MODEL_NOT_FOUND, "it has no model loaded", remedy="Load a model there.")
        return listed.data[0].id

    async def _asked(self, conversation: Conversation, model: str, heard: Callable[[str], None]) -> str:
        body = self._body(conversation, model)
        asked = round(len(json.dumps(body)) / _CHARACTERS_A_TOKEN)
        answered = conversation.parameters.max_tokens or round(conversation.words * _TOKENS_A_WORD) + 500
        call = Call(
            "POST",
            "chat/completions",
            json=body,
            takes=("text/event-stream", "application/json"),
            read_s=min(120.0, conversation.seconds),
            total_s=conversation.seconds,
            kept=True,
            model=model,
            expected=charge_of(model, asked, answered, free=self._free),
        )

        async def read(answer: Body) -> _Answer:
            return await (_streamed(answer, heard) if answer.type == "text/event-stream" else _whole(answer))

        def charge(answer: _Answer) -> Charge:
            used = answer.usage or _Usage(asked, round(len(answer.text) / _CHARACTERS_A_TOKEN))
            return charge_of(model, used.prompt_tokens, used.completion_tokens, free=self._free)

        return (await self.channel.ask(call, read, charge)).text

    def _body(self, conversation: Conversation, model: str) -> dict[str, Any]:
        told = conversation.parameters
        limit = "max_completion_tokens" if self._official else "max_tokens"
        wishes = {
            "temperature": told.temperature,
            "top_p": told.top_p,
            "top_k": None if self._official else told.top_k,
            limit: told.max_tokens,
            "frequency_penalty": told.frequency_penalty,
            "presence_penalty": told.presence_penalty,
            "stop": list(told.stop_sequences) if told.stop_sequences else None,
            "seed": conversation.seed or None,
            "response_format": self._form(conversation),
        }
        return {
            "model": model,
            "messages": [{"role": message.role, "content": message.text} for message in conversation.messages],
            "stream": True,
            "stream_options": {"include_usage": True},
            **{name: value for name, value in wishes.items() if value is not None},
        }

    def _form(self, conversation: Conversation) -> dict[str, Any] | None:
        match conversation.parameters.response_format:
            case "text":
                return None
            case "json_object":
                return {"type": "json_object"}
            case _ if not self._takes_schemas:
                return None
        schema = {"name": conversation.name, "strict": True, "schema": conversation.schema}
        return {"type": "json_schema", "json_schema": schema}


async def _streamed(body: Body, heard: Callable[[str], None]) -> _Answer:
    """Put the pieces of a stream together; one that ends without saying so was cut off."""
    pieces, usage, ended = list[str](), None, False
    async for data in body.events():
        if data.strip() == "[DONE]":
            ended = True
            break
        _refuse_error(data)
        chunk = parsed(data, _Chunk)
        usage = chunk.usage or usage
        for choice in chunk.choices:
            pieces.append(_said(choice, choice.delta))
            heard(pieces[-1])
            ended = ended or choice.finish_reason is not None
    if not ended:
        raise UnreachedError(Verdict.TRUNCATED, "its answer ended before it was complete")
    return _checked("".join(pieces), usage)


async def _whole(body: Body) -> _Answer:
    """Read an answer that comes in one piece, as servers give it that do not stream."""
    chunk = parsed(await body.whole(), _Chunk)
    return _checked("".join(_said(choice, choice.message) for choice in chunk.choices), chunk.usage)


def _said(choice: _Choice, text: _Text | None) -> str:
    if choice.finish_reason == "length":
        raise UnreachedError(
            Verdict.TRUNCATED,
            "its answer was cut off at its limit of tokens",
            remedy="Raise llmParameters.maxTokens, or make a shorter film.",
        )
    if choice.finish_reason == "content_filter" or (text and text.refusal):
        raise UnreachedError(Verdict.CONTENT_POLICY, "it refuses to write about that")
    return (text.content or "") if text else ""


def _refuse_error(data: str) -> None:
    """Some put an error into the stream, whose status was fine by then."""
    try:
        said = json.loads(data)
    except ValueError:
        return
    if isinstance(said, dict) and "error" in said:
        verdict, words = refusal_in(500, data.encode())
        raise UnreachedError(verdict, f"it broke off ({words or 'without a reason'})")


def _checked(text: str, usage: _Usage | None) -> _Answer:
    if not text.strip():
        raise UnreachedError(Verdict.BAD_SCHEMA, "its answer is empty")
    return _Answer(text, usage)
