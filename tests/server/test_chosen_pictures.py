"""Films that show what was previewed."""

import io
import shutil

import pytest
from PIL import Image, ImageChops


pytestmark = pytest.mark.render

SCENES = [
    {"heading": "The sea", "script": "The sea rises twice a day.", "visualPrompt": "waves"},
    {"heading": "The Moon", "script": "The Moon pulls at the water."},
]


def picture(client, address):
    answer = client.get(address)
    assert 200 == answer.status_code, answer.text
    return Image.open(io.BytesIO(answer.content)).convert("RGB")


class TestChosenPictures:
    def test_are_what_films_show(self, serve, tiny, read, tmp_path):
        """
        A scene shows the picture that was chosen for it, as it was previewed, though the store has forgotten it when
        the film is made; the scene that is not there is told.
        """
        server = serve(tmp_path / "data")
        with server.client() as client:
            assert client.put("/api/queue/configuration", json={"isEnabled": False}).is_success
            look = {"prompts": ["A crab on a beach"], "width": 256, "height": 144}
            (seen,) = client.post("/api/visuals/batch", json=look).json()["images"]
            before = picture(client, seen["imagePath"])
            chosen = [{"sceneIndex": place, "imagePath": seen["imagePath"]} for place in (0, 7)]
            told = client.post("/api/jobs", json={**tiny, "script": None, "scenes": SCENES, "pictures": chosen[:1]})
            written = client.post("/api/jobs", json={**tiny, "pictures": chosen})
            shutil.rmtree(tmp_path / "data" / "store")
            assert client.put("/api/queue/configuration", json={"isEnabled": True}).is_success
            jobs = [answer.json()["id"] for answer in (told, written)]
            ends = [read(client, f"/api/jobs/{job}/events?lastEventId=0") for job in jobs]
            scenes = client.get(f"/api/jobs/{jobs[0]}/timeline").json()["scenes"]
            film = f"/api/jobs/{jobs[0]}/artifacts/video.mp4"
            shown = picture(client, f"/api/thumbnails?path={film}&t=0.5&width=256&height=144&format=png")

        assert ["job-completed"] * 2 == [end[-1][1] for end in ends]
        assert any("scene 8 are not seen" in str(data.get("message")) for _, _, data in ends[1])
        assert [seen["imagePath"]] == [asset["filePath"] for asset in scenes[0]["visualAssets"]]
        assert seen["imagePath"] not in [asset["filePath"] for asset in scenes[1]["visualAssets"]]
        # The same but for what encoding loses.
        assert 40 > max(high for _, high in ImageChops.difference(before, shown).reduce(4).getextrema())
