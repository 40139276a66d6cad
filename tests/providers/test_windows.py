"""
Voices of Windows, as far as they can be tested elsewhere: a program that takes what PowerShell is given speaks instead.
"""

import asyncio

import pytest

from aura_core.errors import ProviderError
from aura_core.model.voice import VoiceSpec
from aura_core.verdicts import Verdict
from tests.stubs import windows


FAULTS = {
    "breaks off": (Verdict.SERVER_ERROR, "No voice installed"),
    "hangs": (Verdict.TIMEOUT, "did not end in time"),
    "is mute": (Verdict.NOT_CONFIGURED, "no voice is installed"),
    "writes no list": (Verdict.BAD_SCHEMA, "no JSON"),
    "writes no recording": (Verdict.BAD_SCHEMA, "no recording"),
}


class TestWindows:
    def test_lists_voices(self, tmp_path):
        """
        Those that say which language they speak are listed by their names.
        """
        listed = asyncio.run(windows.synthesizer(tmp_path).voices())

        assert [
            ("Microsoft Hedda Desktop", "de-DE", "female"),
            ("Microsoft David Desktop", "en-US", "male"),
            ("Microsoft Zira Desktop", "en-US", "female"),
        ] == [(voice.name, voice.language, voice.gender) for voice in listed]

    @pytest.mark.parametrize("name", ["Microsoft Zira Desktop", "microsoft zira", "Zira", "default"])
    def test_knows_voices_by_their_first_names(self, name, tmp_path):
        """
        A voice is asked for by its whole name, as the original has it, or by its own.
        """
        synthesizer = windows.synthesizer(tmp_path)

        assert asyncio.run(synthesizer.synthesize("The sea.", VoiceSpec(name), "en", tmp_path / "a.wav")).words

    def test_puts_no_text_on_a_command_line(self, tmp_path):
        """
        What is spoken is read, not run: it is in no argument, whatever is in it.
        """
        text = 'Sea"; Remove-Item $env:TEMP; "`$(calc) £ é 日本.'
        told = asyncio.run(windows.synthesizer(tmp_path).synthesize(text, VoiceSpec(), "en", tmp_path / "a.wav"))
        arguments = (tmp_path / "arguments").read_text(encoding="utf-8")

        assert text.split(maxsplit=1)[0] == told.words[0].text
        assert not any(part in arguments for part in ("Remove-Item", "calc", "£", "日本", "\\u65e5"))

    @pytest.mark.parametrize("fault", FAULTS)
    def test_says_what_went_wrong(self, fault, tmp_path):
        """
        However its program fails, there is the verdict for it, with the names of provider and step, and no file.
        """
        synthesizer = windows.synthesizer(tmp_path, fault, start_s=-1.0 if fault == "hangs" else 60.0)
        made = tmp_path / "made"
        made.mkdir()
        with pytest.raises(ProviderError, match=FAULTS[fault][1]) as caught:
            asyncio.run(synthesizer.synthesize("The sea rises. It falls.", VoiceSpec(), "en", made / "a.wav"))

        assert (FAULTS[fault][0], "windows", "stage") == (
            caught.value.verdict,
            caught.value.provider,
            caught.value.stage,
        )
        assert caught.value.remedy
        assert list(made.iterdir()) == []
