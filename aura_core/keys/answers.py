"""What is said about keys; each answer is made by one function, and holds masks at most."""

from __future__ import annotations

import platform
from typing import Final

from aura_core.keys.keys import Key, Keys
from aura_core.keys.masks import mask
from aura_core.keys.testing import KeyState, KeyTest
from aura_core.model.keys import (
    AllKeysStatusResponse,
    KeyListResponse,
    KeyRotated,
    KeySaved,
    KeyShown,
    KeysSaved,
    KeyStatusResponse,
    KeyTested,
    KeyVaultDiagnosticsResponse,
    KeyVaultEncryptionInfo,
    KeyVaultInfoResponse,
    KeyVaultMetadata,
    KeyVaultStorageInfo,
)
from aura_core.model.provider import Provider
from aura_core.model.providers import PROVIDERS
from aura_core.redaction import HIDDEN, REDACTOR
from aura_core.words import counted


__all__ = [
    "all_statuses",
    "deleted",
    "diagnosis",
    "key_list",
    "rotated",
    "saved",
    "saved_all",
    "status_of",
    "tested",
    "unused",
    "vault_info",
]

_METHOD: Final = "AES-256-GCM"


def saved(key: Key) -> KeySaved:
    """Say that *key* is kept, and what will not come of it."""
    message = " ".join(filter(None, (f"The key of {key.provider.name} is kept.", unused(key))))
    return KeySaved(True, message, key.provider.id, key.masked)


def saved_all(keys: tuple[Key, ...]) -> KeysSaved:
    """Say that *keys* are kept, and what will not come of them."""
    buts = (f"{key.provider.name}: {but}" for key in keys if (but := unused(key)))
    message = " ".join((f"Kept: {counted(len(keys), 'key')}.", *buts))
    return KeysSaved(True, message, tuple(key.provider.id for key in keys))


def unused(key: Key) -> str:
    """Say why nothing will come of a key that was kept, as sentences; empty where something may."""
    if key.variable:
        return f"The one in the environment ({key.variable}) is used before it."
    return key.flaw


def deleted(provider: Provider) -> KeySaved:
    """Say that the key of *provider* is gone."""
    return KeySaved(True, f"The key of {provider.name} is deleted.", provider.id)


def key_list(keys: Keys) -> KeyListResponse:
    """List every provider that wants a key, and whether there is one."""
    there = {key.provider.id: key for key in keys.listed()}
    shown = tuple(
        _shown(provider, there.get(name)) for name, provider in PROVIDERS.items() if provider.needs_key or name in there
    )
    return KeyListResponse(True, shown, len(there))


def _shown(provider: Provider, key: Key | None) -> KeyShown:
    if key is None:
        return KeyShown(provider.id, provider.name, configured=False)
    source = key.variable or "vault"
    return KeyShown(provider.id, provider.name, True, key.masked, source, key.changed)


def tested(provider: Provider, came: KeyTest) -> KeyTested:
    """Say what came of testing the key of *provider*."""
    return KeyTested(
        success=came.state is KeyState.VALID,
        message=came.message,
        provider=provider.id,
        status=came.state.value,
        details={**came.details, "responseTimeMs": str(came.elapsed_ms)},
    )


def rotated(provider: Provider, key: Key | None, came: KeyTest | None) -> KeyRotated:
    """Say what became of a key that was to take the place of another."""
    result = tested(provider, came) if came else None
    if key is None:
        message = f"The key of {provider.name} stays as it was: the new one is not known there."
        return KeyRotated(False, message, provider.id, test_result=result)
    untested = f" {came.message}" if came and came.state is KeyState.NOT_VALIDATED else ""
    return KeyRotated(True, f"The key of {provider.name} is another now.{untested}", provider.id, key.masked, result)


def status_of(keys: Keys, provider: Provider) -> KeyStatusResponse:
    """
    Say what is known of the key of *provider*.

    Raises:
        NotFoundError: there is none.
    """
    keys.found(provider)
    came = keys.tested(provider)
    return _status(provider, came)


def _status(provider: Provider, came: KeyTest | None) -> KeyStatusResponse:
    state = came.state if came else KeyState.NOT_VALIDATED
    return KeyStatusResponse(
        success=True,
        provider=provider.id,
        status=state.value,
        message=came.message if came else "The key was not tested since Aura was started.",
        last_validated=came.at if came and state is not KeyState.NOT_VALIDATED else None,
        elapsed_ms=came.elapsed_ms if came else 0,
        details=came.details if came else {},
        can_retry=True,
        can_manually_revalidate=True,
    )


def all_statuses(keys: Keys) -> AllKeysStatusResponse:
    """Say what is known of every key."""
    statuses = {key.provider.id: _status(key.provider, keys.tested(key.provider)) for key in keys.listed()}
    states = [status.status for status in statuses.values()]
    return AllKeysStatusResponse(
        success=True,
        statuses=statuses,
        total_keys=len(states),
        valid_keys=states.count(KeyState.VALID.value),
        invalid_keys=states.count(KeyState.INVALID.value),
        pending_validation=states.count(KeyState.NOT_VALIDATED.value),
    )


def vault_info(keys: Keys) -> KeyVaultInfoResponse:
    """Say how and where keys are kept."""
    kept, vault = keys.vault.read(), keys.vault
    last = max((secret.changed for secret in kept.values()), default=None)
    return KeyVaultInfoResponse(
        success=True,
        encryption=KeyVaultEncryptionInfo(platform.system(), _METHOD, vault.holder().scope),
        storage=KeyVaultStorageInfo(str(vault.path), encrypted=True, file_exists=vault.path.exists()),
        metadata=KeyVaultMetadata(len(keys.listed()), last.isoformat() if last else None),
        status="healthy" if keys.listed() else "empty",
    )


def diagnosis(keys: Keys) -> KeyVaultDiagnosticsResponse:
    """Look whether each key is hidden in what this process says, and its mask shows no more than its end."""
    checks, passed = [], True
    for name, key in keys.all().items():
        hidden = len(key) < len(HIDDEN) or REDACTOR.text(f"key: <{key}>").find(key) < 0
        short = key not in mask(key) and len(mask(key).strip("*")) <= 4
        passed = passed and hidden and short
        checks.append(f"{name}: {'hidden' if hidden else 'SHOWN'} in logs and problems, masked as {mask(key)}")
    message = "Every key is hidden." if passed else "A key is shown; do not send logs to anybody."
    return KeyVaultDiagnosticsResponse(True, passed, tuple(checks), message)
