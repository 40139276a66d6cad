"""Files that jobs made, by their paths."""

import os

import pytest
from litestar.testing import TestClient

from aura_core.settings import Settings
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
    """A file of a job."""
    job = client.post("/api/jobs", json={"brief": {"topic": "Tides"}, "script": "# T\n\nOne."}).json()["id"]
    client.post(f"/api/jobs/{job}/cancel")
    folder = data / "jobs" / job
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "video.mp4").write_bytes(b"film")
    (folder / ".hidden").write_bytes(b"x")
    return folder / "video.mp4"


class TestStat:
    def test_knows_what_jobs_made(self, client, film):
        """
        A film has the same size by its path and by its address.
        """
        by_path = client.get("/api/files/stat", params={"path": str(film)}).json()
        by_address = client.get("/api/files/stat", params={"path": by_path["url"]}).json()

        assert (4, "video.mp4", "video/mp4", film.parent.name) == (
            *(by_path["size"], by_path["name"], by_path["type"], by_path["jobId"]),
        )
        assert by_path == by_address

    def test_knows_nothing_else(self, client, film, data):
        """
        What no job made is not found, whatever it is and however it is asked for.
        """
        other = data / "jobs" / "nobodys"
        other.mkdir()
        (other / "video.mp4").write_bytes(b"film")
        (film.parent / "link.mp4").symlink_to("/etc/hostname")
        paths = [
            *("/etc/hostname", "~nobody/x", "video.mp4", "\0", "x" * 4000, str(film.parent), str(film) + "/x"),
            *(str(film.parent / ".hidden"), str(film.parent / "link.mp4"), str(other / "video.mp4")),
            f"/api/jobs/{film.parent.name}/artifacts/..%2F..%2Faura.db",
        ]

        assert [404] * len(paths) == [
            client.get("/api/files/stat", params={"path": path}).status_code for path in paths
        ]
        assert ["path"] == [*client.get("/api/files/stat").json()["errors"]]


class TestPaths:
    def test_are_written_out(self, client, monkeypatch, tmp_path):
        """
        ~ is the home folder, also where other paths count from unless the owner has chosen a folder.
        """
        monkeypatch.setenv("HOME", str(tmp_path))
        asked = ["~/Videos/Aura", "films", "/a/../b"]
        told = [client.post("/api/paths/resolve", json={"path": path}).json()["resolvedPath"] for path in asked]

        assert [f"{tmp_path}/Videos/Aura", f"{tmp_path}/films", "/b"] == told
        assert client.post("/api/paths/validate", json={"path": str(tmp_path)}).json()["isWritable"]

    @pytest.mark.parametrize("path", ["", " ", "\0", "~no-such-user/x", None])
    def test_must_be_paths(self, client, path):
        """
        What cannot be a path is refused by name.
        """
        answer = client.post("/api/paths/resolve", json={"path": path})

        assert (400, ["$.path"]) == (answer.status_code, list(answer.json()["errors"]))


class TestOpening:
    @pytest.mark.parametrize("kind", ["file", "folder"])
    def test_needs_a_screen_and_somebody_in_front_of_it(self, client, film, monkeypatch, kind):
        """
        Without a screen it is 501 and where to look, for others 403, and for what no job made 404.
        """
        monkeypatch.delenv("DISPLAY", raising=False)
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        address = f"/api/v1/files/open-{kind}"
        answer = client.post(address, json={"path": str(film)})

        assert (501, "E501-NO_SCREEN") == (answer.status_code, answer.json()["errorCode"])
        assert str(film.parent) in answer.json()["howToFix"][0]
        assert 404 == client.post(address, json={"path": "/etc/hostname"}).status_code
        elsewhere = client.post(address, json={"path": str(film)}, headers={"X-Forwarded-For": "203.0.113.9"})
        assert 403 == elsewhere.status_code

    def test_shows_what_was_asked_for(self, client, film, monkeypatch, tmp_path):
        """
        The program that shows files is given the file, or its folder, and nothing else.
        """
        shown = tmp_path / "shown"
        os.mkfifo(shown)
        opener = tmp_path / "xdg-open"
        opener.write_text(f'#!/bin/sh\nprintf "%s" "$*" > {shown}\n')
        opener.chmod(0o700)
        monkeypatch.setenv("DISPLAY", ":0")
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        for kind, expected in (("file", film), ("folder", film.parent)):
            told = client.post(f"/api/v1/files/open-{kind}", json={"path": str(film)}).json()

            assert (True, str(expected), str(expected)) == (told["success"], told["path"], shown.read_text())
