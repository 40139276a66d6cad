"""
Who may ask this server, and how much: what its owner decides about the door.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import attrs

from aura_core.errors import InvalidInputError, Issue
from aura_http.token import Token


__all__ = ["GENERAL", "WINDOW_S", "Access", "Limits", "Network"]

Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

GENERAL: Final = "general"
"""The limit of whatever has none of its own."""

WINDOW_S: Final = 60
"""Over how long requests are counted, seconds; always the last ones, wherever the minute begins."""

_DOCUMENTED: Final = {"jobs": 10, "demo": 5, "script": 20, GENERAL: 100}
"""Requests a minute, as the original documents them."""

_MIB: Final = 1024**2
_HERE: Final = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))
_RATE: Final = re.compile(r"\s*([a-z]+)\s*=\s*([0-9]{1,9})\s*")


def _completed(rates: Mapping[str, int]) -> Mapping[str, int]:
    return MappingProxyType({**_DOCUMENTED, **rates})


@attrs.frozen
class Limits:
    """
    How many requests an address may make within a minute.

    Attributes:
        rates: How many, by the name that routes have as their option ``limit``; 0 for any number.

        spared: Networks whose requests are not counted; this machine, unless told otherwise.
    """

    rates: Mapping[str, int] = attrs.field(factory=dict, converter=_completed)
    spared: tuple[Network, ...] = _HERE


def _lowered(names: Iterable[str]) -> tuple[str, ...]:
    # Written by people, and compared with what browsers write.
    return tuple(name.lower().rstrip("/") for name in names)


@attrs.frozen
class Access:
    """
    Who may ask, and how much.

    Attributes:
        hosts: Names in ``Host`` beside this machine's, without port.

        origins: Origins of pages beside this machine's, such as ``https://studio.example``.

        token: What everybody must show; ``None`` asks nobody who they are.

        proxies: Networks of proxies, which are believed about whom they ask for (``X-Forwarded-For``, ``-Proto``).

        upload_limit: Bytes of a file that is sent here; whatever else is sent may have 10 MB.
    """

    hosts: tuple[str, ...] = attrs.field(default=(), converter=_lowered)
    origins: tuple[str, ...] = attrs.field(default=(), converter=_lowered)
    token: Token | None = attrs.field(default=None, repr=False)
    proxies: tuple[Network, ...] = ()
    limits: Limits = Limits()
    upload_limit: int = 512 * _MIB

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Access:
        """
        Read the variables that ``docs/operations.md`` lists.

        Raises:
            InvalidInputError: with everything that is wrong.
        """
        issues: list[Issue] = []
        given: dict[str, Any] = {
            "hosts": tuple(_listed(environment.get("AURA_ALLOWED_HOSTS", ""))),
            "origins": tuple(_listed(environment.get("AURA_ALLOWED_ORIGINS", ""))),
            "token": _token(environment, issues),
            "proxies": _networks("AURA_TRUSTED_PROXIES", environment, issues),
            "limits": _limits(environment, issues),
        }
        if upload := environment.get("AURA_UPLOAD_MIB"):
            given["upload_limit"] = _whole("AURA_UPLOAD_MIB", upload, issues) * _MIB
        if issues:
            raise InvalidInputError(issues, remedy="Correct or unset what is named; docs/operations.md tells of each.")
        return cls(**given)


def _listed(text: str) -> Iterator[str]:
    return (item.strip() for item in text.split(",") if item.strip())


def _token(environment: Mapping[str, str], issues: list[Issue]) -> Token | None:
    """Read the token, of both places the file, which no other process can see in our environment."""
    path, text = environment.get("AURA_TOKEN_FILE"), environment.get("AURA_TOKEN")
    where = "AURA_TOKEN_FILE" if path else "AURA_TOKEN"
    try:
        if path:
            text = Path(path).read_text(encoding="ascii")
        return Token.of(where, text) if text else None
    except InvalidInputError as refused:
        issues.extend(attrs.evolve(issue, message=f"{issue.message} {refused.remedy}") for issue in refused.issues)
    except (OSError, UnicodeError) as error:
        issues.append(Issue(where, f"{path} cannot be read: {error}."))
    return None


def _networks(name: str, environment: Mapping[str, str], issues: list[Issue]) -> tuple[Network, ...]:
    found = []
    for item in _listed(environment.get(name, "")):
        try:
            found.append(ipaddress.ip_network(item))
        except ValueError:
            issues.append(Issue(name, f"{item[:60]!r} is no address and no network such as 10.0.0.0/8."))
    return tuple(found)


def _whole(name: str, text: str, issues: list[Issue]) -> int:
    if not text.isdecimal() or len(text) > 9:
        issues.append(Issue(name, f"{text[:60]!r} is no whole number."))
        return 0
    return int(text)


def _limits(environment: Mapping[str, str], issues: list[Issue]) -> Limits:
    spared = _networks("AURA_RATE_SPARED", environment, issues) if "AURA_RATE_SPARED" in environment else _HERE
    rates = {}
    for item in _listed(environment.get("AURA_RATE_LIMITS", "")):
        found = _RATE.fullmatch(item)
        if found and found[1] in _DOCUMENTED:
            rates[found[1]] = int(found[2])
        else:
            known = ", ".join(_DOCUMENTED)
            issues.append(Issue("AURA_RATE_LIMITS", f"{item[:60]!r} is none of {known} with = and a number."))
    return Limits(rates, spared)
