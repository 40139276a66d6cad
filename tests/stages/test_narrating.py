"""
Script to narration.
"""

import asyncio
import wave
from fractions import Fraction
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aura_core.errors import SpeechError
from aura_core.model.enums import PauseStyle
from aura_core.model.script import Scene, Script
from aura_core.model.voice import VoiceSpec
from aura_core.stages.narrating import narrate
from aura_core.store import Store
from aura_core.testing.fakes import FakeSynthesizer
from aura_core.timing import FrameRate


RATE = FrameRate(Fraction(15))
USUAL = VoiceSpec()

rates = st.sampled_from([Fraction(1), Fraction(15), Fraction(30000, 1001), Fraction(60)]).map(FrameRate)
voices = st.builds(VoiceSpec, pause=st.sampled_from(PauseStyle), rate=st.sampled_from([0.5, 1.0, 1.25, 2.0]))
scripts = st.lists(st.integers(1, 30), min_size=1, max_size=5).map(lambda counts: _script(*counts))


def _script(*counts):
    """Make a script of scenes with so many words."""
    scenes = (
        Scene(index, "", " ".join(f"{index}-{word}" for word in range(count))) for index, count in enumerate(counts)
    )
    return Script("Film", "en-US", tuple(scenes))


def _narrated(script, synthesizer, store, voice=USUAL, rate=RATE, target=None):
    return asyncio.run(narrate(script, voice, synthesizer, store, rate, lambda *_: None, target))


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A store for all examples of a property: what was spoken once need not be written again."""
    return Store(tmp_path_factory.mktemp("store"), 10**9)


def _fast(**options):
    return FakeSynthesizer(600, **options)


class TestTakes:
    @pytest.mark.parametrize(
        ("least", "longer"), [(Fraction(0), False), (Fraction(1, 10), False), (Fraction(20), True)]
    )
    def test_last_as_long_as_scenes_ask_for(self, shared, least, longer):
        """
        A scene that asks for more time than its words take gets it, in silence; nothing is spoken otherwise.
        """
        script = _script(5, 5)
        first = attrs.evolve(script.scenes[0], least_duration=least)
        usual = _narrated(script, _fast(), shared)
        narration = _narrated(attrs.evolve(script, scenes=(first, script.scenes[1])), _fast(), shared)

        assert longer == (narration.takes[0].span.duration > usual.takes[0].span.duration)
        assert narration.takes[0].span.duration >= least
        assert [take.audio for take in usual.takes] == [take.audio for take in narration.takes]

    @given(scripts, voices, rates)
    def test_follow_one_another_in_whole_frames(self, shared, script, voice, rate):
        """
        The takes begin at 0, leave no gap, and each is a whole number of frames long.
        """
        takes = _narrated(script, _fast(), shared, voice=voice, rate=rate).takes

        assert 0 == takes[0].span.start
        assert all(one.span.end == following.span.start for one, following in pairwise(takes))
        assert all((take.span.duration * rate).denominator == 1 for take in takes)

    @given(scripts, voices, rates, st.none() | st.integers(3, 60).map(Fraction))
    def test_hold_their_words(self, shared, script, voice, rate, target):
        """
        Every word of a scene lies within its take, after the voice begins and in order.
        """
        narration = _narrated(script, _fast(), shared, voice=voice, rate=rate, target=target)
        for take, scene in zip(narration.takes, script.scenes, strict=True):
            assert scene.script.split() == [word.text for word in take.words]
            assert take.span.start < take.heard_at <= take.words[0].span.start
            assert take.words[-1].span.end <= take.span.end
            assert all(one.span.end <= following.span.start for one, following in pairwise(take.words))

    def test_say_when_their_scenes_are(self, store):
        """
        The scenes of the takes carry the times that the narration decided.
        """
        for take in _narrated(_script(3, 5), _fast(), store).takes:
            assert (take.scene.start, take.scene.duration) == (
                pytest.approx(take.span.start, abs=1e-6),
                pytest.approx(take.span.duration, abs=1e-6),
            )

    def test_are_longer_the_longer_the_pauses(self, store):
        """
        Short, natural, long and dramatic pauses make longer films in this order.
        """
        styles = (PauseStyle.SHORT, PauseStyle.NATURAL, PauseStyle.LONG, PauseStyle.DRAMATIC)
        lengths = [_narrated(_script(3, 3, 3), _fast(), store, VoiceSpec(pause=style)).duration for style in styles]

        assert all(one < following for one, following in pairwise(lengths))

    def test_have_the_recording_of_their_words(self, store):
        """
        The file of a take is as long as its speech, and starts with it.
        """
        take = _narrated(_script(6), FakeSynthesizer(600), store).takes[0]
        with wave.open(str(take.audio)) as file:
            assert Fraction(6 * 60, 600) == Fraction(file.getnframes(), file.getframerate())


class TestTarget:
    @given(scripts, st.floats(0.93, 1.07), st.sampled_from([FrameRate(Fraction(60)), FrameRate(Fraction(30000, 1001))]))
    def test_is_met_when_pace_and_pauses_can(self, shared, script, share, rate):
        """
        A length that the voice's natural range and the pauses allow is met within five percent, without a warning.
        """
        synthesizer = FakeSynthesizer(300)
        natural = _narrated(script, synthesizer, shared, rate=rate).duration
        target = Fraction(round(natural * Fraction(share) * 1000), 1000)
        narration = _narrated(script, synthesizer, shared, rate=rate, target=target)

        assert abs(narration.duration - target) <= target * Fraction(5, 100)
        assert () == narration.warnings

    @given(scripts, st.integers(3, 120).map(Fraction), rates)
    def test_is_met_or_warned_of(self, shared, script, target, rate):
        """
        Either the film is within five percent, or the user is told, with both lengths; never both, never neither.
        """
        narration = _narrated(script, _fast(), shared, rate=rate, target=target)
        met = abs(narration.duration - target) <= target * Fraction(5, 100)

        assert met == (not narration.warnings)
        for warning in narration.warnings:
            assert f"{float(target):.0f} s" in warning
            assert ("Shorten" if narration.duration > target else "Lengthen") in warning

    @given(scripts, st.integers(3, 120).map(Fraction), voices)
    def test_never_makes_the_voice_unnatural(self, shared, script, target, voice):
        """
        However far the target, no voice speaks more than 8 % off the speed that was asked for.
        """
        synthesizer = _fast()
        narration = _narrated(script, synthesizer, shared, voice=voice, target=target)
        first = narration.takes[0].words[0].span.duration
        usual = _narrated(script, synthesizer, shared, voice=voice).takes[0].words[0].span.duration

        assert Fraction(91, 100) < first / usual < Fraction(110, 100)

    def test_costs_a_paid_voice_nothing(self, store):
        """
        A synthesizer that may not be asked twice speaks each scene once; only the pauses give way.
        """
        synthesizer = FakeSynthesizer(600, repeatable=False)
        _narrated(_script(30, 30), synthesizer, store, target=Fraction(6))

        assert 2 == len(synthesizer.spoken)


class TestStore:
    def test_is_asked_first(self, store):
        """
        What was spoken once is not spoken again, and comes back the same.
        """
        synthesizer = FakeSynthesizer(300)
        script = _script(20, 30)
        first = _narrated(script, synthesizer, store, target=Fraction(12))
        spoken = len(synthesizer.spoken)
        again = _narrated(script, synthesizer, store, target=Fraction(12))

        assert first == again
        assert spoken == len(synthesizer.spoken)

    def test_is_asked_by_the_scene(self, store):
        """
        When one scene's words change, only they are spoken again.
        """
        synthesizer = FakeSynthesizer(300)
        script = _script(4, 5, 6)
        _narrated(script, synthesizer, store)
        synthesizer.spoken.clear()
        changed = attrs.evolve(script.scenes[1], script="Something else.")
        _narrated(attrs.evolve(script, scenes=(script.scenes[0], changed, script.scenes[2])), synthesizer, store)

        assert ["Something else."] == synthesizer.spoken

    @pytest.mark.parametrize("voice", [VoiceSpec(rate=1.5), VoiceSpec(pitch=2.0), VoiceSpec(voice_name="another")])
    def test_tells_voices_apart(self, store, voice):
        """
        Another voice says it anew.
        """
        synthesizer = FakeSynthesizer(300)
        _narrated(_script(4), synthesizer, store)
        _narrated(_script(4), synthesizer, store, voice)

        assert 2 == len(synthesizer.spoken)

    def test_does_not_keep_what_failed(self, store):
        """
        A synthesizer's failure comes out as it is and leaves nothing behind.
        """
        script = Script("Film", "en-US", (Scene(0, "", "Hello."), Scene(1, "", "")))
        with pytest.raises(SpeechError, match="nothing to say"):
            _narrated(script, FakeSynthesizer(300), store)

        assert not [path for path in store.root.rglob("*") if path.name.startswith(".")]

    @pytest.mark.parametrize("written", [None, b"", b"no recording", "stereo"])
    def test_takes_only_recordings(self, store, written):
        """
        A voice that writes something else than the port promises is named, with what it should have written.
        """

        class Odd(FakeSynthesizer):
            async def synthesize(self, text, voice, language, target):
                speech = await super().synthesize(text, voice, language, target)
                target.unlink()
                if written == "stereo":
                    with wave.open(str(target), "wb") as file:
                        file.setparams((2, 2, 16_000, 0, "NONE", ""))
                elif written is not None:
                    target.write_bytes(written)
                return speech

        with pytest.raises(SpeechError, match="What fake has written is no WAV file") as caught:
            _narrated(_script(3), Odd(), store)

        assert "`target`" in caught.value.remedy
