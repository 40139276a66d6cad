"""What the wizard of a client has got to, kept so that it can go on another day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import attrs

from aura_core.model.pictures import Label


__all__ = [
    "BriefValidation",
    "BriefValidationRequest",
    "ClearGeneratedContentRequest",
    "DuplicateProjectRequest",
    "GeneratedAsset",
    "ProjectExport",
    "ProjectImportRequest",
    "ProjectMedia",
    "SaveWizardProjectRequest",
    "SaveWizardProjectResponse",
    "WizardProject",
    "WizardProjectDetails",
    "WizardProjectListItem",
]

_NEVER = datetime.fromisoformat("1970-01-01T00:00:00+00:00")

_step = attrs.validators.and_(attrs.validators.ge(0), attrs.validators.le(100))
_version = attrs.validators.optional(attrs.validators.and_(attrs.validators.ge(1), attrs.validators.le(2**31 - 1)))
_document = attrs.validators.optional(attrs.validators.max_len(500_000))
_id = attrs.validators.optional(attrs.validators.max_len(64))
_name: Any = attrs.validators.max_len(200)


@attrs.frozen
class ProjectMedia:
    """
    A file of a project.

    Attributes:
        name: In an archive, below ``media``.

        address: By which the project's documents name it; empty for a file that its script names by a path.

        sha256: Of its bytes, as hexadecimal digits.

        label: Whose it is, of a picture or clip of which that is known.
    """

    name: str
    size_bytes: int
    sha256: str
    address: str = ""
    label: Label | None = None


@attrs.frozen
class WizardProject:
    """
    A project as it is kept.

    Attributes:
        current_step: Of the client's wizard.

        brief_json: What the client keeps of the brief, in its own form; likewise for the other documents.

        job_id: Of the film that was made last.

        script_id: Of the script that is worked on.

        media_id: Where the files are that came with it.

        media: These files.
    """

    name: str
    description: str | None = None
    current_step: int = 0
    brief_json: str | None = None
    plan_spec_json: str | None = None
    voice_spec_json: str | None = None
    render_spec_json: str | None = None
    job_id: str | None = None
    script_id: str | None = None
    media_id: str | None = None
    media: tuple[ProjectMedia, ...] = ()


@attrs.frozen
class SaveWizardProjectRequest:
    """
    A project that is to be kept.

    Attributes:
        id: Of the one that it replaces; ``None`` makes a new one.

        job_id: Of the film that was made last; ``None`` leaves it as it is, as for *script_id*.

        version: Which version it replaces; when it is another by then, nothing is changed.
    """

    id: str | None = attrs.field(default=None, validator=_id)
    name: str = attrs.field(default="", validator=_name)
    description: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.max_len(5000))
    )
    current_step: int = attrs.field(default=0, validator=_step)
    brief_json: str | None = attrs.field(default=None, validator=_document)
    plan_spec_json: str | None = attrs.field(default=None, validator=_document)
    voice_spec_json: str | None = attrs.field(default=None, validator=_document)
    render_spec_json: str | None = attrs.field(default=None, validator=_document)
    job_id: str | None = attrs.field(default=None, validator=_id)
    script_id: str | None = attrs.field(default=None, validator=_id)
    version: int | None = attrs.field(default=None, validator=_version)


@attrs.frozen
class SaveWizardProjectResponse:
    """A project that was kept."""

    id: str
    name: str
    last_modified_at: datetime
    version: int


@attrs.frozen
class GeneratedAsset:
    """
    A file that was made for a project; the contract calls it GeneratedAssetDto.

    Attributes:
        asset_type: Its media type.

        file_path: Where this server has it, as an address below its own.
    """

    asset_type: str
    file_path: str
    file_size_bytes: int
    created_at: datetime


@attrs.frozen
class WizardProjectListItem:
    """
    A project, in a line; the contract calls it WizardProjectListItemDto.

    Attributes:
        status: Draft, InProgress while its film is made, Completed or Failed.

        progress_percent: Of the film, once one was asked for; before, of the wizard's five steps.

        has_generated_content: Whether there is a film.
    """

    id: str
    name: str
    description: str | None
    status: str
    progress_percent: int
    current_step: int
    created_at: datetime
    updated_at: datetime
    job_id: str | None
    has_generated_content: bool


@attrs.frozen
class WizardProjectDetails:
    """
    A project, whole; the contract calls it WizardProjectDetailsDto.

    Attributes:
        generated_assets: The files of its film.
    """

    id: str
    name: str
    description: str | None = None
    status: str = "Draft"
    progress_percent: int = 0
    current_step: int = 0
    created_at: datetime = _NEVER
    updated_at: datetime = _NEVER
    brief_json: str | None = None
    plan_spec_json: str | None = None
    voice_spec_json: str | None = None
    render_spec_json: str | None = None
    job_id: str | None = None
    generated_assets: tuple[GeneratedAsset, ...] = ()
    script_id: str | None = None
    version: int = 1


@attrs.frozen
class DuplicateProjectRequest:
    """
    A project that is to be there twice.

    Attributes:
        new_name: Empty for the name with "(copy)" behind it.
    """

    new_name: str = attrs.field(default="", validator=_name)


@attrs.frozen
class ClearGeneratedContentRequest:
    """
    What was made for a project, to be forgotten but for what is kept.

    Attributes:
        keep_audio: Speech lies in the store, which forgets by itself what is not used; likewise for *keep_images*.

        keep_video: Otherwise the job of the film is deleted with its files.
    """

    keep_script: bool = True
    keep_audio: bool = False
    keep_images: bool = False
    keep_video: bool = False


@attrs.frozen
class ProjectExport:
    """
    A project on its way to another machine; the contract calls it ProjectExportDto.

    Attributes:
        version: Of this form.
    """

    version: str
    project: WizardProjectDetails
    exported_at: datetime


@attrs.frozen
class ProjectImportRequest:
    """
    A project that comes from another machine.

    Attributes:
        project_json: What an export gave, as text.

        new_name: ``None`` for the name that it has.
    """

    project_json: str = attrs.field(default="", validator=attrs.validators.max_len(2_500_000))
    new_name: str | None = attrs.field(default=None, validator=attrs.validators.optional(_name))


@attrs.frozen
class BriefValidationRequest:
    """A brief that a client wants looked at before it asks for a film."""

    topic: str = ""
    audience: str | None = None
    goal: str | None = None
    tone: str | None = None
    language: str | None = None
    duration_minutes: float = 1.0


@attrs.frozen
class BriefValidation:
    """
    Whether there could be a film of a brief.

    Attributes:
        issues: What is wrong, as sentences.
    """

    is_valid: bool
    issues: tuple[str, ...]
    correlation_id: str
