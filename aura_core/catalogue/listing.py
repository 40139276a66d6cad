"""Who there is: who makes films as the settings are, who could, and what the others lack."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from aura_core.casting.cast import Rosters
from aura_core.casting.parts import Part
from aura_core.casting.roster import Availability, Roster
from aura_core.configuration.configuration import Configuration
from aura_core.errors import InvalidInputError, ProviderError
from aura_core.model.inquiry import steps_of
from aura_core.model.provider import Account, ProviderKind, Tier
from aura_core.model.provider_lists import (
    AIProviderDto,
    AllProvidersStatus,
    ImageProviderDto,
    ImageProvidersResponse,
    ProviderStanding,
)
from aura_core.outbound.calls import CallLog, calls_in
from aura_core.outbound.quotas import quota_of
from aura_core.setup.preflight import parts_by
from aura_core.setup.profiles import active


__all__ = ["CATEGORIES", "TYPES", "chain_of", "illustrators", "listed", "standing"]

TYPES: Final = {Part.SCRIPT: "llm", Part.SPEECH: "tts", Part.PICTURES: "image", Part.MUSIC: "music"}
"""What somebody is called who does a part."""

CATEGORIES: Final = {Part.SCRIPT: "LLM", Part.SPEECH: "TTS", Part.PICTURES: "Image", Part.MUSIC: "Music"}
_TIERS: Final = {Tier.LOCAL: "local", Tier.FREE: "free", Tier.PRO: "paid"}


def listed(configuration: Configuration, rosters: Rosters) -> tuple[AIProviderDto, ...]:
    """List everybody who could be asked, once for each part; first who makes films that do not say."""
    chains = {roster.part: chain_of(roster, word) for _, roster, word in parts_by(active(configuration), rosters)}
    chains.setdefault(Part.MUSIC, (Part.MUSIC.built_in.id,))
    able = [(roster.part, roster.part.built_in) for roster in rosters.each]
    able += [(one.part, one.provider) for one in rosters.ready()]
    found = []
    for part, provider in able:
        chain = chains[part]
        account = rosters.writers.accounts.get(provider.id, Account())
        found.append(
            AIProviderDto(
                *(provider.id, provider.name, TYPES[part], chain[:1] == (provider.id,), True),
                (account.model or provider.model or None) if part is Part.SCRIPT else None,
                has_fallback=provider.id in chain[:-1],
            )
        )
    order = list(TYPES.values())
    return tuple(sorted(found, key=lambda one: (order.index(one.type), not one.is_default)))


def chain_of(roster: Roster[Any], word: str | None) -> tuple[str, ...]:
    """Name those who would do a part, the first first; nobody where nobody can."""
    try:
        return tuple(member.id for member in roster.chain(word, None).members)
    except (ProviderError, InvalidInputError):
        return ()


def illustrators(configuration: Configuration, rosters: Rosters) -> ImageProvidersResponse:
    """
    Say of everybody who illustrates and is built whether they could be asked, and how often; nobody is asked.

    Raises:
        OutputError: the calls cannot be read.
    """
    calls = calls_in(configuration.started.data)
    roster = rosters.illustrators
    found = [
        _illustrator(one, calls, roster.accounts.get(one.provider.id, Account()))
        for one in roster.availability()
        if one.built
    ]
    default = next((one.id for one in listed(configuration, rosters) if one.type == "image" and one.is_default), None)
    return ImageProvidersResponse(tuple(found), default)


def _illustrator(one: Availability, calls: CallLog, account: Account) -> ImageProviderDto:
    provider, stock = one.provider, ProviderKind.STOCK in one.provider.kinds
    quota = quota_of(provider, calls)
    left, most, resets_at = (quota.left, quota.most, quota.resets_at) if quota else (None, None, None)
    kind = "fallback" if provider is Part.PICTURES.built_in else "stock" if stock else "generative"
    return ImageProviderDto(
        *(provider.id, provider.name, kind, one.available, bool(account.key)),
        "Ready." if one.available else f"{one.lacks[0].reason[:1].upper()}{one.lacks[0].reason[1:]}.",
        *(left, most, None if resets_at is None else datetime.fromtimestamp(resets_at, UTC)),
        ("search",) if stock else ("generate",),
        ". ".join(filter(None, (provider.price, provider.privacy))) or None,
    )


def standing(rosters: Rosters) -> AllProvidersStatus:
    """Say of everybody who is built whether they could be asked, and what they lack; nobody is asked."""
    now = datetime.now(UTC)
    found = [(one.part, _standing(one, now)) for one in rosters.availability() if one.built]
    able = sum(one.available for _, one in found)
    return AllProvidersStatus(
        llm=tuple(one for part, one in found if part is Part.SCRIPT),
        tts=tuple(one for part, one in found if part is Part.SPEECH),
        images=tuple(one for part, one in found if part is Part.PICTURES),
        music=tuple(one for part, one in found if part is Part.MUSIC),
        providers=tuple(one for _, one in found),
        configured_count=able,
        reachable_count=able,
        timestamp=now,
        last_updated=now,
    )


def _standing(one: Availability, now: datetime) -> ProviderStanding:
    provider, able = one.provider, one.available
    lack = None if able else one.lacks[0]
    wrong = f"{provider.name} cannot be asked: {lack.reason}." if lack else None
    return ProviderStanding(
        *(provider.id, provider.name, CATEGORIES[one.part], _TIERS[provider.tier]),
        *(able,) * 5,
        status="Ready" if able else "Not configured",
        error_code=lack.verdict.meaning.step_code if lack else None,
        error_message=wrong,
        details=provider.price or None,
        how_to_fix=steps_of(lack.remedy for lack in one.lacks),
        last_checked=now,
    )
