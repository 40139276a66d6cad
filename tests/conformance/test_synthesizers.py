"""
Our synthesizers keep the promises of the port.
"""

import pytest

from aura_core.providers.voices.espeak import EspeakSynthesizer
from aura_core.testing.synthesizers import SpeechSynthesizerSuite
from tests.stubs import elevenlabs


class TestEspeak(SpeechSynthesizerSuite):
    synthesizer = EspeakSynthesizer()


class TestElevenLabs(SpeechSynthesizerSuite):
    examples = 20

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def _asked(cls, tmp_path_factory):
        with elevenlabs.SERVICE.used(tmp_path_factory.mktemp("elevenlabs")) as used:
            cls.synthesizer = used.port
            yield
