"""Several films of one script, asked for over HTTP."""

import pytest
from litestar.testing import TestClient

from aura_core.settings import Settings
from aura_http.server import create_app


SPEC = {"res": "256x144", "fps": 10}


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    # Without an FFmpeg every job ends as soon as it begins.
    settings = Settings(data=folder, ffmpeg=folder / "none")
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        yield client


def asked(client, **body):
    return client.post("/api/jobs/editions", json=body)


class TestEditions:
    def test_are_jobs_of_their_own(self, client):
        """
        Each shape in each language is a job with its words, its shape and its voice.
        """
        answer = asked(
            client,
            request={"brief": {"topic": "Tides"}, "renderSpec": SPEC},
            aspects=["16:9", "9:16"],
            versions=[
                {"language": "en-US", "script": "The sea rises."},
                {"language": "de", "script": "Das Meer steigt.", "voiceName": "de+f5"},
            ],
        )
        told = answer.json()
        jobs = {one["id"]: one for one in client.get("/api/jobs").json()["jobs"]}

        assert 202 == answer.status_code
        assert ["en-US.16x9", "en-US.9x16", "de.16x9", "de.9x16"] == [one["name"] for one in told]
        assert [("Widescreen16x9", "en-US"), ("Vertical9x16", "de")] == [
            (one["aspect"], one["language"]) for one in (told[0], told[-1])
        ]
        for one in told:
            job = jobs[one["job"]["jobId"]]
            assert (one["aspect"], one["language"]) == (job["brief"]["aspect"], job["brief"]["language"])
            assert ("de+f5" if one["language"] == "de" else "default") == job["voiceSpec"]["voiceName"]

    def test_keep_what_the_request_says(self, client):
        """
        Inputs, scenes and presets of the request count for every film as they would for one.
        """
        told = asked(
            client, request={"inputs": {"topic": "Tides", "rate": 1.2}, "renderSpec": SPEC}, aspects=["1:1", "4:5"]
        ).json()
        jobs = {one["id"]: one for one in client.get("/api/jobs").json()["jobs"]}

        for one in told:
            job = jobs[one["job"]["jobId"]]
            assert ("Tides", 1.2) == (job["brief"]["topic"], job["voiceSpec"]["rate"])

    def test_are_one_where_nothing_is_asked_for(self, client):
        """
        Without shapes and languages there is the one film.
        """
        told = asked(client, request={"brief": {"topic": "Tides"}, "renderSpec": SPEC}).json()

        assert [""] == [one["name"] for one in told]

    @pytest.mark.parametrize(
        ("body", "paths"),
        [
            ({"request": {}}, ["$.request.brief.topic"]),
            ({"request": {"brief": {"topic": "T"}}, "aspects": ["1:1", "Square1x1"]}, ["$.aspects[1]"]),
            ({"request": {"brief": {"topic": "T"}}, "aspects": ["4:3"]}, ["$.aspects[0]"]),
            ({"request": {"brief": {"topic": "T"}}, "versions": [{"language": "de"}]}, ["$.versions[0].script"]),
            ({}, ["$.request.brief.topic"]),
        ],
    )
    def test_are_refused_whole(self, client, body, paths):
        """
        What is wrong is named by its place, and no job is taken up.
        """
        before = client.get("/api/jobs").json()["total"]
        answer = client.post("/api/jobs/editions", json=body)

        assert 400 == answer.status_code
        assert paths == list(answer.json()["errors"])
        assert before == client.get("/api/jobs").json()["total"]

    def test_are_the_same_again_with_the_same_key(self, client):
        """
        With an Idempotency-Key the same request is the same jobs, each by its name; what was deleted is made anew.

        So is a batch; another request with that key is refused.
        """

        def ask(path, body, key):
            return client.post(path, json=body, headers={"Idempotency-Key": key})

        def ids(answer):
            return [one.get("job", one)["jobId"] for one in answer.json()]

        films = {"request": {"brief": {"topic": "Tides"}, "renderSpec": SPEC}, "aspects": ["16:9", "9:16"]}
        batch = {"jobs": [{"brief": {"topic": "Tides"}}, {"brief": {"topic": "Ebbs"}}]}
        first, again, others = (ask("/api/jobs/editions", films, key) for key in ("k", "k", "l"))
        several = [ids(ask("/api/jobs/batch", batch, "b")) for _ in range(2)]
        refused = [
            ask("/api/jobs/editions", {**films, "aspects": ["16:9"]}, "k"),
            ask("/api/jobs/batch", batch, "k"),
            ask("/api/jobs", {"brief": {"topic": "Tides"}}, "k"),
        ]
        client.post(f"/api/jobs/{ids(first)[1]}/cancel")
        client.delete(f"/api/jobs/{ids(first)[1]}")
        anew = ids(ask("/api/jobs/editions", films, "k"))

        assert [202, 202] == [first.status_code, again.status_code]
        assert [one["name"] for one in first.json()] == [one["name"] for one in again.json()]
        assert ids(first) == ids(again)
        assert set(ids(first)).isdisjoint(ids(others))
        assert several[0] == several[1]
        assert [422] * 3 == [one.status_code for one in refused]
        assert ids(first)[0] == anew[0]
        assert ids(first)[1] != anew[1]
