"""
Pixabay, as https://pixabay.com/api/docs/ has it (read in 2026).
"""

from aura_core.model.providers import PROVIDERS
from aura_core.providers.footage.pixabay import PixabayFootage
from aura_core.testing.services import Service
from aura_core.testing.stub import Answer
from tests.stubs.library import NOTHING, STILL, fetching, file, files, use


LYING = "a river"
"""What there are only clips of that are wider than high."""

BAD_KEY = Answer(b"[ERROR 400] Invalid or missing API key (https://pixabay.com/api/docs/).", 400, "text/html")


def _checked(asked):
    """Refuse what the service refuses."""
    assert asked.query["key"] == KEY
    assert 3 <= int(asked.query.get("per_page", "20")) <= 200
    assert len(asked.query.get("q", "")) <= 100


def videos(asked):
    """Find clips, but for what there are none of."""
    _checked(asked)
    assert "orientation" not in asked.query
    found = [] if asked.query["q"] in {NOTHING, STILL} else [_video(asked, number) for number in range(4)]
    return Answer({"total": len(found), "totalHits": len(found), "hits": found})


def _video(asked, number):
    sizes = {"large": (0, 0), "medium": (1920, 1080), "small": (1280, 720), "tiny": (320, 180)}
    upright = number == 3 and asked.query["q"] != LYING
    return {
        "id": 31377 + number,
        "pageURL": f"https://pixabay.com/videos/id-{31377 + number}/",
        "type": "film",
        "tags": "waves, rocks, sea",
        "duration": 6 + number,
        "videos": {
            name: {
                "url": f"{files(asked)}/{number}-{name}.mp4" if size[0] else "",
                "width": size[upright],
                "height": size[not upright],
                "size": 6615235,
                "thumbnail": "https://cdn.pixabay.com/x.jpg",
            }
            for name, size in sizes.items()
        },
        "user_id": 1281706,
        "user": f"Ann{number}",
        "userImageURL": "https://cdn.pixabay.com/user/x.jpg",
    }


def photos(asked):
    """Find photographs, or the one of a number; their addresses are good for a day."""
    _checked(asked)
    if "id" in asked.query:
        number = int(asked.query["id"]) - 195890
        found = [_photo(asked, number)] if number < 4 else []
    else:
        found = [] if asked.query["q"] == NOTHING else [_photo(asked, number) for number in range(5)]
    return Answer({"total": len(found), "totalHits": len(found), "hits": found})


def _photo(asked, number):
    return {
        "id": 195890 + number,
        "pageURL": f"https://pixabay.com/photos/painting-{195890 + number}/",
        "type": "photo",
        "tags": "painting, art",
        "previewURL": "https://cdn.pixabay.com/photo/x_150.jpg",
        "webformatURL": "https://pixabay.com/get/x_640.jpg",
        "webformatWidth": 640,
        "webformatHeight": 360,
        "largeImageURL": f"{files(asked)}/{number}_1280.jpg",
        **({"fullHDURL": f"{files(asked)}/{number}_1920.jpg"} if number else {}),
        "imageWidth": 4000,
        "imageHeight": 2250,
        "user_id": 48777,
        "user": f"Bob{number}",
    }


def refusal(status, asked):
    """Refuse as the service does, in plain text; here with the key in its mouth."""
    return f"[ERROR {status}] {asked.query.get('key', '')} refused.".encode()


ROUTES = {("GET", "/api/videos/"): videos, ("GET", "/api/"): photos, ("GET", "/files/*"): file}

KEY = "12345678-0a1b2c3d4e5f60718293a4b5c"

SERVICE = Service(PROVIDERS["pixabay"], KEY, ROUTES, PixabayFootage, use, refusal, "/api")

FETCHING = fetching(SERVICE)
"""The same, well enough to be searched and failing to give its files."""
