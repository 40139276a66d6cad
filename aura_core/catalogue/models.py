"""Which language models could be asked: their providers say, for nothing; no list of names is kept here to grow old."""

from __future__ import annotations

import asyncio
from typing import Final

from aura_core.casting.cast import Rosters
from aura_core.casting.parts import Part
from aura_core.configuration import access_for
from aura_core.configuration.configuration import Configuration
from aura_core.inquiries import Inquiries
from aura_core.model.inquiry import Inquiry
from aura_core.model.models import (
    AvailableModelDto,
    ModelsByProvider,
    ModelSelectionDto,
    ModelsListed,
    OllamaModel,
    OllamaModels,
    OllamaPull,
    OllamaPulled,
    OllamaRecommendation,
    OllamaStatus,
)
from aura_core.model.provider import Account, Provider, Tier
from aura_core.model.provider_checks import ProviderTrial
from aura_core.model.providers import provider_named
from aura_core.outbound.calls import calls_in
from aura_core.outbound.channel import Channel, Outbound
from aura_core.ports import Report, quiet
from aura_core.providers.writers.ollama import OllamaServer, PulledModel
from aura_core.providers.writers.prices import charge_of
from aura_core.words import counted


__all__ = ["available", "listed", "ollama_models", "ollama_pull", "ollama_recommended", "ollama_status", "selection"]

_MIB: Final = 1024**2
_GIB: Final = 1024**3


async def available(configuration: Configuration, rosters: Rosters) -> ModelsByProvider:
    """
    Ask everybody who could be asked to write for their models, at once.

    Raises:
        VaultError: the vault cannot be opened.
    """
    able = [one.provider for one in rosters.ready() if one.part is Part.SCRIPT]
    came = await asyncio.gather(*(Inquiries(configuration.started).models(one) for one in able))
    own = Part.SCRIPT.built_in
    found: dict[str, tuple[AvailableModelDto, ...]] = {own.id: (_model(own, "rule-based", "rule-based"),)}
    for provider, (_, names) in zip(able, came, strict=True):
        found[provider.id] = _models(provider, names, rosters.writers.accounts.get(provider.id, Account()))
    return ModelsByProvider(found, {one.provider.id: one.told for one, _ in came if not one.works})


async def selection(configuration: Configuration, provider: Provider) -> ModelSelectionDto:
    """
    Ask *provider* for its models; none where it does not say.

    Raises:
        VaultError: the vault cannot be opened.
    """
    accounts = (await asyncio.to_thread(access_for, configuration.in_force())).accounts
    account = await asyncio.to_thread(accounts.get, provider.id, Account())
    _, names = await Inquiries(configuration.started).models(provider)
    models = _models(provider, names, account)
    return ModelSelectionDto(provider.name, provider.kinds[0].name, account.model or provider.model or None, models)


async def listed(
    configuration: Configuration, provider: Provider, trial: ProviderTrial | None, correlation_id: str
) -> ModelsListed:
    """
    Ask *provider* for its models with what is to be tried.

    Raises:
        VaultError: the vault cannot be opened.
    """
    came, names = await Inquiries(configuration.started).models(provider, trial.account if trial else Account())
    return ModelsListed(came.works, names, came.told, correlation_id)


def _models(provider: Provider, names: tuple[str, ...], account: Account) -> tuple[AvailableModelDto, ...]:
    usual = account.model or provider.model
    return tuple(_model(provider, name, usual) for name in names)


def _model(provider: Provider, name: str, usual: str) -> AvailableModelDto:
    price = charge_of(name, 500, 500, free=provider.tier is Tier.LOCAL).dollars
    key = provider.key_variables[0] if provider.needs_key else None
    return AvailableModelDto(name, name, None, ("script",), price, True, key, name == usual)


async def ollama_status(configuration: Configuration, correlation_id: str) -> OllamaStatus:
    """
    Ask Ollama whether it runs, and what it has.

    Raises:
        VaultError: the vault cannot be opened.
    """
    versions: list[str] = []
    pulled: list[PulledModel] = []
    running: list[PulledModel] = []

    async def look(channel: Channel) -> str:
        server = OllamaServer(channel)
        versions.append(await server.version())
        pulled.extend(await server.pulled())
        running.extend(await server.running())
        return f"it is {versions[0]}, and has {counted(len(pulled), 'model')}"

    ollama = provider_named("ollama")
    inquiries = Inquiries(configuration.started)
    came = await inquiries.ask(ollama, question=look)
    usual = await inquiries.ask(ollama) if came.works else came
    return OllamaStatus(
        *(bool(versions), usual.works, versions[0] if versions else None, len(pulled), len(running)),
        *(came.address, came.elapsed_ms, came.told if usual.works else usual.told, came.at, correlation_id),
    )


async def ollama_models(configuration: Configuration, correlation_id: str, *, running: bool = False) -> OllamaModels:
    """
    Ask Ollama which models it has, or has in memory.

    Raises:
        VaultError: the vault cannot be opened.
    """
    came, found = await _ollama_has(configuration, running=running)
    models = tuple(OllamaModel(one.name, one.size, _size(one.size)) for one in found)
    return OllamaModels(came.works, models, len(models), came.told, correlation_id)


async def ollama_pull(
    configuration: Configuration, wanted: OllamaPull, correlation_id: str, report: Report = quiet
) -> OllamaPulled:
    """
    Have Ollama fetch a model, and wait until it has it; asked again, it goes on where it was.

    Raises:
        ProviderError: it does not run, or there is no such model.

        VaultError: the vault cannot be opened.
    """
    ollama, settings = provider_named("ollama"), await asyncio.to_thread(configuration.in_force)
    access = await asyncio.to_thread(access_for, settings)
    account = await asyncio.to_thread(access.accounts.get, ollama.id, Account())
    outbound = Outbound(access.policy, calls_in(settings.data))
    await OllamaServer(outbound.channel(ollama, account, "models")).pull(wanted.model_name, report)
    return OllamaPulled(True, f"Ollama has {wanted.model_name}.", wanted.model_name, correlation_id)


async def ollama_recommended(configuration: Configuration) -> OllamaRecommendation:
    """
    Say which of the models that Ollama has to write with: the one that is set, or else what was pulled last.

    Raises:
        VaultError: the vault cannot be opened.
    """
    came, found = await _ollama_has(configuration)
    if not found:
        return OllamaRecommendation(False, None, came.told)
    names = [one.name for one in found]
    wished = (await asyncio.to_thread(configuration.read)).settings.advanced.ollama_model
    if wished in names:
        return OllamaRecommendation(True, wished, f"{wished} is set, and there.")
    return OllamaRecommendation(True, names[0], f"{wished} is set, and not there; {names[0]} was pulled last.")


async def _ollama_has(configuration: Configuration, *, running: bool = False) -> tuple[Inquiry, list[PulledModel]]:
    found: list[PulledModel] = []

    async def look(channel: Channel) -> str:
        server = OllamaServer(channel)
        found.extend(await (server.running() if running else server.pulled()))
        return f"it has {counted(len(found), 'model')}{' in memory' * running}"

    return await Inquiries(configuration.started).ask(provider_named("ollama"), question=look), found


def _size(count: int) -> str:
    return f"{count / _GIB:.1f} GiB" if count >= _GIB else f"{count / _MIB:.0f} MiB"
