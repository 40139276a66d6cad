"""
What is found out before any work is done.
"""

import asyncio
import wave
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from aura_core.errors import EncoderNotFoundError, FFmpegNotFoundError, InvalidInputError
from aura_core.ffmpeg.binary import locate
from aura_core.ffmpeg.encoding import encodings_for
from aura_core.model.brief import Brief
from aura_core.model.order import MusicSpec, Order, VisualSpec
from aura_core.model.render import RenderSpec
from aura_core.settings import Acceleration
from aura_core.stages.checking import check_order, unmet
from aura_core.timing import FrameRate


ORDER = Order(Brief("Tides"))
RATE = FrameRate(Fraction(15))


def _check(ffmpeg, store, order=ORDER, codec="H264", by=Acceleration.SOFTWARE):
    wished = encodings_for(RenderSpec(container="mkv", codec=codec), RATE, by)
    return wished, asyncio.run(check_order(order, wished, RATE, ffmpeg, store))


def _reluctant(folder, ffmpeg, what, says):
    """Make an FFmpeg that fails when its command line has *what* in it."""
    path = folder / "ffmpeg"
    path.write_text(f'#!/bin/sh\ncase "$*" in {what}) echo "{says}" >&2; exit 1;; esac\nexec {ffmpeg.path} "$@"\n')
    path.chmod(0o755)
    return locate(path)


def _with_music(path):
    return attrs.evolve(ORDER, music=MusicSpec(path))


class TestCheckOrder:
    @pytest.mark.parametrize("codec", ["H264", "H265", "VP9", "AV1", "ProRes"])
    def test_is_content_with_what_can_be_done(self, ffmpeg, store, codec):
        """
        The FFmpeg that is installed has every encoder that we offer.
        """
        _check(ffmpeg, store, codec=codec)

    def test_names_all_that_is_missing(self, ffmpeg, store):
        """
        Music and pictures that are not there are two issues of one error.
        """
        order = attrs.evolve(_with_music(Path("/none.mp3")), visuals=VisualSpec(Path("/none")))
        with pytest.raises(InvalidInputError) as caught:
            _check(ffmpeg, store, order)

        assert ["$.music.path", "$.visuals.folder"] == [issue.path for issue in caught.value.issues]

    def test_plays_the_music(self, ffmpeg, store, tmp_path):
        """
        Music that FFmpeg can play is accepted, however it is called.
        """
        path = tmp_path / "it's: 100% music, [1].wav"
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, 8000, 0, "NONE", ""))
            file.writeframes(bytes(8000))
        _check(ffmpeg, store, _with_music(path))

    @pytest.mark.parametrize("content", [b"", b"not music", bytes(10_000)])
    def test_refuses_music_that_is_none(self, ffmpeg, store, tmp_path, content):
        """
        What only calls itself music is an error of the user's, not of FFmpeg's.
        """
        path = tmp_path / "music.mp3"
        path.write_bytes(content)
        with pytest.raises(InvalidInputError, match=r"no sound in music\.mp3") as caught:
            _check(ffmpeg, store, _with_music(path))

        assert "$.music.path" == caught.value.issues[0].path

    def test_refuses_an_encoder_that_does_not_work(self, ffmpeg, store, tmp_path):
        """
        That an encoder is listed says nothing: one frame has to be encoded.
        """
        reluctant = _reluctant(tmp_path, ffmpeg, "*-c:v*", "Cannot load libcuda.so")
        with pytest.raises(EncoderNotFoundError, match=r"libx264.*libcuda"):
            _check(reluctant, store)

    def test_tries_once(self, ffmpeg, store, tmp_path):
        """
        What worked before is not tried again: a film that is asked for twice costs no process.
        """
        path = tmp_path / "music.wav"
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, 8000, 0, "NONE", ""))
            file.writeframes(bytes(8000))
        _check(ffmpeg, store, _with_music(path))
        gone = attrs.evolve(ffmpeg, path=Path("/nowhere/ffmpeg"))
        _check(gone, store, _with_music(path))

    def test_tries_again_with_another_ffmpeg(self, ffmpeg, store):
        """
        Another FFmpeg may have other encoders.
        """
        _check(ffmpeg, store)
        with pytest.raises(FFmpegNotFoundError):
            _check(attrs.evolve(ffmpeg, path=Path("/nowhere/ffmpeg"), identity="another"), store)


class TestHardware:
    def test_is_left_out_where_it_does_not_work(self, ffmpeg, store, tmp_path):
        """
        Encoders that fail their trial are not begun with; software always is there.
        """
        without = _reluctant(tmp_path, ffmpeg, "*_nvenc*|*_amf*|*_qsv*|*_videotoolbox*", "No device available")
        wished, usable = _check(without, store, by=Acceleration.AUTO)

        assert ["h264_nvenc", "h264_amf", "h264_qsv", "h264_videotoolbox", "libx264"] == [one.encoder for one in wished]
        assert ["libx264"] == [one.encoder for one in usable]

    def test_that_was_asked_for_by_name_is_missed_aloud(self, ffmpeg, store, tmp_path):
        """
        Who names an encoder is told when it is not to be had; who leaves it to the machine is not.
        """
        without = _reluctant(tmp_path, ffmpeg, "*_nvenc*|*_amf*|*_qsv*|*_videotoolbox*", "No device available")
        told = {by: list(unmet(by, *_check(without, store, by=by))) for by in Acceleration}

        assert [] == told[Acceleration.AUTO] == told[Acceleration.SOFTWARE]
        assert ["This machine cannot use h264_nvenc, so libx264 encodes the film instead."] == told[Acceleration.NVENC]

    def test_that_does_not_exist_for_a_codec_is_missed_aloud(self, ffmpeg, store):
        """
        So is hardware that nobody makes.
        """
        (told,) = unmet(Acceleration.QSV, *_check(ffmpeg, store, codec="VP9", by=Acceleration.QSV))

        assert "This machine cannot use qsv for VP9, so libvpx-vp9 encodes the film instead." == told
