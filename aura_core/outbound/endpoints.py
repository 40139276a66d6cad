"""
The address of a service, however it was written down.

People copy addresses out of examples, chats and other programs: with the path of one operation at the end, in quotes,
without a scheme, with a slash too many.
All of these mean one base URL, and the repaired one can be shown to whoever wrote it.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, urlsplit

from aura_core.model.apis import Api
from aura_core.outbound.addresses import is_own_machine


__all__ = ["repaired"]

_AROUND: Final = " \t\r\n\f\v\"'`<>(){}“”‘’«»,;|*\u00a0\u200b\ufeff"
"""What stands around an address in texts, and is not part of one at its ends."""

_ASSIGNED: Final = re.compile(r"(?:export\s+|set\s+)?[A-Za-z_][\w.-]*\s*[=:]\s*(?=[\"'`]?\S)(?!//|\d+(?:/|$))")
"""The name before a value, as in ``OPENAI_BASE_URL=``; not a scheme, nor a host before a port."""

_SCHEME: Final = re.compile(r"(?i)^(https?)(?::[/\\]*|[/\\]{2,})")

_ANOTHER: Final = re.compile(r"(?i)[a-z][a-z0-9+.-]*://")

_LONGEST: Final = 2_000
"""Characters; browsers take some more, and no service has one half as long."""

_NONE: Final = "It is no address such as https://api.example.com/v1."

_VERSION: Final = re.compile(r"v\d+[a-z0-9]*", re.IGNORECASE)

_EVERYWHERE: Final = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}  # noqa: S104 - what a server listens at, nobody can call


_ANY: Final = Api()


def repaired(text: str, api: Api = _ANY) -> str:
    """
    Return the base URL that is meant by *text*: scheme, host and path, without a slash at its end.

    A host on this machine is asked in plain HTTP where no scheme is given, any other in HTTPS.

    Raises:
        ValueError: no address can be found in it, said in a sentence.
    """
    if len(text) > _LONGEST:
        raise ValueError("It is longer than any address.")
    bare = _bare(text)
    found = _SCHEME.match(bare)
    if not found and _ANOTHER.match(bare):
        raise ValueError("It does not begin with http:// or https://.")
    rest = bare[found.end() :] if found else bare.lstrip("/\\")
    rest = rest.replace("\\", "/")
    if rest.startswith(":") and rest[1:2].isdigit():
        rest = f"127.0.0.1{rest}"
    if not rest or re.search(r"\s", rest):
        raise ValueError(_NONE)
    try:
        parts = urlsplit(f"//{rest}")
    except ValueError:
        raise ValueError(_NONE) from None
    host = _host(parts)
    scheme = found[1].lower() if found else _scheme_for(host)
    port = _port(parts, scheme, api, given=found is not None)
    return f"{scheme}://{host}{port}{_path(parts.path, api)}"


def _bare(text: str) -> str:
    bare = before = text
    while True:
        bare = bare.strip(_AROUND)
        bare = _ASSIGNED.sub("", bare, count=1) if _ASSIGNED.match(bare) and not _SCHEME.match(bare) else bare
        bare = bare.rstrip(".,;:!?…")
        if bare == before:
            return bare
        before = bare


def _host(parts: SplitResult) -> str:
    if parts.username is not None or parts.password is not None:
        raise ValueError("It has a user name or a password in it; keys are given on their own.")
    host = (parts.hostname or "").strip(".")
    if not host or not re.fullmatch(r"[^\s/?#@%<>\"']+", host) or ".." in host:
        raise ValueError("It names no host.")
    host = f"[{host}]" if ":" in host else host
    return _EVERYWHERE.get(host, host)


def _scheme_for(host: str) -> str:
    private = re.fullmatch(r"10\.[\d.]+|192\.168\.[\d.]+|172\.(1[6-9]|2\d|3[01])\.[\d.]+|[\w-]+(\.local)?", host)
    return "http" if is_own_machine(f"http://{host}") or private else "https"


def _port(parts: SplitResult, scheme: str, api: Api, *, given: bool) -> str:
    try:
        port = parts.port
    except ValueError:
        raise ValueError("Its port is none.") from None
    if port == 0:
        raise ValueError("Its port is none.")
    if port is None and api.port and not given:
        port = api.port
    usual = {"http": 80, "https": 443}[scheme]
    return "" if port in {None, usual} else f":{port}"


def _path(path: str, api: Api) -> str:
    steps = [step for step in path.split("/") if step and step not in {".", ".."}]
    steps = _without_operation(steps, api)
    if api.version and not any(_VERSION.fullmatch(step) for step in steps):
        steps += api.version.split("/")
    return "".join(f"/{step}" for step in _once(steps))


def _without_operation(steps: list[str], api: Api) -> list[str]:
    """Cut off the longest of the operations that *steps* end in, as often as one does."""
    operations = sorted((operation.split("/") for operation in api.operations), key=len, reverse=True)
    while ending := next((one for one in operations if [s.lower() for s in steps[-len(one) :]] == one), None):
        steps = steps[: -len(ending)]
    return steps


def _once(steps: list[str]) -> list[str]:
    """Drop a version that stands twice in a row."""
    return [
        step
        for place, step in enumerate(steps)
        if not (place and step == steps[place - 1] and _VERSION.fullmatch(step))
    ]
