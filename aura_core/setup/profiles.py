"""Which profile is in force, whether films could be made by one, and which makes the most of what there is."""

from __future__ import annotations

import asyncio
from typing import Final

import attrs

from aura_core.casting.cast import Rosters
from aura_core.casting.parts import Part
from aura_core.configuration.configuration import Configuration
from aura_core.errors import InvalidInputError, ProviderError
from aura_core.keys.keys import provider_in
from aura_core.keys.testing import KeyState
from aura_core.model.profiles import (
    PROFILES,
    ProfileId,
    ProfileRecommendationDto,
    ProfileSet,
    ProfileValidationResultDto,
    ProviderProfileDto,
    ProviderTestResultDto,
    ProviderTried,
    TestProviderRequest,
)
from aura_core.model.provider import Tier
from aura_core.setup.preflight import better, chain_by, parts_by


__all__ = ["active", "choose", "recommend", "recommended", "test", "test_all", "validate"]

_PRO: Final = PROFILES[ProfileId.PRO_MAX]


def active(configuration: Configuration) -> ProviderProfileDto:
    """Return the profile that is in force."""
    return PROFILES[configuration.read().settings.profile.active]


def choose(configuration: Configuration, profile: ProviderProfileDto) -> ProfileSet:
    """Have *profile* decide from now on; nothing else of the settings changes."""
    configuration.patch({"profile": {"active": profile.id}})
    return ProfileSet(True, f"{profile.name} decides who makes films that do not say.", profile)


def validate(profile: ProviderProfileDto, rosters: Rosters) -> ProfileValidationResultDto:
    """Say whether films could be made by *profile*, as they would be cast; nobody is asked."""
    errors, keys, warnings = [], [], []
    for stage, roster, word in parts_by(profile, rosters):
        try:
            chain_by(roster, word)
        except (ProviderError, InvalidInputError) as error:
            errors.append(f"{stage}: {error} {error.remedy}")
            keys += [
                one.provider.id
                for one in roster.availability()
                if one.provider.tier is Tier.PRO and any(lack.code.startswith("MissingApiKey:") for lack in one.lacks)
            ]
        else:
            warnings += [f"{stage}: {text}" for text in better(roster, word)]
    valid = not errors
    message = f"Films can be made by {profile.name}." if valid else f"Films cannot be made by {profile.name} yet."
    return ProfileValidationResultDto(valid, message, tuple(errors), tuple(dict.fromkeys(keys)), tuple(warnings))


def recommend(configuration: Configuration, rosters: Rosters) -> ProfileRecommendationDto:
    """Say which profile makes the most of what there is."""
    rosters = _unwished(rosters)
    chosen, reason = recommended(rosters)
    return ProfileRecommendationDto(
        *(chosen.id, chosen.name, reason),
        tuple(key.provider.id for key in configuration.keys.listed()),
        validate(_PRO, rosters).missing_keys,
    )


def recommended(rosters: Rosters) -> tuple[ProviderProfileDto, str]:
    """Return the profile that makes the most of what there is, and why, as a sentence."""
    rosters = _unwished(rosters)
    if validate(_PRO, rosters).is_valid:
        return _PRO, "There is a paid provider for every part."
    paid = [one for one in rosters.writers.availability() if one.provider.tier is Tier.PRO and one.available]
    if paid:
        return PROFILES[ProfileId.BALANCED_MIX], f"{paid[0].provider.name} can write, and the rest costs nothing."
    free = PROFILES[ProfileId.FREE_ONLY]
    named = [name for _, roster, word in parts_by(free, rosters) for name in chain_by(roster, word)]
    others = [name for name in named if name not in {part.built_in.name for part in _parts(rosters)}]
    if others:
        return free, f"{' and '.join(others)} can be asked, and nothing is to be paid."
    return PROFILES[ProfileId.THIS_MACHINE], "There is no key yet, and everything can be made on this machine."


def _unwished(rosters: Rosters) -> Rosters:
    """Leave open who writes: which model the owner has selected says nothing of a profile."""
    preferences = attrs.evolve(rosters.writers.preferences, wishes={})
    return attrs.evolve(rosters, writers=attrs.evolve(rosters.writers, preferences=preferences))


def _parts(rosters: Rosters) -> tuple[Part, ...]:
    return rosters.writers.part, rosters.speakers.part, rosters.illustrators.part


async def test(configuration: Configuration, request: TestProviderRequest) -> ProviderTestResultDto:
    """
    Ask a provider about its key.

    Raises:
        InvalidInputError: there is no such provider, or no key looks like that.

        NotFoundError: there is no key to ask about.
    """
    provider = provider_in(request.provider)
    came = await configuration.keys.test(provider, request.api_key)
    return ProviderTestResultDto(provider.id, came.state is KeyState.VALID, came.message, came.at)


async def test_all(configuration: Configuration) -> dict[str, ProviderTried]:
    """Ask every provider about its key whose key there is, all at once."""
    keys = await asyncio.to_thread(configuration.keys.listed)
    came = await asyncio.gather(*(configuration.keys.test(key.provider) for key in keys))
    return {
        key.provider.id: ProviderTried(one.state is KeyState.VALID, one.message, one.elapsed_ms)
        for key, one in zip(keys, came, strict=True)
    }
