"""
Which providers are left alone, told from their calls.
"""

import pytest

from aura_core.configuration import SettingsFile
from aura_core.errors import NotFoundError
from aura_core.health.breakers import breakers, reset_breaker, reset_breakers, summed_up
from aura_core.model.enums import CircuitBreakerState
from aura_core.model.settings import UserSettings
from aura_core.model.settings.limits import GlobalRateLimitSettings, ProviderRateLimits
from aura_core.outbound.calls import Planned, calls_in
from aura_core.outbound.charge import Charge
from aura_core.settings import Settings
from aura_core.verdicts import Verdict


OWNERS = UserSettings(rate_limits=ProviderRateLimits(global_=GlobalRateLimitSettings(circuit_breaker_threshold=3)))


@pytest.fixture
def settings(tmp_path):
    """Those of an owner who leaves a provider alone after three failures; one failed so often, another not."""
    SettingsFile(tmp_path).change(lambda _: OWNERS)
    calls = calls_in(tmp_path)
    for provider, verdicts in {"openai": [Verdict.TIMEOUT] * 3, "pexels": [Verdict.REFUSED, None]}.items():
        for verdict in verdicts:
            number, _ = calls.begin(Planned("film", "script", provider), lambda _: 0.0)
            if verdict:
                calls.fail(number, verdict)
            else:
                calls.end(number, Charge())
    return Settings(data=tmp_path)


class TestBreakers:
    def test_are_told_from_the_calls(self, settings):
        """
        Who failed as often as the owner allows is left alone, for as long as the owner says; others are asked.
        """
        details = breakers(settings)
        alone, asked = details.breakers

        assert (3, 60.0) == (details.failure_threshold, details.rest_seconds)
        assert ("openai", CircuitBreakerState.OPEN, 3, 1.0) == (
            *(alone.provider_name, alone.state, alone.consecutive_failures, alone.failure_rate),
        )
        assert 60 == (alone.next_retry_time - alone.last_call).total_seconds()
        assert ("pexels", CircuitBreakerState.CLOSED, 0, 0.5) == (
            *(asked.provider_name, asked.state, asked.consecutive_failures, asked.failure_rate),
        )
        assert (2, 1, 1, 0) == (
            *(summed_up(details).total, summed_up(details).closed, summed_up(details).open),
            summed_up(details).half_open,
        )

    @pytest.mark.parametrize("name", ["openai", "OpenAI", "openai_key"])
    def test_are_closed_one_by_one(self, settings, name):
        """
        What went wrong before counts no more, whatever the client calls the provider.
        """
        assert CircuitBreakerState.CLOSED is reset_breaker(settings, name).state
        assert 0 == summed_up(breakers(settings)).open

    def test_are_closed_together(self, settings):
        """
        All at once.
        """
        assert (2, 0) == (summed_up(reset_breakers(settings)).closed, summed_up(breakers(settings)).open)

    def test_of_whom_nobody_asked_are_not_there(self, settings, tmp_path):
        """
        A name that was never asked is a mistake; and to look makes no file.
        """
        fresh = Settings(data=tmp_path / "fresh")

        for there in (settings, fresh):
            with pytest.raises(NotFoundError):
                reset_breaker(there, "anthropic")
        assert () == breakers(fresh).breakers
        assert not fresh.data.exists()
