"""
Who may ask a server that trusts everybody on its machine.

A web page anywhere can send requests to this machine through the user's browser.
Three things give it away, and no page can forge them:

Rule 1: the ``Host`` header names what the page was loaded from, also after DNS rebinding;
it must be this machine (``localhost`` or a loopback address, any port), the address that was connected to, which no
DNS has led to, or an allowed host.

Rule 2: the ``Origin`` header names the page's origin; it must be the server's own, one on this machine (any port),
or an allowed origin. A request without it comes from no page's script.

Rule 3: pictures and the like are fetched without ``Origin``; ``Sec-Fetch-Site: cross-site`` tells that another site's
page wants them (https://www.w3.org/TR/fetch-metadata/). Its ``Referer`` must then be of an origin that may ask;
following a link to here is everybody's right.

``Origin: null`` is refused: pages opened from files send it, but so does any page from inside a sandboxed frame.
Who must, can allow the origin ``null`` by name; pages meant to use the API are better served from any local port.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from urllib.parse import SplitResult, urlsplit

from litestar.datastructures import Headers
from litestar.datastructures.headers import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.exceptions import PermissionDeniedException
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from aura_http.access import Access
from aura_http.limits import EXPOSED as RATE_HEADERS
from aura_http.problems import send_problem


__all__ = ["Guarded"]

_ALLOWED: Final = {
    "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
    "access-control-allow-headers": (
        "Authorization, Content-Type, Idempotency-Key, X-Correlation-ID, X-Trace-ID, Last-Event-ID, Range, If-Match, If-None-Match"
    ),
    "access-control-max-age": "600",
}
_EXPOSED: Final = ", ".join(
    (
        *("X-Correlation-ID", "X-Trace-ID", "Location", "ETag", "Retry-After", "Content-Range"),
        *("X-Aura-Provider", "X-Aura-Notice", *RATE_HEADERS),
    )
)


class Guarded:
    """
    An ASGI application that only this machine's pages, allowed pages, and programs may ask.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._hosts = frozenset(access.hosts)
        self._origins = frozenset(access.origins)
        self._asks = access.token is not None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        headers = Headers.from_scope(scope)
        origin = headers.get("origin")
        refusal = self._refusal(scope, headers)
        if refusal:
            await _refuse(refusal, scope, receive, send)
        elif origin is not None and scope.get("method") == "OPTIONS" and "access-control-request-method" in headers:
            await _answer_preflight(headers, self._shared_with(origin), send)
        else:
            await self._app(scope, receive, _sharing(send, self._shared_with(origin)))

    def _shared_with(self, origin: str | None) -> dict[str, str]:
        """Say in headers who may read an answer; with its cookies, whom the owner has named, if there is a token."""
        if origin is None:
            return {}
        shared = {"access-control-allow-origin": origin}
        if self._asks and origin.lower() in self._origins - {"null"}:
            shared["access-control-allow-credentials"] = "true"
        return shared

    def _refusal(self, scope: Scope, headers: Headers) -> str:
        host, origin = headers.get("host", ""), headers.get("origin")
        own = f"{scope['scheme']}://{host}"
        if not self._is_ours(_split(f"//{host}").hostname or "", scope.get("server")):
            return "The request's Host header does not name this server."
        if origin is not None and not self._may_ask(origin, own):
            return "Pages of this origin may not use this server."
        if origin is None and _is_of_another_site(headers) and not self._may_show(headers.get("referer", ""), own):
            return "Pages of this site may not show what this server has."
        return ""

    def _is_ours(self, name: str, server: tuple[str, int | None] | None) -> bool:
        return (
            _is_loopback(name)
            or name in self._hosts
            or (server is not None and name == server[0] and _is_address(name))
        )

    def _may_ask(self, origin: str, own: str) -> bool:
        lowered = origin.lower()
        parts = _split(origin)
        local = parts.scheme in {"http", "https"} and _is_loopback(parts.hostname or "")
        return local or lowered == own.lower() or lowered in self._origins

    def _may_show(self, referrer: str, own: str) -> bool:
        parts = _split(referrer)
        return self._may_ask(f"{parts.scheme}://{parts.netloc}" if parts.netloc else "null", own)


def _is_of_another_site(headers: Headers) -> bool:
    followed = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return headers.get("sec-fetch-site") == "cross-site" and not followed


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


@lru_cache(maxsize=1024)
def _is_loopback(name: str) -> bool:
    return name == "localhost" or (_is_address(name) and ipaddress.ip_address(name).is_loopback)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _sharing(send: Send, shared: Mapping[str, str]) -> Send:
    """Return *send*, letting those read what is sent whom it is shared with."""

    async def send_shared(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableScopeHeaders.from_message(message)
            headers.extend_header_value("vary", "Origin")
            if shared:
                headers.update({**shared, "access-control-expose-headers": _EXPOSED})
        await send(message)

    return send_shared


async def _refuse(why: str, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == ScopeType.HTTP:
        await send_problem(PermissionDeniedException(why), scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1008, "reason": why})


async def _answer_preflight(headers: Headers, shared: Mapping[str, str], send: Send) -> None:
    answer = {**_ALLOWED, **shared, "vary": "Origin"}
    if headers.get("access-control-request-private-network") == "true":
        answer["access-control-allow-private-network"] = "true"
    encoded = [(name.encode(), value.encode("latin-1")) for name, value in answer.items()]
    await send({"type": "http.response.start", "status": 204, "headers": encoded})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
