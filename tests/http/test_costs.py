"""What calls may cost, what films did cost, and whom that speaks for, over HTTP."""

import pytest
from litestar.testing import TestClient

from aura_core.outbound.calls import Planned, calls_in
from aura_core.outbound.charge import Charge
from aura_core.settings import Settings
from aura_core.verdicts import Verdict
from aura_http.server import create_app
from tests.stubs import chat


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def client(data):
    started = Settings(data=data, ffmpeg=data / "none", keys={"openai": chat.OPENAI.key})
    with TestClient(create_app(started), base_url="http://127.0.0.1") as client:
        yield client


def noted(data, run, stage, provider, came):
    calls = calls_in(data)
    number, _ = calls.begin(Planned(run, stage, provider, "m"), lambda _: 0.0)
    if isinstance(came, Charge):
        calls.end(number, came)
    else:
        calls.fail(number, came)


class TestFilms:
    def test_tell_what_they_cost(self, client, data):
        """
        The calls of a film are summed up by step and provider; what nobody knows the price of is counted apart.
        """
        job = client.post("/api/jobs", json={"brief": {"topic": "Tides"}}).json()["jobId"]
        noted(data, job, "script", "openai", Charge(700, 300, 0, 0.3))
        noted(data, job, "narration", "openai", Charge(0, 0, 90, 0.1))
        noted(data, job, "narration", "elevenlabs", Charge(0, 0, 9, None))
        noted(data, "another", "script", "openai", Charge(1, 1, 0, 9.0))
        told = client.get(f"/api/cost-tracking/run-summary/{job}").json()

        assert (0.4, "USD", True, 1) == tuple(
            told[name] for name in ("totalCost", "currency", "withinBudget", "unpriced")
        )
        assert {"openai": 0.4, "elevenlabs": 0.0} == told["costByProvider"]
        script, narration = told["costByStage"]["script"], told["costByStage"]["narration"]
        assert (0.3, 75.0, 1, "OpenAI") == tuple(
            script[name] for name in ("cost", "percentageOfTotal", "operationCount", "providerName")
        )
        assert (2, None) == (narration["operationCount"], narration["providerName"])
        assert (700, 300, 1000) == tuple(
            told["tokenStats"][name] for name in ("totalInputTokens", "totalOutputTokens", "totalTokens")
        )
        assert [1000, None, None] == [one["tokensUsed"] for one in told["operations"]]
        assert 404 == client.get("/api/cost-tracking/run-summary/none").status_code


class TestCalls:
    @pytest.mark.parametrize(
        ("asked", "dollars", "known"),
        [
            ({"providerName": "OpenAI", "estimatedInputTokens": 1000, "estimatedOutputTokens": 1000}, 0.0006, True),
            ({"providerName": "openai", "estimatedCharacters": 1000}, 0.016, True),
            ({"providerName": "espeak", "estimatedCharacters": 1000}, 0.0, True),
            ({"providerName": "ElevenLabs", "estimatedInputTokens": 1000}, 0.0, False),
        ],
    )
    def test_are_estimated(self, client, asked, dollars, known):
        """
        By tokens and characters, where the price is known; where it is not, that is said.
        """
        told = client.post("/api/providers/cost-estimate", json=asked).json()

        assert (dollars, known) == (told["estimatedCostUsd"], told["isPriceKnown"])
        assert told["note"]
        assert (told["totalTokens"] > 0 and known) == (told["costPer1KTokens"] > 0)

    @pytest.mark.parametrize(
        ("body", "path"),
        [
            ({"providerName": "sk-proj-0123456789abcdef"}, "$.providerName"),
            ({"providerName": "OpenAI", "estimatedInputTokens": -1}, "$.estimatedInputTokens"),
            ({}, "$.providerName"),
        ],
    )
    def test_of_nobody_are_refused(self, client, body, path):
        """
        What is wrong is named, and no name is repeated.
        """
        answer = client.post("/api/providers/cost-estimate", json=body)

        assert (400, [path]) == (answer.status_code, [*answer.json()["errors"]])
        assert "sk-proj" not in answer.text


class TestRecommendations:
    def test_say_who_could_and_why(self, client, data):
        """
        First who does it anyway, then those who could, then the others with what they lack; calls speak for who was asked.
        """
        noted(data, "one", "script", "openai", Charge(1, 1, 0, 0.1))
        noted(data, "one", "script", "openai", Verdict.SERVER_ERROR)
        found = client.get("/api/providers/recommendations/ScriptGeneration").json()
        one = {each["id"]: each for each in found}
        able = [each["isAvailable"] for each in found]

        assert ("rulebased", 0.0) == (found[0]["id"], found[0]["estimatedCost"])
        assert sorted(able, reverse=True) == able
        assert (0.0006, True) == (one["openai"]["estimatedCost"], one["openai"]["isPriceKnown"])
        assert 0 < one["openai"]["qualityScore"] < 100
        assert ("Unknown", 0, False) == tuple(
            one["gemini"][name] for name in ("healthStatus", "confidence", "isAvailable")
        )
        assert "Cannot be asked" in one["gemini"]["reasoning"]

    @pytest.mark.parametrize(("operation", "first"), [("tts", "espeak"), ("visuals", "slides"), ("Music", "composer")])
    def test_know_all_parts_of_a_film(self, client, operation, first):
        """
        Every part has somebody on this machine who does it.
        """
        assert first == client.get(f"/api/providers/recommendations/{operation}").json()[0]["id"]

    def test_are_not_for_anything(self, client):
        """
        What nobody does is refused, with what is done.
        """
        answer = client.get("/api/providers/recommendations/cooking")

        assert (400, "E303") == (answer.status_code, answer.json()["errorCode"])
        assert "scriptgeneration" in answer.json()["howToFix"][0]
