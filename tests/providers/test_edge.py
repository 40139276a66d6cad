"""
Edge's voices, where they differ from those of other services.
"""

import asyncio
import importlib.util

import pytest

from aura_core.errors import ProviderError
from aura_core.model.voice import VoiceSpec
from aura_core.providers.voices import edge as edge_voices
from aura_core.testing.stub import Answer, Fault
from aura_core.testing.talking import Talk
from aura_core.verdicts import Verdict
from tests.stubs import edge
from tests.stubs.speaking import A_CHARACTER


TEXT = "The sea & the Moon pull, 5 times a day. It falls."


def _changed(used, change):
    """Have the service say what *change* makes of each turn."""
    place = "GET", f"{edge.PATH}/edge/v1"
    spoken = used.stub.routes[place]

    def otherwise(asked):
        talk = spoken(asked)
        return Talk(lambda heard: change(list(talk.turn(heard))))

    used.stub.routes[place] = otherwise


class TestEdge:
    def test_hears_words_when_they_are_told(self, tmp_path):
        """
        A word begins when the service says, but for the delay of MP3; where it says nothing, that is estimated.
        """
        with edge.SERVICE.used(tmp_path) as used:
            told = asyncio.run(used.port.synthesize(TEXT, VoiceSpec("Aria"), "en", used.folder / "a.wav"))

        first, *others = [word for word in told.words if word.offset < TEXT.index("It")]
        assert others
        for word in others:
            if word.text.strip(",.&"):
                expected = float(first.span.start) + A_CHARACTER * word.offset
                assert abs(float(word.span.start) - expected) < 0.06, word

    def test_holds_one_conversation(self, tmp_path):
        """
        However many sentences there are, one connection is made for them.
        """
        with edge.SERVICE.used(tmp_path) as used:
            used.use()

            assert ["/voices/list", "/edge/v1"] == [asked.path.removeprefix(edge.PATH) for asked in used.stub.asked]

    def test_says_what_a_refusal_means(self, tmp_path):
        """
        There is no key that could be wrong: it is the clock, or an old version of a browser.
        """
        with edge.SERVICE.used(tmp_path, Fault.FORBIDDEN) as used:
            assert "pip install --upgrade edge-tts" in used.failed().remedy

    def test_takes_no_other_sound(self, tmp_path):
        """
        What is no MP3 is said to be none.
        """
        with edge.SERVICE.used(tmp_path) as used:
            _changed(used, lambda said: [one[:102] + b"surprise" if isinstance(one, bytes) else one for one in said])
            error = used.failed()

        assert Verdict.BAD_SCHEMA is error.verdict

    def test_says_what_is_missing(self, tmp_path, monkeypatch):
        """
        Without its packages nobody is asked, and what to install is said.
        """
        there = importlib.util.find_spec
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "miniaudio" else there(name))
        with edge.SERVICE.used(tmp_path) as used, pytest.raises(ProviderError, match="packages") as caught:
            asyncio.run(used.port.voices())

        assert "aura-video[edge]" in caught.value.remedy
        assert ["MissingPackage:edge-tts"] == [lack.code for lack in edge_voices.edge_missing()]
        assert [] == used.stub.asked

    def test_speaks_where_no_words_are_told(self, tmp_path):
        """
        Of a voice that tells no words, they are found by where it is loud.
        """
        with edge.SERVICE.used(tmp_path) as used:
            _changed(used, lambda said: [one for one in said if "audio.metadata" not in str(one)])
            told = asyncio.run(used.port.synthesize(TEXT, VoiceSpec(), "en", used.folder / "a.wav"))

        assert TEXT.split() == [word.text for word in told.words]

    def test_lists_what_the_service_has(self, tmp_path):
        """
        Voices have their short names; the rest of one, or the language, will do.
        """
        with edge.SERVICE.used(tmp_path) as used:
            assert ["de-DE-KatjaNeural", "en-AU-NatashaNeural", "en-US-AriaNeural", "en-US-GuyNeural"] == [
                voice.name for voice in asyncio.run(used.port.voices())
            ]
            used.stub.routes["GET", f"{edge.PATH}/voices/list"] = lambda asked: Answer([])
            asyncio.run(used.port.synthesize("Das Meer.", VoiceSpec("katja"), "de", used.folder / "a.wav"))
