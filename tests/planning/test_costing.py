"""What films may cost."""

import pytest

from aura_core.errors import InvalidInputError, ProviderError
from aura_core.model.costs import GenerationCostEstimateRequest
from aura_core.model.prices import character_price, picture_price, token_prices
from aura_core.model.providers import PROVIDERS
from aura_core.outbound.calls import Planned, calls_in
from aura_core.outbound.charge import Charge
from aura_core.planning.costing import estimate
from aura_core.settings import Settings


def asked(**members):
    return GenerationCostEstimateRequest(900, 5, **members)


class TestEstimate:
    def test_is_nothing_where_nobody_is_paid(self, tmp_path):
        """
        Films of this machine, of stock pictures and of a model of one's own cost nothing, for sure.
        """
        settings = Settings(data=tmp_path)
        for request in (
            asked(),
            asked(llm_provider="Free", tts_provider="Windows", image_provider="Pexels"),
            asked(llm_provider="Ollama (llama3)", tts_provider="piper", image_provider="stablediffusion"),
        ):
            told = estimate(request, settings)

            assert (0.0, True, "high") == (told.total_cost, told.is_free_generation, told.confidence)
            assert {0.0} == {item.cost for item in told.breakdown}
            assert told.budget_check.is_within_budget

    def test_goes_by_the_prices(self, tmp_path):
        """
        Each step costs its units at its provider's price, and the sum is the sum, also before there is any key.
        """
        request = asked(
            llm_provider="OpenAI", llm_model="gpt-5-mini", tts_provider="ElevenLabs", image_provider="stability"
        )
        told = estimate(request, Settings(data=tmp_path))
        script, speech, pictures = told.breakdown
        paid, answered = token_prices("gpt-5-mini")

        assert script.cost == pytest.approx(700 * paid + (script.units - 700) * answered, abs=1e-6)
        assert (900 * 0.0003, 900) == (pytest.approx(speech.cost), speech.units)
        assert pictures.cost == pytest.approx(5 * picture_price("stabilityai", PROVIDERS["stabilityai"].model))
        assert told.total_cost == pytest.approx(script.cost + speech.cost + pictures.cost)
        assert (told.llm_cost, told.tts_cost, told.image_cost) == (script.cost, speech.cost, pictures.cost)
        assert ("medium", False) == (told.confidence, told.is_free_generation)

    def test_says_what_it_does_not_know(self, tmp_path):
        """
        A model without a known price counts for nothing, and that is said.
        """
        told = estimate(asked(llm_provider="OpenAI", llm_model="gpt-99"), Settings(data=tmp_path))
        script, *_ = told.breakdown

        assert (0.0, False, False, "low") == (script.cost, script.is_free, script.is_price_known, told.confidence)
        assert "gpt-99" in script.note

    def test_minds_the_budget(self, tmp_path):
        """
        What was spent this month counts, and a film beyond what is left is said to be.
        """
        calls = calls_in(tmp_path)
        number, _ = calls.begin(Planned("film", "script", "openai", charge=Charge(dollars=499.95)), lambda _: 0.0)
        calls.end(number, Charge(dollars=499.95))
        told = estimate(asked(tts_provider="ElevenLabs"), Settings(data=tmp_path)).budget_check
        free = estimate(asked(), Settings(data=tmp_path)).budget_check

        assert (False, True, 499.95) == (told.is_within_budget, told.should_block, told.current_monthly_cost)
        assert any("$500.00 of the month" in warning for warning in told.warnings)
        assert free.is_within_budget

    def test_refuses_names_that_nobody_has(self, tmp_path):
        """
        All names that nobody has are named at once; a tier of which nobody can be asked is an error.
        """
        with pytest.raises(InvalidInputError) as refused:
            estimate(asked(llm_provider="x1", tts_provider="x2", image_provider="x3"), Settings(data=tmp_path))

        assert ["$.llmProvider", "$.ttsProvider", "$.imageProvider"] == [one.path for one in refused.value.issues]

        with pytest.raises(ProviderError):
            estimate(asked(llm_provider="Pro"), Settings(data=tmp_path, offline=True))


class TestPrices:
    def test_are_those_of_somebody(self):
        """
        Whoever has a price is in the catalogue, and is not said to be free.
        """
        assert all(character_price(one) for one in ("openai", "elevenlabs", "azurespeech"))
        assert token_prices("openai/gpt-5-mini-2026-01-01") == token_prices("gpt-5-mini-latest")
        assert token_prices("nobody") is picture_price("nobody") is character_price("nobody") is None
        # Of Replicate's models, the price of the usual one says nothing of another.
        assert picture_price("replicate") == picture_price("replicate", PROVIDERS["replicate"].model)
        assert picture_price("replicate", "somebody/something") is None
