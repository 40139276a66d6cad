"""Vaults, and keyrings that are none of the machine's."""

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from aura_core.keys.vault import Vault


class RememberingKeyring(KeyringBackend):
    """A keyring in memory; it can be locked."""

    priority = 5

    def __init__(self):
        super().__init__()
        self.kept = {}
        self.locked = False

    def get_password(self, service, username):
        self._open()
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self._open()
        self.kept[service, username] = password

    def delete_password(self, service, username):
        self._open()
        del self.kept[service, username]

    def _open(self):
        if self.locked:
            raise KeyringLocked("Locked.")


@pytest.fixture
def system(monkeypatch):
    """Give the system a keyring."""
    ours = RememberingKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: ours)
    return ours


@pytest.fixture
def vault(tmp_path):
    return Vault(tmp_path / "data", tmp_path / "secrets")
