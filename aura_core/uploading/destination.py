"""
What is sent, where to, and what is remembered on the way.

A :class:`Destination` is the port: an implementation is one file here and a line in :mod:`aura_core.uploading.choosing`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

import attrs

from aura_core.errors import UploadError


__all__ = ["Destination", "Item", "Notes", "Parcel", "refused"]


@attrs.frozen
class Item:
    """
    A file that is sent.

    Attributes:
        ending: What its name has beyond that of the film, such as ``.thumbnail.jpg``.

        type: Its media type.

        size: Bytes.
    """

    path: Path
    ending: str
    type: str
    size: int


@attrs.frozen
class Parcel:
    """
    A finished film with what lies beside it.

    Attributes:
        job_id: The same parcel has the same, however often it is sent.

        title: What the film is about.

        stem: Says what the film is called, without ending, where so many of that name are there already.

        film: The film itself.

        others: What lies beside it.
    """

    job_id: str
    title: str
    stem: Callable[[int], str]
    film: Item
    others: tuple[Item, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything, the film last: whoever finds it there finds the rest, too."""
        return *self.others, self.film

    @property
    def size(self) -> int:
        """Bytes of everything."""
        return sum(item.size for item in self.items)


class Notes(Protocol):
    """What is remembered of a parcel on its way, also by those who go on with it after a crash."""

    @property
    def memory(self) -> Mapping[str, Any]:
        """What was kept; JSON."""

    async def keep(self, **members: Any) -> None:
        """Remember *members* besides what is remembered already; ``None`` forgets one."""

    async def moved(self, sent: int, *, safely: bool = False) -> None:
        """
        Tell that *sent* bytes of the parcel have arrived.

        Args:
            safely: Whether another try would not have to send them again.
        """


class Destination(Protocol):
    """Somewhere films are sent."""

    @property
    def url(self) -> str | None:
        """What is connected to; ``None`` when nothing leaves this machine."""

    async def send(self, parcel: Parcel, notes: Notes) -> str:
        """
        Send *parcel*, or go on with what *notes* say of an earlier try; what arrived then is not sent again.

        Returns:
            Where the film is: a path, or a URL.

        Raises:
            UploadError: it did not arrive, or not whole.
        """

    async def look(self) -> str:
        """
        See whether films could be sent there, and leave nothing behind.

        Returns:
            What was seen, as a sentence.

        Raises:
            UploadError: they could not.
        """


def refused(where: str, reason: str, *, remedy: str, retryable: bool = False) -> UploadError:
    """Say that *where* does not take what it is sent: *reason* is the rest of a sentence."""
    return UploadError(f"{where}: {reason.rstrip('.')}.", remedy=remedy, retryable=retryable)
