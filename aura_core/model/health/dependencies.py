"""
What the server stands on, as clients ask that want to know what is missing.

Nothing is looked at here: it is what the checks found last, so that no two answers disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import attrs

from aura_core.errors import NotFoundError
from aura_core.model.health.finding import PROVIDERS, Finding, Report, Verdict


__all__ = [
    "ConfigurationDependencies",
    "DependenciesSummary",
    "Dependency",
    "DependencyAnswer",
    "DependencyPathCheck",
    "DependencyPathRequest",
    "DependencyReport",
    "DependencyStatus",
    "DownloadComponent",
    "DownloadManifest",
    "InstallAllResponse",
    "LastScan",
    "NotInstalled",
    "answer_of",
    "dependencies_of",
    "dependency_report_of",
    "found_in",
    "listed",
    "manifest_of",
    "named_of",
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
class DependencyPathRequest:
    """Where a dependency is: a path of this machine, or for a server of one's own its URL."""

    path: str = attrs.field(validator=attrs.validators.max_len(4096))


@attrs.frozen
class DependencyAnswer:
    """
    How a dependency is after something was done about it.

    Attributes:
        success: Whether it can be used.

        available: The same as *success*, as ``installed`` and ``repaired`` are, for whoever asks in other words.

        status: Installed, PartiallyInstalled or Missing.

        smoke_test_passed: Whether it did what films need of it; ``None`` when it was not tried.
    """

    success: bool
    id: str
    available: bool
    installed: bool
    repaired: bool
    status: str
    path: str | None
    version: str | None
    validation_output: str
    message: str
    error: str | None
    remedy: str | None
    smoke_test_passed: bool | None
    correlation_id: str


@attrs.frozen
class DependencyPathCheck:
    """Whether a dependency is at a path; nothing but FFmpeg is run, and that only if it is one by its looks."""

    is_valid: bool
    error: str | None
    remedy: str | None
    path: str | None
    version: str | None
    correlation_id: str


@attrs.frozen
class NotInstalled:
    """What is missing and was not installed, why, and what does it."""

    id: str
    message: str
    remedy: str | None


@attrs.frozen
class InstallAllResponse:
    """
    What came of installing all that is missing.

    Attributes:
        installed: Ids of what was brought back.
    """

    success: bool
    installed: tuple[str, ...]
    failed: tuple[NotInstalled, ...]
    correlation_id: str


@attrs.frozen
class DownloadComponent:
    """
    Something that the server stands on, or can use.

    Attributes:
        files: None: nothing is fetched by addresses; *how_to_install* says what does it.
    """

    id: str
    name: str
    version: str | None
    is_required: bool
    is_installed: bool
    install_path: str | None
    files: tuple[str, ...]
    how_to_install: str | None


@attrs.frozen
class DownloadManifest:
    """Everything that the server stands on, or can use, as a page about downloads reads it."""

    version: str
    components: tuple[DownloadComponent, ...]


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


def found_in(report: Report, name: str) -> Finding:
    """
    Return what was found of the dependency *name*, its id here or that of its check, in any case.

    Raises:
        NotFoundError: there is no such dependency.
    """
    asked = name.strip().lower().replace("-", "_")
    for one in listed(report):
        if asked in {one.id, _id(one), one.name.lower(), one.id.partition("_")[2]}:
            return one
    known = ", ".join(map(_id, listed(report)))
    raise NotFoundError("There is no dependency of that name.", remedy=f"Ask for one of {known}.")


def answer_of(finding: Finding, correlation_id: str, *, smoke_test_passed: bool | None = None) -> DependencyAnswer:
    """Say how a dependency is."""
    well = finding.verdict is not Verdict.FAIL and smoke_test_passed is not False
    return DependencyAnswer(
        *(well, _id(finding), well, well, well, _STATUSES[finding.verdict]),
        path=_text(finding.data.get("ffmpeg_path")),
        version=_text(finding.data.get("ffmpeg_version")),
        validation_output=finding.message,
        message=finding.message,
        error=None if well else finding.message,
        remedy=finding.remedy or None,
        smoke_test_passed=smoke_test_passed,
        correlation_id=correlation_id,
    )


def manifest_of(report: Report, version: str) -> DownloadManifest:
    """Say of everything that can be installed what installs it."""
    return DownloadManifest(
        version,
        tuple(
            DownloadComponent(
                *(one.id, one.display_name, one.version, one.required, one.status != _STATUSES[Verdict.FAIL]),
                install_path=one.path,
                files=(),
                how_to_install=one.remedy,
            )
            for one in _dependencies(report)
        ),
    )


def _id(finding: Finding) -> str:
    return finding.id.removesuffix("_present")


def listed(report: Report) -> tuple[Finding, ...]:
    """Return what was found of everything that can be installed."""
    return tuple(one for one in report.findings if "dependencies" in one.tags or one.category in PROVIDERS)


def named_of(name: str, url: str, correlation_id: str) -> DependencyAnswer:
    """Say that a server of one's own is asked at *url* from now on; whether it answers shows when it is asked."""
    message = f"{name} is asked at {url} when it is needed."
    return DependencyAnswer(
        *(True, name, False, True, False, _STATUSES[Verdict.WARNING], url, None, message, message, None),
        remedy=None,
        smoke_test_passed=None,
        correlation_id=correlation_id,
    )


def _dependencies(report: Report) -> Iterator[Dependency]:
    for one in listed(report):
        failed = one.verdict is Verdict.FAIL
        yield Dependency(
            id=_id(one),
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
