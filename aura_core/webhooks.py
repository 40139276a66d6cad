"""
Telling another server what became of a job.

Rule 1: a delivery is posted once; who calls decides on another try, with :func:`backoff_s` between two.

Rule 2: proxies are not used, for they resolve names themselves, and so an address could not be checked.

A receiver tells deliveries apart by ``X-Aura-Delivery``, the same on every try,
and knows the sender by ``X-Aura-Signature`` (:func:`verify`).
"""

from __future__ import annotations

import hashlib
import hmac
import math
import re
import time
from typing import Final
from urllib.parse import urlsplit

import attrs

from aura_core.errors import WebhookError
from aura_core.outbound.addresses import Reach, flaw_of
from aura_core.outbound.connecting import Request, Route, opened
from aura_core.outbound.failures import UnreachedError
from aura_core.verdicts import Verdict


__all__ = ["Delivery", "backoff_s", "deliver", "refused_url", "signature", "verify"]

_FIRST_WAIT_S: Final = 5.0
_LONGEST_WAIT_S: Final = 300.0

_RETRYABLE: Final = frozenset({408, 425, 429})
"""Answers below 500 that ask for another try: RFC 9110 §15.5.9, RFC 8470 §5.2, RFC 6585 §4."""

_SIGNATURE: Final = re.compile(r"t=(?P<timestamp>[0-9]{1,15}),v1=(?P<digest>[0-9a-f]{64})")

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
    flaw = flaw_of(url, _reach(allow_private=allow_private))
    return flaw.reason if flaw else None


def _reach(*, allow_private: bool) -> Reach:
    return Reach.ANYWHERE if allow_private else Reach.PUBLIC


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
    request = Request("POST", delivery.url, _headers(delivery, secret), delivery.body)
    route = Route(_reach(allow_private=allow_private), connect_s=timeout_s, read_s=timeout_s, total_s=timeout_s)
    try:
        async with opened(request, route) as answer:
            status = answer.status_code
    except UnreachedError as error:
        if error.verdict in {Verdict.PRIVATE_ADDRESS, Verdict.NOT_CONFIGURED}:
            raise _refused(delivery.url, f"{error.reason}.") from error
        raise _unreached(delivery, error.reason) from error
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
    }
    if secret:
        headers["X-Aura-Signature"] = signature(secret, int(time.time()), delivery.body)
    return headers


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
