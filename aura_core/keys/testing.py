"""Whether a key opens anything: asked of whoever can ask its provider."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from types import MappingProxyType
from typing import Final, Protocol

import attrs

from aura_core.model.provider import Provider


__all__ = ["KeyState", "KeyTest", "KeyTester", "Untested"]

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class KeyState(Enum):
    """What is known of a key; the words are the contract's."""

    NOT_VALIDATED = "NotValidated"
    VALID = "Valid"
    INVALID = "Invalid"
    TIMED_OUT = "TimedOut"


def _now() -> datetime:
    return datetime.now(UTC)


@attrs.frozen
class KeyTest:
    """
    What came of testing a key.

    Attributes:
        message: A sentence; the key is not in it.

        elapsed_ms: How long the provider took.

        details: What else is known, as texts: ``verdict``, ``remedy``, ``call``, ``address``.
    """

    state: KeyState
    message: str
    at: datetime = attrs.field(factory=_now)
    elapsed_ms: int = 0
    details: Mapping[str, str] = _NOTHING


class KeyTester(Protocol):
    """Asks a provider whether it knows a key, in a way that costs nothing."""

    async def test(self, provider: Provider, key: str) -> KeyTest:
        """Ask *provider*; whatever goes wrong is in what is returned, and *key* is in nothing that is said or raised."""
        ...


class Untested:
    """Asks nobody, and says so."""

    async def test(self, provider: Provider, key: str) -> KeyTest:
        """Say that nobody was asked."""
        return KeyTest(KeyState.NOT_VALIDATED, f"The key was not tested: nothing here asks {provider.name} about keys.")
