"""
Voice and music together.
"""

import asyncio
import wave
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import attrs
import numpy as np
import pytest

from aura_core.errors import InvalidInputError
from aura_core.ffmpeg.encoding import encoding_for
from aura_core.model.enums import PauseStyle
from aura_core.model.order import MusicSpec, Order, VisualSpec
from aura_core.model.render import RenderSpec, Resolution
from aura_core.model.timeline import AudioClip, Shot, Timeline
from aura_core.model.visuals import Motion, PictureKind
from aura_core.model.voice import VoiceSpec
from aura_core.stages.rendering.soundtrack import sound_of, soundtrack
from aura_core.timing import FrameRange, FrameRate, TimeRange


pytestmark = pytest.mark.render

RATE = 48000
MUSIC_HZ = 5000
"""Far above the voice of the fake synthesizer, which stays below 500 Hz."""

VOICE_ONLY = "lowpass=f=2000:poles=2,lowpass=f=2000:poles=2,lowpass=f=2000:poles=2"


def _tone(path, seconds=3, hertz=MUSIC_HZ, level=0.5):
    """Write a tone, shorter than the film so that it has to be looped."""
    moments = np.arange(round(seconds * RATE))
    tone = np.rint(level * np.sin(2 * np.pi * hertz * moments / RATE) * 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, RATE, 0, "NONE", ""))
        file.writeframes(np.repeat(tone, 2).tobytes())
    return path


def _level(sound, start, seconds):
    """Return how loud the music is from *start* on, in dB."""
    part = sound[round(start * RATE) : round((start + seconds) * RATE)]
    moments = np.arange(len(part))
    correlation = np.abs(np.mean(part * np.exp(-2j * np.pi * MUSIC_HZ * moments / RATE)))
    return 20 * np.log10(max(correlation, 1e-9))


@pytest.fixture(scope="module")
def quiet(order) -> Order:
    """Five short scenes with long pauses between, small and without captions."""
    return attrs.evolve(
        order,
        script="\n\n".join(["one two three four five six"] * 5),
        voice_spec=VoiceSpec(pause=PauseStyle.DRAMATIC),
        render_spec=RenderSpec(Resolution(64, 64), fps=5),
        visuals=VisualSpec(),
    )


@pytest.fixture(scope="module")
def plain(make, quiet):
    """The film without music."""
    return make(quiet)


@pytest.fixture(scope="module")
def musical(make, quiet, tmp_path_factory):
    """The same film with a tone as music."""
    path = _tone(tmp_path_factory.mktemp("music") / "it's a tone, [100%].wav")
    return make(attrs.evolve(quiet, music=MusicSpec(path)))


class TestMusic:
    def test_makes_room_for_the_voice(self, musical, read):
        """
        Under speech the music is at least 8 dB lower than between, everywhere in the film.
        """
        sound, speech = read.sound(musical.path), musical.timeline.speech
        gaps = [_level(sound, float(one.end + other.start) / 2 - 0.05, 0.1) for one, other in pairwise(speech)]
        under = [
            _level(sound, float(span.start) + at * float(span.duration), 0.1)
            for span in speech
            for at in (0.1, 0.5, 0.8)
        ]

        assert 4 == len(gaps)
        assert max(under) <= min(gaps[:3]) - 8

    def test_comes_back_within_a_second(self, musical, read):
        """
        A second after the last word of a stretch, or when the next begins to be near, the music is back.
        """
        sound, speech = read.sound(musical.path), musical.timeline.speech
        gaps = [_level(sound, float(one.end) + 0.7, 0.1) for one in speech[:3]]
        alone = max(_level(sound, at, 0.1) for at in np.arange(0.5, float(musical.artifact.duration) - 3, 0.05))

        assert all(level >= alone - 1 for level in gaps)

    def test_stays_below_the_voice(self, plain, musical, read):
        """
        Music never is as loud as the voice: between the words it lies clearly below it.
        """
        sound, speech = read.sound(musical.path), musical.timeline.speech
        first = speech[0]
        voice = read.sound(plain.path)[round(float(first.start) * RATE) : round(float(first.end) * RATE)]
        loudest = max(_level(sound, float(one.end + other.start) / 2 - 0.05, 0.1) for one, other in pairwise(speech))

        assert loudest < 20 * np.log10(np.sqrt(np.mean(voice**2))) - 6

    def test_leaves_the_voice_as_it_is(self, plain, musical, read):
        """
        With music the narration is as loud as without, to half a unit.
        """
        without, _ = read.loudness(plain.path, VOICE_ONLY)
        with_music, _ = read.loudness(musical.path, VOICE_ONLY)

        assert abs(without - with_music) <= 0.5

    def test_never_peaks(self, musical, read):
        """
        Voice and music together stay below −1 dBTP.
        """
        _, peak = read.loudness(musical.path)

        assert peak <= -1

    def test_is_looped_to_the_end_and_fades_away(self, musical, read):
        """
        A short piece is heard until the film ends, and is silent in its last moment.
        """
        sound, end = read.sound(musical.path), float(musical.artifact.duration)

        assert _level(sound, end - 2.4, 0.1) > -60
        assert _level(sound, end - 0.05, 0.05) < _level(sound, end - 2.4, 0.1) - 20
        assert len(sound) / RATE == pytest.approx(end, abs=0.03)

    def test_changes_no_picture(self, plain, musical, read):
        """
        Music costs no encoding: the pictures are the same packets.
        """
        assert read.packets(plain.path) == read.packets(musical.path)

    def test_has_to_be_heard(self, make, quiet, tmp_path):
        """
        A file of silence as music is an error of the user's.
        """
        silence = _tone(tmp_path / "silence.wav", level=0)
        with pytest.raises(InvalidInputError, match="nothing to be heard"):
            make(attrs.evolve(quiet, music=MusicSpec(silence)))


class TestLoudness:
    @pytest.mark.parametrize("loudness", [-24.0, -16.0])
    def test_is_what_was_asked_for(self, make, quiet, read, loudness):
        """
        Other loudnesses are met as well, to half a unit.
        """
        got, peak = read.loudness(make(attrs.evolve(quiet, loudness=loudness)).path)

        assert abs(loudness - got) <= 0.5
        assert peak <= -1

    def test_is_reached_by_a_peaky_voice(self, ffmpeg, store, read, tmp_path):
        """
        A voice of short loud bursts, which has to be limited, is still as loud as asked and never peaks.
        """
        noise = np.convolve(np.random.default_rng(1).normal(0, 1, 8 * RATE), np.hanning(128), "same")
        bursts = 0.25 * noise / noise.std() * np.where(np.arange(len(noise)) % 4800 < 1200, 1, 0.02)
        voice = tmp_path / "voice.wav"
        with wave.open(str(voice), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes((np.clip(bursts, -1, 1) * 32767).astype("<i2").tobytes())
        span = TimeRange(Fraction(0), Fraction(8))
        shot = Shot(Path("none.png"), PictureKind.SLIDE, Motion(), FrameRange(0, 120))
        clip = AudioClip(voice, span)
        timeline = Timeline("Film", "en", FrameRate(Fraction(15)), Resolution(64, 64), (shot,), (clip,), (span,))
        encoding = encoding_for(RenderSpec(), timeline.frame_rate)
        sound = sound_of(timeline, encoding, ffmpeg, store)
        asyncio.run(soundtrack(timeline, encoding, ffmpeg, store, sound))
        loudness, peak = read.loudness(sound)

        assert abs(-14 - loudness) <= 0.5
        assert peak <= -1
