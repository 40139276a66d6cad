"""Pictures chosen for the scenes of scripts, over HTTP."""

import pytest
from litestar.testing import TestClient

from aura_core.settings import Settings
from aura_core.testing.stub import Stub
from aura_http.routes.selection import _DESCRIBED
from aura_http.server import create_app
from tests.stubs import pexels


WORDS = "# Tides\n\nThe sea rises twice a day.\n\n# The Moon\n\nThe Moon pulls at the water."
CANDIDATE = {
    *("imageUrl", "source", "aestheticScore", "keywordCoverageScore", "qualityScore", "overallScore", "reasoning"),
    *("width", "height", "rejectionReasons", "generationLatencyMs", "licensing"),
}
"""What the client reads of each."""


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("selection")
    with Stub(pexels.SERVICE.routes, pexels.refusal) as stub:
        settings = Settings(
            data=folder / "data",
            secrets=folder / "secrets",
            keys={"pexels": pexels.KEY},
            addresses={"pexels": f"{stub.url}/v1"},
            providers_private=True,
        )
        with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
            yield client


@pytest.fixture(scope="module")
def script(client):
    return sent(client, "/api/scripts/generate", {"script": WORDS})["scriptId"]


def sent(client, path, body):
    answer = client.post(path, json=body)
    assert 200 == answer.status_code, answer.text
    return answer.json()


class TestCandidates:
    def test_are_weighed(self, client):
        """
        Candidates are unlike, each with scores, reasons and terms, the best first; here they are slides of each theme.
        """
        result = sent(client, "/api/VisualSelection/candidates", _DESCRIBED)["result"]
        found = result["candidates"]

        assert 3 == len({one["imageUrl"] for one in found})
        assert all(set(one) >= CANDIDATE for one in found)
        assert sorted((one["overallScore"] for one in found), reverse=True) == [one["overallScore"] for one in found]
        assert {(100.0, 100.0)} == {(one["keywordCoverageScore"], one["qualityScore"]) for one in found}
        assert {200} == {client.get(one["imageUrl"]).status_code for one in found}
        assert result["meetsCriteria"] == any(not one["rejectionReasons"] for one in found)
        assert ["lighthouse", "dusk"] == result["narrativeKeywords"]

    def test_are_of_a_library(self, client):
        """
        A library has what it has, with its terms; what says none of the keywords is weighed lower, and a threshold that
        nothing meets leaves nothing selected.
        """
        asked = {"subject": "painting", "provider": "pexels", "config": {"minimumAestheticThreshold": 100}}
        some, none = (
            sent(client, "/api/visual-selection/candidates", {**asked, "narrativeKeywords": [word]})["result"]
            for word in ("painting", "submarine")
        )
        first = some["candidates"][0]

        assert 4 == len(some["candidates"])
        assert (100, 0) == (first["keywordCoverageScore"], none["candidates"][0]["keywordCoverageScore"])
        assert first["overallScore"] > none["candidates"][0]["overallScore"]
        assert ("Pexels License", True, True) == tuple(
            first["licensing"][name] for name in ("licenseType", "commercialUseAllowed", "attributionRequired")
        )
        assert (None, False) == (some["selectedImage"], some["meetsCriteria"])
        assert first["rejectionReasons"]

    @pytest.mark.parametrize(
        ("body", "status", "field"),
        [
            ({}, 400, "$.detailedDescription"),
            ({"subject": "x", "config": {"candidatesPerScene": 99}}, 400, "$.config.candidatesPerScene"),
            ({"subject": "x", "provider": "nobody"}, 400, "$.provider"),
            ({"subject": "x", "provider": "unsplash"}, 409, None),
        ],
    )
    def test_are_refused(self, client, body, status, field):
        """
        What describes nothing, or asks somebody who cannot be asked, is an error.
        """
        answer = client.post("/api/visual-selection/candidates", json=body)

        assert (status, field) == (answer.status_code, answer.json()["field"])


class TestSelection:
    def test_is_what_the_script_shows(self, client, script):
        """
        A candidate that is accepted is the scene's picture, until it is replaced or rejected; terms are summed up.
        """
        at = f"/api/visual-selection/{script}"
        before = client.get(f"{at}/scene/1").status_code
        offered = sent(client, f"{at}/scene/1/regenerate", {"config": {"candidatesPerScene": 2}})
        first, second = offered["candidates"]
        accepted = sent(client, f"{at}/scene/1/accept", {"candidate": first, "userId": "ann"})
        shown = client.get(f"/api/scripts/{script}").json()["scenes"][1]["pathOrUrl"]
        replaced = sent(client, f"{at}/scene/1/replace", {"newCandidate": second})
        every, summary = client.get(at).json(), client.get(f"{at}/licensing/summary").json()
        rejected = sent(client, f"{at}/scene/1/reject", {"reason": "Too dark."})
        removed = sent(client, f"{at}/scene/1/remove", {})

        assert (404, "Pending", None) == (before, offered["state"], offered["selectedCandidate"])
        assert ("Accepted", "ann", first["imageUrl"]) == (accepted["state"], accepted["selectedBy"], shown)
        assert second["imageUrl"] == replaced["selectedCandidate"]["imageUrl"]
        assert [(1, second["imageUrl"])] == [(one["sceneIndex"], one["selectedCandidate"]["imageUrl"]) for one in every]
        assert (2, 1, True, [{"licenseType": "Generated", "count": 1}]) == (
            summary["totalScenes"],
            summary["scenesWithSelection"],
            summary["commercialUseAllowed"],
            summary["licenseTypes"],
        )
        assert ("Rejected", "Too dark.", None) == tuple(
            rejected[name] for name in ("state", "rejectionReason", "selectedCandidate")
        )
        assert ("Pending", []) == (removed["state"], client.get(at).json())

    def test_is_of_what_is_there(self, client, script):
        """
        No script, no scene and no picture are told apart, by their paths.
        """
        none = f"/api/media/{'0' * 40}.png"
        at = f"/api/visual-selection/{script}/scene"
        refused = [
            client.post(f"{at}/0/accept", json=body)
            for body in ({}, {"candidate": {"imageUrl": "http://x.example"}}, {"newCandidate": {"imageUrl": none}})
        ]
        missing = [
            client.post(f"{at}/9/accept", json={"candidate": {"imageUrl": none}}),
            client.get(f"{at}/9"),
            client.get("/api/visual-selection/nothing"),
            client.post("/api/visual-selection/regenerate", json={"jobId": "nothing"}),
            client.post(f"{at}/696856/regenerate", json={}),
            client.post(f"/api/visual-selection/{'x' * 201}/scene/0/regenerate", json={}),
        ]

        assert [(400, "$.candidate"), (400, "$.candidate.imageUrl"), (400, "$.newCandidate.imageUrl")] == [
            (answer.status_code, answer.json()["field"]) for answer in refused
        ]
        assert {404} == {answer.status_code for answer in missing}
