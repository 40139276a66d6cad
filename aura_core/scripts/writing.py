"""
Scripts being written, and by whom.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Final

import attrs

from aura_core.casting.chain import Chain
from aura_core.casting.parts import Part
from aura_core.casting.roster import Availability
from aura_core.errors import InvalidInputError, ScriptError
from aura_core.model.order import Order
from aura_core.model.prices import asks_nothing, token_prices
from aura_core.model.provider import Account
from aura_core.model.providers import provider_named
from aura_core.model.revision import Revision
from aura_core.model.script import Script
from aura_core.model.scripts import KeptScript, ScriptMetadata, WriterInfo
from aura_core.pipeline import Services
from aura_core.ports import Report, ScriptReviser, ScriptWriter, quiet
from aura_core.providers.writers.revising import nothing_more
from aura_core.providers.writers.sentences import count_words
from aura_core.scripts.asking import selection
from aura_core.scripts.editing import with_scenes
from aura_core.stages.writing import write


__all__ = ["revised", "rewritten", "writers_of", "written"]


async def written(order: Order, services: Services, notes: tuple[str, ...] = (), report: Report = quiet) -> KeptScript:
    """
    Have the script of *order* written.

    Args:
        notes: What its user should know besides, as sentences.

        report: Hears how far that is, in whatever thread.

    Raises:
        InvalidInputError: nobody has the name that it chooses, or what it is made from cannot be read.

        ProviderError: whoever it chooses cannot be asked, or there is nothing that could be said.
    """
    began = time.monotonic()
    try:
        cast = services.cast_for(order)
    except InvalidInputError as error:
        raise _as_asked(error) from error
    store, switches = services.studio.store, []

    async def work(writer: ScriptWriter) -> tuple[ScriptWriter, Script]:
        return writer, await write(order, writer, cast.speakers.head, store, report)

    with store.run():
        writer, script = await cast.writers.first(work, lambda switch: switches.append(switch.message))
    metadata = attrs.evolve(
        _signed(writer, cast.writers, order, services),
        generation_time_seconds=round(time.monotonic() - began, 3),
        is_fallback=bool(switches),
    )
    script = attrs.evolve(script, warnings=(*notes, *switches, *script.warnings))
    return KeptScript(script, order, _pace(script), metadata)


def _signed(writer: ScriptWriter, chain: Chain[ScriptWriter], order: Order, services: Services) -> ScriptMetadata:
    """Say that *writer* has written just now."""
    member = next(one for one in chain.members if one.port is writer)
    provider = provider_named(member.id)
    told = order.brief.llm_parameters
    account = services.rosters.writers.accounts.get(member.id, Account())
    model = (told and told.model_override) or account.model or provider.model
    return ScriptMetadata(
        generated_at=datetime.now(UTC),
        provider_name=member.name,
        # Whoever is built in has no models, but several ways to write.
        model_used=writer.name if provider is Part.SCRIPT.built_in else model or writer.name,
        tier=provider.tier.value,
    )


async def rewritten(kept: KeptScript, services: Services, preferred: str | None, model: str | None) -> KeptScript:
    """
    Have *kept* written anew, by whom it was written for or whoever is *preferred* now.

    Raises:
        InvalidInputError: nobody has that name.

        ProviderError: they cannot be asked, or would write the same again.
    """
    order = selection(kept.order, preferred, model)
    # Who writes by rules writes the same of the same; another number chooses other words where there are any.
    again = await written(attrs.evolve(order, seed=order.seed + 1), services)
    if again.script.scenes == kept.script.scenes:
        raise nothing_more("It would be written the same again.", again.metadata.provider_name)
    return again


async def revised(
    kept: KeptScript, revision: Revision, services: Services, preferred: str | None, model: str | None
) -> KeptScript:
    """
    Have scenes of *kept* revised, by whom it was written for or whoever is *preferred* now.

    Raises:
        InvalidInputError: nobody has that name.

        ProviderError: they cannot be asked, do not revise, or have nothing to say that would be better, longer or other.
    """
    order = selection(kept.order, preferred, model)
    writer, writers = services.writer_for(order), services.rosters.writers
    # Own words are their user's to revise, unless somebody else is asked by name.
    own = order.has_words and not preferred
    try:
        chain = writers.here(writer) if own else writers.chain(order.provider_selection.script, writer)
    except InvalidInputError as error:
        raise _as_asked(error) from error
    switches: list[str] = []

    async def work(writer: ScriptWriter) -> Script:
        if not isinstance(writer, ScriptReviser):
            raise ScriptError(
                "It writes scripts, and revises none.",
                provider=writer.name,
                remedy="Edit the scene, or name somebody else as preferredProvider.",
                refused=True,
            )
        return await writer.revise(kept.script, revision, order, kept.words_per_minute)

    with services.studio.store.run():
        script = await chain.first(work, lambda switch: switches.append(switch.message))
    remarks = (*switches, *(warning for warning in script.warnings if warning not in kept.script.warnings))
    return attrs.evolve(with_scenes(kept, [*script.scenes]), remarks=remarks)


def _pace(script: Script) -> float:
    """Return the words a minute by which *script* is planned."""
    seconds = sum(scene.duration for scene in script.scenes)
    return float(60 * sum(count_words(scene.script) for scene in script.scenes) / seconds)


def _as_asked(error: InvalidInputError) -> InvalidInputError:
    """Say *error* by the member in which scripts are told who writes."""
    chosen = "$.providerSelection.script"
    issues = [attrs.evolve(one, path=one.path.replace(chosen, "$.preferredProvider")) for one in error.issues]
    return InvalidInputError(issues, remedy=error.remedy)


def writers_of(services: Services) -> tuple[WriterInfo, ...]:
    """Say of everybody who could write a script whether they can be asked, those who can first."""
    accounts = services.rosters.writers.accounts
    found = (
        _introduced(one, accounts.get(one.provider.id, Account())) for one in services.rosters.writers.availability()
    )
    return tuple(sorted(found, key=lambda one: not one.is_available))


def _introduced(one: Availability, account: Account) -> WriterInfo:
    provider = one.provider
    is_built_in = provider is Part.SCRIPT.built_in
    model = "rule-based" if is_built_in else account.model or provider.model
    return WriterInfo(
        name=provider.name,
        tier=provider.tier.value,
        is_available=one.available,
        requires_internet=not provider.local,
        requires_api_key=provider.needs_key,
        capabilities=_BY_RULES if is_built_in else _BY_MODEL,
        default_model=model,
        estimated_cost_per_1k_tokens=0.0 if asks_nothing(provider) else _price(model),
        available_models=(model,) if model else (),
        id=provider.id,
        reasons=tuple(f"{lack.reason[0].upper()}{lack.reason[1:]}. {lack.remedy}" for lack in one.lacks),
    )


def _price(model: str) -> float:
    prices = token_prices(model)
    return round(1000 * prices[1], 6) if prices else 0.0


_BY_RULES: Final = ("outline", "sources", "own words", "regenerate", "enhance", "expand", "shorten")
_BY_MODEL: Final = ("generate", "sources", "regenerate", "enhance", "expand", "shorten")
