"""
A provider that greets, and a way to it that does not wait long.
"""

import asyncio

import attrs
import pytest

from aura_core.model.apis import Api
from aura_core.model.policy import Limits, Policy
from aura_core.model.provider import Account, Provider, ProviderKind
from aura_core.outbound.call import Call
from aura_core.outbound.calls import CallLog
from aura_core.outbound.channel import Outbound
from aura_core.store import Store
from aura_core.testing.stub import Answer, Stub


KEY = "greet-0123456789abcdef"

GREETER = Provider(
    *("greeter", "Greeter", (ProviderKind.LLM,)),
    key_shape=r"greet-[0-9a-f]{16}",
    key_page="https://greeter.example/keys",
    api=Api(address="https://api.greeter.example/v1", version="v1", operations=("hello",)),
)

# Nothing is waited for longer than a test would be.
QUICK = Limits(a_minute=0, an_hour=0, a_day=0, patience_s=0.5, first_wait_s=0.001)


@attrs.frozen
class Greeting:
    """What the greeter says."""

    hello: str
    tokens: int = 0


HELLO = Call("GET", "hello")

# For services that do not answer; any other would have to hurry on a busy machine.
IMPATIENT = {"read_s": 0.1, "total_s": 0.2}


@pytest.fixture
def service():
    """Give the greeter; what it refuses, it refuses with the key in its mouth."""
    routes = {
        ("GET", "/v1/hello"): lambda asked: Answer({"hello": "world", "tokens": 7}),
        ("POST", "/v1/hello"): lambda asked: Answer({"hello": asked.json["name"], "tokens": 7}),
    }

    def refusal(status, asked):
        key = asked.headers.get("authorization", "")
        return {"error": {"message": f"Refused with {status} for {key}.", "code": "nope"}}

    with Stub(routes, refusal) as stub:
        yield stub


class Way:
    """
    The way to the greeter, and what was noted on it.
    """

    def __init__(self, service, folder, provider=GREETER, **policy):
        self.calls = CallLog(folder / "calls.db")
        self.store = Store(folder / "store", 2**30)
        options = {"private": True, "usual": QUICK, "together": QUICK} | policy
        self.outbound = Outbound(Policy(**options), self.calls, self.store, run="film")
        self.channel = self.outbound.channel(provider, Account(key=KEY, address=service.url), "script")

    def ask(self, call=HELLO, answer=Greeting, **options):
        return asyncio.run(self.channel.json(call, answer, **options))

    @property
    def records(self):
        return self.calls.records()


@pytest.fixture
def way(service, tmp_path):
    """Give a function that makes a way to the greeter."""

    def make(provider=GREETER, **policy):
        return Way(service, tmp_path, provider, **policy)

    return make
