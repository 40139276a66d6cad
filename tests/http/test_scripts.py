"""Scripts, worked on over HTTP."""

import pytest
from litestar.testing import TestClient

from aura_core.settings import Settings
from aura_http.routes.scripts import _GENERATE
from aura_http.server import create_app


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with TestClient(create_app(Settings(data=tmp_path_factory.mktemp("data"))), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
def script(client):
    """A script of two scenes, as it is told."""
    return client.post(
        "/api/scripts/generate", json={"script": "## One\n\nThe sea rises.\n\n## Two\n\nThe sea falls."}
    ).json()


class TestScripts:
    def test_are_as_clients_read_them(self, client):
        """
        What the original's client sends is answered with all that it reads.
        """
        answer = client.post("/api/scripts/generate", json=_GENERATE)
        script = answer.json()

        assert (200, '"1"') == (answer.status_code, answer.headers["etag"])
        assert {"scriptId", "title", "scenes", "totalDurationSeconds", "metadata", "correlationId"} <= set(script)
        assert [*range(1, len(script["scenes"]) + 1)] == [scene["number"] for scene in script["scenes"]]
        for scene in script["scenes"]:
            assert {"number", "narration", "visualPrompt", "durationSeconds", "transition"} <= set(scene)
        assert ("RuleBased", "Local") == (script["metadata"]["providerName"], script["metadata"]["tier"])
        assert 0 == script["metadata"]["tokensUsed"]

    def test_are_kept_in_versions(self, client, script):
        """
        Who means a version that is past changes nothing; what was can be looked at and gone back to.
        """
        at = f"/api/scripts/{script['scriptId']}"
        edited = client.put(f"{at}/scenes/2", json={"narration": "It sinks."}, headers={"If-Match": '"1"'})
        stale = client.put(f"{at}/scenes/2", json={"narration": "It stays."}, headers={"If-Match": '"1"'})
        also = client.put(f"{at}/scenes/2", json={"narration": "It stays.", "version": 1})
        known = client.get(at, headers={"If-None-Match": '"2"'})
        past = client.get(at, params={"version": 1}).json()
        back = client.post(f"{at}/versions/revert", json={"versionId": "1"})
        versions = client.get(f"{at}/versions").json()

        assert (200, 2, "It sinks.") == (
            edited.status_code,
            edited.json()["version"],
            edited.json()["scenes"][1]["narration"],
        )
        assert [412, 412, 304] == [stale.status_code, also.status_code, known.status_code]
        assert "The sea falls." == past["scenes"][1]["narration"] == back.json()["scenes"][1]["narration"]
        assert ("3", ["3", "2", "1"]) == (
            versions["currentVersionId"],
            [one["versionId"] for one in versions["versions"]],
        )
        assert script["scriptId"] in {one["scriptId"] for one in client.get("/api/scripts").json()["scripts"]}
        assert [204, 404] == [client.delete(at).status_code, client.delete(at).status_code]

    @pytest.mark.parametrize(
        ("method", "path", "body", "status", "named"),
        [
            ("PUT", "/scenes/3", {"narration": "No."}, 404, ()),
            ("PUT", "/scenes/1", {"narration": " ", "pathOrUrl": "a\0b"}, 400, ("$.narration", "$.pathOrUrl")),
            ("PUT", "/scenes/1", {"durationSeconds": -1, "version": 0}, 400, ("$.durationSeconds", "$.version")),
            ("POST", "/versions/revert", {"versionId": "4"}, 404, ()),
            ("GET", "?version=9", None, 404, ()),
            ("GET", "?version=0", None, 400, ()),
        ],
    )
    def test_refuse_what_cannot_be(self, client, script, method, path, body, status, named):
        """
        Each refusal is a problem that names everything that is wrong.
        """
        answer = client.request(method, f"/api/scripts/{script['scriptId']}{path}", json=body)
        problem = answer.json()

        assert (status, "application/problem+json") == (answer.status_code, answer.headers["content-type"])
        assert set(named) <= set(problem["errors"] or ())
        assert problem["howToFix"]
