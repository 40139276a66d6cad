"""
Whoever translates keeps the promises of the port.
"""

import pytest

from aura_core.providers.writers.translating import ModelTranslator
from aura_core.testing.fakes import FakeTranslator
from aura_core.testing.translators import TranslatorSuite
from tests.stubs import chat


class TestFakeTranslator(TranslatorSuite):
    translator = FakeTranslator()


class TestModelTranslator(TranslatorSuite):
    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def _asked(cls, tmp_path_factory):
        with chat.OPENAI.used(tmp_path_factory.mktemp("translator")) as used:
            cls.translator = ModelTranslator(used.port.model)
            yield
