"""
Who may ask a server that trusts everybody on its machine.

A web page anywhere can send requests to this machine through the user's browser.
Two things give it away, and no page can forge them:

Rule 1: the ``Host`` header names what the page was loaded from, also after DNS rebinding;
it must be this machine (``localhost`` or a loopback address, any port) or an allowed host.

Rule 2: the ``Origin`` header names the page's origin; it must be the server's own, one on this machine (any port),
or an allowed origin. A request without it comes from no page's script.

``Origin: null`` is refused: pages opened from files send it, but so does any page from inside a sandboxed frame.
Who must, can allow the origin ``null`` by name; pages meant to use the API are better served from any local port.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from typing import Final
from urllib.parse import SplitResult, urlsplit

from litestar.datastructures import Headers
from litestar.datastructures.headers import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.exceptions import PermissionDeniedException
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from aura_http.problems import send_problem


__all__ = ["Guarded"]

_ALLOWED: Final = {
    "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
    "access-control-allow-headers": (
        "Content-Type, Idempotency-Key, X-Correlation-ID, X-Trace-ID, Last-Event-ID, Range, If-Match, If-None-Match"
    ),
    "access-control-max-age": "600",
}
_EXPOSED: Final = "X-Correlation-ID, X-Trace-ID, Location, ETag, Retry-After, Content-Range"


class Guarded:
    """
    An ASGI application that only this machine's pages, allowed pages, and programs may ask.

    Args:
        allowed_hosts: Names in ``Host`` beside this machine's, without port.

        allowed_origins: Origins beside this machine's, such as ``https://studio.example``.
    """

    def __init__(self, app: ASGIApp, *, allowed_hosts: Collection[str], allowed_origins: Collection[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in allowed_hosts)
        self._origins = frozenset(origin.lower().rstrip("/") for origin in allowed_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        headers = Headers.from_scope(scope)
        origin = headers.get("origin")
        refusal = self._refusal(scope, headers.get("host", ""), origin)
        if refusal:
            await _refuse(refusal, scope, receive, send)
        elif origin is not None and scope.get("method") == "OPTIONS" and "access-control-request-method" in headers:
            await _answer_preflight(headers, origin, send)
        else:
            await self._app(scope, receive, _sharing(send, origin))

    def _refusal(self, scope: Scope, host: str, origin: str | None) -> str:
        name = _split(f"//{host}").hostname or ""
        if not (_is_loopback(name) or name in self._hosts):
            return "The request's Host header does not name this server."
        if origin is not None and not self._may_ask(origin, f"{scope['scheme']}://{host}"):
            return "Pages of this origin may not use this server."
        return ""

    def _may_ask(self, origin: str, own: str) -> bool:
        lowered = origin.lower()
        parts = _split(origin)
        local = parts.scheme in {"http", "https"} and _is_loopback(parts.hostname or "")
        return local or lowered == own.lower() or lowered in self._origins


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def _is_loopback(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _sharing(send: Send, origin: str | None) -> Send:
    """Return *send*, letting the page of *origin* read what is sent."""

    async def send_shared(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableScopeHeaders.from_message(message)
            headers.extend_header_value("vary", "Origin")
            if origin is not None:
                headers["access-control-allow-origin"] = origin
                headers["access-control-expose-headers"] = _EXPOSED
        await send(message)

    return send_shared


async def _refuse(why: str, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == ScopeType.HTTP:
        await send_problem(PermissionDeniedException(why), scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1008, "reason": why})


async def _answer_preflight(headers: Headers, origin: str, send: Send) -> None:
    answer = {**_ALLOWED, "access-control-allow-origin": origin, "vary": "Origin"}
    if headers.get("access-control-request-private-network") == "true":
        answer["access-control-allow-private-network"] = "true"
    encoded = [(name.encode(), value.encode("latin-1")) for name, value in answer.items()]
    await send({"type": "http.response.start", "status": 204, "headers": encoded})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
