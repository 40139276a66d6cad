"""
The command line as a user types it, with a machine of its own: data, temporary files and processes are looked at
afterwards.
"""

import gc
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

from aura_core.cli import aura
from aura_core.ffmpeg.binary import locate


SMALL = ("--res", "64x64", "--fps", "5")


@attrs.frozen
class Said:
    """
    How a command ended.

    Attributes:
        code: The exit code.

        out: What it wrote to stdout.

        err: What it wrote to stderr.
    """

    code: int
    out: str
    err: str

    @property
    def told(self):
        """The codes of the errors that were told, in order."""
        lines = (line for line in self.err.splitlines() if line.startswith("Error "))
        return [line.removeprefix("Error ").partition(":")[0] for line in lines]

    @property
    def remedy(self):
        """The last line, which says what to do."""
        return self.err.splitlines()[-1]


@attrs.frozen
class Machine:
    """
    Where commands run.

    Attributes:
        root: Holds everything; ``films`` is the working directory.
    """

    root: Path

    @property
    def films(self):
        """Where films go."""
        return self.root / "films"

    @property
    def data(self):
        """Where results are kept."""
        return self.root / "data"

    @property
    def temporary(self):
        """Where temporary files go."""
        return self.root / "temporary"

    def environment(self, **settings):
        """Return the environment of a command."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AURA_")}
        own = {"AURA_DATA_PATH": str(self.data), "TMPDIR": str(self.temporary), "PYTHONIOENCODING": "utf-8"}
        return kept | own | settings

    def left(self):
        """Name what a command should not have left: temporary files, half results, processes."""
        found = [*self.temporary.iterdir(), *self.data.rglob(".*"), *self.data.rglob("*.lock")]
        return [*map(str, found), *self._processes()]

    def _processes(self):
        """Name the processes that were started with our folder of temporary files and still are."""
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if os.fsencode(f"TMPDIR={self.temporary}\0") in (folder / "environ").read_bytes():
                    yield (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue


@pytest.fixture(scope="session")
def ffmpeg():
    """The FFmpeg that came with the installation."""
    return locate()


@pytest.fixture
def machine(tmp_path):
    """An empty machine."""
    made = Machine(tmp_path)
    for folder in (made.films, made.temporary, made.data):
        folder.mkdir()
    return made


@pytest.fixture
def run(machine):
    """
    Give a function that runs ``aura`` in a process of its own, as a user would, and sees that it leaves nothing.
    """

    def run(*arguments, settings=(), stdin=b""):
        done = subprocess.run(
            [sys.executable, "-m", "aura_core", *arguments],
            cwd=machine.films,
            env=machine.environment(PYTHONPATH=str(Path(__file__).parents[2]), **dict(settings)),
            input=stdin,
            capture_output=True,
            check=False,
        )
        said = Said(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in said.err
        assert [] == machine.left()
        return said

    return run


@pytest.fixture
def ask(machine, monkeypatch):
    """
    Give a function that runs ``aura`` in this process, which takes a tenth of the time.
    """
    monkeypatch.chdir(machine.films)
    monkeypatch.setattr(tempfile, "tempdir", str(machine.temporary))

    def ask(*arguments, settings=(), stdin=b""):
        cleared = {name: None for name in os.environ if name.startswith("AURA_")}
        given = {"AURA_DATA_PATH": str(machine.data), "TMPDIR": str(machine.temporary)}
        done = CliRunner().invoke(aura, arguments, input=stdin, env=cleared | given | dict(settings))
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Said(done.exit_code, done.stdout, done.stderr)

    return ask


@pytest.fixture
def create(ask, machine):
    """
    Give a function that has a small film made, sees that nothing else is left, and returns how that ended and the names
    of what was made.
    """

    def create(*arguments, output="film.mp4", **circumstances):
        said = ask("create", *arguments, *SMALL, "-o", output, **circumstances)
        # Folders of fonts go with whom they were for, who may hang on to the error that was raised.
        gc.collect()
        assert [] == machine.left()
        made = sorted(str(path.relative_to(machine.films)) for path in machine.films.rglob("*") if path.is_file())
        return said, made

    return create


@pytest.fixture
def script(machine):
    """Give a function that writes a script and returns its path."""

    def script(text, name="script.md"):
        path = machine.root / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return script
