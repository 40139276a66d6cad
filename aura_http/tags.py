"""Answers that have a version: entity tags of values, and what clients say about the one that they know."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final, TypeAlias, TypeVar

from litestar import Response
from litestar.params import HeaderParameter

from aura_core.configuration.configuration import etag_of


__all__ = ["IfMatch", "IfNoneMatch", "numbered", "tagged", "versions_meant"]

T = TypeVar("T")

_LONGEST: Final = 4096

_VERSION: Final = re.compile(r'(?:^|[\s,])"([0-9]{1,9})"(?=[\s,]|$)')

IfMatch: TypeAlias = Annotated[
    str | None,
    HeaderParameter(
        name="If-Match", max_length=_LONGEST, description="The version that is meant; when it is another now, 412."
    ),
]
IfNoneMatch: TypeAlias = Annotated[
    str | None,
    HeaderParameter(name="If-None-Match", max_length=_LONGEST, description="The version that is known already."),
]


def tagged(value: T, known: str | None = None, *, of: Any = None) -> Response[T]:
    """
    Answer with *value* and its entity tag; with 304 when it is *known*.

    Args:
        of: What the tag is of, if not of *value*.
    """
    return _answered(value, etag_of(value if of is None else of), known)


def numbered(value: T, version: int, known: str | None = None) -> Response[T]:
    """Answer with *value*, whose entity tag is its *version*; with 304 when that is *known*."""
    return _answered(value, f'"{version}"', known)


def versions_meant(if_match: str | None, version: int | None = None) -> frozenset[int] | None:
    """
    Return the versions that may be changed by who sends *if_match*, and maybe *version* in the body; ``None`` for any.

    A tag that is no number is of no version.
    """
    if if_match is None or if_match.strip() == "*":
        return None if version is None else frozenset({version})
    named = frozenset(int(number) for number in _VERSION.findall(if_match))
    return named if version is None else named & {version}


def _answered(value: T, etag: str, known: str | None) -> Response[T]:
    if known is not None and (
        known.strip() == "*" or etag in {tag.strip().removeprefix("W/") for tag in known.split(",")}
    ):
        return Response(None, status_code=304, headers={"ETag": etag})  # type: ignore[arg-type]
    return Response(value, headers={"ETag": etag})
