"""
Whatever the machine does in the middle of a film: an error that says so, nothing half made, nothing left.
"""

import hashlib
import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from aura_core.ffmpeg import command


pytestmark = pytest.mark.render

PATIENCE_S = 120
"""Only for a machine that stands still; nothing waits for it."""


@pytest.fixture
def disk(machine):
    """Give a function that mounts a disk of some size; skipped where only root may."""
    mounted = []

    def disk(size):
        folder = machine.root / f"disk-{size}"
        folder.mkdir()
        argv = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)]
        try:
            subprocess.run(argv, capture_output=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("no disk can be mounted here")
        mounted.append(folder)
        return folder

    yield disk
    for folder in mounted:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def begun(machine):
    """Give a function that starts ``aura create`` and leaves it to itself."""
    started = []

    def begun(*arguments, output="film.mp4", **settings):
        process = subprocess.Popen(
            [sys.executable, "-m", "aura_core", "create", *arguments, "-o", output],
            cwd=machine.films,
            env=machine.environment(PYTHONPATH=str(Path(__file__).parents[2]), AURA_WORKERS="1", **settings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        started.append(process)
        return process

    yield begun
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def caught(machine, ffmpeg):
    """
    Give the path of an FFmpeg that stops before a task, and a function that waits until it has and returns its process.
    """
    fifo, program = machine.root / "caught", machine.root / "ffmpeg"
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)

    def caught(task):
        program.write_text(
            f'#!/bin/sh\ncase "$*" in {task}) echo $$ >"{fifo}"; kill -STOP $$;; esac\nexec "{ffmpeg.path}" "$@"\n'
        )
        program.chmod(0o755)
        return str(program)

    def wait():
        ready, _, _ = select.select([reader], [], [], PATIENCE_S)
        assert ready
        return int(os.read(reader, 100).split()[0])

    yield caught, wait
    os.close(reader)


class TestFullDisks:
    @pytest.fixture
    def large(self, machine, script):
        """What asks for a film that is not small."""
        folder = machine.root / "pictures"
        folder.mkdir()
        Image.effect_noise((640, 360), 100).save(folder / "noise.png")
        size = ("--res", "640x360", "--fps", "15", "--quality", "100", "--captions", "burn")
        return ("create", "--script", script("Tides."), "--images", str(folder), *size)

    @pytest.mark.parametrize("size", ["16k", "400k"])
    def test_for_results_leave_nothing_half_made(self, run, machine, large, disk, size):
        """
        No room for results, from the first on or in the middle of encoding, is told as that.
        """
        data = disk(size)
        said = run(*large, "-o", "film.mp4", settings={"AURA_DATA_PATH": str(data)})

        assert (4, ["E003-LOW_DISK_SPACE"]) == (said.code, said.told)
        assert "Free some space" in said.remedy
        assert [] == list(machine.films.iterdir())
        assert [] == [path for path in data.rglob("*") if path.name.startswith(".") or path.suffix == ".lock"]

    def test_for_the_film_leave_nothing_half_made(self, run, large, disk):
        """
        A film that does not fit where it was asked for is not there, nor is anything beside it.
        """
        films = disk("64k")
        said = run(*large, "--with", "all", "-o", str(films / "film.mp4"))

        assert (4, ["E003-LOW_DISK_SPACE"]) == (said.code, said.told)
        assert [] == list(films.iterdir())

    def test_for_temporary_files_leave_nothing_half_made(self, run, machine, large, disk):
        """
        No room for temporary files is no error of FFmpeg's.
        """
        temporary = disk("16k")
        said = run(*large, "-o", "film.mp4", settings={"TMPDIR": str(temporary)})

        assert (4, ["E003-LOW_DISK_SPACE"]) == (said.code, said.told)
        assert [] == [*machine.films.iterdir(), *temporary.iterdir()]


class TestKilled:
    @pytest.mark.parametrize("task", ["*ebur128*", "*pipe:0*", "*ffconcat*"])
    def test_ffmpegs_are_told(self, begun, caught, machine, script, task):
        """
        An FFmpeg that is killed while it measures, encodes or joins is an error with its signal.
        """
        catch, wait = caught
        aura = begun("--script", script("Tides."), "--res", "64x64", "--fps", "5", AURA_FFMPEG_PATH=catch(task))
        os.kill(wait(), signal.SIGKILL)
        _, said = aura.communicate(timeout=PATIENCE_S)

        assert 1 == aura.returncode
        assert b"Error E304-FFMPEG_RUNTIME: FFmpeg was killed by signal 9" in said
        assert b"Traceback" not in said
        assert [] == [*machine.films.iterdir(), *machine.left()]

    @pytest.mark.parametrize(
        ("task", "number"),
        [("*ebur128*", signal.SIGHUP), ("*pipe:0*", signal.SIGTERM), ("*ffconcat*", signal.SIGINT)],
    )
    def test_films_take_everything_with_them(self, begun, caught, machine, script, task, number):
        """
        Ctrl-C, a polite kill and a terminal that is closed end FFmpeg too, even one that stands still.
        """
        catch, wait = caught
        aura = begun("--script", script("Tides."), "--res", "64x64", "--fps", "5", AURA_FFMPEG_PATH=catch(task))
        wait()
        aura.send_signal(number)
        _, said = aura.communicate(timeout=PATIENCE_S)

        assert 130 == aura.returncode
        assert b"Stopped.\n" == said[-9:]
        assert [] == [*machine.films.iterdir(), *machine.left()]


class TestTwoAtOnce:
    def test_leave_one_film_that_is_whole(self, begun, run, machine, script, ffmpeg):
        """
        Of runs that write different films to the same place at once, all end well, and one is there, byte for byte.
        """
        own = script("# Tides\n\nTides rise and fall. The moon pulls.")
        small = ("--script", own, "--res", "64x64", "--fps", "5", "--with", "srt", "--json")
        runs = [begun(*small, "--seed", str(seed)) for seed in (1, 2, 1)]
        said = [process.communicate(timeout=PATIENCE_S)[0] for process in runs]
        digests = {json.loads(events.splitlines()[-1])["artifact"]["digest"] for events in said}
        film = machine.films / "film.mp4"
        argv = command.count_packets(ffmpeg, film)

        assert [0, 0, 0] == [process.returncode for process in runs]
        assert hashlib.sha256(film.read_bytes()).hexdigest() in digests
        assert b"" == subprocess.run(argv, capture_output=True, check=True).stderr
        assert ["film.mp4", "film.srt"] == sorted(path.name for path in machine.films.iterdir())
        assert [] == machine.left()
