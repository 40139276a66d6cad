"""
What a new user is told: in a wizard's words, what the checks found and what is kept.

Nothing is looked at here that somebody else looks at already, so that no two answers disagree.
"""

from __future__ import annotations

import platform
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import platformdirs

from aura_core.casting.cast import Rosters
from aura_core.configuration.configuration import Configuration
from aura_core.ffmpeg.report import Survey, status_of
from aura_core.keys.testing import KeyState
from aura_core.model.hardware import Machine
from aura_core.model.health.finding import PROVIDERS, Category, Finding, Report, Verdict
from aura_core.model.provider import Provider
from aura_core.model.setup import (
    ConfigurationChecks,
    ConfigurationDetails,
    FFmpegCheck,
    OllamaPresence,
    RequirementFound,
    RequirementsFound,
    SetupConfiguration,
    SetupIssue,
    SetupPaths,
    SetupSystem,
    SystemSetupStatus,
    VoicePresence,
)
from aura_core.setup.wizard import Wizard


__all__ = [
    "configuration_status",
    "ffmpeg_check",
    "ollama_presence",
    "requirements",
    "system_info",
    "system_status",
    "voice_presence",
]

_NEEDED: Final = (Category.LLM, Category.TTS, Category.IMAGE)
"""What somebody has to do for every film."""

_SYSTEMS: Final = {"Darwin": "macOS"}
_PYTHON: Final = "3.11"


def system_status(configuration: Configuration, report: Report) -> SystemSetupStatus:
    """Say whether the first run is behind us."""
    ffmpeg = _ffmpeg(report)
    return SystemSetupStatus(
        is_complete=Wizard(configuration.started.data).status().completed,
        ffmpeg_path=str(ffmpeg.data["ffmpeg_path"]) if ffmpeg else None,
        output_directory=configuration.read().settings.file_locations.output_directory or None,
    )


def _ffmpeg(report: Report) -> Finding | None:
    found = report.find("ffmpeg_present")
    return found if found and found.verdict is not Verdict.FAIL else None


def ffmpeg_check(found: Survey, correlation_id: str) -> FFmpegCheck:
    """Say whether there is an FFmpeg that works."""
    status = status_of(found, correlation_id)
    return FFmpegCheck(
        *(status.valid, status.path if status.valid else None, status.version if status.valid else None),
        error=" ".join([status.error, *found.remedies[:1]]) if status.error else None,
        source=status.source or "None",
        correlation_id=correlation_id,
    )


def ollama_presence(configuration: Configuration, report: Report) -> OllamaPresence:
    """Say whether Ollama can be asked."""
    url = configuration.read().settings.advanced.ollama_url
    found = report.find("llm_ollama")
    if found is None:
        return OllamaPresence(False, url, (), "Nobody uses it here yet; scripts are written without it.")
    models = found.data.get("models", ())
    return OllamaPresence(found.verdict is not Verdict.FAIL, url, tuple(map(str, models)), found.message)


def voice_presence(provider: Provider, rosters: Rosters) -> VoicePresence:
    """Say whether *provider*, who speaks on a machine of one's own, can be asked."""
    found = next(one for one in rosters.speakers.availability() if one.provider is provider)
    lack = found.lacks[0] if found.lacks else None
    return VoicePresence(
        installed=found.available,
        reachable=found.available,
        path=None,
        base_url=provider.api.address or None,
        error=f"{provider.name} cannot be asked: {lack.reason}." if lack else None,
        remedy=lack.remedy if lack else None,
    )


def system_info(configuration: Configuration) -> SetupSystem:
    """Say what the server runs on, and which folders may be suggested."""
    system = platform.system()
    return SetupSystem(
        platform=_SYSTEMS.get(system, system),
        architecture=platform.machine(),
        framework_description=f"Python {platform.python_version()}",
        process_architecture=platform.machine(),
        os_description=platform.platform(),
        paths=SetupPaths(
            user_data=str(configuration.started.data.absolute()),
            documents=platformdirs.user_documents_dir(),
            videos=platformdirs.user_videos_dir(),
            temp=tempfile.gettempdir(),
        ),
    )


def requirements(report: Report) -> RequirementsFound:
    """Say whether the machine has what it should, by what *report* found."""
    found = tuple(_requirements(report))
    return RequirementsFound(all(one.status == Verdict.PASS.value for one in found), found)


def _requirements(report: Report) -> Iterator[RequirementFound]:
    if memory := report.find("memory"):
        least, total = memory.data.get("threshold_mb", 0), memory.data.get("total_mb", 0)
        free = memory.data.get("available_mb", 0)
        yield _requirement(memory, "RAM", f"{least} MB free", f"{free} of {total} MB free")
    if disk := report.find("disk_space"):
        threshold, free = disk.data.get("threshold_gb"), disk.data.get("free_gb")
        detected = f"{free} GB free" if disk.data else "not known"
        yield _requirement(disk, "Disk Space", f"{threshold or 1.0} GB free", detected)
    if ffmpeg := report.find("ffmpeg_present"):
        version = ffmpeg.data.get("ffmpeg_version")
        yield _requirement(ffmpeg, "FFmpeg", "one that works", str(version) if version else "none")
    yield RequirementFound("Python", f"Python {_PYTHON}", platform.python_version(), Verdict.PASS.value, None)


def _requirement(finding: Finding, name: str, required: str, detected: str) -> RequirementFound:
    message = None if finding.verdict is Verdict.PASS else " ".join(filter(None, (finding.message, finding.remedy)))
    return RequirementFound(name, required, detected, finding.verdict.value, message)


def configuration_status(configuration: Configuration, report: Report, machine: Machine) -> SetupConfiguration:
    """Say whether everything is set up, and what is amiss."""
    folder = configuration.read().settings.file_locations.output_directory
    workspace = Path(folder).expanduser() if folder else configuration.started.data.absolute()
    disk, ffmpeg = report.find("disk_space"), _ffmpeg(report)
    bad = tuple(key.provider for key in configuration.keys.listed() if _is_wrong(configuration, key.provider))
    checks = ConfigurationChecks(
        provider_configured=all(_can(report, category, Verdict.PASS, Verdict.WARNING) for category in _NEEDED),
        provider_validated=all(_can(report, category, Verdict.PASS) for category in _NEEDED),
        workspace_created=workspace.is_dir(),
        ffmpeg_detected=ffmpeg is not None,
        api_keys_valid=not bad,
    )
    details = ConfigurationDetails(
        tuple(one.name for one in report.of(*PROVIDERS) if one.verdict is not Verdict.FAIL),
        ffmpeg_path=str(ffmpeg.data["ffmpeg_path"]) if ffmpeg else None,
        ffmpeg_version=str(ffmpeg.data["ffmpeg_version"]) if ffmpeg else None,
        workspace_path=str(workspace),
        disk_space_available=disk.data.get("free_gb") if disk else None,
        gpu_available=machine.gpu is not None,
    )
    issues = [_issue(one) for one in report.findings if one.verdict is not Verdict.PASS]
    if not checks.workspace_created:
        issues.append(_no_workspace(workspace))
    issues += map(_wrong_key, bad)
    ready = report.ready and checks.provider_configured and checks.workspace_created
    return SetupConfiguration(ready, report.at, checks, details, tuple(issues))


def _can(report: Report, category: Category, *verdicts: Verdict) -> bool:
    return any(one.verdict in verdicts for one in report.of(category))


def _is_wrong(configuration: Configuration, provider: Provider) -> bool:
    came = configuration.keys.tested(provider)
    return came is not None and came.state is KeyState.INVALID


def _issue(finding: Finding) -> SetupIssue:
    action = finding.actions[0] if finding.actions else None
    url = (action.parameters or {}).get("url") or action.navigate_to or action.external_url if action else None
    critical = finding.required and finding.verdict is Verdict.FAIL
    return SetupIssue(
        severity="error" if critical else "warning",
        code=finding.code or f"W-{finding.id.upper()}",
        message=f"{finding.name}: {finding.message}",
        remedy=finding.remedy,
        action_label=action.label if action else None,
        action_url=url,
    )


def _no_workspace(folder: Path) -> SetupIssue:
    remedy = "It is made with the first film; choose another folder if it should lie elsewhere."
    return SetupIssue("warning", "W-WORKSPACE", f"{folder} is not there yet.", remedy, "Choose a folder", "/settings")


def _wrong_key(provider: Provider) -> SetupIssue:
    remedy = f"Copy it once more from {provider.key_page}." if provider.key_page else "Copy it once more."
    return SetupIssue(
        *("warning", "W-API_KEY", f"{provider.name} does not know the key that is kept.", remedy),
        *("Change the key", "/settings"),
    )
