"""What the planner recommends, asked over HTTP."""

import pytest
from litestar.testing import TestClient

from aura_core.model.request import JobRequest
from aura_core.settings import Settings
from aura_core.wire import structure
from aura_http.routes.planner import _EXAMPLE, _PLAN
from aura_http.server import create_app


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with TestClient(create_app(Settings(data=tmp_path_factory.mktemp("data"))), base_url="http://127.0.0.1") as client:
        yield client


class TestRecommendations:
    def test_have_everything_that_the_contract_names(self, client):
        """
        A topic and what clients send with it are answered in full, with what to post for such a film.
        """
        answer = client.post("/api/planner/recommendations", json=_EXAMPLE)
        told = answer.json()
        found = told["recommendations"]

        assert (200, True) == (answer.status_code, told["success"])
        assert {"outline", "sceneCount", "shotsPerScene", "bRollPercentage", "overlayDensity", "readingLevel"} < set(
            found
        )
        assert 1 <= found["sceneCount"] <= 6
        assert found["readingLevel"] <= 8
        assert "How tides work" == found["seo"]["title"]
        assert told["correlationId"] == answer.headers["x-correlation-id"]
        assert structure(told["request"], JobRequest).voice_spec.rate == found["voice"]["rate"]

    def test_take_what_clients_send(self, client):
        """
        Nulls, other spellings and numbers as words are understood.
        """
        body = {
            "topic": "Tides",
            "audience": None,
            "aspect": "9:16",
            "pacing": "medium",
            "targetDurationMinutes": "0.5",
        }
        answer = client.post("/api/planner/recommendations", json=body)

        assert 200 == answer.status_code
        assert "Vertical9x16" == answer.json()["request"]["brief"]["aspect"]

    def test_read_own_words(self, client):
        """
        A script is planned as it stands.
        """
        body = {"topic": "Tides", "script": "# The sea\n\nIt rises.\n\n## The moon\n\nIt pulls."}
        found = client.post("/api/planner/recommendations", json=body).json()["recommendations"]

        assert ("The sea", 2) == (found["seo"]["title"], found["sceneCount"])

    @pytest.mark.parametrize(
        ("body", "code", "paths"),
        [
            ({"topic": " "}, "E303", ["$.topic"]),
            ({"topic": "x" * 501}, "E303", ["$.topic"]),
            ({"topic": "T", "pacing": "breathless"}, "E303", ["$.pacing"]),
            ({"topic": "T", "targetDurationMinutes": 0}, "E304", ["$.targetDurationMinutes"]),
            ({"topic": "T", "targetDurationMinutes": 500}, "E304", ["$.targetDurationMinutes"]),
            ({"topic": "T", "targetDurationMinutes": -1.7e308}, "E304", ["$.targetDurationMinutes"]),
            (
                {"topic": "T", "constraints": {"minSceneCount": 9, "maxSceneCount": 3}},
                "E304",
                ["$.constraints.minSceneCount"],
            ),
            ({"topic": "", "targetDurationMinutes": 0}, "E400", ["$.topic", "$.targetDurationMinutes"]),
            ({"topic": "T", "constraints": {"maxBRollPercentage": 101}}, "E400", ["$.constraints.maxBRollPercentage"]),
            ({}, "E400", ["$.topic"]),
        ],
    )
    def test_are_refused_by_code(self, client, body, code, paths):
        """
        A brief that is none is E303, an impossible plan E304, several things E400; each is named by its place.
        """
        answer = client.post("/api/planner/recommendations", json=body)
        told = answer.json()

        assert (400, code, paths) == (answer.status_code, told["errorCode"], list(told["errors"]))
        assert told["type"].endswith(f"#{code}")

    def test_say_what_nobody_can_write(self, client):
        """
        A language in which no outline can be written is refused with what to do.
        """
        answer = client.post("/api/planner/recommendations", json={"topic": "Gezeiten", "language": "de-DE"})

        assert (422, "E300") == (answer.status_code, answer.json()["errorCode"])
        assert "--script" in answer.json()["howToFix"][0]


class TestPlan:
    def test_counts_scenes(self, client):
        """
        A plan comes back with the number of scenes that such a film has.
        """
        answer = client.post("/api/plan", json=_PLAN)
        plan = answer.json()["plan"]

        assert (200, True) == (answer.status_code, answer.json()["success"])
        assert ("00:03:00", "Chill", "Sparse", 8) == (
            *(plan["targetDuration"], plan["pacing"], plan["density"]),
            plan["targetSceneCount"],
        )

    def test_is_refused_when_impossible(self, client):
        """
        No film is of no length.
        """
        answer = client.post("/api/plan", json={"targetDurationMinutes": 0.01})

        assert (400, "E304") == (answer.status_code, answer.json()["errorCode"])
