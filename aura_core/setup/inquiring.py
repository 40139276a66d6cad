"""Whether providers work, told to those who ask over HTTP; each answer is made of inquiries, and holds no key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

from aura_core.casting.cast import Rosters
from aura_core.casting.parts import Part
from aura_core.configuration.configuration import Configuration
from aura_core.inquiries import Inquiries, key_test, told
from aura_core.keys.keys import provider_in
from aura_core.keys.testing import KeyTest
from aura_core.model.inquiry import Inquiry
from aura_core.model.provider import Account, Lack, Provider, ProviderKind
from aura_core.model.provider_checks import (
    EnhancedValidation,
    FieldValidation,
    ProviderCapability,
    ProviderConnection,
    ProviderPing,
    ProviderPings,
    ProviderRequirements,
    ProvidersValidated,
    ProviderTrial,
    ProviderValidated,
    ProviderValidation,
    ProviderValidationDetails,
    ValidateEnhancedRequest,
    ValidateProvidersRequest,
)
from aura_core.outbound.endpoints import repaired
from aura_core.verdicts import Verdict


__all__ = [
    "capabilities",
    "connection",
    "fields_in",
    "inquired",
    "ping",
    "ping_all",
    "tested",
    "validated",
    "validated_fields",
    "validation",
]

_CODES: Final = {
    Verdict.NOT_BUILT: "UnsupportedProvider",
    Verdict.NOT_CONFIGURED: "ConfigurationMissing",
    Verdict.OFFLINE: "NetworkError",
    Verdict.DNS: "NetworkError",
    Verdict.REFUSED: "NetworkError",
    Verdict.TLS: "NetworkError",
    Verdict.PROXY: "NetworkError",
    Verdict.RESET: "NetworkError",
    Verdict.TRUNCATED: "NetworkError",
    Verdict.PRIVATE_ADDRESS: "ConfigurationMissing",
    Verdict.TIMEOUT: "Timeout",
    Verdict.KEY_FORMAT: "InvalidApiKey",
    Verdict.UNAUTHORIZED: "InvalidApiKey",
    Verdict.FORBIDDEN: "InvalidApiKey",
    Verdict.QUOTA: "RateLimited",
    Verdict.RATE_LIMITED: "RateLimited",
    Verdict.MODEL_NOT_FOUND: "BadRequest",
    Verdict.REJECTED: "BadRequest",
    Verdict.SERVER_ERROR: "ProviderUnavailable",
}
"""The original's words for verdicts; the rest is an UnknownError."""

_STATUSES: Final = {
    "InvalidApiKey": "Invalid",
    "RateLimited": "RateLimited",
    "ProviderUnavailable": "ServiceIssue",
    "Timeout": "Timeout",
    "NetworkError": "NetworkError",
}

_ANSWERED: Final = {Verdict.UNAUTHORIZED: 401, Verdict.FORBIDDEN: 403, Verdict.RATE_LIMITED: 429}
"""Verdicts that come of one status alone, as far as they come of an answer."""

_UNANSWERED: Final = {
    *(Verdict.DNS, Verdict.REFUSED, Verdict.TLS, Verdict.PROXY, Verdict.TIMEOUT, Verdict.RESET, Verdict.TRUNCATED),
}

_FIELDS: Final = {
    "apikey": "ApiKey",
    "baseurl": "BaseUrl",
    "endpoint": "BaseUrl",
    "url": "BaseUrl",
    "model": "Model",
    "deploymentname": "Model",
    "region": "Region",
    "organizationid": "OrganizationId",
    "projectid": "ProjectId",
    "userid": "UserId",
}
"""Names of fields, flat, and as they are told."""

_MISSING: Final = {
    "MissingAddress": "BaseUrl",
    "MissingModel": "Model",
    "MissingRegion": "Region",
    "MissingUser": "UserId",
}

_KINDS: Final = {
    ProviderKind.LLM: "LLM",
    ProviderKind.TTS: "TTS",
    ProviderKind.IMAGE: "Image",
    ProviderKind.STOCK: "Stock Media",
    ProviderKind.MUSIC: "Music",
    ProviderKind.UPLOAD: "Upload",
}

_PARTS: Final = {Part.SCRIPT: "LLM", Part.SPEECH: "TTS", Part.PICTURES: "Images", Part.MUSIC: "Music"}

_SYSTEMS: Final = {"linux": "linux", "darwin": "macos", "win32": "windows"}


async def inquired(configuration: Configuration, provider: Provider, trial: ProviderTrial | None = None) -> Inquiry:
    """
    Ask *provider* whether what is in force, or is to be tried, works.

    Raises:
        VaultError: the vault cannot be opened.
    """
    return await Inquiries(configuration.started).ask(provider, trial.account if trial else Account())


async def tested(configuration: Configuration, provider: Provider) -> KeyTest:
    """
    Ask *provider* about the key that is in force, or where it needs none whether it works.

    Raises:
        NotFoundError: there is no key.

        VaultError: the vault cannot be opened.
    """
    if provider.needs_key:
        return await configuration.keys.test(provider)
    return key_test(await inquired(configuration, provider))


async def validated(configuration: Configuration, request: ValidateProvidersRequest) -> ProvidersValidated:
    """
    Ask those that *request* names, or everybody, at once.

    Raises:
        InvalidInputError: there is no such provider.

        VaultError: the vault cannot be opened.
    """
    inquiries = Inquiries(configuration.started)
    named = {name: provider_in(name, f"$.providers[{place}]") for place, name in enumerate(request.providers)}
    if request.provider is not None:
        named[request.provider] = owner = provider_in(request.provider)
        given = {owner.id: ProviderTrial(request.api_key).account}
    else:
        given = {}
    came = await inquiries.ask_all(*named.values(), given=given)
    names = tuple(named) or tuple(one.provider.name for one in came)
    results = tuple(
        ProviderValidated(name, one.works, _details(one), one.elapsed_ms) for name, one in zip(names, came, strict=True)
    )
    well = sum(one.ok for one in results)
    ok = well == len(results)
    message = results[0].details if len(results) == 1 else f"Providers that work: {well} of {len(results)}."
    return ProvidersValidated(results, ok, ok, message)


def _details(inquiry: Inquiry) -> str:
    return f"{inquiry.verdict.meaning.code}: {inquiry.told}" if inquiry.verdict else inquiry.told


async def validated_fields(
    configuration: Configuration, request: ValidateEnhancedRequest, correlation_id: str
) -> EnhancedValidation:
    """
    Say of each field that *request* gives whether it is right, as far as the provider can tell.

    Raises:
        InvalidInputError: there is no such provider.

        VaultError: the vault cannot be opened.
    """
    provider = provider_in(request.provider)
    given = dict(fields_in(request.configuration))
    trial = ProviderTrial(
        api_key=given.get("ApiKey"),
        base_url=given.get("BaseUrl"),
        model=given.get("Model"),
        region=given.get("Region"),
        organization_id=given.get("OrganizationId"),
        project_id=given.get("ProjectId"),
    )
    errors = {error.field_name: error for error in _wrong_addresses(provider, given)}
    known: Mapping[str, str] = {}
    if errors or request.partial_validation:
        lacks = [lack for lack in provider.lacks(trial.account) if lack.verdict is Verdict.KEY_FORMAT]
        errors |= {error.field_name: error for error in map(_lacking, lacks)}
        status = "Invalid" if errors else "PartiallyValid"
        message = "Something is wrong with what was given." if errors else "What was given can be; nobody was asked."
    else:
        came = await inquired(configuration, provider, trial)
        errors = {error.field_name: error for error in _flaws(came)}
        status = "Valid" if came.works else "Invalid" if errors else "Error"
        message, known = _details(came), told(came)
    fine = {name: name not in errors for name in (*given, *errors)}
    return EnhancedValidation(
        is_valid=status == "Valid" or (status == "PartiallyValid" and bool(given)),
        status=status,
        provider=provider.id,
        field_errors=tuple(errors.values()),
        field_validation_status=fine,
        overall_message=message,
        correlation_id=correlation_id,
        details=known,
    )


def fields_in(configuration: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """Give the fields of a form that say something: their names as we tell them, and what they say."""
    for name, text in configuration.items():
        flat = "".join(filter(str.isalnum, name.lower()))
        if flat in _FIELDS and text and text.strip():
            yield _FIELDS[flat], text.strip()


def _wrong_addresses(provider: Provider, given: Mapping[str, str]) -> Iterator[FieldValidation]:
    if address := given.get("BaseUrl"):
        try:
            repaired(address, provider.api)
        except ValueError as error:
            fix = f"Give one such as {provider.api.address or 'https://api.example.com/v1'}."
            yield FieldValidation("BaseUrl", "INVALID_URL", str(error), fix)


def _lacking(lack: Lack) -> FieldValidation:
    field = _MISSING.get(lack.code.partition(":")[0], "ApiKey")
    code = "INVALID_FORMAT" if lack.verdict is Verdict.KEY_FORMAT else "REQUIRED"
    return FieldValidation(field, code, f"{lack.reason[:1].upper()}{lack.reason[1:]}.", lack.remedy)


def _flaws(inquiry: Inquiry) -> Iterator[FieldValidation]:
    yield from map(_lacking, inquiry.lacks)
    if inquiry.verdict in {Verdict.UNAUTHORIZED, Verdict.FORBIDDEN}:
        yield FieldValidation("ApiKey", "REFUSED", inquiry.message, inquiry.remedy)
    if inquiry.verdict is Verdict.PRIVATE_ADDRESS:
        yield FieldValidation("BaseUrl", "INVALID_URL", inquiry.message, inquiry.remedy)


def validation(inquiry: Inquiry, correlation_id: str) -> ProviderValidation:
    """Say what came of *inquiry*, with what is known of key and network."""
    verdict = inquiry.verdict
    status = "Valid" if inquiry.works else _STATUSES.get(_code(inquiry) or "", "Error")
    if verdict in {Verdict.FORBIDDEN, Verdict.OFFLINE}:
        status = "PermissionDenied" if verdict is Verdict.FORBIDDEN else "Offline"
    codes = {lack.code.partition(":")[0] for lack in inquiry.lacks}
    key = "empty" if "MissingApiKey" in codes else "invalid" if "BadApiKey" in codes else "valid"
    answered = verdict not in _UNANSWERED if inquiry.call else None
    details = ProviderValidationDetails(
        *(inquiry.provider.id, key, key == "valid", answered, _status(inquiry)),
        verdict.value if verdict else None,
        inquiry.elapsed_ms,
        f"{inquiry.call} at {inquiry.address}" if inquiry.call and inquiry.address else None,
    )
    return ProviderValidation(inquiry.works, status, inquiry.told, correlation_id, details)


def ping(inquiry: Inquiry, correlation_id: str) -> ProviderPing:
    """Say what came of *inquiry*, in short."""
    sent = bool(inquiry.call)
    return ProviderPing(
        *(inquiry.provider.id, sent, inquiry.works, inquiry.told, _code(inquiry), _status(inquiry)),
        *(inquiry.address or None, inquiry.elapsed_ms if sent else None, correlation_id),
    )


async def ping_all(configuration: Configuration, correlation_id: str) -> ProviderPings:
    """
    Ask everybody who is built, at once.

    Raises:
        VaultError: the vault cannot be opened.
    """
    came = await Inquiries(configuration.started).ask_all()
    pings = {one.provider.id: ping(one, correlation_id) for one in came}
    return ProviderPings(pings, datetime.now(UTC), correlation_id)


def connection(inquiry: Inquiry, correlation_id: str) -> ProviderConnection:
    """Say what came of *inquiry*, and how to mend it."""
    provider, verdict = inquiry.provider, inquiry.verdict
    return ProviderConnection(
        name=provider.name,
        configured=verdict is not Verdict.NOT_BUILT and not inquiry.lacks,
        reachable=inquiry.works,
        error_code=verdict.meaning.step_code if verdict else None,
        error_message=None if inquiry.works else inquiry.message,
        how_to_fix=inquiry.steps,
        last_validated=inquiry.at,
        category=_KINDS[provider.kinds[0]],
        tier=provider.tier.value,
        success=inquiry.works,
        message=inquiry.message,
        correlation_id=correlation_id,
    )


def _code(inquiry: Inquiry) -> str | None:
    if inquiry.works:
        return None
    if any(lack.code.startswith("MissingApiKey") for lack in inquiry.lacks):
        return "MissingApiKey"
    return _CODES.get(inquiry.verdict, "UnknownError") if inquiry.verdict else "UnknownError"


def _status(inquiry: Inquiry) -> int | None:
    """Return the status of the answer, where it is known."""
    if inquiry.works and inquiry.call and inquiry.address:
        return 200
    return _ANSWERED.get(inquiry.verdict) if inquiry.verdict else None


def capabilities(rosters: Rosters) -> tuple[ProviderCapability, ...]:
    """Say of everybody whether they could be asked, once for each part that they do."""
    return tuple(
        ProviderCapability(
            *(one.provider.id, one.provider.name, _PARTS[one.part], one.available),
            tuple(lack.code for lack in one.lacks),
            ProviderRequirements(
                one.provider.key_variables if one.provider.needs_key else (),
                one.provider.needs,
                tuple(_SYSTEMS.get(name, name) for name in one.provider.systems or _SYSTEMS),
            ),
        )
        for one in rosters.availability()
    )
