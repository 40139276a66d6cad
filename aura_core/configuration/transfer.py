"""
The document on its way to another machine and back, as the contract has it.

Rule 1: secrets travel when they are asked for, and then only sealed by a passphrase.

Rule 2: an import is compared with what is here, member by member, before anything is changed; it changes all or nothing.
"""

from __future__ import annotations

import getpass
import json
import platform
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any, Final

import attrs

from aura_core.configuration.configuration import Configuration
from aura_core.configuration.foreign import translated
from aura_core.configuration.forms import canonical, known_members, unknown_members
from aura_core.configuration.patching import Difference, differences, merge_patch
from aura_core.configuration.secrets import parted
from aura_core.errors import ConflictError, InvalidInputError, Issue, VaultError
from aura_core.keys.masks import mask
from aura_core.keys.sealed import open_by_passphrase, seal_by_passphrase
from aura_core.model.enums import ConflictResolution
from aura_core.model.settings import UserSettings
from aura_core.model.settings.document import VERSION
from aura_core.model.settings.replies import (
    ConflictItem,
    ExportMetadata,
    ExportSettingsRequest,
    ExportSettingsResponse,
    ImportConflictSummary,
    ImportSettingsRequest,
    ImportSettingsResponse,
    ProviderPathsDto,
    RedactionPreviewResponse,
    SettingsExportData,
)
from aura_core.redaction import REDACTOR
from aura_core.wire import dumps, loads, structure, unstructure


__all__ = ["exported", "imported", "preview"]

_BOUND: Final = b"aura-settings-secrets/1"
_SHORTEST: Final = 12
"""Characters of a passphrase. A stretched one of twelve random letters takes longer to guess than anybody has."""

_PATHS: Final = {
    "advanced.stableDiffusionUrl",
    "advanced.ollamaUrl",
    "fileLocations.ffmpegPath",
    "fileLocations.ffprobePath",
    "fileLocations.outputDirectory",
}
_SHOWN: Final = 200
_NEVER: Final = ("lastUpdated", "version", "apiKeys")


def preview(configuration: Configuration) -> RedactionPreviewResponse:
    """Show which secrets an export could hold."""
    kept = configuration.keys.vault.read()
    names = tuple(sorted(kept))
    return RedactionPreviewResponse(len(names), names, {name: mask(kept[name].value) for name in names})


def exported(configuration: Configuration, request: ExportSettingsRequest) -> ExportSettingsResponse:
    """
    Pack the document, and the secrets that are asked for.

    Keys that the environment gives stay where they are.

    Raises:
        InvalidInputError: secrets are asked for without a passphrase, or without knowing what that means.
    """
    settings = configuration.read().settings
    kept = {name: secret.value for name, secret in configuration.keys.vault.read().items()}
    chosen = _chosen(request, kept)
    sealed = None
    if request.include_secrets:
        data = json.dumps({name: kept[name] for name in chosen}).encode()
        sealed = seal_by_passphrase(request.passphrase or "", data, _BOUND)
    return ExportSettingsResponse(
        version=VERSION,
        exported_at=datetime.now(UTC),
        settings=_packed(settings),
        metadata=ExportMetadata(
            secrets_included=request.include_secrets,
            included_secret_keys=chosen if request.include_secrets else None,
            redacted_secret_keys=tuple(sorted(kept.keys() - set(chosen))),
            exported_by=_user(),
            machine_name=platform.node(),
        ),
        secrets=sealed,
    )


def _chosen(request: ExportSettingsRequest, kept: Collection[str]) -> tuple[str, ...]:
    """Say which secrets travel."""
    if not request.include_secrets:
        return ()
    issues = []
    if not request.acknowledge_warning:
        issues.append(Issue("$.acknowledgeWarning", "Whoever has the file and the passphrase has the keys."))
    if request.passphrase is None or len(request.passphrase) < _SHORTEST:
        issues.append(Issue("$.passphrase", f"Secrets travel under a passphrase of at least {_SHORTEST} characters."))
    names = tuple(sorted(kept)) if request.selected_secret_keys is None else request.selected_secret_keys
    if not set(names) <= set(kept):
        issues.append(Issue("$.selectedSecretKeys", "There is no secret of one of these names."))
    if issues:
        raise InvalidInputError(issues, remedy="Correct that, or export without secrets.")
    return names


def _packed(settings: UserSettings) -> SettingsExportData:
    document = unstructure(settings)
    files, advanced = settings.file_locations, settings.advanced
    others = {name: part for name, part in document.items() if name not in {*_NEVER, "general"}}
    return SettingsExportData(
        general=settings.general,
        provider_paths=ProviderPathsDto(
            stable_diffusion_url=advanced.stable_diffusion_url,
            ollama_url=advanced.ollama_url,
            ffmpeg_path=files.ffmpeg_path or None,
            ffprobe_path=files.ffprobe_path or None,
            output_directory=files.output_directory or None,
        ),
        additional_settings=others,
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def imported(configuration: Configuration, request: ImportSettingsRequest) -> ImportSettingsResponse:
    """
    Compare an export with what is here, and take it in unless it is only to be compared.

    Raises:
        InvalidInputError: with everything that is wrong with it; also where its secrets do not open.

        ConflictError: it would overwrite what was decided here, and is not to.
    """
    document = _without_nulls(canonical(translated(request.settings), UserSettings))
    unknown = [path for path, _ in unknown_members(document, UserSettings)]
    raw = known_members(document, UserSettings)
    try:
        _, secrets = parted(structure(raw, UserSettings))
    except InvalidInputError as error:
        issues = [attrs.evolve(one, path=f"$.settings{one.path.removeprefix('$')}") for one in error.issues]
        raise InvalidInputError(issues, remedy=error.remedy) from error
    secrets |= _opened(request)
    conflicts = _conflicts(configuration, raw, secrets)
    warnings = tuple(f"{REDACTOR.text(path)} was left aside: nobody here knows it." for path in unknown)
    if request.dry_run:
        return ImportSettingsResponse(True, "Nothing was changed.", conflicts, warnings=warnings)
    if conflicts.total_conflicts and not request.overwrite_existing:
        raise ConflictError(
            f"{conflicts.total_conflicts} settings were decided here and would be overwritten.",
            remedy="Look at them with dryRun, and send overwriteExisting to take the import.",
            details=unstructure(conflicts),
        )
    configuration.merge(raw, secrets)
    return ImportSettingsResponse(True, "The settings were taken in.", conflicts, warnings=warnings)


def _opened(request: ImportSettingsRequest) -> dict[str, str]:
    if not request.secrets:
        return {}
    if not request.passphrase:
        raise InvalidInputError.of(
            "$.passphrase", "The secrets in it are sealed.", remedy="Give the passphrase, or leave the secrets out."
        )
    try:
        data = open_by_passphrase(request.passphrase, request.secrets, _BOUND)
        return dict(loads(data, Mapping[str, str]))  # type: ignore[type-abstract]
    except VaultError as error:
        raise InvalidInputError.of("$.secrets", str(error), remedy=error.remedy) from error
    except InvalidInputError as error:
        # Well sealed, by somebody who had something else in mind.
        raise InvalidInputError.of(
            "$.secrets", "What is sealed in it are no secrets.", remedy="Export it once more, or leave the secrets out."
        ) from error


def _conflicts(
    configuration: Configuration, raw: Mapping[str, Any], secrets: Mapping[str, str]
) -> ImportConflictSummary:
    now = unstructure(configuration.read().settings)
    default = unstructure(UserSettings())
    changes = [
        (change, _recommended(change, default))
        for change in differences(now, merge_patch(now, raw))
        if not change.path.startswith(_NEVER)
    ]
    kept = {name: secret.value for name, secret in configuration.keys.vault.read().items()}
    keys = tuple(
        ConflictItem(
            name,
            mask(kept.get(name, "")),
            mask(secret),
            ConflictResolution.KEEP_CURRENT if name in kept else ConflictResolution.USE_NEW,
        )
        for name, secret in secrets.items()
        if kept.get(name) != secret
    )
    items = [_item(change, resolution) for change, resolution in changes]
    decided = [item for item in (*items, *keys) if item.recommended_resolution is not ConflictResolution.USE_NEW]
    return ImportConflictSummary(
        general_settings=tuple(item for item in items if item.key.startswith("general.")),
        api_keys=keys,
        provider_paths=tuple(item for item in items if item.key in _PATHS),
        other=tuple(item for item in items if not item.key.startswith("general.") and item.key not in _PATHS),
        total_conflicts=len(decided),
    )


def _recommended(change: Difference, default: Any) -> ConflictResolution:
    for step in change.path.split("."):
        default = default.get(step) if isinstance(default, Mapping) else None
    if change.before == default:
        return ConflictResolution.USE_NEW
    return ConflictResolution.MERGE if isinstance(change.before, list | Mapping) else ConflictResolution.KEEP_CURRENT


def _without_nulls(value: Any) -> Any:
    """Leave out what says nothing, which in a patch would take away."""
    if isinstance(value, Mapping):
        return {name: _without_nulls(member) for name, member in value.items() if member is not None}
    return value


def _item(change: Difference, resolution: ConflictResolution) -> ConflictItem:
    return ConflictItem(change.path, _said(change.before), _said(change.after), resolution)


def _said(value: Any) -> str:
    text = value if isinstance(value, str) else dumps(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
