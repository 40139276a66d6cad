"""Secrets on disk."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import keyring
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backends.null import Keyring as NullKeyring

from aura_core.errors import DiskFullError, VaultError
from aura_core.keys.holders import FileHolder, holders
from aura_core.keys.sealed import open_by_passphrase, seal_by_passphrase
from aura_core.keys.vault import Vault
from aura_core.redaction import REDACTOR


KEY = "sk-proj-Zm9vYmFyYmF6cXV4-0123456789"


def kept(vault):
    return {name: secret.value for name, secret in vault.read().items()}


class TestVault:
    def test_is_empty_at_first(self, vault):
        """
        Where nothing was set there is nothing, and looking writes nothing.
        """
        assert {} == kept(vault)
        assert not vault.folder.exists()

    @given(secrets=st.lists(st.dictionaries(st.text(max_size=8), st.text(max_size=40), max_size=3), max_size=4))
    def test_keeps_what_was_set_last(self, secrets, tmp_path_factory):
        """
        Every process finds the last value of every name.
        """
        folder = tmp_path_factory.mktemp("vault")
        expected = {}
        for some in secrets:
            Vault(folder / "data", folder / "secrets").set(some)
            expected |= some

        assert expected == kept(Vault(folder / "data", folder / "secrets"))

    def test_forgets_what_is_deleted(self, vault, tmp_path):
        """
        What was deleted is gone for everybody, and nothing brings it back.
        """
        other = Vault(tmp_path / "data", tmp_path / "secrets")
        vault.set({"openai": KEY, "pexels": "p" * 20})
        assert {"openai", "pexels"} == set(kept(other))
        vault.delete("openai", "nobody")
        other.set({"pixabay": "x" * 20})

        assert {"pexels", "pixabay"} == set(kept(vault)) == set(kept(Vault(tmp_path / "data", tmp_path / "secrets")))

    def test_writes_nothing_in_clear(self, vault, tmp_path):
        """
        Neither value nor name is in any file, and all files are for their owner only, the key apart from the vault.
        """
        vault.set({"openai": KEY})
        files = [path for path in tmp_path.rglob("*") if path.is_file()]

        assert not any(KEY.encode() in path.read_bytes() or b"openai" in path.read_bytes() for path in files)
        assert {0o600} == {path.stat().st_mode & 0o777 for path in files}
        assert {0o700} == {(tmp_path / name).stat().st_mode & 0o777 for name in ("data/keys", "secrets")}
        assert vault.path.parent != next((tmp_path / "secrets").iterdir()).parent

    def test_is_shared(self, vault, tmp_path):
        """
        Of many who set at a time, in threads and processes, none is lost.
        """
        code = (
            "import sys; from pathlib import Path; from aura_core.keys.vault import Vault\n"
            "for n in range(10): Vault(Path(sys.argv[1]), Path(sys.argv[2])).set({f'other{n}': 'x'})"
        )
        argv = [sys.executable, "-c", code, str(tmp_path / "data"), str(tmp_path / "secrets")]
        vault.set({"first": "x"})
        with subprocess.Popen(argv) as other, ThreadPoolExecutor(3) as pool:
            list(pool.map(lambda n: Vault(tmp_path / "data", tmp_path / "secrets").set({f"own{n}": "x"}), range(10)))
            assert 0 == other.wait(timeout=60)

        assert 21 == len(kept(vault))

    def test_hides_what_it_has(self, vault):
        """
        A secret is hidden in whatever this process says, from being set to being deleted.
        """
        secret = "no-shape-that-anybody-knows"
        vault.set({"x": secret})
        hidden = REDACTOR.text(f"It was {secret}.")
        vault.delete("x")

        assert "It was [hidden]." == hidden
        assert secret in REDACTOR.text(f"It was {secret}.")


class TestWhatCannotBeOpened:
    @pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 2, "id": "a"}', '{"format": 1, "id": "../x"}'])
    def test_is_left_as_it_is(self, vault, text):
        """
        A vault that is none is an error for everybody, and stays.
        """
        vault.folder.mkdir(parents=True)
        vault.path.write_text(text)
        for use in (vault.read, lambda: vault.set({"openai": KEY}), lambda: vault.delete("openai")):
            with pytest.raises(VaultError, match="cannot be opened"):
                use()

        assert text == vault.path.read_text()

    @pytest.mark.parametrize("member", ["nonce", "box", "id", "holder"])
    def test_notices_every_change(self, vault, member):
        """
        Whatever is changed in the file, it is not opened.
        """
        vault.set({"openai": KEY})
        document = json.loads(vault.path.read_text())
        document[member] = document[member][::-1] if member != "holder" else "keyring"
        vault.path.write_text(json.dumps(document))

        with pytest.raises(VaultError):
            vault.read()

    def test_needs_its_key(self, vault, tmp_path):
        """
        Without the key's file, or with another's, it stays shut, and says which file is missing.
        """
        vault.set({"openai": KEY})
        (file,) = (tmp_path / "secrets").iterdir()
        key = file.read_bytes()
        file.unlink()
        with pytest.raises(VaultError, match=file.name):
            Vault(tmp_path / "data", tmp_path / "secrets").read()
        FileHolder(tmp_path / "secrets").store(file.stem.removeprefix("vault-"), os.urandom(32))
        with pytest.raises(VaultError, match="its own key is another"):
            Vault(tmp_path / "data", tmp_path / "secrets").read()
        file.write_bytes(key)

        assert {"openai": KEY} == kept(Vault(tmp_path / "data", tmp_path / "secrets"))

    def test_says_when_the_disk_is_full(self, vault, monkeypatch):
        """
        Nothing has changed when there was no room.
        """
        vault.set({"openai": KEY})

        def full(*_):
            raise OSError(28, os.strerror(28))

        monkeypatch.setattr("aura_core.disk.os.fsync", full)
        with pytest.raises(DiskFullError):
            vault.set({"openai": "another"})

        assert {"openai": KEY} == kept(vault)


class TestKeyring:
    def test_keeps_the_key_where_there_is_one(self, vault, system, tmp_path):
        """
        With a keyring, no file holds the vault's key.
        """
        vault.set({"openai": KEY})

        assert {"openai": KEY} == kept(Vault(tmp_path / "data", tmp_path / "secrets"))
        assert not (tmp_path / "secrets").exists()
        assert "keyring" == vault.holder().name
        assert [32] == [len(__import__("base64").b64decode(key)) for key in system.kept.values()]

    def test_that_is_locked_is_no_empty_vault(self, vault, system, tmp_path):
        """
        A keyring that does not open is an error, not a vault without keys.
        """
        vault.set({"openai": KEY})
        system.locked = True

        with pytest.raises(VaultError, match="keyring"):
            Vault(tmp_path / "data", tmp_path / "secrets").read()

    def test_that_keeps_nothing_does_not_count(self, vault, system):
        """
        Where a new vault's key cannot be put into the keyring, it goes into a file, and the vault says so.
        """
        system.locked = True
        vault.set({"openai": KEY})

        assert "file" == vault.holder().name

    def test_that_is_not_here_now_is_asked_for(self, vault, system, tmp_path, monkeypatch):
        """
        A vault made with a keyring says so where there is none.
        """
        vault.set({"openai": KEY})
        monkeypatch.undo()

        with pytest.raises(VaultError, match="keyring of the system that is not here"):
            Vault(tmp_path / "data", tmp_path / "secrets").read()

    def test_is_none_of_those_that_keep_nothing(self, monkeypatch, tmp_path):
        """
        Backends that keep nothing or keep it in clear do not count, also within a chain.
        """
        for backend in (NullKeyring(), SimpleNamespace(backends=[NullKeyring()]), SimpleNamespace(backends=[])):
            monkeypatch.setattr(keyring, "get_keyring", lambda backend=backend: backend)

            assert ["file"] == [holder.name for holder in holders(tmp_path)]


class TestPassphrase:
    def test_opens_what_it_sealed(self):
        """
        Only the same passphrase, with the same bound words, opens a box, and nothing that was changed is opened.
        """
        sealed = seal_by_passphrase("correct horse", b"data", b"bound")
        changed = sealed | {"box": sealed["box"][::-1]}

        assert b"data" == open_by_passphrase("correct horse", sealed, b"bound")
        for passphrase, box, bound in (
            ("another", sealed, b"bound"),
            ("correct horse", sealed, b"other"),
            ("correct horse", changed, b"bound"),
        ):
            with pytest.raises(VaultError):
                open_by_passphrase(passphrase, box, bound)

    @pytest.mark.parametrize(
        "change",
        [
            {"n": 2**40},
            {"n": 1000},
            {"r": 10**9},
            {"n": 2**18, "r": 16},
            {"r": 0},
            {"p": 0},
            {"kdf": "md5"},
            {"salt": "?"},
            {"n": "many"},
            {"cipher": None},
        ],
    )
    def test_does_not_do_whatever_a_file_says(self, change):
        """
        What would take all memory, or is no way of ours, is refused at once.
        """
        with pytest.raises(VaultError):
            open_by_passphrase("x", seal_by_passphrase("x", b"data", b"") | change, b"")
