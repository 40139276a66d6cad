"""
What every film needs, there and taken away.
"""

import os
import shutil
import tempfile
from pathlib import Path

import attrs
import psutil
import pytest

from aura_core import fonts
from aura_core.configuration import SettingsFile
from aura_core.ffmpeg import binary
from aura_core.health import examine, installation
from aura_core.health.installation import installation as checks_of
from aura_core.model.health.finding import Verdict
from aura_core.settings import Settings


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "data").mkdir()
    return Settings(data=tmp_path / "data")


def _found(settings, check_id):
    report = examine(one for one in checks_of(lambda: settings) if one.id == check_id)
    (finding,) = report.findings
    return finding


class TestInstallation:
    def test_is_whole(self, settings):
        """
        Here everything is there, and each check says so in a sentence.
        """
        report = examine(checks_of(lambda: settings))

        assert [] == [one for one in report.findings if one.verdict is Verdict.FAIL]
        assert all(one.message.endswith((".", binary.bundled().name)) for one in report.findings)
        assert len({one.id for one in report.findings}) == len(report.findings)

    def test_names_what_films_cannot_do_without(self, settings):
        """
        FFmpeg, fonts, disk, folders and settings are required; providers and memory are not.
        """
        required = {one.id for one in checks_of(lambda: settings) if one.required}

        assert {
            *("ffmpeg_present", "fonts_present", "disk_space", "data_directory", "temp_directory", "config_present")
        } == required

    def test_follows_the_settings(self, settings):
        """
        What is in force when it is looked counts, not what was when the checks were made.
        """
        current = [settings]
        (check,) = (one for one in checks_of(lambda: current[0]) if one.id == "ffmpeg_present")
        assert Verdict.PASS is examine([check]).findings[0].verdict

        current[0] = attrs.evolve(settings, ffmpeg=Path("/nowhere/ffmpeg"))
        assert Verdict.FAIL is examine([check]).findings[0].verdict


class TestFFmpeg:
    def test_that_is_gone_fails(self, settings, tmp_path):
        """
        The finding has the code, the remedy, and what can be done by one press.
        """
        found = _found(attrs.evolve(settings, ffmpeg=tmp_path / "none"), "ffmpeg_present")

        assert (Verdict.FAIL, "E302-FFMPEG_NOT_FOUND") == (found.verdict, found.code)
        assert "AURA_FFMPEG_PATH" in found.remedy
        assert ["install", "open_settings"] == [action.type for action in found.actions]

    def test_of_the_installation_that_is_made_up_for_is_a_warning(self, settings, tmp_path, monkeypatch):
        """
        Films can be made with another, but somebody should know.
        """
        monkeypatch.setattr(binary, "bundled", lambda: tmp_path / "gone")
        other = tmp_path / "ffmpeg"
        other.write_text("#!/bin/sh\necho ffmpeg version 7.1 x\n")
        other.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        found = _found(settings, "ffmpeg_present")

        assert Verdict.WARNING is found.verdict
        assert "does not work" in found.message


class TestFonts:
    def test_of_the_owner_that_are_gone_fail(self, settings, tmp_path):
        """
        A folder that was named and is not there is named again.
        """
        found = _found(attrs.evolve(settings, fonts=(tmp_path / "fonts",)), "fonts_present")

        assert Verdict.FAIL is found.verdict
        assert str(tmp_path / "fonts") in found.message

    @pytest.mark.parametrize("what", ["folder", "files"])
    def test_of_the_installation_that_are_gone_fail(self, settings, tmp_path, monkeypatch, what):
        """
        So is a package whose fonts were removed.
        """
        package = tmp_path / "package"
        if what == "files":
            package.mkdir()
            (package / "README").touch()
        monkeypatch.setattr(fonts, "_PACKAGES", (package, *fonts._PACKAGES[1:]))
        found = _found(settings, "fonts_present")

        assert Verdict.FAIL is found.verdict
        assert str(package) in found.message


class TestDisk:
    @pytest.mark.parametrize(
        ("free", "verdict"), [(2 * 1024**3, Verdict.PASS), (700 * 1024**2, Verdict.WARNING), (5, Verdict.FAIL)]
    )
    def test_is_judged_by_what_is_free(self, settings, monkeypatch, free, verdict):
        """
        Enough, little, too little: by the thresholds in force.
        """
        usage = type(shutil.disk_usage("/"))(10**12, 10**12 - free, free)
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)

        assert verdict is _found(settings, "disk_space").verdict

    def test_has_thresholds_of_the_owner(self, settings):
        """
        Who wants more room left is told earlier.
        """
        low = _found(attrs.evolve(settings, disk_low=10**18, disk_least=0), "disk_space")
        least = _found(attrs.evolve(settings, disk_least=10**18), "disk_space")

        assert (Verdict.WARNING, Verdict.FAIL) == (low.verdict, least.verdict)
        assert "E003-LOW_DISK_SPACE" == least.code


class TestFolders:
    def test_that_are_gone_fail(self, settings, tmp_path, monkeypatch):
        """
        The data folder and the one for temporary files have to be there.
        """
        settings.data.rmdir()
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))

        assert Verdict.FAIL is _found(settings, "data_directory").verdict
        assert Verdict.FAIL is _found(settings, "temp_directory").verdict

    def test_that_are_files_fail(self, settings):
        """
        A file in the place of a folder is none.
        """
        settings.data.rmdir()
        settings.data.touch(0o777)

        assert Verdict.FAIL is _found(settings, "data_directory").verdict

    def test_that_may_not_be_written_to_fail(self, settings, monkeypatch):
        """
        Rights count, and so does a file system that turned read-only.
        """
        monkeypatch.setattr(os, "access", lambda *_, **__: False)
        found = _found(settings, "data_directory")
        assert (Verdict.FAIL, "E003-OUTPUT_NOT_WRITABLE") == (found.verdict, found.code)
        monkeypatch.undo()

        real = os.statvfs
        frozen = type("Frozen", (), {"f_flag": os.ST_RDONLY})
        monkeypatch.setattr(os, "statvfs", lambda path: frozen if Path(path) == settings.data else real(path))
        assert Verdict.FAIL is _found(settings, "data_directory").verdict


class TestSettings:
    def test_that_cannot_be_read_are_told(self, settings):
        """
        A document that was set aside degrades, and the finding says where it is kept.
        """
        file = SettingsFile(settings.data)
        file.folder.mkdir()
        file.path.write_text("{nonsense")
        found = _found(settings, "config_present")

        assert Verdict.WARNING is found.verdict
        assert "settings.unreadable-" in str(found.data["set_aside"])


class TestOthers:
    def test_packages_that_are_missing_are_named(self, settings, monkeypatch):
        """
        A provider whose package is not installed says what to install.
        """
        monkeypatch.setattr(installation, "find_spec", lambda name: None)
        found = _found(settings, "tts_espeak")

        assert (Verdict.FAIL, False) == (found.verdict, found.required)
        assert "pip install espeakng_loader" in found.remedy

    def test_memory_that_is_scarce_is_a_warning(self, settings, monkeypatch):
        """
        Little memory makes films slow or ends them, but they can be tried.
        """
        scarce = psutil.virtual_memory()._replace(available=100 * 1024**2)
        monkeypatch.setattr(psutil, "virtual_memory", lambda: scarce)

        assert Verdict.WARNING is _found(settings, "memory").verdict
