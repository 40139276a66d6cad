"""
Voices of macOS, as far as they can be tested elsewhere: a program that takes the same command line speaks instead.
"""

import asyncio

import pytest

from aura_core.errors import ProviderError
from aura_core.model.voice import VoiceSpec
from aura_core.verdicts import Verdict
from tests.stubs import macos


FAULTS = {
    "breaks off": (Verdict.SERVER_ERROR, "Open file failed"),
    "hangs": (Verdict.TIMEOUT, "did not end in time"),
    "lists nothing": (Verdict.BAD_SCHEMA, "lists no voices"),
    "writes no recording": (Verdict.BAD_SCHEMA, "no recording"),
}


class TestMacOS:
    def test_lists_voices_of_any_name(self, tmp_path):
        """
        Names have blanks, brackets and hyphens in them.
        """
        listed = asyncio.run(macos.synthesizer(tmp_path).voices())

        assert [
            ("Anna", "de-DE"),
            ("Eddy (German (Germany))", "de-DE"),
            ("Samantha", "en-US"),
            ("Ting-Ting", "zh-CN"),
        ] == [(voice.name, voice.language) for voice in listed]

    @pytest.mark.parametrize("fault", FAULTS)
    def test_says_what_went_wrong(self, fault, tmp_path):
        """
        However its program fails, there is the verdict for it, with the names of provider and step, and no file.
        """
        synthesizer = macos.synthesizer(tmp_path, fault, limit_s=0.2 if fault == "hangs" else 60.0)
        made = tmp_path / "made"
        made.mkdir()
        with pytest.raises(ProviderError, match=FAULTS[fault][1]) as caught:
            asyncio.run(synthesizer.synthesize("The sea rises. It falls.", VoiceSpec(), "en", made / "a.wav"))

        assert (FAULTS[fault][0], "macos", "stage") == (caught.value.verdict, caught.value.provider, caught.value.stage)
        assert caught.value.remedy
        assert list(made.iterdir()) == []
