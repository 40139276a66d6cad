"""Sessions: for what cannot carry the server's token, such as a browser's event streams."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from litestar import Response, delete, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotAuthorizedException
from litestar.params import SkipValidation
from litestar.types import ControllerRouterHandler

from aura_core.errors import ConflictError
from aura_core.model.session import Session
from aura_http.access import Access
from aura_http.authentication import CHALLENGE, is_shown, no_session, session_cookie, session_ends
from aura_http.routes.jobs import AnyRequest
from aura_http.token import SESSION_S, Token


__all__ = ["ROUTES"]


@get("/api/session", operation_id="getSession", tags=["Session"], anonymous=True)
async def get_session(access: NamedDependency[SkipValidation[Access]], request: AnyRequest) -> Session:
    """Say whether the server wants to know who asks, and whether it does."""
    if access.token is None:
        return Session(required=False, active=True)
    ends = session_ends(access.token, request.headers)
    return Session(required=True, active=is_shown(request.scope), ends=_moment(ends) if ends else None)


@post("/api/session", status_code=200, operation_id="beginSession", tags=["Session"], refuses=(409,))
async def begin_session(access: NamedDependency[SkipValidation[Access]], request: AnyRequest) -> Response[Session]:
    """Begin a session of twelve hours, as a cookie; asked with the token."""
    token = _token_of(access)
    if not token.is_shown_by(request.headers.get("authorization")):
        # A session does not prolong itself, or one that was stolen would never end.
        raise NotAuthorizedException(headers=CHALLENGE)
    ends = int(time.time()) + SESSION_S
    answer = Session(required=True, active=True, ends=_moment(ends))
    return Response(answer, cookies=[session_cookie(token, ends, request.scope)])


@delete("/api/session", operation_id="endSession", tags=["Session"], anonymous=True, refuses=(409,))
async def end_session(access: NamedDependency[SkipValidation[Access]], request: AnyRequest) -> Response[None]:
    """End the session of this browser."""
    return Response(None, cookies=[no_session(_token_of(access), request.scope)])


def _token_of(access: Access) -> Token:
    if access.token is None:
        raise ConflictError("This server asks nobody who they are.", remedy="Ask without a session.")
    return access.token


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


ROUTES: list[ControllerRouterHandler] = [get_session, begin_session, end_session]
