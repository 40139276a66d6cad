"""Everything that the server looks at, and what its log says of it."""

from __future__ import annotations

import structlog

from aura_core.configuration import following
from aura_core.health import Health
from aura_core.health.installation import installation
from aura_core.jobs import Jobs
from aura_core.model.health.finding import Finding, Verdict


__all__ = ["health_of"]

log = structlog.get_logger()


def health_of(jobs: Jobs) -> Health:
    """Put together what films and *jobs* need; a line of the log tells whenever any of it is not as it was."""
    return Health((*installation(following(jobs.settings)), *jobs.checks()), _say)


def _say(finding: Finding) -> None:
    level = "info" if finding.verdict is Verdict.PASS else "warning"
    getattr(log, level)("check", check=finding.id, verdict=finding.verdict.value, message=finding.message)
