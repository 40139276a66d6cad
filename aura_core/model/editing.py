"""What the editor of a client has on its table, kept so that it can go on another day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import attrs


__all__ = ["AutosaveRequest", "EditorProject", "ProjectDetails", "ProjectItem", "ProjectSaved", "SaveProjectRequest"]

_version = attrs.validators.optional(attrs.validators.and_(attrs.validators.ge(1), attrs.validators.le(2**31 - 1)))
_id = attrs.validators.optional(attrs.validators.max_len(64))
_name: Any = attrs.validators.max_len(200)
_text = attrs.validators.optional(attrs.validators.max_len(5000))
_picture = attrs.validators.optional(attrs.validators.max_len(300_000))
_data: Any = attrs.validators.max_len(1_500_000)


@attrs.frozen
class EditorProject:
    """
    A project as it is kept.

    Attributes:
        project_data: What the client keeps of it, in its own form.

        thumbnail: A picture, as an address or a data URL.

        media_id: Where the files are that came with it.
    """

    name: str
    description: str | None = None
    thumbnail: str | None = None
    project_data: str = ""
    media_id: str | None = None


@attrs.frozen
class SaveProjectRequest:
    """
    A project that is to be kept.

    Attributes:
        id: Of the one that it replaces; ``None`` makes a new one.

        thumbnail: ``None`` leaves it as it is, as for *description*.

        version: Which version it replaces; when it is another by then, nothing is changed.
    """

    id: str | None = attrs.field(default=None, validator=_id)
    name: str = attrs.field(default="", validator=_name)
    description: str | None = attrs.field(default=None, validator=_text)
    thumbnail: str | None = attrs.field(default=None, validator=_picture)
    project_data: str = attrs.field(default="", validator=_data)
    version: int | None = attrs.field(default=None, validator=_version)


@attrs.frozen
class AutosaveRequest:
    """What the client has on its table by now."""

    project_data: str = attrs.field(validator=_data)
    version: int | None = attrs.field(default=None, validator=_version)


@attrs.frozen
class ProjectSaved:
    """A project that was kept."""

    id: str
    name: str
    last_modified_at: datetime
    version: int


@attrs.frozen
class ProjectItem:
    """A project, in a line."""

    id: str
    name: str
    description: str | None
    thumbnail: str | None
    created_at: datetime
    last_modified_at: datetime
    version: int


@attrs.frozen
class ProjectDetails(ProjectItem):
    """
    A project, whole.

    Attributes:
        notes: What made this version, as a sentence; may be empty.
    """

    project_data: str
    notes: str
