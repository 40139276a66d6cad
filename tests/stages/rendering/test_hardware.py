"""
Hardware that encodes, and hardware that stops doing so in the middle of a film.
"""

import sys

import attrs
import pytest

from aura_core.errors import RenderError
from aura_core.ffmpeg.binary import locate
from aura_core.model.enums import CaptionMode
from aura_core.model.events import Progress, StepName, Warned
from aura_core.model.order import CaptionSpec
from aura_core.settings import Acceleration


pytestmark = pytest.mark.render

FAKE = """#!{python}
import os, pathlib, subprocess, sys

ffmpeg, told, allowed = {ffmpeg!r}, pathlib.Path({told!r}), {allowed}
given = sys.argv[1:]
if "h264_nvenc" not in given:
    os.execv(ffmpeg, [ffmpeg, *given])

# Only the options that both encoders know; where a group of pictures ends is all that matters to the film.
place = given.index("h264_nvenc")
end = given.index("-bf", place) + 2
gop = given[given.index("-g", place) + 1]
software = ["libx264", "-preset", "ultrafast", "-x264-params", f"stitchable=1:bframes=0:keyint={{gop}}:open-gop=0"]
command = [ffmpeg, *given[:place], *software, *given[end:]]
if "lavfi" in given:
    os.execv(ffmpeg, command)

size = given[given.index("-video_size") + 1].split("x")
frame = int(size[0]) * int(size[1]) * 3 // 2
child = subprocess.Popen(command, stdin=subprocess.PIPE)
while data := sys.stdin.buffer.read(frame):
    with told.open("a") as log:
        log.write("x")
    if told.stat().st_size > allowed:
        child.kill()
        child.wait()
        sys.exit("[h264_nvenc] EncodePicture failed!: device lost (13)")
    child.stdin.write(data)
child.stdin.close()
sys.exit(child.wait())
"""


@pytest.fixture
def with_nvenc(ffmpeg, tmp_path):
    """Give a function that makes an FFmpeg whose h264_nvenc encodes a number of frames, and then fails."""

    def with_nvenc(allowed):
        path = tmp_path / "ffmpeg"
        told = tmp_path / "frames"
        path.write_text(FAKE.format(python=sys.executable, ffmpeg=str(ffmpeg.path), told=str(told), allowed=allowed))
        path.chmod(0o755)
        return locate(path)

    return with_nvenc


def _warnings(made):
    """Return what was told of the encoding; that the film's words are English is not at issue."""
    return [one.message for one in made.events if isinstance(one, Warned) and one.step is not StepName.SCRIPT]


class TestHardware:
    def test_is_not_used_unless_asked_for(self, with_nvenc, make, order, tmp_path):
        """
        By itself a film is made by software, whatever there is.
        """
        make(order, tmp_path, ffmpeg=with_nvenc(10**9))

        assert not (tmp_path / "frames").exists()

    def test_makes_the_film_when_asked_for(self, with_nvenc, make, order, read, tmp_path):
        """
        Hardware that works makes all of the film, and nobody is warned.
        """
        made = make(order, tmp_path, ffmpeg=with_nvenc(10**9), acceleration=Acceleration.AUTO)

        assert [] == _warnings(made)
        assert (tmp_path / "frames").stat().st_size >= 30
        assert made.timeline.frame_count == len(read.frames(made.path))

    @pytest.mark.parametrize(("asked", "allowed"), [(Acceleration.AUTO, 0), (Acceleration.NVENC, 50)])
    def test_that_fails_in_the_middle_is_made_up_for(self, film, with_nvenc, make, order, tmp_path, asked, allowed):
        """
        Whenever it fails, the film is complete, software's to the last byte, and a warning says what happened;
        progress never falls, though the film begins anew.
        """
        made = make(order, tmp_path, ffmpeg=with_nvenc(allowed), acceleration=asked)
        (warning,) = _warnings(made)
        told = [event.percent for event in made.events if isinstance(event, Progress)]

        assert film.path.read_bytes() == made.path.read_bytes()
        assert warning.startswith("h264_nvenc failed, so libx264 encodes the whole film instead.")
        assert "device lost" in warning
        assert sorted(told) == told

    def test_is_made_up_for_with_captions_too(self, with_nvenc, make, order, read, tmp_path):
        """
        Captions are burned into the film that software makes instead.
        """
        burned = attrs.evolve(order, captions=CaptionSpec(CaptionMode.BURN))
        made = make(burned, tmp_path, ffmpeg=with_nvenc(20), acceleration=Acceleration.AUTO)
        plain = make(burned, tmp_path)

        assert plain.path.read_bytes() == made.path.read_bytes()

    def test_is_not_blamed_for_others(self, with_nvenc, make, order, tmp_path):
        """
        What fails beside the encoder fails as ever, and is not tried twice.
        """
        fake = with_nvenc(10**9)
        fake.path.write_text(
            fake.path.read_text().replace(
                'if "h264_nvenc" not', 'if "ffconcat" in str(given): sys.exit(7)\nif "h264_nvenc" not'
            )
        )
        with pytest.raises(RenderError, match="code 7"):
            make(order, tmp_path, ffmpeg=locate(fake.path), acceleration=Acceleration.AUTO)
