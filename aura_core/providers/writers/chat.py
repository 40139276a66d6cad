"""
OpenAI, and everybody who speaks like it: Azure OpenAI, OpenRouter, LM Studio, vLLM, Ollama's ``/v1``.

Chat completions with structured outputs, streamed:
https://platform.openai.com/docs/api-reference/chat, https://platform.openai.com/docs/guides/structured-outputs
(read in 2026). On Azure the model is the name of a deployment:
https://learn.microsoft.com/azure/foundry/openai/api-version-lifecycle.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import attrs

from aura_core.errors import ProviderError
from aura_core.outbound.answers import Body, parsed
from aura_core.outbound.call import Call
from aura_core.outbound.channel import Channel
from aura_core.providers.writers.modelled import Conversation, ModelWriter
from aura_core.providers.writers.talking import Said, cut_off, fallen_silent, refuse_error, refused, talk
from aura_core.verdicts import Verdict


__all__ = ["ChatModel", "chat_writer"]

_OWN_WORDS: Final = frozenset({"openai", "azureopenai"})
"""Who calls the limit of an answer ``max_completion_tokens`` and knows no ``top_k``."""

_HEADERS: Final = {"organization": "OpenAI-Organization", "project": "OpenAI-Project"}

_TAKES: Final = ("text/event-stream", "application/json")


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
    def _headers(self) -> dict[str, str]:
        """Say for whom it is asked, where its owner belongs to several."""
        more = self.channel.account.more
        return {header: more[name] for name, header in _HEADERS.items() if name in more}

    async def models(self) -> tuple[str, ...]:
        """
        List the models that it has, the first the one that it takes by itself.

        Raises:
            ProviderError: it does not say.
        """
        listed = await self.channel.json(Call("GET", "models", headers=self._headers), _Models)
        return tuple(model.id for model in listed.data)

    async def _first_model(self) -> str:
        """Take what a server of one's own has loaded."""
        if not (models := await self.models()):
            raise self.channel.failed(Verdict.MODEL_NOT_FOUND, "it has no model loaded", remedy="Load a model there.")
        return models[0]

    async def _asked(self, conversation: Conversation, model: str, heard: Callable[[str], None]) -> str:
        async def read(answer: Body) -> Said:
            return await (_streamed(answer, heard) if answer.type == "text/event-stream" else _whole(answer))

        body = self._body(conversation, model)
        return await talk(
            self.channel, "chat/completions", body, conversation, model, read, takes=_TAKES, headers=self._headers
        )

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


async def _streamed(body: Body, heard: Callable[[str], None]) -> Said:
    """Put the pieces of a stream together; one that ends without saying so was cut off."""
    pieces, usage, ended = list[str](), None, False
    async for data in body.events():
        if data.strip() == "[DONE]":
            ended = True
            break
        refuse_error(data)
        chunk = parsed(data, _Chunk)
        usage = chunk.usage or usage
        for choice in chunk.choices:
            pieces.append(_said(choice, choice.delta))
            heard(pieces[-1])
            ended = ended or choice.finish_reason is not None
    if not ended:
        raise fallen_silent()
    return _with_usage("".join(pieces), usage)


async def _whole(body: Body) -> Said:
    """Read an answer that comes in one piece, as servers give it that do not stream."""
    chunk = parsed(await body.whole(), _Chunk)
    return _with_usage("".join(_said(choice, choice.message) for choice in chunk.choices), chunk.usage)


def _said(choice: _Choice, text: _Text | None) -> str:
    if choice.finish_reason == "length":
        raise cut_off()
    if choice.finish_reason == "content_filter" or (text and text.refusal):
        raise refused()
    return (text.content or "") if text else ""


def _with_usage(text: str, usage: _Usage | None) -> Said:
    return Said(text, usage.prompt_tokens, usage.completion_tokens) if usage else Said(text)
