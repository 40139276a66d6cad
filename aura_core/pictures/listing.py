"""
Who illustrates here, and in which looks.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from aura_core.casting.parts import Part
from aura_core.casting.roster import Availability
from aura_core.model.enums import ALIASES, Aspect
from aura_core.model.pictures import (
    LONGEST_SIDE,
    VisualProvider,
    VisualProviderCapabilities,
    VisualProviders,
    VisualStyles,
)
from aura_core.model.prices import asks_nothing, picture_price
from aura_core.model.provider import Account, Provider, ProviderKind
from aura_core.pipeline import Services
from aura_core.providers.footage.painting import LOOKS
from aura_core.providers.images.palettes import themes
from aura_core.settings import Settings
from aura_core.wiring import open_services


__all__ = ["illustrators", "styles"]

_RATIOS: Final = tuple(word for word in ALIASES[Aspect] if ":" in word)


def illustrators(settings: Settings) -> VisualProviders:
    """Name everybody who illustrates, those who are available first; asks nobody."""
    services = open_services(settings)
    told = sorted(map(_introduced, *zip(*_everybody(services), strict=True)), key=lambda one: not one.is_available)
    return VisualProviders(tuple(told), datetime.now(UTC))


def styles(settings: Settings) -> VisualStyles:
    """Name the looks that pictures can have."""
    by_provider = {one.provider.id: _styles_of(one.provider) for one, _ in _everybody(open_services(settings))}
    return VisualStyles(tuple(sorted({style for one in by_provider.values() for style in one})), by_provider)


def _everybody(services: Services) -> list[tuple[Availability, Account]]:
    roster = services.rosters.illustrators
    return [
        (one, roster.accounts.get(one.provider.id, Account()))
        for one in roster.told()
        if one.built and not one.provider.ended
    ]


def _introduced(one: Availability, account: Account) -> VisualProvider:
    provider = one.provider
    paints = _paints(provider)
    free = asks_nothing(provider)
    capabilities = VisualProviderCapabilities(
        provider_name=provider.name,
        supports_negative_prompts=paints,
        supports_batch_generation=True,
        supports_style_presets=bool(_styles_of(provider)),
        supported_aspect_ratios=_RATIOS,
        supported_styles=_styles_of(provider),
        max_width=LONGEST_SIDE,
        max_height=LONGEST_SIDE,
        is_local=provider.local,
        is_free=free,
        cost_per_image=0.0 if free else picture_price(provider.id, account.model) or 0.0,
        tier=provider.tier.value,
    )
    return VisualProvider(
        id=provider.id,
        name=provider.name,
        is_available=one.available,
        requires_api_key=provider.needs_key,
        capabilities=capabilities,
        reasons=tuple(f"{lack.reason[0].upper()}{lack.reason[1:]}. {lack.remedy}" for lack in one.lacks),
    )


def _paints(provider: Provider) -> bool:
    return ProviderKind.IMAGE in provider.kinds and provider is not Part.PICTURES.built_in


def _styles_of(provider: Provider) -> tuple[str, ...]:
    if provider is Part.PICTURES.built_in:
        return tuple(sorted(themes()))
    return tuple(sorted(LOOKS)) if _paints(provider) else ()
