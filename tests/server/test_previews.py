"""Films, looked at."""

import base64
import io
import subprocess

import pytest
from PIL import Image

from aura_core.ffmpeg.binary import locate
from aura_core.ffmpeg.probe import probe


pytestmark = pytest.mark.render

COLOURS = ("red", "lime", "blue")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def client(serve_all, data):
    with serve_all(data).client() as client:
        yield client


@pytest.fixture(scope="module")
def film(client, data):
    """Three seconds as a job's film: a red one, a green one, a blue one, at three pictures a second."""
    job = client.post("/api/jobs", json={"brief": {"topic": "Tides"}, "script": "# T\n\nOne."}).json()["id"]
    client.post(f"/api/jobs/{job}/cancel")
    path = data / "jobs" / job / "video.mp4"
    path.parent.mkdir(parents=True, exist_ok=True)
    inputs = [part for name in COLOURS for part in ("-f", "lavfi", "-i", f"color={name}:s=640x360:r=3:d=1")]
    graph = "[0][1][2]concat=n=3,format=yuv420p"
    subprocess.run([locate().path, "-v", "error", *inputs, "-filter_complex", graph, path], check=True)
    (path.parent / "video.srt").write_text("")
    return f"/api/jobs/{job}/artifacts/video.mp4"


def colour(content, x=0.5):
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    seen = picture.getpixel((int(picture.width * x), picture.height // 2))
    return COLOURS[seen.index(max(seen))]


class TestThumbnails:
    @pytest.mark.parametrize(
        ("t", "form", "seen"), [(0, "png", 0), (0.99, "jpeg", 0), (1.2, "webp", 1), (2.99, "png", 2)]
    )
    def test_show_what_is_seen_then(self, client, film, t, form, seen):
        """
        At each moment there is the picture that a player shows, in the kind and the size that was asked for.
        """
        query = {"path": film, "t": t, "format": form, "width": 160}
        answer = client.get("/api/thumbnails", params=query)
        picture = Image.open(io.BytesIO(answer.content))

        assert (200, f"image/{form}", (160, 90)) == (answer.status_code, answer.headers["content-type"], picture.size)
        assert COLOURS[seen] == colour(answer.content)
        known = client.get("/api/thumbnails", params=query, headers={"If-None-Match": answer.headers["etag"]})
        assert 304 == known.status_code

    def test_come_in_strips_and_in_answers(self, client, film):
        """
        A strip has one picture from each stretch; what comes in an answer is also at an address.
        """
        strip = client.get("/api/thumbnails/strip", params={"path": film, "count": 3, "width": 64}).content
        told = client.post("/api/thumbnails/generate", json={"videoPath": film, "timestamp": 1.5}).json()
        shown = base64.b64decode(told["base64Image"])

        assert (192, 36) == Image.open(io.BytesIO(strip)).size
        assert list(COLOURS) == [colour(strip, x) for x in (0.16, 0.5, 0.84)]
        assert ("lime", 320, 180, 1.5) == (colour(shown), told["width"], told["height"], told["timestamp"])
        assert shown == client.get(told["url"]).content

    def test_refuse_what_is_not_seen(self, client, film):
        """
        Nothing is seen after the end or in captions, and what no job made is not found.
        """
        refused = [
            client.get("/api/thumbnails", params=query)
            for query in (
                {"path": film, "t": 3.5},
                {"path": film.replace("mp4", "srt")},
                {"path": "/etc/hostname"},
                {"path": film, "width": 9000, "format": "gif"},
            )
        ]

        assert [400, 400, 404, 400] == [answer.status_code for answer in refused]


class TestProxies:
    def test_are_light_copies(self, client, film, tmp_path):
        """
        A copy is smaller, is made once, can be read in parts, and is counted.
        """
        body = {"sourcePath": film, "quality": "Draft", "backgroundGeneration": False}
        told = client.post("/api/proxy/generate", json=body).json()
        again = client.post("/api/proxy/generate", json={**body, "backgroundGeneration": True}).json()
        copy = client.get(told["proxyPath"])
        part = client.get(told["proxyPath"], headers={"Range": "bytes=0-99"})
        saved = tmp_path / "copy.mp4"
        saved.write_bytes(copy.content)
        seen, stats = probe(saved), client.get("/api/proxy/stats").json()

        assert ("Completed", 100, told["fileSizeBytes"]) == (
            told["status"],
            told["progressPercent"],
            len(copy.content),
        )
        assert told["createdAt"] == again["createdAt"] == client.get(f"/api/proxy/{told['id']}").json()["createdAt"]
        assert (told["width"], told["height"]) == (seen.width, seen.height) == (640, 360)
        assert pytest.approx(3, abs=0.1) == seen.video_seconds
        assert (206, copy.content[:100]) == (part.status_code, part.content)
        assert (1, len(copy.content)) == (stats["totalProxies"], stats["totalCacheSizeBytes"])

    def test_refuse_what_does_not_move(self, client, film):
        """
        What is no film of this server, no quality and no copy is refused.
        """
        bodies = (
            {"sourcePath": film.replace("mp4", "srt")},
            {"sourcePath": film, "quality": "4D"},
            {"sourcePath": "/etc/hostname"},
        )
        refused = [client.post("/api/proxy/generate", json=body) for body in bodies]

        assert [400, 400, 404] == [answer.status_code for answer in refused]
        assert 404 == client.get("/api/proxy/none").status_code
