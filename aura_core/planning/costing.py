"""
What a film may cost, by the prices of those who would be asked.

Rule: what nobody knows is said to be unknown, and counts for nothing in the sum, which is then the least.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from aura_core.casting.parts import names_somebody, provider_for
from aura_core.casting.roster import Roster
from aura_core.configuration import access_for
from aura_core.errors import InvalidInputError, Issue
from aura_core.model.access import Access
from aura_core.model.costs import (
    BudgetCheck,
    CostBreakdownItem,
    GenerationCostEstimate,
    GenerationCostEstimateRequest,
)
from aura_core.model.prices import asks_nothing, character_price, picture_price, said_in_dollars, token_prices
from aura_core.model.provider import Account, Provider
from aura_core.model.providers import provider_named
from aura_core.outbound.calls import calls_in
from aura_core.settings import Settings
from aura_core.wiring import open_services


__all__ = ["estimate"]

_PROMPT: Final = 700
"""Tokens of a prompt for a script without sources, its form included (measured: 546 and 150)."""

_CHARACTERS_A_TOKEN: Final = 4

_FORM: Final = 1.5
"""How much longer an answer is than what is said of it: headings, points and what pictures are to show."""


def estimate(asked: GenerationCostEstimateRequest, settings: Settings) -> GenerationCostEstimate:
    """
    Say what a film may cost; asks nobody.

    Raises:
        InvalidInputError: nobody has a name that is given.

        ProviderError: nobody of a tier that is given can be asked.
    """
    access = access_for(settings)
    writer, speaker, illustrator = _chosen(asked, settings)
    items = (
        _script(writer, asked, access.accounts.get(writer.id, Account())),
        _speech(speaker, asked),
        _pictures(illustrator, asked, access.accounts.get(illustrator.id, Account())),
    )
    script, speech, pictures = (item.cost for item in items)
    total = round(script + speech + pictures, 6)
    free = all(item.is_free for item in items)
    known = all(item.is_price_known for item in items)
    return GenerationCostEstimate(
        llm_cost=script,
        tts_cost=speech,
        image_cost=pictures,
        total_cost=total,
        currency="USD",
        breakdown=items,
        is_free_generation=free,
        confidence="high" if free else "medium" if known else "low",
        budget_check=_budget(access, settings, total),
    )


def _chosen(asked: GenerationCostEstimateRequest, settings: Settings) -> tuple[Provider, Provider, Provider]:
    """Return who is named, able or not, else who a film would be given to."""
    rosters = open_services(settings).rosters
    wanted: tuple[tuple[Roster[Any], str, str], ...] = (
        (rosters.writers, "$.llmProvider", asked.llm_provider),
        (rosters.speakers, "$.ttsProvider", asked.tts_provider),
        (rosters.illustrators, "$.imageProvider", asked.image_provider or ""),
    )
    unknown = [
        Issue(path, f"Nobody who could {roster.part.verb} has this name.", "E303")
        for roster, path, word in wanted
        if not names_somebody(roster.part, word)
    ]
    if unknown:
        raise InvalidInputError(unknown, remedy="Name somebody whom `aura providers` lists, or a tier, or nobody.")
    writer, speaker, illustrator = (
        provider_for(roster.part, word) or provider_named(roster.chain(word, None).members[0].id)
        for roster, _, word in wanted
    )
    return writer, speaker, illustrator


def _script(writer: Provider, asked: GenerationCostEstimateRequest, account: Account) -> CostBreakdownItem:
    answered = round(asked.estimated_script_length / _CHARACTERS_A_TOKEN * _FORM)
    model = asked.llm_model or account.model or writer.model
    prices = token_prices(model)
    cost = prices[0] * _PROMPT + prices[1] * answered if prices else None
    price = f"{model}: ${prices[0] * 1e6:g} and ${prices[1] * 1e6:g} a million tokens" if prices else model
    return _item("Script", writer, cost, _PROMPT + answered, "tokens", price)


def _speech(speaker: Provider, asked: GenerationCostEstimateRequest) -> CostBreakdownItem:
    price, length = character_price(speaker.id), asked.estimated_script_length
    said = f"${price * 1e6:g} a million characters" if price else ""
    return _item("Speech", speaker, price * length if price else None, length, "characters", said)


def _pictures(illustrator: Provider, asked: GenerationCostEstimateRequest, account: Account) -> CostBreakdownItem:
    price, count = picture_price(illustrator.id, account.model or illustrator.model), asked.scene_count
    said = f"${price:g} a picture" if price else ""
    return _item("Pictures", illustrator, price * count if price else None, count, "pictures", said)


def _item(name: str, provider: Provider, cost: float | None, units: int, unit: str, price: str) -> CostBreakdownItem:
    free = asks_nothing(provider)
    if free:
        note = "Nobody is paid."
    elif cost is None:
        note = f"Its price is not known here: {provider.price}{f' ({price})' if price else ''}."
    else:
        note = f"By the prices of November 2026: {price}."
    dollars = 0.0 if free or cost is None else round(cost, 6)
    return CostBreakdownItem(name, provider.name, dollars, free, units, unit, free or cost is not None, note)


def _budget(access: Access, settings: Settings, total: float) -> BudgetCheck:
    today = datetime.fromtimestamp(time.time()).astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    month = today.replace(day=1).timestamp()
    calls = calls_in(settings.data).records(since=month)
    spent = sum(one.charge.dollars or 0.0 for one in calls)
    day = sum(one.charge.dollars or 0.0 for one in calls if one.began >= today.timestamp())
    warnings = tuple(_beyond(access, total, day, spent)) if total else ()
    return BudgetCheck(not warnings, bool(warnings), warnings, round(spent, 6), round(spent + total, 6))


def _beyond(access: Access, total: float, day: float, month: float) -> Iterator[str]:
    together = access.policy.together
    for budget, spent, name in (
        (access.policy.dollars_a_run, 0.0, "for a film"),
        (together.dollars_a_day, day, "of the day"),
        (together.dollars_a_month, month, "of the month"),
    ):
        if budget and spent + total > budget:
            cost, most, gone = map(said_in_dollars, (total, budget, spent))
            yield f"It may cost {cost}, and of the {most} {name} {gone} are spent."
