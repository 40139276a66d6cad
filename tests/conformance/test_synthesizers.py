"""
Our synthesizers keep the promises of the port.
"""

from aura_core.providers.voices.espeak import EspeakSynthesizer
from aura_core.testing.synthesizers import SpeechSynthesizerSuite


class TestEspeak(SpeechSynthesizerSuite):
    synthesizer = EspeakSynthesizer()
