"""The first run over HTTP."""

import json

import pytest
from litestar.testing import TestClient

from aura_core.settings import Settings
from aura_http.server import create_app


OPENAI = "sk-proj-Zm9vYmFyYmF6cXV4-0123456789"
PEXELS = "Zm9vYmFyYmF6cXV4MDEyMzQ1Njc4OQ"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("setup")


@pytest.fixture(scope="module")
def client(folder):
    # Addresses that are none of a service of the internet: whoever is asked about a key leaves this machine alone.
    nowhere = dict.fromkeys(("openai", "pexels", "anthropic"), "http://127.0.0.1:9/v1")
    settings = Settings(data=folder / "data", secrets=folder / "secrets", addresses=nowhere)
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        client.post("/api/dependencies/rescan")
        yield client


def problem(answer, status=400):
    assert status == answer.status_code, answer.text
    assert "application/problem+json" == answer.headers["content-type"]
    return answer.json()


class TestWizard:
    def test_is_kept_without_keys(self, client, folder):
        """
        Both shapes of the client are kept, and found again without the keys in them.
        """
        first = {"currentStep": 2, "state": {"apiKeys": {"openai": OPENAI}, "mode": "free"}, "correlationId": "mine"}
        other = {"lastStep": 3, "selectedTier": "pro", "wizardState": json.dumps({"apiKeys": {"pexels": PEXELS}})}
        saved = [client.post("/api/setup/wizard/save-progress", json=body) for body in (first, other)]
        found = client.get("/api/setup/wizard/status").json()

        assert [True, True] == [one.json()["success"] for one in saved]
        assert saved[0].headers["x-correlation-id"] == saved[0].json()["correlationId"]
        assert (3, "pro", True) == (found["currentStep"], found["selectedTier"], found["canResume"])
        assert {"apiKeys": {"pexels": ""}, "mode": "free"} == found["state"]
        assert found == client.get("/api/setup/status?userId=default").json()
        kept = "".join(path.read_text(errors="replace") for path in folder.rglob("*.json"))
        assert OPENAI not in kept
        assert PEXELS not in kept

    def test_ends_and_begins_anew(self, client):
        """
        The first run is over when its end was said, until somebody begins anew.
        """
        client.post("/api/setup/wizard/reset")
        before = client.get("/api/setup/system-status").json()
        done = client.post(
            "/api/setup/wizard/complete", json={"version": "1.0.0", "selectedTier": "free", "lastStep": 10}
        )
        after = client.get("/api/setup/system-status").json()
        client.post("/api/setup/wizard/reset", json={"preserveData": True})

        assert [False, True, True] == [before["isComplete"], done.json()["success"], after["isComplete"]]
        assert not client.get("/api/setup/system-status").json()["isComplete"]

    @pytest.mark.parametrize(
        ("body", "fields"),
        [
            ({"currentStep": -1, "selectedTier": "x" * 101}, {"$.currentStep", "$.selectedTier"}),
            ({"wizardState": "{"}, {"$.wizardState"}),
            ({"state": [1]}, {"$.state"}),
        ],
    )
    def test_refuses_what_cannot_be(self, client, body, fields):
        """
        Everything that is wrong is named at once.
        """
        assert fields == set(problem(client.post("/api/setup/wizard/save-progress", json=body))["errors"])


class TestCompletion:
    def test_puts_everything_where_it_belongs(self, client, tmp_path):
        """
        The folder is made and named in the settings; the FFmpeg that is used anyway is not.
        """
        used = client.get("/api/ffmpeg/status").json()["path"]
        body = {"fFmpegPath": used, "outputDirectory": str(tmp_path / "films")}
        first, second = (client.post("/api/setup/complete", json=body).json() for _ in range(2))
        places = client.get("/api/settings/file-locations").json()
        status = client.get("/api/setup/system-status").json()

        assert (True, []) == (first["success"], first["errors"]) == (second["success"], second["errors"])
        assert (tmp_path / "films").is_dir()
        assert (str(tmp_path / "films"), "") == (places["outputDirectory"], places["ffmpegPath"])
        assert {"isComplete": True, "ffmpegPath": used, "outputDirectory": str(tmp_path / "films")} == status

    def test_needs_nothing(self, client):
        """
        Who wants to decide later may.
        """
        assert client.post("/api/setup/complete", json={"ffmpegPath": None, "outputDirectory": ""}).json()["success"]

    def test_changes_nothing_when_anything_is_wrong(self, client, tmp_path):
        """
        All of it is named at once, what was given is not run, and nothing is kept.
        """
        before = client.get("/api/settings").json()
        script = tmp_path / "ffmpeg"
        script.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
        script.chmod(0o755)
        (tmp_path / "file").write_bytes(b"")
        body = {"ffmpegPath": str(script), "outputDirectory": str(tmp_path / "file")}
        found = problem(client.post("/api/setup/complete", json=body))

        assert {"$.ffmpegPath", "$.outputDirectory"} == set(found["errors"])
        assert not (tmp_path / "ran").exists()
        assert before == client.get("/api/settings").json()


class TestKeys:
    def test_are_kept_in_the_vault(self, client):
        """
        They are kept whatever the client says of them, and nobody calls them valid who has not asked.
        """
        given = [
            {"provider": "OpenAI", "key": f" {OPENAI} ", "isValidated": True},
            {"provider": "pexels", "key": PEXELS},
        ]
        saved = client.post("/api/setup/save-api-keys", json={"apiKeys": given})
        listed = {one["provider"] for one in client.get("/api/keys/list").json()["providers"] if one["configured"]}

        assert (True, 2) == (saved.json()["success"], len(saved.json()["warnings"]))
        assert {"openai", "pexels"} <= listed
        assert "NotValidated" == client.get("/api/keys/status/openai").json()["status"]
        assert OPENAI not in saved.text

    def test_are_all_kept_or_none(self, client):
        """
        Whatever cannot be a key is named with its place, and what looks like nobody's is kept only when that is allowed.
        """
        given = [
            {"provider": "nobody", "key": PEXELS},
            {"provider": "pixabay", "key": " "},
            {"provider": "unsplash", "key": PEXELS},
        ]
        found = problem(client.post("/api/setup/save-api-keys", json={"apiKeys": given}))
        odd = {"apiKeys": [{"provider": "anthropic", "key": PEXELS, "isValidated": True}]}
        refused = problem(client.post("/api/setup/save-api-keys", json=odd))
        listed = {one["provider"] for one in client.get("/api/keys/list").json()["providers"] if one["configured"]}
        allowed = client.post("/api/setup/save-api-keys", json=odd | {"allowInvalid": True}).json()

        assert {"$.apiKeys[0].provider", "$.apiKeys[1].key"} == set(found["errors"])
        assert {"$.apiKeys[0].key"} == set(refused["errors"])
        assert not {"unsplash", "anthropic"} & listed
        assert "Anthropic" in allowed["warnings"][0]
        assert PEXELS not in json.dumps([found, refused, allowed])


class TestAnswers:
    def test_say_what_health_says(self, client):
        """
        What is set up, what is required and what FFmpeg is agree with the checks.
        """
        told = client.get("/api/setup/configuration-status").json()
        needed = client.get("/api/setup/validate-requirements").json()
        ffmpeg = client.get("/api/setup/check-ffmpeg").json()
        again = client.post("/api/setup/check-ffmpeg").json()
        health = client.get("/health/ready").json()

        assert health["ready"] is told["isConfigured"] is told["checks"]["ffmpegDetected"] is ffmpeg["isInstalled"]
        assert told["checks"]["providerConfigured"]
        assert {"RuleBased", "eSpeak NG", "Slides"} <= set(told["details"]["configuredProviders"])
        assert ffmpeg["path"] == told["details"]["ffmpegPath"] == again["path"]
        assert {"RAM", "Disk Space", "FFmpeg", "Python"} == {one["name"] for one in needed["requirements"]}
        assert needed["allRequirementsMet"] == all(one["status"] == "pass" for one in needed["requirements"])

    def test_say_who_can_be_asked(self, client):
        """
        Who is not built, or not there, is said to be, with what helps.
        """
        for path in ("check-piper", "check-mimic3"):
            found = client.get(f"/api/setup/{path}").json()

            assert found["installed"] is (found["error"] is None) is (found["remedy"] is None)
        assert not client.get("/api/setup/ollama-status").json()["available"]
        assert "pip install" in problem(client.post("/api/setup/install-piper"), 501)["howToFix"][0]
        assert "docker run" in problem(client.post("/api/setup/install-mimic3"), 501)["howToFix"][0]

    def test_suggest_folders(self, client, folder):
        """
        The client is told what it runs on and where things may go.
        """
        found = client.get("/api/setup/system-info").json()

        assert {"userData", "documents", "videos", "temp"} == set(found["paths"])
        assert str(folder / "data") == found["paths"]["userData"]

    def test_try_folders(self, client, tmp_path):
        """
        A folder is tried where it will lie; what cannot be is said without a problem.
        """
        good = client.post("/api/setup/check-directory", json={"path": str(tmp_path / "new")}).json()
        bad = client.post("/api/setup/check-directory", json={"path": "new"}).json()

        assert (True, None, str(tmp_path / "new")) == (good["isValid"], good["error"], good["expandedPath"])
        assert (False, True) == (bad["isValid"], bool(bad["error"]))
        assert not (tmp_path / "new").exists()
