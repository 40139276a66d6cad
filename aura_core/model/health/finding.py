"""What a check found, and what all of them found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any, Final

import attrs


__all__ = ["PROVIDERS", "Category", "Finding", "RemediationAction", "Report", "Verdict", "sentence"]


class Verdict(Enum):
    """How something is."""

    PASS = "pass"  # noqa: S105 - the opposite of fail
    WARNING = "warning"
    FAIL = "fail"


class Category(Enum):
    """What something is for."""

    SYSTEM = "System"
    CONFIGURATION = "Configuration"
    LLM = "LLM"
    TTS = "TTS"
    IMAGE = "Image"
    VIDEO = "Video"
    MUSIC = "Music"


PROVIDERS: Final = (Category.LLM, Category.TTS, Category.IMAGE, Category.MUSIC)
"""The categories of providers."""


@attrs.frozen
class RemediationAction:
    """
    Something that can be done about a check that failed.

    Attributes:
        type: open_settings, install, configure, start, open_help or switch_provider.

        label: What stands on the button.

        navigate_to: A page of the client's.

        external_url: A page elsewhere.
    """

    type: str
    label: str
    description: str
    navigate_to: str | None = None
    external_url: str | None = None
    parameters: Mapping[str, str] | None = None


@attrs.frozen
class Finding:
    """
    What a check found.

    Attributes:
        required: Whether no film can be made without it.

        remedy: What to do, as a sentence; may be empty when there is nothing to be done.

        code: As in ``docs/errors/README.md``, when it failed.

        took_ms: How long looking took.

        consecutive_failures: How often it has failed since it passed last.

        success_rate: Of the last hundred looks, 0 to 1.

        average_ms: How long they took.
    """

    id: str
    name: str
    category: Category
    verdict: Verdict
    required: bool
    message: str
    remedy: str
    code: str | None
    data: Mapping[str, Any]
    tags: tuple[str, ...]
    actions: tuple[RemediationAction, ...]
    at: datetime
    took_ms: float
    consecutive_failures: int
    success_rate: float
    average_ms: float

    @property
    def status(self) -> str:
        """The verdict as a probe has it."""
        return _STATUSES[self.verdict]


@attrs.frozen
class Report:
    """What all checks found."""

    findings: tuple[Finding, ...]
    at: datetime

    @property
    def ready(self) -> bool:
        """Whether films can be made."""
        return not any(one.required and one.verdict is Verdict.FAIL for one in self.findings)

    @property
    def status(self) -> str:
        """Healthy; degraded, when something is amiss that films can do without; unhealthy, when they cannot."""
        if not self.ready:
            return "unhealthy"
        return "healthy" if all(one.verdict is Verdict.PASS for one in self.findings) else "degraded"

    @property
    def errors(self) -> tuple[str, ...]:
        """What failed and what to do about it, as sentences."""
        return tuple(sentence(one) for one in self.findings if one.verdict is Verdict.FAIL)

    def of(self, *categories: Category) -> tuple[Finding, ...]:
        """Return the findings of *categories*."""
        return tuple(one for one in self.findings if one.category in categories)

    def find(self, check_id: str) -> Finding | None:
        """Return what the check *check_id* found, if there is one."""
        return next((one for one in self.findings if one.id == check_id), None)


_STATUSES: Final = {Verdict.PASS: "healthy", Verdict.WARNING: "degraded", Verdict.FAIL: "unhealthy"}


def sentence(finding: Finding) -> str:
    """Say what *finding* is about, what is wrong, and what to do."""
    return " ".join(filter(None, [f"{finding.name}: {finding.message}", finding.remedy]))
