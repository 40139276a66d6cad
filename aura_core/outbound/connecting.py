"""
One request over a connection of its own.

A connection lives as long as its request: there is no pool to keep across event loops, to close, or to find stale.
A handshake costs some 100 ms, and what is asked for takes seconds.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.metadata
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextvars import ContextVar
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from aura_core.outbound.addresses import Reach, checked_addresses, flaw_of
from aura_core.outbound.failures import UnreachedError, translated
from aura_core.verdicts import Verdict


if TYPE_CHECKING:
    import ssl

    import httpx


__all__ = ["Request", "Route", "opened", "ready"]

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})

_sending: Final[ContextVar[bool]] = ContextVar("sending", default=False)
"""Whether what is sent now is ours."""


@attrs.frozen
class Request:
    """
    What is sent.

    Attributes:
        url: Complete, with its query.

        content: The body, or what gives it piece by piece, as often as it is sent; ``None`` for none. A body in pieces
            has its ``Content-Length`` among *headers*.
    """

    method: str
    url: str = attrs.field(repr=False)
    headers: Mapping[str, str] = attrs.field(default=_NOTHING, repr=False)
    content: bytes | Callable[[], AsyncIterator[bytes]] | None = attrs.field(default=None, repr=False)


@attrs.frozen
class Route:
    """
    How it is sent.

    Attributes:
        proxy: URL of the proxy that stands between; it resolves names, so that these are checked by their looks only.

        connect_s: Seconds for a connection.

        read_s: Seconds between two pieces of what is sent or answered.

        total_s: Seconds for everything, from resolving the name to the last byte; ``None`` for any number.
    """

    reach: Reach = Reach.PUBLIC
    proxy: str | None = attrs.field(default=None, repr=False)
    connect_s: float = 10.0
    read_s: float = 60.0
    total_s: float | None = 120.0


@contextlib.asynccontextmanager
async def opened(request: Request, route: Route) -> AsyncIterator[httpx.Response]:
    """
    Send *request* and give the answer as soon as its status is there; its body is read inside the block.

    Redirects are answers like others.

    Raises:
        UnreachedError: there was no answer, or it broke off.
    """
    if flaw := flaw_of(request.url, route.reach):
        raise UnreachedError(flaw.verdict, f"its address is refused: {flaw.reason.removesuffix('.')}")
    await ready()
    limit = asyncio.timeout(route.total_s)
    try:
        async with limit, contextlib.AsyncExitStack() as stack:
            with translated(proxied=route.proxy is not None):
                yield await _sent(request, route, stack)
    except TimeoutError as error:
        if not limit.expired():
            raise
        raise UnreachedError(Verdict.TIMEOUT, f"there was no complete answer within {route.total_s:.3g} s") from error


async def _sent(request: Request, route: Route, stack: contextlib.AsyncExitStack) -> httpx.Response:
    import httpx  # noqa: PLC0415 - loaded when something is sent

    try:
        url = httpx.URL(request.url)
    except httpx.InvalidURL as error:
        raise UnreachedError(Verdict.NOT_CONFIGURED, f"its address is none ({error})") from error
    addresses = [] if route.proxy else await _addresses(url, route)
    tries = max(1, len(addresses))
    limits = httpx.Timeout(route.read_s, connect=route.connect_s / tries)
    try:
        client = httpx.AsyncClient(verify=_trusted(), trust_env=False, timeout=limits, proxy=route.proxy)
    except ImportError as error:
        raise UnreachedError(Verdict.PROXY, f"the proxy cannot be used ({error})") from error
    except (ValueError, httpx.InvalidURL) as error:
        # What is wrong with it may be its password.
        raise UnreachedError(Verdict.PROXY, "its proxy's address is none such as http://proxy.example:3128") from error
    await stack.enter_async_context(client)
    response = await _first_answer(client, request, url, addresses)
    stack.push_async_callback(response.aclose)
    return response


async def _addresses(url: httpx.URL, route: Route) -> list[str]:
    host = url.raw_host.decode("ascii")
    port = url.port or {"http": 80, "https": 443}[url.scheme]
    return await checked_addresses(host, port, route.reach)


async def _first_answer(
    client: httpx.AsyncClient, request: Request, url: httpx.URL, addresses: list[str]
) -> httpx.Response:
    """Ask at the first address that can be connected to: of two, that of IPv6 say, one may be out of reach."""
    import httpx  # noqa: PLC0415 - likewise

    if not addresses:
        return await _answer(client, _request(client, request, url, None))
    *others, last = addresses
    for address in others:
        with contextlib.suppress(httpx.ConnectError, httpx.ConnectTimeout):
            return await _answer(client, _request(client, request, url, address))
    return await _answer(client, _request(client, request, url, last))


async def _answer(client: httpx.AsyncClient, request: httpx.Request) -> httpx.Response:
    """Send *request* without the line that httpx logs about it: it tells the address, and some addresses hold keys."""
    logging.getLogger("httpx").addFilter(_is_not_ours)
    before = _sending.set(True)
    try:
        return await client.send(request, stream=True)
    finally:
        _sending.reset(before)


def _is_not_ours(record: logging.LogRecord) -> bool:
    return not _sending.get()


def _request(client: httpx.AsyncClient, request: Request, url: httpx.URL, address: str | None) -> httpx.Request:
    """Connect to *address*, but speak, and check the certificate, as if by the name in *url*."""
    headers = {"User-Agent": f"aura/{importlib.metadata.version('aura-video')}", **request.headers}
    content = request.content() if callable(request.content) else request.content
    if address is None:
        return client.build_request(request.method, url, content=content, headers=headers)
    return client.build_request(
        request.method,
        url.copy_with(host=address),
        content=content,
        headers={"Host": url.netloc.decode("ascii"), **headers},
        extensions={"sni_hostname": url.raw_host.decode("ascii")},
    )


async def ready() -> None:
    """Load what every request needs, the first time some 0.3 s; no limit of time counts that."""
    await asyncio.to_thread(_trusted)


@cache
def _trusted() -> ssl.SSLContext:
    """Read the certificates that are trusted, once: it takes 20 ms."""
    import httpx  # noqa: PLC0415 - likewise

    # The context alone knows SSL_CERT_FILE; with trust_env a client would use the environment's proxies too.
    return httpx.create_ssl_context()
