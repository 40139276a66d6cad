"""What the server stands on, one by one."""

import asyncio

import pytest
from litestar.testing import TestClient

from aura_core.configuration.configuration import Configuration
from aura_core.errors import NotBuiltError, ProviderError
from aura_core.health import Check, Health
from aura_core.model.health.finding import Category
from aura_core.settings import Settings
from aura_core.setup.dependencies import install, install_all
from aura_http.server import create_app


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dependencies")
    settings = Settings(data=folder / "data", secrets=folder / "secrets")
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        client.post("/api/dependencies/rescan")
        yield client


def ask(client, what, **body):
    answer = client.post(f"/api/dependencies/{what}", **({"json": body} if body else {}))
    assert 200 == answer.status_code, answer.text
    return answer.json()


class TestDependencies:
    def test_are_looked_at_one_by_one(self, client):
        """
        Whatever is listed can be looked at by its id, and says the same as the list.
        """
        listed = client.get("/api/dependencies/check").json()["dependencies"]
        manifest = client.get("/api/downloads/manifest").json()["components"]

        assert {"ffmpeg", "fonts", "tts_espeak"} <= {one["id"] for one in listed}
        assert [(one["id"], one["status"] != "Missing") for one in listed] == [
            (one["id"], one["isInstalled"]) for one in manifest
        ]
        for one in listed:
            told = ask(client, f"{one['id']}/detect")

            assert (one["id"], one["status"], one["version"]) == (told["id"], told["status"], told["version"])
            assert told["success"] is told["available"] is told["installed"]

    def test_of_ffmpeg_are_tried_and_brought_back(self, client):
        """
        Verifying has a frame encoded; installing and repairing what works leaves it as it is.
        """
        used = client.get("/api/ffmpeg/status").json()

        assert (True, True) == tuple(ask(client, "ffmpeg/verify")[name] for name in ("success", "smokeTestPassed"))
        assert used["path"] == ask(client, "ffmpeg/install")["path"] == ask(client, "FFmpeg/repair")["path"]
        assert (True, [], []) == tuple(ask(client, "install-all")[name] for name in ("success", "installed", "failed"))
        assert ask(client, "refresh-candidate-paths")["success"]

    def test_are_named(self, client, tmp_path):
        """
        A path is looked at before it is used, a server's address is kept, and what cannot be is a problem.
        """
        used = client.get("/api/ffmpeg/status").json()["path"]
        good = ask(client, "ffmpeg/validate-path", path=used)
        bad = ask(client, "ffmpeg/validate-path", path=str(tmp_path))
        attached = ask(client, "ffmpeg/attach", path=used)
        server = ask(client, "stable-diffusion/attach", path="http://127.0.0.1:7861")
        refused = client.post("/api/dependencies/ollama/attach", json={"path": "file:///etc/passwd"})

        assert (True, used) == (good["isValid"], good["path"])
        assert (False, True) == (bad["isValid"], bool(bad["remedy"]))
        assert (True, used) == (attached["success"], client.get("/api/settings/file-locations").json()["ffmpegPath"])
        assert (False, True) == (server["available"], server["success"])
        assert "http://127.0.0.1:7861" == client.get("/api/settings/advanced").json()["stableDiffusionUrl"]
        assert (400, "E345") == (
            refused.status_code,
            client.post("/api/dependencies/ffmpeg/attach", json={"path": "x://y"}).json()["errorCode"],
        )

    @pytest.mark.parametrize(
        ("what", "body", "status"),
        [
            ("nobody/detect", None, 404),
            ("nobody/install", None, 404),
            ("..%2fx/verify", None, 404),
            ("fonts/attach", {"path": "/fonts"}, 501),
            ("fonts/validate-path", {"path": "/fonts"}, 501),
            ("ffmpeg/attach", {}, 400),
        ],
    )
    def test_that_there_are_not_are_problems(self, client, what, body, status):
        """
        What is unknown, or cannot be done here, says so.
        """
        answer = client.post(f"/api/dependencies/{what}", json=body)

        assert (status, "application/problem+json") == (answer.status_code, answer.headers["content-type"])

    def test_that_others_install_are_left_to_them(self, tmp_path):
        """
        The server installs no programs; it says which command does.
        """

        def look():
            raise ProviderError("piper is not installed.", provider="Piper", remedy="`pip install piper-tts`")

        health, configuration = (
            Health([Check("tts_piper", "Piper", Category.TTS, look)]),
            Configuration(Settings(data=tmp_path)),
        )
        told = asyncio.run(install_all(configuration, health, "c"))
        with pytest.raises(NotBuiltError) as caught:
            asyncio.run(install(configuration, health, "piper", "c"))

        assert "pip install piper-tts" in caught.value.remedy
        assert (False, ["tts_piper"]) == (told.success, [one.id for one in told.failed])
