"""Forms about providers: each member of them is a setting, and what is none is refused when somebody changes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from aura_core.casting.cast import Rosters
from aura_core.catalogue.listing import CATEGORIES
from aura_core.catalogue.owners import ordered, priorities
from aura_core.configuration import access_for
from aura_core.configuration.access import told_by
from aura_core.configuration.configuration import Configuration
from aura_core.configuration.patching import merge_patch
from aura_core.errors import InvalidInputError, Issue
from aura_core.keys.keys import provider_in
from aura_core.keys.masks import is_mask, mask
from aura_core.model.allowed import in_kilobits, size_in
from aura_core.model.enums import RateLimitBehavior
from aura_core.model.profiles import profile_named
from aura_core.model.provider import Account
from aura_core.model.provider_forms import (
    AudioQualityDto,
    ProviderConfigDto,
    ProviderPreferencesDto,
    QualityConfigDto,
    SaveProviderConfigRequest,
    VideoQualityDto,
)
from aura_core.model.render import RenderSpec
from aura_core.wire.objects import members


__all__ = [
    "preferences",
    "providers",
    "quality",
    "save_preferences",
    "save_providers",
    "save_quality",
]

_OPEN: Final = {
    *("enable_auto_fallback", "per_operation_overrides", "active_profile", "excluded_providers", "pinned_provider"),
    *("monthly_budget_limit", "per_provider_budget_limits", "hard_budget_limit"),
}
"""Members of the preferences that can be changed."""


def preferences(configuration: Configuration) -> ProviderPreferencesDto:
    """Return whom the owner would rather have, and what may be spent."""
    settings = configuration.read().settings
    chosen, limits = settings.providers, settings.rate_limits
    return ProviderPreferencesDto(
        enable_recommendations=False,
        assistance_level="Off",
        enable_health_monitoring=True,
        enable_cost_tracking=True,
        enable_learning=False,
        enable_profiles=True,
        enable_auto_fallback=chosen.enable_auto_fallback,
        always_use_default=False,
        per_operation_overrides={"script": settings.llm.provider} if settings.llm.provider else {},
        active_profile=settings.profile.active.value,
        excluded_providers=chosen.excluded_providers,
        pinned_provider=chosen.pinned_provider,
        monthly_budget_limit=limits.global_.max_total_monthly_cost,
        per_provider_budget_limits={
            name: limit.monthly_cost_limit for name, limit in limits.limits.items() if limit.monthly_cost_limit
        },
        hard_budget_limit=limits.global_.global_exceeded_behavior is not RateLimitBehavior.WARN,
    )


def save_preferences(configuration: Configuration, wished: ProviderPreferencesDto) -> ProviderPreferencesDto:
    """
    Decide whom to have rather, and what may be spent, from now on.

    Raises:
        InvalidInputError: with everything that cannot be as *wished*.
    """
    now = preferences(configuration)
    if wrong := list(_fixed(now, wished)):
        raise InvalidInputError(wrong, remedy="Leave these out; GET says how they are.")
    change: dict[str, Any] = {"providers": {}, "rateLimits": {"global": {}}}
    if wished.enable_auto_fallback is not None:
        change["providers"]["enableAutoFallback"] = wished.enable_auto_fallback
    if wished.excluded_providers is not None:
        change["providers"]["excludedProviders"] = list(wished.excluded_providers)
    if wished.pinned_provider is not None:
        change["providers"]["pinnedProvider"] = wished.pinned_provider.strip() or None
    if wished.per_operation_overrides is not None:
        change["llm"] = {"provider": wished.per_operation_overrides.get("script") or None}
    if wished.active_profile is not None:
        change["profile"] = {"active": profile_named(wished.active_profile, "$.activeProfile").id}
    if wished.monthly_budget_limit is not None:
        change["rateLimits"]["global"]["maxTotalMonthlyCost"] = wished.monthly_budget_limit
    if wished.hard_budget_limit not in {None, now.hard_budget_limit}:
        change["rateLimits"]["global"]["globalExceededBehavior"] = "Block" if wished.hard_budget_limit else "Warn"
    if wished.per_provider_budget_limits is not None:
        change["rateLimits"]["limits"] = {
            provider_in(name, "$.perProviderBudgetLimits").id: {"monthlyCostLimit": most}
            for name, most in wished.per_provider_budget_limits.items()
        }
    configuration.patch(change)
    return preferences(configuration)


def _fixed(now: ProviderPreferencesDto, wished: ProviderPreferencesDto) -> Iterator[Issue]:
    """Name what is wished for and cannot be."""
    for member in members(ProviderPreferencesDto):
        name = member.attribute.name
        wish = getattr(wished, name)
        if name not in _OPEN and wish not in (None, {}, getattr(now, name)):
            yield Issue(f"$.{member.name}", "This is nothing that can be chosen here.")
    for operation in wished.per_operation_overrides or {}:
        if operation != "script":
            yield Issue("$.perOperationOverrides", "Only who writes can be chosen by name, as script.")


def providers(configuration: Configuration, rosters: Rosters) -> SaveProviderConfigRequest:
    """
    Return what is decided about everybody who is built.

    Raises:
        VaultError: the vault cannot be opened.
    """
    settings = configuration.read().settings
    accounts = access_for(configuration.in_force()).accounts
    ranks = priorities(configuration, rosters)
    found: dict[str, ProviderConfigDto] = {}
    for one in rosters.availability():
        provider, account = one.provider, accounts.get(one.provider.id, Account())
        if one.built and provider.id not in found:
            told = {"endpoint": account.address, "model": account.model}
            limit = settings.rate_limits.limits.get(provider.id)
            found[provider.id] = ProviderConfigDto(
                *(provider.id, CATEGORIES[one.part], provider.id not in settings.providers.excluded_providers),
                *(ranks.get(provider.id, 0), mask(account.key) or None),
                {name: text for name, text in told.items() if text},
                limit.monthly_cost_limit if limit else None,
                "Ready." if one.available else f"{one.lacks[0].reason[:1].upper()}{one.lacks[0].reason[1:]}.",
            )
    return SaveProviderConfigRequest(tuple(found.values()))


def save_providers(configuration: Configuration, wished: SaveProviderConfigRequest, rosters: Rosters) -> None:
    """
    Decide about providers from now on, all of it or nothing; what is as it was is left alone.

    Raises:
        InvalidInputError: with what cannot be.

        VaultError: the vault cannot be opened.
    """
    before = {one.name: one for one in providers(configuration, rosters).providers}
    excluded = set(configuration.read().settings.providers.excluded_providers)
    change: dict[str, Any] = {}
    secrets: dict[str, str] = {}
    ranks: dict[str, int] = {}
    for place, form in enumerate(wished.providers):
        provider = provider_in(form.name, f"$.providers[{place}].name").id
        was = before.get(provider, ProviderConfigDto(provider))
        (excluded.discard if form.enabled else excluded.add)(provider)
        if form.priority and form.priority != was.priority:
            ranks[provider] = form.priority
        if form.api_key and not is_mask(form.api_key):
            secrets[provider] = form.api_key
        if form.cost_limit is not None and form.cost_limit != was.cost_limit:
            limit = {"limits": {provider: {"monthlyCostLimit": form.cost_limit}}}
            change = merge_patch(change, {"rateLimits": limit})
        if account := _changed(form.additional_settings or {}, was.additional_settings or {}):
            change = merge_patch(change, told_by(provider, account))
    order = {"excludedProviders": sorted(excluded)}
    if ranks:
        order["providerPriorityOrder"] = ordered(before, ranks)
    configuration.merge(merge_patch(change, {"providers": order}), secrets)


def _changed(wished: Mapping[str, str], was: Mapping[str, str]) -> dict[str, str]:
    names = {"endpoint": "address", "model": "model"}
    return {names.get(name, name): text for name, text in wished.items() if text != was.get(name, "")}


def quality(configuration: Configuration) -> QualityConfigDto:
    """Return what kind of file films become that do not say."""
    video, usual = configuration.read().settings.video_defaults, RenderSpec()
    size = size_in(video.default_resolution) or usual.res
    return QualityConfigDto(
        VideoQualityDto(
            *(size.width, size.height, video.default_frame_rate),
            in_kilobits(video.default_bitrate) or usual.video_bitrate_k,
            *(video.default_codec, video.default_container, f"{size.height}p"),
        ),
        AudioQualityDto(
            in_kilobits(video.default_audio_bitrate) or usual.audio_bitrate_k,
            video.default_audio_sample_rate,
            codec=video.default_audio_codec,
        ),
    )


def save_quality(configuration: Configuration, wished: QualityConfigDto) -> QualityConfigDto:
    """
    Decide what kind of file films become that do not say.

    Raises:
        InvalidInputError: with what cannot be.
    """
    video, audio = wished.video, wished.audio
    issues = []
    if audio.channels != 2:
        issues.append(Issue("$.audio.channels", "Films have two channels."))
    if wished.subtitles:
        issues.append(Issue("$.subtitles", "How captions look is captions of the settings."))
    if issues:
        raise InvalidInputError(issues)
    configuration.patch(
        {
            "videoDefaults": {
                "defaultResolution": f"{video.width}x{video.height}",
                "defaultFrameRate": video.framerate,
                "defaultCodec": video.codec,
                "defaultBitrate": f"{video.bitrate_kbps}k",
                "defaultContainer": video.container,
                "defaultAudioBitrate": f"{audio.bitrate}k",
                "defaultAudioSampleRate": audio.sample_rate,
                "defaultAudioCodec": audio.codec,
            }
        }
    )
    return quality(configuration)
