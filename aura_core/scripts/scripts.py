"""What can be done with scripts that are kept."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

import attrs

from aura_core.drawer import Drawer
from aura_core.drawer.keeping import Kept, Page
from aura_core.errors import NotFoundError
from aura_core.model.script_requests import GenerateScriptRequest, UpdateSceneRequest
from aura_core.model.scripts import KeptScript
from aura_core.settings import Settings


__all__ = ["Scripts"]

_Expected = Collection[int] | None


class Scripts:
    """
    Scripts in a *drawer*, and whoever writes them as *settings* say.

    Every method waits, may be called from any thread, and raises :class:`~aura_core.errors.DatabaseError` when the
    database cannot be reached; *expected* are the versions that may be changed, ``None`` for any.
    """

    def __init__(self, drawer: Drawer[KeptScript], settings: Settings) -> None:
        self._drawer = drawer
        self._settings = settings

    def generate(self, asked: GenerateScriptRequest) -> Kept[KeptScript]:
        """
        Have a script written, and keep it.

        Raises:
            InvalidInputError: with everything that is wrong with *asked*.

            AuraError: it cannot be written.
        """
        # They take in all that makes films, which a server does without until it is asked this.
        from aura_core.scripts.asking import order_for  # noqa: PLC0415
        from aura_core.scripts.writing import written  # noqa: PLC0415
        from aura_core.wiring import open_services  # noqa: PLC0415

        wanted = order_for(asked)
        made = asyncio.run(written(wanted.order, open_services(self._settings), wanted.notes))
        return self._drawer.put(made, f"Written by {made.metadata.provider_name}.")

    def find(self, script_id: str, version: int | None = None) -> Kept[KeptScript]:
        """
        Return a script, as it is or as it was.

        Raises:
            NotFoundError: there is none, or that version of it is not kept.
        """
        return self._drawer.find(script_id, version)

    def listed(self, limit: int = 50, offset: int = 0) -> Page[KeptScript]:
        """Return scripts, those that were changed last first."""
        return self._drawer.listed(limit, offset)

    def versions(self, script_id: str) -> tuple[Kept[KeptScript], ...]:
        """
        Return a script in all versions that are kept, the present one first.

        Raises:
            NotFoundError: there is none.
        """
        return self._drawer.versions(script_id)

    def revert(self, script_id: str, version_id: str, expected: _Expected = None) -> Kept[KeptScript]:
        """
        Make a script what it was in a version; that is a change like any other.

        Raises:
            NotFoundError: there is none, or that version of it is not kept.

            StaleError: it is another version that is expected.
        """
        if not (version_id.isdecimal() and version_id.isascii() and len(version_id) <= 9):
            raise NotFoundError(
                f"There is no version {version_id[:40]!r} of the script {script_id}.",
                remedy="Look at the versions that are kept.",
            )
        return self._drawer.revert(script_id, int(version_id), expected=expected)

    def remove(self, script_id: str, expected: _Expected = None) -> None:
        """
        Forget a script and all its versions; films that were made of it, or wait to be, stay as they are.

        Raises:
            NotFoundError: there is none.

            StaleError: it is another version that is expected.
        """
        self._drawer.remove(script_id, expected=expected)

    def edit(
        self, script_id: str, number: int, wanted: UpdateSceneRequest, expected: _Expected = None
    ) -> Kept[KeptScript]:
        """
        Change a scene; what is as it was makes no version.

        Raises:
            NotFoundError: there is no such script, or no such scene.

            InvalidInputError: with everything that is wrong with *wanted*.

            StaleError: it is another version that is expected.
        """
        from aura_core.scripts.editing import edited  # noqa: PLC0415

        return self._drawer.change(
            script_id,
            lambda kept: edited(kept, number, attrs.evolve(wanted, version=None)),
            expected=expected,
            note=f"Scene {number} was edited.",
        )
