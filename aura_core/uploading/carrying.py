"""
Files into a place that knows files by their names: a folder, a bucket, a server.

Rule 1: a name is chosen once, where nothing is, and remembered before anything is sent under it; so what another try
finds under that name is its own.

Rule 2: what is there with its whole length is not sent again.
"""

from __future__ import annotations

from typing import Final, Protocol

from aura_core.uploading.destination import Item, Notes, Parcel, refused


__all__ = ["Place", "Progress", "TakenError", "carried"]

_MOST_NAMES: Final = 1000
"""Films of one name that are looked for; nobody has as many, but a server may say of everything that it is there."""


class TakenError(Exception):
    """The name was free, and is somebody else's by now."""


class Progress:
    """
    How far a parcel is while one of its files is sent.

    Args:
        before: Bytes of the files that were sent before.
    """

    def __init__(self, notes: Notes, before: int) -> None:
        self.notes = notes
        self._before = before

    async def moved(self, sent: int, *, safely: bool = False) -> None:
        """Tell that *sent* bytes of this file have arrived; see :meth:`Notes.moved`."""
        await self.notes.moved(self._before + sent, safely=safely)


class Place(Protocol):
    """Where files lie by their names."""

    async def size_of(self, name: str) -> int | None:
        """
        Return how many bytes *name* has there; ``None`` when there is no such file.

        Raises:
            UploadError: that cannot be found out.
        """

    async def put(self, item: Item, name: str, progress: Progress) -> None:
        """
        Put *item* there as *name*, whole or not at all; what lies there of an earlier try is gone on with or replaced.

        Raises:
            TakenError: something of somebody else's has that name.

            UploadError: it did not arrive.
        """

    def address_of(self, name: str) -> str:
        """Say where *name* is."""


async def carried(parcel: Parcel, place: Place, notes: Notes) -> str:
    """
    Put everything in *parcel* to *place*; see :meth:`Destination.send`.

    Raises:
        UploadError: not everything arrived.
    """
    known = "stem" in notes.memory
    if not known:
        number, stem = await _free(parcel, place, notes.memory.get("number", 0))
        await notes.keep(stem=stem, number=number)
    stem = notes.memory["stem"]
    before = 0
    for item in parcel.items:
        name = f"{stem}{item.ending}"
        if not known or await place.size_of(name) != item.size:
            try:
                await place.put(item, name, Progress(notes, before))
            except TakenError as error:
                # A place that cannot tell what it has is not asked for the same name again.
                await notes.keep(stem=None, number=notes.memory.get("number", 0) + 1)
                raise refused(
                    place.address_of(name),
                    "somebody else took that name meanwhile",
                    remedy="Wait: another name is tried.",
                    retryable=True,
                ) from error
        before += item.size
        await notes.moved(before, safely=True)
    return place.address_of(f"{stem}{parcel.film.ending}")


async def _free(parcel: Parcel, place: Place, first: int) -> tuple[int, str]:
    """Return a name from number *first* on under which neither the film nor anything beside it is there yet."""
    for number in range(first, _MOST_NAMES):
        stem = parcel.stem(number)
        if [None] * len(parcel.items) == [await place.size_of(f"{stem}{item.ending}") for item in parcel.items]:
            return number, stem
    raise refused(
        place.address_of(parcel.stem(0)),
        "every name for the film is taken",
        remedy="Choose another naming pattern in the settings, such as one with {date} and {time}.",
    )
