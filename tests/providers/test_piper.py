"""
Piper: a program that takes the same command line speaks instead, and once it speaks itself, with a voice made here.
"""

import asyncio
import importlib.util
import sys

import pytest

from aura_core.errors import ProviderError
from aura_core.model.voice import VoiceSpec
from aura_core.providers.voices import piper as module
from aura_core.verdicts import Verdict
from tests.stubs import piper


FAULTS = {
    "breaks off": (Verdict.SERVER_ERROR, "the model is of another version"),
    "hangs": (Verdict.TIMEOUT, "did not end in time"),
    "says nothing": (Verdict.BAD_SCHEMA, "0 of 2 sentences"),
    "writes no recording": (Verdict.BAD_SCHEMA, "no recording"),
}


class TestPiper:
    @pytest.mark.skipif(importlib.util.find_spec("piper") is None, reason="piper-tts is not installed")
    def test_speaks_itself(self, tmp_path):
        """
        The program itself takes what it is given, loads a voice, and speaks each sentence at the pace that is asked for.
        """
        voice, program = piper.real_voice(tmp_path), (sys.executable, "-m", "piper")
        synthesizer = piper.synthesizer(tmp_path, model=voice, program=program)
        text = "The sea rises. It falls!"
        usual, fast = (
            asyncio.run(synthesizer.synthesize(text, VoiceSpec(rate=rate), "en", tmp_path / "a.wav")) for rate in (1, 2)
        )

        assert text.split() == [word.text for word in usual.words]
        assert 0.4 < fast.duration / usual.duration < 0.6

    def test_speaks_with_whom_is_meant(self, tmp_path):
        """
        Voices are those in the folder; the language's usual one speaks, and speakers of one voice differ.
        """
        synthesizer = piper.synthesizer(tmp_path)
        listed = [(voice.name, voice.language) for voice in asyncio.run(synthesizer.voices())]
        sounds = []
        for name in ("default", "en_US-lessac-low", "en_GB-vctk-medium#P239"):
            asyncio.run(synthesizer.synthesize("Sea.", VoiceSpec(name), "en", tmp_path / "a.wav"))
            sounds.append((tmp_path / "a.wav").read_bytes())

        assert [
            ("de_DE-thorsten-low", "de-DE"),
            ("en_GB-vctk-medium", "en-GB"),
            ("en_GB-vctk-medium#p239", "en-GB"),
            ("en_US-lessac-low", "en-US"),
        ] == listed
        assert sounds[0] == sounds[1] != sounds[2]

    @pytest.mark.parametrize("fault", FAULTS)
    def test_says_what_went_wrong(self, fault, tmp_path):
        """
        However its program fails, there is the verdict for it, with the names of provider and step, and no file.
        """
        synthesizer = piper.synthesizer(tmp_path, fault, start_s=-9.0 if fault == "hangs" else 60.0)
        made = tmp_path / "made"
        made.mkdir()
        with pytest.raises(ProviderError, match=FAULTS[fault][1]) as caught:
            asyncio.run(synthesizer.synthesize("The sea rises. It falls.", VoiceSpec(), "en", made / "a.wav"))

        assert (FAULTS[fault][0], "piper", "stage") == (caught.value.verdict, caught.value.provider, caught.value.stage)
        assert caught.value.remedy
        assert list(made.iterdir()) == []

    def test_needs_voices(self, tmp_path):
        """
        No voice, or one without its description, is an error that says where to get one.
        """
        (tmp_path / "bare.onnx").touch()
        for model in (tmp_path / "nowhere", tmp_path / "bare.onnx"):
            with pytest.raises(ProviderError) as caught:
                asyncio.run(piper.synthesizer(tmp_path, model=model).voices())

            assert Verdict.NOT_CONFIGURED is caught.value.verdict
            assert "onnx" in caught.value.remedy or "download_voices" in caught.value.remedy

    def test_is_missed_before_it_is_asked(self, monkeypatch):
        """
        Where there is no program, that is known, and how to get one.
        """
        monkeypatch.setattr(module.shutil, "which", lambda _: None)
        monkeypatch.setitem(sys.modules, "piper", None)
        (lack,) = module.piper_missing()

        assert "MissingProgram:piper" == lack.code
        assert "pip install piper-tts" in lack.remedy
