"""Whether providers work: each is asked something that costs nothing."""

from __future__ import annotations

from typing import Final

from litestar import get, post
from litestar.params import FromPath, JSONBody
from litestar.types import ControllerRouterHandler

from aura_core.model.provider_checks import (
    EnhancedValidation,
    ProviderCapability,
    ProviderConnection,
    ProviderPing,
    ProviderPings,
    ProvidersValidated,
    ProviderTest,
    ProviderTrial,
    ProviderValidation,
    ValidateEnhancedRequest,
    ValidateProvidersRequest,
)
from aura_core.model.providers import provider_named
from aura_core.setup import inquiring
from aura_http.routes.jobs import AnyRequest, correlation_of
from aura_http.routes.settings import Open
from aura_http.routes.setup import rosters_of
from aura_http.threads import threaded


__all__ = ["ROUTES"]

_SEVERAL: Final = {"providers": ["RuleBased", "Ollama"]}
_FIELDS: Final = {"provider": "OpenAI", "configuration": {"ApiKey": "sk-proj-0123456789abcdef"}}
_TRIAL: Final = {"apiKey": "sk-proj-0123456789abcdef"}


@get("/api/providers/capabilities", operation_id="getProviderCapabilities", tags=["Providers"])
@threaded
def get_capabilities(configuration: Open) -> tuple[ProviderCapability, ...]:
    """Say who could be asked, and what the others lack; nobody is asked for it."""
    return inquiring.capabilities(rosters_of(configuration))


@get("/api/providers/ping-all", operation_id="pingProviders", tags=["Providers"])
async def ping_all(configuration: Open, request: AnyRequest) -> ProviderPings:
    """Ask everybody who is built whether they work, at once."""
    return await inquiring.ping_all(configuration, correlation_of(request))


@post(
    "/api/providers/validate",
    status_code=200,
    operation_id="validateProviders",
    tags=["Providers"],
    example=_SEVERAL,
)
async def validate_all(data: JSONBody[ValidateProvidersRequest], configuration: Open) -> ProvidersValidated:
    """Ask several providers whether they work, or all that are built."""
    return await inquiring.validated(configuration, data)


@post(
    "/api/providers/validate-enhanced",
    status_code=200,
    operation_id="validateProviderFields",
    tags=["Providers"],
    example=_FIELDS,
)
async def validate_fields(
    data: JSONBody[ValidateEnhancedRequest], configuration: Open, request: AnyRequest
) -> EnhancedValidation:
    """Ask a provider whether what is given works, and say so of each field."""
    return await inquiring.validated_fields(configuration, data, correlation_of(request))


@post(
    "/api/providers/{provider:str}/validate",
    status_code=200,
    operation_id="validateProvider",
    tags=["Providers"],
    example=_TRIAL,
)
async def validate(
    provider: FromPath[str], configuration: Open, request: AnyRequest, data: JSONBody[ProviderTrial | None] = None
) -> ProviderValidation:
    """Ask a provider whether what is in force, or given, works; a key that is kept goes to no address that is given."""
    came = await inquiring.inquired(configuration, provider_named(provider), data)
    return inquiring.validation(came, correlation_of(request))


@post(
    "/api/providers/{provider:str}/validate-detailed",
    status_code=200,
    operation_id="validateProviderInDetail",
    tags=["Providers"],
)
async def validate_in_detail(provider: FromPath[str], configuration: Open, request: AnyRequest) -> ProviderConnection:
    """Ask a provider whether what is in force works, and say how to mend it."""
    came = await inquiring.inquired(configuration, provider_named(provider))
    return inquiring.connection(came, correlation_of(request))


@post(
    "/api/providers/{provider:str}/ping",
    status_code=200,
    operation_id="pingProvider",
    tags=["Providers"],
    example=_TRIAL,
)
async def ping(
    provider: FromPath[str], configuration: Open, request: AnyRequest, data: JSONBody[ProviderTrial | None] = None
) -> ProviderPing:
    """Ask a provider whether what is in force, or given, works; a key that is kept goes to no address that is given."""
    came = await inquiring.inquired(configuration, provider_named(provider), data)
    return inquiring.ping(came, correlation_of(request))


@post("/api/providers/{provider:str}/test", status_code=200, operation_id="testProvider", tags=["Providers"])
async def test(provider: FromPath[str], configuration: Open, request: AnyRequest) -> ProviderTest:
    """Ask a provider whether what is in force works."""
    came = await inquiring.inquired(configuration, provider_named(provider))
    return ProviderTest(came.works, came.told, came.elapsed_ms, correlation_of(request))


ROUTES: list[ControllerRouterHandler] = [
    get_capabilities,
    ping_all,
    validate_all,
    validate_fields,
    validate,
    validate_in_detail,
    ping,
    test,
]
