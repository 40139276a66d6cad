"""What machines ask: is it alive, is it ready?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from typing import Any, Final

import attrs

from aura_core.model.health.finding import Finding, Report, Verdict


__all__ = [
    "ENVIRONMENT",
    "CheckReport",
    "HealthCheckResponse",
    "HealthOfGroup",
    "HealthzResponse",
    "HealthzSimple",
    "Liveness",
    "SubCheckResult",
    "alive",
    "group_of",
    "healthz",
    "healthz_simple",
    "in_short",
    "readiness_of",
    "version_here",
]


@attrs.frozen
class SubCheckResult:
    """What a check found, in short."""

    name: str
    status: str
    message: str | None = None
    details: Mapping[str, Any] | None = None


@attrs.frozen
class Liveness:
    """
    That the server answers.

    Attributes:
        checks: The server itself; nothing that it depends on.
    """

    status: str
    timestamp: datetime
    checks: tuple[SubCheckResult, ...] = ()
    errors: tuple[str, ...] = ()


@attrs.frozen
class HealthzResponse:
    """That the server answers."""

    status: str
    timestamp: datetime


@attrs.frozen
class HealthzSimple:
    """That the server answers, and which one it is."""

    status: str
    service: str
    version: str
    timestamp_utc: datetime


@attrs.frozen
class CheckReport:
    """
    What a check found.

    Attributes:
        status: healthy, degraded or unhealthy.

        description: A sentence; ``message`` is the same.

        remedy: What to do, as a sentence.

        duration: How long looking took, milliseconds.

        data: What helps to judge it; ``details`` is the same.

        exception: The error code, when it failed.
    """

    id: str
    name: str
    status: str
    description: str | None
    message: str | None
    remedy: str | None
    duration: float
    data: Mapping[str, Any]
    details: Mapping[str, Any] | None
    tags: tuple[str, ...]
    required: bool
    checked_at: datetime
    exception: str | None = None


@attrs.frozen
class HealthCheckResponse:
    """
    Whether films can be made: every name under which one of the original's clients looks for it.

    Attributes:
        status: healthy; degraded, when something is amiss that films can do without; unhealthy, when they cannot.

        ready: Whether films can be made.

        duration: How long the slowest look took, milliseconds; nobody waited for it.

        checks: What each check found, by its name.

        errors: What failed and what to do about it, as sentences.
    """

    status: str
    ready: bool
    timestamp: datetime
    duration: float
    checks: tuple[CheckReport, ...]
    errors: tuple[str, ...]
    environment: str
    version: str


@attrs.frozen
class HealthOfGroup:
    """What the checks with a tag found."""

    status: str
    tag: str
    timestamp: datetime
    checks: tuple[CheckReport, ...]


ENVIRONMENT: Final = "Production"
"""There is no other."""


@cache
def version_here() -> str:
    """Return the version of Aura; to look it up reads files, which takes milliseconds."""
    return version("aura-video")


def alive() -> Liveness:
    """Say that the server answers."""
    return Liveness("healthy", datetime.now(UTC), (SubCheckResult("Application", "healthy", "It answers."),))


def healthz() -> HealthzResponse:
    """Say that the server answers."""
    return HealthzResponse("healthy", datetime.now(UTC))


def healthz_simple() -> HealthzSimple:
    """Say that the server answers, and that it speaks the API of Aura's."""
    return HealthzSimple("ok", "Aura.Api", version_here(), datetime.now(UTC))


def readiness_of(report: Report) -> HealthCheckResponse:
    """Say whether films can be made."""
    return HealthCheckResponse(
        *(report.status, report.ready, report.at),
        duration=max((round(one.took_ms, 3) for one in report.findings), default=0.0),
        checks=_reports(report),
        errors=report.errors,
        environment=ENVIRONMENT,
        version=version_here(),
    )


def in_short(readiness: HealthCheckResponse) -> HealthCheckResponse:
    """Leave out what is nobody's business who only wants to know whether it is ready: paths, versions, providers."""
    checks = tuple(
        attrs.evolve(one, description=None, message=None, remedy=None, data={}, details=None)
        for one in readiness.checks
        if one.required
    )
    return attrs.evolve(readiness, checks=checks, errors=())


def group_of(report: Report, tag: str) -> HealthOfGroup:
    """Say what the checks with *tag* found."""
    return HealthOfGroup(report.status, tag, report.at, _reports(report))


def _reports(report: Report) -> tuple[CheckReport, ...]:
    return tuple(_report(one) for one in sorted(report.findings, key=lambda one: one.name))


def _report(finding: Finding) -> CheckReport:
    return CheckReport(
        *(finding.id, finding.name, finding.status, finding.message, finding.message, finding.remedy or None),
        duration=round(finding.took_ms, 3),
        data=finding.data,
        details=finding.data,
        tags=finding.tags,
        required=finding.required,
        checked_at=finding.at,
        exception=finding.code if finding.verdict is Verdict.FAIL else None,
    )
