"""Keys over HTTP."""

import shutil

import pytest
from litestar.di import Provide
from litestar.testing import TestClient

from aura_core.configuration.configuration import Configuration
from aura_core.settings import Settings
from aura_http.app import create_app as compose
from aura_http.routes import keys, settings


KEY = "sk-proj-Zm9vYmFyYmF6cXV4-0123456789"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="module")
def running(folder):
    """Give a client of the addresses of keys, with one of them in the environment."""
    given = {"pexels": "from-the-environment-0001"}
    configuration = Configuration(Settings(data=folder / "data", secrets=folder / "secrets", keys=given))
    provided = {"configuration": Provide(lambda: configuration, sync_to_thread=False)}
    app = compose([*settings.ROUTES, *keys.ROUTES], dependencies=provided)
    with TestClient(app, base_url="http://127.0.0.1:5005") as started:
        yield started


@pytest.fixture
def client(running, folder):
    """Give a client to whom nobody has given a key yet."""
    shutil.rmtree(folder / "data", ignore_errors=True)
    return running


def configured(client):
    found = client.get("/api/keys/list").json()
    return {one["provider"]: (one["masked"], one["source"]) for one in found["providers"] if one["configured"]}


class TestKeys:
    def test_are_set_listed_and_deleted(self, client):
        """
        A key is kept under its provider's id, shown by its end, used at once, and gone when deleted.
        """
        saved = client.post("/api/keys/set", json={"provider": "OpenAI", "apiKey": f" {KEY}\n"}).json()
        listed = configured(client)
        deleted = client.delete("/api/keys/OpenAI")

        assert (True, "openai", "****6789") == (saved["success"], saved["provider"], saved["masked"])
        assert {"openai": ("****6789", "vault"), "pexels": ("****0001", "PEXELS_API_KEY")} == listed
        assert 200 == deleted.status_code
        assert {"pexels"} == configured(client).keys()
        assert 404 == client.delete("/api/keys/openai").status_code

    def test_of_the_environment_stay(self, client):
        """
        A key that the environment gives is used before the kept one, and not deleted.
        """
        said = client.post("/api/keys/set", json={"provider": "pexels", "apiKey": "k" * 30}).json()["message"]

        assert "environment" in said
        assert 200 == client.delete("/api/keys/pexels").status_code
        assert "E409" == client.delete("/api/keys/pexels").json()["errorCode"]

    @pytest.mark.parametrize(
        ("path", "body"),
        [
            ("keys/set", {"provider": "anthropic", "apiKey": "of-another"}),
            ("provider-profiles/keys", {"keys": {"anthropic": "of-another"}}),
        ],
    )
    def test_that_look_like_anothers_are_kept_with_a_word(self, client, path, body):
        """
        Shapes change, so a key of another shape is kept; that it can hardly be right is said at once.
        """
        said = client.post(f"/api/{path}", json=body).json()["message"]
        client.delete("/api/keys/anthropic")

        assert "Its key cannot be one of its keys. Copy the key once more" in said

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"provider": "", "apiKey": KEY}, "$.provider"),
            ({"provider": "nobody", "apiKey": KEY}, "$.provider"),
            ({"provider": KEY, "apiKey": "x"}, "$.provider"),
            ({"provider": "openai", "apiKey": " "}, "$.apiKey"),
            ({"provider": "openai", "apiKey": "a b"}, "$.apiKey"),
            ({"provider": "openai"}, "$.apiKey"),
            ({"provider": "openai", "apiKey": 7}, "$.apiKey"),
        ],
    )
    def test_that_are_none_are_refused(self, client, body, field):
        """
        What cannot be is named by its member, and never repeated.
        """
        answer = client.post("/api/keys/set", json=body)

        assert (400, field) == (answer.status_code, answer.json()["field"])
        assert KEY not in answer.text
        assert {"pexels"} == configured(client).keys()

    def test_are_not_said_to_be_tested(self, client):
        """
        As long as nobody can be asked, every answer says so.
        """
        client.post("/api/keys/set", json={"provider": "openai", "apiKey": KEY})
        tested = client.post("/api/keys/test", json={"provider": "openai"}).json()
        rotated = client.post("/api/keys/rotate", json={"provider": "openai", "newApiKey": f"{KEY}2"}).json()
        status = client.get("/api/keys/status/OpenAI").json()

        assert (False, "NotValidated") == (tested["success"], tested["status"])
        assert "not tested" in tested["message"]
        assert (True, "NotValidated") == (rotated["success"], rotated["testResult"]["status"])
        assert "not tested" in rotated["message"]
        assert ("NotValidated", None) == (status["status"], status["lastValidated"])
        assert 404 == client.post("/api/keys/rotate", json={"provider": "gemini", "newApiKey": KEY}).status_code
        assert 404 == client.get("/api/keys/status/gemini").status_code
        assert 404 == client.get("/api/keys/status/nobody").status_code

    def test_are_said_to_be_hidden_because_they_are(self, client):
        """
        The diagnosis looks at every key, and passes.
        """
        client.post("/api/keys/set", json={"provider": "openai", "apiKey": "of-no-shape-that-is-known"})
        found = client.post("/api/keys/diagnostics").json()

        assert found["redactionCheckPassed"]
        assert 2 == len(found["checks"])

    def test_come_from_profiles_too(self, client):
        """
        The addresses of profiles keep several keys, or none, and show masks.
        """
        wrong = client.post("/api/provider-profiles/keys", json={"keys": {"openai": KEY, "nobody": "x"}})
        assert (400, {"pexels"}) == (wrong.status_code, set(configured(client)))
        saved = client.post(
            "/api/provider-profiles/keys", json={"keys": {"OpenAI": KEY, "ElevenLabs": "e" * 32}}
        ).json()
        shown = client.get("/api/provider-profiles/keys").text

        assert {"openai", "elevenlabs"} == set(saved["savedKeys"])
        assert KEY not in shown

    def test_have_a_vault_that_says_how_it_is(self, client, folder):
        """
        The vault says where it is and how it is sealed; one that does not open is a problem with a remedy, and stays.
        """
        client.post("/api/keys/set", json={"provider": "openai", "apiKey": KEY})
        info = client.get("/api/keys/info").json()
        vault = folder / "data" / "keys" / "vault.json"
        assert (str(vault), True, 2) == (
            info["storage"]["location"],
            info["storage"]["encrypted"],
            info["metadata"]["configuredKeysCount"],
        )
        vault.write_text("{broken")
        for method, path in (("GET", "/api/keys/list"), ("GET", "/api/settings"), ("DELETE", "/api/keys/openai")):
            answer = client.request(method, path)

            assert (503, "E503-VAULT") == (answer.status_code, answer.json()["errorCode"])
            assert str(vault) in answer.json()["detail"]
        assert "{broken" == vault.read_text()
