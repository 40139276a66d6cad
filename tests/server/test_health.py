"""What a server says of itself while things are taken away from it and put back, over sockets."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import attrs
import pytest

from aura_core.ffmpeg.binary import bundled
from aura_core.outbound.calls import Planned, calls_in
from aura_core.verdicts import Verdict


pytestmark = [pytest.mark.render, pytest.mark.skipif(sys.platform != "linux", reason="takes things away as Linux does")]

PAGE = Path(__file__).parents[2] / "docs" / "api" / "health-api.md"

PATIENCE_S = 20
"""However busy the machine is; what is promised is two seconds."""


@attrs.frozen
class Place:
    """Where a server's things lie."""

    data: Path
    ffmpeg: Path
    fonts: Path
    scratch: Path


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    root = tmp_path_factory.mktemp("place")
    found = Place(*(root / name for name in ("data", "ffmpeg", "fonts", "scratch")))
    for folder in (found.data, found.fonts, found.scratch):
        folder.mkdir()
    found.ffmpeg.symlink_to(bundled())
    return found


@pytest.fixture(scope="module")
def client(serve_all, place):
    """A client of one server, which has to get over everything."""
    environment = {"AURA_FFMPEG_PATH": place.ffmpeg, "AURA_FONT_PATH": place.fonts, "TMPDIR": place.scratch}
    server = serve_all(place.data, **{name: str(value) for name, value in environment.items()})
    with server.client() as opened:
        _until(opened, _is_ready)
        yield opened


@contextlib.contextmanager
def _moved(path):
    """Take *path* away until the block ends."""
    away = path.with_name(f"{path.name}-away")
    path.rename(away)
    yield
    away.rename(path)


@contextlib.contextmanager
def _all_moved(folder, pattern):
    away = folder.with_name("database-away")
    away.mkdir()
    for path in folder.glob(pattern):
        path.rename(away / path.name)
    yield
    for path in away.iterdir():
        path.rename(folder / path.name)
    away.rmdir()


@contextlib.contextmanager
def _replaced(path, text, mode=0o755):
    path.unlink()
    path.write_text(text)
    path.chmod(mode)
    yield
    path.unlink()
    path.symlink_to(bundled())


@contextlib.contextmanager
def _forbidden(folder):
    """Let nobody write to *folder* until the block ends; root may write anywhere but to what is mounted read-only."""
    if os.geteuid():
        folder.chmod(0o555)
        yield
        folder.chmod(0o755)
    else:
        with _mounted(folder, "ro"):
            yield


@contextlib.contextmanager
def _mounted(folder, options):
    if (
        os.geteuid()
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("only root may mount")
    yield
    subprocess.run(["umount", "-l", folder], check=True)


@contextlib.contextmanager
def _spoilt(data):
    file = data / "settings" / "settings.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text("{nonsense")
    yield
    shutil.rmtree(file.parent)


FAULTS = {
    "FFmpeg is removed": ("FFmpeg", lambda place: _moved(place.ffmpeg)),
    "FFmpeg is replaced by what is none": ("FFmpeg", lambda place: _replaced(place.ffmpeg, "#!/bin/sh\nexit 7\n")),
    "FFmpeg may not be run": ("FFmpeg", lambda place: _replaced(place.ffmpeg, "FFmpeg", mode=0o644)),
    "a folder of fonts is removed": ("Fonts", lambda place: _moved(place.fonts)),
    "the data folder is removed": ("DataDirectory", lambda place: _moved(place.data)),
    "the data folder may not be written to": ("DataDirectory", lambda place: _forbidden(place.data)),
    "the folder for temporary files is removed": ("TempDirectory", lambda place: _moved(place.scratch)),
    "the database's file is removed": ("Database", lambda place: _all_moved(place.data, "jobs.sqlite*")),
    "the settings are spoilt": ("Settings", lambda place: _spoilt(place.data)),
}
"""What happens, and the check that names it; a full disk and a server of databases have tests of their own."""

DEGRADES = {"the settings are spoilt"}
"""After which films can still be made."""


def _until(client, wanted):
    """Ask until the answer is as *wanted*; return it."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        answer = client.get("/health/ready")
        if wanted(answer) or time.monotonic() > deadline:
            assert wanted(answer), answer.text
            return answer
        time.sleep(0.05)


def _is_ready(answer):
    return 200 == answer.status_code and "healthy" == answer.json()["status"]


def _told(answer, name):
    return next(check for check in answer.json()["checks"] if name == check["name"])


class TestFaults:
    @pytest.mark.parametrize("fault", FAULTS)
    def test_are_named_and_got_over(self, client, place, fault):
        """
        What is taken away is named with a remedy, wherever is asked, while the server lives on; put back, all is well.
        """
        name, taken = FAULTS[fault]
        with taken(place):
            answer = _until(client, lambda answer: "healthy" != _told(answer, name)["status"])
            check, degraded = _told(answer, name), fault in DEGRADES
            assert (200 if degraded else 503) == answer.status_code
            assert ("degraded" if degraded else "unhealthy") == answer.json()["status"] == check["status"]
            assert check["message"]
            assert check["remedy"]
            for address in ("/health", "/api/health/ready", "/api/health/details", "/api/health/system"):
                assert answer.status_code == client.get(address).status_code, address
            assert 200 == client.get("/health/live").status_code == client.get("/api/health").status_code
            assert answer.json()["ready"] == client.get("/api/health/summary").json()["isReady"] == degraded
        _until(client, _is_ready)

    def test_of_a_full_disk_are_named_and_got_over(self, serve, tmp_path):
        """
        A disk of 8 MB that is filled, and emptied again.
        """
        disk = tmp_path / "disk"
        disk.mkdir()
        limits = {"AURA_DISK_LOW_MIB": "4", "AURA_DISK_LEAST_MIB": "2"}
        with _mounted(disk, "size=8m"), serve(disk / "data", **limits).client() as client:
            _until(client, _is_ready)
            (disk / "filling").write_bytes(bytes(6 * 1024**2))
            full = _until(client, lambda answer: 503 == answer.status_code)
            (disk / "filling").unlink()
            _until(client, _is_ready)

        assert "E003-LOW_DISK_SPACE" == _told(full, "DiskSpace")["exception"]

    def test_of_too_little_room_are_as_the_owner_says(self, client):
        """
        How much room is too little is decided in the settings, and at once in force.
        """
        client.patch("/api/settings", json={"advanced": {"diskWarningGB": 1e6}})
        low = _until(client, lambda answer: "healthy" != _told(answer, "DiskSpace")["status"])
        client.patch("/api/settings", json={"advanced": {"diskCriticalGB": 1e6}})
        _until(client, lambda answer: 503 == answer.status_code)
        client.patch("/api/settings", json={"advanced": {"diskWarningGB": None, "diskCriticalGB": None}})
        _until(client, _is_ready)

        assert (200, "degraded") == (low.status_code, low.json()["status"])

    def test_of_a_stopped_database_are_named_and_got_over(self, serve, postgresql, postgresql_url):
        """
        A PostgreSQL that lets nobody in, and then does again.
        """
        name = postgresql_url.partition("?")[0].rpartition("/")[2]
        with serve(AURA_DATABASE_URL=postgresql_url).client() as client:
            _until(client, _is_ready)
            postgresql.psql(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false;")
            postgresql.psql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}';")
            stopped = _until(client, lambda answer: 503 == answer.status_code)
            live, jobs = client.get("/health/live"), client.get("/api/jobs")
            postgresql.psql(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true;")
            _until(client, _is_ready)

            assert 200 == client.get("/api/jobs").status_code
        assert "E503" == _told(stopped, "Database")["exception"]
        assert (200, 503) == (live.status_code, jobs.status_code)

    def test_do_not_harm_the_jobs(self, client, tiny, read):
        """
        After all of it, a film can be made.
        """
        job = client.post("/api/jobs", json=tiny).json()["id"]

        assert "job-completed" == read(client, f"/api/jobs/{job}/events")[-1][1]

    def test_are_those_of_the_page(self):
        """
        The table in the documents has every fault that is tried here, with the check that names it.
        """
        rows = re.findall(r"^\| ([^|]+) \| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)

        tried = {fault: name for fault, (name, _) in FAULTS.items()} | {
            "the disk is full": "DiskSpace",
            "the database is stopped": "Database",
        }

        assert tried.items() <= dict(rows).items()


class TestChecks:
    def test_are_those_of_the_page(self, client):
        """
        The page tells of every check: its group, and whether films need it.
        """
        rows = re.findall(r"^\| `(\w+)` \| `([^`]+)` \| ([^|]+) \| ([^|]+) \|", PAGE.read_text("utf-8"), re.MULTILINE)
        told = {(check, name, needed.strip(), tags.strip()) for check, name, needed, tags in rows}

        assert told == {
            (one["id"], one["name"], "yes" if one["required"] else "no", ", ".join(one["tags"]))
            for one in client.get("/health").json()["checks"]
        }


class TestProbes:
    def test_answer_as_each_client_wants(self, client):
        """
        Members that some client reads are there: a crash of the original's, where they are not.
        """
        ready = client.get("/health/ready").json()

        assert {"ready", "status", "timestamp", "duration", "checks", "errors"} <= ready.keys()
        assert {"name", "status", "message", "details", "description", "data", "tags"} <= ready["checks"][0].keys()
        assert ready.keys() == client.get("/api/health/ready").json().keys()
        assert {"status": "healthy"}.items() <= client.get("/health/live").json().items()
        assert {"status": "healthy"}.items() <= client.get("/healthz").json().items()
        assert {"status": "ok", "service": "Aura.Api"}.items() <= client.get("/healthz/simple").json().items()
        assert client.get("/api/health/llm").json()["providers"]

    @pytest.mark.parametrize("tag", ["db", "config", "dependencies", "infrastructure", "providers"])
    def test_answer_for_each_group(self, client, tag):
        """
        Each tag has checks.
        """
        group = client.get(f"/health/{tag}").json()

        assert tag == group["tag"]
        assert all(tag in check["tags"] for check in group["checks"])
        assert group["checks"]

    def test_answer_for_no_other_group(self, client):
        """
        A tag that there is not is a problem.
        """
        assert 404 == client.get("/health/nothing").status_code

    def test_look_at_providers_when_asked_to(self, client):
        """
        A provider can be looked at now, and its failures be forgotten.
        """
        looked = client.post("/api/health/providers/slides/check").json()

        assert ("Slides", True) == (looked["providerName"], looked["isHealthy"])
        assert 4 <= len(client.post("/api/health/providers/check-all").json())
        assert 0 == client.post("/api/health/providers/slides/reset").json()["consecutiveFailures"]

    def test_say_who_is_left_alone(self, client, place):
        """
        What the calls of any process come to is told at once, and can be put right.
        """
        calls = calls_in(place.data)
        for _ in range(5):
            calls.fail(calls.begin(Planned("film", "script", "openai"), lambda _: 0.0)[0], Verdict.TIMEOUT)
        before = client.get("/api/health/circuit-breakers").json()
        details = client.get("/api/health/circuit-breakers/details").json()["breakers"]
        reset = client.post("/api/health/circuit-breakers/OpenAI/reset").json()

        assert {"openai": "Open"} == before["states"]
        assert [("openai", 5)] == [(one["providerName"], one["consecutiveFailures"]) for one in details]
        assert details[0]["nextRetryTime"] > details[0]["lastCall"]
        assert ("Closed", None) == (reset["state"], reset["nextRetryTime"])
        assert 0 == client.post("/api/health/circuit-breakers/reset-all").json()["open"]
        assert 404 == client.post("/api/health/circuit-breakers/nobody/reset").status_code

    def test_mend_only_what_needs_no_person(self, client):
        """
        FFmpeg is restored, which here means left alone; anything else is refused.
        """
        mended = client.post("/api/health/auto-fix", json={"issueCode": "E302-FFMPEG_NOT_FOUND"}).json()

        assert (True, str(bundled())) == (mended["success"], mended["ffmpegPath"])
        assert 400 == client.post("/api/health/auto-fix", json={"issueCode": "E003-LOW_DISK_SPACE"}).status_code
