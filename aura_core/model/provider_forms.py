"""Forms by which clients see and change what is decided about providers, as the settings have it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs


__all__ = [
    "AudioQualityDto",
    "ProviderConfigDto",
    "ProviderPreferencesDto",
    "QualityConfigDto",
    "SaveProviderConfigRequest",
    "VideoQualityDto",
]


@attrs.frozen
class ProviderPreferencesDto:
    """
    Whom the owner would rather have, and what may be spent; in a change, what is ``None`` stays as it is.

    Attributes:
        enable_recommendations: Nothing recommends providers here, so it is always false, as *enable_learning*.

        assistance_level: Always Off.

        enable_health_monitoring: Calls are always noted, so it is always true, as *enable_cost_tracking*.

        enable_profiles: Always true: a profile is always in force.

        enable_auto_fallback: Whether the next of a tier stands in.

        global_default: Always ``None``: who writes says nothing of who speaks.

        per_operation_overrides: Who writes, as ``script``.

        active_profile: Id of the profile in force.

        pinned_provider: Who goes first of every tier; empty for nobody.

        fallback_chains: Always ``None``: who comes after whom is told by the priorities.

        monthly_budget_limit: US dollars; 0 for no limit.

        per_provider_budget_limits: US dollars a month, by id.

        hard_budget_limit: Whether calls beyond a budget are not made.
    """

    enable_recommendations: bool | None = None
    assistance_level: str | None = None
    enable_health_monitoring: bool | None = None
    enable_cost_tracking: bool | None = None
    enable_learning: bool | None = None
    enable_profiles: bool | None = None
    enable_auto_fallback: bool | None = None
    global_default: str | None = None
    always_use_default: bool | None = None
    per_operation_overrides: Mapping[str, str] | None = None
    active_profile: str | None = None
    excluded_providers: tuple[str, ...] | None = None
    pinned_provider: str | None = None
    fallback_chains: Mapping[str, tuple[str, ...]] | None = None
    monthly_budget_limit: float | None = None
    per_provider_budget_limits: Mapping[str, float] | None = None
    hard_budget_limit: bool | None = None


@attrs.frozen
class ProviderConfigDto:
    """
    What is decided about a provider; in a change, what is ``None`` stays as it is.

    Attributes:
        name: Id or name.

        type: LLM, TTS, Image or Music.

        enabled: Whether a tier may choose it.

        priority: Of those of its kind, 1 the first; 0 for whom a tier chooses only once it is given one.

        api_key: Its last four characters, behind stars; in a change, one that begins with a star is left aside.

        additional_settings: ``endpoint`` and ``model``, where the settings have a place for them.

        cost_limit: US dollars a month; 0 for no limit.

        status: Ready, or what is missing, as a sentence.
    """

    name: str
    type: str = ""
    enabled: bool = True
    priority: int = 0
    api_key: str | None = attrs.field(default=None, repr=False)
    additional_settings: Mapping[str, str] | None = None
    cost_limit: float | None = None
    status: str | None = None


@attrs.frozen
class SaveProviderConfigRequest:
    """What is decided about providers; who is left out stays as they are."""

    providers: tuple[ProviderConfigDto, ...]


@attrs.frozen
class VideoQualityDto:
    """
    What kind of picture films have that do not say.

    Attributes:
        resolution: Its height, as ``1080p``; *width* and *height* count.

        bitrate_preset: Always Custom; *bitrate_kbps* counts.

        bitrate_kbps: Upper bound.
    """

    width: int
    height: int
    framerate: int
    bitrate_kbps: int
    codec: str
    container: str
    resolution: str = ""
    bitrate_preset: str = "Custom"


@attrs.frozen
class AudioQualityDto:
    """
    What kind of sound films have that do not say.

    Attributes:
        bitrate: kbit/s.

        sample_rate: Kept; films have 48,000 samples a second.

        channels: Always 2.
    """

    bitrate: int
    sample_rate: int = 48_000
    channels: int = 2
    codec: str = "aac"


@attrs.frozen
class QualityConfigDto:
    """
    What kind of file films become that do not say.

    Attributes:
        subtitles: Always ``None``: how captions look is ``captions`` of the settings.
    """

    video: VideoQualityDto
    audio: AudioQualityDto
    subtitles: Mapping[str, Any] | None = None
