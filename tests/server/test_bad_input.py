"""What makes no sense, on a server that runs: a problem each time, and nothing changed."""

import itertools
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from attrs import evolve

from aura_core.configuration.file import SettingsFile


pytestmark = pytest.mark.render

LARGE = 20 * 1024**2
TRAVERSALS = [
    "..%2f..%2f..%2fetc%2fpasswd",
    "..%5c..%5cwindows%5cwin.ini",
    "%2e%2e%2fjobs.db",
    "....//....//jobs.db",
    "%2fetc%2fpasswd",
    "jobs.db%00.mp4",
    "~root",
    "C:%5cwindows",
    "%c0%ae%c0%ae%2f",
    "\N{FULLWIDTH FULL STOP}\N{FULLWIDTH FULL STOP}",
    "x" * 5000,
]
NONSENSE = [
    ("PUT", "/api/settings/nothing", {}),
    ("PUT", "/api/settings", []),
    ("PUT", "/api/settings/general", {"language": 7}),
    ("PUT", "/api/settings/ui", {"scale": 10**9}),
    ("PUT", "/api/settings/ui", {"scale": 75, "nothing": 1}),
    ("PATCH", "/api/settings", {"ui": {"scale": -1}}),
    ("PATCH", "/api/settings", {"nothing": {}}),
    ("POST", "/api/settings/user", {"ui": {"scale": "x"}}),
    ("POST", "/api/settings/import", {"version": "1.0.0", "settings": {"ui": {"scale": -1}}, "dryRun": False}),
    ("POST", "/api/settings/llm/selection", {"provider": "../..", "modelId": "x"}),
    ("PUT", "/api/settings/file-locations", {"outputDirectory": "\0"}),
    ("POST", "/api/providers/paths/save", {"ollamaUrl": "file:///etc/passwd"}),
    ("PUT", "/api/queue/configuration", {"maxConcurrentJobs": 0}),
    ("POST", "/api/keys/set", {"provider": "../../etc", "apiKey": "sk-0123456789abcdef"}),
    ("POST", "/api/keys/set", {"provider": "openai", "apiKey": "sk-0123456789\nHost: evil.example"}),
    ("POST", "/api/ffmpeg/set-path", {"path": "/etc/passwd"}),
    ("POST", "/api/ffmpeg/use-existing", {"path": "//evil.example/share/ffmpeg"}),
    ("POST", "/api/ffmpeg/use-existing", {"path": "/dev/zero"}),
    ("POST", "/api/ffmpeg/use-existing", {"path": "\0"}),
    ("POST", "/api/ffmpeg/install", {"version": "; reboot"}),
    ("POST", "/api/jobs/batch", {"jobs": [{}] * 101}),
    ("POST", "/api/jobs", {"brief": {"topic": "x"}, "callbackUrl": "http://169.254.169.254/"}),
]


@pytest.fixture
def disk(tmp_path):
    """Give a function that mounts a disk of some size; skipped where only root may."""
    mounted = []

    def disk(size):
        folder = tmp_path / f"disk-{size}"
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
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def is_problem(answer, *statuses):
    """Whether *answer* is a problem with one of *statuses* that says what to do and nothing of what is inside."""
    body = answer.json()
    return (
        answer.status_code in statuses
        and "application/problem+json" == answer.headers["content-type"]
        and answer.headers["x-correlation-id"] == body["correlationId"]
        and bool(body["howToFix"])
        and "Traceback" not in answer.text
    )


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Give a data folder that is a link, and where it leads."""
    real = tmp_path_factory.mktemp("real")
    link = tmp_path_factory.mktemp("here") / "data"
    link.symlink_to(real)
    return link, real


@pytest.fixture(scope="module")
def server(serve_all, folders):
    return serve_all(folders[0])


class TestBodies:
    def test_that_make_no_sense_change_nothing(self, server):
        """
        Twenty megabytes, with a length or without, bytes that are no text, and documents without end are refused.
        """
        bodies = [
            (413, b" " * LARGE),
            (413, itertools.repeat(b" " * 65536, LARGE // 65536)),
            (413, json.dumps({"brief": {"topic": "x" * LARGE}}).encode()),
            (400, b'{"brief": {"topic": "\xff\xfe"}}'),
            (400, '{"brief": {"topic": "x"}}'.encode("utf-16")),
            (400, b"[" * 1_000_000),
            (400, b'{"brief":' * 100_000 + b"1" + b"}" * 100_000),
            (400, b'{"brief": {"topic": "x"}, "seed": ' + b"9" * 5000 + b"}"),
            (400, b'{"brief": {"topic": "x"}, "seed": NaN}'),
            (400, b'{"brief": {"topic": "x"}} {}'),
            (400, b'{"scenes": [' + b"{}," * 3_000_000 + b"{}]}"),
            (400, json.dumps({"sources": [1] * 19_000}).encode()),
            (400, b""),
        ]
        with server.client() as client:
            before = client.get("/api/jobs").json()
            for status, body in bodies:
                answer = client.post("/api/jobs", content=body, headers={"Content-Type": "application/json"})
                assert is_problem(answer, status), (status, answer.status_code, answer.text[:500])
            jobs = client.get("/api/jobs").json()

        assert before["jobs"] == jobs["jobs"]


class TestSettings:
    def test_that_make_no_sense_change_nothing(self, server):
        """
        Sections that are none, values of other types or out of range, paths that are none, keys that are none.
        """
        with server.client() as client:
            before = client.get("/api/settings").json(), client.get("/api/keys/list").json()
            for method, path, body in NONSENSE:
                answer = client.request(method, path, json=body)
                assert is_problem(answer, 400, 404, 405, 409), (method, path, body, answer.text[:300])
            stale = client.put("/api/settings/ui", json={"scale": 150}, headers={"If-Match": '"stale"'})
            after = client.get("/api/settings").json(), client.get("/api/keys/list").json()

        assert is_problem(stale, 412)
        assert before == after

    def test_lose_nothing_that_two_write_at_once(self, server, folders):
        """
        What the server and another process write at the same moment is all there.
        """
        file = SettingsFile(folders[0])

        def write(number):
            shown = {f"other{number}": "x"}
            file.change(lambda now: evolve(now, client={**(now.client or {}), **shown}))

        with server.client() as client, ThreadPoolExecutor(4) as pool:
            written = pool.map(write, range(6))
            answers = [client.patch("/api/settings", json={"client": {f"served{number}": "x"}}) for number in range(6)]
            list(written)
            found = client.get("/api/settings").json()["client"]

        assert {200} == {answer.status_code for answer in answers}
        assert {f"{who}{number}" for who in ("other", "served") for number in range(6)} <= found.keys()


class TestNames:
    def test_that_lead_elsewhere_lead_nowhere(self, server, folders, tiny, read, tmp_path):
        """
        No id and no name of a file leads out of where it belongs, nor does a link that somebody laid there.
        """
        (tmp_path / "secret.mp4").write_bytes(b"secret")
        job = server.create(**tiny)
        with server.client() as client:
            read(client, f"/api/jobs/{job}/events")
            made = client.get(f"/api/jobs/{job}/artifacts/video.mp4")
            folder = next(folders[1].rglob("video.mp4")).parent
            (folder / "link.mp4").symlink_to(tmp_path / "secret.mp4")
            for name in (*TRAVERSALS, "link.mp4"):
                for path in (f"/api/jobs/{job}/artifacts/{name}", f"/api/jobs/{name}", f"/api/video/{name}/download"):
                    answer = client.get(path)
                    assert is_problem(answer, 404, 400), (path, answer.status_code, answer.text[:300])
                for method, path in (("POST", f"/api/jobs/{name}/cancel"), ("DELETE", f"/api/keys/{name}")):
                    answer = client.request(method, path)
                    assert is_problem(answer, 404, 400), (path, answer.text[:300])

        assert 200 == made.status_code


class TestDisks:
    def test_that_are_full_are_told(self, serve, tiny, disk):
        """
        No room for another job is a problem, what there is can be read, and all goes on when there is room again.
        """
        data = disk("3m")
        server = serve(data, AURA_JOBS_AT_ONCE="1", AURA_FFMPEG_PATH=str(data / "none"))
        with server.client() as client:
            (data / "filler").write_bytes(bytes(1024**2))
            _fill(data / "more")
            while 202 == (refused := client.post("/api/jobs", json={**tiny, "script": "x" * 50_000})).status_code:
                pass
            listed = client.get("/api/jobs?limit=1")
            (data / "filler").unlink()
            (data / "more").unlink()
            again = client.post("/api/jobs", json=tiny)

        assert is_problem(refused, 503, 507), refused.text
        assert refused.json()["retryable"]
        assert 200 == listed.status_code
        assert 202 == again.status_code

    def test_that_cannot_be_written_are_told(self, disk):
        """
        A data folder that cannot be written is told in a line, with what to do, before anything is answered.
        """
        data = disk("1m")
        subprocess.run(["mount", "-o", "remount,ro", str(data)], check=True)
        done = subprocess.run(
            [sys.executable, "-m", "aura_http", "--port", "0", "--data-dir", str(data)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

        assert (2, "") == (done.returncode, done.stdout)
        assert f"{data} cannot be written" in done.stderr
        assert "AURA_DATA_PATH" in done.stderr
        assert "Traceback" not in done.stderr


def _fill(path):
    """Write a file until no room is left."""
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return
