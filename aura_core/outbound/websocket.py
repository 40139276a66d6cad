"""
A WebSocket (RFC 6455), on the connection of a request that asked for one.

The library below knows frames alone; who may be reached, over which way and for how long was decided by the request.
"""

from __future__ import annotations

import base64
import contextlib
import os
from collections import deque
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from aura_core.outbound.failures import UnreachedError
from aura_core.verdicts import Verdict


if TYPE_CHECKING:
    import httpx
    from wsproto.events import Event


__all__ = ["WebSocket", "handshake"]

_PIECE: Final = 64 * 1024

_CLOSINGS: Final = {1003: Verdict.REJECTED, 1007: Verdict.REJECTED, 1008: Verdict.REJECTED, 1011: Verdict.SERVER_ERROR}
"""What the other side means when it closes before it has said everything, RFC 6455 §7.4.1; else it broke off."""


def handshake() -> dict[str, str]:
    """Return the headers that ask for a conversation, RFC 6455 §4.1; no extension is offered."""
    return {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
    }


class WebSocket:
    """
    A WebSocket that an answer has opened.

    Args:
        asked: The headers that asked for it.

        largest: Bytes that may be heard in all.

        read_s: Seconds between two pieces.

    Raises:
        UnreachedError: the answer opened none.
    """

    def __init__(self, response: httpx.Response, asked: Mapping[str, str], largest: int, read_s: float) -> None:
        from wsproto.connection import CLIENT, Connection  # noqa: PLC0415 - of an extra
        from wsproto.utilities import generate_accept_token  # noqa: PLC0415 - likewise

        if response.status_code != 101:
            raise UnreachedError(Verdict.WRONG_TYPE, f"it answered {response.status_code}, and opened no WebSocket")
        expected = generate_accept_token(asked["Sec-WebSocket-Key"].encode()).decode()
        if response.headers.get("sec-websocket-accept") != expected:
            raise UnreachedError(Verdict.BAD_SCHEMA, "its answer does not open a WebSocket")
        self._stream: Any = response.extensions["network_stream"]
        self._protocol = Connection(CLIENT)
        self._messages: deque[str | bytes] = deque()
        self._begun: list[Any] = []
        self._left = largest
        self._read_s = read_s

    async def send(self, message: str) -> None:
        """
        Send *message*.

        Raises:
            UnreachedError: the connection is lost.
        """
        from wsproto.events import TextMessage  # noqa: PLC0415 - likewise

        await self._write(TextMessage(data=message))

    async def receive(self) -> str | bytes:
        """
        Return the next message, whole.

        Raises:
            UnreachedError: the conversation ends, is lost, or is longer than was expected.
        """
        while not self._messages:
            await self._read()
            for event in self._protocol.events():
                await self._take(event)
        return self._messages.popleft()

    async def _take(self, event: Event) -> None:
        from wsproto.connection import ConnectionState  # noqa: PLC0415 - likewise
        from wsproto.events import CloseConnection, Message, Ping  # noqa: PLC0415 - likewise

        if isinstance(event, Ping):
            await self._write(event.response())
        elif isinstance(event, CloseConnection):
            if self._protocol.state is ConnectionState.OPEN:
                raise UnreachedError(Verdict.BAD_SCHEMA, f"what it says is no message ({event.reason})")
            raise _closed(event.code, event.reason or "it said nothing")
        elif isinstance(event, Message):
            self._begun.append(event.data)
            if event.message_finished:
                self._messages.append("".join(self._begun) if isinstance(event.data, str) else b"".join(self._begun))
                self._begun.clear()

    async def _read(self) -> None:
        with _told_apart():
            data = await self._stream.read(_PIECE, timeout=self._read_s)
        if not data:
            raise UnreachedError(Verdict.TRUNCATED, "the conversation ended before it was complete")
        self._left -= len(data)
        if self._left < 0:
            raise UnreachedError(Verdict.TOO_LARGE, "it says more than was expected")
        self._protocol.receive_data(data)

    async def _write(self, event: Event) -> None:
        with _told_apart():
            await self._stream.write(self._protocol.send(event), timeout=self._read_s)


def _closed(code: int, reason: str) -> UnreachedError:
    if code in _CLOSINGS:
        return UnreachedError(_CLOSINGS[code], f"it ended the conversation with {code} ({reason})")
    return UnreachedError(Verdict.TRUNCATED, f"it ended the conversation with {code} before it was complete")


@contextlib.contextmanager
def _told_apart() -> Iterator[None]:
    """Tell apart what goes wrong below httpx, which knows nothing of a connection that was handed over."""
    import httpcore  # noqa: PLC0415 - loaded when something is sent

    try:
        yield
    except httpcore.TimeoutException as error:
        raise UnreachedError(Verdict.TIMEOUT, "nothing more was heard in time") from error
    except httpcore.NetworkError as error:
        raise UnreachedError(
            Verdict.RESET, f"the connection was lost ({str(error) or type(error).__name__})"
        ) from error
