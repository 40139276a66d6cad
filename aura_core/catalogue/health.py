"""
How providers are: who is part of this program by the findings of health, all others by what the calls to them came to.

Nobody is asked for it, unless somebody wants to know: to ask all the time would cost their owners requests, and say no
more of the next film than the last one does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

import attrs

from aura_core.casting.cast import Rosters
from aura_core.casting.parts import Part
from aura_core.configuration.configuration import Configuration
from aura_core.health import Health
from aura_core.health.breakers import breakers, reset_breaker
from aura_core.inquiries import Inquiries
from aura_core.model.enums import CircuitBreakerState
from aura_core.model.health.breakers import CircuitBreaker, CircuitBreakerDetails
from aura_core.model.health.finding import PROVIDERS, Category
from aura_core.model.health.providers import ProviderHealth, ProviderKindHealth, kind_of, provider_of, providers_of
from aura_core.model.inquiry import Inquiry
from aura_core.model.provider import Provider
from aura_core.model.providers import PROVIDERS as EVERYBODY
from aura_core.model.providers import provider_named
from aura_core.outbound.calls import CallLog, calls_in
from aura_core.outbound.tallies import By, Tally, tallies
from aura_core.verdicts import Verdict


__all__ = ["Wellbeing", "status_of"]

_CATEGORIES: Final = {
    Part.SCRIPT: Category.LLM,
    Part.SPEECH: Category.TTS,
    Part.PICTURES: Category.IMAGE,
    Part.MUSIC: Category.MUSIC,
}

_WELL: Final = 0.9
_UNWELL: Final = 0.7
"""Shares of calls that come to something, as the original has them."""


class Wellbeing:
    """
    How providers are at this moment.

    Args:
        health: Looks at who is part of this program.

        rosters: Everybody who could make a film now.
    """

    def __init__(self, configuration: Configuration, health: Health, rosters: Rosters) -> None:
        self._configuration = configuration
        self._health = health
        self._rosters = rosters

    def of_all(self) -> tuple[ProviderHealth, ...]:
        """
        Say how everybody is who is part of this program, could be asked, or was.

        Raises:
            OutputError: the calls cannot be read.
        """
        past = self._past()
        found = {one.id: one for category in _CATEGORIES.values() for one in self._of(category, past)}
        return tuple(found.values())

    def of_kind(self, category: Category) -> ProviderKindHealth:
        """
        Say how those of a kind are.

        Raises:
            OutputError: the calls cannot be read.
        """
        return kind_of(category, tuple(self._of(category, self._past())))

    def of_one(self, name: str) -> ProviderHealth:
        """
        Say how the provider called *name* is.

        Raises:
            NotFoundError: there is no such provider.

            OutputError: the calls cannot be read.
        """
        provider = provider_named(name)
        looked = next((one for one in providers_of(self._health.report()) if one.id == provider.id), None)
        return looked or self._past().of(provider)

    async def asked(self, name: str) -> ProviderHealth:
        """
        Find out how a provider is: look at who is part of this program, ask all others something that costs nothing.

        Raises:
            NotFoundError: there is no such provider.

            VaultError: the vault cannot be opened.
        """
        return await self._asked(provider_named(name))

    async def all_asked(self) -> tuple[ProviderHealth, ...]:
        """
        Find out how everybody is, at once.

        Raises:
            VaultError: the vault cannot be opened.
        """
        known = await asyncio.to_thread(self.of_all)
        return tuple(await asyncio.gather(*(self._asked(EVERYBODY[one.id]) for one in known)))

    def forgiven(self, name: str) -> ProviderHealth:
        """
        Forget how often a provider failed.

        Raises:
            NotFoundError: there is no such provider, or it was not asked yet.

            OutputError: the calls cannot be written.
        """
        provider = provider_named(name)
        if check := self._check(provider):
            return provider_of(self._health.forgive(check))
        reset_breaker(self._configuration.in_force(), provider.id)
        return self.of_one(provider.id)

    async def _asked(self, provider: Provider) -> ProviderHealth:
        if check := self._check(provider):
            return provider_of(await asyncio.to_thread(self._health.look, check))
        came = await Inquiries(self._configuration.started).ask(provider)
        return _as_asked(await asyncio.to_thread(self.of_one, provider.id), came)

    def _check(self, provider: Provider) -> str | None:
        """Return the id of the check that looks at *provider*."""
        found = (one.id for one in self._health.report().of(*PROVIDERS))
        return next((check for check in found if check.partition("_")[2] == provider.id), None)

    def _of(self, category: Category, past: _Past) -> Iterator[ProviderHealth]:
        yield from providers_of(self._health.report(), category)
        yield from past.of_category(category)

    def _past(self) -> _Past:
        settings = self._configuration.in_force()
        return _Past(calls_in(settings.data), breakers(settings), self._rosters)


class _Past:
    """What the calls up to now say of providers."""

    def __init__(self, calls: CallLog, details: CircuitBreakerDetails, rosters: Rosters) -> None:
        self._calls = calls
        self._rest = timedelta(seconds=details.rest_seconds)
        self._breakers = {one.provider_name: one for one in details.breakers}
        self._tallies = {one.of[0]: one for one in tallies(calls, By.PROVIDER)}
        self._rosters = rosters
        self._ready = {(one.part, one.provider.id) for one in rosters.ready()}

    def of_category(self, category: Category) -> Iterator[ProviderHealth]:
        """Give everybody of *category* who could be asked, or was."""
        for one in self._rosters.availability():
            known = (one.part, one.provider.id) in self._ready or (one.built and one.provider.id in self._tallies)
            if _CATEGORIES[one.part] is category and known and one.provider is not one.part.built_in:
                yield self.of(one.provider)

    def of(self, provider: Provider) -> ProviderHealth:
        """Say how *provider* is."""
        tally, breaker = self._tallies.get(provider.id), self._breakers.get(provider.id)
        wrong = self._wrong(provider, breaker)
        rests = breaker is not None and breaker.state is CircuitBreakerState.OPEN
        rate = tally.answered / tally.calls if tally else 1.0
        status = "Unhealthy" if rests else status_of(tally, rate)
        pace = tally.pace if tally else 0.0
        retry = breaker.next_retry_time if breaker else None
        return ProviderHealth(
            provider_name=provider.name,
            is_healthy=not (rests or self._lack(provider)),
            last_check_time=tally.last if tally else datetime.now(UTC),
            response_time_ms=round(1000 * pace, 3),
            consecutive_failures=breaker.consecutive_failures if breaker else 0,
            last_error=wrong,
            success_rate=rate,
            average_response_time_ms=round(1000 * pace, 3),
            circuit_state=(breaker.state if breaker else CircuitBreakerState.CLOSED).value,
            failure_rate=1 - rate,
            circuit_opened_at=retry - self._rest if retry else None,
            id=provider.id,
            status=status,
            success_rate_percent=round(100 * rate, 2),
            average_latency_seconds=round(pace, 3),
            total_requests=tally.calls if tally else 0,
            last_updated=tally.last if tally else None,
            next_retry_time=retry,
        )

    def _lack(self, provider: Provider) -> str:
        """Say why nobody could ask *provider*; nothing where somebody could for any part."""
        found = [one for one in self._rosters.availability() if one.provider is provider]
        if not found or any(one.available for one in found):
            return ""
        return f"{provider.name} cannot be asked: {found[0].lacks[0].reason}. {found[0].lacks[0].remedy}"

    def _wrong(self, provider: Provider, breaker: CircuitBreaker | None) -> str | None:
        """Say what is wrong with *provider*, as far as that is known."""
        if lack := self._lack(provider):
            return lack
        if breaker is None or not breaker.consecutive_failures:
            return None
        last = self._calls.rows(
            "SELECT verdict FROM calls WHERE provider = ? AND verdict IS NOT NULL ORDER BY began DESC LIMIT 1",
            provider.id,
        )
        known = {verdict.value: verdict.meaning.explanation for verdict in Verdict}
        return known.get(last[0][0]) if last else None


def status_of(tally: Tally | None, rate: float) -> str:
    """Say in a word how somebody is of whose calls, summed up in *tally*, the share *rate* came to something."""
    if tally is None:
        return "Unknown"
    return "Healthy" if rate >= _WELL else "Degraded" if rate >= _UNWELL else "Unhealthy"


def _as_asked(known: ProviderHealth, came: Inquiry) -> ProviderHealth:
    """Say what asking has shown, beside what was *known* before."""
    return attrs.evolve(
        known,
        is_healthy=came.works if came.tested else known.is_healthy,
        last_check_time=came.at,
        response_time_ms=float(came.elapsed_ms),
        last_error=None if came.works else came.told,
        status="Healthy" if came.works else "Unhealthy" if came.tested else known.status,
    )
