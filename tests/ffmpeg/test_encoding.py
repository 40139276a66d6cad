"""
Codecs and containers.
"""

import asyncio
import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymediainfo import MediaInfo

from aura_core.errors import InvalidInputError
from aura_core.ffmpeg import command
from aura_core.ffmpeg.encoding import CODECS, CONTAINERS, encoding_for, encodings_for
from aura_core.ffmpeg.process import FrameSink, attempt, run
from aura_core.model.render import QualityLevel, RenderSpec, Resolution
from aura_core.model.settings.hardware import EFFORTS
from aura_core.settings import Acceleration
from aura_core.timing import FrameRate


RATE = FrameRate(Fraction(15))
PAIRS = [(container, codec) for container, codecs in CONTAINERS.items() for codec in codecs]
ENCODERS = {
    "H264": "libx264",
    "H265": "libx265",
    "VP9": "libvpx-vp9",
    "AV1": "libsvtav1",
    "ProRes": "prores_ks",
}
# As MediaInfo calls them.
FORMATS = {"H264": "AVC", "H265": "HEVC", "VP9": "VP9", "AV1": "AV1", "ProRes": "ProRes"}
PIXEL_BYTES = {"ProRes": 4.0}
"""4:2:2 in 10 bits; all others are 4:2:0 in 8."""


def _option(options, name):
    return options[options.index(name) + 1]


class TestEncodingFor:
    @pytest.mark.parametrize(("container", "codec"), PAIRS)
    def test_knows_every_pair(self, container, codec):
        """
        Every codec of a container has its encoder, and the file ends as the container is called.
        """
        encoding = encoding_for(RenderSpec(container=container, codec=codec), RATE)

        assert (ENCODERS[codec], container, f".{container}") == (encoding.encoder, encoding.container, encoding.suffix)

    @pytest.mark.parametrize(("container", "codec"), PAIRS)
    def test_chooses_what_ffmpeg_can_do(self, ffmpeg, tmp_path, container, codec):
        """
        Every pair really encodes, to the codec and the pixels that it promises.
        """
        encoding = encoding_for(RenderSpec(container=container, codec=codec), RATE)
        film = tmp_path / f"film{encoding.suffix}"
        argv = command.encode_frames(ffmpeg, encoding, Resolution(128, 128), RATE, 3, film, filmed=container == "mkv")
        sink = FrameSink(argv)
        sink.write(memoryview(bytes(128 * 128 * 3 // 2 * 3)))
        sink.finish()
        sink.close()
        decoded = asyncio.run(run([argv[0], "-v", "error", "-i", str(film), "-f", "rawvideo", "pipe:1"]))

        assert FORMATS[codec] == MediaInfo.parse(film).video_tracks[0].format
        assert 128 * 128 * 3 * PIXEL_BYTES.get(codec, 1.5) == len(decoded)

    @pytest.mark.parametrize("spelling", [*CODECS, "H.264", " H264 ", "ProRes 422 HQ", "LIBX264"])
    def test_knows_every_spelling(self, spelling):
        """
        Codecs may be called by their encoders, and written with dots, spaces and in any case.
        """
        assert encoding_for(RenderSpec(container="mkv", codec=spelling), RATE).encoder in ENCODERS.values()

    @pytest.mark.parametrize("spelling", ["MP4", ".mp4", " mp4 "])
    def test_knows_containers_by_their_endings(self, spelling):
        """
        A container may be written as the ending of a file, in any case.
        """
        assert ".mp4" == encoding_for(RenderSpec(container=spelling), RATE).suffix

    def test_names_all_that_is_unknown(self):
        """
        A container and a codec that do not exist are two issues, each with its path, and the remedy lists what does.
        """
        with pytest.raises(InvalidInputError) as caught:
            encoding_for(RenderSpec(container="avi", codec="theora"), RATE)

        assert ["$.renderSpec.container", "$.renderSpec.codec"] == [issue.path for issue in caught.value.issues]
        assert "webm: VP9, AV1" in caught.value.remedy

    @pytest.mark.parametrize(
        ("container", "codec"), [("webm", "H264"), ("mp4", "ProRes"), ("mp4", "VP9"), ("mov", "AV1")]
    )
    def test_refuses_what_does_not_go_together(self, container, codec):
        """
        A container that does not take the codec is said so.
        """
        with pytest.raises(InvalidInputError, match=f"{container} does not take {codec}"):
            encoding_for(RenderSpec(container=container, codec=codec), RATE)

    @given(st.text(), st.text())
    def test_takes_any_words(self, container, codec):
        """
        Whatever is written there, it works or is an issue of ours.
        """
        with contextlib.suppress(InvalidInputError):
            assert encoding_for(RenderSpec(container=container, codec=codec), RATE).encoder

    @given(st.integers(0, 100), st.integers(0, 100))
    @pytest.mark.parametrize("codec", ["H264", "H265", "VP9", "AV1"])
    def test_gives_more_quality_for_more(self, codec, one, other):
        """
        A higher level never has a higher rate factor, which would be less quality.
        """
        low, high = (
            float(_option(encoding_for(_with_quality(codec, level), RATE).video, "-crf"))
            for level in sorted((one, other))
        )

        assert low >= high

    @pytest.mark.parametrize(("container", "codec"), PAIRS)
    def test_does_not_depend_on_the_machine(self, container, codec):
        """
        The number of threads is fixed, for with some encoders it changes the bytes.
        """
        options = " ".join(encoding_for(RenderSpec(container=container, codec=codec), RATE).video)

        assert any(fixed in options for fixed in ("-threads 1", "pools=none", "lp=1", "prores_ks"))

    def test_makes_filmed_pictures_join_with_drawn_ones(self):
        """
        What x264 writes into the headers is the same for both: only the search differs.
        """
        encoding = encoding_for(RenderSpec(), RATE)
        drawn, filmed = (_option(options, "-x264-params") for options in (encoding.video, encoding.moving))

        assert drawn.startswith(filmed)
        assert "stitchable=1" in filmed


def _with_quality(codec, level):
    return RenderSpec(container="mkv", codec=codec, quality_level=QualityLevel(level))


class TestHardware:
    @pytest.mark.parametrize("codec", ["H264", "H265", "AV1"])
    def test_comes_before_software(self, codec):
        """
        All families that have the codec are wished for in their order, and software is last.
        """
        names = [
            one.encoder for one in encodings_for(RenderSpec(container="mkv", codec=codec), RATE, Acceleration.AUTO)
        ]

        assert ["nvenc", "amf", "qsv"] == [name.partition("_")[2] for name in names[:3]]
        assert ENCODERS[codec] == names[-1]

    @pytest.mark.parametrize("by", Acceleration)
    @pytest.mark.parametrize(("container", "codec"), PAIRS)
    def test_makes_the_same_file_but_for_the_picture(self, by, container, codec):
        """
        Container, sound and time scale are software's; what hardware makes joins, for nothing is predicted backwards.
        """
        *wished, software = encodings_for(RenderSpec(container=container, codec=codec), RATE, by)

        assert encoding_for(RenderSpec(container=container, codec=codec), RATE) == software
        for one in wished:
            assert one.accelerated
            assert (software.audio, software.container, software.timescale) == (one.audio, one.container, one.timescale)
            assert ("0", "30") == (_option(one.video, "-bf"), _option(one.video, "-g"))
        assert not software.accelerated

    @pytest.mark.parametrize("effort", EFFORTS)
    @pytest.mark.parametrize("family", [Acceleration.NVENC, Acceleration.AMF, Acceleration.QSV])
    def test_has_options_that_ffmpeg_knows(self, ffmpeg, family, effort):
        """
        Where there is no such hardware, that is all that FFmpeg finds wrong.
        """
        encoding = encodings_for(RenderSpec(), RATE, family, effort=effort)[0]
        code, _, said = attempt(command.trial(ffmpeg, encoding, RATE), 60)
        words = said.decode()

        assert code == 0 or not any(
            text in words for text in ("Unrecognized option", "Option not found", "Undefined constant")
        )
        assert "has not been used for any stream" not in words

    @pytest.mark.parametrize("effort", EFFORTS)
    def test_takes_as_much_time_as_it_is_given(self, effort):
        """
        The effort is said to those who know one, in their words; software is the same whatever it is.
        """
        *wished, software = encodings_for(RenderSpec(), RATE, Acceleration.AUTO, effort=effort)
        *usual, _ = encodings_for(RenderSpec(), RATE, Acceleration.AUTO)

        assert encoding_for(RenderSpec(), RATE) == software
        assert [effort != "balanced"] * 3 == [one != other for one, other in zip(wished[:3], usual[:3], strict=True)]
        assert wished[3] == usual[3]

    def test_leaves_the_choice_of_a_processor_to_nvenc(self):
        """
        NVIDIA's encoders take the number of a processor, the others none, and anything but a number is left out.
        """
        chosen = encodings_for(RenderSpec(), RATE, Acceleration.AUTO, "1")
        automatic = encodings_for(RenderSpec(), RATE, Acceleration.AUTO, "auto")

        assert "1" == _option(chosen[0].video, "-gpu")
        assert [False] * 4 == ["-gpu" in one.video for one in chosen[1:]]
        assert not any("-gpu" in one.video for one in automatic)
