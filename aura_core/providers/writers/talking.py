"""
What talking to a language model takes, whoever it is: what a call may cost, what it did, and how answers end.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs

from aura_core.model.provider import Tier
from aura_core.outbound.answers import Body
from aura_core.outbound.call import Call
from aura_core.outbound.channel import Channel
from aura_core.outbound.charge import Charge
from aura_core.outbound.failures import UnreachedError, refusal_in
from aura_core.providers.writers.modelled import Conversation
from aura_core.providers.writers.prices import charge_of
from aura_core.verdicts import Verdict


__all__ = ["Said", "cut_off", "fallen_silent", "likely_tokens", "refuse_error", "refused", "talk"]

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})

_CHARACTERS_A_TOKEN: Final = 3.0
"""Rather few, so that what a call may cost is rather overestimated."""

_TOKENS_A_WORD: Final = 2.5
"""Of an answer in JSON, in a language that takes many."""

_FORM_TOKENS: Final = 500
"""What the form of an answer takes besides its words."""


@attrs.frozen
class Said:
    """
    What a model answered.

    Attributes:
        tokens_in: That it was asked; ``None`` when it does not say.

        tokens_out: That it answered, its thoughts among them; likewise.
    """

    text: str
    tokens_in: int | None = None
    tokens_out: int | None = None


async def talk(
    channel: Channel,
    path: str,
    body: Mapping[str, Any],
    conversation: Conversation,
    model: str,
    read: Callable[[Body], Awaitable[Said]],
    *,
    takes: tuple[str, ...],
    query: Mapping[str, str] = _NOTHING,
    headers: Mapping[str, str] = _NOTHING,
) -> str:
    """
    Send *body*, which asks *conversation*, and return the text of the answer.

    Raises:
        ProviderError: there is none, or it is empty.
    """
    free = channel.provider.tier is not Tier.PRO
    asked = _tokens_of(json.dumps(body))
    call = Call(
        "POST",
        path,
        query=query,
        json=body,
        headers=headers,
        takes=takes,
        read_s=min(120.0, conversation.seconds),
        total_s=conversation.seconds,
        kept=True,
        # Not everybody takes a seed, and who asks for another answer is not to be given the one that is there.
        variant=conversation.seed,
        model=model,
        expected=charge_of(model, asked, likely_tokens(conversation), free=free),
    )

    async def whole(answer: Body) -> Said:
        said = await read(answer)
        if not said.text.strip():
            raise UnreachedError(Verdict.BAD_SCHEMA, "its answer is empty")
        return said

    def charge(said: Said) -> Charge:
        took = _tokens_of(said.text) if said.tokens_out is None else said.tokens_out
        return charge_of(model, asked if said.tokens_in is None else said.tokens_in, took, free=free)

    return (await channel.ask(call, whole, charge)).text


def likely_tokens(conversation: Conversation) -> int:
    """Say about how many tokens the answer to *conversation* has."""
    return conversation.parameters.max_tokens or round(conversation.words * _TOKENS_A_WORD) + _FORM_TOKENS


def _tokens_of(text: str) -> int:
    return round(len(text) / _CHARACTERS_A_TOKEN)


def cut_off() -> UnreachedError:
    """Make the error for an answer that ends at its limit of tokens."""
    return UnreachedError(
        Verdict.TRUNCATED,
        "its answer was cut off at its limit of tokens",
        remedy="Raise llmParameters.maxTokens, or make a shorter film.",
    )


def refused() -> UnreachedError:
    """Make the error for an answer that a model, or a filter before it, does not give."""
    return UnreachedError(Verdict.CONTENT_POLICY, "it refuses to write about that")


def fallen_silent() -> UnreachedError:
    """Make the error for a stream that ends without saying so."""
    return UnreachedError(Verdict.TRUNCATED, "its answer ended before it was complete")


def refuse_error(data: str) -> None:
    """
    Look for an error in a message of a stream, whose status was fine by then.

    Raises:
        UnreachedError: there is one.
    """
    try:
        said = json.loads(data)
    except ValueError:
        return
    if isinstance(said, dict) and "error" in said:
        verdict, words = refusal_in(500, data.encode())
        raise UnreachedError(verdict, f"it broke off ({words or 'without a reason'})")
