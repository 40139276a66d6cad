"""Speech by itself, spoken by somebody who counts."""

import asyncio
import wave
from fractions import Fraction

import attrs
import pytest

from aura_core.casting.cast import Rosters
from aura_core.casting.parts import Part
from aura_core.casting.roster import Maker, Roster
from aura_core.errors import InvalidInputError, OfflineError, ProviderError, SpeechError
from aura_core.model.script import Scene, Script
from aura_core.model.voice import VoiceSpec
from aura_core.ports import quiet
from aura_core.settings import Settings
from aura_core.speaking.asking import said
from aura_core.speaking.choosing import Wish
from aura_core.speaking.joining import joined
from aura_core.stages.narrating import AT_ONCE, narrate
from aura_core.testing.fakes import FakeSynthesizer
from aura_core.timing import FrameRate
from aura_core.wiring import open_services


TEXT = "The tide comes in."


@pytest.fixture
def services(tmp_path):
    return attrs.evolve(open_services(Settings(data=tmp_path)), synthesizer=FakeSynthesizer())


def say(services, provider="", voice="default", **wish):
    return said([TEXT], Wish(provider, VoiceSpec(voice), **wish), services, "en-US")


def narrated(services, *texts):
    script = Script("", "en-US", tuple(Scene(index, "", text) for index, text in enumerate(texts)))
    store, rate = services.studio.store, FrameRate(Fraction(30))
    return asyncio.run(narrate(script, VoiceSpec(), services.synthesizer, store, rate, quiet))


class TestPreview:
    def test_is_not_spoken_again_in_the_film(self, services):
        """
        What was heard before is the very recording that the film has; only the rest is spoken for it.
        """
        (heard,), _, _ = say(services)
        takes = narrated(services, TEXT, "Then it goes out.").takes

        assert [TEXT, "Then it goes out."] == services.synthesizer.spoken
        assert heard.audio == takes[0].audio

    def test_is_spoken_by_who_is_there_when_a_system_is_asked_for(self, services):
        """
        The original's client asks for Windows wherever it runs; the voice of this machine answers, and that is said.
        """
        (heard,), speaker, notice = say(services, "Windows", "Microsoft David")

        assert heard.audio.exists()
        assert ("fake", "default") == (speaker.synthesizer.name, speaker.voice.voice_name)
        assert notice.startswith("Windows cannot be asked to speak")
        assert "eSpeak NG stands in" in notice
        assert "'Microsoft David'" in notice

    def test_falls_back_only_when_that_is_allowed(self, services):
        """
        Who is named and cannot be asked is an error with a remedy, unless another may stand in.
        """
        with pytest.raises(ProviderError, match="ElevenLabs") as caught:
            say(services, "ElevenLabs")

        assert caught.value.remedy
        assert [] == services.synthesizer.spoken
        assert "stands in" in say(services, "ElevenLabs", falls_back=True)[2]

    def test_leaves_no_machine_that_is_offline(self, services):
        """
        Offline mode is what is said, where nothing else is lacking.
        """
        roster = Roster(Part.SPEECH, {"openai": Maker(lambda account: FakeSynthesizer())}, offline=True)
        with pytest.raises(OfflineError):
            say(attrs.evolve(services, rosters=Rosters(speakers=roster)), "OpenAI")

    def test_refuses_names_that_nobody_has(self, services):
        """
        It is the provider that is wrong, and those there are are named.
        """
        with pytest.raises(InvalidInputError) as caught:
            say(services, "Nobody Inc.")

        assert ["$.provider"] == [issue.path for issue in caught.value.issues]
        assert "espeak" in caught.value.remedy


class Slow(FakeSynthesizer):
    """Counts how many texts are spoken at a time."""

    speaking = most = 0

    async def synthesize(self, text, voice, language, target):
        self.speaking += 1
        self.most = max(self.most, self.speaking)
        await asyncio.sleep(0)
        self.speaking -= 1
        if text == "Fail.":
            raise SpeechError("It failed.", provider="fake", remedy="Try again.")
        return await super().synthesize(text, voice, language, target)


class TestMany:
    def test_are_spoken_a_few_at_a_time(self, services):
        """
        Hundreds of lines do not become hundreds of processes, and all are spoken.
        """
        slow = Slow()
        texts = [f"Line {number}." for number in range(40)]
        heard, _, _ = said(texts, Wish("", VoiceSpec()), attrs.evolve(services, synthesizer=slow), "en-US")

        assert (40, sorted(texts), AT_ONCE) == (len(heard), sorted(slow.spoken), slow.most)

    def test_end_with_the_first_that_fails(self, services):
        """
        Whoever waits for their turn is not spoken any more, and nothing complains.
        """
        slow = Slow()
        with pytest.raises(SpeechError, match="It failed"):
            said(["Fail.", *["More."] * 40], Wish("", VoiceSpec()), attrs.evolve(services, synthesizer=slow), "en-US")

        assert len(slow.spoken) < AT_ONCE


class TestJoined:
    def test_lasts_as_long_as_the_film(self, services):
        """
        Takes lie where the film has them, with silence around, to the sample.
        """
        narration = narrated(services, TEXT, "Then it goes out.")
        path = joined(narration.takes, services.studio.store)
        with wave.open(str(path)) as file:
            rate, frames = file.getframerate(), file.readframes(file.getnframes())
        take = narration.takes[1]
        with wave.open(str(take.audio)) as file:
            spoken = file.readframes(file.getnframes())
        begin = 2 * round(take.heard_at * rate)

        assert len(frames) == 2 * round(narration.duration * rate)
        assert spoken == frames[begin : begin + len(spoken)]
        assert not any(frames[begin - 100 : begin])
        assert path == joined(narration.takes, services.studio.store)
