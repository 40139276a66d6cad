"""What can be done with projects of an editor."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import IO, Any, Final

import attrs

from aura_core.drawer import Drawer, Kept
from aura_core.jobs import Jobs
from aura_core.model.editing import EditorProject, ProjectDetails, ProjectItem, ProjectSaved, SaveProjectRequest
from aura_core.projects.journey import Journey
from aura_core.projects.naming import bounded, check_name, copy_name


__all__ = ["EditorProjects"]

_Expected = Collection[int] | None

_COMMON: Final = ("name", "description", "thumbnail")


class EditorProjects:
    """
    Projects of an editor, kept in the database of *jobs*.

    Every method waits, may be called from any thread, and raises :class:`~aura_core.errors.DatabaseError` when the
    database cannot be reached; *expected* are the versions that may be changed, ``None`` for any.

    Attributes:
        media: The files of projects.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._drawer: Drawer[EditorProject] = jobs.drawer("editor project", EditorProject)
        self._journey = Journey(jobs)
        self.media = self._journey.media

    def save(self, asked: SaveProjectRequest, expected: _Expected = None) -> ProjectSaved:
        """
        Keep a project, a new one or in the place of another.

        Raises:
            InvalidInputError: it has no name.

            NotFoundError: there is none that it could replace.

            StaleError: that has another version.
        """
        check_name(asked.name)
        said = {name: value for name in (*_COMMON, "project_data") if (value := getattr(asked, name)) is not None}
        if asked.id is None:
            return _saved(self._drawer.put(EditorProject(**said)))
        return _saved(self._drawer.change(asked.id, lambda before: attrs.evolve(before, **said), expected=expected))

    def autosave(self, project_id: str, project_data: str, expected: _Expected = None) -> ProjectSaved:
        """
        Keep what a project has become, without anybody's saying so; that is a version like any other.

        Raises:
            NotFoundError: there is none.

            StaleError: it has another version.
        """
        return _saved(
            self._drawer.change(
                project_id,
                lambda before: attrs.evolve(before, project_data=project_data),
                expected=expected,
                note="Saved by itself.",
            )
        )

    def listed(self, limit: int = 50, offset: int = 0) -> list[ProjectItem]:
        """Return projects, those that were changed last first."""
        return [ProjectItem(**_shown(kept)) for kept in self._drawer.listed(limit, offset).items]

    def find(self, project_id: str, version: int | None = None) -> ProjectDetails:
        """
        Return a project, as it is or as it was.

        Raises:
            NotFoundError: there is none, or that version of it is not kept.
        """
        kept = self._drawer.find(project_id, version)
        return ProjectDetails(**_shown(kept), project_data=kept.value.project_data, notes=kept.note)

    def duplicate(self, project_id: str, name: str = "") -> ProjectSaved:
        """
        Keep a project once more, with its files.

        Raises:
            NotFoundError: there is none.
        """
        before = self._drawer.find(project_id).value
        copied = self._journey.copied(attrs.evolve(before, name=copy_name(before.name, name)))
        return _saved(self._drawer.put(copied))

    def remove(self, project_id: str, expected: _Expected = None) -> None:
        """
        Forget a project with its files.

        Raises:
            NotFoundError: there is none.

            StaleError: it has another version.
        """
        kept = self._drawer.find(project_id)
        self._drawer.remove(project_id, expected=expected)
        self.media.remove(kept.value.media_id)

    def archive(self, project_id: str) -> Path:
        """
        Return a project, with the files that it names by addresses of this server, as a ZIP.

        Raises:
            NotFoundError: there is none.
        """
        kept = self._drawer.find(project_id)
        return self._journey.packed(kept.changed, editor=kept.value)

    def take_in(self, file: IO[bytes], name: str = "") -> ProjectSaved:
        """
        Keep a project that comes as a ZIP, as a new one.

        Raises:
            InvalidInputError: it is none of ours, damaged, or holds what no project has.
        """
        said = self._journey.unpacked(file)
        project = self._journey.wanted(said, said.editor, "an editor")

        def keep() -> Kept[EditorProject]:
            own = {member: getattr(project, member) for member in (*_COMMON, "project_data")}
            wanted = bounded(SaveProjectRequest, own | {"name": name or project.name}, "$.file")
            own = {member: getattr(wanted, member) for member in own}
            return self._drawer.put(EditorProject(**own, media_id=project.media_id))

        return _saved(self._journey.kept(said, keep))


def _saved(kept: Kept[EditorProject]) -> ProjectSaved:
    return ProjectSaved(kept.id, kept.value.name, kept.changed, kept.version)


def _shown(kept: Kept[EditorProject]) -> dict[str, Any]:
    common = {name: getattr(kept.value, name) for name in _COMMON}
    return {
        "id": kept.id,
        "created_at": kept.created,
        "last_modified_at": kept.changed,
        "version": kept.version,
        **common,
    }
