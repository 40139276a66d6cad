"""
What the owner has decided, on the way out: the document is written, and somebody is asked.
"""

import asyncio

import attrs
import pytest

from aura_core.casting.parts import Part
from aura_core.casting.roster import Maker, Roster
from aura_core.configuration import access
from aura_core.configuration.configuration import Configuration
from aura_core.errors import BudgetError, OfflineError, ProviderError
from aura_core.model.providers import provider_named
from aura_core.outbound.call import Call
from aura_core.outbound.calls import CallLog
from aura_core.outbound.channel import Outbound
from aura_core.outbound.charge import Charge
from aura_core.settings import Settings
from aura_core.testing.stub import Answer, Fault, Stub
from aura_core.verdicts import Verdict


KEY = "sk-proj-0123456789abcdefghij"

READ = Call("GET", "v1/models", harmless=True)


@pytest.fixture
def service():
    """Give a service that knows no models."""
    with Stub({("GET", "/v1/models"): lambda asked: Answer({"data": []})}) as stub:
        yield stub


class Owner:
    """
    Somebody who decides, and asks at once.
    """

    def __init__(self, folder):
        self.configuration = Configuration(Settings(data=folder / "data", secrets=folder / "secrets"))
        self.calls = CallLog(folder / "calls.db")

    def decides(self, **sections):
        self.configuration.patch(sections)

    @property
    def access(self):
        settings, keys = self.configuration.in_force(), self.configuration.keys.all()
        return access(settings, self.configuration.read().settings, keys)

    def asks(self, provider, call=READ):
        allowed = self.access
        # The service stands for one on the internet, which is never at a private address.
        outbound = Outbound(attrs.evolve(allowed.policy, private=True), self.calls)
        channel = outbound.channel(provider_named(provider), allowed.accounts[provider], "script")
        return asyncio.run(channel.json(call, dict))

    def fails_to_ask(self, provider, call=READ):
        with pytest.raises(ProviderError) as caught:
            self.asks(provider, call)
        return caught.value


@pytest.fixture
def owner(tmp_path, service):
    """Give an owner who has a key of OpenAI, and both services at the same address."""
    owner = Owner(tmp_path)
    owner.decides(
        apiKeys={"openAI": KEY},
        providers={"openAI": {"baseUrl": f"{service.url}/v1", "maxRetries": 0}},
        advanced={"ollamaUrl": service.url},
    )
    return owner


class TestOffline:
    def test_lets_only_this_machine_be_asked(self, owner, service):
        """
        As soon as offline mode is on, OpenAI is not asked any more; Ollama on this machine is.
        """
        remote = attrs.evolve(READ, path="models")
        owner.asks("openai", remote)
        owner.decides(advanced={"offlineMode": True}, providers={"openAI": {"baseUrl": "https://api.openai.com/v1"}})
        error = owner.fails_to_ask("openai", remote)
        owner.asks("ollama")

        assert isinstance(error, OfflineError)
        assert 2 == len(service.asked)


class TestPaths:
    def test_are_where_is_asked(self, owner, service, tmp_path):
        """
        Whichever of the addresses a client knows is changed, the next call goes there, with the key of who is asked.
        """
        with Stub(service.routes) as elsewhere:
            owner.decides(providers={"ollama": {"baseUrl": elsewhere.url}})
            owner.asks("ollama")
            owner.decides(advanced={"ollamaUrl": service.url})
            owner.asks("ollama")
            owner.asks("openai", attrs.evolve(READ, path="models"))

            assert [None] == [asked.headers.get("authorization") for asked in elsewhere.asked]
            assert [None, f"Bearer {KEY}"] == [asked.headers.get("authorization") for asked in service.asked]


class TestSelection:
    def test_says_who_writes_and_with_what(self, owner):
        """
        The language model that is selected writes, without a restart; then it is another.
        """
        built = {
            name: Maker(lambda account, name=name: (name, account.model), lambda: iter(()))
            for name in ("openai", "ollama")
        }
        chosen = []
        for provider, model in (("OpenAI", "gpt-5"), ("ollama", "tiny:1b")):
            owner.decides(llm={"provider": provider, "modelId": model})
            allowed = owner.access
            roster = Roster(Part.SCRIPT, built, allowed.accounts, allowed.preferences)
            chosen += [member.port for member in roster.chain(None, "built in").members]

        assert [("openai", "gpt-5"), ("ollama", "tiny:1b")] == chosen


LIMITS = {
    "each": {"limits": {"ollama": {"maxRequestsPerMinute": 1, "exceededBehavior": "Block"}}},
    "all": {"global": {"maxTotalRequestsPerMinute": 1}, "limits": {"ollama": {"exceededBehavior": "Block"}}},
    "a day": {"limits": {"ollama": {"maxRequestsPerDay": 1}}},
}

BUDGETS = {
    "each": {"limits": {"ollama": {"dailyCostLimit": 1.0}}},
    "all": {"global": {"maxTotalDailyCost": 1.0}},
    "a month": {"global": {"maxTotalMonthlyCost": 1.0}},
    "a film": {"global": {"maxCostPerFilm": 1.0}},
}


class TestLimits:
    @pytest.mark.parametrize("limits", LIMITS.values(), ids=LIMITS)
    def test_are_kept_once_they_are_set(self, owner, service, limits):
        """
        What was asked before counts; what goes beyond is refused, and said to be possible later.
        """
        owner.asks("ollama")
        owner.decides(rateLimits=limits)
        error = owner.fails_to_ask("ollama")

        assert Verdict.RATE_LIMITED is error.verdict
        assert error.retry_after > 0
        assert 1 == len(service.asked)

    @pytest.mark.parametrize("limits", BUDGETS.values(), ids=BUDGETS)
    def test_are_budgets(self, owner, service, limits):
        """
        What may cost more than may be spent is not asked.
        """
        owner.decides(rateLimits=limits)
        error = owner.fails_to_ask("ollama", attrs.evolve(READ, expected=Charge(dollars=1.5)))

        assert isinstance(error, BudgetError)
        assert [] == service.asked

    def test_spare_who_fails(self, owner, service):
        """
        After as many failures as the owner says, a provider is left alone.
        """
        owner.decides(rateLimits={"global": {"circuitBreakerThreshold": 1}})
        service.fault = Fault.SERVER_ERROR
        remote = attrs.evolve(READ, path="models")
        first, second = (owner.fails_to_ask("openai", remote).verdict for _ in range(2))

        assert (Verdict.SERVER_ERROR, Verdict.BREAKER_OPEN) == (first, second)
        assert 1 == len(service.asked)

    def test_say_how_often_is_tried(self, owner, service):
        """
        The owner decides how often a call is made again; the answer then is that of the last try.
        """
        limit = {"maxRetries": 2, "retryDelayMs": 0}
        owner.decides(providers={"openAI": {"maxRetries": None}}, rateLimits={"limits": {"openai": limit}})
        service.once = [Fault.SERVER_ERROR, Fault.SERVER_ERROR]

        assert {"data": []} == owner.asks("openai", attrs.evolve(READ, path="models"))
        assert 3 == len(service.asked)
