"""Keys of providers; what goes in never comes out."""

from __future__ import annotations

from asyncio import to_thread
from typing import Final

from litestar import delete, get, post
from litestar.params import FromPath, JSONBody
from litestar.types import ControllerRouterHandler

from aura_core.keys import answers
from aura_core.keys.keys import provider_in
from aura_core.model.keys import (
    AllKeysStatusResponse,
    KeyListResponse,
    KeyRotated,
    KeySaved,
    KeysSaved,
    KeyStatusResponse,
    KeyTested,
    KeyVaultDiagnosticsResponse,
    KeyVaultInfoResponse,
    RevalidateKeyRequest,
    RotateApiKeyRequest,
    SaveApiKeysRequest,
    SetApiKeyRequest,
    TestApiKeyRequest,
)
from aura_core.model.providers import provider_named
from aura_http.routes.settings import Open
from aura_http.threads import threaded


__all__ = ["ROUTES"]

_SET: Final = {"provider": "openai", "apiKey": "sk-proj-0123456789abcdef"}
_TEST: Final = {"provider": "openai", "apiKey": "sk-proj-0123456789abcdef"}
_ROTATE: Final = {"provider": "openai", "newApiKey": "sk-proj-fedcba9876543210"}
_SAVE: Final = {"keys": {"openai": "sk-proj-0123456789abcdef", "pexels": "0123456789abcdef0123"}}


@post("/api/keys/set", status_code=200, operation_id="setKey", tags=["Keys"], example=_SET)
@threaded
def set_key(data: JSONBody[SetApiKeyRequest], configuration: Open) -> KeySaved:
    """Keep the key of a provider."""
    return answers.saved(configuration.keys.set(provider_in(data.provider), data.api_key))


@get("/api/keys/list", operation_id="listKeys", tags=["Keys"])
@threaded
def list_keys(configuration: Open) -> KeyListResponse:
    """List every provider that wants a key, and whether there is one."""
    return answers.key_list(configuration.keys)


@post("/api/keys/test", status_code=200, operation_id="testKey", tags=["Keys"], example=_TEST, refuses=(404,))
async def test_key(data: JSONBody[TestApiKeyRequest], configuration: Open) -> KeyTested:
    """Ask a provider whether it knows a key, the kept one or another."""
    provider = provider_in(data.provider)
    return answers.tested(provider, await configuration.keys.test(provider, data.api_key))


@post("/api/keys/rotate", status_code=200, operation_id="rotateKey", tags=["Keys"], example=_ROTATE, refuses=(404,))
async def rotate_key(data: JSONBody[RotateApiKeyRequest], configuration: Open) -> KeyRotated:
    """Put another key in the place of the kept one, after its provider was asked about it."""
    provider = provider_in(data.provider)
    came = await configuration.keys.rotate(provider, data.new_api_key, test=data.test_before_saving)
    return answers.rotated(provider, *came)


@delete("/api/keys/{provider:str}", status_code=200, operation_id="deleteKey", tags=["Keys"], refuses=(409,))
@threaded
def delete_key(provider: FromPath[str], configuration: Open) -> KeySaved:
    """Forget the key of a provider."""
    found = provider_named(provider)
    configuration.keys.delete(found)
    return answers.deleted(found)


@get("/api/keys/info", operation_id="getVault", tags=["Keys"])
@threaded
def get_info(configuration: Open) -> KeyVaultInfoResponse:
    """Say how and where keys are kept."""
    return answers.vault_info(configuration.keys)


@post("/api/keys/diagnostics", status_code=200, operation_id="diagnoseKeys", tags=["Keys"])
@threaded
def diagnose(configuration: Open) -> KeyVaultDiagnosticsResponse:
    """Look whether every key is hidden in logs, problems and masks."""
    return answers.diagnosis(configuration.keys)


@get("/api/keys/status", operation_id="getKeyStatuses", tags=["Keys"])
@threaded
def get_statuses(configuration: Open) -> AllKeysStatusResponse:
    """Say what is known of every key."""
    return answers.all_statuses(configuration.keys)


@get("/api/keys/status/{provider:str}", operation_id="getKeyStatus", tags=["Keys"])
@threaded
def get_status(provider: FromPath[str], configuration: Open) -> KeyStatusResponse:
    """Say what is known of the key of a provider."""
    return answers.status_of(configuration.keys, provider_named(provider))


@post(
    "/api/keys/revalidate", status_code=200, operation_id="revalidateKey", tags=["Keys"], example=_TEST, refuses=(404,)
)
async def revalidate(data: JSONBody[RevalidateKeyRequest], configuration: Open) -> KeyStatusResponse:
    """Ask a provider about its key again."""
    provider = provider_in(data.provider)
    await configuration.keys.test(provider, data.api_key)
    return await to_thread(answers.status_of, configuration.keys, provider)


@get("/api/provider-profiles/keys", operation_id="getProfileKeys", tags=["Keys"])
@threaded
def get_profile_keys(configuration: Open) -> KeyListResponse:
    """List every provider that wants a key, and whether there is one."""
    return answers.key_list(configuration.keys)


@post("/api/provider-profiles/keys", status_code=200, operation_id="saveProfileKeys", tags=["Keys"], example=_SAVE)
@threaded
def save_profile_keys(data: JSONBody[SaveApiKeysRequest], configuration: Open) -> KeysSaved:
    """Keep several keys, or none if anything is wrong with one."""
    keys = {provider_in(name, "$.keys").id: key for name, key in data.keys.items()}
    return answers.saved_all(configuration.keys.set_all(keys))


ROUTES: list[ControllerRouterHandler] = [
    set_key,
    list_keys,
    test_key,
    rotate_key,
    delete_key,
    get_info,
    diagnose,
    get_statuses,
    get_status,
    revalidate,
    get_profile_keys,
    save_profile_keys,
]
