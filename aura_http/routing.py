"""
Which route will answer, told before it does.

What stands before the routes has to know what they say about themselves: whether requests are counted, or who may ask.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from litestar import Litestar, Response, route
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp, ControllerRouterHandler, Receive, RouteHandlerType, Scope, Send
from litestar.utils import normalize_path


__all__ = ["Routed", "operation_of", "options_of", "telling_methods"]

_NONE: Final[Mapping[str, Any]] = {}


class Routed:
    """
    An ASGI application in which every request knows the options of its route, see :func:`options_of`.

    How the area of an address is written does not matter (``/api/providerconfiguration``): the original's client knows
    servers that take capitals and small letters for the same.
    """

    def __init__(self, app: ASGIApp, routes: Litestar) -> None:
        self._app = app
        self._routes = routes
        self._areas = {area.lower(): area for area in (_area(one.path) for one in routes.routes)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        scope["path"] = self._spelled(scope["path"], scope.get("root_path", ""))
        scope["state"]["route"] = self._route(scope)
        await self._app(scope, receive, send)

    def _spelled(self, path: str, root: str) -> str:
        """Return *path* as the routes spell it."""
        below = path.removeprefix(root)
        asked = _area(below)
        return f"{path[: len(path) - len(below)]}{self._areas.get(asked.lower(), asked)}{below[len(asked) :]}"

    def _route(self, scope: Scope) -> RouteHandlerType | None:
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        try:
            # The router keeps what it finds, and finds it there when it is asked again.
            found = self._routes.asgi_router.handle_routing(path=normalize_path(path), method=scope.get("method"))
        except HTTPException:
            return None
        return found[1]


def _area(path: str) -> str:
    """Return what *path* begins with: ``/api`` and what comes next."""
    return "/".join(path.split("/", 3)[:3])


def options_of(scope: Scope) -> Mapping[str, Any]:
    """Return the options of the route that answers; none where there is no such route."""
    route = scope["state"].get("route")
    return route.opt if route else _NONE


def operation_of(scope: Scope) -> str:
    """Return the operation id of the route that answers; ``none`` where there is no such route, or it has none."""
    operation = getattr(scope["state"].get("route"), "operation_id", None)
    return operation if isinstance(operation, str) else "none"


def telling_methods(routes: Sequence[ControllerRouterHandler]) -> Iterator[HTTPRouteHandler]:
    """
    Give a route for each path of *routes* that answers OPTIONS with all methods of the path.

    Litestar's own names only those that it had heard of when it met the path first.
    """
    methods: dict[str, set[str]] = defaultdict(set)
    for one in routes:
        if isinstance(one, HTTPRouteHandler):
            for path in one.paths:
                methods[path].update(one.http_methods)
    for path, known in methods.items():
        if "OPTIONS" not in known:
            yield _telling(path, ", ".join(sorted({*known, "OPTIONS"})))


def _telling(path: str, allowed: str) -> HTTPRouteHandler:
    @route(path, http_method="OPTIONS", status_code=204, include_in_schema=False)
    async def tell_methods() -> Response[None]:
        return Response(None, headers={"allow": allowed})

    return tell_methods
