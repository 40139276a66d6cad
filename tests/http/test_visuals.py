"""Pictures over HTTP, by slides, by a library and by a painter."""

import io
import shutil

import pytest
from litestar.testing import TestClient
from PIL import Image

from aura_core.settings import Settings
from aura_core.testing.stub import Stub
from aura_http.routes.visuals import _BATCH, _GENERATE
from aura_http.server import create_app
from tests.stubs import painters, pexels
from tests.stubs.library import NOTHING


@pytest.fixture(scope="module")
def services():
    """Give Pexels and OpenAI at one address."""
    with Stub({**pexels.SERVICE.routes, **painters.OPENAI.routes}, pexels.refusal) as stub:
        yield stub


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("visuals")


@pytest.fixture(scope="module")
def client(services, folder):
    settings = Settings(
        data=folder / "data",
        secrets=folder / "secrets",
        keys={"pexels": pexels.KEY, "openai": painters.OPENAI.key},
        addresses=dict.fromkeys(("pexels", "openai"), f"{services.url}/v1"),
        providers_private=True,
    )
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        yield client


def sent(client, path, body):
    answer = client.post(path, json=body)
    assert 200 == answer.status_code, answer.text
    return answer.json()


def size_of(client, address):
    answer = client.get(address)
    assert 200 == answer.status_code, answer.text
    with Image.open(io.BytesIO(answer.content)) as picture:
        picture.load()
        return picture.size


class TestListing:
    def test_says_who_illustrates(self, client):
        """
        Everybody has what the client reads of them, those who are available first; a server that nobody has told of is
        not among these.
        """
        told = client.get("/api/visuals/providers").json()["providers"]
        known = {one["id"]: one for one in told}
        slides, painter, library = (known[name] for name in ("slides", "openai", "pexels"))

        assert sorted((one["isAvailable"] for one in told), reverse=True) == [one["isAvailable"] for one in told]
        assert (True, False, True, True) == tuple(
            known[name]["isAvailable"] for name in ("slides", "stablediffusion", "openai", "pexels")
        )
        assert (True, 0.0, "Local") == tuple(
            slides["capabilities"][name] for name in ("isFree", "costPerImage", "tier")
        )
        assert (True, True, "Pro") == (
            painter["capabilities"]["supportsNegativePrompts"],
            painter["capabilities"]["costPerImage"] > 0,
            painter["capabilities"]["tier"],
        )
        assert not library["capabilities"]["supportsStylePresets"]
        assert known["unsplash"]["reasons"]
        assert ["16:9", "9:16", "1:1", "4:5"] == slides["capabilities"]["supportedAspectRatios"]

    def test_says_which_looks_there_are(self, client):
        """
        The look that the client asks for first is among those of whoever paints.
        """
        told = client.get("/api/visuals/styles").json()

        assert "photorealistic" in told["stylesByProvider"]["openai"]
        assert [] == told["stylesByProvider"]["pexels"]
        assert sorted({style for one in told["stylesByProvider"].values() for style in one}) == told["allStyles"]


class TestPictures:
    def test_are_slides_unless_somebody_is_asked(self, client):
        """
        A picture a prompt, in their order, in the frame of films, each to be shown as it is and small; the same asked
        for again is the same.
        """
        told = sent(client, "/api/visuals/batch", _BATCH)
        upright = sent(client, "/api/visuals/generate", {**_GENERATE, "aspectRatio": "9:16"})
        exact = sent(client, "/api/visuals/generate", {**_GENERATE, "width": 320, "height": 200})
        addresses = [image["imagePath"] for image in told["images"]]

        assert _BATCH["prompts"] == [image["prompt"] for image in told["images"]]
        assert (2, 0, "slides", None) == tuple(
            told[name] for name in ("totalGenerated", "failedCount", "provider", "notice")
        )
        assert [(1920, 1080)] * 2 == [size_of(client, address) for address in addresses]
        assert (320, 180) == size_of(client, told["images"][0]["thumbnailPath"])
        assert (1080, 1920) == (upright["width"], upright["height"]) == size_of(client, upright["imagePath"])
        assert (320, 200, _GENERATE["prompt"]) == (exact["width"], exact["height"], exact["title"])
        assert addresses == [image["imagePath"] for image in sent(client, "/api/visuals/batch", _BATCH)["images"]]
        # As the original's client begins its prompts; its slides are of that style.
        dark, plain = (
            sent(client, "/api/visuals/generate", {"prompt": prompt, "style": style})["imagePath"]
            for prompt, style in (("midnight style: The sea", "modern"), ("The sea", "midnight"))
        )
        assert dark == plain

    def test_are_photographs_of_a_library(self, client, services):
        """
        A library is asked for what stands still, says whose it is, shows nothing twice, and has a slide where it has
        nothing, which is said.
        """
        services.asked.clear()
        prompts = ["the sea", "the sea", NOTHING]
        first, second, none = (told := sent(client, "/api/visuals/batch", {"prompts": prompts, "provider": "Pexels"}))[
            "images"
        ]

        assert ("pexels", "pexels", "slides", "pexels") == (
            *(one["provider"] for one in (first, second, none)),
            told["provider"],
        )
        assert first["imagePath"] != second["imagePath"]
        assert "Photo by Bob" in first["attribution"]
        assert "Pexels License" == first["license"]
        assert (400, 225) == (first["width"], first["height"]) == size_of(client, first["imagePath"])
        assert (1, True) == (told["failedCount"], "slide is shown instead" in told["notice"])
        assert not [asked.path for asked in services.asked if "videos" in asked.path]

    def test_are_of_ones_own_folder(self, client, tmp_path):
        """
        A picture of the owner's that no page could show is shown as one that it can.
        """
        Image.new("RGB", (300, 200)).save(tmp_path / "a crab.tif")
        folder = {"fileLocations": {"mediaLibraryLocation": str(tmp_path)}}
        assert client.patch("/api/settings", json=folder).is_success
        told = sent(client, "/api/visuals/generate", {"prompt": "A crab", "provider": "localstock"})

        assert ("localstock", (300, 200)) == (told["provider"], size_of(client, told["imagePath"]))

    def test_are_painted(self, client, services):
        """
        Who paints is told the look and what must not be seen, and paid once.
        """
        services.asked.clear()
        body = {"prompt": "A crab", "style": "watercolor", "negativePrompts": ["people"], "provider": "openai"}
        told, again = (sent(client, "/api/visuals/generate", body) for _ in range(2))
        (asked,) = services.asked

        assert "watercolour" in asked.json["prompt"]
        assert "Without people." in asked.json["prompt"]
        assert ("openai", told["imagePath"]) == (told["provider"], again["imagePath"])
        assert "OpenAI" in told["attribution"]

    @pytest.mark.parametrize(
        ("path", "body", "status", "field"),
        [
            ("generate", {"prompt": "x", "provider": "unsplash"}, 409, None),
            ("generate", {"prompt": "x", "provider": "nobody"}, 400, "$.provider"),
            ("generate", {"prompt": "…"}, 400, "$.prompt"),
            ("generate", {"prompt": "x" * 2001}, 400, "$.prompt"),
            ("generate", {"prompt": "x", "width": 10_000}, 400, "$.width"),
            ("generate", {"prompt": "x", "aspectRatio": "3:7"}, 400, "$.aspectRatio"),
            ("batch", {"prompts": []}, 400, "$.prompts"),
            ("batch", {"prompts": ["x", "!"]}, 400, "$.prompts[1]"),
            ("batch", {"prompts": ["x"] * 51}, 400, "$.prompts"),
            ("batch", {"prompts": ["x"], "texts": ["a", "b"]}, 400, "$.texts"),
            ("validate", {}, 400, "$.prompt"),
        ],
    )
    def test_are_refused(self, client, path, body, status, field):
        """
        Whoever is named and cannot be asked is an error, and so is what cannot be painted.
        """
        answer = client.post(f"/api/visuals/{path}", json=body)

        assert (status, field) == (answer.status_code, answer.json()["field"])
        assert answer.json()["howToFix"]


class TestPrompts:
    @pytest.mark.parametrize(
        ("prompt", "valid", "warnings"),
        [("A lighthouse", True, 0), ("Gore", False, 0), ("A sign with letters", True, 1), ("", False, 0)],
    )
    def test_are_looked_at(self, client, prompt, valid, warnings):
        """
        A prompt is judged without asking anybody.
        """
        told = sent(client, "/api/visuals/validate", {"prompt": prompt})

        assert (valid, not valid, warnings, prompt, len(prompt)) == (
            told["isValid"],
            bool(told["issues"]),
            len(told["warnings"]),
            told["prompt"],
            told["characterCount"],
        )


@pytest.fixture(scope="module")
def picture(client):
    """The address of a picture of this server; no job is begun from now on."""
    assert client.put("/api/queue/configuration", json={"isEnabled": False}).is_success
    return sent(client, "/api/visuals/generate", _GENERATE)["imagePath"]


SCENES = [{"heading": "The sea", "script": "The sea rises."}, {"heading": "The Moon", "script": "It pulls."}]
NONE = f"/api/media/{'0' * 40}.png"


class TestChoice:
    @pytest.mark.parametrize(
        ("path", "body", "fields"),
        [
            ("/api/jobs", {"pictures": [{"sceneIndex": 0, "imagePath": NONE}]}, {"$.pictures[0].imagePath"}),
            ("/api/jobs", {"pictures": [{"sceneIndex": 0, "imagePath": "/etc/hosts"}]}, {"$.pictures[0].imagePath"}),
            (
                "/api/jobs",
                {"pictures": [{"sceneIndex": 2, "imagePath": NONE}, {"sceneIndex": 2, "imagePath": NONE}]},
                {"$.pictures[0].sceneIndex", "$.pictures[1].sceneIndex", "$.pictures[1].imagePath"},
            ),
            ("/api/jobs", {"pictures": [{"sceneIndex": -1}]}, {"$.pictures[0].sceneIndex", "$.pictures[0].imagePath"}),
            ("/api/jobs", {"scenes": [{**SCENES[0], "pathOrUrl": NONE}, SCENES[1]]}, {"$.scenes[0].pathOrUrl"}),
            (
                "/api/video/generate",
                {"brief": "Tides", "durationMinutes": 1, "pictures": [{"sceneIndex": 0, "imagePath": NONE}]},
                {"$.pictures[0].imagePath"},
            ),
        ],
    )
    def test_is_refused_where_there_is_no_picture(self, client, picture, path, body, fields):
        """
        A film cannot show what is not there, or in a scene that is not; that is said by its path before a job begins.
        """
        answer = client.post(path, json={"scenes": SCENES, **body} if path == "/api/jobs" else body)

        assert (400, fields) == (answer.status_code, set(answer.json()["errors"]))

    def test_is_refused_by_its_place_among_several(self, client, picture):
        """
        Of several jobs, the one that shows what is not there is named.
        """
        jobs = [{"scenes": SCENES}, {"scenes": SCENES, "pictures": [{"sceneIndex": 1, "imagePath": NONE}]}]
        answer = client.post("/api/jobs/batch", json={"jobs": jobs})

        assert (400, {"$.jobs[1].pictures[0].imagePath"}) == (answer.status_code, set(answer.json()["errors"]))

    def test_lasts_as_long_as_its_script(self, client, picture, folder):
        """
        A scene of a script shows a picture of this server, which is refused where there is none, and stays when the
        store forgets.
        """
        script = sent(
            client, "/api/scripts/generate", {"script": "# Tides\n\nThe sea rises.\n\n# The Moon\n\nIt pulls."}
        )
        at = f"/api/scripts/{script['scriptId']}/scenes/1"
        refused = client.put(at, json={"pathOrUrl": NONE, "narration": "…"})
        edited = client.put(at, json={"pathOrUrl": picture})
        shown = client.get(picture).content
        shutil.rmtree(folder / "data" / "store")
        job = client.post("/api/jobs", json={"scriptId": script["scriptId"]})

        assert (400, {"$.pathOrUrl", "$.narration"}) == (refused.status_code, set(refused.json()["errors"]))
        assert picture == edited.json()["scenes"][0]["pathOrUrl"]
        assert shown == client.get(picture).content
        assert 202 == job.status_code
