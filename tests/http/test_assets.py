"""Pictures that are kept, over HTTP."""

import io
import shutil

import pytest
from litestar.testing import TestClient
from PIL import Image

from aura_core.settings import Settings
from aura_core.testing.stub import Stub
from aura_http.server import create_app
from tests.stubs import pexels
from tests.stubs.library import NOTHING, clip


@pytest.fixture(scope="module")
def services():
    with Stub(pexels.SERVICE.routes, pexels.refusal) as stub:
        yield stub


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("assets")


@pytest.fixture(scope="module")
def settings(services, folder):
    return Settings(
        data=folder / "data",
        secrets=folder / "secrets",
        keys={"pexels": pexels.KEY},
        addresses={"pexels": f"{services.url}/v1"},
        providers_private=True,
    )


@pytest.fixture(scope="module")
def client(settings):
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
        yield client


def picture(form="PNG", size=(64, 48), colour=(40, 90, 160), **options):
    """Draw a plain picture."""
    drawn = io.BytesIO()
    Image.new("RGB", size, colour).save(drawn, form, **options)
    return drawn.getvalue()


def uploaded(client, name, content, **form):
    answer = client.post("/api/assets/upload", files={"file": (name, content)}, data=form)
    assert 201 == answer.status_code, answer.text
    return answer.json()


def listed(client, **query):
    answer = client.get("/api/assets", params=query)
    assert 200 == answer.status_code, answer.text
    return answer.json()


class TestUpload:
    def test_keeps_a_picture(self, client):
        """
        A picture is kept under what is in it, whatever it is called, with its owner; sent again it is the same, and
        what else it is tagged with is added.
        """
        exif = Image.Exif()
        exif[0x013B], exif[0x8298] = "Ann Example", "CC BY 4.0"
        content = picture("JPEG", exif=exif)
        kept = uploaded(client, "../../tides <x>.png.exe", content, tags="Sea, low  TIDE,sea")
        again = uploaded(client, "other.jpg", content, tags="night")
        shown = client.get(kept["filePath"])
        small = client.get(kept["thumbnailPath"])

        assert content == shown.content
        assert "image/jpeg" == shown.headers["content-type"]
        assert 200 == small.status_code
        assert ("Image", "Uploaded", "Ann Example", "CC BY 4.0") == tuple(
            kept[name] for name in ("type", "source", "attribution", "license")
        )
        assert {"width": 64, "height": 48, "duration": None, "fileSizeBytes": len(content), "format": "jpg"} == kept[
            "metadata"
        ]
        assert "/" not in kept["title"]
        assert ["low tide", "sea"] == [tag["name"] for tag in kept["tags"]]
        assert (kept["id"], ["low tide", "night", "sea"]) == (again["id"], [tag["name"] for tag in again["tags"]])
        assert again == client.get(f"/api/assets/{kept['id']}").json()

    def test_keeps_a_clip(self, client):
        """
        A clip is kept with how long it is.
        """
        kept = uploaded(client, "waves.mp4", clip())

        assert ("Video", 320, 180) == (kept["type"], kept["metadata"]["width"], kept["metadata"]["height"])
        assert kept["metadata"]["duration"].startswith("00:00:01")
        assert 200 == client.get(kept["thumbnailPath"]).status_code

    @pytest.mark.parametrize(
        ("name", "content", "status"),
        [
            ("x.png", b"\x89PNG\r\n\x1a\nbroken", 400),
            ("x.png", picture()[:-60], 400),
            ("x.png", b"", 400),
            ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", 400),
            ("x.jpg", b"#!/bin/sh", 400),
            ("x.mp4", b"\0\0\0\x18ftypmp42" + bytes(100), 400),
            ("x.m3u8", b"#EXTM3U\nfile:///etc/hosts", 400),
            ("bomb.png", picture(size=(9000, 9000)), 400),
            ("x.bmp", picture("BMP"), 400),
        ],
    )
    def test_refuses_what_is_none(self, client, folder, name, content, status):
        """
        What is no picture, is damaged, or would fill the memory is refused, and nothing of it stays.
        """
        before = sorted((folder / "data" / "album").rglob("*"))
        answer = client.post("/api/assets/upload", files={"file": (name, content)})

        assert (status, "$.file") == (answer.status_code, answer.json()["field"])
        assert answer.json()["howToFix"]
        assert before == sorted((folder / "data" / "album").rglob("*"))


@pytest.fixture(scope="module")
def kept(client):
    colours = {"a red crab": (200, 0, 0), "b red kite": (250, 9, 0), "c grey heron": (99, 99, 99)}
    return [
        uploaded(client, f"{name}.png", picture(colour=colour), tags=f"listed, {name.split()[1]}")
        for name, colour in colours.items()
    ]


class TestList:
    @pytest.mark.parametrize(
        ("query", "places", "total"),
        [
            ({}, [2, 1, 0], 3),
            ({"query": "RED listed"}, [1, 0], 2),
            ({"query": "red heron"}, [], 0),
            ({"query": "%"}, [], 0),
            ({"tags": "listed,red", "sortBy": "title", "sortDescending": False}, [0, 1], 2),
            ({"source": "uploaded", "pageSize": 2, "page": 2}, [0], 3),
            ({"type": "video"}, [], 0),
            ({"type": "Audio"}, [], 0),
        ],
    )
    def test_finds_what_is_wanted(self, client, kept, query, places, total):
        """
        Pictures are found by all words, kind, source and tags, a page at a time, in the order that is asked for.
        """
        told = listed(client, **{"tags": "listed", **query})

        assert ([kept[place]["id"] for place in places], total) == (
            [one["id"] for one in told["assets"]],
            told["totalCount"],
        )

    @pytest.mark.parametrize("query", [{"page": 0}, {"pageSize": 501}, {"sortBy": "colour"}, {"query": "x" * 201}])
    def test_refuses_what_cannot_be_asked(self, client, query):
        """
        What is no page, or no order, is refused.
        """
        assert 400 == client.get("/api/assets", params=query).status_code

    def test_is_tagged_and_forgotten(self, client):
        """
        Tags are added, and replaced; who is forgotten is nowhere, and what is unknown is not found.
        """
        kept = uploaded(client, "gone.png", picture(colour=(1, 2, 3)), tags="one")
        at = f"/api/assets/{kept['id']}"
        added = client.post(f"{at}/tags", json=["Two", "one"]).json()
        only = client.put(f"{at}/tags", json=["three"]).json()
        many = client.post(f"{at}/tags", json=[str(number) for number in range(60)])
        wrong = [client.post(f"{at}/tags", json=body) for body in ({"a": 1}, [1], "x", None)]
        gone = [client.delete(at).status_code, client.get(at).status_code, client.get(kept["filePath"]).status_code]

        assert (["one", "two"], ["three"]) == tuple([tag["name"] for tag in one["tags"]] for one in (added, only))
        assert (400, "$.tags") == (many.status_code, many.json()["field"])
        assert {400} == {answer.status_code for answer in wrong}
        assert all(answer.json()["howToFix"] for answer in wrong)
        assert [204, 404, 404] == gone
        assert 404 == client.post(f"{at}/tags", json=["x"]).status_code == client.delete(at).status_code

    def test_stays_while_a_film_waits_for_it(self, client):
        """
        What was chosen for a film is listed, and cannot be deleted while the film is yet to be made.
        """
        assert client.put("/api/queue/configuration", json={"isEnabled": False}).is_success
        seen = client.post("/api/visuals/generate", json={"prompt": "An anchor"}).json()["imagePath"]
        chosen = {"script": "The sea.", "pictures": [{"sceneIndex": 0, "imagePath": seen}]}
        job = client.post("/api/jobs", json=chosen).json()["id"]
        (kept,) = [one for one in listed(client)["assets"] if one["filePath"] == seen]
        refused = client.delete(f"/api/assets/{kept['id']}")
        client.post(f"/api/jobs/{job}/cancel")

        assert ("Generated", 409) == (kept["source"], refused.status_code)
        assert 204 == client.delete(f"/api/assets/{kept['id']}").status_code


class TestSearch:
    def test_finds_here_and_elsewhere(self, client):
        """
        Without a name the album comes first, then libraries with keys; every picture is one of this server.
        """
        own = uploaded(client, "otter.png", picture(colour=(7, 7, 7)))
        told = client.post("/api/assets/search", json={"query": "otter", "count": 3}).json()
        here = client.post("/api/assets/search", json={"query": "otter", "provider": "library"}).json()
        none = client.post("/api/assets/search", json={"query": NOTHING, "provider": "pexels"}).json()
        first, *others = told["assets"]

        assert (own["id"], own["filePath"]) == (first["id"], first["pathOrUrl"])
        assert [("pexels", "Pexels License")] * 2 == [(one["provider"], one["license"]) for one in others]
        assert all("Photo by Bob" in one["attribution"] for one in others)
        assert len({one["pathOrUrl"] for one in told["assets"]}) == 3
        assert {200} == {client.get(one["pathOrUrl"]).status_code for one in told["assets"]}
        assert [first] == here["assets"]
        assert ([], True) == (none["assets"], bool(none["reason"]))

    def test_keeps_what_was_found(self, client, folder):
        """
        A photograph that was found is kept with its owner, and stays when the store forgets.
        """
        first, *_ = client.get("/api/assets/stock/search", params={"query": "waves", "count": 2}).json()
        kept = client.post("/api/assets/stock/download", json={"imageUrl": first["fullSizeUrl"], "source": "x"}).json()
        shutil.rmtree(folder / "data" / "store")

        assert ("StockPexels", first["photographer"]) == (kept["source"], kept["attribution"])
        assert 200 == client.get(kept["filePath"]).status_code
        assert 404 == client.post("/api/assets/stock/download", json={"imageUrl": "http://x.example"}).status_code

    def test_paints_and_keeps(self, client):
        """
        What is generated is kept, tagged with what it is about.
        """
        asked = {"prompt": "A buoy", "keywords": ["Buoy"], "sceneIndex": 3, "width": 320, "height": 180}
        told = client.post("/api/assets/generate", json=asked).json()
        other = client.post("/api/assets/ai/generate", json={"prompt": "A buoy", "size": "320x180"}).json()
        kept = client.get(f"/api/assets/{told['asset']['id']}").json()

        assert (True, False, (320, 180)) == (
            told["success"],
            told["gated"],
            (told["asset"]["width"], told["asset"]["height"]),
        )
        assert ["buoy", "scene-3"] == [tag["name"] for tag in kept["tags"]]
        assert kept["id"] == other["id"]

    def test_says_how_often_libraries_may_be_asked(self, client):
        """
        What was asked counts against the limit of a library.
        """
        known = {one["name"]: one for one in client.get("/api/assets/stock/providers").json()["providers"]}
        quota = client.get("/api/assets/stock/quota/Pexels").json()

        assert (True, True, None) == tuple(known["pexels"][name] for name in ("available", "hasApiKey", "error"))
        assert (False, False, True) == (
            known["unsplash"]["available"],
            known["unsplash"]["hasApiKey"],
            bool(known["unsplash"]["error"]),
        )
        assert ("pexels", 200) == (quota["provider"], quota["limit"])
        assert quota["remaining"] < 200
        assert 404 == client.get("/api/assets/stock/quota/openai").status_code

    @pytest.mark.parametrize(
        ("path", "body", "status", "fields"),
        [
            (
                "search",
                {"query": "x", "apiKey": "k" * 20, "localDirectory": "/"},
                400,
                {"$.apiKey", "$.localDirectory"},
            ),
            ("search", {"query": "x", "provider": "openai"}, 400, {"$.provider"}),
            ("search", {"query": "x", "provider": "nobody"}, 400, {"$.provider"}),
            ("search", {"query": "x", "provider": "unsplash"}, 409, None),
            ("search", {"query": "", "count": 99}, 400, {"$.query", "$.count"}),
            ("generate", {"prompt": "x", "stableDiffusionUrl": "http://10.0.0.1"}, 400, {"$.stableDiffusionUrl"}),
            ("ai/generate", {"prompt": "x", "size": "10x10"}, 400, {"$.size"}),
            ("ai/generate", {"prompt": "x", "size": "large"}, 400, {"$.size"}),
            ("generate", {"prompt": "x", "provider": "openai"}, 409, None),
        ],
    )
    def test_refuses_what_is_a_setting(self, client, path, body, status, fields):
        """
        Keys, folders and servers are no matter of a request, and who is named and cannot be asked is an error.
        """
        answer = client.post(f"/api/assets/{path}", json=body)

        assert (status, fields) == (answer.status_code, answer.json()["errors"] and set(answer.json()["errors"]))


class TestRestart:
    def test_loses_nothing(self, tmp_path):
        """
        What is kept is there when a server starts again.
        """
        settings = Settings(data=tmp_path / "data")
        with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
            kept = uploaded(client, "x.png", picture(), tags="sea")
        with TestClient(create_app(settings), base_url="http://127.0.0.1") as client:
            assert [kept] == listed(client, tags="sea")["assets"]
            assert 200 == client.get(kept["filePath"]).status_code
