"""
Translations by language models, over real HTTP.
"""

import asyncio
import json

import attrs
import pytest

from aura_core import Brief, Order, Settings
from aura_core.errors import ProviderError, TranslationError
from aura_core.model.order import ProviderSelection
from aura_core.pipeline import plan
from aura_core.providers.writers.translating import ModelTranslator
from aura_core.testing.stub import Fault, Stub
from aura_core.verdicts import Verdict
from aura_core.wiring import open_services
from tests.stubs import chat


TEXTS = ("How tides work", "Twice a day.\n\nThe sea rises.", "16 m")


@pytest.fixture
def used(tmp_path):
    """Give a model in use."""
    with chat.OPENAI.used(tmp_path) as started:
        yield started


def _translated(used, texts=TEXTS):
    return asyncio.run(ModelTranslator(used.port.model).translate(texts, "en-US", "de-DE"))


def _said(*texts):
    return chat.streamed(json.dumps({"texts": texts}))


class TestTranslating:
    def test_tells_the_model_what_it_is_about(self, used):
        """
        The languages, and that it is to be said in about the same time, are in the prompt; the form is enforced.
        """
        _translated(used)
        system, user = used.stub.asked[0].json["messages"]

        assert "about as long to say" in system["content"]
        assert "these 3 texts from en-US to de-DE" in user["content"]
        assert "translation" == used.stub.asked[0].json["response_format"]["json_schema"]["name"]

    @pytest.mark.parametrize(
        "wrong",
        [
            ("Wie Gezeiten gehen",),
            ("Wie Gezeiten gehen", "Zweimal am Tag. Das Meer steigt.", "16 m"),
            ("Wie Gezeiten gehen", "Zweimal am Tag.\n\nDas Meer steigt.", " "),
        ],
        ids=["too few", "paragraphs lost", "empty"],
    )
    def test_asks_once_more_for_what_is_missing(self, used, wrong):
        """
        Texts that are left out, run together or empty are asked for once more, and after that are an error.
        """
        used.stub.once = [_said(*wrong)]
        assert "x-How tides work" == _translated(used)[0]
        assert 2 == len(used.stub.asked)

        used.stub.once = [_said(*wrong), _said(*wrong)]
        with pytest.raises(TranslationError, match="asked twice") as caught:
            _translated(used, (*TEXTS[:-1], "17 m"))
        assert ("openai", Verdict.BAD_SCHEMA) == (caught.value.provider, caught.value.verdict)

    def test_takes_many_texts_a_few_at_a_time(self, used):
        """
        A long script is more than one question, and comes back in order.
        """
        texts = tuple(f"Sentence {number} of a long script." for number in range(90))

        assert tuple(f"x-{text}" for text in texts) == _translated(used, texts)
        assert 3 == len(used.stub.asked)

    def test_says_what_went_wrong_with_the_model(self, used):
        """
        A model that does not answer is an error of its own, with its name.
        """
        used.stub.fault = Fault.UNAUTHORIZED

        with pytest.raises(ProviderError) as caught:
            _translated(used)
        assert ("openai", Verdict.UNAUTHORIZED) == (caught.value.provider, caught.value.verdict)


class TestFilms:
    @pytest.fixture
    def services(self, tmp_path):
        """Give services that could ask a model."""
        with Stub(chat.OPENAI.routes, chat.refusal) as stub:
            settings = Settings(
                data=tmp_path,
                keys={"openai": chat.OPENAI.key},
                addresses={"openai": stub.url},
                providers_private=True,
            )
            yield open_services(settings)

    ORDER = Order(Brief("Tides", language="de-DE"), script="The sea rises.", script_language="en-US")

    def test_are_translated_by_whoever_is_chosen_to_write(self, services):
        """
        The user's own words stay theirs, and are said in the film's language by the model.
        """
        order = attrs.evolve(self.ORDER, provider_selection=ProviderSelection(script="openai"))
        script = asyncio.run(plan(order, services))

        assert ("de-DE", ["x-The sea rises."]) == (script.language, [scene.script for scene in script.scenes])

    def test_are_refused_where_nobody_is(self, services):
        """
        A key alone is no wish: without one, nobody translates, and the error says who could.
        """
        with pytest.raises(TranslationError, match="Nobody translates from en-US to de-DE") as caught:
            asyncio.run(plan(self.ORDER, services))
        assert "--writer" in caught.value.remedy
