"""
The user's own clips, as cameras and programs make them.
"""

import attrs
import numpy as np
import pytest

from aura_core.model.order import VisualSpec


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
