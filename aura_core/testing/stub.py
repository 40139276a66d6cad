"""
A service on 127.0.0.1 that speaks a documented wire format, and fails as it is told to.

Describe what it answers, and it is there for as long as a block lasts::

    routes = {("GET", "/v1/voices"): lambda asked: Answer({"voices": []})}
    with Stub(routes) as service:
        service.fault = Fault.RATE_LIMITED

It speaks HTTP/1.1 itself, on plain sockets: no server framework sends half a body, or resets a connection.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import struct
import threading
from collections.abc import Callable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, Final, Self
from urllib.parse import parse_qsl, unquote, urlsplit

import attrs

from aura_core.testing.talking import Talk, held, silenced, spoiled
from aura_core.verdicts import Verdict


__all__ = ["Answer", "Asked", "Fault", "Route", "Stub"]

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})

_TRICKLE_S: Final = 0.02


@attrs.frozen
class Asked:
    """
    A request as it arrived.

    Attributes:
        path: Without its query.

        headers: By their names in lower case.
    """

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, read."""
        return json.loads(self.body)


@attrs.frozen
class Answer:
    """
    What is answered.

    Attributes:
        body: Bytes; anything else is sent as JSON.

        type: A media type.
    """

    body: Any = b""
    status: int = 200
    type: str = "application/json"
    headers: Mapping[str, str] = _NOTHING

    @property
    def content(self) -> bytes:
        """The body as it is sent."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Route = Callable[[Asked], Answer | Talk]
"""What a request of one method and path is answered; a talk is held over a WebSocket."""


class Fault(Enum):
    """How a service fails."""

    TIMEOUT = "timeout"
    TRICKLE = "trickle"
    UNAUTHORIZED = "unauthorized"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not-found"
    RATE_LIMITED = "rate-limited"
    SERVER_ERROR = "server-error"
    MALFORMED = "malformed"
    WRONG_SHAPE = "wrong-shape"
    TRUNCATED = "truncated"
    WRONG_TYPE = "wrong-type"
    REDIRECTED = "redirected"
    RESET = "reset"

    @property
    def verdict(self) -> Verdict:
        """What has to be made of it."""
        return _VERDICTS[self]


_VERDICTS: Final = {
    Fault.TIMEOUT: Verdict.TIMEOUT,
    Fault.TRICKLE: Verdict.TIMEOUT,
    Fault.UNAUTHORIZED: Verdict.UNAUTHORIZED,
    Fault.FORBIDDEN: Verdict.FORBIDDEN,
    Fault.NOT_FOUND: Verdict.MODEL_NOT_FOUND,
    Fault.RATE_LIMITED: Verdict.RATE_LIMITED,
    Fault.SERVER_ERROR: Verdict.SERVER_ERROR,
    Fault.MALFORMED: Verdict.BAD_SCHEMA,
    Fault.WRONG_SHAPE: Verdict.BAD_SCHEMA,
    Fault.TRUNCATED: Verdict.TRUNCATED,
    Fault.WRONG_TYPE: Verdict.WRONG_TYPE,
    Fault.REDIRECTED: Verdict.REDIRECTED,
    Fault.RESET: Verdict.RESET,
}

_STATUSES: Final = {
    Fault.UNAUTHORIZED: 401,
    Fault.FORBIDDEN: 403,
    Fault.NOT_FOUND: 404,
    Fault.RATE_LIMITED: 429,
    Fault.SERVER_ERROR: 500,
}


_OF_WHAT_IS_RIGHT: Final = {None, Fault.TRICKLE, Fault.MALFORMED, Fault.WRONG_SHAPE, Fault.TRUNCATED}
"""Faults that begin rightly."""


def _plain_refusal(status: int, asked: Asked) -> Any:
    return {"error": {"message": f"It is {status}."}}


class Stub:
    """
    A service, from when its block begins to when it ends.

    Attributes:
        routes: What it answers, by method and path; a path that ends in ``*`` stands for all that begin so.

        refusal: Makes the body of an error of a status, in the service's own words; it may well repeat the key.

        asked: What it was asked, in order.

        heard: Set as soon as it was asked anything.

        fault: How it fails now; ``None`` when it does not.

        faulty: Where it fails: at addresses whose path begins so.

        once: How it fails, or what it answers, once each before *fault* counts, the first first.

        retry_after: What it says when it is asked too often.
    """

    def __init__(
        self, routes: Mapping[tuple[str, str], Route], refusal: Callable[[int, Asked], Any] = _plain_refusal
    ) -> None:
        self.routes = dict(routes)
        self.refusal = refusal
        self.asked: list[Asked] = []
        self.heard = threading.Event()
        self.fault: Fault | None = None
        self.faulty = ""
        self.once: list[Fault | Answer | None] = []
        self.retry_after = "0"
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._closing = asyncio.Event()
        self._connections: set[asyncio.WriteTransport] = set()
        self._meetings: set[asyncio.Task[None]] = set()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._serve(),), daemon=True)

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._closing.set)
        self._thread.join()
        self._loop.close()

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._met, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._closing.wait()
        # Who knocked is let in first: asyncio forgets to close the socket where it is told to end in the middle of that.
        while arriving := asyncio.all_tasks() - self._meetings - {asyncio.current_task()}:
            await asyncio.wait(arriving)
        server.close()
        for meeting in self._meetings:
            meeting.cancel()
        await asyncio.gather(*self._meetings, return_exceptions=True)
        for connection in self._connections:
            connection.abort()
        # A socket is closed in the turn after that in which its connection was.
        await asyncio.sleep(0)

    def _met(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections.add(writer.transport)
        self._meetings.add(self._loop.create_task(self._meet(reader, writer)))

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        gone = contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError)
        with gone, contextlib.closing(writer):
            try:
                asked = await _read(reader)
            except _NoHttpError:
                await _send(writer, Answer(status=400))
                return
            self.asked.append(asked)
            self.heard.set()
            fault = self.once.pop(0) if self.once else self.fault if asked.path.startswith(self.faulty) else None
            if isinstance(fault, Answer):
                await _send(writer, fault)
            else:
                await self._answer(asked, fault, reader, writer)

    async def _answer(
        self, asked: Asked, fault: Fault | None, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        right = self._right(asked) if fault in _OF_WHAT_IS_RIGHT else Answer()
        if isinstance(right, Talk):
            talk = _spoiled(right, fault)
            await held(talk, asked.headers, reader, writer, endless=fault is Fault.TRICKLE)
            return
        match fault:
            case Fault.TIMEOUT:
                await reader.read()
            case Fault.TRICKLE:
                await _trickle(reader, writer, right)
            case Fault.TRUNCATED:
                writer.write(_head(right, len(right.content)) + right.content[: len(right.content) // 2])
                await writer.drain()
            case Fault.RESET:
                # A linger of nothing makes close() reset the connection, socket(7).
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            case _:
                await _send(writer, self._wrong(asked, fault, right) if fault else right)

    def _wrong(self, asked: Asked, fault: Fault, right: Answer) -> Answer:
        if fault in _STATUSES:
            status = _STATUSES[fault]
            headers = {"Retry-After": self.retry_after} if fault is Fault.RATE_LIMITED else {}
            return Answer(self.refusal(status, asked), status, headers=headers)
        if fault is Fault.WRONG_TYPE:
            return Answer(b"<html><body>Please log in.</body></html>", type="text/html")
        if fault is Fault.REDIRECTED:
            return Answer(status=302, headers={"Location": "http://127.0.0.1:1/v1/steal"})
        return attrs.evolve(right, body=_mangled(right) if fault is Fault.MALFORMED else _shapeless(right))

    def _right(self, asked: Asked) -> Answer | Talk:
        for (method, path), route in self.routes.items():
            found = asked.path.startswith(path[:-1]) if path.endswith("*") else asked.path == path
            if found and method == asked.method:
                return route(asked)
        return Answer(self.refusal(404, asked), 404)


def _spoiled(talk: Talk, fault: Fault | None) -> Talk:
    match fault:
        case Fault.TRUNCATED:
            return silenced(talk)
        case Fault.MALFORMED:
            return spoiled(talk, lambda message: message[len(message) // 2 :])
        case Fault.WRONG_SHAPE:
            return spoiled(talk, lambda message: '{"surprise": true}' if isinstance(message, str) else b"surprise")
        case _:
            return talk


def _mangled(right: Answer) -> bytes:
    """Cut what is right in the middle and say that it is whole; of a stream, break each message, of a file, its head."""
    if right.type.startswith("text/event-stream"):
        return right.content.replace(b"data: {", b"data: {{")
    half = len(right.content) // 2
    return right.content[:half] if "json" in right.type else right.content[half:]


def _shapeless(right: Answer) -> bytes:
    """Answer in the right form with what nobody documents."""
    if right.type.startswith("text/event-stream"):
        return b'data: {"surprise": true}\n\n'
    return b'{"surprise": true}' if "json" in right.type else b"surprise"


def _head(answer: Answer, length: int) -> bytes:
    lines = [f"HTTP/1.1 {answer.status} .", f"Content-Type: {answer.type}", f"Content-Length: {length}"]
    lines += [f"{name}: {value}" for name, value in answer.headers.items()]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode()


async def _send(writer: asyncio.StreamWriter, answer: Answer) -> None:
    writer.write(_head(answer, len(answer.content)) + answer.content)
    await writer.drain()


async def _trickle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, right: Answer) -> None:
    """Begin rightly, and go on for ever, a blank at a time, until nobody listens."""
    writer.write(_head(right, len(right.content) + 2**20))
    while not reader.at_eof():
        writer.write(b" ")
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_TRICKLE_S):
                await reader.read(1)


class _NoHttpError(Exception):
    """What came in is none, TLS for one."""


async def _read(reader: asyncio.StreamReader) -> Asked:
    first = await reader.readexactly(1)
    if not first.isalpha():
        raise _NoHttpError
    head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, target, _ = head[0].split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    parts = urlsplit(target)
    return Asked(method, unquote(parts.path), dict(parse_qsl(parts.query, keep_blank_values=True)), headers, body)
