"""The way to a server that films are sent to."""

import asyncio

import pytest

from aura_core.errors import UploadError
from aura_core.outbound.connecting import Request
from aura_core.settings import Settings
from aura_core.testing.stub import Answer, Fault, Stub
from aura_core.uploading.carrying import Progress
from aura_core.uploading.line import Line, streamed


SETTINGS = Settings(uploads_private=True)


@pytest.fixture
def server():
    with Stub({("PUT", "/film"): lambda asked: Answer({"length": len(asked.body)})}) as running:
        yield running


def ask(server, request=None, settings=SETTINGS, silence_s=30.0):
    line = Line("The server", settings, silence_s)
    return asyncio.run(line.ask(request or Request("PUT", f"{server.url}/film", content=b"film")))


class TestLine:
    def test_sends_a_file_piece_by_piece(self, server, tmp_path, notes):
        """
        A body in pieces arrives whole, with its length said before, and tells how far it is.
        """
        film = tmp_path / "film"
        film.write_bytes(b"x" * 600_000)
        request = Request(
            "PUT",
            f"{server.url}/film",
            {"Content-Length": "500000"},
            lambda: streamed(film, 100_000, Progress(notes, 7)),
        )
        reply = ask(server, request)

        assert reply.well
        assert b"x" * 500_000 == server.asked[0].body
        assert "500000" == server.asked[0].headers["content-length"]
        assert (600_007, False) == notes.told[-1]

    def test_waits_no_longer_than_it_is_told(self, server):
        """
        A server that says nothing is left, to be tried again.
        """
        server.fault = Fault.TIMEOUT
        with pytest.raises(UploadError, match="in time") as caught:
            ask(server, silence_s=0.05)

        assert caught.value.retryable

    @pytest.mark.parametrize(
        ("settings", "url", "words"),
        [
            (Settings(), None, "AURA_UPLOADS_PRIVATE"),
            (Settings(uploads_private=True, offline=True), "http://192.0.2.1/", "not on this machine"),
            (SETTINGS, "http://169.254.169.254/", "clouds"),
            (SETTINGS, "ftp://127.0.0.1/", "http"),
        ],
    )
    def test_leads_where_it_may(self, server, settings, url, words):
        """
        Private addresses, other machines while offline, and what clouds tell their machines are not asked.
        """
        with pytest.raises(UploadError) as caught:
            ask(server, Request("PUT", url or f"{server.url}/film", content=b""), settings)

        assert words in f"{caught.value} {caught.value.remedy}"
        assert not caught.value.retryable
        assert [] == server.asked

    def test_reads_no_more_than_an_answer_has(self, server):
        """
        An answer that goes on and on is not read.
        """
        server.once = [Answer(b"x" * (5 * 2**20))]
        with pytest.raises(UploadError, match="too much"):
            ask(server)

    @pytest.mark.parametrize(
        ("status", "passes"), [(401, False), (404, False), (409, True), (429, True), (502, True), (507, False)]
    )
    def test_knows_what_passes(self, server, status, passes):
        """
        Refusals that pass are told from those that stay, with the time that the server asks for.
        """
        server.once = [Answer(status=status, headers={"Retry-After": "7"})]
        error = Line("The server", SETTINGS, 1).refused(ask(server), "No.")

        assert passes is error.retryable
        assert 7 == error.retry_after
        assert f"answered {status} (No)." in str(error)
        assert error.remedy
