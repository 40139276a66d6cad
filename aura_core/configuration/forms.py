"""
The owner's document as JSON: read strictly from clients, and as far as possible from disk.

Rule 1: a member that nobody knows is named, not left aside: a setting that is misspelled changes nothing in silence.

Rule 2: names are read in any case, ``fFmpegPath`` and ``ffmpegPath`` alike, and written in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, Final, TypeVar, get_args, get_origin

import attrs

from aura_core.errors import InvalidInputError, Issue
from aura_core.wire import structure
from aura_core.wire.objects import Member, members


__all__ = ["canonical", "known_members", "read_all", "read_leniently", "unknown_members"]

T = TypeVar("T")

_STEP: Final = re.compile(r"\.([A-Za-z_]\w*)|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]")


def read_all(data: Any, cls: type[T]) -> T:
    """
    Make a *cls* of JSON in which everything is known and allowed.

    Raises:
        InvalidInputError: with everything that is wrong, unknown members too.
    """
    unknown = [Issue(path, message) for path, message in unknown_members(data, cls)]
    try:
        value = structure(data, cls)
    except InvalidInputError as error:
        raise InvalidInputError([*unknown, *error.issues], remedy=error.remedy) from error
    if unknown:
        raise InvalidInputError(unknown)
    return value


def read_leniently(data: Any, cls: type[T]) -> tuple[T, tuple[Issue, ...]]:
    """
    Make a *cls* of as much of some JSON as can be used; what cannot has its default.

    Returns:
        The value, and what is wrong with what is left out.
    """
    found: list[Issue] = []
    # What is wrong with a part may show only when its other members are right.
    for _ in range(8):
        try:
            return structure(data, cls), tuple(found)
        except InvalidInputError as error:
            found += error.issues
            for issue in error.issues:
                data = _without(data, [match.groups() for match in _STEP.finditer(issue.path)])
    return structure({}, cls), tuple(found)


def _without(data: Any, steps: list[tuple[str | None, ...]]) -> Any:
    """Return *data* without what *steps* lead to; of an array, the whole item goes."""
    if not steps:
        return {}
    (name, index, key), *others = steps
    if isinstance(data, list) and index is not None:
        return [item for place, item in enumerate(data) if place != int(index)]
    if not isinstance(data, Mapping):
        return {}
    wanted = str(name if name is not None else key).lower()
    kept = {}
    for own, value in data.items():
        if own.lower() != wanted:
            kept[own] = value
        elif others and isinstance(value, Mapping | list):
            kept[own] = _without(value, others)
    return kept


def unknown_members(data: Any, cls: Any, path: str = "$") -> Iterator[tuple[str, str]]:
    """
    Name what of *data* no *cls* has: the path, and a sentence.
    """
    if isinstance(cls, type) and attrs.has(cls) and isinstance(data, Mapping):
        known = _by_name(cls)
        for name, value in data.items():
            member = known.get(str(name).lower())
            if member is None:
                yield f"{path}.{_shown(name)}", _unknown(str(name), [one.name for one in known.values()])
            else:
                yield from unknown_members(value, member.attribute.type, f"{path}.{member.name}")
    elif get_origin(cls) is tuple and isinstance(data, list):
        for place, item in enumerate(data):
            yield from unknown_members(item, get_args(cls)[0], f"{path}[{place}]")
    elif get_origin(cls) is Mapping and isinstance(data, Mapping):
        for name, item in data.items():
            yield from unknown_members(item, get_args(cls)[1], f"{path}.{_shown(name)}")
    elif len(parts := [part for part in get_args(cls) if attrs.has(part)]) == 1:
        yield from unknown_members(data, parts[0], path)


def canonical(data: Any, cls: Any) -> Any:
    """
    Return *data* with the members that *cls* knows under their canonical names; of two that are one, the last counts.
    """
    if isinstance(cls, type) and attrs.has(cls) and isinstance(data, Mapping):
        known = _by_name(cls)
        return {
            known[low].name if (low := str(name).lower()) in known else name: canonical(
                value, known[low].attribute.type if low in known else None
            )
            for name, value in data.items()
        }
    if get_origin(cls) is tuple and isinstance(data, list):
        return [canonical(item, get_args(cls)[0]) for item in data]
    if get_origin(cls) is Mapping and isinstance(data, Mapping):
        return {name: canonical(item, get_args(cls)[1]) for name, item in data.items()}
    if len(parts := [part for part in get_args(cls) if attrs.has(part)]) == 1:
        return canonical(data, parts[0])
    return data


def known_members(data: Any, cls: Any) -> Any:
    """Return *data*, which has canonical names, without the members that no *cls* has."""
    if isinstance(cls, type) and attrs.has(cls) and isinstance(data, Mapping):
        kinds = {member.name: member.attribute.type for member in members(cls)}
        return {name: known_members(value, kinds[name]) for name, value in data.items() if name in kinds}
    if get_origin(cls) is tuple and isinstance(data, list):
        return [known_members(item, get_args(cls)[0]) for item in data]
    if get_origin(cls) is Mapping and isinstance(data, Mapping):
        return {name: known_members(item, get_args(cls)[1]) for name, item in data.items()}
    if len(parts := [part for part in get_args(cls) if attrs.has(part)]) == 1:
        return known_members(data, parts[0])
    return data


@cache
def _by_name(cls: type[Any]) -> dict[str, Member]:
    return {member.name.lower(): member for member in members(cls)}


def _shown(name: Any) -> str:
    return str(name)[:40]


def _unknown(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"There is no such setting; did you mean {near[0]}?" if near else "There is no such setting."
