"""Films that are edited and rendered again."""

import io
import json
import shutil

import pytest
from PIL import Image


pytestmark = pytest.mark.render


@pytest.fixture(scope="module")
def client(serve_all):
    with serve_all().client() as client:
        yield client


@pytest.fixture(scope="module")
def film(client, tiny, read):
    """The job of a film of two scenes, with captions and music."""
    script = "# Tides\n\nThe sea rises.\n\n# The Moon\n\nIt pulls."
    more = {"script": script, "captions": {"mode": "Burn"}, "music": {"mood": "Calm"}}
    job = client.post("/api/jobs", json={**tiny, **more}).json()["id"]
    read(client, f"/api/jobs/{job}/events")
    return job


@pytest.fixture(scope="module")
def timeline(client, film):
    return client.get(f"/api/jobs/{film}/timeline").json()


@pytest.fixture
def rendered(client, read):
    """Render a timeline and wait for its film; return its job, its end and what was said meanwhile."""

    def render(body, address="/api/render"):
        answer = client.post(address, json=body)
        assert 202 == answer.status_code, answer.text
        told = read(client, f"/api/jobs/{answer.json()['id']}/events?lastEventId=0")
        return answer.json()["id"], told[-1][1], [data.get("message") for _, _, data in told]

    return render


class TestTimelines:
    def test_are_the_films_that_they_were_told_of(self, client, film, timeline, rendered):
        """
        A film's own timeline, sent back as it was given, is that film to the byte, and nothing of it is encoded.
        """
        job, end, said = rendered({"timeline": timeline})
        films = [client.get(f"/api/jobs/{one}/download").content for one in (film, job)]
        again = client.get(f"/api/jobs/{job}/timeline").json()

        assert "job-completed" == end
        assert "Nothing has changed" in said
        assert films[0] == films[1]
        assert timeline == again

    def test_show_what_they_are_made_of(self, client, timeline):
        """
        Every picture and every recording of a timeline is at its address.
        """
        pictures = [asset["filePath"] for scene in timeline["scenes"] for asset in scene["visualAssets"]]
        shown = [client.get(address) for address in pictures]
        heard = [client.get(scene["narrationAudioPath"]) for scene in timeline["scenes"]]

        assert {(256, 144)} == {Image.open(io.BytesIO(answer.content)).size for answer in shown}
        assert {"image/png"} == {answer.headers["content-type"] for answer in shown}
        assert {200} == {answer.status_code for answer in heard}
        assert 404 == client.get("/api/media/..%2Fkeys.json").status_code

    def test_are_films_of_what_was_edited(self, client, film, timeline, rendered):
        """
        Scenes in another order, with other words and other pictures, as text, make the film that they say.
        """
        first, second = timeline["scenes"]
        own = f"/api/jobs/{film}/artifacts/video.mp4"
        words = {
            "heading": "Ebb",
            "script": "The water goes back.",
            "visualAssets": [{"filePath": own, "type": "Video"}],
        }
        silent = {"duration": 1, "visualAssets": [{"filePath": second["visualAssets"][0]["filePath"], "opacity": 1}]}
        edited = {**timeline, "scenes": [second, words, silent, first], "captions": None, "music": None}
        job, end, _ = rendered({"timelineJson": json.dumps(edited)})
        captions = client.get(f"/api/jobs/{job}/artifacts/video.vtt").text
        scenes = client.get(f"/api/jobs/{job}/timeline").json()["scenes"]

        assert "job-completed" == end
        assert ["It pulls.", "The water goes back.", "The sea rises."] == [
            line for line in captions.splitlines() if line.endswith(".")
        ]
        assert [second["duration"], first["duration"]] == [scenes[0]["duration"], scenes[3]["duration"]]
        assert "00:00:01" == scenes[2]["duration"]

    def test_are_composed_in_other_kinds(self, client, timeline, rendered, film):
        """
        The same timeline at another size and rate lasts as long, and a render is a job.
        """
        settings = {"width": 144, "height": 144, "fps": 20}
        job, end, _ = rendered({"timeline": timeline, "settings": settings})
        shown = client.get(f"/api/render/{job}").json()
        made, first = (client.get(f"/api/jobs/{one}/metadata").json() for one in (job, film))

        assert ("job-completed", "completed", 100) == (end, shown["status"], shown["progress"])
        assert ("144x144", 20) == (made["resolution"], made["fps"])
        assert first["duration"] == made["duration"]

    def test_refuse_what_is_not_rendered(self, client, timeline):
        """
        What nothing here renders, what is not there and what has no time is refused by its path, before a job begins.
        """
        first, second = timeline["scenes"]
        (asset, *_) = first["visualAssets"]
        wrong = {
            "$.timeline.scenes[0].visualAssets[0].effects": {"visualAssets": [{**asset, "effects": {"blur": 3}}]},
            "$.timeline.scenes[0].visualAssets[0].opacity": {"visualAssets": [{**asset, "opacity": 0.5}]},
            "$.timeline.scenes[0].visualAssets": {"visualAssets": [{**asset, "duration": 60}]},
            "$.timeline.scenes[0].duration": {"duration": 0.2, "visualAssets": [{**asset, "duration": None}]},
            "$.timeline.scenes[0].visualAssets[0].filePath": {
                "visualAssets": [{**asset, "filePath": "/api/media/x.png"}]
            },
            "$.timeline.scenes[0].narrationAudioPath": {"narrationAudioPath": "/api/audio/none.wav"},
        }
        bodies = [{"timeline": {**timeline, "scenes": [{**first, **change}, second]}} for change in wrong.values()]
        answers = [client.post("/api/render", json=body) for body in bodies]
        texts = [client.post("/api/compose", json={"timelineJson": text}) for text in ("{", json.dumps({"scenes": []}))]
        none = client.post("/api/render", json={"presetName": "TikTok"})
        spec = {**timeline["renderSpec"], "codec": "none"}
        others = {
            "$.timeline.scenes[0].narrationAudioPath": {
                "timeline": {**timeline, "scenes": [{**first, "narrationAudioPath": "\0.wav"}, second]}
            },
            "$.settings.codec": {"timeline": timeline, "settings": {"codec": "none"}},
            "$.timeline.renderSpec.codec": {"timeline": {**timeline, "renderSpec": spec}},
        }
        refused = [client.post("/api/render", json=body) for body in others.values()]

        assert [400] * 12 == [answer.status_code for answer in (*answers, *texts, none, *refused)]
        assert [{path} for path in others] == [set(answer.json()["errors"]) for answer in refused]
        assert [{path} for path in wrong] == [set(answer.json()["errors"]) for answer in answers]
        assert [{"$.timelineJson"}, {"$.timelineJson.title", "$.timelineJson.scenes"}, {"$.timeline"}] == [
            set(answer.json()["errors"]) for answer in (*texts, none)
        ]
        assert 404 == client.get("/api/jobs/none/timeline").status_code

    def test_are_made_of_what_they_named(self, serve, tiny, read, tmp_path):
        """
        A film that waits loses nothing that the store forgets meanwhile, be it across a restart; nothing that a job made
        is deleted as long as another is to show it.
        """
        server = serve(tmp_path / "data")
        with server.client() as client:
            film = client.post("/api/jobs", json=tiny).json()["id"]
            read(client, f"/api/jobs/{film}/events")
            timeline = client.get(f"/api/jobs/{film}/timeline").json()
            before = client.get(f"/api/jobs/{film}/download").content
            client.put("/api/queue/configuration", json={"isEnabled": False})
            waiting = client.post("/api/render", json={"timeline": timeline}).json()["id"]
            clip = {"filePath": f"/api/jobs/{film}/artifacts/video.mp4", "type": "Video"}
            shown = {**timeline, "scenes": [{"duration": 1, "visualAssets": [clip]}]}
            other = client.post("/api/render", json={"timeline": shown}).json()["id"]
            refused = client.delete(f"/api/jobs/{film}")
            client.post(f"/api/jobs/{other}/cancel")
            deleted = client.delete(f"/api/jobs/{film}")
        server.kill()
        shutil.rmtree(tmp_path / "data" / "store")
        with serve(tmp_path / "data").client() as client:
            lost = client.post("/api/render", json={"timeline": timeline})
            client.put("/api/queue/configuration", json={"isEnabled": True})
            end = read(client, f"/api/jobs/{waiting}/events?lastEventId=0")[-1][1]
            after = client.get(f"/api/jobs/{waiting}/download").content

        assert (409, 204, 400) == (refused.status_code, deleted.status_code, lost.status_code)
        assert "job-completed" == end
        assert before == after
