"""What is said about settings; each answer is made by one function, and holds no secret."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from aura_core.configuration.checking import Severity, examine, warnings_about
from aura_core.configuration.configuration import Configuration
from aura_core.model.provider import ProviderKind
from aura_core.model.providers import PROVIDERS
from aura_core.model.settings.replies import (
    OperatingMode,
    OutputSettings,
    PortableSettings,
    ProviderPathsDto,
    SettingsIssue,
    SettingsUpdateResult,
    SettingsValidationResult,
)
from aura_core.redaction import REDACTOR


__all__ = ["operating_mode", "output_settings", "portable", "provider_paths", "updated", "validated"]


def updated(configuration: Configuration, message: str, *, left_aside: Collection[str] = ()) -> SettingsUpdateResult:
    """
    Say that something was changed, and what will not do what its owner means.

    Args:
        left_aside: Paths of members that nobody here knows.
    """
    settings = configuration.read().settings
    unknown = (f"{REDACTOR.text(path)} was left aside: nobody here knows it." for path in left_aside)
    warnings = (f"{finding.message} ({finding.path})" for finding in warnings_about(settings))
    return SettingsUpdateResult(True, message, warnings=(*configuration.notices(), *unknown, *warnings))


def validated(body: Mapping[str, Any]) -> SettingsValidationResult:
    """Say everything that is wrong with *body*, a document as JSON."""
    findings = examine(body)
    issues = tuple(
        SettingsIssue(*_place(REDACTOR.text(found.path)), REDACTOR.text(found.message), found.severity.value)
        for found in findings
    )
    return SettingsValidationResult(all(found.severity is not Severity.ERROR for found in findings), issues)


def _place(path: str) -> tuple[str, str]:
    """Part a JSON path into the section and where in it."""
    section, _, key = path.removeprefix("$").removeprefix(".").partition(".")
    return section, key


def operating_mode(configuration: Configuration) -> OperatingMode:
    """Say whether anything may be asked of another machine, and who may do what if not."""
    if not configuration.in_force().offline:
        return OperatingMode("online", is_offline=False)
    llm, tts, image = (_local(kind) for kind in (ProviderKind.LLM, ProviderKind.TTS, ProviderKind.IMAGE))
    return OperatingMode("offline", True, llm, tts, image)


def _local(kind: ProviderKind) -> tuple[str, ...]:
    return tuple(one.name for one in PROVIDERS.values() if one.local and kind in one.kinds)


def output_settings(configuration: Configuration) -> OutputSettings:
    """Say where finished films go, and what they are called there."""
    settings = configuration.read().settings
    return OutputSettings(
        settings.file_locations.output_directory,
        settings.export.naming_pattern,
        settings.export.auto_open_output_folder,
        settings.export.default_preset,
    )


def provider_paths(configuration: Configuration) -> ProviderPathsDto:
    """Say where programs and services are."""
    settings = configuration.read().settings
    files, advanced = settings.file_locations, settings.advanced
    return ProviderPathsDto(
        advanced.stable_diffusion_url,
        advanced.ollama_url,
        files.ffmpeg_path,
        files.ffprobe_path,
        files.output_directory,
    )


def portable(configuration: Configuration) -> PortableSettings:
    """Say where this installation keeps things."""
    started = configuration.started
    data, files = started.data.absolute(), configuration.read().settings.file_locations
    said = "data" in started.decided
    return PortableSettings(
        is_portable=said,
        base_directory=str(data.parent),
        data_directory=str(data),
        portable_mode_enabled=said,
        portable_root_path=str(data) if said else None,
        tools_directory=str(data / "tools"),
        aura_data_directory=str(data),
        logs_directory=str(data / "logs"),
        projects_directory=files.projects_directory or str(data / "projects"),
        downloads_directory=files.output_directory or str(data / "jobs"),
    )
