"""What lasts, as it is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Generic, TypeVar

import attrs


__all__ = ["Kept", "Page"]

T = TypeVar("T")


@attrs.frozen
class Kept(Generic[T]):
    """
    A value as it is kept, or as it was.

    Attributes:
        id: Says nothing of the value, and is never given twice.

        version: Counts up from 1.

        created: When the first version was put there.

        changed: When this version was.

        note: What made it so, as a sentence; may be empty.
    """

    id: str
    version: int
    value: T
    created: datetime
    changed: datetime
    note: str = ""


@attrs.frozen
class Page(Generic[T]):
    """
    Some of all values of a kind.

    Attributes:
        total: How many there are, these included.
    """

    items: tuple[Kept[T], ...]
    total: int
