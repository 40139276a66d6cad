"""The first run: what a wizard keeps, asks and is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import attrs


__all__ = [
    "ApiKeyConfigDto",
    "ConfigurationChecks",
    "ConfigurationDetails",
    "DirectoryCheck",
    "DirectoryCheckRequest",
    "FFmpegCheck",
    "OllamaPresence",
    "RequirementFound",
    "RequirementsFound",
    "SaveSetupApiKeysRequest",
    "SaveSetupApiKeysResponse",
    "SetupCompleteRequest",
    "SetupCompleted",
    "SetupConfiguration",
    "SetupIssue",
    "SetupPaths",
    "SetupSystem",
    "SystemSetupStatus",
    "VoicePresence",
    "WizardCompleteRequest",
    "WizardProgressRequest",
    "WizardRecord",
    "WizardResetRequest",
    "WizardSaved",
    "WizardStatus",
]

_NOTHING: Mapping[str, Any] = {}

_step: Final = attrs.validators.optional([attrs.validators.ge(0), attrs.validators.le(1000)])
_short: Final = attrs.validators.optional(attrs.validators.max_len(100))


@attrs.frozen
class WizardRecord:
    """
    How far the wizard has got, as it is kept.

    Attributes:
        state: What the wizard wants to find again, without keys.

        selected_tier: What its user wants to pay, in the client's words.

        version: Of the client that completed it.

        last_updated: ``None`` when nobody has begun.
    """

    completed: bool = False
    current_step: int = 0
    state: Mapping[str, Any] = _NOTHING
    selected_tier: str | None = None
    version: str | None = None
    completed_at: datetime | None = None
    last_updated: datetime | None = None


@attrs.frozen
class WizardProgressRequest:
    """
    How far a wizard has got; the original's client sends it in two shapes, and what is left out stays as it was.

    Attributes:
        current_step: From 0 on.

        state: What the wizard wants to find again; its members are put beside those that are kept. Keys are left out.

        last_step: The same as *current_step* in the other shape.

        wizard_state: The same as *state* in the other shape, JSON as text.

        user_id: Changes nothing: a machine has one owner.

        correlation_id: Changes nothing: that of the request counts.
    """

    current_step: int | None = attrs.field(default=None, validator=_step)
    state: Mapping[str, Any] | None = attrs.field(default=None, repr=False)
    last_step: int | None = attrs.field(default=None, validator=_step)
    wizard_state: Any = attrs.field(default=None, repr=False)
    selected_tier: str | None = attrs.field(default=None, validator=_short)
    user_id: str | None = None
    correlation_id: str | None = None


@attrs.frozen
class WizardCompleteRequest:
    """
    That the wizard is done; sent in the same two shapes.

    Attributes:
        final_step: From 0 on.

        final_state: What the wizard wants to find again, without keys.

        last_step: The same as *final_step* in the other shape; where both were sent, this one counts less.

        user_id: Changes nothing.

        correlation_id: Changes nothing.
    """

    final_step: int | None = attrs.field(default=None, validator=_step)
    final_state: Mapping[str, Any] | None = attrs.field(default=None, repr=False)
    last_step: int | None = attrs.field(default=None, validator=_step)
    version: str | None = attrs.field(default=None, validator=_short)
    selected_tier: str | None = attrs.field(default=None, validator=_short)
    user_id: str | None = None
    correlation_id: str | None = None


@attrs.frozen
class WizardResetRequest:
    """
    That the wizard is to begin anew; settings and keys stay.

    Attributes:
        preserve_data: Whether what it has found out is kept.

        user_id: Changes nothing.

        correlation_id: Changes nothing.
    """

    preserve_data: bool = False
    user_id: str | None = None
    correlation_id: str | None = None


@attrs.frozen
class WizardSaved:
    """What became of a change to the wizard's record."""

    success: bool
    message: str
    correlation_id: str


@attrs.frozen
class WizardStatus:
    """
    How far the wizard has got.

    Attributes:
        state: What it wants to find again, without keys; ``None`` when there is nothing.

        can_resume: Whether it was left before it was done.

        last_updated: ``None`` when nobody has begun.

        notice: What its owner should know about the record itself, as a sentence.
    """

    completed: bool
    current_step: int
    state: Mapping[str, Any] | None
    can_resume: bool
    last_updated: datetime | None
    completed_at: datetime | None
    version: str | None
    selected_tier: str | None
    notice: str | None = None


@attrs.frozen
class SystemSetupStatus:
    """
    Whether the first run is behind us.

    Attributes:
        ffmpeg_path: The FFmpeg that is used; ``None`` while none works.

        output_directory: Where finished films go, as its owner wrote it; ``None`` while nobody has said.
    """

    is_complete: bool
    ffmpeg_path: str | None
    output_directory: str | None


@attrs.frozen
class SetupCompleteRequest:
    """
    What the wizard ends with; what is left out stays as it is.

    Attributes:
        ffmpeg_path: The FFmpeg to use.

        output_directory: Where finished films go; it is made if need be.
    """

    ffmpeg_path: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.max_len(4096))
    )
    output_directory: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.max_len(4096))
    )


@attrs.frozen
class SetupCompleted:
    """
    That the first run is done.

    Attributes:
        errors: None: what is wrong comes as a problem.
    """

    success: bool
    errors: tuple[str, ...]
    correlation_id: str


@attrs.frozen
class DirectoryCheckRequest:
    """A folder on the server's machine, with ``~`` for its user's home."""

    path: str = attrs.field(default="", validator=attrs.validators.max_len(4096))


@attrs.frozen
class DirectoryCheck:
    """
    Whether films can be put into a folder; it was really written to.

    Attributes:
        error: Why not, as a sentence.

        expanded_path: With ``~`` written out; ``None`` for what is no path.

        real_path: Where that leads, if links lie on the way; ``None`` if it cannot be used.

        exists: Whether it is there already; what is not is made when it is needed.
    """

    is_valid: bool
    error: str | None
    expanded_path: str | None
    real_path: str | None
    exists: bool
    correlation_id: str = ""


@attrs.frozen
class FFmpegCheck:
    """Whether there is an FFmpeg that works."""

    is_installed: bool
    path: str | None
    version: str | None
    error: str | None
    source: str
    correlation_id: str


@attrs.frozen
class OllamaPresence:
    """
    Whether Ollama can be asked.

    Attributes:
        models: Names of the models that it has, as far as that is known.
    """

    available: bool
    url: str
    models: tuple[str, ...]
    message: str


@attrs.frozen
class VoicePresence:
    """
    Whether a voice of one's own can be asked.

    Attributes:
        path: Its program, if it is one.

        base_url: Its server, if it is one.

        reachable: The same as *installed*.

        error: What is missing, as a sentence.

        remedy: What to do, as a sentence.
    """

    installed: bool
    reachable: bool
    path: str | None
    base_url: str | None
    error: str | None
    remedy: str | None


@attrs.frozen
class ApiKeyConfigDto:
    """
    A key that a wizard has been given.

    Attributes:
        is_validated: Changes nothing: whether a key is one is not for a client to say.
    """

    provider: str
    key: str = attrs.field(repr=False)
    is_validated: bool = False


@attrs.frozen
class SaveSetupApiKeysRequest:
    """
    Keys that a wizard has been given.

    Attributes:
        allow_invalid: Whether keys are kept that their providers do not know, or that look like nobody's.

        correlation_id: Changes nothing.
    """

    api_keys: tuple[ApiKeyConfigDto, ...]
    allow_invalid: bool = False
    correlation_id: str | None = None


@attrs.frozen
class SaveSetupApiKeysResponse:
    """
    That keys are kept.

    Attributes:
        warnings: What is not known of them, or not right, as sentences.

        error_message: None: what is wrong comes as a problem.
    """

    success: bool
    warnings: tuple[str, ...] | None = None
    error_message: str | None = None
    correlation_id: str | None = None


@attrs.frozen
class ConfigurationChecks:
    """
    What a film needs, in short.

    Attributes:
        provider_configured: Whether somebody can write, somebody speak and somebody illustrate.

        provider_validated: Whether all of them were seen to work.

        workspace_created: Whether finished films have a place.

        api_keys_valid: Whether no key is known to be wrong.
    """

    provider_configured: bool
    provider_validated: bool
    workspace_created: bool
    ffmpeg_detected: bool
    api_keys_valid: bool


@attrs.frozen
class ConfigurationDetails:
    """
    What was found.

    Attributes:
        configured_providers: Names of those who can be asked.

        disk_space_available: Where everything is kept, GiB.
    """

    configured_providers: tuple[str, ...]
    ffmpeg_path: str | None
    ffmpeg_version: str | None
    workspace_path: str | None
    disk_space_available: float | None
    gpu_available: bool


@attrs.frozen
class SetupIssue:
    """
    Something that is amiss.

    Attributes:
        severity: error, if no film can be made for it, or warning.

        action_url: An address of the API, a page of the client's, or one elsewhere.
    """

    severity: str
    code: str
    message: str
    remedy: str
    action_label: str | None
    action_url: str | None


@attrs.frozen
class SetupConfiguration:
    """Whether everything is set up, and what is amiss."""

    is_configured: bool
    last_checked: datetime
    checks: ConfigurationChecks
    details: ConfigurationDetails
    issues: tuple[SetupIssue, ...]


@attrs.frozen
class SetupPaths:
    """
    Folders that a wizard may suggest.

    Attributes:
        user_data: Where everything is kept.
    """

    user_data: str
    documents: str
    videos: str
    temp: str


@attrs.frozen
class SetupSystem:
    """
    What the server runs on.

    Attributes:
        framework_description: Of the language that it is written in.
    """

    platform: str
    architecture: str
    framework_description: str
    process_architecture: str
    os_description: str
    paths: SetupPaths


@attrs.frozen
class RequirementFound:
    """
    Something that the machine should have.

    Attributes:
        status: pass, warning or fail.

        message: What is wrong and what to do, as sentences.
    """

    name: str
    required: str
    detected: str
    status: str
    message: str | None


@attrs.frozen
class RequirementsFound:
    """Whether the machine has what it should."""

    all_requirements_met: bool
    requirements: tuple[RequirementFound, ...]
