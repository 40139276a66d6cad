"""
Whom a part of a film might be given to, and what that may cost; nobody is asked.

Rule: nothing is made up. How good somebody is, is how often they answered; what nobody knows is said to be unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from aura_core.casting.cast import Rosters
from aura_core.casting.parts import Part, flat
from aura_core.casting.roster import Availability, Roster
from aura_core.catalogue.health import status_of
from aura_core.catalogue.listing import chain_of
from aura_core.configuration.configuration import Configuration
from aura_core.errors import InvalidInputError
from aura_core.keys.keys import provider_in
from aura_core.model.prices import asks_nothing, character_price, picture_price, token_prices
from aura_core.model.provider import Account, Provider
from aura_core.model.provider_advice import CostEstimateDto, CostEstimateRequest, ProviderRecommendation
from aura_core.outbound.calls import calls_in
from aura_core.outbound.tallies import By, Tally, tallies
from aura_core.setup.preflight import parts_by
from aura_core.setup.profiles import active
from aura_core.words import counted


__all__ = ["cost_of_call", "recommended"]

_PARTS: Final[Mapping[str, Part]] = {
    **dict.fromkeys(
        (
            *("script", "llm", "scriptgeneration", "scriptrefinement", "visualprompts", "narrationoptimization"),
            *("quickoperations", "sceneanalysis", "contentcomplexity", "narrativevalidation"),
        ),
        Part.SCRIPT,
    ),
    **dict.fromkeys(("tts", "speech", "narration", "texttospeech"), Part.SPEECH),
    **dict.fromkeys(("visuals", "images", "pictures", "imagegeneration"), Part.PICTURES),
    "music": Part.MUSIC,
}
"""What is meant by an operation, flat; all that the original knows are a language model's."""

_CALLS: Final = 10
"""From so many on, calls say as much of somebody as they can."""


def recommended(
    configuration: Configuration, rosters: Rosters, operation: str, tokens: int
) -> tuple[ProviderRecommendation, ...]:
    """
    Name everybody who is built for *operation*.

    First comes who does it in films that do not say, then those who could, the cheapest first, then the others.

    Args:
        tokens: That a language model would be asked, and answer as many.

    Raises:
        InvalidInputError: there is no such operation.

        OutputError: the calls cannot be read.
    """
    part = _PARTS.get(flat(operation))
    if part is None:
        raise InvalidInputError.of(
            "$.operationType", "There is no such operation.", remedy=f"Name one of {', '.join(_PARTS)}.", code="E303"
        )
    roster: Roster[Any] = next(one for one in rosters.each if one.part is part)
    words = {one.part: word for _, one, word in parts_by(active(configuration), rosters)}
    usual = chain_of(roster, words.get(part))[:1]
    past = {one.of[0]: one for one in tallies(calls_in(configuration.started.data), By.PROVIDER)}
    able = [one for one in roster.availability() if one.built]
    found = []
    for one in able:
        account = roster.accounts.get(one.provider.id, Account())
        cost = _cost(one.provider, account, part, tokens)
        is_usual = (one.provider.id,) == usual
        rank = (not is_usual, not one.available, cost is None, cost or 0.0, one.provider.name)
        found.append((rank, _recommendation(one, past.get(one.provider.id), cost, is_usual=is_usual)))
    return tuple(advice for _, advice in sorted(found, key=lambda each: each[0]))


def _cost(provider: Provider, account: Account, part: Part, tokens: int) -> float | None:
    """Return what doing *part* once may cost; ``None`` where nobody knows."""
    if asks_nothing(provider):
        return 0.0
    model = account.model or provider.model
    if part is Part.SCRIPT:
        prices = token_prices(model)
        return sum(prices) * tokens if prices else None
    if part is Part.SPEECH:
        # About as many characters as a token has.
        price = character_price(provider.id)
        return 4 * tokens * price if price else None
    return picture_price(provider.id, model)


def _recommendation(
    one: Availability, past: Tally | None, cost: float | None, *, is_usual: bool
) -> ProviderRecommendation:
    answered = past.answered / past.calls if past and past.calls else 0.0
    return ProviderRecommendation(
        provider_name=one.provider.name,
        reasoning=" ".join(_reasons(one, past, cost, is_usual=is_usual)),
        quality_score=round(100 * answered),
        estimated_cost=round(cost or 0.0, 6),
        expected_latency_seconds=round(past.pace, 3) if past else 0.0,
        is_available=one.available,
        health_status=status_of(past, answered),
        confidence=round(100 * min(1.0, past.calls / _CALLS)) if past else 0,
        id=one.provider.id,
        is_price_known=cost is not None,
    )


def _reasons(one: Availability, past: Tally | None, cost: float | None, *, is_usual: bool) -> Iterator[str]:
    if is_usual:
        yield "Does it in films that do not say."
    for lack in one.lacks[:1]:
        yield f"Cannot be asked: {lack.reason}. {lack.remedy}"
    if one.provider.local:
        yield "Works on this machine."
    if cost is None:
        yield f"Its price is not known here: {one.provider.price}."
    else:
        yield "Nobody is paid." if not cost else f"May cost ${cost:.4g}."
    if past and past.calls:
        yield f"Answered {past.answered} of {counted(past.calls, 'call')} in two months."


def cost_of_call(rosters: Rosters, asked: CostEstimateRequest) -> CostEstimateDto:
    """
    Say what calls to a provider may cost, by tokens and by characters.

    Raises:
        InvalidInputError: nobody has the name.
    """
    provider = provider_in(asked.provider_name, "$.providerName")
    tokens = (asked.estimated_input_tokens or 0, asked.estimated_output_tokens or 0)
    dollars, note = _dollars(
        provider, rosters.writers.accounts.get(provider.id, Account()), tokens, asked.estimated_characters or 0
    )
    total = sum(tokens)
    return CostEstimateDto(
        provider_name=provider.name,
        operation_type=asked.operation_type,
        estimated_input_tokens=tokens[0],
        estimated_output_tokens=tokens[1],
        total_tokens=total,
        estimated_cost_usd=round(dollars or 0.0, 6),
        cost_per_1k_tokens=round(1000 * dollars / total, 6) if dollars and total else 0.0,
        is_price_known=dollars is not None,
        note=note,
    )


def _dollars(
    provider: Provider, account: Account, tokens: tuple[int, int], characters: int
) -> tuple[float | None, str]:
    if asks_nothing(provider):
        return 0.0, "Nobody is paid."
    model = account.model or provider.model
    prices, price = token_prices(model), character_price(provider.id)
    if (any(tokens) and prices is None) or (characters and price is None) or not (prices or price):
        return None, f"Its price is not known here: {provider.price}."
    asked, answered = prices or (0.0, 0.0)
    told = [f"{model}: ${asked * 1e6:g} and ${answered * 1e6:g} a million tokens"] if prices and any(tokens) else []
    told += [f"${(price or 0) * 1e6:g} a million characters"] if characters else []
    spoken = (price or 0.0) * characters
    return asked * tokens[0] + answered * tokens[1] + spoken, f"By the prices of November 2026: {'; '.join(told)}."
