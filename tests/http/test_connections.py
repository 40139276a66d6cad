"""
Connections on which no request comes, or none that is one; over sockets.
"""

import asyncio
import json

import pytest
import uvicorn
from uvicorn.server import ServerState

from aura_http.connections import HEAD_LIMIT, Patient


GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"
CHUNKED = b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"


class Hasty(Patient):
    """Waits hardly at all."""

    head_s = 0.05
    linger_s = 0.05


async def answer(scope, receive, send):
    """Answer at once, without reading."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


async def read(scope, receive, send):
    """Read all there is, and remember how it ended."""
    while (message := await receive()).get("more_body"):
        pass
    read.ended = message["type"]


def exchange(*parts, app=answer, protocol=Hasty):
    """Send *parts* and return what comes until the server closes the connection; it must, for nobody else does."""

    async def talk():
        config = uvicorn.Config(
            app, http=protocol, h11_max_incomplete_event_size=HEAD_LIMIT, ws="none", log_config=None
        )
        config.load()
        state, loop = ServerState(), asyncio.get_running_loop()
        server = await loop.create_server(lambda: protocol(config, state, {}), "127.0.0.1")
        async with server:
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            for part in parts:
                writer.write(part)
                await writer.drain()
            said = await reader.read()
            writer.close()
            await asyncio.gather(*state.tasks)
            return said

    return asyncio.run(talk())


class TestHeads:
    @pytest.mark.parametrize("sent", [b"", b"GET / HT", GET[:-2], GET + b"GET / HT"])
    def test_that_do_not_come_are_given_up(self, sent):
        """
        A connection on which no request comes, or half of one, is closed; who has begun is told why.
        """
        said = exchange(sent) if sent else exchange()

        assert (b" 408 " in said) == (sent != b"")
        assert (b" 200 " in said) == sent.startswith(GET)

    @pytest.mark.parametrize(
        ("sent", "status"),
        [
            (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 100_000, 431),
            (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: x\r\n" * 20_000, 431),
            (b"GET /" + b"x" * 100_000, 431),
            (b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 431),
            (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n", 400),
            (b"GET / HTTP/1.1\r\n\r\n", 400),
            (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
            (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: many\r\n\r\n", 400),
            (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n", 400),
            (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
            (b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n", 400),
        ],
    )
    def test_that_are_none_are_refused_with_problems(self, sent, status):
        """
        What is no request, or has more headers than a request needs, is a problem like any other.
        """
        head, _, body = exchange(sent).partition(b"\r\n\r\n")

        assert head.startswith(b"HTTP/1.1 %d " % status)
        assert b"application/problem+json" in head
        assert status == json.loads(body)["status"]


class TestBodies:
    @pytest.mark.parametrize("sent", [POST, POST + b"x" * 500_000, CHUNKED + b"5\r\nhello\r\n"])
    def test_that_nobody_wants_are_not_waited_for(self, sent):
        """
        A client that was answered is given a moment to end its request, and no more.
        """
        assert exchange(sent).endswith(b"\r\n\r\nok")

    def test_that_end_are_followed_by_the_next(self):
        """
        A client that ends the request it was answered for goes on with the same connection.
        """
        small = POST.replace(b"1000000", b"5")

        assert 2 == exchange(small + b"he", b"llo" + GET, b"GET").count(b"\r\n\r\nok")

    def test_that_are_malformed_end(self):
        """
        A body that is none ends for who reads it as if the client had gone, and the client is told.
        """
        said = exchange(CHUNKED + b"no length\r\n", app=read)

        assert said.startswith(b"HTTP/1.1 400 ")
        assert "http.disconnect" == read.ended
