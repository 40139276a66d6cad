"""How much may be asked of providers."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from aura_core.model.enums import LoadBalancingStrategy, RateLimitBehavior


__all__ = ["GlobalRateLimitSettings", "ProviderRateLimit", "ProviderRateLimits"]

_count = [attrs.validators.ge(0), attrs.validators.le(2**31 - 1)]
_cost = [attrs.validators.ge(0.0), attrs.validators.le(1e9)]
_share = [attrs.validators.ge(0), attrs.validators.le(100)]


@attrs.frozen
class ProviderRateLimit:
    """
    How much may be asked of one provider; a cost limit of 0 is none.

    Attributes:
        daily_cost_limit: US dollars.

        monthly_cost_limit: US dollars.

        priority: Larger goes first among providers that are otherwise equal.

        cost_warning_threshold: Per cent of a cost limit from which on it is warned of.
    """

    provider_name: str = ""
    enabled: bool = True
    max_requests_per_minute: int = attrs.field(default=60, validator=_count)
    max_requests_per_hour: int = attrs.field(default=1000, validator=_count)
    max_requests_per_day: int = attrs.field(default=10_000, validator=_count)
    max_concurrent_requests: int = attrs.field(default=5, validator=[attrs.validators.ge(1), attrs.validators.le(1000)])
    max_tokens_per_request: int = attrs.field(default=4096, validator=_count)
    max_tokens_per_minute: int = attrs.field(default=90_000, validator=_count)
    daily_cost_limit: float = attrs.field(default=0.0, validator=_cost)
    monthly_cost_limit: float = attrs.field(default=0.0, validator=_cost)
    exceeded_behavior: RateLimitBehavior = RateLimitBehavior.QUEUE
    priority: int = attrs.field(default=50, validator=_share)
    fallback_provider: str | None = None
    retry_delay_ms: int = attrs.field(default=1000, validator=_count)
    max_retries: int = attrs.field(default=3, validator=[attrs.validators.ge(0), attrs.validators.le(100)])
    use_exponential_backoff: bool = True
    cost_warning_threshold: int = attrs.field(default=80, validator=_share)
    notify_on_limit_reached: bool = True


@attrs.frozen
class GlobalRateLimitSettings:
    """
    How much may be asked of all providers together.

    Attributes:
        max_total_daily_cost: US dollars.

        max_total_monthly_cost: US dollars.

        max_cost_per_film: US dollars; 0 for no limit.

        circuit_breaker_threshold: Failures in a row after which a provider is spared.

        circuit_breaker_timeout_seconds: For how long.
    """

    enabled: bool = True
    max_total_requests_per_minute: int = attrs.field(default=100, validator=_count)
    max_total_daily_cost: float = attrs.field(default=50.0, validator=_cost)
    max_total_monthly_cost: float = attrs.field(default=500.0, validator=_cost)
    max_cost_per_film: float = attrs.field(default=0.0, validator=_cost)
    global_exceeded_behavior: RateLimitBehavior = RateLimitBehavior.BLOCK
    enable_circuit_breaker: bool = True
    circuit_breaker_threshold: int = attrs.field(
        default=5, validator=[attrs.validators.ge(1), attrs.validators.le(1000)]
    )
    circuit_breaker_timeout_seconds: int = attrs.field(
        default=60, validator=[attrs.validators.ge(1), attrs.validators.le(86_400)]
    )
    enable_load_balancing: bool = True
    load_balancing_strategy: LoadBalancingStrategy = LoadBalancingStrategy.LEAST_COST


_NONE: Mapping[str, ProviderRateLimit] = {}


@attrs.frozen
class ProviderRateLimits:
    """
    How much may be asked of providers.

    Attributes:
        limits: By the id of the provider.

        global_: Of all together.
    """

    limits: Mapping[str, ProviderRateLimit] = _NONE
    global_: GlobalRateLimitSettings = GlobalRateLimitSettings()
