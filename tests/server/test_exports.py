"""Films once more, as other kinds of files."""

import pytest

from aura_core.ffmpeg.probe import probe


pytestmark = pytest.mark.render


@pytest.fixture(scope="module")
def client(serve_all):
    with serve_all().client() as client:
        yield client


@pytest.fixture(scope="module")
def film(client, tiny, read):
    """The job of a film that is finished."""
    job = client.post("/api/jobs", json={**tiny, "preset": "sample-hello-youtube"}).json()["id"]
    read(client, f"/api/jobs/{job}/events")
    return job


class TestExports:
    def test_are_the_film_in_another_shape(self, client, film, read, tmp_path):
        """
        An upright export of a wide film says the same for as long, is laid out upright, and is a job like any other.
        """
        upright = {"presetName": "TikTok", "settings": {"width": 144, "height": 256, "fps": 10, "container": "mkv"}}
        started = client.post(
            "/api/export/start", json={"inputFile": f"/api/jobs/{film}/artifacts/video.mp4", **upright}
        )
        export = started.json()
        ends = read(client, f"/api/jobs/{export['id']}/events")[-1][1]
        done = client.get(started.headers["location"]).json()
        active = client.get("/api/export/active").json()
        history = client.get("/api/export/history").json()
        saved = tmp_path / "export.mkv"
        answer = client.get(done["downloadUrl"])
        saved.write_bytes(answer.content)
        seen, first = probe(saved), client.get(f"/api/jobs/{film}/metadata").json()
        words = [client.get(f"/api/jobs/{job}/artifacts/video.vtt").text for job in (film, export["id"])]

        assert (202, "pending", film, "TikTok") == (
            started.status_code,
            export["status"],
            export["sourceJobId"],
            export["presetName"],
        )
        assert ("job-completed", "completed", 100) == (ends, done["status"], done["progress"])
        assert (144, 256, True) == (seen.width, seen.height, seen.whole)
        assert "attachment" in answer.headers["content-disposition"]
        assert done["fileSizeBytes"] == len(answer.content)
        assert first["duration"] == client.get(f"/api/jobs/{export['id']}/metadata").json()["duration"]
        assert words[0] == words[1]
        assert ([], [export["id"]]) == (active["exports"], [one["id"] for one in history["exports"]])

    def test_are_changed_like_jobs(self, client, film):
        """
        An export is cancelled and tried again by its own addresses, which know no other jobs.
        """
        body = {"jobId": film, "settings": {"videoBitrateK": 400}}
        export = client.post("/api/export/start", json=body).json()["id"]
        verbs = [client.post(f"/api/export/{verb}/{export}") for verb in ("cancel", "cancel", "retry", "cancel")]

        assert [202, 409, 202, 202] == [answer.status_code for answer in verbs]
        assert ["canceled", "pending", "canceled"] == [verbs[at].json()["status"] for at in (0, 2, 3)]
        assert 404 == client.post(f"/api/export/cancel/{film}").status_code
        assert 404 == client.get(f"/api/export/download/{film}").status_code
        assert 404 == client.get(f"/api/export/download/{export}").status_code

    def test_are_of_finished_films(self, client, film, tiny):
        """
        What no job made is not found, what is not finished waits, and whatever else is wrong is said by its path.
        """
        going = client.post("/api/jobs", json=tiny).json()["id"]
        client.post(f"/api/jobs/{going}/cancel")
        refused = [
            client.post("/api/export/start", json=body)
            for body in (
                {"inputFile": "/etc/hostname", "presetName": "TikTok"},
                {"jobId": going, "presetName": "TikTok"},
                {"jobId": film, "presetName": "Betamax"},
                {"jobId": film},
                {"presetName": "TikTok"},
                {"jobId": film, "settings": {"width": 1, "fps": 1000}},
            )
        ]

        assert [404, 409, 400, 400, 400, 400] == [answer.status_code for answer in refused]
        assert [{"$.presetName"}, {"$.presetName"}, {"$.inputFile"}, {"$.settings.width", "$.settings.fps"}] == [
            set(answer.json()["errors"]) for answer in refused[2:]
        ]
