"""What can be found wrong before a film is begun, as a page about it reads it."""

from __future__ import annotations

import attrs


__all__ = ["PreflightFix", "PreflightReport", "PreflightStage"]


@attrs.frozen
class PreflightFix:
    """
    Something that can be done about a stage.

    Attributes:
        type: Install, Start, OpenSettings, SwitchToFree or Help.

        parameter: An address of the API, a page of the client's, one elsewhere, or the id of a provider.
    """

    type: str
    label: str
    parameter: str | None
    description: str


@attrs.frozen
class PreflightStage:
    """
    Something that films need.

    Attributes:
        status: pass, warn or fail.

        provider: Who does it, or what it is.

        hint: What to do, as a sentence.

        suggestions: What would be better, as sentences.
    """

    stage: str
    status: str
    provider: str
    message: str
    hint: str | None
    suggestions: tuple[str, ...] | None
    fix_actions: tuple[PreflightFix, ...] | None


@attrs.frozen
class PreflightReport:
    """
    Whether a film could be begun.

    Attributes:
        ok: Whether nothing fails.

        profile: Id of the profile that it would be made by.
    """

    ok: bool
    stages: tuple[PreflightStage, ...]
    profile: str
    correlation_id: str
