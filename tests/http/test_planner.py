"""What the planner recommends, asked over HTTP."""

import json
from typing import ClassVar

import pytest
from litestar.testing import TestClient

from aura_core.model.request import JobRequest
from aura_core.settings import Settings
from aura_core.testing.stub import Fault, Stub
from aura_core.wire import structure
from aura_http.routes.planner import _EXAMPLE, _PLAN
from aura_http.server import create_app
from tests.stubs import chat


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with TestClient(create_app(Settings(data=tmp_path_factory.mktemp("data"))), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture(scope="module")
def model():
    """A language model that speaks like OpenAI."""
    with Stub(chat.OPENAI.routes, chat.refusal) as stub:
        yield stub


@pytest.fixture
def author(model, tmp_path):
    """A client of somebody who has a key for it."""
    started = Settings(
        data=tmp_path,
        keys={"openai": chat.OPENAI.key},
        addresses={"openai": f"{model.url}/v1"},
        providers_private=True,
    )
    model.once = []
    with TestClient(create_app(started), base_url="http://127.0.0.1") as client:
        yield client


class TestModels:
    ASKED: ClassVar = {**_EXAMPLE, "providerSelection": {"script": "OpenAI"}}

    def _asked(self, author, **more):
        return author.post("/api/planner/recommendations", json={**self.ASKED, **more}).json()

    def test_decide_how_the_film_is_told(self, author):
        """
        Who is chosen to write says how the film is told and why, and the order that comes with it has all of that.
        """
        told = self._asked(author)
        found, request = told["recommendations"], structure(told["request"], JobRequest)

        assert "OpenAI" == found["providerUsed"]
        assert (0.93, -1.5, "serious", "Dramatic") == tuple(
            found["voice"][name] for name in ("rate", "pitch", "style", "pause")
        )
        assert ("Serious", 4) == (found["music"]["mood"], found["sceneCount"])
        assert chat.ADVICE["thumbnail"] == found["thumbnailPrompt"]
        assert chat.ADVICE["reasons"][0] in found["explainabilityNotes"]
        assert "The words are those of OpenAI" in found["explainabilityNotes"]
        assert (0.93, -1.5, "OpenAI") == (
            request.voice_spec.rate,
            request.voice_spec.pitch,
            request.provider_selection.script,
        )

    def test_are_asked_once_more(self, author, model):
        """
        What an order could not say is sent back with what is wrong.
        """
        model.once = [chat.streamed(json.dumps({**chat.ADVICE, "rate": 3, "mood": "Zany", "scenes": 40}))]
        found = self._asked(author)["recommendations"]
        again = model.asked[-2].json["messages"][-1]["content"]

        assert ("OpenAI", 4) == (found["providerUsed"], found["sceneCount"])
        assert all(word in again for word in ("no such mood", "rate has to be from 0.8 to 1.2", "from 1 to 6"))

    def test_are_not_needed(self, author, model, client):
        """
        Where the answer cannot be used twice, the rules decide, and say so.
        """
        model.once = [chat.streamed("No."), chat.streamed("No, again.")]
        found = self._asked(author)["recommendations"]
        ruled = client.post("/api/planner/recommendations", json=_EXAMPLE).json()["recommendations"]

        assert ("rules", ruled["voice"]) == (found["providerUsed"], found["voice"])
        assert found["explainabilityNotes"].startswith("Rules decided, for OpenAI did not. OpenAI: ")
        assert "rules" == ruled["providerUsed"]

    def test_are_named_in_errors(self, author, model):
        """
        Who is named and does not answer is a problem, and nobody stands in.
        """
        model.fault = Fault.UNAUTHORIZED
        answer = author.post("/api/planner/recommendations", json=self.ASKED)
        model.fault = None
        nobody = author.post("/api/planner/recommendations", json={"topic": "T", "providerSelection": {"script": "X"}})

        assert (502, "E306") == (answer.status_code, answer.json()["errorCode"])
        assert (400, ["$.providerSelection.script"]) == (nobody.status_code, [*nobody.json()["errors"]])


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


class TestKeys:
    def test_do_not_come_back(self, client):
        """
        A key that was put among the words by mistake is hidden wherever they come back; other words stay.
        """
        key = "sk-proj-0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT"
        words = f"The secret: practice {key}"
        film = {"topic": words, "audience": words, "style": words, "script": f"{words}."}
        told = client.post("/api/planner/recommendations", json=film)
        plan = client.post("/api/plan", json={"style": words})
        path = client.post("/api/paths/resolve", json={"path": f"/films/{key}"})

        assert [200, 200, 200] == [answer.status_code for answer in (told, plan, path)]
        assert all(key not in answer.text for answer in (told, plan, path))
        assert (
            "The secret: practice [hidden]" == told.json()["request"]["brief"]["topic"] == plan.json()["plan"]["style"]
        )
        assert "/films/[hidden]" == path.json()["resolvedPath"]
