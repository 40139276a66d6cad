"""How a film would be directed, asked over HTTP."""

import itertools

import pytest
from litestar.testing import TestClient

from aura_core.settings import Settings
from aura_http.server import create_app


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with TestClient(create_app(Settings(data=tmp_path_factory.mktemp("data"))), base_url="http://127.0.0.1") as client:
        yield client


def asked(preset="Documentary", scenes=3):
    told = [
        {"index": n, "heading": f"Part {n}", "script": "The sea rises.", "durationSeconds": 4 + n}
        for n in range(scenes)
    ]
    return {"scenes": told, "brief": {"topic": "Tides"}, "preset": preset}


class TestPreviewDirection:
    def test_says_how_each_scene_is_seen(self, client):
        """
        Every scene has its direction, in order; where one ends the next begins with the same transition.
        """
        answer = client.post("/api/video/preview-direction", json=asked())
        told = answer.json()
        scenes = told["sceneDirections"]

        assert 200 == answer.status_code
        assert [0, 1, 2] == [scene["sceneIndex"] for scene in scenes]
        assert [4.0, 5.0, 6.0] == [scene["suggestedDurationSeconds"] for scene in scenes]
        assert all(one["outTransition"] == other["inTransition"] for one, other in itertools.pairwise(scenes))
        assert all(0 <= scene["emotionalIntensity"] <= 1 for scene in scenes)
        assert told["overallStyle"].startswith("Documentary")
        assert told["correlationId"] == answer.headers["x-correlation-id"]

    def test_goes_by_the_preset(self, client):
        """
        Another manner is another answer.
        """
        calm, quick = (
            client.post("/api/video/preview-direction", json=asked(preset, 8)).json()["sceneDirections"]
            for preset in ("Cinematic", "TikTokEnergy")
        )

        assert calm != quick

    def test_refuses_a_film_without_scenes(self, client):
        """
        What cannot be directed is refused by its member.
        """
        answer = client.post("/api/video/preview-direction", json={**asked(), "scenes": []})

        assert 400 == answer.status_code
        assert ["$.scenes"] == list(answer.json()["errors"])
