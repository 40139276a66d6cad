"""
Where the vault's own key is: in the system's keyring, or in a file apart from the vault.

The keyring counts only where it is one: :mod:`keyring` also comes with backends that keep nothing, or keep it in clear.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from aura_core.disk import disk_errors, publish
from aura_core.errors import VaultError


if TYPE_CHECKING:
    from keyring.backend import KeyringBackend


__all__ = ["FileHolder", "KeyHolder", "KeyringHolder", "holders", "system_keyring"]

_SERVICE: Final = "aura"
_LENGTH: Final = 32

_NO_KEYRINGS: Final = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")


class KeyHolder(Protocol):
    """Keeps the keys of vaults, each by the id of its vault."""

    @property
    def name(self) -> str:
        """What a vault calls it."""
        ...

    @property
    def scope(self) -> str:
        """Who can get at what it keeps, for people."""
        ...

    def load(self, vault_id: str) -> bytes:
        """
        Return the key of a vault.

        Raises:
            VaultError: it has none, or none that is one.
        """
        ...

    def store(self, vault_id: str, key: bytes) -> None:
        """
        Keep the key of a vault.

        Raises:
            AuraError: it cannot.
        """
        ...


class FileHolder:
    """Keeps keys in files that only their owner can read, in a folder apart from the vaults."""

    name = "file"

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()

    @property
    def scope(self) -> str:
        """Who can get at what it keeps, for people."""
        return f"whoever can read {self._folder}"

    def load(self, vault_id: str) -> bytes:
        """
        Return the key of a vault.

        Raises:
            VaultError: there is no such file, or it holds no key.
        """
        path = self._path(vault_id)
        try:
            return _decoded(path.read_text(encoding="ascii"))
        except (OSError, ValueError) as error:
            raise VaultError(
                f"The keys cannot be opened without {path}.",
                remedy="Put that file back, or move the vault away and set the keys again.",
            ) from error

    def store(self, vault_id: str, key: bytes) -> None:
        """
        Keep the key of a vault.

        Raises:
            OutputError: the file cannot be written.
        """
        path = self._path(vault_id)
        with disk_errors(path.parent):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        publish(path, base64.b64encode(key))

    def _path(self, vault_id: str) -> Path:
        return self._folder / f"vault-{vault_id}.key"


class KeyringHolder:
    """Keeps keys in the system's keyring."""

    name = "keyring"

    def __init__(self, backend: KeyringBackend) -> None:
        self._backend = backend

    @property
    def scope(self) -> str:
        """Who can get at what it keeps, for people."""
        return f"the system's keyring ({type(self._backend).__module__.rpartition('.')[2]}) of this user"

    def load(self, vault_id: str) -> bytes:
        """
        Return the key of a vault.

        Raises:
            VaultError: the keyring has none, or does not give it away.
        """
        with self._explained():
            kept = self._backend.get_password(_SERVICE, f"vault-{vault_id}")
        try:
            return _decoded(kept or "")
        except ValueError as error:
            raise VaultError(
                "The system's keyring does not have the key of the vault.",
                remedy="Unlock the keyring that it was made with, or move the vault away and set the keys again.",
            ) from error

    def store(self, vault_id: str, key: bytes) -> None:
        """
        Keep the key of a vault, and make sure that it is there.

        Raises:
            VaultError: the keyring does not keep it.
        """
        with self._explained():
            self._backend.set_password(_SERVICE, f"vault-{vault_id}", base64.b64encode(key).decode())
        if self.load(vault_id) != key:
            raise VaultError("The system's keyring does not keep what it is given.", remedy="Use another keyring.")

    @contextlib.contextmanager
    def _explained(self) -> Any:
        try:
            yield
        except Exception as error:
            # A backend is somebody else's plugin, and keyring leaves open what it raises.
            raise VaultError(
                f"The system's keyring does not answer: {type(error).__name__}.", remedy="Unlock it, and try again."
            ) from error


def _decoded(text: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error as error:
        raise ValueError("no key") from error
    if len(key) != _LENGTH:
        raise ValueError("no key")
    return key


def system_keyring() -> KeyringBackend | None:
    """Return the system's keyring; ``None`` where there is none that keeps secrets."""
    # Imported here: it looks for backends among all installed packages.
    import keyring  # noqa: PLC0415

    backend = keyring.get_keyring()
    # Of several, keyring gives a chain.
    backends = getattr(backend, "backends", [backend])
    return next((one for one in backends if _keeps(one)), None)


def _keeps(backend: KeyringBackend) -> bool:
    return not type(backend).__module__.startswith(_NO_KEYRINGS)


def holders(secrets: Path) -> tuple[KeyHolder, ...]:
    """
    Return who can keep the key of a vault, the best first.

    Args:
        secrets: The folder for those that need one.
    """
    backend = system_keyring()
    file = FileHolder(secrets)
    return (KeyringHolder(backend), file) if backend is not None else (file,)
