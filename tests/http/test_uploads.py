"""Sending films that are done, over HTTP."""

import time
from datetime import UTC, datetime

import pytest
from litestar.testing import TestClient

from aura_core.database import Database, url_for
from aura_core.jobs import life
from aura_core.jobs.ledger import Ledger
from aura_core.model.artifact import Artifact, ArtifactFile
from aura_core.model.brief import Brief
from aura_core.model.job import Job
from aura_core.model.request import JobRequest
from aura_core.settings import Settings
from aura_http.server import create_app


NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("uploads")


@pytest.fixture(scope="module")
def client(folder):
    settings = Settings(data=folder / "data", secrets=folder / "secrets", ffmpeg=str(folder / "none"))
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        (folder / "films").mkdir()
        destinations = [
            {"id": "here", "name": "Archive", "localPath": str(folder / "films")},
            {"id": "old", "name": "Old", "type": "FTP", "host": "ftp.example"},
            {"id": "off", "enabled": False, "localPath": str(folder)},
        ]
        assert client.patch("/api/settings", json={"export": {"uploadDestinations": destinations}}).is_success
        yield client


@pytest.fixture(scope="module")
def jobs(client, folder):
    """Give the ids of a job that is done, and of one whose film is still to be made."""
    database = Database(url_for(None, folder / "data"))
    ledger = Ledger(database)
    film = folder / "video.mp4"
    film.write_bytes(b"film")
    artifact = Artifact(ArtifactFile(film.name, film, "video/mp4", 4), (), 1, 25, "digest")
    done, open_ = (
        ledger.add([(JobRequest(Brief("Tides")), life.created(Job(brief=Brief("Tides"))))], body="a", room=9)[0]
        for _ in range(2)
    )
    ledger.change(done.id, lambda job: life.begun(job, NOW))
    ledger.change(done.id, lambda job: life.completed(job, artifact, NOW))
    # Where FFmpeg is missing the other fails at once.
    yield done.id, open_.id
    database.close()


class TestUploads:
    def test_are_sent_once_and_can_be_watched(self, client, jobs, folder):
        """
        A film is sent where a request names, once; who asks sees how far it is, and where it came to be.
        """
        at = f"/api/jobs/{jobs[0]}/uploads"
        before = client.get(at).json()
        unsent = client.get(f"/api/jobs/{jobs[0]}").json()["uploads"]
        asked = client.post(at, json={"destinations": ["Archive"]})
        end = time.monotonic() + 60
        while client.get(at).json()["uploads"][0]["state"] not in {"Sent", "Failed"}:
            assert time.monotonic() < end
            time.sleep(0.02)
        again = client.post(at, json={"destinations": ["here"]})
        (one,) = again.json()["uploads"]
        ends = [client.delete(f"{at}/{name}").status_code for name in ("here", "old")]
        logs = client.get(f"/api/jobs/{jobs[0]}/logs").text

        assert ({"jobId": jobs[0], "uploads": []}, []) == (before, unsent)
        assert [one] == client.get(f"/api/jobs/{jobs[0]}").json()["uploads"]
        assert [202, 202] == [asked.status_code, again.status_code]
        assert ("Sent", "here", "LocalFolder", 4, None) == tuple(
            one[name] for name in ("state", "destination", "type", "bytesSent", "error")
        )
        assert [one["address"]] == [str(path) for path in (folder / "films").iterdir()]
        assert one["address"] in logs
        assert [409, 404] == ends

    @pytest.mark.parametrize(
        ("which", "body", "status", "named"),
        [
            (0, {"destinations": ["Archive", "none"]}, 400, "$.destinations[1]"),
            (0, {"destinations": ["x"] * 101}, 400, "$.destinations"),
            (0, {"destinations": "Archive"}, 400, "$.destinations"),
            (0, [], 400, "$"),
            (0, {"destinations": ["old"]}, 501, None),
            (0, {}, 501, None),
            (1, {}, 409, None),
            ("none", {}, 404, None),
        ],
    )
    def test_cannot_be_asked_for(self, client, jobs, which, body, status, named):
        """
        What cannot be sent, or to nobody, is a problem that says why.
        """
        job = jobs[which] if isinstance(which, int) else which
        answer = client.post(f"/api/jobs/{job}/uploads", json=body)

        assert status == answer.status_code, answer.text
        assert "application/problem+json" == answer.headers["content-type"]
        assert ([named] if named else []) == list(answer.json().get("errors") or [])[:1]

    def test_have_to_lead_somewhere(self, client):
        """
        A film that is to be sent to nowhere that there is, is refused when it is asked for.
        """
        body = {"brief": {"topic": "Tides"}, "providerSelection": {"upload": "YouTube"}}
        answer = client.post("/api/jobs", json=body)

        assert (400, "E303", "$.providerSelection.upload") == (
            answer.status_code,
            *(answer.json()[name] for name in ("errorCode", "field")),
        )
