"""Profiles: who makes films whose request does not say, chosen by what it may cost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from types import MappingProxyType
from typing import Final

import attrs

from aura_core.errors import InvalidInputError, NotFoundError
from aura_core.model.order import ProviderSelection


__all__ = [
    "PROFILES",
    "ApplyProfileRequest",
    "NamedProfile",
    "ProfileApplied",
    "ProfileId",
    "ProfileList",
    "ProfileRecommendationDto",
    "ProfileSelection",
    "ProfileSet",
    "ProfileValidationResultDto",
    "ProviderProfileDto",
    "ProviderProfiles",
    "ProviderTestResultDto",
    "ProviderTried",
    "SetActiveProfileRequest",
    "TestProviderRequest",
    "profile_named",
    "selection_of",
]


class ProfileId(Enum):
    """The profiles there are."""

    THIS_MACHINE = "this-machine"
    FREE_ONLY = "free-only"
    BALANCED_MIX = "balanced-mix"
    PRO_MAX = "pro-max"


@attrs.frozen
class ProfileSelection:
    """
    Which profile is in force.

    Attributes:
        active: Decides who makes films whose request does not say.
    """

    active: ProfileId = ProfileId.THIS_MACHINE


@attrs.frozen
class ProviderProfileDto:
    """
    Who makes films whose request does not say.

    Attributes:
        tier: FreeOnly, BalancedMix or ProMax.

        stages: For Script, TTS and Visuals a name or a tier, as ``providerSelection`` has them; Upload is Off, for
            where films are sent is said by the upload destinations.

        required_api_keys: Ids of providers whose keys would do; others for the same part do as well.

        usage_notes: What it is for, as sentences.
    """

    id: str
    name: str
    description: str
    tier: str
    stages: Mapping[str, str]
    required_api_keys: tuple[str, ...]
    usage_notes: str
    last_validated_at: datetime | None


@attrs.frozen
class ProviderProfiles:
    """Every profile there is."""

    profiles: tuple[ProviderProfileDto, ...]


@attrs.frozen
class SetActiveProfileRequest:
    """Which profile is to be in force, by id or name."""

    profile_id: str


@attrs.frozen
class ProfileSet:
    """Which profile is in force now."""

    success: bool
    message: str
    profile: ProviderProfileDto


@attrs.frozen
class NamedProfile:
    """A profile, in short."""

    name: str
    description: str


@attrs.frozen
class ProfileList:
    """Every profile there is, in short."""

    profiles: tuple[NamedProfile, ...]


@attrs.frozen
class ApplyProfileRequest:
    """Which profile is to be in force, by id or name."""

    profile_name: str


@attrs.frozen
class ProfileApplied:
    """That a profile is in force now."""

    success: bool
    message: str


@attrs.frozen
class ProfileValidationResultDto:
    """
    Whether films could be made by a profile.

    Attributes:
        errors: What is in the way, as sentences.

        missing_keys: Ids of providers whose keys would help.

        warnings: What could be better, as sentences.
    """

    is_valid: bool
    message: str
    errors: tuple[str, ...]
    missing_keys: tuple[str, ...]
    warnings: tuple[str, ...]


@attrs.frozen
class ProfileRecommendationDto:
    """
    Which profile makes the most of what there is.

    Attributes:
        reason: As a sentence.

        available_keys: Ids of providers whose keys there are.

        missing_keys_for_pro_max: Ids of providers whose keys would make the dearest possible.
    """

    recommended_profile_id: str
    recommended_profile_name: str
    reason: str
    available_keys: tuple[str, ...]
    missing_keys_for_pro_max: tuple[str, ...]


@attrs.frozen
class TestProviderRequest:
    """
    A provider to be asked about its key.

    Attributes:
        api_key: ``None`` for the one that is kept.
    """

    __test__ = False

    provider: str
    api_key: str | None = attrs.field(default=None, repr=False)


@attrs.frozen
class ProviderTestResultDto:
    """What came of asking a provider about its key."""

    provider: str
    success: bool
    message: str
    tested_at: datetime


@attrs.frozen
class ProviderTried:
    """What came of asking one of several providers about its key."""

    success: bool
    message: str
    response_time_ms: int


def _profile(
    profile: ProfileId, name: str, tier: str, stages: tuple[str, str, str], keys: tuple[str, ...], *words: str
) -> ProviderProfileDto:
    description, notes = words
    named = dict(zip(("Script", "TTS", "Visuals"), stages, strict=True)) | {"Upload": "Off"}
    return ProviderProfileDto(profile.value, name, description, tier, MappingProxyType(named), keys, notes, None)


PROFILES: Final[Mapping[ProfileId, ProviderProfileDto]] = MappingProxyType(
    {
        ProfileId.THIS_MACHINE: _profile(
            *(ProfileId.THIS_MACHINE, "This Machine", "FreeOnly", ("Auto", "Auto", "Auto"), ()),
            "Everything is made on this machine, by what came with the installation.",
            "Nothing leaves this machine, unless a language model was selected by itself. This is the default.",
        ),
        ProfileId.FREE_ONLY: _profile(
            *(ProfileId.FREE_ONLY, "Free-Only", "FreeOnly", ("Free", "Local", "Stock"), ()),
            "Whatever costs nothing: language models and voices of your own, stock pictures.",
            "Stock pictures need a free key of their site; what is not there is made as on This Machine.",
        ),
        ProfileId.BALANCED_MIX: _profile(
            *(ProfileId.BALANCED_MIX, "Balanced Mix", "BalancedMix", ("ProIfAvailable", "Local", "StockOrLocal"), ()),
            "A paid language model where there is one, everything else free.",
            "Words cost little and matter most. Without a key of a paid model, it is as Free-Only.",
        ),
        ProfileId.PRO_MAX: _profile(
            *(ProfileId.PRO_MAX, "Pro-Max", "ProMax", ("Pro", "Pro", "Pro")),
            ("openai", "elevenlabs", "stabilityai"),
            "Paid providers for everything.",
            "Films fail where none can be asked, rather than be made otherwise than was paid for.",
        ),
    }
)
"""The profiles by id; what each says is said with the words of ``providerSelection``."""


def profile_named(name: str, path: str | None = None) -> ProviderProfileDto:
    """
    Return the profile of that id or name, in any case and punctuation.

    Args:
        path: Where it was named in a request; ``None`` when it is its address.

    Raises:
        NotFoundError: there is none, and it was asked for by its address.

        InvalidInputError: there is none.
    """
    flat = _flat(name)
    found = next((one for one in PROFILES.values() if flat in {_flat(one.id), _flat(one.name)}), None)
    if found is not None:
        return found
    remedy = f"Name one of {', '.join(one.id for one in PROFILES.values())}."
    if path is None:
        raise NotFoundError("There is no profile of that name.", remedy=remedy)
    raise InvalidInputError.of(path, "There is no profile of that name.", remedy=remedy)


def selection_of(profile: ProviderProfileDto, wished: ProviderSelection) -> ProviderSelection:
    """Return who does what: whoever is *wished*, and where nobody is, whom *profile* says."""
    if profile.id == ProfileId.THIS_MACHINE.value:
        return wished
    return attrs.evolve(
        wished,
        script=wished.script or profile.stages["Script"],
        tts=wished.tts or profile.stages["TTS"],
        visuals=wished.visuals or profile.stages["Visuals"],
    )


def _flat(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))
