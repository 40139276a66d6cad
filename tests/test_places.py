"""Folders of this machine, as somebody in front of a client asks about them."""

import errno
import os
from pathlib import Path

import pytest

from aura_core.places import tried_folder


def below(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


class TestTriedFolder:
    def test_is_written_to_and_left_as_it_was(self, tmp_path):
        """
        A folder that is there, or could be made, is fine, and everything is as before.
        """
        (tmp_path / "films").mkdir()
        (tmp_path / "films" / "old.mp4").write_bytes(b"film")
        before = below(tmp_path)
        there, new = tried_folder(str(tmp_path / "films")), tried_folder(f" {tmp_path}/films/a/b/c ")

        assert (True, True, None) == (there.is_valid, there.exists, there.error)
        assert (True, False, f"{tmp_path}/films/a/b/c") == (new.is_valid, new.exists, new.expanded_path)
        assert before == below(tmp_path)

    def test_may_be_below_the_home(self, tmp_path, monkeypatch):
        """
        ``~`` is the home of whoever runs the server.
        """
        monkeypatch.setenv("HOME", str(tmp_path))
        found = tried_folder("~/Videos/Aura")

        assert (True, str(tmp_path / "Videos" / "Aura")) == (found.is_valid, found.expanded_path)
        assert [] == below(tmp_path)

    def test_says_where_links_lead(self, tmp_path):
        """
        A link to a folder is that folder; one that leads nowhere is not made to lead somewhere.
        """
        (tmp_path / "real").mkdir()
        (tmp_path / "link").symlink_to(tmp_path / "real")
        (tmp_path / "dead").symlink_to(tmp_path / "gone")
        (tmp_path / "loop").symlink_to(tmp_path / "loop")
        found, dead, loop = (tried_folder(str(tmp_path / name)) for name in ("link/new", "dead", "loop"))

        assert (True, str(tmp_path / "real" / "new")) == (found.is_valid, found.real_path)
        assert (False, False) == (dead.is_valid, loop.is_valid)
        assert ["dead", "link", "loop", "real"] == below(tmp_path)

    @pytest.mark.parametrize(
        "path",
        ["", " ", "films", "../films", "~nobody-has-this-name/x", "//host/share", "\\\\host\\share", "/a\0b", "/a\nb"],
    )
    def test_is_a_whole_path_on_this_machine(self, path):
        """
        What is no whole path is refused before anything is touched.
        """
        found = tried_folder(path)

        assert (False, None) == (found.is_valid, found.expanded_path)
        assert "no whole path" in found.error

    def test_is_no_file(self, tmp_path):
        """
        A file, or something below one, is no folder.
        """
        (tmp_path / "film.mp4").write_bytes(b"film")

        assert not tried_folder(str(tmp_path / "film.mp4")).is_valid
        assert not tried_folder(str(tmp_path / "film.mp4" / "x")).is_valid

    def test_of_a_system_that_is_read_only_is_refused(self):
        """
        Where nobody can write, that is said.
        """
        if not Path("/proc").is_dir():
            pytest.skip("no /proc here")
        found = tried_folder("/proc/aura")

        assert (False, False) == (found.is_valid, found.exists)
        assert found.error.startswith("/proc/aura cannot be written")

    def test_that_is_full_is_refused(self, tmp_path, monkeypatch):
        """
        A disk tells that it is full when what was written is to be kept; what was made is taken away again.
        """

        def full(_):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr("aura_core.places.os.fsync", full)
        found = tried_folder(str(tmp_path / "a" / "b"))

        assert "no room left" in found.error
        assert [] == below(tmp_path)
