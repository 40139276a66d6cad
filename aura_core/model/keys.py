"""What is asked and answered about keys; no answer holds one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import attrs


__all__ = [
    "AllKeysStatusResponse",
    "KeyListResponse",
    "KeyRotated",
    "KeySaved",
    "KeyShown",
    "KeyStatusResponse",
    "KeyTested",
    "KeyVaultDiagnosticsResponse",
    "KeyVaultEncryptionInfo",
    "KeyVaultInfoResponse",
    "KeyVaultMetadata",
    "KeyVaultStorageInfo",
    "KeysSaved",
    "RevalidateKeyRequest",
    "RotateApiKeyRequest",
    "SaveApiKeysRequest",
    "SetApiKeyRequest",
    "TestApiKeyRequest",
]

_NOTHING: Mapping[str, str] = {}
_NO_STATUSES: Mapping[str, KeyStatusResponse] = {}


@attrs.frozen
class SetApiKeyRequest:
    """
    A key to be kept.

    Attributes:
        provider: Its id or any other spelling, such as ``OpenAI``.
    """

    provider: str
    api_key: str = attrs.field(repr=False)


@attrs.frozen
class TestApiKeyRequest:
    """
    A key to be tested.

    Attributes:
        api_key: ``None`` for the one that is kept.
    """

    __test__ = False

    provider: str
    api_key: str | None = attrs.field(default=None, repr=False)


@attrs.frozen
class RotateApiKeyRequest:
    """
    A key to be put in the place of another.

    Attributes:
        test_before_saving: Whether its provider is asked first.
    """

    provider: str
    new_api_key: str = attrs.field(repr=False)
    test_before_saving: bool = True


@attrs.frozen
class RevalidateKeyRequest:
    """
    A key to be tested again.

    Attributes:
        api_key: ``None`` for the one that is kept.
    """

    provider: str
    api_key: str | None = attrs.field(default=None, repr=False)


@attrs.frozen
class SaveApiKeysRequest:
    """Keys to be kept, by the ids of their providers or any other spelling."""

    keys: Mapping[str, str] = attrs.field(repr=False)


@attrs.frozen
class KeySaved:
    """
    What became of a key.

    Attributes:
        provider: Its id.

        masked: How the key is shown.
    """

    success: bool
    message: str
    provider: str
    masked: str = ""


@attrs.frozen
class KeysSaved:
    """
    What became of several keys.

    Attributes:
        saved_keys: Ids of their providers.
    """

    success: bool
    message: str
    saved_keys: tuple[str, ...]


@attrs.frozen
class KeyShown:
    """
    A provider that wants a key.

    Attributes:
        provider: Its id.

        name: As people know it.

        source: vault, or the variable of the environment.

        changed: When it was set.
    """

    provider: str
    name: str
    configured: bool
    masked: str = ""
    source: str | None = None
    changed: datetime | None = None


@attrs.frozen
class KeyListResponse:
    """
    Every provider that wants a key, and whether there is one.

    Attributes:
        count: Of those that there are.
    """

    success: bool
    providers: tuple[KeyShown, ...]
    count: int


@attrs.frozen
class KeyTested:
    """
    What came of testing a key.

    Attributes:
        success: Whether the provider knows it.

        status: Valid, Invalid, TimedOut, or NotValidated when nobody could be asked.
    """

    success: bool
    message: str
    provider: str
    status: str
    details: Mapping[str, str] = _NOTHING


@attrs.frozen
class KeyRotated:
    """
    What became of a key that was to take the place of another.

    Attributes:
        test_result: What came of testing it; ``None`` when it was not to be tested.
    """

    success: bool
    message: str
    provider: str
    masked: str = ""
    test_result: KeyTested | None = None


@attrs.frozen
class KeyStatusResponse:
    """
    What is known of a provider's key.

    Attributes:
        status: NotValidated, Valid, Invalid or TimedOut.

        last_validated: When its provider was asked about it.

        elapsed_ms: How long that took.
    """

    success: bool = False
    provider: str = ""
    status: str = ""
    message: str = ""
    last_validated: datetime | None = None
    validation_started: datetime | None = None
    elapsed_ms: int = 0
    remaining_timeout_ms: int = 0
    details: Mapping[str, str] = _NOTHING
    can_retry: bool = False
    can_manually_revalidate: bool = False


@attrs.frozen
class AllKeysStatusResponse:
    """What is known of every key, by the id of its provider."""

    success: bool = False
    statuses: Mapping[str, KeyStatusResponse] = _NO_STATUSES
    total_keys: int = 0
    valid_keys: int = 0
    invalid_keys: int = 0
    pending_validation: int = 0


@attrs.frozen
class KeyVaultEncryptionInfo:
    """
    How keys are sealed.

    Attributes:
        scope: Who can open them.
    """

    platform: str = ""
    method: str = ""
    scope: str = ""


@attrs.frozen
class KeyVaultStorageInfo:
    """Where keys are."""

    location: str = ""
    encrypted: bool = False
    file_exists: bool = False


@attrs.frozen
class KeyVaultMetadata:
    """How many keys there are."""

    configured_keys_count: int = 0
    last_modified: str | None = None


@attrs.frozen
class KeyVaultInfoResponse:
    """
    How and where keys are kept.

    Attributes:
        status: healthy or empty.
    """

    success: bool = False
    encryption: KeyVaultEncryptionInfo = KeyVaultEncryptionInfo()
    storage: KeyVaultStorageInfo = KeyVaultStorageInfo()
    metadata: KeyVaultMetadata = KeyVaultMetadata()
    status: str = "healthy"


@attrs.frozen
class KeyVaultDiagnosticsResponse:
    """What came of looking whether every key is hidden."""

    success: bool = False
    redaction_check_passed: bool = False
    checks: tuple[str, ...] = ()
    message: str | None = None
