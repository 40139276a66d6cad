"""A server in a process of its own, seen over sockets."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile

import httpx
import pytest


class Server:
    """A server that runs."""

    def __init__(self, data, *arguments, **environment):
        self._said = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed when the server has ended
        self.process = subprocess.Popen(
            [sys.executable, "-m", "aura_http", "--port", "0", "--data-dir", str(data), *arguments],
            stdout=subprocess.PIPE,
            # Not a pipe, which would be full one day and stop the server.
            stderr=self._said,
            text=True,
            env={**os.environ, **environment},
            start_new_session=True,
        )
        self.first_line = self.process.stdout.readline()
        assert self.first_line, self._log()
        self.url = json.loads(self.first_line)["url"]

    def client(self):
        # Certificates are read for longer than most answers take, and asked for by nobody.
        return httpx.Client(base_url=self.url, timeout=60, verify=False)

    def create(self, **body):
        with self.client() as client:
            answer = client.post("/api/jobs", json=body)
            assert 202 == answer.status_code, answer.text
            return answer.json()["id"]

    def kill(self):
        """End it as a crash would, without a word."""
        self.process.kill()
        self.ended()

    def stop(self, how=signal.SIGTERM):
        """Ask it to end; return its exit code and what it said to stderr."""
        self.process.send_signal(how)
        return self.ended()

    def ended(self):
        """Wait until it has ended; return its exit code and what it said to stderr."""
        self.process.wait(timeout=30)
        self.process.stdout.close()
        with self._said:
            return self.process.returncode, self._log()

    def _log(self):
        self._said.seek(0)
        return self._said.read()


@pytest.fixture(scope="session")
def server_of():
    """Give what starts a server on a folder; whoever starts one has to end it."""
    return Server


@pytest.fixture
def serve(tmp_path):
    """Start servers, each on a folder of its own unless told otherwise, and end them after the test."""
    yield from _serving(tmp_path)


@pytest.fixture(scope="module")
def serve_all(tmp_path_factory):
    """Start servers for all tests of a module, and end them after the last."""
    yield from _serving(tmp_path_factory.mktemp("server"))


def _serving(folder):
    running = []

    def start(data=None, *arguments, **environment):
        running.append(Server(data or folder / "data", *arguments, **environment))
        return running[-1]

    yield start
    for server in running:
        if server.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                server.kill()


TINY = {
    "script": "The sea rises.",
    "renderSpec": {"res": "256x144", "fps": 10},
    "captions": {"mode": "None"},
    "artifacts": ["Vtt"],
}
LONG = {**TINY, "script": "\n\n".join(f"# Part {part}\n\nThe sea rises and falls." for part in range(30))}


@pytest.fixture(scope="session")
def tiny():
    """A film that takes a second."""
    return TINY


@pytest.fixture(scope="session")
def long():
    """A film that takes so long that something can happen meanwhile."""
    return LONG


def frames(client, path, *, limit=None, **options):
    """Read a stream's frames, each (id, event, data), to its end or until there are *limit*."""
    found = []
    if limit == 0:
        return found
    with client.stream("GET", path, **options) as answer:
        assert 200 == answer.status_code, answer.read()
        frame = {}
        for line in answer.iter_lines():
            if line:
                field, _, value = line.partition(": ")
                frame[field] = value
            elif "event" in frame:
                number = int(frame["id"]) if "id" in frame else None
                found.append((number, frame["event"], json.loads(frame["data"])))
                frame = {}
                if len(found) == limit:
                    return found
            else:
                frame = {}
    return found


@pytest.fixture(scope="session")
def read():
    return frames
