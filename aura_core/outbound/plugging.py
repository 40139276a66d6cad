"""
A connection for whoever speaks something else than HTTP; where it may lead is decided here.
"""

from __future__ import annotations

import asyncio
import socket

from aura_core.outbound.addresses import Reach, checked_addresses
from aura_core.outbound.failures import UnreachedError
from aura_core.verdicts import Verdict


__all__ = ["plugged"]


async def plugged(host: str, port: int, reach: Reach, connect_s: float = 10.0) -> socket.socket:
    """
    Connect to *host* at the first of its addresses that answers; whoever gets the socket closes it.

    Raises:
        UnreachedError: it has no address, or one that may not be connected to, or nobody answers.
    """
    addresses = await checked_addresses(host, port, reach)
    reason = UnreachedError(Verdict.REFUSED, "nobody listens there")
    for address in addresses:
        try:
            async with asyncio.timeout(connect_s / len(addresses)):
                return await _connected(address, port)
        except TimeoutError:
            reason = UnreachedError(Verdict.TIMEOUT, "no connection could be made in time")
        except OSError as error:
            reason = UnreachedError(Verdict.REFUSED, f"nobody listens there ({error.strerror or error})")
    raise reason


async def _connected(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    plug = socket.socket(family, socket.SOCK_STREAM)
    try:
        plug.setblocking(False)
        await asyncio.get_running_loop().sock_connect(plug, (address, port))
    except BaseException:
        plug.close()
        raise
    return plug
