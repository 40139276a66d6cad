"""The server as a process: how it starts, stops, and goes on."""

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest


pytestmark = pytest.mark.render


class TestServer:
    def test_stops_when_asked_and_goes_on_when_started(self, serve, long, read):
        """
        Asked to stop, it ends its streams and leaves the job to be finished when it is started again.
        """
        server = serve()
        job = server.create(**long)
        with server.client() as client, client.stream("GET", f"/api/jobs/{job}/events") as stream:
            lines = stream.iter_lines()
            while '"step": "mux"' not in next(lines):
                pass
            code, said = server.stop()
            rest = list(lines)
        server = serve()
        with server.client() as client:
            told = read(client, f"/api/jobs/{job}/events?lastEventId=0")

        assert 0 == code
        assert all(json.loads(line)["event"] for line in said.splitlines())
        assert not {"event: job-completed", "event: job-failed", "event: job-cancelled"} & set(rest)
        assert "job-completed" == told[-1][1]
        assert 1 == sum(name == "job-completed" for _, name, _ in told)

    def test_says_first_where_it_listens(self, serve):
        """
        The first line on stdout is JSON with the URL; the log goes to stderr, a line of JSON a request; ^C ends it.
        """
        server = serve()
        with server.client() as client:
            found = client.get("/api/jobs", headers={"X-Correlation-ID": "mine"})
        code, said = server.stop(signal.SIGINT)

        assert 0 == code
        assert {"event": "listening", "url": server.url} == json.loads(server.first_line)
        assert "mine" == found.headers["x-correlation-id"]
        assert ["mine"] == [json.loads(line).get("correlation_id") for line in said.splitlines() if "/api/jobs" in line]

    def test_has_its_folder_for_itself(self, serve, tmp_path):
        """
        A second server on one data folder says so in a line and ends.
        """
        serve()
        second = _started("--port", "0", "--data-dir", str(tmp_path / "data"))

        assert 0 != second.returncode
        assert "Another process already makes films" in second.stderr
        assert "Traceback" not in second.stderr
        assert "" == second.stdout

    def test_refuses_what_cannot_be(self, tmp_path):
        """
        A port in use, an address that others reach and a database of another kind are told in a line each.
        """
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            used = _started("--port", port, "--data-dir", str(tmp_path))
        open_to_all = _started("--host", "0.0.0.0", "--port", "0", "--data-dir", str(tmp_path))
        strange = _started("--port", "0", "--data-dir", str(tmp_path), AURA_DATABASE_URL="mysql://x/y")

        for url in ("http://127.0.0.1:99999", "http://[bad", "localhost:5017"):
            wrong = _started("--data-dir", str(tmp_path), AURA_API_URL=url)
            assert (2, True) == (wrong.returncode, "is no address to listen to" in wrong.stderr)

        limits = _started("--data-dir", str(tmp_path), "--trust-proxy", "here", AURA_RATE_LIMITS="films=3,jobs=-1")

        assert (2, 3) == (limits.returncode, limits.stderr.count("(AURA_"))
        assert (2, 2, 2) == (used.returncode, open_to_all.returncode, strange.returncode)
        assert "can be reached from other machines" in open_to_all.stderr
        assert "cannot be listened to" in used.stderr
        assert "neither sqlite nor postgresql" in strange.stderr
        assert "Traceback" not in used.stderr + strange.stderr


@pytest.fixture(scope="module")
def undisturbed(server_of, long, read, tmp_path_factory):
    """Films of different lengths: what was asked for, and the digest of each, made by a server that nobody kills."""
    bodies = [{**long, "script": long["script"][: 37 * parts], "seed": parts} for parts in (2, 6, 15)]
    server = server_of(tmp_path_factory.mktemp("undisturbed"))
    films = [(body, _film(server, server.create(**body), read)) for body in bodies]
    server.stop()
    return films


class TestCrash:
    @pytest.mark.parametrize("database", ["sqlite", "postgresql"])
    def test_loses_nothing(self, serve, undisturbed, read, request, database):
        """
        Killed again and again at any moment of any job, the server finishes every one once, byte for byte the same.
        """
        urls = {"AURA_DATABASE_URL": request.getfixturevalue("postgresql_url")} if database == "postgresql" else {}
        chance = Random(database)
        server = serve(**urls)
        jobs = [server.create(**body) for body, _ in undisturbed]
        seen = dict.fromkeys(jobs, 0)
        for _ in range(5):
            job = chance.choice(jobs)
            seen[job] = _read_further(server, job, seen[job], chance.randrange(1, 25))
            # Some time after the event, as answers take it: what is told is told at the borders of what is done.
            with server.client() as client:
                for _ in range(chance.randrange(40)):
                    client.get(f"/api/jobs/{job}")
            server.kill()
            server = serve(**urls)
        for job, (_, film) in zip(jobs, undisturbed, strict=True):
            with server.client() as client:
                told = read(client, f"/api/jobs/{job}/events?lastEventId=0")
            statuses = [data for _, name, data in told if name == "step-status"]
            succeeded = [data["step"] for data in statuses if data["status"] == "Succeeded"]
            # What says how a job is, and that the stream lives, has none.
            numbers = [number for number, _, _ in told if number]

            assert film == _film(server, job, read)
            assert 1 == sum(name == "job-completed" for _, name, _ in told)
            assert ["preflight", "script", "narration", "broll", "subtitles", "mux"] == succeeded
            assert list(range(1, len(numbers) + 1)) == numbers


class TestTwoServers:
    def test_share_a_database(self, serve, long, tiny, read, tmp_path, postgresql_url):
        """
        What one server was asked for can be followed and cancelled at another, and is finished by it when the one dies.
        """
        one, other = (serve(tmp_path / "data", AURA_DATABASE_URL=postgresql_url) for _ in range(2))
        cancelled, finished = one.create(**long), one.create(**tiny)
        _read_past(other, cancelled, 0, '"mux"')
        with other.client() as client:
            assert 202 == client.post(f"/api/jobs/{cancelled}/cancel").status_code
            one.kill()
            told = [read(client, f"/api/jobs/{job}/events?lastEventId=0") for job in (cancelled, finished)]

        assert ["job-cancelled", "job-completed"] == [frames[-1][1] for frames in told]


class TestOutage:
    def test_of_the_database_is_got_over(self, serve, long, read, postgresql, postgresql_url):
        """
        While the database is away, answers say so, and a server that is asked to stop does; the job is done, once.
        """
        server = serve(AURA_DATABASE_URL=postgresql_url)
        job = server.create(**long)
        seen = _read_past(server, job, 0, '"mux"')
        back = _taken_away(postgresql, postgresql_url)
        with server.client() as client:
            away = client.get(f"/api/jobs/{job}")
            back()
            # Whoever reads on hears what is told after it.
            seen = _read_further(server, job, seen, 2)
            back = _taken_away(postgresql, postgresql_url)
        code, said = server.stop()
        back()
        server = serve(AURA_DATABASE_URL=postgresql_url)
        with server.client() as client:
            told = read(client, f"/api/jobs/{job}/events?lastEventId=0")

        assert (503, "E503", True) == (away.status_code, away.json()["errorCode"], away.json()["retryable"])
        assert 0 == code
        assert "Traceback" not in said
        assert "job-completed" == told[-1][1]
        assert 1 == sum(name == "job-completed" for _, name, _ in told)


def _taken_away(postgresql, url):
    """Let nobody into the database any more, and return what lets them in again."""
    name = url.rpartition("/")[2].partition("?")[0]
    postgresql.psql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false;")
    postgresql.psql(f"SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity WHERE datname = '{name}';")
    return lambda: postgresql.psql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true;")


def _read_past(server, job, seen, marker):
    """Read events after the one numbered *seen* until one mentions *marker*, and return its number."""
    with server.client() as client, client.stream("GET", f"/api/jobs/{job}/events?lastEventId={seen}") as stream:
        for line in stream.iter_lines():
            if line.startswith("id: "):
                seen = int(line[4:])
            elif f'"step": {marker}' in line:
                return seen
    return seen


def _read_further(server, job, seen, count):
    """Read *count* events after the one numbered *seen*, or all that come, and return the number of the last."""
    with server.client() as client, client.stream("GET", f"/api/jobs/{job}/events?lastEventId={seen}") as stream:
        for line in stream.iter_lines():
            if line.startswith("id: "):
                seen, count = int(line[4:]), count - 1
                if not count:
                    break
    return seen


def _film(server, job, read):
    with server.client() as client:
        read(client, f"/api/jobs/{job}/events?lastEventId=0")
        found = client.get(f"/api/jobs/{job}/download")
    assert 200 == found.status_code, found.text
    return hashlib.sha256(found.content).hexdigest()


def _started(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "aura_http", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, **environment},
        cwd=Path(__file__).parent,
    )
