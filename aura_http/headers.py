"""
What every answer tells a browser to be careful about.

Rule 1: what is not said to be kept is not kept (``no-store``): what this server tells changes while one reads it.
A route's option ``max_age`` says for how many seconds the browser that asked may keep a good answer, and nobody else.

Rule 2: a header that an answer brings itself stays.
"""

from __future__ import annotations

from typing import Any, Final

from litestar.types import ASGIApp, Message, Receive, Scope, Send

from aura_http.routing import options_of


__all__ = ["Careful"]

_ALWAYS: Final = (
    # JSON is JSON, whatever it looks like.
    (b"x-content-type-options", b"nosniff"),
    # Nothing here is made to be framed by others; the second is for browsers that do not know the first.
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"x-frame-options", b"DENY"),
    # An address may hold the id of a job; it is nobody else's business.
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    # Pages of this machine are served from other ports, which is another origin and the same site.
    (b"cross-origin-resource-policy", b"same-site"),
)


class Careful:
    """
    An ASGI application whose answers say how far they may be trusted, shown and kept.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        max_age = options_of(scope).get("max_age")

        async def send_carefully(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(message, max_age)
            await send(message)

        await self._app(scope, receive, send_carefully)


def _complete(message: Any, max_age: int | None) -> None:
    headers = list(message.get("headers", ()))
    given = {name.lower() for name, _ in headers}
    kept = f"private, max-age={max_age}" if max_age and message["status"] == 200 else "no-store"
    for name, value in (*_ALWAYS, (b"cache-control", kept.encode())):
        if name not in given:
            headers.append((name, value))
    message["headers"] = headers
