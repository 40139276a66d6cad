"""
What became of asking a provider.
"""

import re

import pytest

from aura_core import errors
from aura_core.errors import BudgetError, OfflineError, ProviderError
from aura_core.verdicts import MEANINGS, Verdict


class TestVerdicts:
    def test_all_mean_something(self):
        """
        Each has a row in the table.
        """
        assert set(Verdict) == set(MEANINGS)

    @pytest.mark.parametrize("verdict", Verdict)
    def test_say_what_happened_and_what_to_do(self, verdict):
        """
        Explanation and remedy are sentences, the code a number with words.
        """
        meaning = verdict.meaning

        assert re.fullmatch(r"E\d{3}(-[A-Z][A-Z_]*)?", meaning.code)
        assert re.fullmatch(r"[A-Z][\w ]{3,40}", meaning.title)
        assert all(re.fullmatch(r"[A-Z].+\.", text) for text in (meaning.explanation, meaning.remedy))
        assert meaning.step_code

    def test_have_codes_of_their_own(self):
        """
        No two share a code, nor one with an error that is something else.
        """
        codes = [verdict.meaning.code for verdict in Verdict]
        classes = [getattr(errors, name) for name in errors.__all__]
        others = {cls.code for cls in classes if cls not in {errors.Issue, OfflineError, BudgetError}}

        assert len(set(codes)) == len(codes)
        assert not others & set(codes)


class TestProviderError:
    @pytest.mark.parametrize("verdict", Verdict)
    def test_is_what_its_verdict_says(self, verdict):
        """
        Code, title, word and whether waiting helps come from the verdict.
        """
        error = ProviderError("It failed.", provider="openai", remedy="Mend it.", verdict=verdict, stage="script")

        meaning = verdict.meaning
        assert (meaning.code, meaning.title, meaning.step_code, meaning.retryable) == (
            error.code,
            error.title,
            error.step_code,
            error.retryable,
        )
        assert ("openai", "script") == (error.provider, error.stage)

    def test_without_a_verdict_is_of_its_class(self):
        """
        A provider that is no service has no verdict.
        """
        error = ProviderError("It failed.", provider="outline", remedy="Mend it.")

        assert ("E305", None, False) == (error.code, error.verdict, error.retryable)
