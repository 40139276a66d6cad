"""
How large a request may be, and how long it may take.

Rule 1: what is said to be too large is refused before it is read, what turns out to be while it is; no more than the
limit is ever held.

Rule 2: what says its length in two ways is refused (RFC 9112 §6.1): a proxy may have believed the other one, and taken
what follows for the next request.

Rule 3: a body has twenty seconds, and a second more for every 500 bytes that came; a client that sends less is not slow
but waits for us to run out of room. The numbers are those of Apache's mod_reqtimeout.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable
from typing import Any, Final

from litestar.datastructures import Headers
from litestar.exceptions import ClientException, HTTPException
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.types import ASGIApp, Receive, Scope, Send

from aura_http.access import Access
from aura_http.problems import send_problem
from aura_http.routing import options_of


__all__ = ["BODY_LIMIT", "BODY_S", "Bounded", "RequestTimeoutError"]

BODY_LIMIT: Final = 10_000_000
"""Bytes of a body, 10 MB; for uploads (route option ``uploads``) the owner decides."""

BODY_S: Final = 20.0
"""Seconds that a body may take, however small."""

_BYTES_A_SECOND: Final = 500


class RequestTimeoutError(HTTPException):
    """The request did not arrive in time."""

    status_code = 408


class Bounded:
    """
    An ASGI application that is handed no body too large and none too slow.

    Args:
        patience_s: Seconds that a body may take at least.
    """

    def __init__(self, app: ASGIApp, access: Access, patience_s: float = BODY_S) -> None:
        self._app = app
        self._upload_limit = access.upload_limit
        self._patience_s = patience_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        limit = self._upload_limit if options_of(scope).get("uploads") else BODY_LIMIT
        headers = Headers.from_scope(scope)
        if "transfer-encoding" in headers and "content-length" in headers:
            await send_problem(_ambiguous(), scope, receive, send)
        elif _announced(headers) > limit:
            await send_problem(_too_large(limit), scope, receive, send)
        else:
            await self._app(scope, _watched(receive, limit, self._patience_s), send)


def _announced(headers: Headers) -> float:
    given = headers.get("content-length", "")
    if not given.isdecimal():
        return 0
    return int(given) if len(given) <= 18 else math.inf


def _watched(receive: Receive, limit: int, patience_s: float) -> Receive:
    """Return *receive*, refusing a body that is too large, too slow, or ends before it is complete."""
    count, begun, complete = 0, math.inf, False

    async def receive_watched() -> Any:
        nonlocal count, begun, complete
        if complete:
            return await receive()
        begun = min(begun, asyncio.get_running_loop().time())
        message = await _in_time(receive, begun + patience_s + count / _BYTES_A_SECOND)
        if message["type"] == "http.disconnect":
            raise ClientException(detail="The body ended before it was complete.")
        count += len(message.get("body", b""))
        complete = not message.get("more_body", False)
        if count > limit:
            raise _too_large(limit)
        return message

    return receive_watched


async def _in_time(receive: Callable[[], Awaitable[Any]], deadline: float) -> Any:
    try:
        async with asyncio.timeout_at(deadline):
            return await receive()
    except TimeoutError as error:
        raise RequestTimeoutError(detail="The body of the request took too long to arrive.") from error


def _ambiguous() -> ClientException:
    detail = "The request says in two ways how long it is: Content-Length and Transfer-Encoding."
    return ClientException(detail=detail, headers={"Connection": "close"})


def _too_large(limit: int) -> RequestEntityTooLarge:
    return RequestEntityTooLarge(detail=f"The body is larger than {limit:,} bytes.")
