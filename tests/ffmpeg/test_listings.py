"""
What FFmpeg lists.
"""

import subprocess

import pytest

from aura_core.ffmpeg.listings import decoders_in, encoders_in, filters_in, methods_in
from aura_core.model.ffmpeg import Decoder, Encoder, Filter


ENCODERS = """\
Encoders:
 V..... = Video
 A..... = Audio
 .F.... = Frame-level multithreading
 ..S... = Slice-level multithreading
 ...X.. = Codec is experimental
 ....B. = Supports draw_horiz_band
 .....D = Supports direct rendering method 1
 ------
 V....D libx264              libx264 H.264 / AVC / MPEG-4 AVC / MPEG-4 part 10 (codec h264)
 V....D h264_nvenc           NVIDIA NVENC H.264 encoder (codec h264)
 VFS..D ffv1                 FFmpeg video codec #1
 V.S... h264_vulkan          H.264/AVC (Vulkan) (codec h264)
 A....D aac                  AAC (Advanced Audio Coding)
 A..X.D opus                 Opus
 S..... mov_text             3GPP Timed Text subtitle
"""

FILTERS = """\
Filters:
  T.. = Timeline support
  .S. = Slice threading
  ..C = Command support
  A = Audio input/output
  V = Video input/output
  N = Dynamic number and/or type of input/output
  | = Source or sink filter
 ... abench            A->A       Benchmark part of a filtergraph.
 TSC scale             V->V       Scale the input video size and/or convert the image format.
 .S. concat            N->N       Concatenate audio and video streams.
 ..C color             |->V       Provide an uniformly colored input.
 .. ass               V->V       Render ASS subtitles onto input video using the libass library.
"""


class TestListings:
    def test_of_encoders_have_any_flags(self):
        """
        Each line below the legend is an encoder, whatever flags it has; some say which codec they are for.
        """
        assert [
            Encoder("libx264", "video", "h264", "libx264 H.264 / AVC / MPEG-4 AVC / MPEG-4 part 10", False),
            Encoder("h264_nvenc", "video", "h264", "NVIDIA NVENC H.264 encoder", True),
            Encoder("ffv1", "video", "ffv1", "FFmpeg video codec #1", False),
            Encoder("h264_vulkan", "video", "h264", "H.264/AVC (Vulkan)", True),
            Encoder("aac", "audio", "aac", "AAC (Advanced Audio Coding)", False),
            Encoder("opus", "audio", "opus", "Opus", False),
            Encoder("mov_text", "subtitle", "mov_text", "3GPP Timed Text subtitle", False),
        ] == list(encoders_in(ENCODERS))
        assert Decoder("aac", "audio", "AAC (Advanced Audio Coding)") in list(decoders_in(ENCODERS))

    def test_of_filters_have_any_flags(self):
        """
        Two flags in newer versions, three in older; the legend is none.
        """
        assert [("abench", "A->A"), ("scale", "V->V"), ("concat", "N->N"), ("color", "|->V"), ("ass", "V->V")] == [
            (one.name, one.pads) for one in filters_in(FILTERS)
        ]
        assert isinstance(next(filters_in(FILTERS)), Filter)

    def test_of_methods(self):
        """
        One a line, below a heading.
        """
        assert ["cuda", "vaapi"] == list(methods_in("Hardware acceleration methods:\ncuda\nvaapi\n\n"))

    @pytest.mark.parametrize("read", [encoders_in, decoders_in, filters_in, methods_in])
    @pytest.mark.parametrize("text", ["", "\n", "Unrecognized option 'encoders'.\n"])
    def test_that_are_none_are_empty(self, read, text):
        """
        What is no listing lists nothing.
        """
        assert [] == list(read(text))

    @pytest.mark.parametrize(
        ("what", "read"), [("encoders", encoders_in), ("decoders", decoders_in), ("filters", filters_in)]
    )
    def test_of_the_real_one_are_read_whole(self, ffmpeg, what, read):
        """
        Every line that FFmpeg writes below its legend is read.
        """
        said = subprocess.run([ffmpeg.path, "-hide_banner", f"-{what}"], capture_output=True, text=True, check=True)
        lines = [line for line in said.stdout.splitlines() if line.startswith(" ") and " = " not in line[:12]]

        assert len([line for line in lines if "---" not in line]) == len(list(read(said.stdout))) > 100
