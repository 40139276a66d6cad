"""What is asked and answered about settings, beside the document itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import attrs

from aura_core.model.enums import ConflictResolution, ThemeMode
from aura_core.model.settings.application import GeneralSettings
from aura_core.model.settings.export import NamingPatternSettings
from aura_core.model.settings.providers import LlmSelection


__all__ = [
    "ConflictItem",
    "DestinationTest",
    "ExportMetadata",
    "ExportSettingsRequest",
    "ExportSettingsResponse",
    "FolderListing",
    "FolderOpened",
    "ImportConflictSummary",
    "ImportSettingsRequest",
    "ImportSettingsResponse",
    "LlmSelectionResponse",
    "OllamaModelResponse",
    "OperatingMode",
    "OperatingModeRequest",
    "OutputSettings",
    "PathValidation",
    "PortableSettings",
    "ProviderPathsDto",
    "RedactionPreviewResponse",
    "SetOllamaModelRequest",
    "SettingsExportData",
    "SettingsIssue",
    "SettingsUpdateResult",
    "SettingsValidationResult",
    "ThemeSettings",
    "ValidatePathRequest",
]


@attrs.frozen
class SettingsUpdateResult:
    """
    What came of a change.

    Attributes:
        warnings: What will not do what its owner means, as sentences.
    """

    success: bool
    message: str
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@attrs.frozen
class SettingsIssue:
    """
    What is wrong with a document.

    Attributes:
        category: The section.

        key: Where in the section, such as ``uploadDestinations[0].port``.

        severity: Info, Warning or Error.
    """

    category: str
    key: str
    message: str
    severity: str


@attrs.frozen
class SettingsValidationResult:
    """Whether a document would be taken, and everything that is wrong with it."""

    is_valid: bool
    issues: tuple[SettingsIssue, ...]


@attrs.frozen
class OperatingModeRequest:
    """Whether anything may be asked of another machine."""

    is_offline: bool = attrs.field(kw_only=True)


@attrs.frozen
class OperatingMode:
    """
    Whether anything may be asked of another machine, and who may do what then.

    Attributes:
        mode: online or offline.

        allowed_llm_providers: Their names; empty for all.
    """

    mode: str
    is_offline: bool
    allowed_llm_providers: tuple[str, ...] = ()
    allowed_tts_providers: tuple[str, ...] = ()
    allowed_image_providers: tuple[str, ...] = ()


@attrs.frozen
class SetOllamaModelRequest:
    """Which model Ollama is asked for."""

    model: str = attrs.field(validator=[attrs.validators.min_len(1), attrs.validators.max_len(200)])


@attrs.frozen
class OllamaModelResponse:
    """Which model Ollama is asked for."""

    success: bool
    model: str
    message: str = ""


@attrs.frozen
class LlmSelectionResponse:
    """Which language model writes."""

    success: bool
    provider: str | None
    model_id: str | None
    message: str = ""

    @classmethod
    def of(cls, selection: LlmSelection, message: str = "") -> LlmSelectionResponse:
        """Answer with *selection*."""
        return cls(True, selection.provider, selection.model_id, message)


@attrs.frozen
class ThemeSettings:
    """The colours of the application."""

    theme: ThemeMode = ThemeMode.AUTO


@attrs.frozen
class OutputSettings:
    """Where finished films go, and what they are called there."""

    output_directory: str = ""
    naming_pattern: NamingPatternSettings = NamingPatternSettings()
    auto_open_output_folder: bool = True
    default_preset: str = "YouTube1080p"


@attrs.frozen
class PortableSettings:
    """
    Where this installation keeps things.

    Attributes:
        is_portable: Whether whoever started it said where.
    """

    is_portable: bool
    base_directory: str
    data_directory: str
    portable_mode_enabled: bool
    portable_root_path: str | None
    tools_directory: str
    aura_data_directory: str
    logs_directory: str
    projects_directory: str
    downloads_directory: str


@attrs.frozen
class ValidatePathRequest:
    """A path on the server's machine."""

    path: str = attrs.field(default="", validator=attrs.validators.max_len(4096))


@attrs.frozen
class PathValidation:
    """
    What there is at a path.

    Attributes:
        path: With ``~`` written out.

        error: Why it cannot be used, as a sentence.
    """

    success: bool
    is_valid: bool
    path: str
    exists: bool
    is_directory: bool
    is_writable: bool
    message: str
    error: str | None = None


@attrs.frozen
class FolderListing:
    """
    The folders in a folder.

    Attributes:
        parent: The folder that it is in; ``None`` for a root.
    """

    path: str
    parent: str | None
    folders: tuple[str, ...]


@attrs.frozen
class FolderOpened:
    """A folder that was opened on the screen of the server's machine."""

    success: bool
    path: str


@attrs.frozen
class DestinationTest:
    """What came of trying an upload destination."""

    success: bool
    message: str
    destination_type: str


@attrs.frozen
class ProviderPathsDto:
    """Where programs and services are; ``None`` says nothing about one."""

    stable_diffusion_url: str | None = None
    ollama_url: str | None = None
    ffmpeg_path: str | None = None
    ffprobe_path: str | None = None
    output_directory: str | None = None


@attrs.frozen
class SettingsExportData:
    """
    The document on its way to another machine.

    Attributes:
        api_keys: Never filled by us: secrets travel sealed, or not at all.

        additional_settings: Every section that has no place of its own.
    """

    general: GeneralSettings
    provider_paths: ProviderPathsDto
    additional_settings: Mapping[str, Any]
    api_keys: Mapping[str, str] | None = None


@attrs.frozen
class ExportSettingsRequest:
    """
    What is to be exported.

    Attributes:
        selected_secret_keys: Names of the secrets that travel; ``None`` for all.

        acknowledge_warning: Has to be set with *include_secrets*.

        passphrase: Seals the secrets; at least 12 characters, and has to be given with *include_secrets*.
    """

    include_secrets: bool = False
    selected_secret_keys: tuple[str, ...] | None = None
    acknowledge_warning: bool = False
    passphrase: str | None = attrs.field(default=None, repr=False)


@attrs.frozen
class ExportMetadata:
    """
    What is in an export, and who made it.

    Attributes:
        redacted_secret_keys: Names of the secrets that stayed behind.
    """

    secrets_included: bool
    included_secret_keys: tuple[str, ...] | None
    redacted_secret_keys: tuple[str, ...] | None
    exported_by: str
    machine_name: str


@attrs.frozen
class ExportSettingsResponse:
    """
    An export.

    Attributes:
        secrets: Sealed by the passphrase, as ``docs/settings.md`` describes; ``None`` when none travel.
    """

    version: str
    exported_at: datetime
    settings: SettingsExportData
    metadata: ExportMetadata
    secrets: Mapping[str, Any] | None = None


@attrs.frozen
class RedactionPreviewResponse:
    """The secrets that an export could hold, by name, as masks."""

    total_secrets: int
    available_secret_keys: tuple[str, ...]
    redaction_preview: Mapping[str, str]


@attrs.frozen
class ImportSettingsRequest:
    """
    An export on its way in.

    Attributes:
        settings: As an export of ours or of the original's has them, or the document itself.

        dry_run: Whether nothing is to be changed.

        overwrite_existing: Whether what was decided here may be overwritten.

        secrets: As the export has them.

        passphrase: Opens them.
    """

    version: str = attrs.field(validator=attrs.validators.min_len(1))
    settings: Mapping[str, Any]
    dry_run: bool = True
    overwrite_existing: bool = False
    secrets: Mapping[str, Any] | None = None
    passphrase: str | None = attrs.field(default=None, repr=False)


@attrs.frozen
class ConflictItem:
    """
    A setting that an import would change.

    Attributes:
        key: Where, such as ``general.theme``; for a secret its name.

        current_value: As JSON; of a secret the mask.

        recommended_resolution: ``KeepCurrent`` where it was decided here, ``UseNew`` where it has its default,
            ``Merge`` for lists and maps.
    """

    key: str
    current_value: str
    new_value: str
    recommended_resolution: ConflictResolution


@attrs.frozen
class ImportConflictSummary:
    """
    Every setting that an import would change.

    Attributes:
        other: Those of all other sections.

        total_conflicts: How many would overwrite what was decided here.
    """

    general_settings: tuple[ConflictItem, ...] = ()
    api_keys: tuple[ConflictItem, ...] = ()
    provider_paths: tuple[ConflictItem, ...] = ()
    other: tuple[ConflictItem, ...] = ()
    total_conflicts: int = 0


@attrs.frozen
class ImportSettingsResponse:
    """What came of an import, or would."""

    success: bool
    message: str
    conflicts: ImportConflictSummary | None = None
    errors: tuple[str, ...] | None = None
    warnings: tuple[str, ...] | None = None
