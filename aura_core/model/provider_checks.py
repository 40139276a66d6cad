"""Whether providers work, as the original's clients ask and read it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

import attrs

from aura_core.model.provider import Account


__all__ = [
    "EnhancedValidation",
    "FieldValidation",
    "ProviderCapability",
    "ProviderConnection",
    "ProviderPing",
    "ProviderPings",
    "ProviderRequirements",
    "ProviderTest",
    "ProviderTrial",
    "ProviderValidated",
    "ProviderValidation",
    "ProviderValidationDetails",
    "ProvidersValidated",
    "ValidateEnhancedRequest",
    "ValidateProvidersRequest",
]

_NOTHING: Final[Mapping[str, str | None]] = MappingProxyType({})


@attrs.frozen
class ProviderTrial:
    """
    What is to be tried, in the place of what is in force.

    Attributes:
        api_key: Tried, and not kept.

        base_url: Where to ask; the key that is kept does not go there.

        endpoint: Likewise, in another word.

        region: Likewise, of those that are in several.

        parameters: Change nothing.
    """

    api_key: str | None = attrs.field(default=None, repr=False)
    base_url: str | None = None
    endpoint: str | None = None
    model: str | None = None
    region: str | None = None
    organization_id: str | None = None
    project_id: str | None = None
    parameters: Mapping[str, Any] | None = attrs.field(default=None, repr=False)

    @property
    def account(self) -> Account:
        """The same as an account."""
        more = {"region": self.region, "organization": self.organization_id, "project": self.project_id}
        return Account(
            (self.api_key or "").strip(),
            (self.base_url or self.endpoint or "").strip(),
            (self.model or "").strip(),
            {name: text.strip() for name, text in more.items() if text and text.strip()},
        )


@attrs.frozen
class ValidateProvidersRequest:
    """
    Whom to ask.

    Attributes:
        providers: Ids or other spellings; all that are built where there are none.

        provider: One more, to whom the key belongs.

        api_key: Tried, and not kept.
    """

    providers: tuple[str, ...] = ()
    provider: str | None = None
    api_key: str | None = attrs.field(default=None, repr=False)


@attrs.frozen
class ProviderValidated:
    """
    Whether a provider works.

    Attributes:
        name: As it was asked for.

        details: What happened, and what to do, as sentences; first the code of what failed.
    """

    name: str
    ok: bool
    details: str
    elapsed_ms: int


@attrs.frozen
class ProvidersValidated:
    """
    Whether providers work.

    Attributes:
        ok: Whether all of them do.
    """

    results: tuple[ProviderValidated, ...]
    ok: bool
    success: bool
    message: str


@attrs.frozen
class ValidateEnhancedRequest:
    """
    What is to be tried, by the names of its fields: ``ApiKey``, ``BaseUrl``, ``Model``, ``Region``, ``OrganizationId``, ``ProjectId``, ``UserId``.

    Attributes:
        partial_validation: Whether only the form of what is given is looked at, and nobody is asked.

        correlation_id: Changes nothing: that of the request counts.
    """

    provider: str
    configuration: Mapping[str, str | None] = attrs.field(default=_NOTHING, repr=False)
    partial_validation: bool = False
    correlation_id: str | None = None


@attrs.frozen
class FieldValidation:
    """
    What is wrong with a field.

    Attributes:
        error_code: REQUIRED, INVALID_FORMAT, INVALID_URL, or REFUSED by the provider.
    """

    field_name: str
    error_code: str
    error_message: str
    suggested_fix: str | None = None


@attrs.frozen
class EnhancedValidation:
    """
    Whether what was given works.

    Attributes:
        status: Valid, Invalid, PartiallyValid (what was given can be, and nobody was asked), or Error (nothing was
            learnt of it).

        field_validation_status: Of each field that was given or is missing, whether nothing is wrong with it.
    """

    is_valid: bool
    status: str
    provider: str
    field_errors: tuple[FieldValidation, ...]
    field_validation_status: Mapping[str, bool]
    overall_message: str
    correlation_id: str
    details: Mapping[str, str]


@attrs.frozen
class ProviderValidationDetails:
    """
    What is known of a trial besides.

    Attributes:
        key_format: empty, valid or invalid.

        network_check_passed: Whether the provider answered; ``None`` where it was not asked.

        error_type: The verdict; ``None`` where it works.

        diagnostic_info: What was asked, and where.
    """

    provider: str
    key_format: str
    format_valid: bool
    network_check_passed: bool | None
    http_status_code: int | None
    error_type: str | None
    response_time_ms: int
    diagnostic_info: str | None


@attrs.frozen
class ProviderValidation:
    """
    Whether a provider works.

    Attributes:
        status: Valid, Invalid, PermissionDenied, RateLimited, ServiceIssue, Timeout, NetworkError, Offline or Error.
    """

    is_valid: bool
    status: str
    message: str
    correlation_id: str
    details: ProviderValidationDetails


@attrs.frozen
class ProviderPing:
    """
    Whether a provider works, in short.

    Attributes:
        attempted: Whether it was asked.

        error_code: MissingApiKey, InvalidApiKey, RateLimited, BadRequest, ProviderUnavailable, NetworkError, Timeout,
            ConfigurationMissing, UnsupportedProvider or UnknownError; ``None`` where it works.

        status_code: Of its answer, where that is known.

        endpoint: Where it was asked.
    """

    provider: str
    attempted: bool
    success: bool
    message: str
    error_code: str | None
    status_code: int | None
    endpoint: str | None
    latency_ms: int | None
    correlation_id: str


@attrs.frozen
class ProviderPings:
    """Whether each provider that is built works, by id."""

    results: Mapping[str, ProviderPing]
    timestamp: datetime
    correlation_id: str


@attrs.frozen
class ProviderTest:
    """
    Whether a provider works, in shortest.

    Attributes:
        latency: In milliseconds.
    """

    success: bool
    message: str
    latency: int
    correlation_id: str


@attrs.frozen
class ProviderConnection:
    """
    Whether a provider is set up, and works.

    Attributes:
        error_code: The word of a job's step for what is wrong.

        category: LLM, TTS, Image, Stock Media or Music.

        tier: Free, Local or Pro.
    """

    name: str
    configured: bool
    reachable: bool
    error_code: str | None
    error_message: str | None
    how_to_fix: tuple[str, ...]
    last_validated: datetime
    category: str
    tier: str
    success: bool
    message: str
    correlation_id: str


@attrs.frozen
class ProviderRequirements:
    """
    What a provider cannot do without.

    Attributes:
        needs_key: Variables of the environment that may hold its key.

        needs: What else its owner has to say.

        os: Where it runs: linux, macos, windows.
    """

    needs_key: tuple[str, ...]
    needs: tuple[str, ...]
    os: tuple[str, ...]
    needs_gpu: bool = attrs.field(default=False, metadata={"wire": "needsGPU"})


@attrs.frozen
class ProviderCapability:
    """
    Whether a provider could be asked; nobody is asked for it.

    Attributes:
        reason_codes: Why it cannot, such as ``MissingApiKey:OPENAI_API_KEY``.

        category: LLM, TTS, Images or Music.
    """

    id: str
    name: str
    category: str
    available: bool
    reason_codes: tuple[str, ...]
    requirements: ProviderRequirements
