"""What people ask: what is amiss, and what can be done about it?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import attrs

from aura_core.model.hardware import Machine
from aura_core.model.health.finding import Finding, RemediationAction, Report, Verdict


__all__ = [
    "FIXABLE",
    "AutoFixRequest",
    "AutoFixResponse",
    "FirstRunIssue",
    "FirstRunReport",
    "FixAction",
    "HealthCheckDetail",
    "HealthDetailsResponse",
    "HealthSummaryResponse",
    "detail_of",
    "details_of",
    "first_run_of",
    "summary_of",
]


@attrs.frozen
class HealthSummaryResponse:
    """How many checks passed."""

    overall_status: str
    is_ready: bool
    total_checks: int
    passed_checks: int
    warning_checks: int
    failed_checks: int
    timestamp: datetime


@attrs.frozen
class HealthCheckDetail:
    """
    What a check found, and what can be done about it.

    Attributes:
        status: pass, warning or fail.

        remediation_hint: What to do, as a sentence.
    """

    id: str
    name: str
    category: str
    status: str
    is_required: bool
    message: str | None
    data: Mapping[str, Any] | None
    remediation_hint: str | None
    remediation_actions: tuple[RemediationAction, ...] | None


@attrs.frozen
class HealthDetailsResponse:
    """What each check found, and what can be done about it."""

    overall_status: str
    is_ready: bool
    checks: tuple[HealthCheckDetail, ...]
    timestamp: datetime


@attrs.frozen
class FixAction:
    """
    Something that can be done about an issue.

    Attributes:
        action_type: As a check's actions have it.

        action_url: An address of the API, a page of the client's, or one elsewhere.
    """

    label: str
    description: str
    action_type: str
    action_url: str | None
    action_data: Mapping[str, str] | None


@attrs.frozen
class FirstRunIssue:
    """
    What stands between a new user and the first film.

    Attributes:
        severity: critical or warning.

        auto_fixable: Whether ``POST /api/health/auto-fix`` mends it.
    """

    code: str
    title: str
    description: str
    severity: str
    causes: tuple[str, ...]
    fix_actions: tuple[FixAction, ...]
    auto_fixable: bool


@attrs.frozen
class FirstRunReport:
    """
    Whether a new user can begin.

    Attributes:
        status: ready, needs-setup or has-errors.

        recommendations: Sentences.
    """

    ready: bool
    status: str
    issues: tuple[FirstRunIssue, ...]
    recommendations: tuple[str, ...]
    system_info: Mapping[str, Any]


@attrs.frozen
class AutoFixRequest:
    """
    Which issue is to be mended.

    Attributes:
        issue_code: As the report of the first run has it.
    """

    issue_code: str


@attrs.frozen
class AutoFixResponse:
    """What was mended."""

    success: bool
    message: str
    ffmpeg_path: str | None


FIXABLE: Final = frozenset({"E302-FFMPEG_NOT_FOUND", "E302-FFMPEG_VALIDATION"})
"""Codes of issues that need no person."""


def summary_of(report: Report) -> HealthSummaryResponse:
    """Say how many checks passed."""
    counts = {verdict: sum(one.verdict is verdict for one in report.findings) for verdict in Verdict}
    return HealthSummaryResponse(
        overall_status=report.status,
        is_ready=report.ready,
        total_checks=len(report.findings),
        passed_checks=counts[Verdict.PASS],
        warning_checks=counts[Verdict.WARNING],
        failed_checks=counts[Verdict.FAIL],
        timestamp=report.at,
    )


def details_of(report: Report) -> HealthDetailsResponse:
    """Say what each check found."""
    return HealthDetailsResponse(report.status, report.ready, tuple(map(detail_of, report.findings)), report.at)


def detail_of(finding: Finding) -> HealthCheckDetail:
    """Say what a check found."""
    return HealthCheckDetail(
        *(finding.id, finding.name, finding.category.value, finding.verdict.value, finding.required, finding.message),
        data=finding.data or None,
        remediation_hint=finding.remedy or None,
        remediation_actions=finding.actions or None,
    )


def first_run_of(report: Report, machine: Machine) -> FirstRunReport:
    """Say what stands between a new user and the first film."""
    amiss = [one for one in report.findings if one.verdict is not Verdict.PASS and (one.required or one.remedy)]
    # What films can do without is no issue while it merely fails.
    issues = tuple(_issue(one) for one in amiss if one.required or one.verdict is Verdict.WARNING)
    words = {True: "ready", False: "has-errors"}
    status = "needs-setup" if any(issue.auto_fixable for issue in issues) and not report.ready else words[report.ready]
    return FirstRunReport(
        *(report.ready, status, issues),
        recommendations=tuple(one.remedy for one in amiss if not one.required and one.remedy),
        system_info={
            "logicalCores": machine.logical_cores,
            "memoryGB": machine.memory_gb,
            "gpu": machine.gpu.model if machine.gpu else None,
        },
    )


def _issue(finding: Finding) -> FirstRunIssue:
    code = finding.code or f"W-{finding.id.upper()}"
    return FirstRunIssue(
        code=code,
        title=finding.name,
        description=finding.message,
        severity="critical" if finding.required and finding.verdict is Verdict.FAIL else "warning",
        causes=(finding.message,),
        fix_actions=tuple(
            FixAction(one.label, one.description, one.type, one.navigate_to or one.external_url, one.parameters)
            for one in finding.actions
        ),
        auto_fixable=code in FIXABLE,
    )
