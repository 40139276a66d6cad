"""
The user's own clips, as cameras and programs make them.
"""

from fractions import Fraction

import attrs
import numpy as np
import pytest

from aura_core.model.enums import ArtifactKind, ClipFit, ClipSound, PauseStyle
from aura_core.model.order import VisualSpec
from aura_core.model.render import RenderSpec, Resolution
from aura_core.model.voice import VoiceSpec


pytestmark = pytest.mark.render


@pytest.fixture
def clips(tmp_path):
    """A folder for one clip."""
    folder = tmp_path / "clips"
    folder.mkdir()
    return folder


@pytest.fixture
def shown(make, order, clips, read):
    """Give a function that makes a film of the clip in the folder, and returns its frames."""

    def shown():
        made = make(attrs.evolve(order, script="one two three four.", visuals=VisualSpec(clips)))
        frames = read.frames(made.path)
        assert made.artifact.frame_count == len(frames)
        return frames

    return shown


def _generate(read, source, path, *options):
    read("-f", "lavfi", "-i", source, *options, path)


def _tone(sound, moment):
    """Say how loud 5 kHz is for a tenth of a second from *moment* on, in dB."""
    part = sound[round(moment * 48000) :][:4800]
    return 20 * np.log10(abs(np.mean(part * np.exp(-2j * np.pi * 5000 * np.arange(len(part)) / 48000))) + 1e-9)


HALVES = "color=black:s=320x180:r=15,drawbox=w=160:h=180:color=white:t=fill"
"""White on the left and black on the right."""


class TestClips:
    def test_without_sound_are_shown(self, read, clips, shown):
        """
        A clip that has no sound is shown frame by frame.
        """
        _generate(read, "testsrc2=s=320x180:r=15:d=4", clips / "silent.mp4")
        frames = shown().astype(int)

        assert np.abs(np.diff(frames, axis=0)).mean(axis=(1, 2)).min() > 0.5

    def test_that_are_too_short_begin_again(self, read, clips, shown):
        """
        A clip of one second fills a scene of two.
        """
        _generate(read, "testsrc2=s=320x180:r=15:d=1", clips / "short.mp4")
        frames = shown().astype(int)

        assert np.abs(frames[0] - frames[15]).mean() < 3
        assert np.abs(frames[0] - frames[7]).mean() > 3

    @pytest.mark.parametrize(
        ("fit", "begins_again"),
        [(ClipFit.AUTO, False), (ClipFit.SLOW, False), (ClipFit.TRIM, False), (ClipFit.LOOP, True)],
    )
    def test_that_are_a_little_short_are_fitted(self, read, clips, make, order, fit, begins_again):
        """
        A clip of eight tenths of its scene is slowed, held or played again, as is asked.
        """
        length = 0.8 * float(make(attrs.evolve(order, script="one two three four.")).artifact.duration)
        ramp = f"color=black:s=320x180:r=15:d={length:.3f},format=gray,geq=lum='40+170*T/{length:.3f}'"
        _generate(read, ramp, clips / "ramp.mov", "-c:v", "png")
        film = make(attrs.evolve(order, script="one two three four.", visuals=VisualSpec(clips, clip_fit=fit)))
        light = read.frames(film.path).mean(axis=(1, 2))

        assert begins_again == (light[-1] < light.max() - 50)
        assert begins_again or (np.diff(light) > -3).all()
        assert (fit in {ClipFit.AUTO, ClipFit.SLOW}) == (light[len(light) // 2] < 40 + 170 * 0.57)

    def test_are_heard_when_asked(self, read, clips, make, order):
        """
        A clip's own sound is below the voice, and lower still under it; nobody hears it unless it is asked for.
        """
        source = "testsrc2=s=320x180:r=15:d=9"
        read("-f", "lavfi", "-i", source, "-f", "lavfi", "-i", "sine=f=5000:d=9", clips / "loud.mkv")
        spoken = attrs.evolve(order, script="one two three four.", voice_spec=VoiceSpec(pause=PauseStyle.DRAMATIC))
        heard, muted = (
            make(attrs.evolve(spoken, visuals=VisualSpec(clips, clip_sound=sound)))
            for sound in (ClipSound.DUCK, ClipSound.MUTE)
        )
        (speech,) = heard.timeline.speech
        tones = [_tone(read.sound(film.path), speech.start + speech.duration / 2) for film in (heard, muted)]
        after = _tone(read.sound(heard.path), heard.artifact.duration - Fraction(7, 10))

        assert (1, 0) == (len(heard.timeline.ambience), len(muted.timeline.ambience))
        assert tones[1] < tones[0] - 10
        assert after > tones[0] + 5

    def test_that_are_turned_stand_upright(self, read, clips, shown, tmp_path):
        """
        A telephone's note that the picture lies on its side is heeded.
        """
        _generate(read, f"{HALVES},trim=duration=3", tmp_path / "lying.mp4")
        read("-display_rotation", "90", "-i", tmp_path / "lying.mp4", "-c", "copy", clips / "turned.mp4")
        last = shown()[-1].astype(int)
        upper, lower = last[10:80].mean(), last[100:170].mean()

        assert abs(upper - lower) > 150
        assert np.abs(last[:, 20:150].mean() - last[:, 170:300].mean()) < 10

    def test_of_varying_rate_keep_their_time(self, read, clips, shown):
        """
        Where a clip's frames come irregularly, each is seen when it was filmed.
        """
        # Dark for a second in three frames, then light in thirty.
        source = "color=black:s=320x180:r=3:d=1[a];color=white:s=320x180:r=30:d=2[b];[a][b]concat=n=2"
        read(
            *("-filter_complex", f"{source.replace('r=3:d=1', 'r=30:d=1,fps=3')},settb=1/1000"),
            *("-fps_mode", "vfr", clips / "vfr.mkv"),
        )
        bright = shown().mean(axis=(1, 2)) > 128

        assert not bright[:14].any()
        assert bright[17:].all()

    def test_that_are_transparent_stand_on_black(self, read, clips, shown):
        """
        What can be seen through is black, what cannot is as it is.
        """
        source = "color=white:s=320x180:r=15:d=3,format=rgba,geq=r=255:g=255:b=255:a='if(lt(X,160),255,0)'"
        _generate(read, source, clips / "alpha.mov", "-c:v", "qtrle")
        last = shown()[-1]

        assert last[:, 10:150].mean() > 225
        assert last[:, 170:310].mean() < 25

    @pytest.mark.parametrize("size", ["101x57", "90x160", "640x100"])
    def test_of_any_shape_fill_the_frame(self, read, clips, shown, size):
        """
        A clip of another shape is cut, not squeezed, and leaves no bars.
        """
        _generate(read, f"color=white:s={size}:r=15:d=3", clips / "shape.mov", "-c:v", "png")

        assert shown()[-1].min() > 225

    def test_fade_into_pictures(self, read, make, order, clips):
        """
        A clip and a slide give way to each other like slides do.
        """
        _generate(read, "color=white:s=320x180:r=15:d=4", clips / "white.mp4")
        made = make(attrs.evolve(order, visuals=VisualSpec(clips)))
        frames = read.frames(made.path).mean(axis=(1, 2))
        shot = made.timeline.shots[0]
        before, at, after = (frames[shot.frames.stop + by] for by in (-6, 0, 6))

        assert shot.transition.frames >= 8
        assert before - 20 > at > after + 20

    @pytest.mark.parametrize("name", ["it's 100% [a], b; c.mp4", "日本語 – été.mp4", "-dash.mp4", "a:b.mp4"])
    def test_may_have_any_name(self, read, clips, shown, name):
        """
        What a clip is called is nobody's syntax.
        """
        _generate(read, "testsrc2=s=320x180:r=15:d=1", clips / "plain.mp4")
        (clips / "plain.mp4").rename(clips / name)

        assert len(shown())


RATE = 48000


class TestSoundOfClips:
    @pytest.fixture
    def sounding(self, read, clips, make, order):
        """Give a function that makes a film of a clip whose tone is heard or not."""
        tone = ("-f", "lavfi", "-i", "sine=f=2000:r=48000:d=1")
        read("-f", "lavfi", "-i", "testsrc2=s=64x64:r=5:d=1", *tone, clips / "tone.mp4")

        def sounding(sound):
            return make(
                attrs.evolve(
                    order,
                    script="one two three four.\n\nfive six seven eight.",
                    voice_spec=VoiceSpec(pause=PauseStyle.DRAMATIC),
                    render_spec=RenderSpec(Resolution(64, 64), fps=5, container="mov", codec="ProRes"),
                    visuals=VisualSpec(clips, clip_sound=sound),
                    artifacts=(ArtifactKind.TIMELINE, ArtifactKind.STEMS),
                )
            )

        return sounding

    def test_is_not_heard_unless_asked_for(self, sounding):
        """
        Clips are silent by themselves.
        """
        made = sounding(ClipSound.MUTE)

        assert () == made.timeline.ambience
        assert ["film.voice.wav"] == [file.name for file in made.artifact.files if file.type == "audio/wav"]

    def test_makes_room_for_the_voice(self, sounding, read):
        """
        It is heard while its clip is seen, looped with it, 10 dB softer under speech, and silent after it.
        """
        made = sounding(ClipSound.DUCK)
        (file,) = (file.path for file in made.artifact.files if file.name.endswith(".ambience.wav"))
        sound = np.frombuffer(read("-i", file, "-f", "f32le", "-"), "<f4").reshape(-1, 2)
        (clip,), speech = made.timeline.ambience, made.timeline.speech
        under = _decibels(sound, speech[0].start + 1 / 5, speech[0].end - 1 / 5)
        between = _decibels(sound, speech[0].end + 0.7, clip.span.end - 0.4)

        assert clip.span.duration > 1
        # A tone of 2 kHz measures 5 LU more from two channels than its level in one.
        assert between == pytest.approx(-14 - 10 - 5, abs=1)
        assert under == pytest.approx(between - 10, abs=1)
        assert _decibels(sound, clip.span.end + 1 / 5, made.timeline.duration) < -80

    def test_keeps_the_film_as_loud(self, sounding, read):
        """
        Half an LU is all that a film with long pauses loses to them, and it never peaks.
        """
        loud, peak = read.loudness(sounding(ClipSound.DUCK).path)

        assert abs(-14 - loud) <= 0.5
        assert peak <= -1


def _decibels(sound, start, end):
    part = sound[round(float(start) * RATE) : round(float(end) * RATE)]
    return 20 * np.log10(np.sqrt(np.mean(part**2)) + 1e-9)
