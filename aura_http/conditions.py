"""
What a client says about the version and the part of a file that it wants.

Rule 1: preconditions are weighed in the order of RFC 9110 §13.2.2, a range only after them, and only for GET.

Rule 2: several ranges are answered by one when they overlap or touch, otherwise by the whole file (RFC 9110 §14.2 and
§15.3.7 allow both); there are no multipart answers. A range that is not understood is ignored.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Iterable
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any, Final

from litestar import Request
from litestar.exceptions import HTTPException


__all__ = ["PreconditionFailedError", "RangeNotSatisfiableError", "etag_of", "is_not_modified", "part_of"]

_TAG: Final = re.compile(r'(?:W/)?"[^"\x00-\x20\x7f]*"')
_RANGE: Final = re.compile(r"[ \t]*(?:(?P<first>[0-9]+)-(?P<last>[0-9]*)|-(?P<suffix>[0-9]+))?[ \t]*")


class PreconditionFailedError(HTTPException):
    """The file is not, or no longer, the one that ``If-Match`` or ``If-Unmodified-Since`` is about."""

    status_code = 412


class RangeNotSatisfiableError(HTTPException):
    """The file ends before the range that was asked for begins."""

    status_code = 416


def etag_of(found: os.stat_result, tag: str | None = None) -> str:
    """
    Strong: whatever is written to a file changes its time, and a file put in its place has another inode.

    Args:
        tag: Names the content of a file that never changes, whatever its time is.
    """
    return f'"{tag}"' if tag else f'"{found.st_size:x}-{found.st_mtime_ns:x}-{found.st_ino:x}"'


def is_not_modified(request: Request[Any, Any, Any], found: os.stat_result, tag: str | None = None) -> bool:
    """
    Weigh the preconditions (RFC 9110 §13.2.2).

    Raises:
        PreconditionFailedError: the client means another version of the file.
    """
    etag, modified = etag_of(found, tag), int(found.st_mtime)
    match, unmodified_since = _field(request, "if-match"), _seconds(_field(request, "if-unmodified-since"))
    if match is not None:
        is_other = match.strip() != "*" and etag not in _TAG.findall(match)
    else:
        is_other = unmodified_since is not None and modified > unmodified_since
    if is_other:
        raise PreconditionFailedError(detail="The file is not the version that was asked about.")
    none_match, modified_since = _field(request, "if-none-match"), _seconds(_field(request, "if-modified-since"))
    if none_match is not None:
        known = (tag.removeprefix("W/") for tag in _TAG.findall(none_match))
        return none_match.strip() == "*" or etag in known
    return modified_since is not None and modified <= modified_since


def part_of(request: Request[Any, Any, Any], found: os.stat_result, tag: str | None = None) -> range | None:
    """
    Tell which bytes are asked for; ``None`` for all of them.

    Raises:
        RangeNotSatisfiableError: there are none of those.
    """
    asked = _field(request, "range")
    if request.method != "GET" or asked is None or not _is_still(_field(request, "if-range"), found, tag):
        return None
    size = found.st_size
    ranges = _ranges(asked, size)
    if ranges is None:
        return None
    satisfiable = [part for part in ranges if part]
    if not satisfiable:
        raise RangeNotSatisfiableError(
            detail=f"The file has {size} bytes, none of them in the range {asked!r}.",
            headers={"Accept-Ranges": "bytes", "Content-Range": f"bytes */{size}"},
        )
    return _joined(satisfiable)


def _is_still(condition: str | None, found: os.stat_result, tag: str | None) -> bool:
    """Tell whether the file is still the one of which the client has a part (RFC 9110 §13.1.5)."""
    if condition is None:
        return True
    if '"' in condition:
        return condition.strip() == etag_of(found, tag)
    # A time is good enough only if the file cannot have changed again within that second (RFC 9110 §8.8.2.2).
    modified = int(found.st_mtime)
    return _seconds(condition) == modified and modified + 1 < time.time()


def _ranges(asked: str, size: int) -> list[range] | None:
    """Read a ``Range`` field (RFC 9110 §14.1.2), empty ranges for those outside; ``None`` if it makes no sense."""
    unit, _, listed = asked.partition("=")
    found = [_RANGE.fullmatch(text) for text in listed.split(",")]
    if unit.lower() != "bytes" or None in found:
        return None
    ranges = []
    for first, last, suffix in (match.groups() for match in found if match):
        if suffix is not None:
            if size == 0 and _number(suffix) > 0:
                return None  # all of nothing is satisfiable (RFC 9110 §14.1.2), but no Content-Range can say so
            ranges.append(range(max(size - _number(suffix), 0), size))
        elif first is not None:
            start, end = _number(first), _number(last) if last else size
            if end < start and last:
                return None
            ranges.append(range(min(start, size), min(end + 1, size)))
    return ranges or None


def _number(digits: str) -> int:
    """Read *digits*; beyond any file's size all are alike, and Python reads no more than some thousands."""
    digits = digits.lstrip("0") or "0"
    return int(digits) if len(digits) <= 18 else 10**18


def _joined(parts: Iterable[range]) -> range | None:
    """Make one range of *parts* that overlap or touch; ``None`` if there are gaps."""
    first, *others = sorted(parts, key=lambda part: part.start)
    for part in others:
        if part.start > first.stop:
            return None
        first = range(first.start, max(first.stop, part.stop))
    return first


def _field(request: Request[Any, Any, Any], name: str) -> str | None:
    """Join the lines of a header field (RFC 9110 §5.3)."""
    lines = request.headers.getall(name, [])
    return ", ".join(lines) if lines else None


def _seconds(date: str | None) -> int | None:
    """Read an HTTP date as seconds since 1970; one that is none counts as not given (RFC 9110 §13.1.3)."""
    if date is None:
        return None
    with contextlib.suppress(ValueError, OverflowError):
        read = parsedate_to_datetime(date)
        return int((read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp())
    return None
