"""
Telling another server what became of a job.

Rule 1: a delivery is posted once; who calls decides on another try, with :func:`backoff_s` between two.

Rule 2: the address that was checked is the address that is connected to, so that a name whose address changes between
the two (DNS rebinding) leads nowhere. Proxies of the environment are therefore not used.

A receiver tells deliveries apart by ``X-Aura-Delivery``, the same on every try,
and knows the sender by ``X-Aura-Signature`` (:func:`verify`).
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import math
import re
import socket
import time
import unicodedata
from collections.abc import Iterator
from importlib import metadata
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, urlsplit

import attrs

from aura_core.errors import WebhookError


if TYPE_CHECKING:
    import httpx


__all__ = ["Delivery", "backoff_s", "deliver", "refused_url", "signature", "verify"]

_FIRST_WAIT_S: Final = 5.0
_LONGEST_WAIT_S: Final = 300.0

_RETRYABLE: Final = frozenset({408, 425, 429})
"""Answers below 500 that ask for another try: RFC 9110 §15.5.9, RFC 8470 §5.2, RFC 6585 §4."""

_NAT64: Final = IPv6Network("64:ff9b::/96")  # RFC 6052 §2.1

_SIGNATURE: Final = re.compile(r"t=(?P<timestamp>[0-9]{1,15}),v1=(?P<digest>[0-9a-f]{64})")

_UNUSUAL: Final = re.compile(r"[\x00-\x20\x7f\\]")
"""What no URL has, and what parsers of URLs disagree about."""

_visible = attrs.validators.matches_re(r"[\x21-\x7e]+")


@attrs.frozen
class Delivery:
    """
    Something to tell.

    Attributes:
        id: Visible ASCII; the same on every try, so that a receiver can drop what it already has.

        url: Where to post it.

        event: What happened, such as ``job-completed``; visible ASCII.

        body: JSON.
    """

    id: str = attrs.field(validator=_visible)
    url: str
    event: str = attrs.field(validator=_visible)
    body: bytes = attrs.field(repr=False)


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """
    Sign *body*: ``t=<timestamp>,v1=<HMAC-SHA256 of "<timestamp>.<body>" in hex>``.

    Args:
        timestamp: Seconds since 1970; signed too, so that a recorded delivery cannot be sent again later.
    """
    digest = hmac.new(secret.encode(), b"%d." % timestamp + body, hashlib.sha256).hexdigest()
    return f"t={timestamp},v1={digest}"


def verify(secret: str, header: str, body: bytes, *, now: float, tolerance_s: float = 300) -> bool:
    """
    Tell whether *header* is the signature of *body* by who knows *secret*, made about *now*.

    The comparison takes the same time wherever the two differ.
    """
    found = _SIGNATURE.fullmatch(header)
    if found is None:
        return False
    timestamp = int(found["timestamp"])
    is_ours = hmac.compare_digest(signature(secret, timestamp, body), f"t={timestamp},v1={found['digest']}")
    return is_ours and abs(now - timestamp) <= tolerance_s


def backoff_s(attempt: int) -> float:
    """
    Say how many seconds to wait after try number *attempt* failed: ``5 * 2**attempt``, at most 300.

    The first try is number 0: 5, 10, 20, 40, 80, 160, 300, 300, …
    """
    doublings = min(max(attempt, 0), 6)
    return min(math.ldexp(_FIRST_WAIT_S, doublings), _LONGEST_WAIT_S)


def refused_url(url: str, *, allow_private: bool = False) -> str | None:
    """
    Say why *url* is not acceptable by its looks, as a sentence; ``None`` when it may be.

    Nothing is resolved: a name may still turn out to mean a private address, which :func:`deliver` then refuses.
    """
    try:
        return next(_flaws(url, urlsplit(url), allow_private=allow_private), None)
    except ValueError as error:  # such as a port of 99999
        return f"It is no URL: {error}."


def _flaws(url: str, parts: SplitResult, *, allow_private: bool) -> Iterator[str]:
    host = unicodedata.normalize("NFKC", parts.hostname or "").rstrip(".")
    if _UNUSUAL.search(url):
        yield "It has spaces, backslashes or control characters."
    if parts.scheme not in {"http", "https"}:
        yield "It begins neither with http:// nor with https://."
    if parts.username is not None or parts.password is not None:
        yield "It has a user name or a password in it."
    if not host or parts.port == 0:
        yield "It names no host, or port 0."
    if not allow_private and _is_private_by_name(host):
        yield f"{host} is no public address."


async def deliver(delivery: Delivery, *, secret: str | None, allow_private: bool, timeout_s: float = 10) -> int:
    """
    Post *delivery*, once; what the receiver answers beyond its status is not read, redirects are not followed.

    Args:
        secret: Signs the body; without one there is no signature.

        allow_private: Whether addresses that are not public may be posted to.

        timeout_s: For everything, from resolving the name to the status.

    Returns:
        The status, 200 to 299.

    Raises:
        WebhookError: it was refused, not answered, or answered with another status.
    """
    if reason := refused_url(delivery.url, allow_private=allow_private):
        raise _refused(delivery.url, reason)
    try:
        async with asyncio.timeout(timeout_s):
            status = await _posted(
                delivery, _headers(delivery, secret), allow_private=allow_private, timeout_s=timeout_s
            )
    except TimeoutError as error:
        raise _unreached(delivery, f"there was no answer within {timeout_s:g} s") from error
    if not 200 <= status < 300:
        raise WebhookError(
            f"{_shown(delivery.url)} answered {status}.",
            remedy="Look into the receiver's log; redirects are not followed.",
            retryable=status in _RETRYABLE or status >= 500,
            status=status,
        )
    return status


def _headers(delivery: Delivery, secret: str | None) -> dict[str, str]:
    headers = {
        "Content-Type": "application/json",
        "X-Aura-Event": delivery.event,
        "X-Aura-Delivery": delivery.id,
        "User-Agent": f"aura/{metadata.version('aura-video')}",
    }
    if secret:
        headers["X-Aura-Signature"] = signature(secret, int(time.time()), delivery.body)
    return headers


async def _posted(delivery: Delivery, headers: dict[str, str], *, allow_private: bool, timeout_s: float) -> int:
    """Post to the first address that can be connected to: of two, that of IPv6 say, one may be out of reach."""
    import httpx  # noqa: PLC0415 - the base install has none

    try:
        url = httpx.URL(delivery.url)
    except httpx.InvalidURL as error:
        raise _refused(delivery.url, f"It is no URL: {error}.") from error
    *others, last = await _checked_addresses(delivery, url, allow_private=allow_private)
    # With trust_env the client would use proxies of the environment too; the context alone knows SSL_CERT_FILE.
    verify = await asyncio.to_thread(httpx.create_ssl_context)
    limits = httpx.Timeout(timeout_s, connect=timeout_s / (len(others) + 1))
    async with httpx.AsyncClient(verify=verify, trust_env=False, timeout=limits) as client:
        try:
            for address in others:
                with contextlib.suppress(httpx.ConnectError, httpx.ConnectTimeout):
                    return await _posted_to(client, address, url, delivery.body, headers)
            return await _posted_to(client, last, url, delivery.body, headers)
        except httpx.TransportError as error:
            raise _unreached(delivery, str(error) or type(error).__name__) from error


async def _posted_to(
    client: httpx.AsyncClient, address: str, url: httpx.URL, body: bytes, headers: dict[str, str]
) -> int:
    """Connect to *address*, but speak, and check the certificate, as if by the name in *url*."""
    async with client.stream(
        "POST",
        url.copy_with(host=address),
        content=body,
        headers={"Host": url.netloc.decode("ascii"), **headers},
        extensions={"sni_hostname": url.raw_host.decode("ascii")},
        follow_redirects=False,
    ) as response:
        return response.status_code


async def _checked_addresses(delivery: Delivery, url: httpx.URL, *, allow_private: bool) -> list[str]:
    """Resolve the host of *url*; one address that is refused refuses all."""
    host = url.raw_host.decode("ascii")
    port = url.port or {"http": 80, "https": 443}[url.scheme]
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _unreached(delivery, f"{host} has no address ({error})") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not allow_private and _is_private(ip_address(address)):
            raise _refused(delivery.url, f"{host} is {address}, which is no public address.")
    return addresses


def _is_private_by_name(host: str) -> bool:
    """Tell whether *host* is an address that is not public, however spelled, or a name of this very machine."""
    address = _literal(host)
    if address is None:
        return host == "localhost" or host.endswith(".localhost")  # RFC 6761 §6.3
    return _is_private(address)


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


def _is_private(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether *address*, or the IPv4 address inside it, is loopback, link-local, multicast, private or reserved."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = IPv4Address(address.packed[-4:])
        if inner is not None:
            return _is_private(inner)
        if address.is_site_local:
            return True
    return not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified


def _refused(url: str, reason: str) -> WebhookError:
    return WebhookError(
        f"{_shown(url)} is refused. {reason}",
        remedy="Name an http or https URL of a public host, or allow private addresses in the server's settings.",
    )


def _unreached(delivery: Delivery, reason: str) -> WebhookError:
    return WebhookError(
        f"{_shown(delivery.url)} was not reached: {reason}.",
        remedy="See that the receiver runs and can be reached from this machine.",
        retryable=True,
    )


def _shown(url: str) -> str:
    """Name the receiver without path and query, which are often the secret that lets one post."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "The webhook"
    return f"The webhook at {parts.scheme}://{parts.hostname}"
