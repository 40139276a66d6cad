"""Who can be asked, as pages about providers read it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import attrs


__all__ = [
    "AutoConfiguration",
    "CategoryHealth",
    "FeatureList",
    "OfflineModeStatus",
    "OfflineProvider",
    "OfflineProvidersStatus",
    "ProviderAvailability",
    "ProviderAvailabilityReport",
    "ProviderPresence",
    "SystemProviderStatus",
]


@attrs.frozen
class ProviderPresence:
    """
    A provider, and whether it could be asked.

    Attributes:
        category: LLM, TTS, Images or Music.

        is_online: Whether asking it leaves this machine.

        tier: Free, Local or Pro.

        message: What it lacks, and what to do, as sentences.
    """

    name: str
    category: str
    is_available: bool
    is_online: bool
    tier: str
    features: tuple[str, ...]
    message: str


@attrs.frozen
class CategoryHealth:
    """Whether somebody can be asked for a part of a film."""

    category: str
    required: bool
    configured_count: int
    healthy_count: int
    active_providers: tuple[str, ...]
    message: str


@attrs.frozen
class SystemProviderStatus:
    """
    Who could be asked; nobody is asked for it.

    Attributes:
        degraded_features: Parts that the profile in force has nobody for.

        overall_health: Green; Yellow, when the profile in force has nobody for a part; Red, when nobody has.
    """

    is_offline_mode: bool
    providers: tuple[ProviderPresence, ...]
    online_providers_count: int
    offline_providers_count: int
    available_features: tuple[str, ...]
    degraded_features: tuple[str, ...]
    last_updated: datetime
    message: str
    overall_health: str
    category_health: tuple[CategoryHealth, ...]
    ollama_active: bool
    has_any_llm: bool
    has_any_tts: bool
    has_any_image_provider: bool


@attrs.frozen
class OfflineModeStatus:
    """Whether nothing may leave this machine."""

    is_offline_mode: bool
    message: str


@attrs.frozen
class FeatureList:
    """What can be done, and what the profile in force has nobody for."""

    available: tuple[str, ...]
    degraded: tuple[str, ...]


@attrs.frozen
class OfflineProvider:
    """
    A provider that works on machines of one's own.

    Attributes:
        recommendations: What to do, as sentences.
    """

    name: str
    is_available: bool
    message: str
    version: str | None
    details: Mapping[str, str]
    recommendations: tuple[str, ...]
    installation_guide_url: str | None


@attrs.frozen
class OfflineProvidersStatus:
    """Those that work on machines of one's own, and whether films can be made by such alone."""

    piper: OfflineProvider
    mimic3: OfflineProvider
    ollama: OfflineProvider
    stable_diffusion: OfflineProvider
    windows_tts: OfflineProvider
    checked_at: datetime
    has_tts_provider: bool
    has_llm_provider: bool
    has_image_provider: bool
    is_fully_operational: bool


@attrs.frozen
class ProviderAvailability:
    """Whether a provider could be asked, in short."""

    provider_name: str
    provider_type: str
    is_available: bool
    is_reachable: bool
    status: str
    latency: float | None
    error_message: str | None


@attrs.frozen
class ProviderAvailabilityReport:
    """
    Who could be asked.

    Attributes:
        network_connected: Whether anything may leave this machine; the network is not tried.
    """

    success: bool
    timestamp: datetime
    providers: tuple[ProviderAvailability, ...]
    ollama_available: bool
    stable_diffusion_available: bool
    database_available: bool
    network_connected: bool


@attrs.frozen
class AutoConfiguration:
    """
    What suits this machine, which is in force already.

    Attributes:
        recommended_memory_limit_mb: What a film takes with so many threads.

        recommended_tier: FreeOnly, BalancedMix or ProMax.
    """

    success: bool
    recommended_thread_count: int
    recommended_memory_limit_mb: int = attrs.field(metadata={"wire": "recommendedMemoryLimitMB"})
    recommended_quality_preset: str
    use_hardware_acceleration: bool
    hardware_acceleration_method: str | None
    enable_local_providers: bool
    recommended_tier: str
    configured_providers: tuple[str, ...]
