"""
Finding FFmpeg, and telling it from what is none.
"""

import os

import pytest

from aura_core.errors import FFmpegError, FFmpegNotFoundError, NotFFmpegError
from aura_core.ffmpeg import binary
from aura_core.ffmpeg.binary import Source, candidates, locate


def _program(folder, text):
    folder.mkdir(exist_ok=True)
    path = folder / "ffmpeg"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A PATH with nothing on it but one folder, which is given, and no usual folder."""
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.setattr(binary, "_FOLDERS", {"linux": (str(tmp_path / "usual"),)})
    return tmp_path / "path"


class TestLocate:
    def test_finds_the_one_from_pip(self):
        """
        With nothing chosen, the FFmpeg that came with the installation answers.
        """
        found = locate()

        assert found.path.is_file()
        assert found.version
        assert found == locate()
        assert binary.bundled() == found.path

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
        before = locate(_program(tmp_path, "echo ffmpeg version 7 one"))
        after = locate(_program(tmp_path, "echo ffmpeg version 22 two"))

        assert ("7", "22") == (before.version, after.version)

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
        Without the right to run it, a file is no help, and the remedy is to give the right.
        """
        path = _program(tmp_path, "echo ffmpeg version 1 one")
        path.chmod(0o644)
        with pytest.raises(FFmpegError, match="may not be run") as caught:
            locate(path)

        assert f"chmod +x {path}" in caught.value.remedy

    @pytest.mark.parametrize(
        "text",
        [
            "echo hello",
            "echo ffmpeg version",
            "true",
            "echo avconv version 12",
            r"printf '\377\376'",
        ],
    )
    def test_refuses_another_program(self, tmp_path, text):
        """
        What does not introduce itself as FFmpeg is none.
        """
        with pytest.raises(FFmpegError, match="is no FFmpeg"):
            locate(_program(tmp_path, text))

    @pytest.mark.parametrize("text", ["exit 1", "kill -9 $$", "echo ffmpeg version 1 x; exit 7"])
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

    def test_refuses_what_is_too_old(self, tmp_path):
        """
        What cannot make films is not taken, and the error says which would be new enough.
        """
        with pytest.raises(FFmpegError, match=r"FFmpeg 4\.2\.2-static, which is older than 5\.1"):
            locate(_program(tmp_path, "echo ffmpeg version 4.2.2-static by somebody"))

    def test_asks_a_program_that_failed_again_after_a_while(self, tmp_path, monkeypatch):
        """
        A program that failed is not asked again at once, but it is in the end.
        """
        told = tmp_path / "told"
        path = _program(tmp_path, f"echo x >> '{told}'; exit 1")
        for _ in range(3):
            with pytest.raises(FFmpegError):
                locate(path)
        assert "x\n" == told.read_text()

        binary.forget()
        with pytest.raises(FFmpegError):
            locate(path)
        assert "x\nx\n" == told.read_text()


class TestOrder:
    def test_puts_the_one_from_the_settings_first(self, tmp_path):
        """
        The one that the settings name goes before the one in the environment, and is the whole truth.
        """
        named, chosen = binary.bundled(), _program(tmp_path, "echo ffmpeg version 8 by somebody")

        assert named == locate(chosen, str(named)).path
        assert named == locate(chosen, str(named.parent.parent / "binaries" / named.name)).path

    def test_does_not_look_elsewhere_when_the_settings_are_wrong(self, tmp_path):
        """
        What the settings name and is none is an error, though others would work, and was not run.
        """
        ran = tmp_path / "ran"
        script = _program(tmp_path, f"touch '{ran}'; echo ffmpeg version 8 by somebody")
        with pytest.raises(NotFFmpegError, match="no program of this system"):
            locate(script, str(script))

        assert not ran.exists()

    def test_falls_from_the_one_from_pip_to_the_path_to_the_usual_folders(self, tmp_path, elsewhere, monkeypatch):
        """
        Where nobody named one, the first that works is taken, wherever it lies.
        """
        monkeypatch.setattr(binary, "bundled", lambda: None)
        usual = _program(tmp_path / "usual", "echo ffmpeg version 6.0 usual")
        assert usual == locate().path

        on_path = _program(elsewhere, "echo ffmpeg version 6.1 path")
        assert on_path == locate().path

        _program(elsewhere, "exit 3")
        assert usual == locate().path

        _program(elsewhere, "echo ffmpeg version 4.4 path")
        assert usual == locate().path

    def test_says_what_is_wrong_with_the_first_when_none_works(self, tmp_path, elsewhere, monkeypatch):
        """
        The error is that of the place that goes first.
        """
        monkeypatch.setattr(binary, "bundled", lambda: tmp_path / "gone")
        _program(elsewhere, "exit 3")
        with pytest.raises(FFmpegNotFoundError, match="gone"):
            locate()

    def test_says_so_when_there_is_nothing_at_all(self, elsewhere, monkeypatch):
        """
        Without any place to look at, the error says how to get one.
        """
        monkeypatch.setattr(binary, "bundled", lambda: None)
        with pytest.raises(FFmpegNotFoundError) as caught:
            locate()

        assert "pip install" in caught.value.remedy

    def test_looks_at_every_place_once(self, tmp_path, elsewhere):
        """
        All candidates are told, each with its source, those that were named first; the same place is not asked twice.
        """
        chosen = _program(tmp_path, "echo ffmpeg version 8 by somebody")
        on_path = _program(elsewhere, "echo ffmpeg version 4.4 by somebody")
        (tmp_path / "usual").symlink_to(elsewhere)
        found = list(candidates(chosen, str(chosen)))

        assert [Source.CONFIGURED, Source.ENVIRONMENT, Source.BUNDLED, Source.PATH, Source.COMMON] == [
            one.source for one in found
        ]
        assert [chosen, chosen, binary.bundled(), on_path] == [one.path for one in found[:4]]
        assert [False, True, True, False] == [one.ffmpeg is not None for one in found[:4]]
        assert all((one.ffmpeg is None) == (one.error is not None) for one in found)
