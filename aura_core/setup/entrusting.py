"""Keys that a new user gives on the way, put into the vault."""

from __future__ import annotations

import asyncio

import attrs

from aura_core.configuration.configuration import Configuration
from aura_core.errors import InvalidInputError, Issue
from aura_core.keys.keys import Keys, cleaned_key, provider_in
from aura_core.keys.testing import KeyState
from aura_core.model.provider import Account, Provider
from aura_core.model.setup import SaveSetupApiKeysRequest, SaveSetupApiKeysResponse
from aura_core.verdicts import Verdict


__all__ = ["save_keys"]


@attrs.frozen
class _Given:
    """A key that was given, and where."""

    path: str
    provider: Provider
    key: str = attrs.field(repr=False)


async def save_keys(
    configuration: Configuration, request: SaveSetupApiKeysRequest, correlation_id: str
) -> SaveSetupApiKeysResponse:
    """
    Keep keys, all or none; what a client says of them does not count, what their providers say does.

    Raises:
        InvalidInputError: with every key that cannot be one; and, unless they are allowed, with every one that looks
            like nobody's or that its provider does not know.

        VaultError: the vault cannot be opened.
    """
    given = _read(request)
    said = await asyncio.gather(*(_flaw_and_doubt(configuration.keys, one) for one in given))
    refused = [Issue(f"{one.path}.key", flaw) for one, (flaw, _) in zip(given, said, strict=True) if flaw]
    if refused and not request.allow_invalid:
        raise InvalidInputError(refused, remedy="Correct the keys that are named; none was kept.")
    await asyncio.to_thread(configuration.keys.set_all, {one.provider.id: one.key for one in given})
    warnings = tuple(flaw or doubt for flaw, doubt in said if flaw or doubt)
    return SaveSetupApiKeysResponse(True, warnings or None, correlation_id=correlation_id)


def _read(request: SaveSetupApiKeysRequest) -> list[_Given]:
    given: list[_Given] = []
    issues: list[Issue] = []
    for place, one in enumerate(request.api_keys):
        path = f"$.apiKeys[{place}]"
        try:
            # Both are looked at, so that both are told.
            key = cleaned_key(one.key, f"{path}.key")
            given.append(_Given(path, provider_in(one.provider, f"{path}.provider"), key))
        except InvalidInputError as error:
            issues += error.issues
    if issues:
        raise InvalidInputError(issues, remedy="Correct the keys that are named; none was kept.")
    return given


async def _flaw_and_doubt(keys: Keys, given: _Given) -> tuple[str, str]:
    """Say what is wrong with a key, or else what is not known of it, as sentences; both may be empty."""
    provider = given.provider
    for lack in provider.lacks(Account(given.key)):
        if lack.verdict is Verdict.KEY_FORMAT:
            return f"{provider.name}: {lack.reason}. {lack.remedy}", ""
    came = await keys.test(provider, given.key)
    if came.state is KeyState.INVALID:
        return came.message, ""
    return "", "" if came.state is KeyState.VALID else came.message
