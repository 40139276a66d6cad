"""Answers that are kept as they came in: the media type in a line, then the body."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from aura_core.outbound.answers import Body


__all__ = ["copied", "reread"]

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


async def copied(chunks: AsyncIterator[bytes], type_: str, target: Path) -> AsyncIterator[bytes]:
    """Give *chunks*, each written to *target* as it comes, so that as little as possible is lost with this process."""
    with target.open("wb") as file:
        file.write(f"{type_}\n".encode())
        async for chunk in chunks:
            file.write(chunk)
            file.flush()
            yield chunk


async def reread(path: Path, largest: int) -> Body:
    """Return the body of what :func:`copied` wrote to *path*, which may have *largest* bytes."""
    type_, _, content = (await asyncio.to_thread(path.read_bytes)).partition(b"\n")
    return Body(_once(content), type_.decode(), _NOTHING, largest)


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content
