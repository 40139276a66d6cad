"""
What the server says of itself and of the machine.
"""

from importlib.metadata import version

import pytest
from litestar.testing import TestClient

from aura_core.settings import Settings
from aura_http.access import Access
from aura_http.server import create_app
from aura_http.token import Token


OWN = {"Origin": "http://127.0.0.1"}
TOKEN = "correct-horse-battery-staple"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    with TestClient(create_app(Settings(data=data)), base_url="http://127.0.0.1") as client:
        yield client


class TestServer:
    def test_says_its_version(self, client):
        """
        All names under which clients look for the version say the same.
        """
        answer = client.get("/api/version")
        told = answer.json()

        assert {version("aura-video")} == {
            told[name] for name in ("semanticVersion", "informationalVersion", "assemblyVersion", "version")
        }
        assert "private, max-age=60" == answer.headers["cache-control"]
        assert told["version"] == client.get("/api/info").json()["version"]
        assert client.get("/api/info").json()["uptimeSeconds"] > 0

    def test_says_how_the_machine_is(self, client):
        """
        Room, memory and load have the members that the original's clients read.
        """
        assert {"path", "totalGB", "availableGB", "usedGB", "percentageFree"} == set(
            client.get("/api/system/disk-space").json()
        )
        assert {"totalGB", "availableGB", "percentageAvailable"} == set(client.get("/api/system/memory").json())
        told = client.get("/api/metrics/system").json()
        assert {"overallUsagePercent", "logicalCores", "processUsagePercent"} <= set(told["cpu"])
        assert {"totalBytes", "availableBytes", "usedBytes", "usagePercent", "processUsageBytes"} == set(told["memory"])
        assert {"driveName", "totalBytes", "availableBytes", "usedBytes", "usagePercent"} == set(told["disks"][0])
        assert told["gpu"] is None


class TestShutdown:
    @pytest.mark.parametrize("headers", [{}, {"Origin": "http://localhost:5173"}, {"Authorization": f"Bearer {TOKEN}"}])
    def test_is_not_for_everybody(self, client, headers):
        """
        Neither a program without a token nor a page of another port stops the server.
        """
        refused = client.post("/api/system/shutdown", headers=headers)

        assert (403, "E403") == (refused.status_code, refused.json()["errorCode"])
        assert not client.get("/api/system/shutdown/status").json()["shutdownInitiated"]

    def test_is_the_business_of_who_runs_the_server(self, client, tmp_path):
        """
        An application that is mounted in another cannot stop it, whoever asks.
        """
        assert 409 == client.post("/api/system/shutdown", headers=OWN).status_code
        app = create_app(Settings(data=tmp_path), Access(token=Token(TOKEN)))
        with TestClient(app, base_url="http://127.0.0.1") as asking:
            shown = {"Authorization": f"Bearer {TOKEN}"}
            assert [401, 409] == [
                asking.post("/api/system/shutdown", headers=headers).status_code for headers in (OWN, shown)
            ]
