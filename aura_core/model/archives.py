"""Projects on their way to another machine, with their files."""

from __future__ import annotations

from datetime import datetime

import attrs

from aura_core.model.editing import EditorProject
from aura_core.model.projects import ProjectMedia, WizardProject
from aura_core.model.scripts import KeptScript


__all__ = ["ProjectArchive"]


@attrs.frozen
class ProjectArchive:
    """
    What an archive of a project says: its ``project.json``.

    Attributes:
        version: Of this form.

        wizard: A project of a client's wizard; ``None`` in the archive of one of its editor.

        script: That the project works on.
    """

    version: str
    exported_at: datetime
    wizard: WizardProject | None = None
    editor: EditorProject | None = None
    script: KeptScript | None = None
    media: tuple[ProjectMedia, ...] = ()
