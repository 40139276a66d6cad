"""
The pictures of a server, by their addresses: those in its store, and those that are kept for good.
"""

from __future__ import annotations

import os
import re
import shutil
import uuid
from pathlib import Path
from typing import Final

from aura_core.album.labels import label_beside, label_of
from aura_core.disk import disk_errors
from aura_core.errors import NotFoundError
from aura_core.model.pictures import MEDIA, ChosenPicture
from aura_core.settings import Settings
from aura_core.store import Store


__all__ = ["Album", "gone"]

_NAME: Final = re.compile(r"([0-9a-f]{40})(\.(?:png|jpe?g|webp|gif|avif|mp4|mov|m4v|mkv|webm))")


class Album:
    """
    Pictures and clips that were made, fetched or sent for films.

    What is kept lies apart from the store, which forgets, under the same key; where that is possible, both share the
    disk's room.
    """

    def __init__(self, settings: Settings) -> None:
        self._folder = (settings.data / "album").absolute()
        self._store = Store(settings.data / "store", settings.store_limit)

    def find(self, name: str) -> Path | None:
        """Return the picture or clip with that last part of an address; ``None`` where there is none, or no longer."""
        named = _NAME.fullmatch(name)
        if named is None:
            return None
        kept = self._kept(name)
        return kept if kept.is_file() else self._store.find(named[1], named[2])

    def chosen(self, address: str, scene: int, where: str) -> ChosenPicture:
        """
        Return what a scene is to show that names a picture by its *address*.

        Args:
            where: Says so in the request, as a JSON path.
        """
        found = self.find(address.removeprefix(MEDIA)) if address.startswith(MEDIA) else None
        if found is None:
            return ChosenPicture(scene, where)
        # It will have been kept when the film is made.
        return ChosenPicture(scene, where, self._kept(found.name), label_of(found))

    def keep(self, name: str) -> Path:
        """
        Keep the picture or clip with that last part of an address for good, and return where.

        Raises:
            NotFoundError: there is none, or no longer.

            DiskFullError: no room is left.
        """
        found = self.find(name)
        kept = self._kept(name)
        if found is None:
            raise gone()
        if found != kept:
            with disk_errors(self._folder):
                kept.parent.mkdir(parents=True, exist_ok=True)
                if label_beside(found).is_file():
                    _share(label_beside(found), label_beside(kept))
                try:
                    _share(found, kept)
                except FileNotFoundError as error:
                    raise gone() from error
        return kept

    def _kept(self, name: str) -> Path:
        return self._folder / name[:2] / name


def gone() -> NotFoundError:
    """Say that there is no picture of that name."""
    return NotFoundError(
        "There is no such picture or clip, or no longer.",
        remedy="Have it made again, or the film that it was made for.",
    )


def _share(source: Path, target: Path) -> None:
    """Have *source* at *target* too, whole or not at all."""
    temporary = target.with_name(f".{uuid.uuid4().hex}")
    try:
        try:
            os.link(source, temporary)
        except FileNotFoundError:
            raise
        except OSError:
            shutil.copyfile(source, temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
