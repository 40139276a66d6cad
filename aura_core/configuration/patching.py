"""
Changing a JSON document by another: RFC 7396, and saying what differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs


__all__ = ["Difference", "differences", "merge_patch"]


def merge_patch(target: Any, patch: Any) -> Any:
    """
    Return *target* as *patch* changes it: members are set, ``null`` takes them away, anything else is replaced whole.
    """
    if not isinstance(patch, Mapping):
        return patch
    merged = dict(target) if isinstance(target, Mapping) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = merge_patch(merged.get(name), value)
    return merged


@attrs.frozen
class Difference:
    """
    A member that two documents have differently.

    Attributes:
        path: From the root, such as ``general.theme``.

        before: Its value in the one; ``None`` where it has none.

        after: In the other.
    """

    path: str
    before: Any
    after: Any


def differences(before: Any, after: Any, path: str = "") -> Iterator[Difference]:
    """
    Name each member that two documents have differently, as deep down as they are objects; arrays count whole.
    """
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in (*before, *(name for name in after if name not in before)):
            step = f"{path}.{name}" if path else str(name)
            yield from differences(before.get(name), after.get(name), step)
    elif type(before) is not type(after) or before != after:
        yield Difference(path, before, after)
