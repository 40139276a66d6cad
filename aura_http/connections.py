"""
Connections that wait for nobody forever.

Uvicorn reads requests as long as they take to arrive, and answers in plain text those that are none; this does neither.

Rule 1: the head of a request has fifteen seconds from its connection, or from its first byte if there was one before.

Rule 2: a client that was answered before it had sent all may send on for a moment, or it would find its connection
closed instead of reading why; what it sends is thrown away.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from aura_http.problems import MEDIA_TYPE, unattributed


__all__ = ["HEAD_LIMIT", "HEAD_S", "LINGER_S", "Patient"]

HEAD_LIMIT: Final = 32 * 1024
"""Bytes of a request's line and headers; as many as nginx takes (``large_client_header_buffers``)."""

HEAD_S: Final = 15.0
"""Seconds in which they have to arrive."""

LINGER_S: Final = 5.0
"""Seconds in which a client that was answered may end its request."""


class Patient(H11Protocol):
    """
    A connection of a server.

    Attributes:
        head_s: See :data:`HEAD_S`.

        linger_s: See :data:`LINGER_S`.
    """

    head_s = HEAD_S
    linger_s = LINGER_S

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._timer: asyncio.TimerHandle | None = None
        self._awaited = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        self._await("head")

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._await("")
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read what came, by pieces: of what comes whole, h11 would not look how large its head is."""
        for start in range(0, len(data), HEAD_LIMIT):
            if not self.transport.is_closing():
                super().data_received(data[start : start + HEAD_LIMIT])
        self._look()

    def on_response_complete(self) -> None:
        """Wait for the next request, or for the end of this."""
        super().on_response_complete()
        self._look()

    def _look(self) -> None:
        """Decide what is waited for."""
        if self.transport.is_closing():
            self._await("")
        elif self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]:
            self._await("head")
        elif self.conn.their_state is h11.SEND_BODY and self.cycle.response_complete:
            self._await("end")
        else:
            self._await("")

    def _await(self, what: str) -> None:
        if what == self._awaited:
            return
        if self._timer:
            self._timer.cancel()
        self._awaited = what
        seconds = self.linger_s if what == "end" else self.head_s
        self._timer = self.loop.call_later(seconds, self._give_up) if what else None

    def _give_up(self) -> None:
        if self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]:
            self._refuse(408)
        else:
            self.transport.close()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request; called while the error that says why is handled."""
        # Too large a head is the one thing that is worth telling apart.
        hint = getattr(sys.exception(), "error_status_hint", 400)
        self._refuse(431 if hint == 431 else 400)

    def _refuse(self, status: int) -> None:
        if self.conn.our_state in {h11.SEND_RESPONSE, h11.SEND_BODY}:
            # Whoever reads its body hears that there is no more.
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            body = unattributed(status)
            headers = [("content-type", MEDIA_TYPE), ("content-length", str(len(body))), ("connection", "close")]
            for event in (h11.Response(status_code=status, headers=headers), h11.Data(body), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
