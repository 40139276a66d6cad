"""
Scripts by language models, over real HTTP.
"""

import asyncio
import json
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from aura_core.errors import InvalidInputError, ProviderError
from aura_core.model.brief import (
    Brief,
    LlmParameters,
    PlanSpec,
    PromptModifiers,
    RagConfiguration,
    ScriptRefinementConfig,
)
from aura_core.model.enums import Layout
from aura_core.model.order import Order
from aura_core.model.provider import Account
from aura_core.providers.writers.grounding import passages_for
from aura_core.providers.writers.modelled import task_for
from aura_core.providers.writers.prices import charge_of
from aura_core.providers.writers.prompting import prompt_for
from aura_core.testing.stub import Answer, Fault
from aura_core.verdicts import Verdict
from tests.stubs import chat


ORDER = Order(Brief("How tides work"), PlanSpec(target_duration=Fraction(24)))
PACE = 150.0

SOURCE = """# The Moon

The Moon pulls at the water of the sea, and so the tides rise twice a day on most coasts.

## Bread

Bread is made from flour, water and yeast, and it is baked for about forty minutes in an oven.
"""


@pytest.fixture
def used(tmp_path):
    """Give a writer in use."""
    with chat.OPENAI.used(tmp_path) as started:
        yield started


def _write(used, order=ORDER, **options):
    return asyncio.run(used.port.write(order, PACE, **options))


def _with(**brief):
    return attrs.evolve(ORDER, brief=attrs.evolve(ORDER.brief, **brief))


def _sent(used, place=0):
    return used.stub.asked[place].json


def _said(script):
    return Answer(**attrs.asdict(chat.streamed(json.dumps(script))))


def _script(words=60, **changes):
    return {**chat.script_for(f"about {words} words are spoken in all, in 2 scenes"), **changes}


class TestWriting:
    def test_makes_a_script_of_the_answer(self, used):
        """
        Title, headings, words and what to show are the model's; the film opens and closes.
        """
        script = _write(used)

        assert ("How it works", "In short", "en-US") == (script.title, script.subtitle, script.language)
        assert (Layout.TITLE, Layout.CLOSING) == (script.scenes[0].layout, script.scenes[-1].layout)
        assert {"waves on rocks"} == {scene.visual_prompt for scene in script.scenes}
        assert () == script.warnings

    def test_tells_the_model_what_is_ordered(self, used):
        """
        The prompt has everything that the brief says, and asks for a form that the API enforces.
        """
        _write(used, _with(audience="Sailors", goal="Warn", tone="Grave", language="de-DE"))
        body = _sent(used)

        prompt = body["messages"][1]["content"]
        assert all(word in prompt for word in ("How tides work", "Sailors", "Warn", "Grave", "de-DE", "about 60 words"))
        form = body["response_format"]["json_schema"]
        assert (True, False) == (form["strict"], form["schema"]["additionalProperties"])
        assert ("gpt-6-luna", True) == (body["model"], body["stream"])

    def test_hears_how_far_it_is(self, used):
        """
        The answer is streamed, and its words are counted as they come.
        """
        heard = []
        _write(used, report=lambda done, message="", *_: heard.append(done))

        assert len(heard) > 3
        assert sorted(heard) == heard
        assert heard[-1] < 1

    def test_passes_on_what_the_user_sets(self, used):
        """
        Parameters of the model are those of the brief, by the names that the API has for them.
        """
        parameters = LlmParameters(
            temperature=0.3,
            top_p=0.9,
            top_k=40,
            max_tokens=900,
            frequency_penalty=0.1,
            presence_penalty=0.2,
            stop_sequences=("END",),
            model_override="gpt-4.1",
        )
        _write(used, attrs.evolve(_with(llm_parameters=parameters), seed=7))

        expected = {
            "model": "gpt-4.1",
            "temperature": 0.3,
            "top_p": 0.9,
            "max_completion_tokens": 900,
            "frequency_penalty": 0.1,
            "presence_penalty": 0.2,
            "stop": ["END"],
            "seed": 7,
        }
        assert expected == {name: _sent(used).get(name) for name in expected}
        assert "top_k" not in _sent(used)

    def test_puts_in_what_the_user_adds(self, used):
        """
        Instructions, an example and thinking first are in the prompt, and thinking in the form.
        """
        modifiers = PromptModifiers("Mention $dollars and {braces}.", "Once upon a time.", enable_chain_of_thought=True)
        _write(used, _with(prompt_modifiers=modifiers))
        body = _sent(used)

        assert "Mention $dollars and {braces}." in body["messages"][1]["content"]
        assert "Once upon a time." in body["messages"][1]["content"]
        assert "thinking" == body["response_format"]["json_schema"]["schema"]["required"][0]

    def test_says_for_whom_it_asks(self, tmp_path):
        """
        Whoever belongs to several organizations says which one pays.
        """
        service = attrs.evolve(chat.OPENAI, account=Account(more={"organization": "org-1", "project": "proj-1"}))
        with service.used(tmp_path) as used:
            _write(used)
            headers = used.stub.asked[0].headers

        assert ("org-1", "proj-1") == (headers["openai-organization"], headers["openai-project"])

    def test_can_be_previewed(self):
        """
        What would be sent is there without sending it.
        """
        system, user = prompt_for(task_for(ORDER, PACE))

        assert ("system", "user") == (system.role, user.role)
        assert "How tides work" in user.text
        assert "$" not in user.text

    def test_asks_for_no_more_scenes_than_there_are_words_for(self, used):
        """
        A number of scenes that no film of that length can have is told, not asked for.
        """
        plan = attrs.evolve(ORDER.plan_spec, target_scene_count=10**9)
        script = _write(used, attrs.evolve(ORDER, plan_spec=plan))

        assert 12 == len(script.scenes)
        assert ("The script has 12 scenes; at least 1,000,000,000 were asked for.",) == script.warnings

    def test_refuses_prompts_that_there_are_not(self, used):
        """
        A version of the prompts that nobody wrote is an error that lists those that there are.
        """
        with pytest.raises(InvalidInputError, match="promptVersion"):
            _write(used, _with(prompt_modifiers=PromptModifiers(prompt_version="99")))
        assert [] == used.stub.asked

    def test_notes_tokens_and_cost(self, used):
        """
        What the provider says that it took is what is counted.
        """
        _write(used)
        (record,) = used.calls.records()

        assert (700, 300) == (record.charge.tokens_in, record.charge.tokens_out)
        assert pytest.approx((700 * 0.10 + 300 * 0.50) / 1e6) == record.charge.dollars


class TestPrices:
    @pytest.mark.parametrize(
        ("model", "dollars"),
        [
            ("gpt-4o", 12.5),
            ("gpt-4o-2024-11-20", 12.5),
            ("openai/gpt-4o", 12.5),
            ("claude-haiku-4-5-20251001", 6.0),
            ("gpt-4o-audio-preview", None),
            ("gpt-5-pro", None),
            ("nobody-knows", None),
        ],
    )
    def test_are_those_of_the_very_model(self, model, dollars):
        """
        A date makes no other model, any other word does; what nobody knows costs nobody knows what.
        """
        assert dollars == charge_of(model, 1_000_000, 1_000_000).dollars
        assert 0 == charge_of(model, 1_000_000, 1_000_000, free=True).dollars


class TestRepairing:
    @pytest.mark.parametrize(
        "broken",
        [
            "I am sorry, I cannot do that.",
            '{"title": "x"',
            json.dumps({"title": "x"}),
            json.dumps({"title": "x", "subtitle": "", "scenes": []}),
            json.dumps(_script(scenes=[{"heading": "", "narration": "…"}])),
        ],
    )
    def test_asks_once_more_for_what_cannot_be_used(self, used, broken):
        """
        The model is told what is wrong with its answer, and answers again.
        """
        used.stub.once = [chat.streamed(broken)]

        assert "How it works" == _write(used).title
        messages = _sent(used, 1)["messages"]
        assert ["system", "user", "assistant", "user"] == [message["role"] for message in messages]
        assert broken == messages[2]["content"]

    def test_uses_nothing_by_half(self, used):
        """
        What cannot be used twice is an error, not half a script.
        """
        used.stub.once = [chat.streamed("No."), chat.streamed('{"title": "x", "scenes": [')]

        with pytest.raises(ProviderError) as caught:
            _write(used)

        assert Verdict.BAD_SCHEMA is caught.value.verdict
        assert 2 == len(used.stub.asked)

    def test_may_be_tried_again(self, used):
        """
        Who tries again is not given the answers that could not be used; what could is not asked for again.
        """
        used.stub.once = [chat.streamed("No."), chat.streamed("No, again.")]
        with pytest.raises(ProviderError):
            _write(used)

        assert "How it works" == _write(used).title == _write(used).title
        assert 3 == len(used.stub.asked)

    def test_takes_json_out_of_its_wrapping(self, used):
        """
        A fence, or words around the answer, do no harm.
        """
        used.stub.once = [chat.streamed(f"Sure!\n```json\n{json.dumps(_script())}\n```\nEnjoy.")]

        assert "How it works" == _write(used).title
        assert 1 == len(used.stub.asked)

    def test_asks_for_the_right_length(self, used):
        """
        A script that is far too long is asked for once more; where that does not help, it is told.
        """
        used.stub.once = [_said(_script(120)), _said(_script(110))]
        script = _write(used)

        assert "Shorten it to about 60" in _sent(used, 1)["messages"][-1]["content"]
        assert 1 == len(script.warnings)
        assert 110 == sum(len(scene.script.split()) for scene in script.scenes)

    def test_takes_no_answer_that_was_cut_off(self, used):
        """
        An answer that ends at the limit of tokens is an error that says what to raise.
        """
        used.stub.once = [chat.streamed(json.dumps(_script()), finish="length")]

        with pytest.raises(ProviderError, match="limit of tokens") as caught:
            _write(used)
        assert "maxTokens" in caught.value.remedy

    def test_takes_a_refusal_for_one(self, used):
        """
        What a filter stops is no answer.
        """
        used.stub.once = [chat.streamed("I", finish="content_filter")]

        with pytest.raises(ProviderError) as caught:
            _write(used)
        assert Verdict.CONTENT_POLICY is caught.value.verdict

    def test_hears_of_errors_in_the_stream(self, used):
        """
        A stream that ends in an error is none, though its status was fine.
        """
        error = b'data: {"error": {"message": "Overloaded.", "type": "overloaded_error"}}\n\n'
        used.stub.once = [Answer(error, type="text/event-stream")]

        with pytest.raises(ProviderError, match="Overloaded") as caught:
            _write(used)
        assert Verdict.SERVER_ERROR is caught.value.verdict


class TestRefining:
    def _order(self, **config):
        return attrs.evolve(
            ORDER, plan_spec=attrs.evolve(ORDER.plan_spec, refinement_config=ScriptRefinementConfig(**config))
        )

    def _review(self, score):
        return chat.streamed(json.dumps({"score": score, "weaknesses": ["The end is weak."]}))

    def test_ends(self):
        """
        Nobody can ask for more passes than anybody would pay for.
        """
        with pytest.raises(ValueError, match="max_refinement_passes"):
            ScriptRefinementConfig(max_refinement_passes=6)

    def test_stops_when_it_is_good_enough(self, used):
        """
        A script that passes its review stays as it is.
        """
        _write(used, self._order(quality_threshold=85))

        assert 2 == len(used.stub.asked)
        assert "strict editor" in _sent(used, 1)["messages"][1]["content"]

    def test_writes_anew_with_the_weaknesses_in_mind(self, used):
        """
        What the review finds is told to the writer, as often as is wished or until it is good enough.
        """
        better = _script(title="Better")
        used.stub.once = [_said(_script()), self._review(60), _said(better), self._review(90)]

        assert "Better" == _write(used, self._order(quality_threshold=85)).title
        assert "The end is weak." in _sent(used, 2)["messages"][-1]["content"]

    def test_keeps_what_was_better(self, used):
        """
        A script that became worse is not taken.
        """
        used.stub.once = [_said(_script()), self._review(60), _said(_script(title="Worse")), self._review(40)]

        assert "How it works" == _write(used, self._order()).title

    def test_does_not_lose_what_is_there(self, used):
        """
        When refining fails, the script that was written is used, and that is told.
        """
        used.stub.once = [_said(_script()), Fault.SERVER_ERROR]

        script = _write(used, self._order())

        assert "How it works" == script.title
        assert "refined no further" in script.warnings[0]


class TestGrounding:
    @pytest.fixture
    def order(self, tmp_path):
        """An order with a source."""
        source = tmp_path / "source.md"
        source.write_text(SOURCE, encoding="utf-8")
        return _with(sources=(source,))

    def test_gives_the_model_the_sources(self, used, order):
        """
        Passages are numbered, and what the model cites of them is a citation of the script.
        """
        script = _write(used, order)

        prompt = _sent(used)["messages"][1]["content"]
        assert "[1] (The Moon) The Moon pulls" in prompt
        cited = [scene.citations for scene in script.scenes if scene.citations]
        assert {"source.md"} == {citation.source for citations in cited for citation in citations}

    def test_chooses_what_belongs_to_the_topic(self, order):
        """
        With a configuration, the best passages are told, and as many as it wants.
        """
        rag = RagConfiguration(enabled=True, top_k=1)
        chosen = passages_for(attrs.evolve(order, brief=attrs.evolve(order.brief, rag_configuration=rag)))

        (passage,) = chosen
        assert "Moon" in passage.text

    def test_leaves_out_citations_where_none_are_wished(self, used, order):
        """
        Without citations the script has none, though the model gives some.
        """
        rag = RagConfiguration(enabled=True, include_citations=False, tighten_claims=True)
        script = _write(used, attrs.evolve(order, brief=attrs.evolve(order.brief, rag_configuration=rag)))

        assert {None} == {scene.citations for scene in script.scenes}
        assert "hedge" in _sent(used)["messages"][1]["content"]

    def test_names_a_source_that_is_not_there(self, used):
        """
        A file that is missing is found out before anything is asked.
        """
        with pytest.raises(InvalidInputError, match=r"nothing\.md"):
            _write(used, _with(sources=(Path("nothing.md"),)))
        assert [] == used.stub.asked


class TestServersOfOnesOwn:
    def test_are_asked_for_what_they_have_loaded(self, tmp_path):
        """
        Without a model given, the first that is loaded writes, and costs nothing.
        """
        with chat.LM_STUDIO.used(tmp_path) as used:
            used.use()
            assert "small" == used.stub.asked[1].json["model"]
            assert 0 == used.calls.records()[1].charge.dollars

    def test_need_not_know_schemas(self, tmp_path):
        """
        Who refuses the form is asked without; the form stands in the prompt as well.
        """
        with chat.LM_STUDIO.used(tmp_path) as used:
            used.stub.once = [None, Answer({"error": {"message": "response_format is not supported"}}, 400)]

            assert "How it works" == used.use().title
            assert "response_format" not in used.stub.asked[2].json

    def test_need_not_stream(self, tmp_path):
        """
        An answer in one piece is as good.
        """
        whole = {"choices": [{"message": {"content": json.dumps(_script(150))}, "finish_reason": "stop"}]}
        with chat.COMPATIBLE.used(tmp_path) as used:
            used.stub.once = [Answer(whole)]

            assert "How it works" == used.use().title
