"""
Pexels, as https://www.pexels.com/api/documentation/ has it (read in 2026).
"""

from aura_core.model.providers import PROVIDERS
from aura_core.providers.footage.pexels import PexelsFootage
from aura_core.testing.services import Service
from aura_core.testing.stub import Answer
from tests.stubs.library import NOTHING, STILL, fetching, file, files, use


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
                    "link": f"{files(asked)}/{number}-{width}.mp4",
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
        "src": {"original": f"{files(asked)}/{number}.jpg", "large2x": "x", "large": "x"},
        "liked": False,
        "alt": f"Painting {number}",
    }


def refusal(status, asked):
    """Refuse as the service does; here with the key in its mouth."""
    return {"status": status, "code": f"It is {status}", "error": f"{asked.headers.get('authorization', '')} refused"}


ROUTES = {("GET", "/v1/videos/search"): videos, ("GET", "/v1/search"): photos, ("GET", "/files/*"): file}


KEY = "563492ad6f91700001000001a1b2c3d4e5f60718293a4b5c6d7e8f90"

SERVICE = Service(PROVIDERS["pexels"], KEY, ROUTES, PexelsFootage, use, refusal, "/v1")

FETCHING = fetching(SERVICE)
"""The same, well enough to be searched and failing to give its files."""
