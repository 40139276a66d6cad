"""The keys of this machine's owner: what the environment gives, over what the vault keeps."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Final

import attrs

from aura_core.errors import ConflictError, InvalidInputError, NotFoundError
from aura_core.keys.masks import is_mask, mask
from aura_core.keys.testing import KeyState, KeyTest, KeyTester, Untested
from aura_core.keys.vault import Vault
from aura_core.model.provider import Account, Provider
from aura_core.model.providers import PROVIDERS, known_provider
from aura_core.redaction import REDACTOR
from aura_core.settings import Settings
from aura_core.verdicts import Verdict


__all__ = ["Key", "Keys", "cleaned_key", "provider_in"]

_LONGEST: Final = 4096


@attrs.frozen
class Key:
    """
    A key that there is, without the key.

    Attributes:
        masked: How it is shown.

        changed: When it was set; ``None`` for one that the environment gives.

        variable: Of the environment, that gives it; ``None`` for one that is kept.

        flaw: What is wrong with how it looks and what to do, as sentences; empty where it may be right.
    """

    provider: Provider
    masked: str
    changed: datetime | None = None
    variable: str | None = None
    flaw: str = ""


class Keys:
    """
    Keys by provider; a change is seen by every process at its next look.

    Args:
        tester: Asks providers about keys.
    """

    def __init__(self, settings: Settings, tester: KeyTester | None = None) -> None:
        self.vault = Vault(settings.data, settings.secrets)
        self._given = settings.keys
        self._tester = tester or Untested()
        self._tests: dict[str, tuple[str, KeyTest]] = {}
        REDACTOR.know(*settings.keys.values())

    def of(self, provider: Provider) -> str | None:
        """
        Return the key of *provider*, for nobody but it; ``None`` when there is none.

        Raises:
            VaultError: the vault cannot be opened.
        """
        return self.all().get(provider.id)

    def all(self) -> dict[str, str]:
        """
        Return every key by the id of its provider, for nobody but them.

        Raises:
            VaultError: the vault cannot be opened.
        """
        kept = {name: secret.value for name, secret in self.vault.read().items() if name in PROVIDERS}
        return kept | dict(self._given)

    def listed(self) -> tuple[Key, ...]:
        """
        List what keys there are, in the order of providers.

        Raises:
            VaultError: the vault cannot be opened.
        """
        kept = self.vault.read()
        return tuple(
            Key(provider, mask(given), None, provider.key_variables[0], _flaw(provider, given))
            if (given := self._given.get(name))
            else Key(provider, mask(kept[name].value), kept[name].changed, None, _flaw(provider, kept[name].value))
            for name, provider in PROVIDERS.items()
            if name in self._given or name in kept
        )

    def found(self, provider: Provider) -> Key:
        """
        Return what is known of the key of *provider*.

        Raises:
            NotFoundError: there is none.

            VaultError: the vault cannot be opened.
        """
        found = next((key for key in self.listed() if key.provider is provider), None)
        if found is None:
            raise NotFoundError(
                f"There is no key of {provider.name}.",
                remedy=f"Set one with `aura keys set {provider.id}` or in {provider.key_variables[0]}.",
            )
        return found

    def set(self, provider: Provider, key: str, *, path: str = "$.apiKey") -> Key:
        """
        Keep the key of *provider*.

        Args:
            path: Where the key was given, for whoever has to correct it.

        Raises:
            InvalidInputError: no key looks like that.

            VaultError: the vault cannot be opened.
        """
        return self.set_all({provider.id: key}, path=path)[0]

    def set_all(self, keys: Mapping[str, str], *, path: str = "$.keys") -> tuple[Key, ...]:
        """
        Keep several keys, or none if anything is wrong with one.

        Args:
            keys: By the ids of their providers.

        Raises:
            InvalidInputError: no key looks like that.

            VaultError: the vault cannot be opened.
        """
        cleaned = {name: cleaned_key(key, path) for name, key in keys.items()}
        self.vault.set(cleaned)
        for name in cleaned:
            self._tests.pop(name, None)
        return tuple(self.found(PROVIDERS[name]) for name in cleaned)

    def delete(self, provider: Provider) -> None:
        """
        Forget the key of *provider*.

        Raises:
            NotFoundError: none is kept.

            ConflictError: the environment gives it.

            VaultError: the vault cannot be opened.
        """
        if provider.id in self.vault.read():
            self.vault.delete(provider.id)
            self._tests.pop(provider.id, None)
        elif provider.id in self._given:
            raise ConflictError(
                f"The key of {provider.name} comes from the environment.",
                remedy=f"Unset {' and '.join(provider.key_variables)}, and start Aura again.",
            )
        else:
            raise NotFoundError(f"There is no key of {provider.name}.", remedy="List the keys that there are.")

    async def test(self, provider: Provider, key: str | None = None) -> KeyTest:
        """
        Ask *provider* about its key, or about another that is not kept.

        Raises:
            NotFoundError: there is none to ask about.

            InvalidInputError: no key looks like that.

            VaultError: the vault cannot be opened.
        """
        if key is not None and key.strip() and not is_mask(key):
            return await self._tester.test(provider, cleaned_key(key, "$.apiKey"))
        kept = await asyncio.to_thread(self.of, provider)
        if kept is None:
            await asyncio.to_thread(self.found, provider)
            raise AssertionError
        came = await self._tester.test(provider, kept)
        self._tests[provider.id] = (kept, came)
        return came

    async def rotate(self, provider: Provider, key: str, *, test: bool = True) -> tuple[Key | None, KeyTest | None]:
        """
        Put another key in the place of the one that is kept.

        Args:
            test: Whether the provider is asked first; a key that it does not know is not kept.

        Returns:
            What is known of the new key, ``None`` when it was not kept; and what came of testing it, if it was tested.

        Raises:
            NotFoundError: there is none to replace.

            InvalidInputError: no key looks like that.

            VaultError: the vault cannot be opened.
        """
        await asyncio.to_thread(self.found, provider)
        cleaned = cleaned_key(key, "$.newApiKey")
        came = await self._tester.test(provider, cleaned) if test else None
        if came is not None and came.state not in {KeyState.VALID, KeyState.NOT_VALIDATED}:
            return None, came
        return await asyncio.to_thread(self.set, provider, cleaned), came

    def tested(self, provider: Provider) -> KeyTest | None:
        """
        Return what came of the last test of the key that *provider* has now; ``None`` when it was not tested.

        Raises:
            VaultError: the vault cannot be opened.
        """
        key, came = self._tests.get(provider.id, (None, None))
        return came if key is not None and key == self.of(provider) else None


def cleaned_key(key: str, path: str) -> str:
    """
    Return *key* without what is copied along with it.

    Raises:
        InvalidInputError: no key looks like that; the error does not repeat it.
    """
    cleaned = key.strip()
    remedy = "Copy the key once more, whole and without quotes."
    if not cleaned:
        raise InvalidInputError.of(path, "The key is empty.", remedy=remedy)
    if is_mask(cleaned):
        raise InvalidInputError.of(path, "That is no key but how one is shown.", remedy=remedy)
    if len(cleaned) > _LONGEST or not (cleaned.isascii() and cleaned.isprintable()) or " " in cleaned:
        raise InvalidInputError.of(path, "No key looks like that.", remedy=remedy)
    return cleaned


def provider_in(name: str, path: str = "$.provider") -> Provider:
    """
    Return the provider that is named at *path*.

    Raises:
        InvalidInputError: there is none; its name is not repeated, for it may be a key in the wrong place.
    """
    found = known_provider(name)
    if found is None:
        raise InvalidInputError.of(
            path, "There is no provider of that name.", remedy=f"Name one of {', '.join(PROVIDERS)}."
        )
    return found


def _flaw(provider: Provider, key: str) -> str:
    lacks = provider.lacks(Account(key))
    found = next((lack for lack in lacks if lack.verdict is Verdict.KEY_FORMAT), None)
    return f"{found.reason.capitalize()}. {found.remedy}" if found else ""
