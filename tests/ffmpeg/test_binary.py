"""
Finding FFmpeg, and telling it from what is none.
"""

import os

import pytest

from aura_core.errors import FFmpegError, FFmpegNotFoundError
from aura_core.ffmpeg import binary
from aura_core.ffmpeg.binary import locate


def _program(folder, text):
    path = folder / "ffmpeg"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


class TestLocate:
    def test_finds_the_one_from_pip(self):
        """
        With nothing chosen, the FFmpeg that came with the installation answers.
        """
        found = locate()

        assert found.path.is_file()
        assert found.version
        assert found is locate()

    def test_finds_the_chosen_one(self, tmp_path):
        """
        The one that was chosen is asked for its version, and known by all that it says.
        """
        path = _program(tmp_path, "echo ffmpeg version n-1.2.3 by somebody; echo configuration: --with-x")
        found = locate(path)

        assert (path, "n-1.2.3") == (found.path, found.version)
        assert found.identity != locate().identity

    def test_asks_again_when_the_program_has_changed(self, tmp_path):
        """
        Installing another FFmpeg at the same place is noticed.
        """
        before = locate(_program(tmp_path, "echo ffmpeg version 1 one"))
        after = locate(_program(tmp_path, "echo ffmpeg version 22 two"))

        assert ("1", "22") == (before.version, after.version)

    def test_does_not_look_elsewhere_when_the_chosen_one_is_missing(self, tmp_path):
        """
        A wrong path is an error with a remedy; nothing else is taken in its place.
        """
        with pytest.raises(FFmpegNotFoundError, match="There is no FFmpeg at") as caught:
            locate(tmp_path / "ffmpeg")

        assert "AURA_FFMPEG_PATH" in caught.value.remedy

    def test_refuses_a_folder(self, tmp_path):
        """
        A folder is no program.
        """
        with pytest.raises(FFmpegError, match="is not a program"):
            locate(tmp_path)

    def test_refuses_a_file_that_may_not_be_run(self, tmp_path):
        """
        Without the right to run it, a file is no program.
        """
        path = _program(tmp_path, "echo ffmpeg version 1 one")
        path.chmod(0o644)
        with pytest.raises(FFmpegError, match="is not a program"):
            locate(path)

    @pytest.mark.parametrize(
        "text",
        [
            "echo hello",
            "echo ffmpeg version",
            "true",
            "echo avconv version 12",
        ],
    )
    def test_refuses_another_program(self, tmp_path, text):
        """
        What does not introduce itself as FFmpeg is none.
        """
        with pytest.raises(FFmpegError, match="is no FFmpeg"):
            locate(_program(tmp_path, text))

    @pytest.mark.parametrize("text", ["exit 1", "kill -9 $$", r"printf '\377\376'", "echo ffmpeg version 1 x; exit 7"])
    def test_refuses_a_program_that_fails(self, tmp_path, text):
        """
        What cannot say its version is not used.
        """
        with pytest.raises(FFmpegError, match="does not answer"):
            locate(_program(tmp_path, text))

    def test_refuses_what_the_system_cannot_run(self, tmp_path):
        """
        A program of another machine is an error of ours.
        """
        path = tmp_path / "ffmpeg"
        path.write_bytes(b"\x7fELF of another kind")
        path.chmod(0o755)
        with pytest.raises(FFmpegError, match="does not answer"):
            locate(path)

    def test_gives_up_on_a_program_that_hangs(self, tmp_path, monkeypatch):
        """
        A program that never answers is killed, with what it started.
        """
        monkeypatch.setattr(binary, "_PATIENCE_S", 0.2)
        fifo = tmp_path / "pid"
        os.mkfifo(fifo)
        reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
        path = _program(tmp_path, f"exec 9>'{fifo}'; sleep 15")
        with pytest.raises(FFmpegError, match="does not answer"):
            locate(path)

        # The end of the pipe comes when nobody holds the other end any more.
        os.set_blocking(reader, True)
        assert b"" == os.read(reader, 1)
        os.close(reader)
