"""Serving: how the server starts, says where it listens, and stops."""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from typing import Final

import structlog
import uvicorn
from litestar import Litestar
from litestar.di import Provide

from aura_core.errors import InvalidInputError
from aura_core.jobs import Jobs
from aura_core.settings import Settings
from aura_http.app import create_app as compose
from aura_http.routes import ROUTES


__all__ = ["create_app", "serve"]

log = structlog.get_logger()

_STOP_S: Final = 3
"""How long open requests may take to end when the server stops; streams end at once."""


def create_app(
    settings: Settings, *, allowed_hosts: Collection[str] = (), allowed_origins: Collection[str] = ()
) -> Litestar:
    """
    Make the application, to be served or mounted; it opens its jobs when it starts up.

    Args:
        allowed_hosts: Names in ``Host`` beside this machine's, without port.

        allowed_origins: Origins of pages beside this machine's, such as ``https://studio.example``.
    """
    jobs = Jobs(settings)

    @asynccontextmanager
    async def opened(_: Litestar) -> AsyncIterator[None]:
        async with jobs:
            yield

    return compose(
        ROUTES,
        lifespan=[opened],
        dependencies={"jobs": Provide(lambda: jobs, sync_to_thread=False, use_cache=True)},
        allowed_hosts=allowed_hosts,
        allowed_origins=allowed_origins,
    )


def serve(settings: Settings, host: str, port: int) -> int:
    """
    Serve until a signal says to stop.

    Args:
        port: 0 takes one that is free; the first line on stdout says which.

    Returns:
        The exit code.
    """
    with _bound(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        url = f"http://{shown}:{listening.getsockname()[1]}"
        server = _Server(
            uvicorn.Config(
                create_app(settings),
                log_config=None,
                access_log=False,
                lifespan="on",
                timeout_graceful_shutdown=_STOP_S,
                server_header=False,
            ),
            url,
        )
        asyncio.run(server.serve([listening]))
        return 0 if server.started else 1


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, for asyncio sends small answers at once only on what says so.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except (OSError, OverflowError) as error:
        listening.close()
        raise InvalidInputError.of(
            "", f"{host}:{port} cannot be listened to: {error}.", remedy="Choose another port, or 0 for a free one."
        ) from error
    return listening


class _Server(uvicorn.Server):
    """Says where it listens as soon as it does."""

    def __init__(self, config: uvicorn.Config, url: str) -> None:
        super().__init__(config)
        self._url = url

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            sys.stdout.write(json.dumps({"event": "listening", "url": self._url}) + "\n")
            sys.stdout.flush()
