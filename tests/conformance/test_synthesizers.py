"""
Our synthesizers keep the promises of the port.
"""

import pytest

from aura_core.providers.voices.espeak import EspeakSynthesizer
from aura_core.testing.synthesizers import SpeechSynthesizerSuite
from tests.stubs import azure_speech, edge, elevenlabs, kokoro, macos, mimic3, openai_speech, piper, windows


class TestEspeak(SpeechSynthesizerSuite):
    synthesizer = EspeakSynthesizer()


class OfAServiceSuite(SpeechSynthesizerSuite):
    """A synthesizer that asks a service."""

    examples = 20
    service = None

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def _asked(cls, tmp_path_factory):
        with cls.service.used(tmp_path_factory.mktemp("speech")) as used:
            cls.synthesizer = used.port
            yield


class TestElevenLabs(OfAServiceSuite):
    service = elevenlabs.SERVICE


class TestAzureSpeech(OfAServiceSuite):
    service = azure_speech.SERVICE


class TestEdge(OfAServiceSuite):
    service = edge.SERVICE
    examples = 5


class TestMimic3(OfAServiceSuite):
    service = mimic3.SERVICE


class TestOpenAI(OfAServiceSuite):
    service = openai_speech.SERVICE


class TestPiper(SpeechSynthesizerSuite):
    examples = 5

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def _beside(cls, tmp_path_factory):
        cls.synthesizer = piper.synthesizer(tmp_path_factory.mktemp("piper"))


class TestKokoro(SpeechSynthesizerSuite):
    examples = 2

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def _beside(cls, tmp_path_factory):
        cls.synthesizer = kokoro.synthesizer(tmp_path_factory.mktemp("kokoro"))


class TestMacOS(SpeechSynthesizerSuite):
    examples = 2

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def _beside(cls, tmp_path_factory):
        cls.synthesizer = macos.synthesizer(tmp_path_factory.mktemp("macos"))


class TestWindows(SpeechSynthesizerSuite):
    examples = 2

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def _beside(cls, tmp_path_factory):
        cls.synthesizer = windows.synthesizer(tmp_path_factory.mktemp("windows"))
