"""
Ollama, by its own API: chats with structured output, streamed; and the models that it has.

https://docs.ollama.com/api (read in November 2026).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import attrs

from aura_core.errors import ProviderError
from aura_core.outbound.answers import Body, parsed
from aura_core.outbound.call import Call
from aura_core.outbound.channel import Channel
from aura_core.outbound.failures import UnreachedError
from aura_core.ports import Report, quiet
from aura_core.providers.writers.modelled import Conversation, ModelWriter
from aura_core.providers.writers.talking import Said, cut_off, fallen_silent, likely_tokens, refuse_error, talk
from aura_core.verdicts import Verdict


__all__ = ["OllamaModel", "OllamaServer", "PulledModel", "ollama_writer"]

_LINES: Final = ("application/x-ndjson", "application/json")

_CHARACTERS_A_TOKEN: Final = 3
_SMALLEST: Final = 4096
_LARGEST: Final = 131_072

_HOURS_TO_PULL: Final = 6 * 3600.0

_UNKNOWN: Final = "pull model manifest: file does not exist"
"""How it says that there is no such model, after a status that was fine."""


def ollama_writer(channel: Channel) -> ModelWriter:
    """Have a model of one's own write."""
    return ModelWriter(OllamaModel(channel))


@attrs.frozen
class PulledModel:
    """
    A model that is there.

    Attributes:
        name: With its tag, such as ``llama3.1:8b``.

        size: Bytes; on disk, or in memory for one that runs.
    """

    name: str
    size: int = 0


@attrs.frozen
class _Models:
    models: tuple[PulledModel, ...]


@attrs.frozen
class _Version:
    version: str


@attrs.frozen
class _Message:
    content: str = ""


@attrs.frozen
class _Line:
    message: _Message
    done: bool = False
    done_reason: str | None = None
    prompt_eval_count: int | None = None
    eval_count: int | None = None


@attrs.frozen
class _Pulling:
    status: str
    total: int = 0
    completed: int = 0


class OllamaServer:
    """
    A server, and the models that it has.
    """

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    async def version(self) -> str:
        """
        Return its version; so it is known that it runs.

        Raises:
            ProviderError: it does not answer.
        """
        return (await self._channel.json(Call("GET", "api/version"), _Version)).version

    async def pulled(self) -> tuple[PulledModel, ...]:
        """
        List the models that it has, the one that was changed last first.

        Raises:
            ProviderError: it does not answer.
        """
        return (await self._channel.json(Call("GET", "api/tags"), _Models)).models

    async def running(self) -> tuple[PulledModel, ...]:
        """
        List the models that are in memory.

        Raises:
            ProviderError: it does not answer.
        """
        return (await self._channel.json(Call("GET", "api/ps"), _Models)).models

    async def pull(self, model: str, report: Report = quiet) -> None:
        """
        Have *model* fetched from its library.

        Raises:
            ProviderError: there is no such model, or it could not be fetched.
        """
        body = {"model": model, "stream": True}
        # It goes on where it was, so that asking again does no harm.
        call = Call("POST", "api/pull", json=body, takes=_LINES, total_s=_HOURS_TO_PULL, harmless=True, model=model)

        async def read(answer: Body) -> None:
            async for line in answer.lines():
                if _UNKNOWN in line:
                    reason = f"its library has no model {model}"
                    raise UnreachedError(Verdict.MODEL_NOT_FOUND, reason, remedy="Look for its name in the library.")
                refuse_error(line)
                pulling = parsed(line, _Pulling)
                report(pulling.completed / pulling.total if pulling.total else 0.0, pulling.status)
                if pulling.status == "success":
                    return
            raise fallen_silent()

        await self._channel.ask(call, read)


class OllamaModel:
    """
    A model that is asked to chat.
    """

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self._server = OllamaServer(channel)

    async def answer(self, conversation: Conversation, heard: Callable[[str], None]) -> str:
        """
        Return the whole answer to *conversation*.

        Raises:
            ProviderError: there is none, or it was cut short.
        """
        model = conversation.parameters.model_override or self.channel.account.model or await self._first()

        async def read(answer: Body) -> Said:
            return await _streamed(answer, heard)

        try:
            return await talk(
                self.channel, "api/chat", _body(conversation, model), conversation, model, read, takes=_LINES
            )
        except ProviderError as error:
            if error.verdict is not Verdict.MODEL_NOT_FOUND:
                raise
            raise self.channel.failed(
                Verdict.MODEL_NOT_FOUND, f"it has no model {model}", remedy=f"Get it with `ollama pull {model}`."
            ) from error

    async def models(self) -> tuple[str, ...]:
        """
        List the models that it has, the one that it takes by itself first.

        Raises:
            ProviderError: it does not answer.
        """
        return tuple(model.name for model in await self._server.pulled())

    async def _first(self) -> str:
        """Take the usual model where it is there, else the one that was changed last."""
        models, usual = await self.models(), self.channel.provider.model
        if not models:
            raise self.channel.failed(
                Verdict.MODEL_NOT_FOUND, "it has no models", remedy=f"Get one with `ollama pull {usual}`."
            )
        return usual if usual in models else models[0]


def _body(conversation: Conversation, model: str) -> dict[str, Any]:
    told = conversation.parameters
    wishes = {
        "temperature": told.temperature,
        "top_p": told.top_p,
        "top_k": told.top_k,
        "num_predict": told.max_tokens,
        "frequency_penalty": told.frequency_penalty,
        "presence_penalty": told.presence_penalty,
        "stop": list(told.stop_sequences) if told.stop_sequences else None,
        "seed": conversation.seed or None,
        "num_ctx": _room(conversation),
    }
    return {
        "model": model,
        "messages": [{"role": one.role, "content": one.text} for one in conversation.messages],
        "stream": True,
        **({} if told.response_format == "text" else {"format": conversation.schema}),
        "options": {name: value for name, value in wishes.items() if value is not None},
    }


def _room(conversation: Conversation) -> int:
    """Ask for room for question and answer: by itself, it forgets the beginning of what is longer, and does not say."""
    asked = sum(len(one.text) for one in conversation.messages) // _CHARACTERS_A_TOKEN
    needed = asked + likely_tokens(conversation)
    return min(_LARGEST, max(_SMALLEST, 1 << (needed - 1).bit_length()))


async def _streamed(body: Body, heard: Callable[[str], None]) -> Said:
    pieces = []
    async for data in body.lines():
        if not data.strip():
            continue
        refuse_error(data)
        line = parsed(data, _Line)
        pieces.append(line.message.content)
        heard(line.message.content)
        if line.done:
            if line.done_reason == "length":
                raise cut_off()
            return Said("".join(pieces), line.prompt_eval_count, line.eval_count)
    raise fallen_silent()
