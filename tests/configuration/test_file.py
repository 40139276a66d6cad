"""The owner's document on disk."""

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import attrs
import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from aura_core.configuration import SettingsFile
from aura_core.configuration.secrets import parted
from aura_core.errors import ConflictError, DiskFullError, OutputError
from aura_core.model.settings import UserSettings
from aura_core.model.settings.application import UISettings
from aura_core.testing.strategies import user_settings


def louder(settings, by=1):
    """Make one more shortcut, so that every writer leaves a trace."""
    shortcuts = dict(settings.editor_preferences.keyboard_shortcuts)
    for _ in range(by):
        shortcuts[str(len(shortcuts))] = "x"
    return attrs.evolve(
        settings, editor_preferences=attrs.evolve(settings.editor_preferences, keyboard_shortcuts=shortcuts)
    )


def count(settings):
    return len(settings.editor_preferences.keyboard_shortcuts)


@pytest.fixture
def file(tmp_path):
    return SettingsFile(tmp_path)


class TestReading:
    def test_of_nothing_are_the_defaults(self, file):
        """
        Where there is no document, the defaults are in force, and reading writes nothing.
        """
        assert UserSettings() == file.read().settings
        assert not file.folder.exists()

    @given(settings=user_settings())
    def test_gives_what_was_written_but_secrets(self, settings, tmp_path_factory):
        """
        Whatever is written is read again, in every process alike, without the secrets.
        """
        folder = tmp_path_factory.mktemp("data")
        written = SettingsFile(folder).change(lambda _: settings)

        bare, _ = parted(settings)
        assert bare == attrs.evolve(written, version=settings.version, last_updated=settings.last_updated)
        assert written == SettingsFile(folder).read().settings

    def test_sees_what_others_write(self, file, tmp_path):
        """
        A change by somebody else is in force at the next look.
        """
        other = SettingsFile(tmp_path)
        for expected in range(1, 20):
            file.change(louder)

            assert expected == count(other.read().settings)

    def test_is_for_the_owner_only(self, file):
        """
        The folder and every file in it can be read by nobody else.
        """
        file.change(louder)

        assert 0o700 == file.folder.stat().st_mode & 0o777
        assert {0o600} == {path.stat().st_mode & 0o777 for path in file.folder.iterdir()}

    def test_goes_through_a_link(self, file, tmp_path):
        """
        A document that is a link stays one; what it leads to is changed.
        """
        kept = tmp_path / "dotfiles" / "aura.json"
        kept.parent.mkdir()
        kept.write_text("{}")
        file.folder.mkdir()
        file.path.symlink_to(kept)
        file.change(louder)

        assert file.path.is_symlink()
        assert 1 == len(json.loads(kept.read_text())["editorPreferences"]["keyboardShortcuts"])


class TestWhatCannotBeRead:
    @pytest.mark.parametrize("text", [b"{", b"\xff\xfe", b"[" * 100_000, b'{"general": NaN}', b"[]", b""])
    def test_is_set_aside(self, file, text, caplog):
        """
        A document that is no settings at all is kept under another name, and said so as long as it lies there, and once
        in the log.
        """
        file.change(louder)
        file.path.write_bytes(text)
        first, second = file.read(), file.read()

        (aside,) = second.set_aside
        assert [str(aside)] == [record.path for record in caplog.records]
        assert first.issues
        assert not second.issues
        assert text == aside.read_bytes()
        assert UserSettings() == second.settings

    def test_leaves_what_can_be_in_force(self, file):
        """
        One wrong value costs that value; the document as it was is kept.
        """
        document = {
            "general": {"autosaveIntervalSeconds": 7, "language": "de-DE"},
            "advanced": {"offlineMode": True},
            "export": {"uploadDestinations": [{"id": "a", "port": 0}, {"id": "b", "name": "Studio"}]},
        }
        file.folder.mkdir(parents=True)
        file.path.write_text(json.dumps(document))
        reading = file.read()

        assert {"$.general.autosaveIntervalSeconds", "$.export.uploadDestinations[0].port"} == {
            issue.path for issue in reading.issues
        }
        assert (300, "de-DE", True) == (
            reading.settings.general.autosave_interval_seconds,
            reading.settings.general.language,
            reading.settings.advanced.offline_mode,
        )
        assert ["b"] == [one.id for one in reading.settings.export.upload_destinations]
        assert document == json.loads(reading.set_aside[0].read_text())
        assert reading.settings == SettingsFile(file.folder.parent).read().settings

    def test_is_no_obstacle_to_writing(self, file):
        """
        Whoever writes first after it sets it aside as well.
        """
        file.folder.mkdir(parents=True)
        file.path.write_text("broken")
        file.change(louder)

        reading = file.read()
        assert (1, 1) == (count(reading.settings), len(reading.set_aside))

    def test_is_left_alone_when_a_newer_aura_wrote_it(self, file):
        """
        A document of a later version is read as far as it goes, and never written over.
        """
        file.folder.mkdir(parents=True)
        text = '{"version": "2.0.0", "general": {"language": "fr", "autosaveIntervalSeconds": "often"}}'
        file.path.write_text(text)

        assert "fr" == file.read().settings.general.language
        with pytest.raises(ConflictError, match="newer Aura"):
            file.change(louder)
        assert text == file.path.read_text()
        assert () == file.read().set_aside


class TestWriting:
    def test_waits_for_others(self, file, tmp_path):
        """
        Of many writers at a time, in threads and processes, none is lost.
        """
        code = (
            "import sys; sys.path.insert(0, sys.argv[2]); from test_file import *; from pathlib import Path\n"
            "for _ in range(15): SettingsFile(Path(sys.argv[1])).change(louder)"
        )
        argv = [sys.executable, "-c", code, str(tmp_path), os.path.dirname(__file__)]  # noqa: PTH120
        others = [subprocess.Popen(argv) for _ in range(2)]
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: SettingsFile(tmp_path).change(louder), range(20)))

        assert [0, 0] == [other.wait(timeout=60) for other in others]
        assert 50 == count(file.read().settings)

    @pytest.mark.parametrize("moment", ["os.fsync", "pathlib.Path.replace"])
    def test_survives_a_crash(self, file, tmp_path, moment):
        """
        A process that is killed while it writes leaves the old document, and no lock and no leftover for long.
        """
        file.change(louder)
        code = (
            "import sys, os, pathlib, signal; sys.path.insert(0, sys.argv[2]); from test_file import *\n"
            f"{moment} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
            "SettingsFile(pathlib.Path(sys.argv[1])).change(lambda old: louder(old, 100))"
        )
        argv = [sys.executable, "-c", code, str(tmp_path), os.path.dirname(__file__)]  # noqa: PTH120
        killed = subprocess.run(argv, check=False)

        assert -signal.SIGKILL == killed.returncode
        assert 1 == count(file.read().settings)
        assert 2 == count(file.change(louder))
        assert {"settings.json", ".lock"} == {path.name for path in file.folder.iterdir()}

    def test_changes_nothing_when_something_goes_wrong(self, file):
        """
        Neither an objection nor what is to be done with it leaves half a change.
        """
        file.change(louder)

        def fail(*_):
            raise DiskFullError("Full.", remedy="Free some room.")

        for change, also in ((fail, None), (louder, fail)):
            with pytest.raises(DiskFullError):
                file.change(change, also=also)
        assert 1 == count(file.read().settings)
        assert {"settings.json", ".lock"} == {path.name for path in file.folder.iterdir()}

    def test_says_when_it_cannot(self, tmp_path):
        """
        A data folder that is none is an error with a remedy, for writers and readers alike.
        """
        (tmp_path / "settings").write_text("a file")
        file = SettingsFile(tmp_path)

        with pytest.raises(OutputError):
            file.change(louder)
        assert UserSettings() == file.read().settings


class OneDocument(RuleBasedStateMachine):
    """Several who have the document open, and a model of what it says."""

    def __init__(self):
        super().__init__()
        self.folder = self.make_folder()
        self.open = [SettingsFile(self.folder) for _ in range(3)]
        self.model = UserSettings()
        self.broken = 0

    @rule(scale=st.integers(50, 300))
    def replace(self, scale):
        self.model = self.open[0].change(lambda _: UserSettings(ui=UISettings(scale=scale)))

    @rule()
    def count_up(self):
        self.model = self.open[1].change(louder)

    @rule()
    def reopen(self):
        self.open = [SettingsFile(self.folder), *self.open[1:]]

    @rule()
    def break_it(self):
        if self.open[0].path.exists():
            self.open[0].path.write_text("{" + "x" * self.broken)
            self.broken += 1
            self.model = UserSettings()

    @invariant()
    def all_see_the_same(self):
        for file in self.open:
            assert self.model == file.read().settings
            assert self.broken == len(file.read().set_aside)


def test_holds_whatever_happens(tmp_path_factory):
    """
    Whoever writes, breaks or opens it: all see the last document that was written whole, and every one set aside.
    """

    class Here(OneDocument):
        make_folder = staticmethod(lambda: tmp_path_factory.mktemp("data"))

    run_state_machine_as_test(Here, settings=hypothesis.settings(max_examples=8, stateful_step_count=15))
