"""Serving: how the server starts, says where it listens, and stops."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import structlog
import uvicorn
from litestar import Litestar
from litestar.di import Provide

from aura_core.configuration.configuration import Configuration
from aura_core.errors import InvalidInputError
from aura_core.exports import Exports
from aura_core.inquiries import Inquiries
from aura_core.jobs import Jobs
from aura_core.model.scripts import KeptScript
from aura_core.projects import EditorProjects, Projects
from aura_core.proxies import Proxies
from aura_core.redaction import REDACTOR
from aura_core.scripts import Scripts
from aura_core.settings import Settings
from aura_core.vitals import Vitals
from aura_http.access import Access
from aura_http.app import create_app as compose
from aura_http.connections import HEAD_LIMIT, Patient
from aura_http.health import health_of
from aura_http.journal import Journal
from aura_http.logfiles import Kept, LogFiles
from aura_http.logs import configure
from aura_http.monitoring import Monitor, open_monitor
from aura_http.routes import ROUTES
from aura_http.stopping import Stop


__all__ = ["create_app", "serve"]

log = structlog.get_logger()

_IDLE_S: Final = 75
"""How long an idle connection is kept: longer than proxies keep theirs, or they would use one that is being closed."""

_STOP_S: Final = 3
"""How long open requests may take to end when the server stops; streams end at once."""


def create_app(settings: Settings, access: Access = Access()) -> Litestar:
    """
    Make the application, to be served or mounted; it opens its jobs when it starts up.
    """
    monitor = open_monitor()
    jobs = Jobs(settings, *([monitor.ended] if monitor else ()))

    @asynccontextmanager
    async def opened(_: Litestar) -> AsyncIterator[None]:
        async with jobs:
            with health:
                yield

    health = health_of(jobs)
    return _over(access, jobs, monitor, {"health": health, "kept": None, "stop": Stop()}, lifespan=[opened])


def _over(access: Access, jobs: Jobs, monitor: Monitor | None, given: Mapping[str, Any], **options: Any) -> Litestar:
    """Put the application around what its routes are *given*."""
    all_given = {
        "jobs": jobs,
        "exports": Exports(jobs),
        "projects": Projects(jobs),
        "editors": EditorProjects(jobs),
        "album": jobs.album,
        "library": jobs.library,
        "scripts": Scripts(jobs.drawer("script", KeptScript), jobs.settings, jobs.library, jobs.album),
        "monitor": monitor,
        "vitals": Vitals(jobs.settings.data),
        "configuration": Configuration(jobs.settings, Inquiries(jobs.settings)),
        **given,
    }
    proxies = all_given["proxies"] = Proxies(jobs.settings)
    provided = {name: _always(value) for name, value in all_given.items()}

    @asynccontextmanager
    async def closing(_: Litestar) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await proxies.close()

    lifespan = [closing, *options.pop("lifespan", ())]
    return compose(ROUTES, dependencies=provided, access=access, monitor=monitor, lifespan=lifespan, **options)


def _always(value: Any) -> Provide:
    return Provide(lambda: value, sync_to_thread=False, use_cache=True)


def serve(settings: Settings, access: Access, host: str, port: int, logs: Path | None = None) -> None:
    """
    Serve until a signal says to stop.

    Args:
        port: 0 takes one that is free; the first line on stdout says which.

        logs: Where the log is written; a folder in the data folder, unless told otherwise.

    Raises:
        AuraError: the address or the jobs cannot be had.
    """
    if access.token is None and not _only_here(host):
        raise InvalidInputError.of(
            "",
            f"{host} can be reached from other machines, and this server would ask nobody who they are.",
            remedy="Give it a token (--token-file or AURA_TOKEN), or listen to 127.0.0.1.",
        )
    _know_secrets(settings, access)
    kept = Kept(Journal(), LogFiles(logs or settings.data / "logs"))
    with _bound(host, port) as listening, kept.begun():
        configure(*kept.sinks)
        asyncio.run(_serve(settings, access, kept, host, listening))


async def _serve(settings: Settings, access: Access, kept: Kept, host: str, listening: socket.socket) -> None:
    shown = f"[{host}]" if ":" in host else host
    monitor, stop = open_monitor(), Stop()
    async with Jobs(settings, *([monitor.ended] if monitor else ())) as jobs:
        health = health_of(jobs)
        config = uvicorn.Config(
            _over(access, jobs, monitor, {"health": health, "kept": kept, "stop": stop}),
            log_config=None,
            # Uvicorn would believe any program on this machine.
            proxy_headers=False,
            http=Patient,
            h11_max_incomplete_event_size=HEAD_LIMIT,
            ws="none",
            access_log=False,
            timeout_graceful_shutdown=_STOP_S,
            timeout_keep_alive=_IDLE_S,
            server_header=False,
        )
        url = f"http://{shown}:{listening.getsockname()[1]}"
        server = _Server(config, url, jobs.hang_up, kept.journal.close)
        stop.server = partial(server.handle_exit, signal.SIGTERM, None)
        stop.connections = lambda: len(server.server_state.connections)
        with health:
            await server.serve([listening])


def _know_secrets(settings: Settings, access: Access) -> None:
    """Have what the server was started with never be said."""
    token = access.token.text if access.token else None
    password = unquote(urlsplit(settings.database or "").password or "")
    REDACTOR.know(*(secret for secret in (settings.webhook_secret, token, password) if secret))


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


def _only_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


class _Server(uvicorn.Server):
    """Says where it listens as soon as it does, and ends its streams before it stops."""

    def __init__(self, config: uvicorn.Config, url: str, *hang_up: Callable[[], None]) -> None:
        super().__init__(config)
        self._url = url
        self._hang_up = hang_up

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            sys.stdout.write(json.dumps({"event": "listening", "url": self._url}) + "\n")
            sys.stdout.flush()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for end in self._hang_up:
            end()
        await super().shutdown(sockets=sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        # Uvicorn's own raises the signal again when it is done, before the jobs could be closed.
        kept = {asked: signal.signal(asked, self.handle_exit) for asked in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for asked, handler in kept.items():
                signal.signal(asked, handler)
