"""The server put together around its routes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from aura_http.correlation import Correlated
from aura_http.dto import WirePlugin, WireResponse
from aura_http.logs import Logged
from aura_http.openapi import described
from aura_http.problems import respond
from aura_http.security import Guarded


__all__ = ["create_app"]


def create_app(
    routes: Sequence[ControllerRouterHandler],
    *,
    lifespan: Sequence[Callable[[Litestar], AbstractAsyncContextManager[Any]] | AbstractAsyncContextManager[Any]] = (),
    dependencies: Mapping[str, Provide] | None = None,
    state: State | None = None,
    allowed_hosts: Collection[str] = (),
    allowed_origins: Collection[str] = (),
    debug: bool = False,
) -> Litestar:
    """
    Make the application of *routes*.

    Args:
        allowed_hosts: Names in ``Host`` beside this machine's, without port.

        allowed_origins: Origins of pages beside this machine's, such as ``https://studio.example``.

    Raises:
        ImproperlyConfiguredException: two routes answer the same method of one path.
    """
    app = Litestar(
        routes,
        lifespan=list(lifespan),
        dependencies=dependencies,
        state=state,
        debug=debug,
        exception_handlers={Exception: respond},
        logging_config=None,
        openapi_config=described(),
        plugins=[WirePlugin()],
        response_class=WireResponse,
    )
    # Litestar's own middleware runs only once a route is found; these have to see every request and every answer.
    guarded = Guarded(app.asgi_handler, allowed_hosts=allowed_hosts, allowed_origins=allowed_origins)
    app.asgi_handler = Correlated(Logged(guarded))
    return app
