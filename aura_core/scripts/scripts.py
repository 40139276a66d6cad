"""What can be done with scripts that are kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from aura_core.album import Album
from aura_core.concurrency import waited
from aura_core.drawer import Drawer
from aura_core.drawer.keeping import Kept, Page
from aura_core.errors import NotFoundError
from aura_core.library import Library, grounded
from aura_core.model.pictures import MEDIA
from aura_core.model.revision import Revision, RevisionKind
from aura_core.model.script_requests import (
    GenerateScriptRequest,
    ScriptEnhancementRequest,
    ScriptRequest,
    UpdateSceneRequest,
)
from aura_core.model.scripts import KeptScript, WriterInfo
from aura_core.ordering import is_address
from aura_core.ports import Report, quiet
from aura_core.scripts.asking import Asked, order_for, order_of_text
from aura_core.scripts.spending import Spending
from aura_core.settings import Settings


if TYPE_CHECKING:
    from aura_core.pipeline import Services

__all__ = ["Scripts"]

_Expected = Collection[int] | None


class Scripts:
    """
    Scripts in a *drawer*, and whoever writes them as *settings* say, from what *library* has if they ask for it.

    Every method waits, may be called from any thread, and raises :class:`~aura_core.errors.DatabaseError` when the
    database cannot be reached; *expected* are the versions that may be changed, ``None`` for any.
    """

    def __init__(
        self,
        drawer: Drawer[KeptScript],
        settings: Settings,
        library: Library | None = None,
        album: Album | None = None,
    ) -> None:
        self._drawer = drawer
        self._settings = settings
        self._library = library
        self._album = album

    def generate(self, asked: GenerateScriptRequest, report: Report = quiet) -> Kept[KeptScript]:
        """
        Have a script written, and keep it.

        Args:
            report: Hears how far that is, in whatever thread.

        Raises:
            InvalidInputError: with everything that is wrong with *asked*.

            AuraError: it cannot be written.
        """
        return self._put(order_for(asked), report)

    def write(self, asked: ScriptRequest) -> Kept[KeptScript]:
        """
        Have a script written that is asked for as one text, and keep it.

        Raises:
            InvalidInputError: with everything that is wrong with *asked*.

            AuraError: it cannot be written.
        """
        return self._put(order_of_text(asked))

    def _put(self, asked: Asked, report: Report = quiet) -> Kept[KeptScript]:
        # They take in all that makes films, which a server does without until it is asked this.
        from aura_core.scripts.writing import written  # noqa: PLC0415
        from aura_core.wiring import open_services  # noqa: PLC0415

        order, spending = asked.order, Spending(self._settings.data)
        if self._library and not order.has_words:
            order = attrs.evolve(order, brief=grounded(order.brief, self._library))
        made = waited(written(order, open_services(self._settings, run=spending.run), asked.notes, report))
        return self._drawer.put(spending.added_to(made), f"Written by {made.metadata.provider_name}.")

    def writers(self) -> tuple[WriterInfo, ...]:
        """Say of everybody who could write whether they can be asked."""
        from aura_core.scripts.writing import writers_of  # noqa: PLC0415
        from aura_core.wiring import open_services  # noqa: PLC0415

        return writers_of(open_services(self._settings))

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

        shown = self._kept(wanted.path_or_url)
        return self._drawer.change(
            script_id,
            lambda kept: edited(kept, number, attrs.evolve(wanted, version=None), shown=shown),
            expected=expected,
            note=f"Scene {number} was edited.",
        )

    def _kept(self, picture: str | None) -> bool:
        """Keep the *picture* of this server that a scene is to show; say whether there is one, if it names one."""
        if not is_address(picture):
            return True
        if self._album is None:
            return False
        try:
            self._album.keep(picture.removeprefix(MEDIA))
        except NotFoundError:
            return False
        return True

    def reorder(self, script_id: str, numbers: Sequence[int], expected: _Expected = None) -> Kept[KeptScript]:
        """
        Put the scenes in the order of *numbers*.

        Raises:
            NotFoundError: there is no such script.

            InvalidInputError: the numbers do not name every scene once.

            StaleError: it is another version that is expected.
        """
        from aura_core.scripts.arranging import reordered  # noqa: PLC0415

        note = "The scenes come in another order."
        return self._drawer.change(script_id, lambda kept: reordered(kept, numbers), expected=expected, note=note)

    def merge(
        self, script_id: str, numbers: Sequence[int], separator: str = " ", expected: _Expected = None
    ) -> Kept[KeptScript]:
        """
        Make one scene of several.

        Raises:
            NotFoundError: there is no such script.

            InvalidInputError: they are not several, or show different things.

            StaleError: it is another version that is expected.
        """
        from aura_core.scripts.arranging import merged  # noqa: PLC0415

        note = f"Scenes {', '.join(map(str, sorted(numbers)))} became one."
        return self._drawer.change(
            script_id, lambda kept: merged(kept, numbers, separator), expected=expected, note=note
        )

    def split(self, script_id: str, number: int, position: int, expected: _Expected = None) -> Kept[KeptScript]:
        """
        Make two scenes of one.

        Raises:
            NotFoundError: there is no such script, or no such scene.

            InvalidInputError: nothing would be left to one of the two.

            StaleError: it is another version that is expected.
        """
        from aura_core.scripts.arranging import split  # noqa: PLC0415

        note = f"Scene {number} became two."
        return self._drawer.change(script_id, lambda kept: split(kept, number, position), expected=expected, note=note)

    def leave_out(self, script_id: str, number: int, expected: _Expected = None) -> Kept[KeptScript]:
        """
        Delete a scene.

        Raises:
            NotFoundError: there is no such script, or no such scene.

            ConflictError: it is the only one.

            StaleError: it is another version that is expected.
        """
        from aura_core.scripts.arranging import without  # noqa: PLC0415

        note = f"Scene {number} was deleted."
        return self._drawer.change(script_id, lambda kept: without(kept, number), expected=expected, note=note)

    def rewrite(
        self, script_id: str, preferred: str | None = None, model: str | None = None, expected: _Expected = None
    ) -> Kept[KeptScript]:
        """
        Have the whole script written anew.

        Args:
            preferred: By whom; by whoever wrote it, unless told.

        Raises:
            NotFoundError: there is no such script.

            InvalidInputError: nobody has the name that is preferred.

            AuraError: it cannot be written, or would be the same again.

            StaleError: it is another version that is expected, or somebody changed it meanwhile.
        """
        from aura_core.scripts.writing import rewritten  # noqa: PLC0415

        def work(before: Kept[KeptScript], services: Services) -> KeptScript:
            return waited(rewritten(before.value, services, preferred, model))

        return self._worked_on(script_id, work, expected, "It was written anew.")

    def revise(
        self,
        script_id: str,
        kind: RevisionKind,
        number: int | None = None,
        *,
        factor: float = 1.0,
        goal: str = "",
        in_context: bool = True,
        preferred: str | None = None,
        model: str | None = None,
        expected: _Expected = None,
    ) -> Kept[KeptScript]:
        """
        Have a scene revised, or all of them.

        Args:
            number: Of the scene; ``None`` for all.

            factor: How many times its words it is to have.

            goal: What is to be better; only a language model understands it.

            in_context: Whether a language model is shown the other scenes.

            preferred: By whom; by whoever wrote it, unless told.

        Raises:
            NotFoundError: there is no such script, or no such scene.

            InvalidInputError: nobody has the name that is preferred.

            AuraError: there is nothing to say that would be better, longer or other.

            StaleError: it is another version that is expected, or somebody changed it meanwhile.
        """
        from aura_core.scripts.editing import place_of  # noqa: PLC0415
        from aura_core.scripts.writing import revised  # noqa: PLC0415

        def work(before: Kept[KeptScript], services: Services) -> KeptScript:
            script = before.value.script
            places = range(len(script.scenes)) if number is None else (place_of(script, number),)
            revision = Revision(kind, tuple(places), goal, factor, in_context=in_context, seed=before.version)
            return waited(revised(before.value, revision, services, preferred, model))

        what = "All scenes were" if number is None else f"Scene {number} was"
        return self._worked_on(script_id, work, expected, f"{what} {_DONE[kind]}.")

    def enhance(self, script_id: str, wanted: ScriptEnhancementRequest, expected: _Expected = None) -> Kept[KeptScript]:
        """
        Better the whole script: its words, and the pacing and style of its film.

        Raises:
            NotFoundError: there is no such script.

            InvalidInputError: nobody has the name that is preferred.

            AuraError: there is nothing that could be better.

            StaleError: it is another version that is expected, or somebody changed it meanwhile.
        """
        from aura_core.scripts.enhancing import enhanced  # noqa: PLC0415

        def work(before: Kept[KeptScript], services: Services) -> KeptScript:
            return waited(enhanced(before.value, wanted, services, before.version))

        return self._worked_on(script_id, work, expected, "It was enhanced.")

    def _worked_on(
        self, script_id: str, work: Callable[[Kept[KeptScript], Services], KeptScript], expected: _Expected, note: str
    ) -> Kept[KeptScript]:
        """Put back what *work* makes of a script, unless somebody has changed it meanwhile."""
        from aura_core.wiring import open_services  # noqa: PLC0415

        before = self._drawer.find(script_id)
        if expected is not None and before.version not in expected:
            # Nobody need be asked; the drawer says it in its words.
            return self._drawer.change(script_id, lambda kept: kept, expected=expected)
        spending = Spending(self._settings.data)
        after = spending.added_to(work(before, open_services(self._settings, run=spending.run)))
        return self._drawer.change(script_id, lambda _: after, expected={before.version}, note=note)


_DONE: Final = {
    RevisionKind.REGENERATE: "written anew",
    RevisionKind.ENHANCE: "enhanced",
    RevisionKind.EXPAND: "expanded",
    RevisionKind.SHORTEN: "shortened",
}
