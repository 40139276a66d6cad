"""
Asking who asks, where the server's owner wants it.

Rule 1: a request shows the token, or the cookie that a page got for showing it; a route with the option ``anonymous``
may be asked without.

Rule 2: a cookie counts only for the server's own pages and those of origins that are allowed by name, never for other
pages of this machine, which the guard lets ask: a browser sends it along whoever makes it.
"""

from __future__ import annotations

import time
from typing import Final

from litestar.datastructures import Cookie, Headers
from litestar.exceptions import NotAuthorizedException
from litestar.types import ASGIApp, Receive, Scope, Send

from aura_http.access import Access
from aura_http.problems import send_problem
from aura_http.routing import options_of
from aura_http.token import SESSION_S, Token


__all__ = [
    "CHALLENGE",
    "Asking",
    "is_of_own_page",
    "is_shown",
    "is_stranger",
    "no_session",
    "session_cookie",
    "session_ends",
]

CHALLENGE: Final = {"WWW-Authenticate": 'Bearer realm="aura"'}
"""What a refusal says to who has shown nothing (RFC 6750 §3)."""

_SHOWN: Final = "token"
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Asking:
    """
    An ASGI application that answers only who shows the server's token.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        token = self._access.token
        if token is None:
            await self._app(scope, receive, send)
            return
        headers = Headers.from_scope(scope)
        shown = token.is_shown_by(headers.get("authorization"))
        if not shown and self._comes_from_ours(scope, headers):
            shown = _session_of(token, headers) is not None
        scope["state"][_SHOWN] = shown
        if shown or options_of(scope).get("anonymous"):
            await self._app(scope, receive, send)
        else:
            await send_problem(_refusal(headers), scope, receive, send)

    def _comes_from_ours(self, scope: Scope, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None:
            return scope.get("method") in _SAFE
        own = f"{scope['scheme']}://{headers.get('host', '')}"
        return origin.lower() in {own.lower(), *self._access.origins} - {"null"}


def is_shown(scope: Scope) -> bool:
    """Whether a request showed the server's token, or a session; never where the server has none."""
    return bool(scope["state"].get(_SHOWN))


def is_stranger(scope: Scope) -> bool:
    """Whether a request did not show the token where the server has one, and reached a route that is open to it."""
    return scope["state"].get(_SHOWN) is False


def is_of_own_page(scope: Scope) -> bool:
    """Whether a request says that it comes from a page of this server itself, not of another port of this machine."""
    headers = Headers.from_scope(scope)
    return headers.get("origin", "").lower() == f"{scope['scheme']}://{headers.get('host', '')}".lower()


def session_ends(token: Token, headers: Headers) -> int | None:
    """Return when the session of a request ends, seconds since 1970; ``None`` where there is none."""
    return _session_of(token, headers)


def session_cookie(token: Token, ends: int, scope: Scope) -> Cookie:
    """Make the cookie of a session that ends at *ends*, seconds since 1970."""
    return _cookie(token, scope, token.session(ends), SESSION_S)


def no_session(token: Token, scope: Scope) -> Cookie:
    """Make a cookie that takes the place of the one there is, and is none."""
    return _cookie(token, scope, "", 0)


def _cookie(token: Token, scope: Scope, value: str, max_age: int) -> Cookie:
    return Cookie(
        key=token.cookie,
        value=value,
        path=scope.get("root_path") or "/",
        max_age=max_age,
        # No script reads it, no other site's page sends it.
        httponly=True,
        samesite="strict",
        secure=scope["scheme"] == "https",
    )


def _session_of(token: Token, headers: Headers) -> int | None:
    for pair in headers.get("cookie", "").split(";"):
        name, _, value = pair.strip().partition("=")
        if name == token.cookie:
            return token.ends(value, time.time())
    return None


def _refusal(headers: Headers) -> NotAuthorizedException:
    if "authorization" not in headers:
        return NotAuthorizedException(headers=CHALLENGE)
    return NotAuthorizedException(
        detail="The token is not this server's.",
        headers={"WWW-Authenticate": CHALLENGE["WWW-Authenticate"] + ', error="invalid_token"'},
    )
