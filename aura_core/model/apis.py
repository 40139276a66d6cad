"""How services are spoken to."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs


__all__ = ["Api"]

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@attrs.frozen
class Api:
    """
    How one service is spoken to.

    Attributes:
        address: Its base URL, without a slash at the end, with ``{region}`` where each region has its own; empty where
            only its owner knows.

        version: The path that all its addresses begin with, such as ``v1``; empty when there is none.

        operations: Paths below the base, by which people take the address of one for that of all.

        port: Where a server of one's own listens when no port is given; ``None`` for that of the scheme.

        key_header: The header that the key goes into; empty where there is no key, or the API takes none there.

        key_form: What the header says, with ``{key}`` in it.

        key_query: The member of the query that the key goes into, where the API takes it nowhere else.

        headers: What else every request carries.
    """

    address: str = ""
    version: str = ""
    operations: tuple[str, ...] = ()
    port: int | None = None
    key_header: str = "Authorization"
    key_form: str = "Bearer {key}"
    key_query: str = ""
    headers: Mapping[str, str] = _NOTHING
