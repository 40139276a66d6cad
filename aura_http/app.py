"""The server put together around its routes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, cast

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from litestar.types import ASGIApp, ControllerRouterHandler
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from aura_http.access import Access, Network
from aura_http.authentication import Asking
from aura_http.bodies import Bounded
from aura_http.compression import Compressed
from aura_http.correlation import Correlated
from aura_http.dto import WirePlugin, WireResponse
from aura_http.headers import Careful
from aura_http.limits import Limited
from aura_http.logs import Logged
from aura_http.monitoring import Monitor
from aura_http.openapi import described, lead_home
from aura_http.problems import respond
from aura_http.routing import Routed, telling_methods
from aura_http.security import Guarded


__all__ = ["create_app"]


def create_app(
    routes: Sequence[ControllerRouterHandler],
    *,
    lifespan: Sequence[Callable[[Litestar], AbstractAsyncContextManager[Any]] | AbstractAsyncContextManager[Any]] = (),
    dependencies: Mapping[str, Provide] | None = None,
    state: State | None = None,
    access: Access = Access(),
    monitor: Monitor | None = None,
    debug: bool = False,
) -> Litestar:
    """
    Make the application of *routes*.

    Raises:
        ImproperlyConfiguredException: two routes answer the same method of one path.
    """
    app = Litestar(
        # Whoever comes first decides what a path does for OPTIONS.
        [*telling_methods(routes), *routes, lead_home],
        lifespan=list(lifespan),
        dependencies={**(dependencies or {}), "access": Provide(lambda: access, sync_to_thread=False, use_cache=True)},
        state=state,
        debug=debug,
        exception_handlers={Exception: respond},
        logging_config=None,
        openapi_config=described(),
        plugins=[WirePlugin()],
        # Bounded has seen to it, before the route is looked for.
        request_max_body_size=None,
        response_class=WireResponse,
    )
    # Litestar's own middleware runs only once a route is found; these have to see every request and every answer.
    limited = Limited(Asking(Bounded(Compressed(app.asgi_handler), access), access), lambda: access.limits)
    guarded = Guarded(limited, access)
    app.asgi_handler = _believing(Correlated(Routed(Logged(Careful(guarded), monitor), app)), access.proxies)
    return app


def _believing(app: ASGIApp, proxies: Sequence[Network]) -> ASGIApp:
    """Believe *proxies*, and nobody else, about whom they ask for."""
    if not proxies:
        return app
    return cast("ASGIApp", ProxyHeadersMiddleware(cast("Any", app), [str(network) for network in proxies]))
