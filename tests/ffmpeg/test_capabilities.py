"""
What an FFmpeg can do, found out by letting it.
"""

import time

import pytest

from aura_core.ffmpeg import capabilities
from aura_core.ffmpeg.binary import locate
from aura_core.ffmpeg.capabilities import probe


SOFTWARE = {"libx264", "libx265", "libvpx-vp9", "libsvtav1", "prores_ks"}


@pytest.fixture
def patient(monkeypatch):
    """However busy the machine is, everything is tried."""
    monkeypatch.setattr(capabilities, "_PATIENCE_S", 60.0)


@pytest.fixture
def wrapped(ffmpeg, tmp_path):
    """Give a function that makes an FFmpeg which notes what it is asked, and does something else where that matches."""
    (tmp_path / "asked").touch()

    def wrapped(what="nothing", does="exit 1"):
        path = tmp_path / "ffmpeg"
        note = f"echo \"$*\" >> '{tmp_path}/asked'"
        path.write_text(f'#!/bin/sh\n{note}\ncase "$*" in {what}) {does};; esac\nexec "{ffmpeg.path}" "$@"\n')
        path.chmod(0o755)
        return locate(path)

    return wrapped


def _by_name(found):
    return {encoder.name: encoder for encoder in found.encoders}


class TestProbe:
    def test_tells_what_is_listed_from_what_works(self, wrapped, patient):
        """
        All that is listed is told; what films are encoded with was tried, and what failed says why.
        """
        found = probe(wrapped("*_nvenc*|*_amf*|*_qsv*|*_videotoolbox*", "echo Cannot load libcuda.so.1 >&2; exit 1"))
        encoders = _by_name(found)

        assert {name for name, encoder in encoders.items() if encoder.usable} == SOFTWARE
        assert (False, "Cannot load libcuda.so.1") == (encoders["h264_nvenc"].usable, encoders["h264_nvenc"].reason)
        assert encoders["hevc_nvenc"].usable is False
        assert (None, None) == (encoders["mjpeg"].usable, encoders["mjpeg"].reason)
        assert () == found.hardware_acceleration.available_encoders == found.missing
        assert not found.hardware_acceleration.nvenc_supported
        assert {"h264", "aac"} <= {decoder.name for decoder in found.decoders}
        assert "ass" in {one.name for one in found.filters}

    def test_knows_hardware_that_works(self, ffmpeg, wrapped, patient):
        """
        An encoder of hardware that encodes is told, with the family that it belongs to.
        """
        found = probe(wrapped("*h264_nvenc*|*hevc_nvenc*", "exit 0"))

        assert {"h264_nvenc", "hevc_nvenc"} <= set(found.hardware_acceleration.available_encoders)
        assert found.hardware_acceleration.nvenc_supported

    def test_does_not_try_a_family_that_has_no_h264(self, wrapped, patient, tmp_path):
        """
        A driver that is not there is not there for any codec.
        """
        probe(wrapped("*_nvenc*|*_amf*|*_qsv*|*_videotoolbox*"))

        assert not [line for line in (tmp_path / "asked").read_text().splitlines() if "hevc_" in line or "av1_" in line]

    def test_is_done_once(self, wrapped, patient, tmp_path):
        """
        Until the program changes, or it is to be found out anew.
        """
        program = wrapped()
        first = probe(program)
        asked = (tmp_path / "asked").read_text()

        assert first is probe(program)
        assert asked == (tmp_path / "asked").read_text()

        capabilities.forget()
        probe(program)
        assert asked != (tmp_path / "asked").read_text()

    def test_says_what_is_missing(self, wrapped, patient):
        """
        What films need and a smaller build does not have is named.
        """
        lists = "printf ' ------\\n V....D libx264 x\\n'; exit 0"
        found = probe(wrapped("*-encoders*|*-filters*", lists))

        assert {"aac", "libx265", "ass", "ebur128"} <= set(found.missing)
        assert "libx264" not in found.missing

    def test_ends_though_a_driver_hangs(self, wrapped, monkeypatch):
        """
        What hangs is killed when the time is over; what was not tried by then is neither called usable nor unusable.
        """
        monkeypatch.setattr(capabilities, "_PATIENCE_S", 0.6)
        monkeypatch.setattr(capabilities, "_HUNG_S", 60.0)
        began = time.monotonic()
        found = _by_name(probe(wrapped("*-frames:v*", "sleep 15")))

        assert time.monotonic() - began < 12
        assert {found[name].usable for name in SOFTWARE} == {None}

    def test_goes_on_where_time_was_short(self, wrapped, monkeypatch):
        """
        What was not tried the first time is tried the second; a driver that had its time and hangs does not work.
        """
        program = wrapped("*h264_nvenc*", "sleep 15")
        monkeypatch.setattr(capabilities, "_PATIENCE_S", 0.0)
        assert {found.usable for found in probe(program).encoders} == {None}

        monkeypatch.setattr(capabilities, "_PATIENCE_S", 8.0)
        encoders = _by_name(probe(program))
        assert (False, "It did not answer.") == (encoders["h264_nvenc"].usable, encoders["h264_nvenc"].reason)
