"""
What jobs name of the store, which forgets.

It is held in the job's folder from when the job is taken up until it is deleted.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from aura_core.errors import InvalidInputError, Issue, NotFoundError
from aura_core.model.request import JobRequest
from aura_core.ordering.timelines import named_in
from aura_core.store import Store


__all__ = ["HELD", "hold"]

HELD: Final = "held"
"""The folder in that of a job."""


def hold(request: JobRequest, folder: Path, store: Store) -> None:
    """
    Hold in *folder* what the timeline of *request* names of *store*.

    Raises:
        InvalidInputError: with everything that is no longer there.

        DiskFullError: no room is left.
    """
    lost: list[Issue] = []
    for where, path in named_in(request):
        try:
            for suffix in _suffixes(where, path, store):
                store.hold(path.stem, suffix, folder)
        except NotFoundError as error:
            lost.append(Issue(where, str(error)))
    if lost:
        raise InvalidInputError(lost, remedy="Name files that are there; whatever is no longer kept is made again.")


def _suffixes(where: str, path: Path, store: Store) -> Iterator[str]:
    if where.endswith("narrationAudioPath"):
        # A recording is known by its name alone; beside it lies when each word is heard.
        yield from (".wav", ".json")
    elif path.is_relative_to(store.root):
        yield path.suffix
