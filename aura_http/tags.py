"""Answers that have a version: entity tags of values, and what clients say about the one that they know."""

from __future__ import annotations

from typing import Annotated, Any, Final, TypeAlias, TypeVar

from litestar import Response
from litestar.params import HeaderParameter

from aura_core.configuration.configuration import etag_of


__all__ = ["IfMatch", "IfNoneMatch", "tagged"]

T = TypeVar("T")

_LONGEST: Final = 4096

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
    etag = etag_of(value if of is None else of)
    if known is not None and (
        known.strip() == "*" or etag in {tag.strip().removeprefix("W/") for tag in known.split(",")}
    ):
        return Response(None, status_code=304, headers={"ETag": etag})  # type: ignore[arg-type]
    return Response(value, headers={"ETag": etag})
