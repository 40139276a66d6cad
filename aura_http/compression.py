"""
Answers made small on their way.

Rule 1: only texts that are complete when they begin; what is streamed, event streams and files above all, is sent as it
comes.

Rule 2: an answer with an ``ETag`` is left alone. Made small it would be another representation, which needs another tag
(RFC 9110 §8.8.3.3), and clients send tags back to say what they mean to change.
"""

from __future__ import annotations

import asyncio
import gzip
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

import brotli
from litestar.datastructures import Headers
from litestar.datastructures.headers import MutableScopeHeaders
from litestar.types import ASGIApp, Message, Receive, Scope, Send


__all__ = ["Compressed", "chosen"]

_CODINGS: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    # The steps after which another per cent costs as much time again, measured on lists of jobs.
    "br": partial(brotli.compress, quality=4),
    "gzip": partial(gzip.compress, compresslevel=6, mtime=0),
}
"""What we can do, the smaller first."""

_TEXT: Final = re.compile(r"(?:application/(?:[\w.-]+\+)?json|text/(?!event-stream)[\w.-]+)(?:;.*)?")
_LEAST: Final = 1024
"""Bytes that are worth it; less fits into one packet anyway."""

_QUICK: Final = 64 * 1024
"""Bytes that take less than a millisecond; more is left to a thread."""

_WEIGHED: Final = re.compile(r"\s*([\w*-]+)\s*(?:;\s*q=([0-9.]{1,5})\s*)?")


class Compressed:
    """
    An ASGI application whose answers are as small as the client can read.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        coding = chosen(Headers.from_scope(scope).get("accept-encoding", ""))
        begin: Any = None

        async def send_compressed(message: Message) -> None:
            nonlocal begin
            if message["type"] == "http.response.start" and _may_be_small(message):
                # Its length is known when it is made small.
                begin = message
                return
            if begin is not None:
                begun, begin = begin, None
                message = await _small(begun, message, coding)
                await send(begun)
            await send(message)

        await self._app(scope, receive, send_compressed)


def _may_be_small(begin: Any) -> bool:
    headers = MutableScopeHeaders.from_message(begin)
    kept = "etag" in headers or "content-encoding" in headers
    return not kept and bool(_TEXT.fullmatch(headers.get("content-type", "")))


async def _small(begin: Any, message: Any, coding: str | None) -> Any:
    """Return *message* with its body made small if it is worth it, and complete the headers in *begin*."""
    headers = MutableScopeHeaders.from_message(begin)
    headers.extend_header_value("vary", "Accept-Encoding")
    body = message.get("body", b"")
    if coding is None or message.get("more_body") or len(body) < _LEAST:
        return message
    compress = _CODINGS[coding]
    small = compress(body) if len(body) < _QUICK else await asyncio.to_thread(compress, body)
    headers["content-encoding"] = coding
    headers["content-length"] = str(len(small))
    return {**message, "body": small}


def chosen(accepted: str) -> str | None:
    """Return the coding that an ``Accept-Encoding`` header likes best of those we have; ``None`` for none."""
    weights = {}
    for item in accepted.lower().split(",")[:20]:
        if found := _WEIGHED.fullmatch(item):
            weights[found[1]] = _weight(found[2])
    liked = {coding: weights.get(coding, weights.get("*", 0.0)) for coding in _CODINGS}
    best = max(liked, key=lambda coding: liked[coding])
    return best if liked[best] > 0 else None


def _weight(text: str | None) -> float:
    try:
        return float(text) if text is not None else 1.0
    except ValueError:
        return 0.0
