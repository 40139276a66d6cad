"""
Bringing back the FFmpeg that belongs to the installation.
"""

import asyncio
import sys

import pytest

from aura_core.errors import InstallError, OfflineError
from aura_core.ffmpeg import binary, restoring
from aura_core.ffmpeg.restoring import install_hint, restore


@pytest.fixture
def ours(tmp_path, monkeypatch):
    """An FFmpeg of the installation, in a folder of its own."""
    path = tmp_path / "binaries" / "ffmpeg-x"
    path.parent.mkdir()
    path.write_text("#!/bin/sh\necho ffmpeg version 8.0 by somebody\n")
    path.chmod(0o755)
    monkeypatch.setattr(binary, "bundled", lambda: path)
    return path


@pytest.fixture
def pip(tmp_path, monkeypatch):
    """Give a function that lets a shell script stand for Python with its pip."""

    def pip(text):
        path = tmp_path / "python"
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(path))

    return pip


class TestRestore:
    def test_leaves_what_works(self, ours, pip):
        """
        An FFmpeg that works stays as it is.
        """
        pip("exit 1")

        assert ours == asyncio.run(restore()).path

    def test_lets_it_run_again(self, ours, pip):
        """
        One that has lost the right to be run gets it back, without pip.
        """
        pip("exit 1")
        ours.chmod(0o644)

        assert "8.0" == asyncio.run(restore()).version

    @pytest.mark.parametrize("broken", ["exit 9", None])
    def test_has_pip_reinstall_it(self, ours, pip, tmp_path, broken):
        """
        One that is broken or gone is installed again by pip, with all its files, in the version that is installed.
        """
        whole = ours.read_text()
        (tmp_path / "whole").write_text(whole)
        ours.unlink()
        if broken:
            ours.write_text(f"#!/bin/sh\n{broken}\n")
        pip(f"echo $* > '{tmp_path}/told'; cp '{tmp_path}/whole' '{ours}'; chmod 755 '{ours}'")

        assert "8.0" == asyncio.run(restore()).version
        told = (tmp_path / "told").read_text()
        assert told.startswith("-m pip install ")
        assert "--force-reinstall --no-deps imageio-ffmpeg==" in told

    def test_fetches_nothing_offline(self, ours, pip, tmp_path):
        """
        In offline mode what can be mended here is, and what would have to be fetched is refused.
        """
        pip(f"touch '{tmp_path}/told'")
        ours.chmod(0o644)
        assert "8.0" == asyncio.run(restore(offline=True)).version

        ours.unlink()
        with pytest.raises(OfflineError, match="offline mode is on") as caught:
            asyncio.run(restore(offline=True))
        assert "E307" == caught.value.code
        assert not (tmp_path / "told").exists()

    def test_says_why_pip_could_not(self, ours, pip):
        """
        What pip says last is why, and the remedy names what this machine's package manager would do.
        """
        ours.unlink()
        pip("echo something >&2; echo 'ERROR: No matching distribution found.' >&2; exit 1")
        with pytest.raises(InstallError, match=r"restored: ERROR: No matching distribution found\.$") as caught:
            asyncio.run(restore())

        assert install_hint() in caught.value.remedy

    def test_says_when_it_did_not_help(self, ours, pip):
        """
        A pip that ends well and leaves nothing that works has restored nothing.
        """
        ours.unlink()
        pip("exit 0")
        with pytest.raises(InstallError, match="There is no FFmpeg at"):
            asyncio.run(restore())

    def test_gives_up_on_a_pip_that_hangs(self, ours, pip, monkeypatch):
        """
        A pip that waits for ever is ended.
        """
        ours.unlink()
        pip("sleep 15")
        monkeypatch.setattr(restoring, "_PATIENCE_S", 0.1)
        with pytest.raises(InstallError, match="pip took longer"):
            asyncio.run(restore())


class TestHint:
    @pytest.mark.parametrize("manager", restoring._MANAGERS)
    def test_is_a_command_of_the_package_manager_that_is_there(self, tmp_path, monkeypatch, manager):
        """
        Whichever manager there is, its own command is named.
        """
        program = tmp_path / manager
        program.touch(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))

        assert f"{manager} " in install_hint()

    def test_is_a_page_where_there_is_none(self, tmp_path, monkeypatch):
        """
        Without any, where to get one.
        """
        monkeypatch.setenv("PATH", str(tmp_path))

        assert "https://ffmpeg.org/download.html" in install_hint()
