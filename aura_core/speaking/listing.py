"""
Who speaks here, and their voices.
"""

from __future__ import annotations

import asyncio
from typing import Final

from aura_core.casting.parts import Part, provider_for
from aura_core.casting.roster import Availability
from aura_core.errors import NotFoundError
from aura_core.model.provider import Provider, Tier
from aura_core.model.speaking import (
    SpeakerInfo,
    SpeakersReply,
    SpeakerStanding,
    SpeakerStandings,
    VoiceShown,
    VoicesReply,
)
from aura_core.model.voice import Voice
from aura_core.pipeline import Services
from aura_core.settings import Settings
from aura_core.speaking.choosing import chosen
from aura_core.wiring import open_services


__all__ = ["speakers", "standings", "voices_of"]

_SYSTEMS: Final = "System"
_CLOUD: Final = {Tier.PRO: "Cloud", Tier.FREE: "Cloud-Free", Tier.LOCAL: "Local"}


def speakers(settings: Settings, correlation_id: str) -> SpeakersReply:
    """Name everybody who speaks, those who are available first."""
    everybody = _by_availability(open_services(settings))
    return SpeakersReply(True, tuple(map(_shown, everybody)), len(everybody), correlation_id)


def standings(settings: Settings, word: str, correlation_id: str) -> SpeakerStandings:
    """
    Say whether they speak here now, without asking anybody over the network.

    Args:
        word: The name of one of them; empty for all that this system could run: the original's client takes whoever is
            not named for able, and for a system's voice that is so, for the voice of this machine stands in.

    Raises:
        NotFoundError: nobody who speaks has that name.
    """
    services = open_services(settings)
    meant = _provider(word) if word else None
    everybody = [
        one for one in _by_availability(services) if one.provider == meant or (meant is None and one.provider.runs_here)
    ]
    return SpeakerStandings(True, tuple(_standing(one, services) for one in everybody), correlation_id)


def voices_of(
    settings: Settings, word: str, *, language: str = "", gender: str = "", search: str = "", correlation_id: str = ""
) -> VoicesReply:
    """
    Name the voices of whom *word* means; those that are here where it is a system's and this is another.

    Args:
        language: The beginning of a BCP 47 tag: ``en`` is also ``en-US``.

        search: A part of a name or a language.

    Raises:
        NotFoundError: nobody who speaks has that name.

        ProviderError: whoever is named cannot be asked.
    """
    if word:
        _provider(word)
    services = open_services(settings)
    found = chosen(word, services, falls_back=False)
    member = found.chain.members[0]
    voices = [
        _voice(voice, member.id)
        for voice in asyncio.run(member.port.voices())
        if _speaks(voice, language) and _is(voice, gender) and _matches(voice, search)
    ]
    return VoicesReply(True, member.id, tuple(voices), len(voices), correlation_id, word, found.notice)


def _provider(word: str) -> Provider:
    provider = provider_for(Part.SPEECH, word)
    if provider is None:
        raise NotFoundError("Nobody who speaks has that name.", remedy="Name one of /api/tts/providers.")
    return provider


def _by_availability(services: Services) -> list[Availability]:
    """Name everybody with what they lack, without asking."""
    return sorted(services.rosters.speakers.told(), key=lambda one: not one.available)


def _shown(one: Availability) -> SpeakerInfo:
    provider = one.provider
    kind = _SYSTEMS if provider.systems else "Local" if provider.local else _CLOUD[provider.tier]
    return SpeakerInfo(
        id=provider.id,
        name=provider.name,
        type=kind,
        tier=_tier(provider),
        requires_api_key=provider.needs_key,
        supports_offline=provider.local,
        is_available=one.available,
        description=f"{provider.price[:1].upper()}{provider.price[1:]}. {provider.privacy}".strip(". "),
    )


def _standing(one: Availability, services: Services) -> SpeakerStanding:
    provider, lack = one.provider, next(iter(one.lacks), None)
    counted = one.available and not provider.api.address
    return SpeakerStanding(
        id=provider.id,
        name=provider.name,
        is_available=one.available,
        tier=_tier(provider),
        requires_api_key=provider.needs_key,
        supports_offline=provider.local,
        voice_count=_count(provider, services) if counted else None,
        error=f"{lack.reason[:1].upper()}{lack.reason[1:]}." if lack else None,
        how_to_fix=lack.remedy if lack else None,
    )


def _count(provider: Provider, services: Services) -> int:
    (member, *_) = chosen(provider.id, services, falls_back=False).chain.members
    return len(asyncio.run(member.port.voices()))


def _tier(provider: Provider) -> str:
    return "Pro" if provider.tier is Tier.PRO else "Free"


def _voice(voice: Voice, provider: str) -> VoiceShown:
    return VoiceShown(
        id=voice.name,
        name=voice.name,
        voice_id=voice.name,
        voice_name=voice.name,
        language=voice.language,
        locale=voice.language,
        gender=voice.gender or "unknown",
        provider=provider,
    )


def _speaks(voice: Voice, language: str) -> bool:
    wanted, spoken = language.lower().replace("_", "-"), voice.language.lower()
    return not wanted or spoken == wanted or spoken.startswith(f"{wanted}-")


def _is(voice: Voice, gender: str) -> bool:
    return not gender or (voice.gender or "unknown") == gender.lower()


def _matches(voice: Voice, search: str) -> bool:
    return search.lower() in f"{voice.name} {voice.language}".lower()
