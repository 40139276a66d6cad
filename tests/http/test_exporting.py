"""Kinds of files, and the outline of what is heard in them."""

import subprocess

import numpy as np
import pytest
from litestar.testing import TestClient

from aura_core.ffmpeg.binary import locate
from aura_core.model.render import RenderSpec
from aura_core.settings import Settings
from aura_core.waveforms import outlined
from aura_core.wire import structure
from aura_http.server import create_app


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def client(data):
    with TestClient(create_app(Settings(data=data)), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture(scope="module")
def film(client, data):
    """A second of silence and a second of a tone at half of full scale, as a job's film."""
    job = client.post("/api/jobs", json={"brief": {"topic": "Tides"}, "script": "# T\n\nOne."}).json()["id"]
    client.post(f"/api/jobs/{job}/cancel")
    path = data / "jobs" / job / "video.mp4"
    path.parent.mkdir(parents=True, exist_ok=True)
    wave = "if(lt(t\\,1)\\,0\\,0.5*sin(2*PI*440*t))"
    tone = f"aevalsrc={wave}|{wave}:s=48000:d=2"
    subprocess.run([locate().path, "-v", "error", "-f", "lavfi", "-i", tone, "-c:a", "aac", path], check=True)
    (path.parent / "video.srt").write_text("")
    return f"/api/jobs/{job}/artifacts/video.mp4"


class TestPresets:
    def test_are_what_jobs_take(self, client):
        """
        Every kind of file has a name, by which it is found in any spelling, and the spec that a job takes.
        """
        told = client.get("/api/render-engine/presets").json()
        specs = [structure(one["renderSpec"], RenderSpec) for one in told["presets"]]
        found = client.get("/api/render-engine/presets/youtube-1080p").json()

        assert (20, len(specs)) == (told["count"], told["count"])
        assert ("YouTube 1080p", "16:9", 12000) == (found["name"], found["aspectRatio"], found["videoBitrateK"])
        assert [one["name"] for one in told["presets"]] == [
            one["name"] for one in client.get("/api/export/presets").json()["presets"]
        ]
        assert 404 == client.get("/api/render-engine/presets/betamax").status_code


class TestWaveform:
    def test_shows_where_it_is_loud(self, client, film):
        """
        Half of a film is silent, half as loud as its tone; the second time the answer is the same.
        """
        told = client.post("/api/waveform/generate", json={"audioPath": film, "targetSamples": 20}).json()
        again = client.post("/api/waveform/generate", json={"audioPath": film, "targetSamples": 20}).json()

        assert (20, 48000, 2) == (len(told["data"]), told["sampleRate"], pytest.approx(told["duration"], abs=0.05))
        assert max(told["data"][:9]) < 0.01
        assert all(0.4 < peak < 0.6 for peak in told["data"][11:19])
        assert told["data"] == again["data"]

    def test_is_of_recordings_and_of_parts(self, client):
        """
        What was spoken has an outline, too; a part is as long as it was asked for.
        """
        spoken = client.post("/api/tts/synthesize", json={"text": "Twice a day the sea rises and falls."}).json()
        body = {"audioPath": spoken["audioUrl"], "startTime": 0.5, "endTime": 1.0, "targetSamples": 10}
        told = client.post("/api/waveform/generate", json=body).json()

        assert (10, 0.5) == (len(told["data"]), pytest.approx(told["duration"], abs=0.001))
        assert 0 < max(told["data"]) <= 1

    def test_refuses_what_has_none(self, client, film):
        """
        Nothing is heard in captions or after the end, and what no job made is not found.
        """
        refused = [
            client.post("/api/waveform/generate", json=body)
            for body in (
                {"audioPath": film.replace("mp4", "srt")},
                {"audioPath": film, "startTime": 60},
                {"audioPath": "/etc/hostname"},
                {"audioPath": "/api/audio/x.wav"},
                {"audioPath": film, "targetSamples": 0, "startTime": -1},
            )
        ]

        assert [400, 400, 404, 404, 400] == [answer.status_code for answer in refused]
        assert {"$.targetSamples", "$.startTime"} == set(refused[-1].json()["errors"])

    def test_has_each_of_few_samples(self):
        """
        There are never more values than samples, and the most negative sample is full scale.
        """
        assert [1.0, 0.5] == outlined(np.array([[-32768, 0], [0, 16384]], np.int16), 100)
        assert [] == outlined(np.zeros((0, 1), np.int16), 10)
