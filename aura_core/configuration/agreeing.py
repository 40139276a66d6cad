"""
Members of the document that say the same, and names that mean the same.

The contract has some settings twice. Whichever a change is about, the other follows; when a change is about both, the
first of the two counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from aura_core.errors import Issue
from aura_core.model.providers import known_provider
from aura_core.model.settings import UserSettings
from aura_core.model.settings.limits import ProviderRateLimit


__all__ = ["agreed", "unknown_providers"]

_Path = tuple[str, ...]

_TWINS: Final[tuple[tuple[_Path, _Path], ...]] = (
    (("advanced", "ollama_url"), ("providers", "ollama", "base_url")),
    (("advanced", "ollama_model"), ("providers", "ollama", "model")),
    (("advanced", "stable_diffusion_url"), ("providers", "stable_diffusion", "base_url")),
)


def agreed(before: UserSettings, after: UserSettings) -> UserSettings:
    """
    Return *after*, which was made of *before*, with members that say the same in agreement and limits by providers' ids.
    """
    for first, second in _TWINS:
        changed = second if _at(after, first) == _at(before, first) else first
        value = _at(after, changed)
        after = _with(_with(after, first, value), second, value)
    limits = {_id(name): limit for name, limit in after.rate_limits.limits.items()}
    return attrs.evolve(after, rate_limits=attrs.evolve(after.rate_limits, limits=limits))


def unknown_providers(settings: UserSettings) -> Iterator[Issue]:
    """Name whatever in *settings* stands for a provider that there is not; what stands there is not repeated."""
    for path, name in _named(settings):
        if known_provider(name) is None:
            yield Issue(path, "There is no provider of that name.")


def _named(settings: UserSettings) -> Iterator[tuple[str, str]]:
    for place, name in enumerate(settings.providers.provider_priority_order):
        yield f"$.providers.providerPriorityOrder[{place}]", name
    for place, name in enumerate(settings.providers.excluded_providers):
        yield f"$.providers.excludedProviders[{place}]", name
    if settings.providers.pinned_provider:
        yield "$.providers.pinnedProvider", settings.providers.pinned_provider
    limits: Mapping[str, ProviderRateLimit] = settings.rate_limits.limits
    for name, limit in limits.items():
        yield "$.rateLimits.limits", name
        if limit.fallback_provider:
            yield "$.rateLimits.limits.fallbackProvider", limit.fallback_provider
    if settings.llm.provider:
        yield "$.llm.provider", settings.llm.provider


def _id(name: str) -> str:
    found = known_provider(name)
    return found.id if found else name


def _at(value: Any, path: _Path) -> Any:
    for step in path:
        value = getattr(value, step)
    return value


def _with(value: Any, path: _Path, new: Any) -> Any:
    step, *others = path
    return attrs.evolve(value, **{step: _with(getattr(value, step), tuple(others), new) if others else new})
