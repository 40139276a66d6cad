"""Providers as pages list them, with what they did and cost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import attrs


__all__ = [
    "AIProviderDto",
    "AllProvidersStatus",
    "CostTrackingSummaryDto",
    "ImageProviderDto",
    "ImageProvidersResponse",
    "PartialConfigurationSaved",
    "ProviderChanged",
    "ProviderSettingsDto",
    "ProviderStanding",
    "ProviderStatsDto",
    "ProviderTestRequest",
    "SavePartialConfigurationRequest",
    "TestProviderConnectionRequest",
    "UpdateProviderConfigRequest",
]


@attrs.frozen
class AIProviderDto:
    """
    Somebody who could make a part of a film.

    Attributes:
        type: llm, tts, image or music.

        is_default: Whether they make films that do not say, as the settings are.

        is_enabled: Whether nothing is missing for them to be asked.

        model: What is asked there; ``None`` where there are no models.

        has_fallback: Whether somebody would stand in.
    """

    id: str
    name: str
    type: str
    is_default: bool
    is_enabled: bool
    model: str | None = None
    has_fallback: bool = False


@attrs.frozen
class ProviderStanding:
    """
    Somebody who is built, and whether they could be asked; nobody is asked for it.

    Attributes:
        tier: local, free or paid.

        reachable: The same as *available*, by the name of another of the original's clients.

        status: Ready, or Not configured.

        error_code: Of what is missing, as a step of a job has it.

        how_to_fix: Step by step.

        last_checked: Now; what they lack is looked at, not kept.
    """

    id: str
    name: str
    category: str
    tier: str
    available: bool
    configured: bool
    reachable: bool
    is_configured: bool
    is_available: bool
    status: str
    error_code: str | None
    error_message: str | None
    details: str | None
    how_to_fix: tuple[str, ...]
    last_checked: datetime


@attrs.frozen
class AllProvidersStatus:
    """
    Everybody who is built, in one list and by what they do.

    Attributes:
        reachable_count: How many could be asked.
    """

    llm: tuple[ProviderStanding, ...]
    tts: tuple[ProviderStanding, ...]
    images: tuple[ProviderStanding, ...]
    music: tuple[ProviderStanding, ...]
    providers: tuple[ProviderStanding, ...]
    configured_count: int
    reachable_count: int
    timestamp: datetime
    last_updated: datetime


@attrs.frozen
class ImageProviderDto:
    """
    Somebody who illustrates.

    Attributes:
        type: stock, generative, or fallback for who is part of this program.

        status: Ready, or what is missing, as a sentence.

        quota_remaining: Of *quota_limit*, as the provider said last, else by our own calls of the last minute, hour or
            day, whichever it counts by; ``None`` where no limit is known.

        quota_reset_time: When it counts anew, where the provider says so, or nothing is left.

        description: What it costs, and what leaves this machine.
    """

    id: str
    name: str
    type: str
    available: bool
    has_api_key: bool
    status: str | None
    quota_remaining: int | None
    quota_limit: int | None
    quota_reset_time: datetime | None
    capabilities: tuple[str, ...]
    description: str | None


@attrs.frozen
class ImageProvidersResponse:
    """
    Everybody who illustrates and is built.

    Attributes:
        default_provider: Who illustrates films that do not say; ``None`` where nobody can.
    """

    providers: tuple[ImageProviderDto, ...]
    default_provider: str | None


@attrs.frozen
class SavePartialConfigurationRequest:
    """
    What a provider is told, by the names of its fields: ``ApiKey``, ``BaseUrl``, ``Model``; empty ones are left aside.

    Attributes:
        correlation_id: Changes nothing: that of the request counts.
    """

    provider: str
    partial_configuration: Mapping[str, str | None] = attrs.field(repr=False)
    correlation_id: str | None = None


@attrs.frozen
class PartialConfigurationSaved:
    """What a provider was told."""

    success: bool
    message: str
    saved_fields: tuple[str, ...]
    correlation_id: str


@attrs.frozen
class ProviderStatsDto:
    """
    What the calls to a provider came to, of two months.

    Attributes:
        average_latency: Milliseconds until an answer was whole.

        total_cost: US dollars, as far as prices are known.

        last_used: When it was asked last, ISO 8601; empty for never.

        unpriced_requests: Calls whose price nobody knows.
    """

    total_requests: int
    successful_requests: int
    failed_requests: int
    average_latency: int
    total_tokens_used: int
    total_cost: float
    last_used: str
    unpriced_requests: int


@attrs.frozen
class ProviderSettingsDto:
    """
    What a provider was told, and what is in force.

    Attributes:
        api_key: Its last four characters, behind stars.

        endpoint: Where it is asked.

        max_tokens: Each film says it, in ``llmParameters``; so it is always ``None``.

        temperature: Likewise.

        is_enabled: Whether nothing is missing for it to be asked.
    """

    api_key: str | None = None
    endpoint: str | None = None
    model: str | None = None
    max_tokens: int | None = None
    temperature: float | None = None
    is_enabled: bool = True
    has_fallback: bool = False
    type: str | None = None


@attrs.frozen
class UpdateProviderConfigRequest:
    """
    What a provider is told from now on; what is ``None`` stays as it is.

    Attributes:
        api_key: Goes into the vault; one that begins with a star is a mask, and left aside.

        max_tokens: Cannot be told here: each film says it, in ``llmParameters``.

        temperature: Likewise.

        is_enabled: Changes nothing: whoever has what they need can be asked.

        has_fallback: Changes nothing.
    """

    api_key: str | None = attrs.field(default=None, repr=False)
    endpoint: str | None = None
    model: str | None = None
    max_tokens: int | None = None
    temperature: float | None = None
    is_enabled: bool | None = None
    has_fallback: bool | None = None


@attrs.frozen
class ProviderChanged:
    """Something about a provider was changed."""

    success: bool
    message: str
    correlation_id: str


@attrs.frozen
class TestProviderConnectionRequest:
    """
    A provider to be asked.

    Attributes:
        api_key: Tried, and not kept; ``None`` for what is in force.
    """

    __test__ = False

    provider_name: str
    api_key: str | None = attrs.field(default=None, repr=False)


@attrs.frozen
class ProviderTestRequest:
    """
    Where a server of one's own, or a program, is to be looked for.

    Attributes:
        url: Of a server.

        path: Of FFmpeg.
    """

    url: str | None = None
    path: str | None = None


@attrs.frozen
class CostTrackingSummaryDto:
    """
    What was spent since the first of the month, US dollars, as far as prices are known.

    Attributes:
        cost_by_operation: By step of a film.

        unpriced_calls: Calls whose price nobody knows.

        monthly_budget: What may be spent a month; 0 for no limit.
    """

    total_monthly_cost: float
    cost_by_provider: Mapping[str, float]
    cost_by_operation: Mapping[str, float]
    unpriced_calls: int
    monthly_budget: float
