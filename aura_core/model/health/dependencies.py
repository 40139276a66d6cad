"""
What the server stands on, as clients ask that want to know what is missing.

Nothing is looked at here: it is what the checks found last, so that no two answers disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import attrs

from aura_core.model.health.finding import PROVIDERS, Finding, Report, Verdict


__all__ = [
    "ConfigurationDependencies",
    "DependenciesSummary",
    "Dependency",
    "DependencyReport",
    "DependencyStatus",
    "LastScan",
    "dependencies_of",
    "dependency_report_of",
    "summary_of",
]

_STATUSES: Final = {Verdict.PASS: "Installed", Verdict.WARNING: "PartiallyInstalled", Verdict.FAIL: "Missing"}


@attrs.frozen
class DependencyStatus:
    """
    Whether something is there that the server stands on.

    Attributes:
        details: The same as *version* or *path*, whichever there is.
    """

    is_available: bool
    message: str
    version: str | None = None
    path: str | None = None
    details: str | None = None


@attrs.frozen
class ConfigurationDependencies:
    """What the server stands on."""

    ffmpeg: DependencyStatus
    ollama: DependencyStatus
    database: DependencyStatus
    output_directory: DependencyStatus
    timestamp: datetime


@attrs.frozen
class Dependency:
    """
    Something that the server stands on, or can use.

    Attributes:
        status: Installed, PartiallyInstalled or Missing.

        required: Whether no film can be made without it.
    """

    id: str
    display_name: str
    status: str
    required: bool
    path: str | None
    version: str | None
    validation_output: str
    error_message: str | None
    remedy: str | None


@attrs.frozen
class DependencyReport:
    """Everything that the server stands on, or can use."""

    success: bool
    scan_time: datetime
    dependencies: tuple[Dependency, ...]
    correlation_id: str


@attrs.frozen
class LastScan:
    """When was looked last."""

    success: bool
    last_scan_time: datetime


@attrs.frozen
class DependenciesSummary:
    """What is there, in short; what nobody looks for is not there."""

    ffmpeg_installed: bool
    ffmpeg_path: str | None
    piper_installed: bool
    piper_path: str | None
    ollama_installed: bool
    ollama_path: str | None
    stable_diffusion_installed: bool
    stable_diffusion_path: str | None
    all_required_installed: bool
    correlation_id: str


def dependencies_of(report: Report) -> ConfigurationDependencies:
    """Say what of *report* the server stands on."""
    return ConfigurationDependencies(
        ffmpeg=_status(report.find("ffmpeg_present"), "ffmpeg_version"),
        ollama=_status(report.find("llm_ollama"), "base_url"),
        database=_status(report.find("database"), "data_source"),
        output_directory=_status(report.find("data_directory"), "path"),
        timestamp=report.at,
    )


def _status(finding: Finding | None, detail: str) -> DependencyStatus:
    if finding is None:
        return DependencyStatus(is_available=False, message="Nobody uses it here.")
    details = _text(finding.data.get(detail))
    return DependencyStatus(
        is_available=finding.verdict is not Verdict.FAIL,
        message=finding.message,
        version=details if detail.endswith("version") else None,
        path=None if detail.endswith("version") else details,
        details=details,
    )


def dependency_report_of(report: Report, correlation_id: str) -> DependencyReport:
    """Say of everything that can be installed whether it is."""
    return DependencyReport(True, report.at, tuple(_dependencies(report)), correlation_id)


def _dependencies(report: Report) -> Iterator[Dependency]:
    for one in report.findings:
        if "dependencies" in one.tags or one.category in PROVIDERS:
            failed = one.verdict is Verdict.FAIL
            yield Dependency(
                id=one.id.removesuffix("_present"),
                display_name=one.name,
                status=_STATUSES[one.verdict],
                required=one.required,
                path=_text(one.data.get("ffmpeg_path")),
                version=_text(one.data.get("ffmpeg_version")),
                validation_output=one.message,
                error_message=one.message if failed else None,
                remedy=one.remedy or None,
            )


def summary_of(report: Report, correlation_id: str) -> DependenciesSummary:
    """Say in short what *report* found."""

    def found(check_id: str) -> bool:
        finding = report.find(check_id)
        return finding is not None and finding.verdict is not Verdict.FAIL

    ffmpeg = report.find("ffmpeg_present")
    return DependenciesSummary(
        ffmpeg_installed=found("ffmpeg_present"),
        ffmpeg_path=_text(ffmpeg.data.get("ffmpeg_path")) if ffmpeg else None,
        piper_installed=found("tts_piper"),
        piper_path=_path(report.find("tts_piper")),
        ollama_installed=found("llm_ollama"),
        ollama_path=_path(report.find("llm_ollama")),
        stable_diffusion_installed=found("image_stable_diffusion"),
        stable_diffusion_path=_path(report.find("image_stable_diffusion")),
        all_required_installed=report.ready,
        correlation_id=correlation_id,
    )


def _path(finding: Finding | None) -> str | None:
    return _text(finding.data.get("path") or finding.data.get("base_url")) if finding else None


def _text(value: Any) -> str | None:
    return str(value) if value else None
