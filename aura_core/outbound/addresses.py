"""
Which addresses may be connected to.

Rule: the address that was checked is the address that is connected to, so that a name whose address changes between the
two (DNS rebinding) leads nowhere.
"""

from __future__ import annotations

import asyncio
import re
import socket
import unicodedata
from collections.abc import Iterator
from enum import Enum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

import attrs

from aura_core.outbound.failures import UnreachedError
from aura_core.verdicts import Verdict


__all__ = ["Flaw", "Reach", "checked_addresses", "flaw_of", "is_own_machine", "within"]

_NAT64: Final = IPv6Network("64:ff9b::/96")  # RFC 6052 §2.1

_OF_CLOUDS: Final = (IPv4Network("169.254.0.0/16"), IPv6Network("fd00:ec2::254/128"))
"""Where clouds tell a machine its credentials; no server of anybody's own is there."""

_UNUSUAL: Final = re.compile(r"[\x00-\x20\x7f\\]")
"""What no URL has, and what parsers of URLs disagree about."""


class Reach(Enum):
    """How far a connection may lead."""

    PUBLIC = "public"
    """To public addresses only."""

    MACHINE = "machine"
    """To this machine only."""

    ANYWHERE = "anywhere"
    """To public addresses, the owner's network and this machine; not to what clouds tell their machines alone."""


@attrs.frozen
class Flaw:
    """
    What is wrong with an address by its looks.

    Attributes:
        reason: A sentence.

        verdict: ``PRIVATE_ADDRESS`` when it leads where it may not, else ``NOT_CONFIGURED``.
    """

    reason: str
    verdict: Verdict = Verdict.NOT_CONFIGURED


def flaw_of(url: str, reach: Reach) -> Flaw | None:
    """
    Say why *url* is not acceptable by its looks; ``None`` when it may be.

    Nothing is resolved: a name may still turn out to mean an address out of *reach*.
    """
    try:
        return next(_flaws(url, urlsplit(url), reach), None)
    except ValueError as error:  # such as a port of 99999
        return Flaw(f"It is no URL: {error}.")


def _flaws(url: str, parts: SplitResult, reach: Reach) -> Iterator[Flaw]:
    host = unicodedata.normalize("NFKC", parts.hostname or "").rstrip(".")
    if _UNUSUAL.search(url):
        yield Flaw("It has spaces, backslashes or control characters.")
    if parts.scheme not in {"http", "https"}:
        yield Flaw("It begins neither with http:// nor with https://.")
    if parts.username is not None or parts.password is not None:
        yield Flaw("It has a user name or a password in it.")
    if not host or parts.port == 0:
        yield Flaw("It names no host, or port 0.")
    address = _literal(host)
    if _is_machine_name(host):
        address = ip_address("127.0.0.1")
    if address is not None and not within(address, reach):
        yield Flaw(f"{host} {_OUTSIDE[reach]}.", Verdict.PRIVATE_ADDRESS)


async def checked_addresses(host: str, port: int, reach: Reach) -> list[str]:
    """
    Resolve *host*; one address that is out of *reach* refuses all.

    Raises:
        UnreachedError: it has no address, or one that may not be connected to.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreachedError(Verdict.DNS, f"{host} has no address ({error})") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not within(ip_address(address), reach):
            raise UnreachedError(Verdict.PRIVATE_ADDRESS, f"{host} is {address}, which {_OUTSIDE[reach]}")
    return addresses


def is_own_machine(url: str) -> bool:
    """Tell whether *url* names this very machine, by its looks."""
    host = unicodedata.normalize("NFKC", urlsplit(url).hostname or "").rstrip(".")
    address = _literal(host)
    return _is_machine_name(host) or (address is not None and _embedded(address).is_loopback)


def within(address: IPv4Address | IPv6Address, reach: Reach) -> bool:
    """Tell whether *address* may be connected to."""
    match reach:
        case Reach.PUBLIC:
            return not _is_private(address)
        case Reach.MACHINE:
            return _embedded(address).is_loopback
        case Reach.ANYWHERE:
            return not any(_embedded(address) in network for network in _OF_CLOUDS)


_OUTSIDE: Final = {
    Reach.PUBLIC: "is no public address",
    Reach.MACHINE: "is not on this machine",
    Reach.ANYWHERE: "is where clouds tell a machine its credentials",
}


def _is_machine_name(host: str) -> bool:
    return host.lower() == "localhost" or host.lower().endswith(".localhost")  # RFC 6761 §6.3


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    """Read an address as the C library does, to which 0x7f000001, 2130706433 and 127.1 are 127.0.0.1."""
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host))
    except (OSError, ValueError):
        return None


def _embedded(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address inside *address*, if there is one."""
    if isinstance(address, IPv4Address):
        return address
    inner = address.ipv4_mapped or address.sixtofour
    if address in _NAT64:
        inner = IPv4Address(address.packed[-4:])
    return inner or address


def _is_private(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether *address*, or the IPv4 address inside it, is loopback, link-local, multicast, private or reserved."""
    address = _embedded(address)
    if isinstance(address, IPv6Address) and address.is_site_local:
        return True
    return not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified
