"""
What is said of an FFmpeg that works, and of one that does not.
"""

from pathlib import Path

import pytest

from aura_core.ffmpeg import binary
from aura_core.ffmpeg.report import check_of, detection_of, info_of, rescan_of, status_of, survey
from aura_core.model.ffmpeg import HardwareAcceleration


@pytest.fixture
def alone(tmp_path, monkeypatch):
    """No FFmpeg anywhere, and a function that puts one somewhere."""
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.setattr(binary, "_FOLDERS", {"linux": ()})
    monkeypatch.setattr(binary, "bundled", lambda: None)

    def put(text, name="ffmpeg"):
        path = tmp_path / "path" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
        return path

    return put


def _told(found):
    status = status_of(found, "x")
    return status.installed, status.valid, status.source, status.mode, status.last_validation_result, status.error_code


class TestStatus:
    def test_of_the_one_from_pip(self):
        """
        The one that belongs to the installation is valid, local, and says its version.
        """
        status = status_of(survey(), "x")

        assert (True, True, "Bundled", "local", "ok", None) == _told(survey())
        assert (status.error, "x") == (None, status.correlation_id)
        assert status.version
        assert status.last_validated_at

    def test_of_one_on_the_path(self, alone):
        """
        One that the system has is the system's.
        """
        path = alone("echo ffmpeg version 7.1 x")

        assert (True, True, "PATH", "system", "ok", None) == _told(survey())
        assert str(path) == status_of(survey(), "x").path

    def test_of_one_that_was_chosen(self, alone):
        """
        One that the owner named is custom.
        """
        assert (True, True, "Environment", "custom", "ok", None) == _told(
            survey(alone("echo ffmpeg version 7.1 x", "own"))
        )

    def test_of_none(self, alone):
        """
        Without any, it says so, and how to get one.
        """
        found = survey()

        assert (False, False, None, "none", "notfound", "E302-FFMPEG_NOT_FOUND") == _told(found)
        assert "There is no FFmpeg." in detection_of(found, "x").message
        assert detection_of(found, "x").how_to_fix

    def test_of_one_that_was_chosen_and_is_gone(self, alone, tmp_path):
        """
        A wrong path is not made up for by another FFmpeg.
        """
        alone("echo ffmpeg version 7.1 x")

        assert (False, False, "Environment", "none", "notfound", "E302-FFMPEG_NOT_FOUND") == _told(
            survey(tmp_path / "no")
        )

    @pytest.mark.parametrize(
        ("text", "result"),
        [
            ("exit 3", "executionerror"),
            ("kill -9 $$", "executionerror"),
            ("echo hello", "invalidbinary"),
            ("echo ffmpeg version 4.2 x", "invalidbinary"),
        ],
    )
    def test_of_one_that_is_broken(self, alone, text, result):
        """
        One that is there and cannot be used is installed, not valid, and says why.
        """
        chosen = alone(text, "own")

        assert (True, False, "Environment", "custom", result, "E302-FFMPEG_VALIDATION") == _told(survey(chosen))

    def test_of_one_that_was_named_and_is_none(self, tmp_path):
        """
        What the settings name and is no FFmpeg was not run.
        """
        script = tmp_path / "ffmpeg"
        script.write_text("#!/bin/sh\necho ffmpeg version 8 x\n")
        script.chmod(0o755)
        found = survey(named=str(script))

        assert (True, False, "Configured", "custom", "invalidbinary", "E346") == _told(found)
        assert not check_of(found, "x").candidates[0].execution_attempted


class TestAnswers:
    def test_agree(self, alone):
        """
        Status, information, detection and scan are the same truth in other words.
        """
        alone("echo ffmpeg version 7.1 x")
        found = survey()
        status, info = status_of(found, "x"), info_of(found, HardwareAcceleration(), "x")
        detection, scan = detection_of(found, "x"), rescan_of(found, "x")

        for other in (info, detection, scan):
            assert (status.installed, status.valid, status.version, status.path, status.source) == (
                *(other.installed, other.valid, other.version, other.path, other.source),
            )
        assert (True, "5.1") == (info.version_meets_requirement, info.minimum_version)
        assert detection.success
        assert scan.success

    def test_say_what_is_too_old(self, alone):
        """
        The version is told though it cannot be used, and that it does not meet what is needed.
        """
        info = info_of(survey(alone("echo ffmpeg version 4.4.1 x", "own")), HardwareAcceleration(), "x")

        assert ("4.4.1", False, False) == (info.version, info.version_meets_requirement, info.valid)
        assert "older than 5.1" in info.error

    def test_check_every_place(self, alone, tmp_path):
        """
        Each place is told with what the program there said, also those after the one that counts.
        """
        chosen, on_path = alone("echo ffmpeg version 8.0 x; echo more", "own"), alone("exit 3")
        checked = check_of(survey(chosen, str(tmp_path / "none"), every=True), "x")
        named, own, bundled, path = checked.candidates

        assert ["Configured", "Environment", "Bundled", "PATH"] == [one.label for one in checked.candidates]
        assert (False, False, None) == (named.exists, named.execution_attempted, named.exit_code)
        assert (True, "8.0", 0, "ffmpeg version 8.0 x\nmore\n") == (
            *(own.valid, own.version_parsed, own.exit_code, own.raw_version_output),
        )
        assert (None, False) == (bundled.path, bundled.exists)
        assert (str(on_path), True, 3, False) == (path.path, path.exists, path.exit_code, path.valid)
        assert ("Configured", False, None) == (
            *(checked.overall.source, checked.overall.valid, checked.overall.chosen_path),
        )

    def test_ask_anew(self, alone):
        """
        A program that did not change is asked again when it is to be.
        """
        path = alone('echo x >> "$0.told"; echo ffmpeg version 7.1 x')
        survey()
        survey()
        assert "x\n" == Path(f"{path}.told").read_text()

        survey(anew=True)
        assert "x\nx\n" == Path(f"{path}.told").read_text()
