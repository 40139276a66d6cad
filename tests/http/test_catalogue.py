"""Providers as pages list them, over HTTP."""

import re

import pytest
from litestar.di import Provide
from litestar.testing import TestClient

from aura_core.configuration.configuration import Configuration
from aura_core.health import Health
from aura_core.health.installation import installation
from aura_core.inquiries import Inquiries
from aura_core.outbound.calls import Planned, calls_in
from aura_core.outbound.charge import Charge
from aura_core.settings import Settings
from aura_core.testing.stub import Fault, Stub
from aura_core.verdicts import Verdict
from aura_http.app import create_app as compose
from aura_http.routes import catalogue, forms, keys, models, settings
from tests.stubs import chat, ollama


KEY = chat.OPENAI.key
OTHER = "sk-proj-another-0123456789abcdef"


@pytest.fixture(scope="module")
def services():
    """Give OpenAI and Ollama at one address."""
    with Stub({**ollama.SERVICE.routes, **chat.OPENAI.routes}, chat.refusal) as stub:
        yield stub


@pytest.fixture(scope="module")
def client(services, tmp_path_factory):
    """Give a client of an owner who has asked OpenAI before, and told where an Ollama is."""
    folder = tmp_path_factory.mktemp("catalogue")
    calls = calls_in(folder / "data")
    for stage, came in (("script", Charge(10, 20, 0, 0.5)), ("narration", Charge(0, 0, 9)), ("broll", Verdict.DNS)):
        number, _ = calls.begin(Planned("film", stage, "openai"), lambda _: 0.0)
        if isinstance(came, Verdict):
            calls.fail(number, came)
        else:
            calls.end(number, came)
    started = Settings(
        data=folder / "data",
        secrets=folder / "secrets",
        keys={"openai": KEY},
        addresses={"openai": services.url, "ollama": services.url},
        models={"ollama": "llama3.1:8b"},
        providers_private=True,
    )
    configuration = Configuration(started, Inquiries(started))
    health = Health(one for one in installation(lambda: started) if one.id == "ffmpeg_present")
    provided = {
        "configuration": Provide(lambda: configuration, sync_to_thread=False),
        "health": Provide(lambda: health, sync_to_thread=False),
    }
    routes = [*catalogue.ROUTES, *forms.ROUTES, *models.ROUTES, *keys.ROUTES, *settings.ROUTES]
    with health, TestClient(compose(routes, dependencies=provided), base_url="http://127.0.0.1:5005") as client:
        yield client


@pytest.fixture(autouse=True)
def well(services):
    """Have services be well, and not asked yet."""
    services.fault = None
    services.asked.clear()


def read(client, path):
    answer = client.get(f"/api/{path}")
    assert 200 == answer.status_code, answer.text
    assert KEY not in answer.text
    return answer.json()


class TestListing:
    def test_lists_who_could_be_asked(self, client, services):
        """
        Who is part of this program, has a key, or is where the owner said; who makes films comes first.
        """
        found = read(client, "providers")
        defaults = [one["id"] for one in found if one["isDefault"]]

        assert ["rulebased", "espeak", "slides", "composer"] == defaults
        assert {("openai", "llm"), ("openai", "tts"), ("openai", "image"), ("ollama", "llm")} <= {
            (one["id"], one["type"]) for one in found
        }
        assert not {"anthropic", "lmstudio"} & {one["id"] for one in found}
        assert [] == services.asked

    def test_says_what_the_others_lack(self, client):
        """
        Everybody who is built is told of, by what they do, with what to do step by step.
        """
        found = read(client, "providers/status")
        pexels = next(one for one in found["images"] if one["id"] == "pexels")

        assert (False, "free", "ProviderNotConfigured") == (pexels["available"], pexels["tier"], pexels["errorCode"])
        assert "PEXELS_API_KEY" in pexels["howToFix"][0]
        assert found["reachableCount"] == sum(one["available"] for one in found["providers"])
        assert any(one["available"] for one in found["llm"] if one["id"] == "openai")
        assert "Pro-Max" in {one["name"] for one in read(client, "providers/profiles")}

    def test_lists_who_illustrates(self, client):
        """
        Who paints, who searches, and who is part of this program; how often each may be asked is counted, not made up.
        """
        found = read(client, "providers/images")
        by_id = {one["id"]: one for one in found["providers"]}

        assert ("slides", "fallback") == (found["defaultProvider"], by_id["slides"]["type"])
        assert ("generative", True, True) == tuple(by_id["openai"][name] for name in ("type", "available", "hasApiKey"))
        assert ("stock", False) == tuple(by_id["pexels"][name] for name in ("type", "available"))
        assert by_id["pexels"]["quotaLimit"] == by_id["pexels"]["quotaRemaining"] > 0

    def test_counts_what_was_asked(self, client):
        """
        Stats and costs are what the calls came to; whose price nobody knows is counted apart.
        """
        stats = read(client, "providers/OpenAI/stats")
        costs = read(client, "providers/cost-tracking")

        assert (3, 2, 1, 30, 0.5) == tuple(
            stats[name]
            for name in ("totalRequests", "successfulRequests", "failedRequests", "totalTokensUsed", "totalCost")
        )
        assert stats["lastUsed"]
        assert (0, "") == tuple(read(client, "providers/gemini/stats")[name] for name in ("totalRequests", "lastUsed"))
        assert (0.5, {"openai": 0.5}, 500.0) == (
            *(costs["totalMonthlyCost"], costs["costByProvider"], costs["monthlyBudget"]),
        )
        assert 0.5 == costs["costByOperation"]["script"]


class TestOwner:
    def test_tells_a_provider_something(self, client):
        """
        Key, address and model are kept where settings and keys are; a mask that comes back changes nothing.
        """
        before = read(client, "providers/gemini/config")
        told = client.put("/api/providers/gemini/config", json={"apiKey": "AIza" + 35 * "b", "model": "gemini-9"})
        again = client.put("/api/providers/gemini/config", json={"apiKey": "****bbbb"}).json()
        after = read(client, "providers/gemini/config")

        assert (None, False, "llm") == (before["apiKey"], before["isEnabled"], before["type"])
        assert told.json()["success"], told.text
        assert "Nothing was to be kept." == again["message"]
        assert ("****bbbb", "gemini-9", True) == (after["apiKey"], after["model"], after["isEnabled"])
        assert "gemini-9" == read(client, "settings/providers")["gemini"]["model"]
        client.delete("/api/keys/gemini")

    def test_tells_it_from_a_form(self, client):
        """
        What a form says so far is kept where it takes effect; what there is no place for is refused with the rest.
        """
        body = {"provider": "Gemini", "partialConfiguration": {"Model": "gemini-8", "ApiKey": ""}}
        saved = client.post("/api/providers/save-partial-config", json=body).json()
        body["partialConfiguration"] = {"Model": "gemini-7", "UserId": "me"}
        refused = client.post("/api/providers/save-partial-config", json=body)

        assert (True, ["Model"]) == (saved["success"], saved["savedFields"])
        assert (400, "$.partialConfiguration.UserId") == (refused.status_code, refused.json()["field"])
        assert "gemini-8" == read(client, "providers/gemini/config")["model"]

    @pytest.mark.parametrize(
        ("provider", "body", "field"),
        [
            ("openai", {"temperature": 0.5}, "$.temperature"),
            ("pexels", {"endpoint": "http://127.0.0.1:9"}, "$.address"),
            ("openai", {"endpoint": "no address at all"}, "$.providers.openAI.baseUrl"),
        ],
    )
    def test_is_told_what_cannot_be(self, client, provider, body, field):
        """
        What there is no place for is refused, and nothing of it kept.
        """
        refused = client.put(f"/api/providers/{provider}/config", json={"apiKey": OTHER, **body})

        assert (400, field) == (refused.status_code, refused.json()["field"])
        assert OTHER[-4:] not in (read(client, f"providers/{provider}/config")["apiKey"] or "")

    def test_names_what_is_wrong_as_clients_do(self, client):
        """
        A parameter that cannot be read is named as it was sent.
        """
        refused = client.get("/api/providers/recommendations/tts?estimatedInputTokens=many")

        assert (400, "estimatedInputTokens") == (refused.status_code, refused.json()["field"])

    def test_says_who_goes_first(self, client):
        """
        The order is the setting; who writes is the selected language model, and who needs no key is in it once told.
        """
        put = client.put("/api/providers/priorities", json={"Pixabay": 1, "pexels": 2})
        order = read(client, "providers/priorities")
        stock = client.post("/api/providers/pexels/set-default").json()
        first = read(client, "settings/providers")["providerPriorityOrder"]
        writes = client.post("/api/providers/Ollama/set-default").json()
        default = next(one for one in read(client, "providers") if one["isDefault"])
        client.patch("/api/settings", json={"llm": None})

        assert put.json()["success"], put.text
        assert (1, 2) == (order["pixabay"], order["pexels"])
        assert "edgetts" not in order
        assert (["pexels", "pixabay"], True) == (first, stock["success"])
        assert ("Ollama writes from now on.", "ollama") == (writes["message"], default["id"])
        assert 400 == client.put("/api/providers/priorities", json={}).status_code
        assert 400 == client.put("/api/providers/priorities", json={"nobody": 1}).status_code
        assert 400 == client.post("/api/providers/runway/set-default").status_code


class TestForms:
    @pytest.fixture
    def post(self, client):
        """Give what sends a form; afterwards all settings are as they were."""
        yield lambda path, body: client.post(f"/api/{path}", json=body)
        client.post("/api/settings/reset")
        client.delete("/api/keys/pexels")

    def test_say_whom_the_owner_prefers(self, client, post):
        """
        What can be chosen is a setting; what is sent back as it was, changes nothing.
        """
        before = read(client, "providers/preferences")
        wishes = {
            "pinnedProvider": "pexels",
            "excludedProviders": ["unsplash"],
            "enableAutoFallback": False,
            "monthlyBudgetLimit": 20,
            "perProviderBudgetLimits": {"OpenAI": 5},
            "activeProfile": "Free-Only",
            "perOperationOverrides": {"script": "Ollama"},
            "hardBudgetLimit": False,
        }
        again = post("providers/preferences", before)
        same = read(client, "providers/preferences")
        saved = post("providers/preferences", wishes)
        after, settings = read(client, "providers/preferences"), read(client, "settings")

        assert (200, before) == (again.status_code, same), again.text
        assert 200 == saved.status_code, saved.text
        assert wishes | {"activeProfile": "free-only", "perProviderBudgetLimits": {"openai": 5.0}} == {
            name: after[name] for name in wishes
        }
        assert (20, "Warn") == tuple(
            settings["rateLimits"]["global"][name] for name in ("maxTotalMonthlyCost", "globalExceededBehavior")
        )
        assert "Ollama" == settings["llm"]["provider"]

    @pytest.mark.parametrize(
        ("wish", "field"),
        [
            ({"enableLearning": True}, "$.enableLearning"),
            ({"perOperationOverrides": {"tts": "openai"}}, "$.perOperationOverrides"),
            ({"activeProfile": "nobody's"}, "$.activeProfile"),
            ({"pinnedProvider": "nobody"}, "$.providers.pinnedProvider"),
        ],
    )
    def test_refuse_what_cannot_be_chosen(self, client, post, wish, field):
        """
        Nothing is said to be saved that has no effect.
        """
        before = read(client, "settings")
        refused = post("providers/preferences", {"monthlyBudgetLimit": 7, **wish})

        assert (400, field) == (refused.status_code, refused.json()["field"])
        assert before == read(client, "settings")

    def test_decide_about_providers(self, client, post):
        """
        Keys go to the vault, limits, order and who takes part to the settings; what comes back unchanged changes nothing.
        """
        before = read(client, "ProviderConfiguration/providers")
        again = post("ProviderConfiguration/providers", before)
        same = read(client, "ProviderConfiguration/providers")
        one = {"name": "Pexels", "apiKey": "p" * 56, "priority": 1, "costLimit": 3, "enabled": False}
        told = {"name": "gemini", "additionalSettings": {"model": "gemini-9"}}
        saved = post("ProviderConfiguration/providers", {"providers": [one, told]})
        after = {form["name"]: form for form in read(client, "ProviderConfiguration/providers")["providers"]}
        refused = post("ProviderConfiguration/providers", {"providers": [{"name": "nobody"}]})

        assert (200, before) == (again.status_code, same), again.text
        assert 200 == saved.status_code, saved.text
        assert ("****pppp", 3.0, False, 1) == tuple(
            after["pexels"][name] for name in ("apiKey", "costLimit", "enabled", "priority")
        )
        assert {"model": "gemini-9"} == after["gemini"]["additionalSettings"]
        assert (400, "$.providers[0].name") == (refused.status_code, refused.json()["field"])

    @pytest.mark.parametrize("area", ["providerconfiguration", "PROVIDERCONFIGURATION", "ProviderConfiguration"])
    def test_are_found_as_clients_write_them(self, client, area):
        """
        The original's client writes them small; what comes after the area is as it is.
        """
        told = [client.get(f"/api/{area}/{path}").status_code for path in ("quality", "Quality", "nothing")]

        assert [200, 404, 404] == told

    def test_decide_about_films(self, client, post):
        """
        The form is videoDefaults of the settings.
        """
        form = read(client, "ProviderConfiguration/quality")
        form["video"] |= {"width": 1280, "height": 720, "codec": "H265"}
        saved = post("ProviderConfiguration/quality", form)
        mono = post("ProviderConfiguration/quality", form | {"audio": {"bitrate": 128, "channels": 1}})

        assert 200 == saved.status_code, saved.text
        assert ("1280x720", "H265", "5000k") == tuple(
            read(client, "settings")["videoDefaults"][name]
            for name in ("defaultResolution", "defaultCodec", "defaultBitrate")
        )
        assert "720p" == read(client, "ProviderConfiguration/quality")["video"]["resolution"]
        assert (400, "$.audio.channels") == (mono.status_code, mono.json()["field"])


class TestTests:
    def test_ask_with_the_key_that_is_given(self, client, services):
        """
        A key is tried and not kept.
        """
        body = {"providerName": "OpenAI", "apiKey": OTHER}
        well = client.post("/api/providers/test-connection", json=body).json()
        services.fault = Fault.UNAUTHORIZED
        bad = client.post("/api/providers/test-connection", json=body)

        assert (True, False) == (well["success"], bad.json()["success"])
        assert OTHER not in bad.text
        assert {f"Bearer {OTHER}"} == {one.headers["authorization"] for one in services.asked}

    def test_look_for_servers_of_ones_own(self, client, services):
        """
        A server at a URL is asked; a path is looked at, and only run where it is an FFmpeg; others have no URL here.
        """

        def test(name, **body):
            return client.post(f"/api/providers/test/{name}", json=body)

        assert test("ollama", url=services.url).json()["success"]
        assert not test("stablediffusion", url="http://127.0.0.1:9").json()["success"]
        assert (200, False) == ((gone := test("ffmpeg", path="/no/ffmpeg")).status_code, gone.json()["success"])
        assert (400, 404) == (test("openai", url=services.url).status_code, test("nobody").status_code)


class TestModels:
    def test_are_what_their_providers_say(self, client, services):
        """
        Everybody who could write is asked for nothing, and who does not say is told of.
        """
        found = read(client, "models/available")
        one = read(client, "ProviderConfiguration/models/OpenAI")
        services.fault = Fault.SERVER_ERROR
        failed = read(client, "models/available")

        assert {"rulebased", "openai", "ollama"} == found["providers"].keys()
        assert {} == found["problems"]
        assert found["providers"]["openai"] == one["availableModels"]
        assert [] == failed["providers"]["openai"]
        assert {"openai", "ollama"} == failed["problems"].keys()
        assert {"GET"} == {asked.method for asked in services.asked}

    def test_are_tried_with_another_key(self, client, services):
        """
        A form asks with what is in it.
        """
        said = client.post("/api/providers/openai/models", json={"apiKey": OTHER}).json()

        assert (True, True) == (said["success"], bool(said["models"]))
        assert [f"Bearer {OTHER}"] == [one.headers["authorization"] for one in services.asked]
        assert not client.post("/api/providers/pexels/models").json()["success"]

    def test_of_ollama_are_told(self, client, services):
        """
        Whether it runs, what it has, and with which of them to write.
        """
        status = read(client, "providers/ollama/status")
        pulled = read(client, "providers/ollama/models")
        chosen = read(client, "providers/ollama/recommended-model")
        services.fault = Fault.RESET
        gone = read(client, "providers/ollama/status")

        assert (True, services.url) == (status["isAvailable"], status["baseUrl"])
        assert status["modelsCount"] == pulled["count"] == len(pulled["models"])
        assert chosen["recommendedModel"] in {one["name"] for one in pulled["models"]}
        assert (False, False, None) == (gone["isAvailable"], gone["isHealthy"], gone["version"])
        assert gone["message"]
        assert not read(client, "providers/ollama/running")["success"]

    def test_are_pulled_by_ollama(self, client, services):
        """
        How far it is, is told; what there is not, is a problem; and names are no paths to somewhere else.
        """
        pulled = client.post("/api/providers/ollama/pull", json={"modelName": "qwen3:4b"})
        stream = client.post("/api/providers/ollama/pull/stream", json={"modelName": "qwen3:4b"}).text
        missing = client.post("/api/ollama/pull", json={"modelName": "none"})
        failed = client.post("/api/providers/ollama/pull/stream", json={"modelName": "none"}).text
        refused = client.post("/api/ollama/pull", json={"modelName": "../x y"})

        assert (200, True, "qwen3:4b") == (pulled.status_code, *map(pulled.json().get, ("success", "modelName")))
        assert ["progress", "progress", "progress", "complete"] == re.findall(r"^event: (.+)$", stream, re.MULTILINE)
        assert '"percent": 40.0' in stream
        assert "has no model none" in missing.json()["detail"]
        assert "has no model none" in failed.partition("event: error")[2]
        assert 4 == len([one for one in services.asked if one.path == "/api/pull"])
        assert (400, "$.modelName") == (refused.status_code, next(iter(refused.json()["errors"])))
