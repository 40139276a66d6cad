"""
Colours: what we draw is what is encoded.
"""

import asyncio
import hashlib
import random
import subprocess
from fractions import Fraction

import pytest
from pymediainfo import MediaInfo

from aura_core.ffmpeg import command
from aura_core.ffmpeg.encoding import encoding_for
from aura_core.ffmpeg.process import FrameSink, run
from aura_core.model.render import RenderSpec, Resolution
from aura_core.timing import FrameRate


RATE = FrameRate(Fraction(15))
SIZE = Resolution(64, 64)


def _frames(count):
    """Make noise: every value that a byte can have, in every plane."""
    return random.Random(1).randbytes(64 * 64 * 3 // 2 * count)


@pytest.fixture
def argv(ffmpeg, tmp_path):
    return command.encode_frames(
        ffmpeg, encoding_for(RenderSpec(), RATE), SIZE, RATE, 5, tmp_path / "film.mp4", filmed=False
    )


class TestColour:
    def test_is_not_converted_on_the_way_in(self, argv):
        """
        Raw frames come out of FFmpeg's input as they went in, to the bit: its colour tags convert nothing.
        """
        frames = _frames(5)
        to_input = argv[: argv.index("pipe:0") + 1]
        copied = [*to_input, "-c:v", "rawvideo", "-f", "md5", "-"]
        said = subprocess.run(copied, input=frames, capture_output=True, check=True).stdout

        assert f"MD5={hashlib.md5(frames).hexdigest()}\n".encode() == said

    def test_is_tagged(self, argv, tmp_path):
        """
        Players are told that the film is BT.709 in limited range.
        """
        sink = FrameSink(argv)
        sink.write(memoryview(_frames(5)))
        sink.finish()
        sink.close()
        track = MediaInfo.parse(tmp_path / "film.mp4").video_tracks[0]

        assert ("BT.709", "BT.709", "BT.709", "Limited") == (
            track.color_primaries,
            track.transfer_characteristics,
            track.matrix_coefficients,
            track.color_range,
        )

    def test_survives_the_encoder(self, ffmpeg, argv, tmp_path):
        """
        A plain colour is decoded as it was drawn, to one code value.
        """
        plain = bytes([81]) * 4096 + bytes([90]) * 1024 + bytes([240]) * 1024
        sink = FrameSink(argv)
        sink.write(memoryview(plain * 5))
        sink.finish()
        sink.close()
        decoded = asyncio.run(
            run([str(ffmpeg.path), "-v", "error", "-i", str(tmp_path / "film.mp4"), "-f", "rawvideo", "pipe:1"])
        )

        assert len(plain) * 5 == len(decoded)
        assert max(abs(one - other) for one, other in zip(plain, decoded, strict=False)) <= 1
