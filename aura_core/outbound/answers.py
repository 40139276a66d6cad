"""
The body of an answer while it comes in, and what can be made of one.

Whoever reads an answer gets a :class:`Body`; readers for JSON are here, others stand with the provider that needs them.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any, Final, TypeVar

from aura_core.outbound.failures import UnreachedError
from aura_core.outbound.foreign import understood
from aura_core.verdicts import Verdict


__all__ = ["Body", "Reader", "as_json", "parsed"]

T = TypeVar("T")

_LONGEST_LINE: Final = 4 * 1024 * 1024


class Body:
    """
    The body of an answer; it is read once.

    Attributes:
        type: Its media type, in lower case and without parameters.

        headers: Those of the answer, by their names in lower case; none where the answer was kept from before.
    """

    def __init__(self, chunks: AsyncIterator[bytes], type_: str, headers: Mapping[str, str], largest: int) -> None:
        self.type = type_
        self.headers = headers
        self._chunks = chunks
        self._largest = largest

    async def chunks(self) -> AsyncIterator[bytes]:
        """
        Give the body piece by piece.

        Raises:
            UnreachedError: it is larger than was expected, or breaks off.
        """
        size = 0
        async for chunk in self._chunks:
            size += len(chunk)
            if size > self._largest:
                raise UnreachedError(Verdict.TOO_LARGE, f"its answer is larger than {self._largest:,} bytes")
            yield chunk

    async def whole(self) -> bytes:
        """Give the body as one piece."""
        return b"".join([chunk async for chunk in self.chunks()])

    async def lines(self) -> AsyncIterator[str]:
        """
        Give the body line by line, each without its end.

        Raises:
            UnreachedError: it is no UTF-8, besides the above.
        """
        decoder = codecs.getincrementaldecoder("utf-8")()
        rest = ""
        try:
            async for chunk in self.chunks():
                *lines, rest = (rest + decoder.decode(chunk)).split("\n")
                for line in lines:
                    yield line.removesuffix("\r")
                if len(rest) > _LONGEST_LINE:
                    raise UnreachedError(Verdict.TOO_LARGE, "a line of its answer does not end")
            rest += decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            raise UnreachedError(Verdict.BAD_SCHEMA, "its answer is no UTF-8") from error
        if rest:
            yield rest.removesuffix("\r")

    async def events(self) -> AsyncIterator[str]:
        """Give the data of server-sent events, one after the other (HTML Standard §9.2.6)."""
        data: list[str] = []
        async for line in self.lines():
            name, _, value = line.partition(":")
            if not line and data:
                yield "\n".join(data)
                data = []
            elif name == "data":
                data.append(value.removeprefix(" "))
        if data:
            yield "\n".join(data)


Reader = Callable[[Body], Awaitable[T]]
"""Makes something of an answer."""


def as_json(cls: type[T]) -> Reader[T]:
    """
    Return a reader that makes a *cls* of JSON; members that it does not have are left aside.
    """

    async def read(body: Body) -> T:
        return parsed(await body.whole(), cls)

    return read


def parsed(text: str | bytes, cls: type[T]) -> T:
    """
    Make a *cls* of JSON text.

    Raises:
        UnreachedError: it is none, or has not what is documented.
    """
    try:
        said: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreachedError(Verdict.BAD_SCHEMA, "its answer is no JSON") from error
    try:
        return understood(said, cls)
    except ValueError as error:
        raise UnreachedError(Verdict.BAD_SCHEMA, f"its answer is not what it documents: {error}") from error
