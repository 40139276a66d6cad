"""
Unsplash, as https://unsplash.com/documentation has it (read in 2026).
"""

from aura_core.model.providers import PROVIDERS
from aura_core.providers.footage.unsplash import UnsplashFootage
from aura_core.testing.services import Service
from aura_core.testing.stub import Answer
from tests.stubs.library import NOTHING, fetching, file, files, use


TOO_OFTEN = Answer(b"Rate Limit Exceeded", 403, "text/plain")


def search(asked):
    """Find photographs."""
    assert asked.headers["accept-version"] == "v1"
    assert asked.query.get("orientation", "landscape") in {"landscape", "portrait", "squarish"}
    assert int(asked.query["per_page"]) <= 30
    found = [] if asked.query["query"] == NOTHING else [_photo(asked, number) for number in range(4)]
    return Answer({"total": len(found), "total_pages": 1, "results": found})


def _photo(asked, number):
    name = f"eOLpJytrbs{number}"
    raw = f"{files(asked)}/{number}?ixid=M3w{number}&ixlib=rb-4.0.3"
    return {
        "id": name,
        "created_at": "2014-11-18T14:35:36-05:00",
        "width": 4000,
        "height": 3000,
        "color": "#A7A2A1",
        "likes": 286,
        "description": None if number else "A man drinking a coffee.",
        "alt_description": f"waves on rocks {number}",
        "user": {
            "id": "Ul0QVz12Goo",
            "username": "ugmonk",
            "name": f"Ann {number}",
            "links": {"self": "https://api.unsplash.com/users/ugmonk", "html": "https://unsplash.com/@ugmonk"},
        },
        "urls": {"raw": raw, "full": f"{raw}&q=85", "regular": f"{raw}&w=1080", "small": "x", "thumb": "x"},
        "links": {
            "self": f"https://api.unsplash.com/photos/{name}",
            "html": f"https://unsplash.com/photos/{name}",
            "download": f"https://unsplash.com/photos/{name}/download",
            "download_location": f"https://api.unsplash.com/photos/{name}/download?ixid=M3w{number}",
        },
    }


def told(asked):
    """Hear that a photograph is used."""
    return Answer({"url": "https://images.unsplash.com/photo-1416339306562-f3d12fefd36f"})


def refusal(status, asked):
    """Refuse as the service does; here with the key in its mouth."""
    return {"errors": [f"OAuth error: {asked.headers.get('authorization', '')} is invalid"]}


ROUTES = {("GET", "/search/photos"): search, ("GET", "/photos/*"): told, ("GET", "/files/*"): file}

KEY = "0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX2yZ3-_a"

SERVICE = Service(PROVIDERS["unsplash"], KEY, ROUTES, UnsplashFootage, use, refusal)

FETCHING = fetching(SERVICE)
"""The same, well enough to be searched and failing to give its files."""
