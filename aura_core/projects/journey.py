"""
Projects on their way: packed with what belongs to them, and settled in where they arrive.
"""

from __future__ import annotations

import filecmp
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final, TypeVar

import attrs

from aura_core.album import label_of
from aura_core.drawer import Drawer
from aura_core.jobs import Jobs
from aura_core.model.archives import ProjectArchive
from aura_core.model.editing import EditorProject
from aura_core.model.order import VisualSpec
from aura_core.model.pictures import MEDIA
from aura_core.model.projects import ProjectMedia, WizardProject
from aura_core.model.script import Scene
from aura_core.model.scripts import KeptScript
from aura_core.ordering import is_address as is_picture
from aura_core.ordering.manuscript import says_something
from aura_core.projects.archive import FORM, listed, packed, refused, unpack
from aura_core.projects.media import Media, Source, address_of, is_address, is_media
from aura_core.store import Store


__all__ = ["Journey"]

P = TypeVar("P", WizardProject, EditorProject)
K = TypeVar("K")

_TEXTS: Final = ("brief_json", "plan_spec_json", "voice_spec_json", "render_spec_json", "project_data", "thumbnail")
"""The documents in which a project may name files."""

_FASTEST: Final = 2000
"""Words a minute."""

_IN_ARCHIVE: Final = "media/"
"""What the pictures of a script are named by, in an archive."""


class Journey:
    """
    How projects leave the machine of *jobs*, and come to it.

    Attributes:
        media: Their files.
    """

    def __init__(self, jobs: Jobs) -> None:
        self.media = Media(jobs)
        self._jobs = jobs
        self._scripts: Drawer[KeptScript] = jobs.drawer("script", KeptScript)

    def packed(
        self,
        moment: datetime,
        *,
        wizard: WizardProject | None = None,
        editor: EditorProject | None = None,
        script: KeptScript | None = None,
        more: Sequence[Source] = (),
    ) -> Path:
        """
        Return a ZIP of a project and of its files: *more*, those that it names by addresses, the pictures of its script.

        Args:
            moment: When the project was changed.
        """
        project = wizard or editor
        shown = dict.fromkeys(filter(None, map(self._shown, script.script.scenes))) if script else {}
        named = {one.address: one for one in (*more, *self.media.named_in(_texts(project)), *shown) if one.address}
        sources = [*named.values(), *(one for one in shown if not one.address)]
        media = listed(sources)
        names = {source.path: one.name for source, one in zip(sources, media, strict=True)}
        archive = ProjectArchive(
            FORM,
            moment.replace(microsecond=0),
            wizard and attrs.evolve(wizard, job_id=None, script_id=None, media_id=None, media=()),
            editor and attrs.evolve(editor, media_id=None),
            script and _with_pictures(script, lambda scene: _in_archive(self._shown(scene), names)),
            media,
        )
        settings = self._jobs.settings
        store = Store(settings.data / "store", settings.store_limit)
        with store.run():
            return packed(archive, sources, store)

    def unpacked(self, file: IO[bytes]) -> ProjectArchive:
        """
        Take in a ZIP, and return what it says, by the addresses that its files have from now on.

        Raises:
            InvalidInputError: it is none of ours, damaged, or holds what no project has.

            ConflictError: too many pictures are kept already.
        """
        media_id = str(uuid.uuid4())
        folder = self.media.folder(media_id)
        said = unpack(file, folder)
        try:
            new = {one.address: self._settled(media_id, one) for one in said.media if is_address(one.address)}
        except BaseException:
            self.media.remove(media_id)
            raise
        here = {
            f"{_IN_ARCHIVE}{one.name}": new[one.address] if is_picture(one.address) else str(folder / one.name)
            for one in said.media
        }
        own = media_id if said.media else None
        wizard = said.wizard and attrs.evolve(_readdressed(said.wizard, new), media_id=own, media=said.media)
        editor = said.editor and attrs.evolve(_readdressed(said.editor, new), media_id=own)
        # Whatever else a script of another machine names there is not meant for files of this one.
        script = said.script and _at_home(_with_pictures(said.script, lambda scene: here.get(scene.path_or_url or "")))
        return attrs.evolve(said, wizard=wizard, editor=editor, script=script)

    def wanted(self, said: ProjectArchive, project: P | None, whose: str) -> P:
        """
        Return the *project* of an archive, if it is of the kind that is wanted.

        Raises:
            InvalidInputError: it is not.
        """
        if project is None or not project.name.strip():
            self._forget(said)
            raise refused(f"It holds no project of {whose} that has a name.")
        return project

    def kept(self, said: ProjectArchive, keep: Callable[[], K]) -> K:
        """Do *keep*, and leave nothing of the files of *said* when it fails."""
        try:
            return keep()
        except BaseException:
            self._forget(said)
            raise

    def keep_script(self, said: ProjectArchive) -> str | None:
        """
        Keep the script that came with a project, and return its id.

        Raises:
            InvalidInputError: it says nothing, or nobody speaks at its pace.
        """
        if said.script is None:
            return None
        scenes = said.script.script.scenes
        if not all(says_something(one.script) for one in scenes):
            raise refused("It holds a script that says nothing.")
        if [one.index for one in scenes] != [*range(len(scenes))] or not 1 <= said.script.words_per_minute <= _FASTEST:
            raise refused("It holds a script that nobody wrote.")
        return self._scripts.put(said.script, "It came with a project.").id

    def copied(self, project: P) -> P:
        """Return *project* with files of its own, the same."""
        if project.media_id is None:
            return project
        copy = self.media.copied(project.media_id)
        moved = _readdressed(project, {f"/media/{project.media_id}/": f"/media/{copy}/"})
        return attrs.evolve(moved, media_id=copy)

    def _shown(self, scene: Scene) -> Source | None:
        """Return the picture or clip that a *scene* names, if it is there."""
        chosen = scene.path_or_url if is_picture(scene.path_or_url) else None
        path = self._jobs.album.find(chosen.removeprefix(MEDIA)) if chosen else scene.picture
        if path is None or not is_media(path):
            return None
        return Source(chosen, path, label_of(path)) if chosen else Source("", path)

    def _settled(self, media_id: str, one: ProjectMedia) -> str:
        """Return the address that a file has from now on; films are made of what the album keeps."""
        if not one.address.startswith(MEDIA):
            return address_of(media_id, one.name)
        arrived, album, name = self.media.folder(media_id) / one.name, self._jobs.album, one.address.removeprefix(MEDIA)
        here = album.find(name)
        if here and filecmp.cmp(here, arrived, shallow=False):
            return f"{MEDIA}{album.keep(name, label=one.label).name}"
        with arrived.open("rb") as file:
            return f"{MEDIA}{album.add(one.name, file, label=one.label).name}"

    def _forget(self, said: ProjectArchive) -> None:
        project = said.wizard or said.editor
        self.media.remove(project.media_id if project else None)


def _texts(project: WizardProject | EditorProject | None) -> list[str | None]:
    return [getattr(project, name, None) for name in _TEXTS]


def _readdressed(project: P, new: Mapping[str, str]) -> P:
    """Return *project* with the *new* addresses in the place of those that it names."""
    changed: dict[str, Any] = {
        name: _replaced(text, new) for name in _TEXTS if (text := getattr(project, name, None)) is not None
    }
    return attrs.evolve(project, **changed)


def _replaced(text: str, new: Mapping[str, str]) -> str:
    for address in sorted(new, key=len, reverse=True):
        text = text.replace(address, new[address])
    return text


def _in_archive(source: Source | None, names: Mapping[Path, str]) -> str | None:
    return f"{_IN_ARCHIVE}{names[source.path]}" if source else None


def _with_pictures(script: KeptScript, place: Callable[[Scene], str | None]) -> KeptScript:
    """Return *script* with each picture where *place* says that it is."""
    scenes = tuple(attrs.evolve(scene, path_or_url=place(scene)) for scene in script.script.scenes)
    return attrs.evolve(script, script=attrs.evolve(script.script, scenes=scenes))


def _at_home(script: KeptScript) -> KeptScript:
    """Return *script* without the files of the machine that it comes from."""
    order = script.order
    brief = attrs.evolve(order.brief, sources=())
    return attrs.evolve(
        script, order=attrs.evolve(order, brief=brief, folder=None, music=None, visuals=VisualSpec(), watermark=None)
    )
