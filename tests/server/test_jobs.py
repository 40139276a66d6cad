"""What can be asked of jobs, over HTTP."""

import pytest


pytestmark = pytest.mark.render


class TestJobs:
    def test_are_listed_by_any_client_s_words(self, serve, tiny, read, tmp_path):
        """
        Statuses are named as any answer names them, several at once; where FFmpeg is missing a job fails and says so,
        and what is wanted at once is refused at once.
        """
        server = serve(AURA_FFMPEG_PATH=str(tmp_path / "none"))
        job = server.create(**tiny)
        with server.client() as client:
            read(client, f"/api/jobs/{job}/events")
            found = [
                client.get("/api/jobs", params={"status": words}) for words in ("failed", "Queued, FAILED", "Done")
            ]
            queue = client.get("/api/queue", params={"status": "failed,processing"}).json()
            unknown = client.get("/api/jobs", params={"status": "failed,lost"})
            demo = client.post("/api/quick/demo")
            video = client.post("/api/video/generate", json={"brief": "Tides", "durationMinutes": 0.5})

        assert [1, 1, 0] == [answer.json()["total"] for answer in found]
        assert "Failed" == found[0].json()["jobs"][0]["status"]
        assert job == queue["jobs"][0]["jobId"]
        assert (400, "E303", "status") == (
            unknown.status_code,
            *(unknown.json()[name] for name in ("errorCode", "field")),
        )
        assert {(409, "E302-FFMPEG_NOT_READY")} == {(one.status_code, one.json()["errorCode"]) for one in (demo, video)}
        assert demo.json()["howToFix"][0]

    def test_are_tried_again_after_they_were_cancelled(self, serve, long, tiny, read):
        """
        A cancelled job goes on from where it stopped when it is retried, and tells what it made.
        """
        server = serve()
        running, waiting = server.create(**long), server.create(**tiny)
        with server.client() as client:
            early = client.get(f"/api/jobs/{waiting}/metadata")
            ends = [client.post(f"/api/jobs/{job}/cancel").json()["currentStatus"] for job in (waiting, running)]
            again = client.post(f"/api/jobs/{waiting}/retry")
            told = read(client, f"/api/jobs/{waiting}/events?lastEventId=0")
            twice = client.post(f"/api/jobs/{waiting}/retry")
            made = client.get(f"/api/jobs/{waiting}/metadata").json()
            shown = client.get(f"/api/artifacts/{waiting}/video")

        assert 409 == early.status_code
        assert ["Canceled", "Canceled"] == ends
        assert (202, "Queued", 2) == (again.status_code, *(again.json()[name] for name in ("currentStatus", "attempt")))
        assert ["job-completed"] == [name for _, name, _ in told if name in {"job-cancelled", "job-completed"}]
        assert 409 == twice.status_code
        assert ("256x144", 10, len(shown.content)) == (made["resolution"], made["fps"], made["fileSizeBytes"])
        assert "inline" in shown.headers["content-disposition"]
