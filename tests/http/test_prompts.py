"""What language models would be told, over HTTP."""

import pytest
from litestar.testing import TestClient

from aura_core.settings import Settings
from aura_core.testing.stub import Stub
from aura_http.server import create_app
from tests.stubs import chat


@pytest.fixture(scope="module")
def model():
    with Stub(chat.OPENAI.routes, chat.refusal) as stub:
        yield stub


@pytest.fixture(scope="module")
def client(model, tmp_path_factory):
    started = Settings(
        data=tmp_path_factory.mktemp("data"),
        keys={"openai": chat.OPENAI.key},
        addresses={"openai": f"{model.url}/v1"},
        providers_private=True,
    )
    with TestClient(create_app(started), base_url="http://127.0.0.1") as client:
        yield client


class TestPrompts:
    def test_are_what_would_be_sent(self, client, model):
        """
        The preview is to the letter what a writer is sent for the same brief, and sends nothing itself.
        """
        about = {
            "topic": "How $tides work",
            "audience": "Sailors",
            "goal": "Warn",
            "tone": "Grave",
            "language": "de-DE",
        }
        modifiers = {"additionalInstructions": "Name {ports}.", "enableChainOfThought": True, "promptVersion": "1"}
        told = client.post("/api/prompts/preview", json={**about, "promptModifiers": modifiers}).json()
        nobody = len(model.asked)
        client.post("/api/script", json={**about, "promptModifiers": modifiers, "providerTier": "OpenAI"})
        sent = model.asked[0].json["messages"]

        assert 0 == nobody
        assert [told["systemPrompt"], told["userPrompt"]] == [one["content"] for one in sent[:2]]
        assert f"{told['systemPrompt']}\n\n{told['userPrompt']}" == told["finalPrompt"]
        assert about.items() <= told["substitutedVariables"].items()
        assert "1" == told["promptVersion"]
        assert 300 < told["estimatedTokens"] < 3000

    def test_have_versions(self, client):
        """
        All versions are listed, and one is what is taken by itself.
        """
        found = client.get("/api/prompts/versions").json()

        assert [found["defaultVersion"]] == [one["version"] for one in found["versions"] if one["isDefault"]]
        assert all(one["description"] for one in found["versions"])

    def test_refuse_what_no_script_is_written_for(self, client):
        """
        Everything that is wrong is named at once.
        """
        wrong = client.post("/api/prompts/preview", json={"topic": "?", "targetDurationMinutes": 0})
        unknown = client.post(
            "/api/prompts/preview", json={"topic": "Tides", "promptModifiers": {"promptVersion": "9"}}
        )

        assert (400, {"$.topic", "$.targetDurationMinutes"}) == (wrong.status_code, set(wrong.json()["errors"]))
        assert (400, ["$.promptModifiers.promptVersion"]) == (unknown.status_code, [*unknown.json()["errors"]])
