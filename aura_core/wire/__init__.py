"""
Values as JSON and back.

Out: members in camelCase, nulls written, durations as ``hh:mm:ss[.fffffff]``, moments in UTC, paths as strings.

In: as tolerant as the contract's clients need, see the rules of :mod:`aura_core.wire.objects`,
:mod:`aura_core.wire.scalars` and :mod:`aura_core.wire.choices`.
Whatever cannot be read raises :class:`~aura_core.errors.InvalidInputError`, every issue with its JSON path.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NoReturn, TypeVar

from aura_core.errors import InvalidInputError, Issue
from aura_core.model.events import Event
from aura_core.wire.conversion import make_converter
from aura_core.wire.events import KINDS
from aura_core.wire.refusal import RefusedError
from aura_core.wire.spelling import camel, clock


__all__ = [
    "camel",
    "clock",
    "converter",
    "dumps",
    "event_from_wire",
    "event_to_wire",
    "loads",
    "structure",
    "unstructure",
]

T = TypeVar("T")

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")

converter: Final = make_converter()
"""The one converter; :func:`structure` and :func:`loads` word what it raises."""


def unstructure(value: Any) -> Any:
    """Return *value* as JSON knows it: dictionaries, lists, strings, numbers, booleans and ``None``."""
    return converter.unstructure(value)


def dumps(value: Any, *, indent: int | None = None) -> str:
    """
    Return *value* as JSON text.

    Every text comes out such that it can be written in UTF-8, file names of other encodings included.
    """
    text = json.dumps(unstructure(value), ensure_ascii=False, allow_nan=False, indent=indent)
    return _LONE_SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def structure(data: Any, cls: type[T]) -> T:
    """
    Make a *cls* of what JSON holds.

    Raises:
        InvalidInputError: with everything that is wrong.
    """
    with _worded():
        return converter.structure(data, cls)


def loads(text: str | bytes, cls: type[T], *, values: int | None = None) -> T:
    """
    Make a *cls* of JSON text, UTF-8 where it comes as bytes.

    Args:
        values: How many the text may hold; ``None`` for any number.

    Raises:
        InvalidInputError: with everything that is wrong.
    """
    document = _parsed(text)
    if values is not None and _holds_more(document, values):
        raise _refused(f"The document holds more than {values:,} values.")
    return structure(document, cls)


def _holds_more(document: Any, values: int) -> bool:
    """Whether there are more than so many *values* in a document; no more of them are looked at."""
    seen, fresh = 0, [document]
    while fresh:
        value = fresh.pop()
        held = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        seen += len(held)
        if seen > values:
            return True
        fresh.extend(held)
    return False


def event_to_wire(event: Event) -> dict[str, Any]:
    """Return *event* as JSON knows it, told apart by the member ``event``."""
    return {"event": KINDS[type(event)], **unstructure(event)}


def event_from_wire(data: Any) -> Event:
    """
    Make an event of what :func:`event_to_wire` made of one.

    Raises:
        InvalidInputError: with everything that is wrong.
    """
    with _worded():
        event: Event = converter.structure(data, Event)  # type: ignore[arg-type]
        return event


@contextmanager
def _worded() -> Iterator[None]:
    """Word for the caller what is refused inside the block."""
    try:
        yield
    except RefusedError as refused:
        issues = [Issue(f"${issue.path}", issue.message, issue.code) for issue in refused.issues]
        raise InvalidInputError(issues) from refused
    except RecursionError as error:
        raise _refused("The document is nested too deeply.") from error


def _parsed(text: str | bytes) -> Any:
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        return json.loads(decoded, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise _refused("The document is nested too deeply.") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise _refused(f"The text is not JSON: {error.msg.lower()} at {where}.") from error
    except UnicodeDecodeError as error:
        raise _refused(f"The text is not UTF-8: byte {error.start} begins no character.") from error
    except ValueError as error:
        raise _refused("The text holds a number that is none in JSON: NaN, or thousands of digits.") from error


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _refused(message: str) -> InvalidInputError:
    return InvalidInputError.of("$", message, remedy="Send one plain JSON document (RFC 8259), in UTF-8.")
