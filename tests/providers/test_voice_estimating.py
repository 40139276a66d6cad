"""
When words are heard, where nobody says so.
"""

import asyncio

import numpy as np

from aura_core.model.voice import VoiceSpec
from aura_core.providers.voices.espeak import EspeakSynthesizer
from aura_core.providers.voices.estimating import estimated
from aura_core.providers.voices.reading import sentences_of
from aura_core.providers.voices.samples import sample_text
from aura_core.providers.voices.waves import read_wave


LANGUAGES = ("en", "de")


class TestEstimates:
    def test_are_as_good_as_they_say(self, tmp_path):
        """
        Against the moments that espeak-ng tells, in two languages, words are found where the module says.
        """
        off = np.concatenate([self._off(language, tmp_path) for language in LANGUAGES])

        assert off.mean() < 0.075
        assert np.percentile(off, 95) < 0.190

    def test_are_nothing_where_nothing_is_heard(self):
        """
        Silence has no words in it.
        """
        assert () == estimated("The sea.", np.zeros(24_000, np.int16), 24_000)
        assert () == estimated("…", np.full(24_000, 9_000, np.int16), 24_000)

    def _off(self, language, folder):
        synthesizer = EspeakSynthesizer()
        found = []
        for sentence in sentences_of(sample_text(language)):
            text = sentence.spoken.strip()
            speech = asyncio.run(synthesizer.synthesize(text, VoiceSpec(), language, folder / "a.wav"))
            recording = read_wave((folder / "a.wav").read_bytes())
            told = dict(estimated(text, recording.samples, recording.sample_rate))
            found += [abs(told[word.offset] - float(word.span.start)) for word in speech.words]
        return np.array(found)
