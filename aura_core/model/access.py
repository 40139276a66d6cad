"""Who may be asked, and with which keys."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs

from aura_core.model.policy import Policy
from aura_core.model.provider import Account


__all__ = ["Access", "Preferences"]

_NOBODY: Final[Mapping[str, Account]] = MappingProxyType({})
_NO_WISHES: Final[Mapping[str, str]] = MappingProxyType({})
_NO_CHAINS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})


@attrs.frozen
class Preferences:
    """
    Whom the owner would rather have; parts of a film by the words of ``providerSelection``.

    Attributes:
        wishes: Whom to choose for each part where a film does not say: a name or a tier.

        chains: In which order those of a tier are tried, by id; others come after them, as in the catalogue.

        pinned: Whoever goes first wherever they can do the part; ``None`` for nobody.

        excluded: Who is chosen by no tier.

        falls_back: Whether anybody may stand in.
    """

    wishes: Mapping[str, str] = _NO_WISHES
    chains: Mapping[str, tuple[str, ...]] = _NO_CHAINS
    pinned: str | None = None
    excluded: tuple[str, ...] = ()
    falls_back: bool = True


@attrs.frozen
class Access:
    """
    Who may be asked, and with which keys.

    Attributes:
        accounts: What is known of providers, by id.

        run: What is asked for: the id of a job; empty where there is none.
    """

    accounts: Mapping[str, Account] = _NOBODY
    policy: Policy = Policy()
    preferences: Preferences = Preferences()
    run: str = ""
