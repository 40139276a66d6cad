"""
The way to a server that films are sent to, over HTTP.

Where it may lead is the owner's word: to public addresses, or anywhere with ``AURA_UPLOADS_PRIVATE=1``; redirects are
not followed.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import attrs

from aura_core.concurrency import in_thread
from aura_core.errors import UploadError
from aura_core.outbound.addresses import Reach, is_own_machine
from aura_core.outbound.connecting import Request, Route, opened
from aura_core.outbound.failures import UnreachedError
from aura_core.redaction import REDACTOR
from aura_core.settings import Settings
from aura_core.uploading.carrying import Progress
from aura_core.verdicts import Verdict


__all__ = ["Line", "Reply", "members_in", "piece_of", "streamed", "unreached"]

_LARGEST: Final = 4 * 1024 * 1024
"""Bytes of an answer; a list of a thousand parts has some 300 KB."""

_CHUNK: Final = 256 * 1024

_PASSING: Final = frozenset({408, 409, 423, 425, 429})
"""Refusals that pass: RFC 9110 §15.5.9 and §15.5.10, RFC 4918 §11.3, RFC 8470 §5.2, RFC 6585 §4."""

_LASTING: Final = frozenset({501, 505, 507})
"""Answers of 500 or more that stay: not built, and RFC 4918 §11.5, no room."""

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@attrs.frozen
class Reply:
    """
    What a server answered.

    Attributes:
        headers: By their names in lower case.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def well(self) -> bool:
        """Whether it did what it was asked for."""
        return 200 <= self.status < 300


class Line:
    """
    The way to one server.

    Args:
        where: How it is called in what is said of it.

        silence_s: Seconds for which it may be silent.
    """

    def __init__(self, where: str, settings: Settings, silence_s: float) -> None:
        self.where = where
        self._settings = settings
        self._silence_s = silence_s

    async def ask(self, request: Request) -> Reply:
        """
        Send *request* and return the answer, whatever it is.

        Raises:
            UploadError: there was none, or not all of it.
        """
        try:
            async with opened(request, self._route(request.url)) as answer:
                return Reply(answer.status_code, dict(answer.headers.items()), await _whole(answer.aiter_bytes()))
        except UnreachedError as error:
            raise unreached(self.where, error) from error

    def _route(self, url: str) -> Route:
        reach = Reach.ANYWHERE if self._settings.uploads_private else Reach.PUBLIC
        proxy = None if is_own_machine(url) else self._settings.proxies.proxy_for(url)
        # Offline only this machine itself can be asked; everything else waits, and does not get here.
        reach = Reach.MACHINE if self._settings.offline else reach
        return Route(reach, proxy, read_s=self._silence_s, total_s=None)

    def refused(self, reply: Reply, said: str = "", remedy: str = "") -> UploadError:
        """
        Say what an answer means that is no good one.

        Args:
            said: Why, in the server's own words; maybe none.

            remedy: What to do, where more is known than the status says.
        """
        words = f" ({REDACTOR.text(said)[:300].rstrip('.')})" if said else ""
        status = reply.status
        return UploadError(
            f"{self.where} answered {status}{words}.",
            remedy=remedy or _REMEDIES.get(status, _LOOK if status < 500 else _WAIT),
            retryable=status in _PASSING or (status >= 500 and status not in _LASTING),
            retry_after=_seconds(reply.headers.get("retry-after", "")),
        )


def members_in(reply: Reply) -> dict[str, Any]:
    """Return the members of the JSON object that was answered; none where it is something else."""
    try:
        said = json.loads(reply.body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def unreached(where: str, error: UnreachedError) -> UploadError:
    """Say that *where* was not reached."""
    return UploadError(
        f"{where}: {error.reason}.",
        remedy=error.remedy or _UNREACHED.get(error.verdict, "Correct the address of the upload destination."),
        retryable=error.verdict.meaning.retryable,
    )


_RUNS: Final = "See that it runs and can be reached from this machine, and that its address is right."

_UNREACHED: Final = {
    **dict.fromkeys((Verdict.DNS, Verdict.REFUSED, Verdict.TIMEOUT, Verdict.RESET, Verdict.TRUNCATED), _RUNS),
    Verdict.TLS: "Give it a certificate that this machine trusts.",
    Verdict.PROXY: Verdict.PROXY.meaning.remedy,
    Verdict.PRIVATE_ADDRESS: "Have the server's owner set AURA_UPLOADS_PRIVATE=1, or use a public address.",
}


async def _whole(chunks: AsyncIterator[bytes]) -> bytes:
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        if len(body) > _LARGEST:
            raise UnreachedError(Verdict.TOO_LARGE, "it answered far too much")
    return bytes(body)


_LOOK: Final = "Look into its log, and correct the upload destination in the settings."
_WAIT: Final = "Wait a while; if it stays so, look into its log."

_REMEDIES: Final = {
    301: "Give the address that it is at now; redirects are not followed.",
    302: "Give the address that it is at now; redirects are not followed.",
    307: "Give the address that it is at now; redirects are not followed.",
    308: "Give the address that it is at now; redirects are not followed.",
    401: "Correct the user name, password or keys of the upload destination.",
    403: "Let those whose keys the upload destination has write there.",
    404: "Make the folder or bucket first, or correct its name.",
    405: "It takes no files at that address; correct it.",
    413: "Have it take larger files, or make the film smaller.",
    507: "Free some space there, and send the film again.",
}


def _seconds(text: str) -> float | None:
    """Read ``Retry-After`` where it is a number; a date is left aside."""
    return float(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


async def piece_of(path: Path, start: int, length: int) -> bytes:
    """Read *length* bytes of a file from *start* on."""

    def read() -> bytes:
        with path.open("rb") as file:
            file.seek(start)
            return file.read(length)

    return await in_thread(read)


async def streamed(path: Path, start: int, progress: Progress) -> AsyncIterator[bytes]:
    """Give a file from *start* on, piece by piece, and tell how much of it was taken."""
    with path.open("rb") as file:
        file.seek(start)
        while chunk := await asyncio.to_thread(file.read, _CHUNK):
            yield chunk
            await progress.moved(file.tell())
