"""
Telling FFmpeg from what is none, without running it.
"""

import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aura_core.errors import FFmpegPathError, NotFFmpegError
from aura_core.ffmpeg import vetting
from aura_core.ffmpeg.binary import bundled
from aura_core.ffmpeg.vetting import vet


ELF = b"\x7fELF\x02\x01\x01".ljust(16, b"\0") + b"\x03\0\x3e\0"
SIGNS = b"Copyright (c) 2000-2026 the FFmpeg developers\0libavcodec\0"


@pytest.fixture
def write(tmp_path):
    """Give a function that writes a file that may be run."""

    def write(content, name="ffmpeg", mode=0o755):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(mode)
        return path

    return write


class TestVet:
    def test_takes_the_real_one(self):
        """
        The one from pip is one, by whatever way it is named.
        """
        real = bundled()

        assert real == vet(str(real))
        assert real == vet(f"  {real} ")

    def test_takes_a_folder_for_the_program_in_it(self, write, tmp_path):
        """
        The folder of the program and the one above its ``bin`` mean the program.
        """
        program = write(ELF + SIGNS, "somewhere/bin/ffmpeg")

        assert program == vet(str(tmp_path / "somewhere" / "bin"))
        assert program == vet(str(tmp_path / "somewhere"))

    def test_follows_links_to_what_they_mean(self, write, tmp_path):
        """
        What is returned, and would be run, is the file that was looked at, not the name that led there.
        """
        program = write(ELF + SIGNS, "real")
        link = tmp_path / "ffmpeg"
        link.symlink_to(program)

        assert program == vet(str(link))

    @pytest.mark.parametrize(
        "given",
        [
            *("", "  ", "ffmpeg", "./ffmpeg", "bin/ffmpeg", "~nobody-is-called-so/ffmpeg"),
            *("http://example.org/ffmpeg", "file:///usr/bin/ffmpeg", "smb://host/share/ffmpeg", "ftp:\\\\host\\ffmpeg"),
            *("\\\\host\\share\\ffmpeg.exe", "//host/share/ffmpeg", "\\\\?\\UNC\\host\\share\\ffmpeg.exe", "/\\host/x"),
            *(
                "/usr/bin/ffmpeg\n",
                "/usr/bin/ff\0mpeg",
                "/usr/bin/ff\x1bmpeg",
                "/no/such/place/ffmpeg",
                "/" + "x" * 5000,
            ),
        ],
    )
    def test_refuses_what_can_be_nothing_here(self, given):
        """
        No path, a path that depends on where the server runs, and whatever leads to another machine.
        """
        with pytest.raises(FFmpegPathError) as caught:
            vet(given)

        assert "E345" == caught.value.code

    def test_touches_nothing_on_another_machine(self, monkeypatch):
        """
        The name of another machine is refused before anybody is asked for it: Windows would send a password along.
        """
        for name in ("isdir", "realpath"):
            monkeypatch.setattr(os.path, name, lambda *_, **__: pytest.fail("It was looked at."))
        with pytest.raises(FFmpegPathError, match="another machine"):
            vet("\\\\host\\share\\ffmpeg.exe")

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"#!/bin/sh\necho ffmpeg version 8 the FFmpeg developers libavcodec\n", "no program of this system"),
            (b"MZ" + SIGNS, "no program of this system"),
            (b"\x7fELF\x02\x01\x01".ljust(16, b"\0") + b"\x01\0\x3e\0" + SIGNS, "no program of this system"),
            (b"\x7fELF", "no program of this system"),
            (ELF + b"the FFmpeg developers", "does not say of itself"),
            (ELF + b"some other program", "does not say of itself"),
            (b"", "no size that FFmpeg has"),
        ],
    )
    @pytest.mark.skipif(sys.platform != "linux", reason="the formats of Linux")
    def test_refuses_what_is_no_ffmpeg(self, write, content, reason):
        """
        Scripts, programs of other systems, other programs, pieces of programs.
        """
        with pytest.raises(NotFFmpegError, match=reason) as caught:
            vet(str(write(content)))

        assert "E346" == caught.value.code

    def test_refuses_a_shell_that_is_a_real_program(self):
        """
        A program of this system that is another one.
        """
        with pytest.raises(NotFFmpegError, match="does not say of itself"):
            vet("/bin/sh")

    def test_refuses_what_is_no_file_without_opening_it(self, tmp_path):
        """
        Pipes and devices are not opened: one would be waited for, the other may do something.
        """
        os.mkfifo(tmp_path / "ffmpeg")
        for path in (tmp_path / "ffmpeg", Path("/dev/null")):
            with pytest.raises(NotFFmpegError, match="is no file"):
                vet(str(path))

    def test_refuses_a_loop(self, tmp_path):
        """
        A link that leads to itself leads nowhere.
        """
        (tmp_path / "ffmpeg").symlink_to(tmp_path / "ffmpeg")
        with pytest.raises(FFmpegPathError):
            vet(str(tmp_path / "ffmpeg"))

    def test_refuses_what_may_not_be_run(self, write):
        """
        A file without the right to run it.
        """
        with pytest.raises(NotFFmpegError, match="may not be run"):
            vet(str(write(ELF + SIGNS, mode=0o644)))

    def test_refuses_what_everybody_can_change(self, write, tmp_path):
        """
        What anybody could put in its place after it was looked at is not run.
        """
        program = write(ELF + SIGNS, "open/ffmpeg", mode=0o777)
        with pytest.raises(NotFFmpegError, match="changed by everybody"):
            vet(str(program))
        program.chmod(0o755)
        assert program == vet(str(program))

        program.parent.chmod(0o777)
        os.utime(program)
        with pytest.raises(NotFFmpegError, match="changed by everybody"):
            vet(str(program))

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
    def test_refuses_what_belongs_to_somebody_else(self, write):
        """
        What another user can change is not run.
        """
        program = write(ELF + SIGNS)
        os.chown(program, 12345, -1)
        with pytest.raises(NotFFmpegError, match="belongs to somebody else"):
            vet(str(program))

    def test_refuses_what_lies_on_another_machine(self, write, monkeypatch):
        """
        A mounted folder of another machine is one, whatever it is called.
        """
        program = write(ELF + SIGNS)
        folder = str(program.parent).replace(" ", "\\040")
        table = f"22 1 8:1 / / rw - ext4 /dev/sda1 rw\n40 22 0:40 / {folder} rw,nosuid shared:9 - nfs4 host:/x rw\n"
        real = Path.read_text
        monkeypatch.setattr(
            Path,
            "read_text",
            lambda path, **options: table if str(path) == "/proc/self/mountinfo" else real(path, **options),
        )
        with pytest.raises(FFmpegPathError, match="lies on another machine"):
            vet(str(program))

        table = table.replace("nfs4", "ext4")
        assert program == vet(str(program))

    @given(st.text(max_size=60))
    @example("\ud800")
    @example("/tmp/\ud800")
    def test_answers_whatever_it_is_given(self, given):
        """
        There is an answer to any text: a program, or a refusal of ours.
        """
        try:
            path = vet(given)
        except FFmpegPathError:
            return
        assert stat.S_ISREG(path.stat().st_mode)


class TestFormats:
    @pytest.mark.parametrize(
        ("system", "content", "expected"),
        [
            ("darwin", b"\xcf\xfa\xed\xfe\x07\0\0\x01", True),
            ("darwin", b"\xca\xfe\xba\xbe\0\0\0\x02", True),
            ("darwin", b"\xca\xfe\xba\xbe\0\0\0\x34", False),
            ("darwin", ELF, False),
            ("win32", b"MZ".ljust(0x3C, b"\0") + b"\x80\0\0\0".ljust(0x44, b"\0") + b"PE\0\0", True),
            ("win32", b"MZ".ljust(0x3C, b"\0") + b"\x80\0\0\0".ljust(0x44, b"\0") + b"NE\0\0", False),
            ("win32", b"MZ", False),
        ],
    )
    def test_of_other_systems_are_known(self, system, content, expected):
        """
        Programs of macOS, thin and for several processors (but no Java class), and of Windows (but not of DOS).
        """
        assert expected == vetting._FORMATS[system](content)
