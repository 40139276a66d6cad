"""A job's events over a socket."""

import random
import socket
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest


pytestmark = pytest.mark.render

LAST = {"job-completed", "job-failed", "job-cancelled"}
SPELLINGS = {
    "/api/jobs/{}/stream": ["complete", "complete", "complete"],
    "/api/jobs/{}/progress/stream": ["job-completed", "job-failed", "job-failed"],
    "/api/video/{}/stream": ["done", "error", "error"],
}
"""Streams for other clients, and how each tells that a film was made, could not be made, and is not wanted."""


@pytest.fixture(scope="module")
def server(serve_all):
    """A server for all tests that leave it as it was."""
    return serve_all()


class TestEvents:
    def test_are_the_log_however_often_they_are_cut(self, serve, tiny, read):
        """
        Of a stream that is cut fifty times anywhere, nothing is missing and nothing comes twice, restarts included.
        """
        server = serve()
        job, cuts = server.create(**tiny), random.Random(1)
        numbered, terminal = [], False
        while not terminal:
            with server.client() as client:
                found = read(client, f"/api/jobs/{job}/events", limit=cuts.randint(1, 8), headers=_after(numbered))
            numbered += [frame for frame in found if frame[0]]
            terminal = found[-1][1] in LAST
        server.stop()
        server = serve()
        again = []
        for cut in range(50):
            options = _after(again) if cut % 2 else {}
            query = "" if cut % 2 else f"?lastEventId={again[-1][0] if again else 0}"
            with server.client() as client:
                if again and again[-1][1] in LAST:
                    assert 204 == client.get(f"/api/jobs/{job}/events{query}", headers=options).status_code
                    continue
                found = read(client, f"/api/jobs/{job}/events{query}", limit=cuts.randint(2, 3), headers=options)
            assert "job-status" == found[0][1]
            assert found[0][0] is None
            again += [frame for frame in found if frame[0]]

        assert list(range(1, len(again) + 1)) == [number for number, _, _ in again]
        assert again[-1][1] in LAST
        assert 1 == sum(name in LAST for _, name, _ in again)
        assert numbered == again[numbered[0][0] - 1 :]

    def test_begin_with_the_state_of_the_job(self, server, tiny):
        """
        The first lines say when to come again and how the job is; nothing holds the stream back.
        """
        job = server.create(**tiny)
        with server.client() as client, client.stream("GET", f"/api/jobs/{job}/events") as answer:
            lines = answer.iter_lines()
            first = [next(lines) for _ in range(4)]

        assert ["retry: 2000", "", "event: job-status"] == first[:3]
        assert "text/event-stream" in answer.headers["content-type"]
        assert "no-store" == answer.headers["cache-control"]
        assert "no" == answer.headers["x-accel-buffering"]

    def test_of_a_job_that_rests_show_that_the_stream_lives(self, server, long, read):
        """
        While nothing happens, heartbeats come.
        """
        job = server.create(**long)
        with server.client() as client:
            _until(client, read, job, "step-status")
            assert 200 == client.post(f"/api/jobs/{job}/pause").status_code
            found = read(client, f"/api/jobs/{job}/events?lastEventId=100000", limit=2)

        assert ["job-status", "heartbeat"] == [name for _, name, _ in found]
        assert "Paused" == found[0][2]["status"]
        assert "alive" == found[1][2]["status"]

    def test_go_on_where_a_browser_was(self, server, tiny, read):
        """
        A browser that comes again with its first address and a newer id is sent what came after that id.
        """
        job = server.create(**tiny)
        with server.client() as client:
            told = read(client, f"/api/jobs/{job}/events?lastEventId=0")
            again = read(client, f"/api/jobs/{job}/events?lastEventId=3", headers={"Last-Event-ID": "7"})

        assert told[-1] == again[-1]
        assert 8 == again[1][0]

    def test_of_no_job_are_a_problem(self, server):
        """
        An unknown job is 404, a strange id 400, both with a problem.
        """
        with server.client() as client:
            unknown = client.get("/api/jobs/none/events")
            strange = client.get("/api/jobs/none/events", headers={"Last-Event-ID": "x"})

        assert (404, 400) == (unknown.status_code, strange.status_code)
        assert {"application/problem+json"} == {unknown.headers["content-type"], strange.headers["content-type"]}

    def test_of_readers_who_leave_hold_nothing(self, serve, long, read):
        """
        Two hundred and fifty readers who leave at once leave no connection behind, and the server answers on.
        """
        server = serve()
        job = server.create(**long)
        with server.client() as client:
            _until(client, read, job, "step-status")
            before = _sockets(server)
            for _ in range(250):
                _open_and_leave(server.url, f"/api/jobs/{job}/events")
            # Each look is an answer of the server, so that it has had its turn.
            for _ in range(200):
                assert 200 == client.get(f"/api/jobs/{job}").status_code
                if _sockets(server) <= before + 1:
                    break

            assert _sockets(server) <= before + 1
            assert 202 == client.post(f"/api/jobs/{job}/cancel").status_code

    def test_are_spelled_for_other_clients(self, server, tiny, long, read, tmp_path):
        """
        Each kind of client is told in its words, once, how a job ended: well, badly, or cancelled.
        """
        well = server.create(**tiny)
        badly = server.create(**tiny, music={"path": str(tmp_path / "none.mp3")})
        cancelled = server.create(**long)
        with server.client() as client:
            client.post(f"/api/jobs/{cancelled}/cancel")
        with ThreadPoolExecutor() as readers:
            told = list(readers.map(partial(_told, server, read, (well, badly, cancelled)), SPELLINGS))

        assert list(SPELLINGS.values()) == [[names[-1] for names in jobs] for jobs in told]
        assert all(1 == names.count(names[-1]) for jobs in told for names in jobs)


def _told(server, read, jobs, path):
    """Read the streams of *jobs* at *path* and return the names of what each tells."""
    with server.client() as client:
        return [[name for _, name, _ in read(client, path.format(job))] for job in jobs]


def _after(numbered):
    return {"Last-Event-ID": str(numbered[-1][0])} if numbered else {}


def _until(client, read, job, name):
    """Read until something of that *name* is told."""
    seen = 0
    while True:
        found = read(client, f"/api/jobs/{job}/events?lastEventId={seen}", limit=2)
        if found[-1][1] == name:
            return
        seen = found[-1][0] or seen


def _open_and_leave(url, path):
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port)) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode())


def _sockets(server):
    folder = Path(f"/proc/{server.process.pid}/fd")
    return sum("socket:" in _target(link) for link in folder.iterdir())


def _target(link):
    try:
        return str(link.readlink())
    except OSError:
        return ""
