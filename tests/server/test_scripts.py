"""Films of scripts that were worked on."""

import pytest


pytestmark = pytest.mark.render


@pytest.fixture(scope="module")
def client(serve_all):
    with serve_all().client() as client:
        yield client


class TestFilms:
    def test_are_of_the_scripts_that_were_seen(self, client, tiny, read):
        """
        The film of a script as it was written is the film made in one go, to the byte; an edit is heard and read in it.
        """
        asked = {"topic": "How tides work", "targetDurationSeconds": 5, "language": "en-US"}
        script = client.post("/api/scripts/generate", json=asked).json()
        place = len(script["scenes"])
        edit = {"narration": "The Moon pulls at the water."}
        client.put(f"/api/scripts/{script['scriptId']}/scenes/{place}", json=edit)
        small = {name: value for name, value in tiny.items() if name not in {"script", "captions"}}
        at_once = {"brief": {"topic": "How tides work", "tone": "Conversational"}, "planSpec": {"targetDuration": 5}}
        of_script = {**small, "scriptId": script["scriptId"]}
        bodies = [{**small, **at_once}, {**of_script, "scriptVersion": 1}, of_script]
        jobs = [client.post("/api/jobs", json=body).json()["id"] for body in bodies]
        # What becomes of the script later changes no film that was asked for.
        client.delete(f"/api/scripts/{script['scriptId']}")
        ends = [read(client, f"/api/jobs/{job}/events")[-1][1] for job in jobs]
        films = [client.get(f"/api/jobs/{job}/download").content for job in jobs]
        captions = client.get(f"/api/jobs/{jobs[2]}/artifacts/video.vtt").text

        assert ["job-completed"] * 3 == ends
        assert films[0] == films[1] != films[2]
        assert edit["narration"] in " ".join(captions.split())

    def test_are_of_no_other_scripts(self, client):
        """
        A script that there is not, and words given twice, are refused with everything else.
        """
        jobs = [{"scriptId": "none", "priority": 77}, {"scriptId": "x", "script": "Y."}, {"scriptVersion": 2}]
        answer = client.post("/api/jobs/batch", json={"jobs": jobs})

        assert 400 == answer.status_code
        assert {"$.jobs[0].scriptId", "$.jobs[0].priority", "$.jobs[1].scriptId", "$.jobs[2].scriptVersion"} <= set(
            answer.json()["errors"]
        )
