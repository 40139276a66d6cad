"""Films to servers that take files over HTTP."""

import asyncio

import attrs
import pytest

from aura_core.errors import UploadError
from aura_core.model.enums import UploadDestinationType
from aura_core.model.settings.export import UploadDestination
from aura_core.settings import Settings
from aura_core.testing.stub import Answer, Fault
from aura_core.uploading import web
from aura_core.uploading.web import WebDestination
from tests.stubs.web_dav import PASSWORD, TOKEN, USER, Server


SETTINGS = Settings(uploads_private=True)
KIB = 1024


@pytest.fixture
def server(monkeypatch):
    """Run a server to which pieces of a KiB are sent."""
    monkeypatch.setattr(web, "_PIECE", KIB)
    with Server() as running:
        yield running


def dav(server, **others):
    given = UploadDestination(
        type=UploadDestinationType.WEB_DAV,
        host=f"{server.url}/dav/",
        remote_path="/Films/é/",
        username=USER,
        password=PASSWORD,
    )
    return WebDestination(attrs.evolve(given, **others), SETTINGS)


def plain(server):
    server.plain = True
    return dav(server, type=UploadDestinationType.WEBHOOK, username="", password=TOKEN)


def send(destination, parcel, notes):
    return asyncio.run(destination.send(parcel, notes))


def methods(server, *which):
    return [asked.method for asked in server.asked if asked.method in which]


class TestWebDAV:
    @pytest.mark.parametrize("pieces", [True, False])
    def test_has_the_film_and_what_lies_beside_it(self, server, parcel, notes, pieces):
        """
        Everything is there to the byte, in folders that are made if need be, and nothing else is.
        """
        server.pieces = pieces
        sent = parcel(4 * KIB + 5, "Ebbe & Flut #1")
        where = send(dav(server), sent, notes)

        assert {"/dav/Films/é/Ebbe & Flut #1.mp4", "/dav/Films/é/Ebbe & Flut #1.vtt"} == set(server.files)
        assert sent.film.path.read_bytes() == server.files["/dav/Films/é/Ebbe & Flut #1.mp4"]
        assert f"{server.url}/dav/Films/%C3%A9/Ebbe%20%26%20Flut%20%231.mp4" == where
        assert (4 if pieces else 0) == len(methods(server, "PATCH"))

    def test_goes_on_where_the_line_broke(self, server, parcel, notes):
        """
        Pieces that arrived are not sent again where the server knows pieces.
        """
        send(dav(server), parcel(10, "Other"), type(notes)())
        sent = parcel(5 * KIB)
        server.asked.clear()
        # Two names, the captions and their move, what it knows, three pieces.
        server.once = [None] * 8 + [Fault.RESET]
        with pytest.raises(UploadError) as caught:
            send(dav(server), sent, notes)
        before = methods(server, "PUT", "PATCH")
        server.asked.clear()
        send(dav(server), sent, notes)

        assert caught.value.retryable
        assert ["PUT", "PUT", "PATCH", "PATCH", "PATCH"] == before
        assert ["PATCH", "PATCH"] == methods(server, "PUT", "PATCH")
        assert sent.film.path.read_bytes() == server.files["/dav/Films/é/Tides.mp4"]
        assert 4 == len(server.files)

    def test_begins_anew_where_nothing_else_is_possible(self, server, parcel, notes):
        """
        A server that knows no pieces is sent the whole file again, which has its name only when it is whole.
        """
        server.pieces = False
        send(dav(server), parcel(10, "Other"), type(notes)())
        sent = parcel(5 * KIB)
        server.once = [None] * 5 + [Fault.RESET]
        with pytest.raises(UploadError):
            send(dav(server), sent, notes)
        between = set(server.files)
        send(dav(server), sent, notes)

        assert "/dav/Films/é/Tides.mp4" not in between
        assert sent.film.path.read_bytes() == server.files["/dav/Films/é/Tides.mp4"]

    def test_is_not_misled_by_what_others_left(self, server, parcel, notes):
        """
        A piece of another film of the same name is written over, not gone on with.
        """
        sent = parcel(3 * KIB)
        server.files["/dav/Films/é/.Tides.mp4.aura-partial"] = b"x" * KIB
        send(dav(server), sent, notes)

        assert sent.film.path.read_bytes() == server.files["/dav/Films/é/Tides.mp4"]

    def test_leaves_a_name_that_was_taken_meanwhile(self, server, parcel, notes):
        """
        Whoever was quicker keeps the name.
        """
        sent = parcel(100)
        notes.memory = {"stem": "Tides"}
        server.folders |= {"/dav/Films", "/dav/Films/é"}
        server.files["/dav/Films/é/Tides.mp4"] = b"quicker"
        with pytest.raises(UploadError, match="took that name"):
            send(dav(server), sent, notes)
        send(dav(server), sent, notes)

        assert b"quicker" == server.files["/dav/Films/é/Tides.mp4"]
        assert {"Tides.mp4", "Tides.vtt", "Tides 2.mp4", "Tides 2.vtt"} == {
            path.rpartition("/")[2] for path in server.files
        }

    def test_is_tried_without_a_trace(self, server):
        """
        A test writes and deletes; a wrong password is told, and not tried again.
        """
        said = asyncio.run(dav(server).look())
        with pytest.raises(UploadError, match="401") as caught:
            asyncio.run(dav(server, password="another").look())

        assert "can be written to" in said
        assert {} == server.files
        assert not caught.value.retryable
        assert "password" in caught.value.remedy

    @pytest.mark.parametrize("wrong", [{"host": ""}, {"host": "http://a:b@c"}, {"username": "", "password": "clé"}])
    def test_sends_nothing_where_it_is_not_set_up(self, server, wrong):
        """
        Without what it takes nothing is asked.
        """
        with pytest.raises(UploadError):
            asyncio.run(dav(server, **wrong).look())

        assert [] == server.asked


class TestPlainServer:
    def test_is_put_to(self, server, parcel, notes):
        """
        A server that knows nothing but PUT gets every file once, with its digest, and with a token.
        """
        sent = parcel(3 * KIB)
        send(plain(server), sent, notes)
        digests = [asked.headers["repr-digest"] for asked in server.asked if asked.method == "PUT"]

        assert sent.film.path.read_bytes() == server.files["/dav/Films/é/Tides.mp4"]
        assert 2 == len(digests)
        assert digests[0].startswith("sha-256=:")

    def test_keeps_what_was_there_before(self, server, parcel, notes):
        """
        A file that was there before the first try stays; one of an earlier try is written over.
        """
        sent = parcel(100)
        server.files["/dav/Films/é/Tides.vtt"] = b"mine"
        with pytest.raises(UploadError, match="took that name"):
            send(plain(server), sent, notes)
        # Two names, and the captions.
        server.once = [None] * 3 + [Answer(status=500)]
        with pytest.raises(UploadError, match="500"):
            send(plain(server), sent, notes)
        server.files["/dav/Films/é/Tides 2.mp4"] = b"half"
        send(plain(server), sent, notes)

        assert b"mine" == server.files["/dav/Films/é/Tides.vtt"]
        assert "/dav/Films/é/Tides.mp4" not in server.files
        assert sent.film.path.read_bytes() == server.files["/dav/Films/é/Tides 2.mp4"]

    def test_is_asked_whether_it_answers(self, server):
        """
        Nothing is put there to try it.
        """
        said = asyncio.run(plain(server).look())

        assert "answers" in said
        assert ["OPTIONS"] == [asked.method for asked in server.asked]
