"""
Who may be asked, with which keys, and how much: what the owner's document means for providers.

Rule: what the owner has left as it was is left to whoever asks. A document remembers defaults of the day it was written,
and models retire.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

import attrs

from aura_core.configuration.file import SettingsFile
from aura_core.errors import InvalidInputError, Issue
from aura_core.keys import Keys
from aura_core.model.access import Access, Preferences
from aura_core.model.enums import RateLimitBehavior
from aura_core.model.policy import BreakerRule, Limits, Policy
from aura_core.model.provider import Account
from aura_core.model.providers import known_provider
from aura_core.model.settings import UserSettings
from aura_core.model.settings.limits import GlobalRateLimitSettings, ProviderRateLimit
from aura_core.model.settings.providers import ProviderConfiguration
from aura_core.settings import Settings
from aura_core.wire.objects import members


__all__ = ["access", "access_for", "told_by"]

_PARTS: Final = ("script", "tts", "visuals", "music")

_USUAL_PRIORITY: Final = ProviderRateLimit().priority

_TOLD: Final = {
    "openai": (
        "open_ai",
        {"address": "base_url", "model": "model", "organization": "organization_id", "project": "project_id"},
    ),
    "ollama": ("ollama", {"address": "base_url", "model": "model"}),
    "anthropic": ("anthropic", {"model": "model"}),
    "azureopenai": ("azure_open_ai", {"address": "endpoint", "model": "deployment_name"}),
    "gemini": ("gemini", {"model": "model"}),
    "elevenlabs": ("eleven_labs", {"voice": "default_voice_id"}),
    "stablediffusion": ("stable_diffusion", {"address": "base_url"}),
    "comfyui": ("comfy_ui", {"address": "base_url", "model": "model", "workflow": "workflow_path"}),
    "replicate": ("replicate", {"model": "model"}),
}
"""Where the document tells of a provider, and what of its account that is."""

_VARIABLES: Final = {"address": "BASE_URL", "model": "MODEL"}

_SERVERS: Final = {"ollama", "stablediffusion", "comfyui"}
"""Servers of one's own: a tier chooses them only if their owner has told of them, be it by switching them on."""


def access(settings: Settings, document: UserSettings, keys: Mapping[str, str], *, run: str = "") -> Access:
    """
    Say who may be asked while *document* is the owner's.

    Args:
        settings: What is in force.

        keys: By the id of their provider.

        run: What is asked for: the id of a job.
    """
    writer = known_provider(document.llm.provider) if document.llm.provider else None
    accounts = {provider: _account(provider, document) for provider in _TOLD}
    if folder := document.file_locations.media_library_location:
        accounts |= dict.fromkeys(("localmusic", "localstock"), Account(more={"folder": folder}))
    for provider, key in keys.items():
        accounts[provider] = attrs.evolve(accounts.get(provider, Account()), key=key)
    if writer and document.llm.model_id:
        accounts[writer.id] = attrs.evolve(accounts.get(writer.id, Account()), model=document.llm.model_id)
    for provider in (*settings.addresses, *settings.models, *settings.regions, *settings.own_proxies):
        accounts[provider] = _from_outside(settings, provider, accounts.get(provider, Account()))
    order = _order(document)
    return Access(
        accounts={provider: account for provider, account in accounts.items() if account != Account()},
        policy=_policy(settings, document),
        preferences=Preferences(
            wishes={"script": writer.id} if writer else {},
            chains=dict.fromkeys(_PARTS, order) if order else {},
            pinned=next(iter(_ids(filter(None, [document.providers.pinned_provider]))), None),
            excluded=_ids(document.providers.excluded_providers),
            falls_back=document.providers.enable_auto_fallback,
        ),
        run=run,
    )


def told_by(provider: str, account: Mapping[str, str]) -> dict[str, Any]:
    """
    Return a change of the document by which it tells *account* of *provider*.

    Args:
        account: What to tell, by its names in an account: address, model.

    Raises:
        InvalidInputError: the document has no place for it.
    """
    member, names = _TOLD.get(provider, ("", {}))
    if missing := [name for name in account if name not in names]:
        raise InvalidInputError(
            [Issue(f"$.{name}", f"The settings have no place for the {name} of this provider.") for name in missing],
            remedy=f"Set {', '.join(f'{provider.upper()}_{_VARIABLES[name]}' for name in missing)} in the environment.",
        )
    section = next(one for one in members(ProviderConfiguration) if one.attribute.name == member)
    own = {one.attribute.name: one.name for one in members(type(getattr(ProviderConfiguration(), member)))}
    return {"providers": {section.name: {own[names[name]]: value for name, value in account.items()}}}


def access_for(settings: Settings) -> Access:
    """
    Say who may be asked for a film that begins now.

    The vault is opened when somebody's account is looked at: what is made on this machine needs no key.

    Raises:
        OutputError: the owner's document is there and must not be read.
    """
    document = SettingsFile(settings.data).read().settings
    asked_later = _Accounts(lambda: access(settings, document, Keys(settings).all()).accounts)
    return attrs.evolve(access(settings, document, {}), accounts=asked_later)


class _Accounts(Mapping[str, Account]):
    """Accounts that are put together when one is first looked at."""

    def __init__(self, read: Callable[[], Mapping[str, Account]]) -> None:
        self._read = cache(read)

    def __getitem__(self, provider: str) -> Account:
        return self._read()[provider]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())


def _from_outside(settings: Settings, provider: str, account: Account) -> Account:
    """Let the environment come before the document."""
    address, model = settings.addresses.get(provider), settings.models.get(provider)
    region = {"region": settings.regions[provider]} if provider in settings.regions else {}
    return attrs.evolve(
        account,
        address=address or account.address,
        model=model or account.model,
        more={**account.more, **region},
        proxy=settings.own_proxies.get(provider),
    )


def _account(provider: str, document: UserSettings) -> Account:
    member, names = _TOLD[provider]
    section = getattr(document.providers, member)
    asked = provider in _SERVERS and section.enabled
    given = {name: value for name, field in names.items() if (value := _decided(section, field, asked=asked))}
    own = {name: given.pop(name) for name in ("address", "model") if name in given}
    return Account(**own, more=given)


def _decided(section: Any, field: str, *, asked: bool = False) -> Any:
    """Return what the owner has decided; ``None`` for what is as it was, unless it is *asked* for."""
    value = getattr(section, field)
    return value if asked or value != getattr(type(section)(), field) else None


def _order(document: UserSettings) -> tuple[str, ...]:
    """Return the ids of those that the owner would rather have, the first first."""
    limits = document.rate_limits.limits.items()
    ahead = sorted(
        (entry for entry in limits if entry[1].priority > _USUAL_PRIORITY), key=lambda entry: -entry[1].priority
    )
    named = (*document.providers.provider_priority_order, *(name for name, _ in ahead))
    return _ids(named)


def _ids(names: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of those who are meant by *names*, each once."""
    return tuple(dict.fromkeys(found.id for name in names if (found := known_provider(name))))


def _policy(settings: Settings, document: UserSettings) -> Policy:
    together = document.rate_limits.global_
    return Policy(
        offline=settings.offline,
        private=settings.providers_private,
        proxies=settings.proxies,
        limits=_limits_of_each(document),
        together=_together(together),
        dollars_a_run=_a_film(together),
        breaker=BreakerRule(
            failures=together.circuit_breaker_threshold if together.enable_circuit_breaker else 0,
            rest_s=float(together.circuit_breaker_timeout_seconds),
        ),
    )


def _limits_of_each(document: UserSettings) -> dict[str, Limits]:
    limits = {name: _limits(limit) for name, limit in document.rate_limits.limits.items()}
    for provider, (member, _) in _TOLD.items():
        if (seconds := _decided(getattr(document.providers, member), "timeout_seconds")) is not None:
            limits[provider] = attrs.evolve(limits.get(provider, Limits()), seconds=float(seconds))
    if (retries := _decided(document.providers.open_ai, "max_retries")) is not None:
        limits["openai"] = attrs.evolve(limits.get("openai", Limits()), attempts=retries + 1)
    return limits


def _limits(limit: ProviderRateLimit) -> Limits:
    tries = Limits(attempts=limit.max_retries + 1, first_wait_s=limit.retry_delay_ms / 1000)
    if not limit.use_exponential_backoff:
        tries = attrs.evolve(tries, growth=1.0)
    if not limit.enabled or limit.exceeded_behavior is RateLimitBehavior.WARN:
        return attrs.evolve(tries, a_minute=0, an_hour=0, a_day=0, at_once=0)
    return attrs.evolve(
        tries,
        a_minute=limit.max_requests_per_minute,
        an_hour=limit.max_requests_per_hour,
        a_day=limit.max_requests_per_day,
        at_once=limit.max_concurrent_requests,
        tokens_a_minute=limit.max_tokens_per_minute,
        dollars_a_day=limit.daily_cost_limit,
        dollars_a_month=limit.monthly_cost_limit,
        # Whoever is not to wait is refused at once, and of a tier the next is asked.
        patience_s=tries.patience_s if limit.exceeded_behavior is RateLimitBehavior.QUEUE else 0.0,
    )


def _a_film(limits: GlobalRateLimitSettings) -> float:
    counts = limits.enabled and limits.global_exceeded_behavior is not RateLimitBehavior.WARN
    return limits.max_cost_per_film if counts else 0.0


def _together(limits: GlobalRateLimitSettings) -> Limits:
    nothing = Limits(a_minute=0, an_hour=0, a_day=0, at_once=0)
    if not limits.enabled or limits.global_exceeded_behavior is RateLimitBehavior.WARN:
        return nothing
    return attrs.evolve(
        nothing,
        a_minute=limits.max_total_requests_per_minute,
        dollars_a_day=limits.max_total_daily_cost,
        dollars_a_month=limits.max_total_monthly_cost,
    )
