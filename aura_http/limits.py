"""
How many requests an address may make within a minute.

Rule 1: a request counts against one limit: that of its route's option ``limit``, else the general one.
A route whose ``limit`` is ``None`` may be asked any number of times.

Rule 2: the last minute counts, not the one on the clock; what was refused does not count.

Rule 3: what is kept is bounded however many ask; the addresses that have not asked for longest are forgotten first.

Rule 4: an address is what the connection says, or a proxy that is trusted; anybody can write headers.
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeAlias

import attrs
from litestar.datastructures import Headers
from litestar.datastructures.headers import MutableScopeHeaders
from litestar.exceptions import TooManyRequestsException
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from aura_http.access import GENERAL, WINDOW_S, Limits
from aura_http.problems import send_problem
from aura_http.routing import options_of


__all__ = ["EXPOSED", "Limited", "Standing", "Windows", "is_of_this_machine"]

EXPOSED: Final = ("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")
"""The headers that tell a client how it stands."""

_FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-real-ip")
_MOST: Final = 50_000
"""Requests that are remembered at a time, some 10 MB; more than this server answers within a minute."""

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address


@attrs.frozen
class Standing:
    """
    How an address stands after a request.

    Attributes:
        remaining: How many more it may make now.

        reset: When there will be one more, seconds on the clock that was given.
    """

    allowed: bool
    remaining: int
    reset: float


class Windows:
    """
    Who has asked how often within the last *seconds*.
    """

    def __init__(self, seconds: float = WINDOW_S, most: int = _MOST) -> None:
        self._seconds = seconds
        self._most = most
        self._count = 0
        # Of each, when it asked, the oldest first; those who asked last are last.
        self._times: OrderedDict[str, list[float]] = OrderedDict()

    def take(self, who: str, limit: int, now: float) -> Standing:
        """Count a request of *who*, who may make *limit* of them, if it may."""
        times = self._times.setdefault(who, [])
        self._times.move_to_end(who)
        gone = sum(1 for asked in times if asked <= now - self._seconds)
        del times[:gone]
        allowed = len(times) < limit
        if allowed:
            times.append(now)
        self._count += allowed - gone
        self._forget()
        return Standing(allowed, max(0, limit - len(times)), times[0] + self._seconds)

    def _forget(self) -> None:
        while self._count > self._most and len(self._times) > 1:
            _, times = self._times.popitem(last=False)
            self._count -= len(times)


class Limited:
    """
    An ASGI application that an address may ask so often, and is told how it stands.

    Args:
        limits: Says what holds at the moment.
    """

    def __init__(self, app: ASGIApp, limits: Callable[[], Limits]) -> None:
        self._app = app
        self._limits = limits
        self._windows = Windows()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        limits = self._limits()
        name = options_of(scope).get("limit", GENERAL)
        limit = limits.rates[name] if name else 0
        who = _who(scope)
        if not limit or _is_spared(scope, who, limits):
            await self._app(scope, receive, send)
            return
        standing = self._windows.take(f"{name} {_grouped(who)}", limit, time.monotonic())
        send = _telling(send, limit, standing)
        if standing.allowed:
            await self._app(scope, receive, send)
        else:
            await send_problem(_refusal(limit, standing), scope, receive, send)


def _who(scope: Scope) -> str:
    client = scope.get("client")
    return client[0] if client else ""


@lru_cache(maxsize=4096)
def _address(who: str) -> Address | None:
    try:
        found = ipaddress.ip_address(who)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def _is_spared(scope: Scope, who: str, limits: Limits) -> bool:
    headers = Headers.from_scope(scope)
    if any(name in headers for name in _FORWARDED):
        # Somebody else's request, whoever hands it on.
        return False
    address = _address(who)
    # Who has no address is no peer over a network.
    return address is None or any(address in network for network in limits.spared)


def is_of_this_machine(scope: Scope) -> bool:
    """Tell whether a request was sent on this machine, and not handed on for somebody else."""
    if any(name in Headers.from_scope(scope) for name in _FORWARDED):
        return False
    address = _address(_who(scope))
    return address is None or address.is_loopback


def _grouped(who: str) -> str:
    """Return what is counted as one: who has an IPv6 address has all of its /64 (RFC 4291 §2.5.4)."""
    address = _address(who)
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Address(int(address) >> 64 << 64))
    return str(address) if address else who


def _telling(send: Send, limit: int, standing: Standing) -> Send:
    """Return *send*, saying in the headers how it stands."""
    reset = math.ceil(time.time() + standing.reset - time.monotonic())
    values = (str(limit), str(standing.remaining), str(reset))

    async def send_told(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableScopeHeaders.from_message(message)
            for name, value in zip(EXPOSED, values, strict=True):
                headers[name] = value
        await send(message)

    return send_told


def _refusal(limit: int, standing: Standing) -> TooManyRequestsException:
    wait = max(1, math.ceil(standing.reset - time.monotonic()))
    return TooManyRequestsException(
        detail=f"This address has made {limit} requests of this kind within a minute, which is all it may.",
        headers={"Retry-After": str(wait)},
    )
