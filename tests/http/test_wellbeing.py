"""How providers are, told over HTTP."""

import pytest
from litestar.di import Provide
from litestar.testing import TestClient

from aura_core.configuration.configuration import Configuration
from aura_core.health import Health
from aura_core.health.installation import installation
from aura_core.outbound.calls import Planned, calls_in
from aura_core.outbound.charge import Charge
from aura_core.settings import Settings
from aura_core.testing.stub import Fault, Stub
from aura_core.verdicts import Verdict
from aura_http.app import create_app as compose
from aura_http.routes import wellbeing
from tests.stubs import chat


@pytest.fixture(scope="module")
def service():
    with Stub(chat.OPENAI.routes, chat.refusal) as stub:
        yield stub


@pytest.fixture(scope="module")
def started(service, tmp_path_factory):
    """Settings of an owner with a key of OpenAI, which was asked twice, and one of Anthropic, which has failed since."""
    folder = tmp_path_factory.mktemp("wellbeing")
    calls = calls_in(folder / "data")
    for provider, verdict in (("openai", None), ("openai", Verdict.REJECTED), *[("anthropic", Verdict.DNS)] * 5):
        number, _ = calls.begin(Planned("film", "script", provider), lambda _: 0.0)
        if verdict:
            calls.fail(number, verdict)
        else:
            calls.end(number, Charge(10, 20, 0, 0.5))
    return Settings(
        data=folder / "data",
        secrets=folder / "secrets",
        keys={"openai": chat.OPENAI.key, "anthropic": "sk-ant-api03-0123456789abcdefghijklmnopqrstuvwxyz"},
        addresses={"openai": service.url, "anthropic": "http://127.0.0.1:9"},
        providers_private=True,
    )


@pytest.fixture(scope="module")
def client(started):
    configuration = Configuration(started)
    # None of the checks that take a second is looked at: those of providers are the last ones.
    health = Health(one for one in installation(lambda: started) if one.id.partition("_")[0] in {"llm", "tts", "image"})
    provided = {
        "configuration": Provide(lambda: configuration, sync_to_thread=False),
        "health": Provide(lambda: health, sync_to_thread=False),
    }
    app = compose(wellbeing.ROUTES, dependencies=provided)
    with health, TestClient(app, base_url="http://127.0.0.1:5005") as client:
        yield client


class TestHealth:
    def test_is_told_from_calls(self, client, service):
        """
        Who failed is left alone, and that is said with the reason; nobody is asked for it.
        """
        found = {one["id"]: one for one in client.get("/api/health/providers").json()}
        names = ("circuitState", "isHealthy", "status", "totalRequests", "consecutiveFailures")

        assert ("Closed", True, "Unhealthy", 2, 0) == tuple(found["openai"][name] for name in names)
        assert ("Open", False, "Unhealthy", 5, 5) == tuple(found["anthropic"][name] for name in names)
        assert "no address" in found["anthropic"]["lastError"]
        assert found["anthropic"]["nextRetryTime"] > found["anthropic"]["circuitOpenedAt"]
        assert {"openai", "anthropic", "rulebased", "espeak", "slides"} <= found.keys()
        assert not {"gemini", "ollama"} & found.keys()
        assert [] == service.asked

    def test_is_the_same_everywhere(self, client):
        """
        Each of the addresses tells the same.
        """
        one = client.get("/api/health/providers/anthropic").json()
        kind = client.get("/api/health/llm").json()
        listed = [client.get(path).json() for path in ("/api/ProviderHealth", "/api/providers/health")]

        assert one == client.get("/api/ProviderHealth/Anthropic").json()
        assert all(one in found for found in (*listed, kind["providers"]))
        assert (3, 2, True) == (kind["totalCount"], kind["healthyCount"], kind["isHealthy"])
        assert "Open" == client.get("/api/ProviderHealth/anthropic/circuit-breaker").json()["state"]
        assert 2 == len(client.get("/api/ProviderHealth/circuit-breakers").json()["breakers"])
        assert 404 == client.get("/api/ProviderHealth/nobody").status_code

    def test_is_found_out(self, client, service):
        """
        A check asks, once and for nothing, and answers as machines read it.
        """
        well = client.post("/api/health/providers/openai/check")
        service.fault = Fault.UNAUTHORIZED
        bad = client.post("/api/health/providers/openai/check")
        service.fault = None
        everybody = {one["id"]: one["isHealthy"] for one in client.post("/api/health/providers/check-all").json()}

        assert (200, True) == (well.status_code, well.json()["isHealthy"])
        assert (503, False) == (bad.status_code, bad.json()["isHealthy"])
        assert chat.OPENAI.key not in bad.text
        assert {"openai": True, "anthropic": False, "slides": True}.items() <= everybody.items()
        assert {"GET"} == {one.method for one in service.asked}

    def test_is_put_right(self, client):
        """
        Who was left alone is asked again.
        """
        reset = client.post("/api/ProviderHealth/anthropic/reset").json()

        assert ("Closed", 0, True) == (reset["circuitState"], reset["consecutiveFailures"], reset["isHealthy"])
        assert client.post("/api/ProviderHealth/slides/reset").json()["isHealthy"]
        assert 404 == client.post("/api/ProviderHealth/gemini/reset").status_code
