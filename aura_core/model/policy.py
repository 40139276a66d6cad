"""How much may be asked of providers, and by which way."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from ipaddress import ip_address, ip_network
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

import attrs


__all__ = ["BreakerRule", "Limits", "Policy", "Proxies"]


@attrs.frozen
class BreakerRule:
    """
    When a breaker opens and closes; see :mod:`aura_core.outbound.breaker`.

    Attributes:
        failures: In a row, after which it opens; 0 leaves it closed.

        rest_s: Seconds until it is tried again.

        successes: In a row, after which it closes.
    """

    failures: int = 5
    rest_s: float = 60.0
    successes: int = 2


@attrs.frozen
class Limits:
    """
    How much may be asked of a provider, or of all together; 0 is no limit.

    Attributes:
        a_minute: Requests.

        an_hour: Requests.

        a_day: Requests.

        at_once: Requests, in one process.

        tokens_a_minute: Asked and answered.

        dollars_a_day: From midnight, local time.

        dollars_a_month: From the first of the month, local time.

        patience_s: How long a request may wait for room; what would take longer is refused.

        attempts: Tries in all, where another may help.

        first_wait_s: Before the second try, with some chance in it.

        growth: By what each wait is longer than the one before.

        seconds: A call may take, whatever it asks for; 0 leaves that to the call.
    """

    a_minute: int = 60
    an_hour: int = 1000
    a_day: int = 10_000
    at_once: int = 5
    tokens_a_minute: int = 0
    dollars_a_day: float = 0.0
    dollars_a_month: float = 0.0
    patience_s: float = 60.0
    attempts: int = 3
    first_wait_s: float = 1.0
    growth: float = 2.0
    seconds: float = 0.0


@attrs.frozen
class Proxies:
    """
    What stands between this machine and the internet.

    Attributes:
        http: URL for plain HTTP.

        https: URL for HTTPS.

        bypass: Hosts that are asked directly, by commas, as ``NO_PROXY`` has them.
    """

    http: str | None = attrs.field(default=None, repr=False)
    https: str | None = attrs.field(default=None, repr=False)
    bypass: str = ""

    def proxy_for(self, url: str) -> str | None:
        """Return the proxy for *url*; ``None`` asks it directly."""
        parts = urlsplit(url)
        proxy = self.https if parts.scheme == "https" else self.http
        return None if self._bypasses(parts.hostname or "", parts.netloc) else proxy

    def _bypasses(self, host: str, with_port: str) -> bool:
        """Compare as curl does: names with all that ends in them, addresses with their networks, ``*`` with everything."""
        for entry in (part.strip().lower().removeprefix("*.").lstrip(".") for part in self.bypass.split(",")):
            if entry in {"*", host, with_port.lower()} or (entry and host.endswith(f".{entry}")):
                return True
            with contextlib.suppress(ValueError):
                if ip_address(host) in ip_network(entry, strict=False):
                    return True
        return False


_TOGETHER: Final = Limits(a_minute=100, an_hour=0, a_day=0, at_once=0, dollars_a_day=50.0, dollars_a_month=500.0)

_NONE: Final[Mapping[str, Limits]] = MappingProxyType({})


@attrs.frozen
class Policy:
    """
    What the owner of the machine allows.

    Attributes:
        offline: Whether nothing may leave this machine.

        private: Whether every provider may be at a private address, behind a gateway of one's own for one; those that
            are local by nature always may.

        limits: Of providers that have their own, by id.

        usual: Of all others.

        together: Of all together.

        dollars_a_run: Of one film; 0 is no limit.
    """

    offline: bool = False
    private: bool = False
    proxies: Proxies = Proxies()
    limits: Mapping[str, Limits] = _NONE
    usual: Limits = Limits()
    together: Limits = _TOGETHER
    dollars_a_run: float = 0.0
    breaker: BreakerRule = BreakerRule()

    def limits_of(self, provider: str) -> Limits:
        """Return the limits of the provider of that id."""
        return self.limits.get(provider, self.usual)
