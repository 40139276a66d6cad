"""
The stand-in keeps the promises of the port.
"""

from aura_core.testing.fakes import FakeTranslator
from aura_core.testing.translators import TranslatorSuite


class TestFakeTranslator(TranslatorSuite):
    translator = FakeTranslator()
