"""
What clients send, read such that everything that is wrong is said at once.

Rule: the wire knows what cannot be read, ordering what cannot be made; where both object, both are heard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from aura_core.errors import InvalidInputError, Issue
from aura_core.model.order import Order
from aura_core.model.request import BatchRequest, JobRequest
from aura_core.model.settings.export import ExportSettings
from aura_core.ordering.orders import order_of
from aura_core.outbound.addresses import Reach
from aura_core.wire import structure


__all__ = ["orders_of", "read_batch", "read_request"]

_ABOUT: Final = ("$.brief", "$.script", "$.scenes", "$.inputs", "$.preset")
"""What may say what a film is about: of a request in which any of it cannot be read, that is not asked for, too."""

_SCENE: Final = {"script": "Any."}

_STEP: Final = re.compile(r"\$\.(\w+)(?:\[(\d+)\])?")


def read_request(data: Any) -> JobRequest:
    """
    Make a request of JSON.

    Raises:
        InvalidInputError: with everything that is wrong; not where only ordering objects, which it will.
    """
    request, found = _legible(data)
    if not found:
        return request
    remedy = InvalidInputError(found).remedy
    try:
        order_of(request)
    except InvalidInputError as error:
        further = [issue for issue in error.issues if _is_new(issue, found)]
        remedy = f"{remedy} {error.remedy}" if further else remedy
        found += further
    raise InvalidInputError(found, remedy=remedy)


def _legible(data: Any) -> tuple[JobRequest, list[Issue]]:
    """Return what of *data* can be read, and what is wrong with the rest."""
    found: list[Issue] = []
    while True:
        try:
            return structure(data, JobRequest), found
        except InvalidInputError as error:
            found += error.issues
            for issue in error.issues:
                data = _without(data, issue.path)


def _without(data: Any, path: str) -> Mapping[str, Any]:
    """Return *data* without the member that *path* leads into; a scene is stood in for, to leave the others theirs."""
    if not isinstance(data, Mapping) or (step := _STEP.match(path)) is None:
        return {}
    name, place = step.groups()
    kept = {own: value for own, value in data.items() if own.lower() != name.lower()}
    if name == "scenes" and place:
        scenes = next(value for own, value in data.items() if own.lower() == name)
        kept[name] = [_SCENE if at == int(place) else scene for at, scene in enumerate(scenes)]
    return kept


def _is_new(issue: Issue, found: Sequence[Issue]) -> bool:
    """Say whether *issue* is not merely what is missing because other members could not be read."""
    known = [one.path for one in found]
    if issue.path == "$.brief.topic" and any(path.startswith(_ABOUT) for path in known):
        return False
    return not any(path.startswith(issue.path) or issue.path.startswith(path) for path in known)


def read_batch(data: Any) -> BatchRequest:
    """
    Make a batch of JSON.

    Raises:
        InvalidInputError: with everything that is wrong with any of its requests.
    """
    try:
        return structure(data, BatchRequest)
    except InvalidInputError as refused:
        others = [issue for issue in refused.issues if not issue.path.startswith("$.jobs[")]
        found = [*others, *(issue for at, item in enumerate(_items(data)) for issue in _at(at, _wrong_with(item)))]
        raise InvalidInputError(found, remedy=refused.remedy) from refused


def _items(data: Any) -> Sequence[Any]:
    given = {str(name).lower(): value for name, value in data.items()} if isinstance(data, Mapping) else {}
    items = given.get("jobs")
    return items if isinstance(items, list) else []


def _wrong_with(item: Any) -> Sequence[Issue]:
    try:
        order_of(read_request(item))
    except InvalidInputError as error:
        return error.issues
    return ()


def orders_of(
    requests: Sequence[JobRequest],
    reach: Reach = Reach.ANYWHERE,
    *,
    offline: bool = False,
    owner: ExportSettings | None = None,
) -> tuple[Order, ...]:
    """
    Say what films *requests* mean, all of them or none.

    Args:
        reach: Where their callbacks may lead.

        offline: Whether nothing may be asked of another machine.

        owner: Knows where films can be sent; without, what the requests say of that is not looked at.

    Raises:
        InvalidInputError: with everything that is wrong with any of them, by its place in ``$.jobs``.
    """
    orders: list[Order] = []
    found: list[Issue] = []
    remedies: dict[str, None] = {}
    for at, request in enumerate(requests):
        try:
            orders.append(order_of(request, reach, offline=offline, owner=owner))
        except InvalidInputError as error:
            found += _at(at, error.issues)
            remedies[error.remedy] = None
    if found:
        raise InvalidInputError(found, remedy=" ".join(remedies))
    return tuple(orders)


def _at(place: int, issues: Sequence[Issue]) -> Iterator[Issue]:
    return (attrs.evolve(issue, path=f"$.jobs[{place}]{issue.path.removeprefix('$')}") for issue in issues)
