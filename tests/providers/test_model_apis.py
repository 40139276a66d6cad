"""
What is particular to the API of each language model.
"""

import asyncio
import json
from fractions import Fraction

import attrs
import pytest

from aura_core.errors import ProviderError
from aura_core.model.brief import Brief, LlmParameters, PlanSpec
from aura_core.model.order import Order
from aura_core.providers.writers.ollama import OllamaServer, PulledModel
from aura_core.testing.stub import Answer
from aura_core.verdicts import Verdict
from tests.stubs import chat, claude, gemini, ollama


ORDER = Order(Brief("How tides work"), PlanSpec(target_duration=Fraction(24)), seed=7)
PARAMETERS = LlmParameters(0.3, 0.9, 40, 900, 0.1, 0.2, ("END",), "another")

SERVICES = {"anthropic": claude, "gemini": gemini, "ollama": ollama}


@pytest.fixture
def used(request, tmp_path):
    """Give a writer of the service that the test names in use."""
    with SERVICES[request.param].SERVICE.used(tmp_path) as started:
        yield started


def _write(used, **brief):
    order = attrs.evolve(ORDER, brief=attrs.evolve(ORDER.brief, **brief))
    return asyncio.run(used.port.write(order, 150.0))


def _asked(used):
    return next(asked for asked in used.stub.asked if asked.method == "POST")


def _subset(of, whole):
    return {name: whole.get(name) for name in of}


class TestEverybody:
    @pytest.mark.parametrize("used", SERVICES, indirect=True)
    def test_counts_tokens(self, used):
        """
        What the service says that it took, its thoughts included, is what is counted.
        """
        _write(used)
        (record,) = [one for one in used.calls.records() if one.charge.tokens_in]

        assert (700, 300) == (record.charge.tokens_in, record.charge.tokens_out)
        assert record.charge.dollars is not None

    @pytest.mark.parametrize("used", SERVICES, indirect=True)
    def test_answers_once_more_in_the_same_talk(self, used):
        """
        What cannot be used is sent back with what is wrong, in the roles that the API has.
        """
        streamed = SERVICES[used.service.provider.id].streamed
        used.stub.once = [*([None] if used.service is ollama.SERVICE else []), streamed("No.")]

        assert "How it works" == _write(used).title
        last = [asked for asked in used.stub.asked if asked.method == "POST"][-1].json
        assert len(last.get("messages", last.get("contents"))) >= 3

    @pytest.mark.parametrize(
        ("used", "word", "verdict"),
        [
            ("anthropic", "max_tokens", Verdict.TRUNCATED),
            ("anthropic", "model_context_window_exceeded", Verdict.TRUNCATED),
            ("anthropic", "refusal", Verdict.CONTENT_POLICY),
            ("gemini", "MAX_TOKENS", Verdict.TRUNCATED),
            ("gemini", "SAFETY", Verdict.CONTENT_POLICY),
            ("gemini", "RECITATION", Verdict.CONTENT_POLICY),
            ("ollama", "length", Verdict.TRUNCATED),
        ],
        indirect=["used"],
    )
    def test_takes_nothing_that_did_not_end_well(self, used, word, verdict):
        """
        What was cut off or stopped is an error, though it could be read.
        """
        whole = SERVICES[used.service.provider.id].streamed(json.dumps(chat.script_for("")), word)
        used.stub.once = [*([None] if used.service is ollama.SERVICE else []), whole]

        with pytest.raises(ProviderError) as caught:
            _write(used)
        assert verdict is caught.value.verdict

    @pytest.mark.parametrize(
        ("used", "models"),
        [("anthropic", ("claude-sonnet-5-5",)), ("gemini", ("gemini-3.8-flash",)), ("ollama", ("qwen3:4b",))],
        indirect=["used"],
    )
    def test_lists_its_models(self, used, models):
        """
        What could be asked is what the service says.
        """
        assert models == asyncio.run(used.port.model.models())


class TestClaude:
    @pytest.mark.parametrize("used", ["anthropic"], indirect=True)
    def test_is_told_what_it_knows(self, used):
        """
        The system's words are apart, and there is no word for penalties and seeds.
        """
        _write(used, llm_parameters=PARAMETERS)
        body = _asked(used).json

        wished = {"model": "another", "max_tokens": 900, "temperature": 0.3, "top_p": 0.9, "top_k": 40}
        assert wished == _subset(wished, body)
        assert ["END"] == body["stop_sequences"]
        assert "You write scripts" in body["system"]
        assert {"seed", "frequency_penalty"}.isdisjoint(body)

    @pytest.mark.parametrize("used", ["anthropic"], indirect=True)
    def test_breaks_off_with_an_error(self, used):
        """
        A stream that ends in an error is none, though its status was fine.
        """
        event = b'event: error\ndata: {"type": "error", "error": {"type": "overloaded_error", "message": "Busy."}}\n\n'
        used.stub.once = [Answer(event, type="text/event-stream")]

        with pytest.raises(ProviderError, match="Busy") as caught:
            _write(used)
        assert Verdict.SERVER_ERROR is caught.value.verdict


class TestGemini:
    @pytest.mark.parametrize("used", ["gemini"], indirect=True)
    def test_is_told_what_it_knows(self, used):
        """
        Everything that can be set has a name of its own there; the model is in the path, the key is not.
        """
        _write(used, llm_parameters=PARAMETERS)
        asked = _asked(used)

        wished = {
            "temperature": 0.3,
            "topP": 0.9,
            "topK": 40,
            "maxOutputTokens": 900,
            "frequencyPenalty": 0.1,
            "seed": 7,
        }
        assert wished == _subset(wished, asked.json["generationConfig"])
        assert "/v1beta/models/another:streamGenerateContent" == asked.path
        assert used.service.key == asked.headers["x-goog-api-key"]

    @pytest.mark.parametrize("used", ["gemini"], indirect=True)
    def test_refuses_a_prompt(self, used):
        """
        A prompt that is blocked has no answer.
        """
        used.stub.once = [Answer(b'data: {"promptFeedback": {"blockReason": "SAFETY"}}\n\n', type="text/event-stream")]

        with pytest.raises(ProviderError) as caught:
            _write(used)
        assert Verdict.CONTENT_POLICY is caught.value.verdict


class TestOllama:
    @pytest.mark.parametrize("used", ["ollama"], indirect=True)
    def test_is_told_what_it_knows(self, used):
        """
        What is set are options; with room enough that nothing is forgotten.
        """
        _write(used, llm_parameters=PARAMETERS, prompt_modifiers=None, audience="x" * 30_000)
        options = _asked(used).json["options"]

        wished = {"temperature": 0.3, "top_p": 0.9, "top_k": 40, "num_predict": 900, "seed": 7, "num_ctx": 16_384}
        assert wished == _subset(wished, options)

    @pytest.mark.parametrize("used", ["ollama"], indirect=True)
    def test_takes_a_model_that_is_there(self, used):
        """
        Without a model given, it is not a default that nobody has fetched.
        """
        _write(used)

        assert "qwen3:4b" == _asked(used).json["model"]

    @pytest.mark.parametrize("used", ["ollama"], indirect=True)
    def test_says_how_to_get_a_model(self, used):
        """
        A model that is not there is an error with the command that fetches it.
        """
        used.stub.once = [Answer({"error": "model 'another' not found"}, 404)]

        with pytest.raises(ProviderError, match="no model another") as caught:
            _write(used, llm_parameters=PARAMETERS)
        assert "ollama pull another" in caught.value.remedy

    @pytest.mark.parametrize("used", ["ollama"], indirect=True)
    def test_has_a_server_that_tells_and_fetches(self, used):
        """
        Its version, what it has and what runs are known; fetching tells how far it is, and that there is none.
        """
        server, told = OllamaServer(used.port.model.channel), []
        there = (PulledModel("qwen3:4b", 2_600_000_000),)

        assert "0.12.6" == asyncio.run(server.version())
        assert there == asyncio.run(server.pulled()) == asyncio.run(server.running())
        asyncio.run(server.pull("qwen3:4b", lambda done, message="", *_: told.append((done, message))))
        assert (0.4, "pulling 6a0746a1ec1a") in told
        with pytest.raises(ProviderError, match="no model none"):
            asyncio.run(server.pull("none"))
