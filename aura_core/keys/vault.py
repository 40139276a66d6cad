"""
Secrets on disk: ``keys/vault.json`` in the data folder, sealed; its own key is kept apart from it.

Rule 1: nothing is ever written in clear, and nothing that was deleted is written again.

Rule 2: a vault that cannot be opened is an error that says how to open it; it is never replaced.

Rule 3: whatever is in it is hidden by the process's redactor, as long as it is.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import attrs

from aura_core.disk import Version, alone_in, disk_errors, is_young, publish, version_of
from aura_core.errors import InvalidInputError, VaultError
from aura_core.keys.holders import KeyHolder, holders
from aura_core.keys.sealed import open_box, seal
from aura_core.redaction import REDACTOR
from aura_core.wire import dumps, loads


__all__ = ["Secret", "Vault"]

_FORMAT: Final = 1
_NAME: Final = "vault.json"


@attrs.frozen
class Secret:
    """
    A secret that is kept.

    Attributes:
        changed: When it was set.
    """

    value: str = attrs.field(repr=False)
    changed: datetime


@attrs.frozen
class _Contents:
    """What is in a vault."""

    secrets: Mapping[str, Secret]


_Secrets = dict[str, Secret]


class Vault:
    """
    Secrets by name, in the data folder *data*; any number of processes may have it open.

    Args:
        secrets: The folder for the vault's own key, where the system has no keyring.
    """

    def __init__(self, data: Path, secrets: Path) -> None:
        self.folder = data.absolute() / "keys"
        self.path = self.folder / _NAME
        self._secrets = secrets
        self._known: tuple[Version, _Secrets] | None = None

    def read(self) -> Mapping[str, Secret]:
        """
        Return every secret by its name.

        Raises:
            VaultError: the vault cannot be opened.
        """
        version = version_of(self.path)
        if self._known is None or self._known[0] != version or is_young(version):
            found = self._opened()[1]
            self._hide(found)
            self._known = (version, found)
        return self._known[1]

    def set(self, secrets: Mapping[str, str]) -> None:
        """
        Keep *secrets*, each instead of what its name had before.

        Raises:
            VaultError: the vault cannot be opened.

            OutputError: it cannot be written; nothing has changed.
        """
        now = datetime.now(UTC)
        self._change(lambda found: found | {name: Secret(value, now) for name, value in secrets.items()})

    def delete(self, *names: str) -> None:
        """
        Forget the secrets of these *names*, where there are any.

        Raises:
            VaultError: the vault cannot be opened.

            OutputError: it cannot be written; nothing has changed.
        """
        self._change(lambda found: {name: secret for name, secret in found.items() if name not in names})

    def holder(self) -> KeyHolder:
        """
        Return who keeps the vault's own key, or would.

        Raises:
            VaultError: the vault cannot be read, or was made with a keyring that is not here.
        """
        return self._holder_of(self._header())

    def _change(self, change: Callable[[_Secrets], _Secrets]) -> None:
        with alone_in(self.folder):
            header, found = self._opened()
            changed = change(found)
            if changed == found:
                return
            header, key = self._key_for(header)
            data = dumps(_Contents(changed)).encode()
            document = {**header, **seal(key, data, _bound(header))}
            publish(self.path, json.dumps(document, indent=2).encode() + b"\n")
            self._hide(changed)
            REDACTOR.forget(*({one.value for one in found.values()} - {one.value for one in changed.values()}))

    def _opened(self) -> tuple[dict[str, Any] | None, _Secrets]:
        header = self._header()
        if header is None:
            return None, {}
        key = self._holder_of(header).load(header["id"])
        try:
            return header, dict(loads(open_box(key, header, _bound(header)), _Contents).secrets)
        except (VaultError, InvalidInputError) as error:
            raise self._broken("it was changed, or its own key is another") from error

    def _header(self) -> dict[str, Any] | None:
        with disk_errors(self.folder):
            try:
                data = self.path.read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                return None
        try:
            header = json.loads(data)
            if header["format"] == _FORMAT and str(header["id"]).isalnum():
                return dict(header)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise self._broken("it is no vault") from error
        raise self._broken("it is of a form that is not known here")

    def _holder_of(self, header: Mapping[str, Any] | None) -> KeyHolder:
        known = holders(self._secrets)
        if header is None:
            return known[0]
        found = next((one for one in known if one.name == header.get("holder")), None)
        if found is None:
            raise VaultError(
                "The key of the vault is in a keyring of the system that is not here now.",
                remedy="Start Aura in the session that has it, or move the vault away and set the keys again.",
            )
        return found

    def _key_for(self, header: Mapping[str, Any] | None) -> tuple[dict[str, Any], bytes]:
        """Return the header and the key of the vault; a new one is kept by the first who can."""
        if header is not None:
            return {name: header[name] for name in ("format", "id", "holder")}, self._holder_of(header).load(
                header["id"]
            )
        vault_id, key = uuid.uuid4().hex, os.urandom(32)
        *others, last = holders(self._secrets)
        for holder in others:
            try:
                holder.store(vault_id, key)
            except VaultError:
                # Who keeps it is in the header, and said by whoever is asked about the vault.
                continue
            return {"format": _FORMAT, "id": vault_id, "holder": holder.name}, key
        last.store(vault_id, key)
        return {"format": _FORMAT, "id": vault_id, "holder": last.name}, key

    def _broken(self, why: str) -> VaultError:
        return VaultError(
            f"{self.path} cannot be opened: {why}.",
            remedy="Put a copy of it back, or move it away and set the keys again.",
        )

    def _hide(self, secrets: Mapping[str, Secret]) -> None:
        REDACTOR.know(*(secret.value for secret in secrets.values()))


def _bound(header: Mapping[str, Any]) -> bytes:
    """Return what belongs to a box besides its contents: nobody can give it another vault's name."""
    return json.dumps(["aura-vault", header["format"], header["id"], header["holder"]]).encode()
