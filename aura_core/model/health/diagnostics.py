"""What is amiss, by what the checks found, and what may be in the way between a client and its films."""

from __future__ import annotations

from datetime import datetime

import attrs

from aura_core.model.health.finding import PROVIDERS, Category, Finding, Report, Verdict, sentence


__all__ = [
    "ConfigurationIssue",
    "ConfigurationStatus",
    "DiagnosedConfiguration",
    "DiagnosedFFmpeg",
    "DiagnosedNetwork",
    "DiagnosedProvider",
    "NetworkDiagnostics",
    "configuration_of",
    "diagnostics_of",
]


@attrs.frozen
class ConfigurationIssue:
    """Something that is amiss, and what to do about it."""

    category: str
    code: str
    message: str
    resolution: str


@attrs.frozen
class ConfigurationStatus:
    """
    Whether films can be made as things are.

    Attributes:
        critical_issues: Without these films cannot be made.

        validation_duration_ms: How long looking took.
    """

    is_valid: bool
    can_start: bool
    critical_issues: tuple[ConfigurationIssue, ...]
    warnings: tuple[ConfigurationIssue, ...]
    validation_duration_ms: float
    timestamp: datetime


@attrs.frozen
class DiagnosedConfiguration:
    """Whether films can be made as things are, in short."""

    is_valid: bool
    error_code: str | None
    error_message: str | None
    issues: tuple[str, ...]


@attrs.frozen
class DiagnosedFFmpeg:
    """FFmpeg, in short."""

    installed: bool
    valid: bool
    version: str | None
    path: str | None
    error_code: str | None
    error_message: str | None


@attrs.frozen
class DiagnosedProvider:
    """Whether a provider can be asked."""

    name: str
    reachable: bool
    error_code: str | None
    error_message: str | None


@attrs.frozen
class DiagnosedNetwork:
    """
    How the server is reached.

    Attributes:
        cors_configured: Whether the page that asks may read the answers.

        base_url_configured: Whether the server is asked under a name of its own.
    """

    cors_configured: bool
    base_url_configured: bool
    issues: tuple[str, ...]


@attrs.frozen
class NetworkDiagnostics:
    """What may be in the way between a client and its films."""

    correlation_id: str
    timestamp: datetime
    backend_reachable: bool
    backend_version: str
    configuration: DiagnosedConfiguration
    ffmpeg: DiagnosedFFmpeg
    providers: tuple[DiagnosedProvider, ...]
    network: DiagnosedNetwork


def configuration_of(report: Report) -> ConfigurationStatus:
    """Say what *report* found amiss."""
    amiss = [one for one in report.findings if one.verdict is not Verdict.PASS]
    critical = [one for one in amiss if _is_critical(one)]
    return ConfigurationStatus(
        is_valid=report.ready,
        can_start=report.ready,
        critical_issues=tuple(map(_issue, critical)),
        warnings=tuple(_issue(one) for one in amiss if not _is_critical(one)),
        validation_duration_ms=round(sum(one.took_ms for one in report.findings), 1),
        timestamp=report.at,
    )


def _is_critical(finding: Finding) -> bool:
    return finding.required and finding.verdict is Verdict.FAIL


def _issue(finding: Finding) -> ConfigurationIssue:
    return ConfigurationIssue(finding.category.value, finding.code or "", finding.message, finding.remedy)


def diagnostics_of(
    report: Report, version: str, correlation_id: str, *, readable: bool, named: bool, issues: tuple[str, ...]
) -> NetworkDiagnostics:
    """
    Say what may be in the way between a client and its films.

    Args:
        readable: Whether the page that asks may read the answer.

        named: Whether the server is asked under a name of its own.

        issues: What is amiss with how it is asked.
    """
    critical = [one for one in report.findings if _is_critical(one)]
    first = critical[0] if critical else None
    return NetworkDiagnostics(
        correlation_id=correlation_id,
        timestamp=report.at,
        backend_reachable=True,
        backend_version=version,
        configuration=DiagnosedConfiguration(
            is_valid=report.ready,
            error_code=first.code if first else None,
            error_message=first.message if first else None,
            issues=tuple(sentence(one) for one in report.of(Category.CONFIGURATION) if one.verdict is not Verdict.PASS),
        ),
        ffmpeg=_diagnosed(report.find("ffmpeg_present")),
        providers=tuple(_reached(one) for one in report.of(*PROVIDERS)),
        network=DiagnosedNetwork(readable, named, issues),
    )


def _diagnosed(finding: Finding | None) -> DiagnosedFFmpeg:
    if finding is None:
        return DiagnosedFFmpeg(False, False, None, None, None, None)
    failed = finding.verdict is Verdict.FAIL
    return DiagnosedFFmpeg(
        installed=not failed,
        valid=not failed,
        version=finding.data.get("ffmpeg_version"),
        path=finding.data.get("ffmpeg_path"),
        error_code=finding.code if failed else None,
        error_message=sentence(finding) if failed else None,
    )


def _reached(finding: Finding) -> DiagnosedProvider:
    failed = finding.verdict is Verdict.FAIL
    return DiagnosedProvider(
        finding.name, not failed, finding.code if failed else None, sentence(finding) if failed else None
    )
