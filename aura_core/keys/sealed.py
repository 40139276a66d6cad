"""
Authenticated encryption: AES-256-GCM (NIST SP 800-38D), with a key, or a passphrase by scrypt (RFC 7914).

What is sealed says what made it; whoever has the key and this page can open it without us:
``nonce`` is 12 random bytes, never used twice with a key; ``box`` is the ciphertext with its tag of 16 bytes at the end;
both are in base64. What is *bound* to a box is not in it, but has to be the same to open it.
"""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Mapping
from typing import Any, Final

from aura_core.errors import VaultError


__all__ = ["open_box", "open_by_passphrase", "seal", "seal_by_passphrase"]

_COST: Final = {"n": 2**16, "r": 8, "p": 1}
"""64 MiB and some 0.2 s a try. RFC 7914 §2; OWASP's cheat sheet on password storage asks for no less."""

_LARGEST: Final = 2**20
"""Of n times r, which is 128 MiB; whoever made a file chose these, and may want all of our memory."""

_KDF: Final = "scrypt"
_CIPHER: Final = "AES-256-GCM"


def seal(key: bytes, data: bytes, bound: bytes) -> dict[str, str]:
    """Seal *data*."""
    # Imported here: it takes 50 ms, which a process that has no secrets can do without.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    nonce = os.urandom(12)
    return {"nonce": _text(nonce), "box": _text(AESGCM(key).encrypt(nonce, data, bound))}


def open_box(key: bytes, sealed: Mapping[str, Any], bound: bytes) -> bytes:
    """
    Open what was sealed.

    Raises:
        VaultError: the key is another, or something was changed.
    """
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    try:
        return AESGCM(key).decrypt(_bytes(sealed["nonce"]), _bytes(sealed["box"]), bound)
    except (InvalidTag, KeyError, TypeError, ValueError) as error:
        raise VaultError(
            "It cannot be opened: the key is another, or it was changed.",
            remedy="Use what it was sealed with, or a copy that nobody has changed.",
        ) from error


def seal_by_passphrase(passphrase: str, data: bytes, bound: bytes) -> dict[str, Any]:
    """Seal *data* such that whoever knows *passphrase* can open it."""
    salt = os.urandom(16)
    sealed = seal(_stretched(passphrase, salt, **_COST), data, bound)
    return {"kdf": _KDF, **_COST, "salt": _text(salt), "cipher": _CIPHER, **sealed}


def open_by_passphrase(passphrase: str, sealed: Mapping[str, Any], bound: bytes) -> bytes:
    """
    Open what was sealed by a passphrase.

    Raises:
        VaultError: the passphrase is another, something was changed, or it was sealed in another way.
    """
    try:
        n, r, p, salt = int(sealed["n"]), int(sealed["r"]), int(sealed["p"]), _bytes(sealed["salt"])
        is_ours = (sealed["kdf"], sealed["cipher"]) == (_KDF, _CIPHER)
    except (KeyError, TypeError, ValueError) as error:
        raise _strange() from error
    if not is_ours or not (n >= 2 and n & (n - 1) == 0 and r >= 1 and n * r <= _LARGEST and 1 <= p <= 4):
        raise _strange()
    return open_box(_stretched(passphrase, salt, n, r, p), sealed, bound)


def _stretched(passphrase: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt  # noqa: PLC0415

    return Scrypt(salt=salt, length=32, n=n, r=r, p=p).derive(passphrase.encode())


def _strange() -> VaultError:
    return VaultError("It was sealed in a way that is not known here.", remedy="Export it once more with this version.")


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: Any) -> bytes:
    try:
        return base64.b64decode(str(text), validate=True)
    except binascii.Error as error:
        raise ValueError("no base64") from error
