"""
Pexels, as https://www.pexels.com/api/documentation/ has it (read in 2026).
"""

import io
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from PIL import Image

from aura_core.ffmpeg.binary import locate
from aura_core.model.footage import FootageRequest
from aura_core.model.providers import PROVIDERS
from aura_core.model.render import Resolution
from aura_core.providers.footage.pexels import PexelsFootage
from aura_core.testing.services import Service
from aura_core.testing.stub import Answer, Fault
from aura_core.verdicts import Verdict


REQUEST = FootageRequest("waves", "The sea rises.", Resolution(320, 180), 5.0)
NOTHING = "nothing at all"
STILL = "a painting"
"""What there are only photographs of."""


def _files(asked):
    """Say where the files are: on another host, as far as anybody can see."""
    return f"http://localhost:{asked.headers['host'].rpartition(':')[2]}/files"


def videos(asked):
    """Find clips, but for what there are none of."""
    if asked.query["query"] in {NOTHING, STILL}:
        return Answer({"page": 1, "per_page": 15, "total_results": 0, "videos": []})
    found = [_video(asked, number) for number in range(4)]
    return Answer({"page": 1, "per_page": 15, "total_results": 4, "videos": found})


def _video(asked, number):
    sizes = ((960, 540), (320, 180), (1920, 1080))
    return {
        "id": 1093660 + number,
        "width": 1920,
        "height": 1080,
        "url": f"https://www.pexels.com/video/waves-on-rocks-{1093660 + number}/",
        "image": "https://images.pexels.com/videos/x.jpg",
        "duration": 6 + number,
        "user": {"id": 1, "name": f"Ann {number}", "url": "https://www.pexels.com/@ann"},
        "video_files": [
            {"id": 0, "quality": "hls", "file_type": None, "width": None, "height": None, "link": "https://x.example"},
            *(
                {
                    "id": width,
                    "quality": "hd",
                    "file_type": "video/mp4",
                    "width": width,
                    "height": height,
                    "fps": 25.0,
                    "link": f"{_files(asked)}/{number}-{width}.mp4",
                }
                for width, height in sizes
            ),
        ],
        "video_pictures": [],
    }


def photos(asked):
    """Find photographs."""
    found = [] if asked.query["query"] == NOTHING else [_photo(asked, number) for number in range(4)]
    return Answer({"page": 1, "per_page": 15, "total_results": len(found), "photos": found})


def _photo(asked, number):
    return {
        "id": 2880500 + number,
        "width": 4000,
        "height": 2250,
        "url": f"https://www.pexels.com/photo/a-painting-{2880500 + number}/",
        "photographer": f"Bob {number}",
        "photographer_url": "https://www.pexels.com/@bob",
        "photographer_id": 2,
        "avg_color": "#978E82",
        "src": {"original": f"{_files(asked)}/{number}.jpg", "large2x": "x", "large": "x"},
        "liked": False,
        "alt": f"Painting {number}",
    }


def file(asked):
    """Give a file; files are public, so whoever sends a key along has given it away."""
    assert "authorization" not in asked.headers
    if asked.path.endswith(".mp4"):
        return Answer(clip(), type="video/mp4")
    picture = io.BytesIO()
    Image.new("RGB", (400, 225), (40, 90, 160)).save(picture, "JPEG")
    return Answer(picture.getvalue(), type="image/jpeg")


@cache
def clip():
    """Film a second of nothing much."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "clip.mp4"
        source = ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=1", "-pix_fmt", "yuv420p"]
        subprocess.run([locate().path, "-loglevel", "error", *source, target], check=True)
        return target.read_bytes()


def refusal(status, asked):
    """Refuse as the service does; here with the key in its mouth."""
    return {"status": status, "code": f"It is {status}", "error": f"{asked.headers.get('authorization', '')} refused"}


ROUTES = {("GET", "/v1/videos/search"): videos, ("GET", "/v1/search"): photos, ("GET", "/files/*"): file}


async def use(source, folder):
    found = await source.find(REQUEST)
    await source.fetch(found[0], REQUEST, folder / "clip.mp4")
    return found


KEY = "563492ad6f91700001000001a1b2c3d4e5f60718293a4b5c6d7e8f90"

SERVICE = Service(PROVIDERS["pexels"], KEY, ROUTES, PexelsFootage, use, refusal, "/v1")

FETCHING = Service(
    PROVIDERS["pexels"],
    KEY,
    ROUTES,
    PexelsFootage,
    use,
    refusal,
    "/v1",
    faulty="/files/",
    # A file is no document, and one that is public may lie elsewhere.
    otherwise={
        Fault.MALFORMED: Verdict.WRONG_TYPE,
        Fault.WRONG_SHAPE: Verdict.WRONG_TYPE,
        Fault.REDIRECTED: Verdict.REFUSED,
    },
)
"""The same, well enough to be searched and failing to give its files."""
