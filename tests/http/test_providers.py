"""Whether providers work, over HTTP."""

import pytest
from litestar.di import Provide
from litestar.testing import TestClient

from aura_core.configuration.configuration import Configuration
from aura_core.inquiries import Inquiries
from aura_core.model.providers import PROVIDERS
from aura_core.settings import Settings
from aura_core.testing.stub import Fault, Stub
from aura_http.app import create_app as compose
from aura_http.routes import keys, preferences, providers
from tests.stubs import chat, elevenlabs


KEY = chat.OPENAI.key
OTHER = "sk-proj-another-0123456789abcdef"


@pytest.fixture(scope="module")
def services():
    """Give OpenAI and ElevenLabs at one address."""

    def refusal(status, asked):
        return {"error": {"message": f"Refused: {dict(asked.headers)}.", "code": "nope"}}

    with Stub({**chat.OPENAI.routes, **elevenlabs.SERVICE.routes}, refusal) as stub:
        yield stub


@pytest.fixture(scope="module")
def running(services, tmp_path_factory):
    folder = tmp_path_factory.mktemp("providers")
    nowhere = dict.fromkeys(("ollama", "lmstudio", "vllm", "mimic3", "stablediffusion"), "http://127.0.0.1:9")
    started = Settings(
        data=folder / "data",
        secrets=folder / "secrets",
        keys={"openai": KEY, "elevenlabs": elevenlabs.SERVICE.key},
        addresses={**nowhere, "openai": f"{services.url}/v1/models/", "elevenlabs": f"{services.url}/v1"},
        providers_private=True,
    )
    configuration = Configuration(started, Inquiries(started))
    provided = {"configuration": Provide(lambda: configuration, sync_to_thread=False)}
    app = compose([*providers.ROUTES, *keys.ROUTES, *preferences.ROUTES], dependencies=provided)
    with TestClient(app, base_url="http://127.0.0.1:5005") as client:
        yield client


@pytest.fixture
def client(running, services):
    """Give a client of services that are well, and were not asked yet."""
    services.fault = None
    services.asked.clear()
    return running


def post(client, path, body=None):
    answer = client.post(f"/api/{path}", json=body)
    assert 200 == answer.status_code, answer.text
    assert KEY not in answer.text
    assert OTHER not in answer.text
    return answer.json()


class TestOne:
    def test_works(self, client, services):
        """
        All ways to ask agree, and show the address as it was meant.
        """
        pinged = post(client, "providers/OpenAI/ping", {})
        detailed = post(client, "providers/openai/validate-detailed")
        validated = post(client, "providers/openai/validate")
        tested = post(client, "settings/providers/openai/test")

        assert (True, True, 200, None) == tuple(
            pinged[name] for name in ("success", "attempted", "statusCode", "errorCode")
        )
        assert f"{services.url}/v1" == pinged["endpoint"] == tested["details"]["address"]
        assert (True, True, []) == (detailed["configured"], detailed["reachable"], detailed["howToFix"])
        assert ("Valid", "valid", True) == (
            validated["status"],
            validated["details"]["keyFormat"],
            validated["details"]["networkCheckPassed"],
        )
        assert "GET models" == tested["details"]["call"]
        assert post(client, "providers/openai/test")["success"]
        assert "Valid" == client.get("/api/keys/status/openai").json()["status"]

    @pytest.mark.parametrize(
        ("fault", "code", "status", "step"),
        [
            (Fault.UNAUTHORIZED, "InvalidApiKey", "Invalid", "ProviderKeyInvalid"),
            (Fault.FORBIDDEN, "InvalidApiKey", "PermissionDenied", "ProviderKeyInvalid"),
            (Fault.RATE_LIMITED, "RateLimited", "RateLimited", "ProviderRateLimited"),
            (Fault.SERVER_ERROR, "ProviderUnavailable", "ServiceIssue", "ProviderServerError"),
            (Fault.RESET, "NetworkError", "NetworkError", "TransientNetworkFailure"),
            (Fault.WRONG_TYPE, "UnknownError", "Error", "ProviderServerError"),
        ],
    )
    def test_fails(self, client, services, fault, code, status, step):
        """
        What is wrong has the words that clients know, and what to do about it.
        """
        services.fault = fault
        pinged = post(client, "providers/openai/ping")
        validated = post(client, "providers/openai/validate")
        detailed = post(client, "providers/openai/validate-detailed")

        assert (False, code) == (pinged["success"], pinged["errorCode"])
        assert (False, status, fault.verdict.value) == (
            validated["isValid"],
            validated["status"],
            validated["details"]["errorType"],
        )
        assert step == detailed["errorCode"]
        assert detailed["howToFix"]
        assert all(one.count(". ") == 0 for one in detailed["howToFix"])

    def test_is_asked_elsewhere_without_the_kept_key(self, client, services):
        """
        Where the body says where to ask, only the key in it goes there.
        """
        with Stub(chat.OPENAI.routes) as elsewhere:
            without = post(client, "providers/openai/ping", {"endpoint": elsewhere.url})
            form = {"provider": "OpenAI", "configuration": {"BaseUrl": elsewhere.url}}
            field = post(client, "providers/validate-enhanced", form)["fieldErrors"][0]
            other = post(client, "providers/openai/validate", {"apiKey": OTHER, "baseUrl": elsewhere.url})
            asked = [one.headers["authorization"] for one in elsewhere.asked]

        assert (False, "MissingApiKey") == (without["attempted"], without["errorCode"])
        assert ("ApiKey", "REQUIRED") == (field["fieldName"], field["errorCode"])
        assert other["isValid"]
        assert [f"Bearer {OTHER}"] == asked
        assert [] == services.asked

    def test_is_somebody(self, client):
        """
        A name that nobody has is refused, and not repeated.
        """
        for path, body in (
            (f"providers/{KEY}/ping", None),
            ("providers/validate", {"providers": ["openai", KEY]}),
            ("providers/validate-enhanced", {"provider": KEY}),
        ):
            answer = client.post(f"/api/{path}", json=body)
            assert answer.status_code in {400, 404}
            assert KEY not in answer.json()["detail"]


class TestForms:
    @pytest.mark.parametrize(
        ("configuration", "status", "field"),
        [
            ({"ApiKey": OTHER}, "Valid", None),
            ({}, "Valid", None),
            ({"apiKey": "no-key"}, "Invalid", ("ApiKey", "INVALID_FORMAT")),
            ({"ApiKey": OTHER, "BaseUrl": "http://"}, "Invalid", ("BaseUrl", "INVALID_URL")),
        ],
    )
    def test_say_what_is_wrong(self, client, configuration, status, field):
        """
        What is empty is as it is in force; what is wrong is told by its field.
        """
        said = post(client, "providers/validate-enhanced", {"provider": "OpenAI", "configuration": configuration})

        assert (status, status == "Valid") == (said["status"], said["isValid"])
        assert ([field] if field else []) == [(one["fieldName"], one["errorCode"]) for one in said["fieldErrors"]]

    def test_tell_a_refusal_from_an_outage(self, client, services):
        """
        A refused key is wrong; of one that nobody could be asked about, nothing is known.
        """
        body = {"provider": "OpenAI", "configuration": {"ApiKey": OTHER}}
        services.fault = Fault.UNAUTHORIZED
        refused = post(client, "providers/validate-enhanced", body)
        services.fault = Fault.SERVER_ERROR
        out = post(client, "providers/validate-enhanced", body)

        assert ("Invalid", {"ApiKey": False}) == (refused["status"], refused["fieldValidationStatus"])
        assert ("Error", []) == (out["status"], out["fieldErrors"])

    def test_are_looked_at_in_part(self, client, services):
        """
        While a form is filled in, nobody is asked.
        """
        body = {"provider": "OpenAI", "configuration": {"ApiKey": OTHER}, "partialValidation": True}

        assert "PartiallyValid" == post(client, "providers/validate-enhanced", body)["status"]
        assert [] == services.asked


class TestAll:
    def test_are_asked_at_once(self, client):
        """
        Everybody who is built is asked, and everybody has a result of their own; what all lack is told of all.
        """
        pings = client.get("/api/providers/ping-all").json()["results"]
        everybody = post(client, "providers/validate", {"providers": []})
        capable = {one["id"]: one for one in client.get("/api/providers/capabilities").json()}

        works = {name for name, one in pings.items() if one["success"]}
        assert {"openai", "elevenlabs", "rulebased", "espeak", "slides", "composer"} == works
        assert "NetworkError" == pings["ollama"]["errorCode"]
        assert len(pings) == len(everybody["results"])
        assert pings.keys() < capable.keys() == PROVIDERS.keys()
        assert [["NotBuilt"]] * 3 == [capable[name]["reasonCodes"] for name in capable.keys() - pings.keys()]
        assert (True, []) == (capable["openai"]["available"], capable["openai"]["reasonCodes"])
        assert ["MissingApiKey:PEXELS_API_KEY"] == capable["pexels"]["reasonCodes"]
        assert "PEXELS_API_KEY" in capable["pexels"]["requirements"]["needsKey"]

    def test_are_named_as_they_were(self, client, services):
        """
        Those that are named are told by the same names; a key belongs to the one beside it.
        """
        said = post(client, "providers/validate", {"providers": ["OpenAI", "RuleBased"]})
        one = post(client, "providers/validate", {"provider": "OpenAI", "apiKey": OTHER})

        assert ([("OpenAI", True), ("RuleBased", True)], True) == (
            [(result["name"], result["ok"]) for result in said["results"]],
            said["ok"],
        )
        assert one["success"]
        assert f"Bearer {OTHER}" == services.asked[-1].headers["authorization"]
