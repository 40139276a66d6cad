"""
Bodies that are too large, too slow, or not all there.
"""

import asyncio
import itertools

import attrs
import pytest
from litestar import Request, post

from aura_http.access import Access
from aura_http.app import create_app
from aura_http.bodies import BODY_LIMIT, Bounded, RequestTimeoutError


class Sender:
    """A client that sends *chunks* one after the other, and hears how it is answered."""

    def __init__(self, chunks, **headers):
        self.sent = 0
        self._chunks = iter(chunks)
        self._headers = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]

    def ask(self, app, path="/orders"):
        self.answer = []
        scope = {
            "type": "http",
            "method": "POST",
            "path": path,
            "query_string": b"",
            "scheme": "http",
            "server": ("127.0.0.1", 5005),
            "client": ("127.0.0.1", 1),
            "headers": [(b"host", b"127.0.0.1"), (b"content-type", b"application/json"), *self._headers],
            "state": {},
        }
        asyncio.run(app(scope, self._receive, self._send))
        return self.answer[0]["status"]

    async def _receive(self):
        chunk = next(self._chunks)
        if chunk is None:
            # For longer than anybody waits.
            await asyncio.Event().wait()
        if isinstance(chunk, dict):
            return chunk
        self.sent += len(chunk)
        return {"type": "http.request", "body": chunk, "more_body": True}

    async def _send(self, message):
        self.answer.append(message)


@pytest.fixture(scope="module")
def app():
    """Give an application that takes orders, and uploads."""

    @post("/orders")
    async def take(request: Request) -> dict[str, int]:
        return {"length": len(await request.body())}

    @post("/uploads", uploads=True)
    async def upload(request: Request) -> dict[str, int]:
        return {"length": len(await request.body())}

    return create_app([take, upload], access=attrs.evolve(Access(), upload_limit=2 * BODY_LIMIT))


END = {"type": "http.request", "body": b"", "more_body": False}
GONE = {"type": "http.disconnect"}


class TestBodies:
    def test_that_are_said_to_be_too_large_are_not_read(self, app):
        """
        Nothing is asked for of what would be refused anyway, be it only a number with more digits than sense.
        """
        for length in (BODY_LIMIT + 1, 10**17, 10**40):
            sender = Sender([], content_length=str(length))

            assert (413, 0) == (sender.ask(app), sender.sent)

    def test_that_turn_out_too_large_are_read_no_further(self, app):
        """
        A body without a length, or with a wrong one, is read to the limit and not beyond.
        """
        for headers in ({}, {"content_length": "5"}):
            sender = Sender(itertools.repeat(bytes(1_000_000)), **headers)

            assert (413, BODY_LIMIT + 1_000_000) == (sender.ask(app), sender.sent)

    def test_of_two_lengths_are_not_read(self, app):
        """
        Where a proxy may have believed another length than the server would, nothing is read and the connection ends.
        """
        sender = Sender([bytes(5)], content_length="5", transfer_encoding="chunked")

        assert (400, 0) == (sender.ask(app), sender.sent)
        assert (b"connection", b"close") in sender.answer[0]["headers"]

    def test_may_be_as_large_as_the_limit(self, app):
        """
        The limit itself is allowed; uploads have one of their own.
        """
        assert 201 == Sender([bytes(BODY_LIMIT), END]).ask(app)
        assert 201 == Sender([bytes(2 * BODY_LIMIT), END]).ask(app, "/uploads")
        assert 413 == Sender([bytes(2 * BODY_LIMIT + 1), END]).ask(app, "/uploads")

    def test_that_never_come_are_given_up(self):
        """
        A client that sends nothing, or stops in the middle, is not waited for longer than is said.
        """

        async def read(scope, receive, send):
            while (await receive())["more_body"]:
                pass

        for chunks in ([None], [b"{", None]):
            with pytest.raises(RequestTimeoutError):
                Sender(chunks).ask(Bounded(read, Access(), patience_s=0.01))

    def test_that_end_in_the_middle_are_nobodys_fault(self, app, capsys):
        """
        A client that goes away is no error of the server's.
        """
        assert 400 == Sender([b"{", GONE]).ask(app)
        assert "unforeseen" not in capsys.readouterr().out
