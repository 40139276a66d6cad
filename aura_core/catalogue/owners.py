"""What the owner told of providers: keys, addresses, models, and who goes first; each is a setting under another address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from aura_core.casting.cast import Rosters
from aura_core.casting.parts import Part
from aura_core.catalogue.listing import TYPES, listed
from aura_core.configuration import access_for
from aura_core.configuration.access import told_by
from aura_core.configuration.configuration import Configuration
from aura_core.configuration.preferences import select_llm
from aura_core.errors import InvalidInputError, Issue
from aura_core.keys.keys import provider_in
from aura_core.keys.masks import mask
from aura_core.model.provider import Account, Provider
from aura_core.model.provider_lists import (
    PartialConfigurationSaved,
    ProviderSettingsDto,
    SavePartialConfigurationRequest,
    UpdateProviderConfigRequest,
)
from aura_core.model.providers import known_provider
from aura_core.model.settings.providers import LlmSelection
from aura_core.setup.inquiring import fields_in


__all__ = ["configure", "configure_in_part", "configured", "ordered", "prefer", "priorities", "prioritise"]


def configured(configuration: Configuration, provider: Provider, rosters: Rosters) -> ProviderSettingsDto:
    """
    Return what is in force for *provider*, without its key.

    Raises:
        VaultError: the vault cannot be opened.
    """
    account = access_for(configuration.in_force()).accounts.get(provider.id, Account())
    of_it = [one for one in rosters.availability() if one.provider is provider]
    listing = [one for one in listed(configuration, rosters) if one.id == provider.id]
    return ProviderSettingsDto(
        mask(account.key) or None,
        account.address or provider.api.address or None,
        account.model or provider.model or None,
        is_enabled=any(one.available for one in of_it),
        has_fallback=any(one.has_fallback for one in listing),
        type=TYPES[of_it[0].part] if of_it else None,
    )


def configure(configuration: Configuration, provider: Provider, told: UpdateProviderConfigRequest) -> str:
    """
    Tell *provider* something from now on, all of it or nothing; say what was kept.

    Raises:
        InvalidInputError: there is no place for it, or it cannot be.

        VaultError: the vault cannot be opened.
    """
    fixed = {"maxTokens": told.max_tokens, "temperature": told.temperature}
    if wrong := [name for name, value in fixed.items() if value is not None]:
        raise InvalidInputError(
            [Issue(f"$.{name}", "This is said by each film, not by a provider.") for name in wrong],
            remedy="Say it in llmParameters of the brief.",
        )
    given = {"address": told.endpoint, "model": told.model}
    account = {name: value.strip() for name, value in given.items() if value is not None}
    change = told_by(provider.id, account) if account else {}
    key = (told.api_key or "").strip()
    secrets = {} if not key or key.startswith("*") else {provider.id: key}
    if change or secrets:
        configuration.merge(change, secrets)
    kept = [*account, *(["key"] if secrets else [])]
    return f"Kept the {', '.join(kept)} of {provider.name}." if kept else "Nothing was to be kept."


def configure_in_part(
    configuration: Configuration, request: SavePartialConfigurationRequest, correlation_id: str
) -> PartialConfigurationSaved:
    """
    Tell a provider what a form says so far, all of it or nothing.

    Raises:
        InvalidInputError: there is no such provider, no place for a field, or it cannot be.

        VaultError: the vault cannot be opened.
    """
    provider = provider_in(request.provider)
    given = dict(fields_in(request.partial_configuration))
    if unknown := given.keys() - {"ApiKey", "BaseUrl", "Model"}:
        raise InvalidInputError(
            [Issue(f"$.partialConfiguration.{name}", "The settings have no place for it.") for name in sorted(unknown)]
        )
    told = UpdateProviderConfigRequest(given.get("ApiKey"), given.get("BaseUrl"), given.get("Model"))
    message = configure(configuration, provider, told)
    return PartialConfigurationSaved(True, message, tuple(given), correlation_id)


def prefer(configuration: Configuration, provider: Provider, rosters: Rosters) -> str:
    """
    Have *provider* write from now on, or go first in its tier where it does not write; say which.

    Raises:
        InvalidInputError: nobody could ask it.
    """
    able = [one for one in rosters.availability() if one.provider is provider]
    if not any(one.built for one in able):
        raise InvalidInputError.of(
            "$.provider", f"{provider.name} is not built.", remedy="`aura providers` lists who is there."
        )
    if any(one.part is Part.SCRIPT for one in able):
        select_llm(configuration, LlmSelection(provider.id))
        return f"{provider.name} writes from now on."
    order = configuration.read().settings.providers.provider_priority_order
    _put_in_order(configuration, [provider.id, *order])
    return f"{provider.name} goes first wherever a tier is asked for."


def priorities(configuration: Configuration, rosters: Rosters) -> dict[str, int]:
    """
    Say in which order those of a tier are tried, 1 the first; each part of a film counts by itself.

    Who is elsewhere and needs no key is chosen by no tier before it is in the order, and is left out until then.
    """
    order = [
        found.id
        for name in configuration.read().settings.providers.provider_priority_order
        if (found := known_provider(name))
    ]
    ranks: dict[str, int] = {}
    for roster in rosters.each:
        built = [
            one.provider.id
            for one in roster.availability()
            if one.built and (one.provider.id in order or not one.provider.takes_a_word)
        ]
        ranked = sorted(built, key=lambda name: order.index(name) if name in order else len(order))
        for place, name in enumerate(ranked, 1):
            ranks[name] = min(place, ranks.get(name, place))
    return ranks


def ordered(known: Iterable[str], wanted: Mapping[str, int]) -> list[str]:
    """Return the ids of *wanted* in their order, the smallest number first; of equals, who comes first in *known*."""
    places = {name: place for place, name in enumerate(known)}
    return sorted(wanted, key=lambda name: (wanted[name], places.get(name, 0)))


def prioritise(configuration: Configuration, wanted: Mapping[str, int]) -> None:
    """
    Have those of a tier tried in the order of *wanted*, the smallest number first.

    Raises:
        InvalidInputError: it names nobody, or somebody whom there is not.
    """
    if not wanted:
        raise InvalidInputError.of("$", "It is not said who goes first.", remedy='Say so, as {"pexels": 1}.')
    _put_in_order(configuration, ordered((), wanted))


def _put_in_order(configuration: Configuration, names: list[str]) -> None:
    order: list[Any] = [found.id if (found := known_provider(name)) else name for name in names]
    configuration.patch({"providers": {"providerPriorityOrder": list(dict.fromkeys(order))}})
