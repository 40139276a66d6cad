"""
Everybody who could do one part of a film, and who of them is chosen.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Generic, TypeVar

import attrs

from aura_core.casting.chain import Chain, Member
from aura_core.casting.parts import ANYBODY, TIERS, Part, flat, provider_for
from aura_core.errors import InvalidInputError, OfflineError, ProviderError
from aura_core.model.access import Preferences
from aura_core.model.provider import Account, Lack, Provider, Tier
from aura_core.model.providers import PROVIDERS
from aura_core.verdicts import Verdict


__all__ = ["Availability", "Maker", "Roster"]

P = TypeVar("P")

_NOBODY: Final[Mapping[str, Account]] = MappingProxyType({})


@attrs.frozen
class Maker(Generic[P]):
    """
    What makes a provider's implementation of a port.

    Attributes:
        make: Called when the provider is chosen; sends nothing.

        missing: Says what this machine lacks for it, a package for one; nothing where everything is there.
    """

    make: Callable[[Account], P]
    missing: Callable[[], Iterator[Lack]] = lambda: iter(())


@attrs.frozen
class Availability:
    """
    Whether a provider could be asked, as far as that is known without asking.

    Attributes:
        lacks: Everything that is missing.
    """

    provider: Provider
    part: Part
    lacks: tuple[Lack, ...]

    @property
    def available(self) -> bool:
        """Whether nothing is missing."""
        return not self.lacks

    @property
    def built(self) -> bool:
        """Whether there is an implementation."""
        return not any(lack.code == _NOT_BUILT.code for lack in self.lacks)


@attrs.frozen
class Roster(Generic[P]):
    """
    Everybody who could do *part*.

    Attributes:
        makers: Of those that are built, by id; whoever is built in has none.

        accounts: What is known of each, by id.

        offline: Whether nothing may leave this machine.
    """

    part: Part
    makers: Mapping[str, Maker[P]] = MappingProxyType({})
    accounts: Mapping[str, Account] = _NOBODY
    preferences: Preferences = Preferences()
    offline: bool = False

    def chain(self, word: str | None, built_in: P) -> Chain[P]:
        """
        Choose who does the part.

        Args:
            word: A name or a tier; ``None`` leaves it to the owner, and without a wish of theirs to *built_in*.

            built_in: Who does it on this machine.

        Raises:
            InvalidInputError: nobody has that name.

            ProviderError: whoever is named, or everybody of the tier, cannot be asked.
        """
        wish = word if word and flat(word) not in ANYBODY else self.preferences.wishes.get(self.part.value, "")
        if flat(wish) in ANYBODY:
            return self.here(built_in)
        if flat(wish) in TIERS:
            return self._of_tiers(wish, built_in)
        provider = provider_for(self.part, wish)
        if provider is None:
            raise self._unknown(wish)
        if lacks := self._lacks(provider):
            raise self._unusable(provider, lacks[0])
        return Chain(self.part, (self._member(provider, built_in),))

    def here(self, built_in: P) -> Chain[P]:
        """Leave the part to *built_in*, whatever the owner prefers: there is nothing to choose."""
        return Chain(self.part, (self._member(self.part.built_in, built_in),))

    def availability(self) -> tuple[Availability, ...]:
        """Say of everybody whether they could be asked."""
        return tuple(Availability(provider, self.part, self._lacks(provider)) for provider in self._everybody())

    def told(self) -> tuple[Availability, ...]:
        """Say what :meth:`availability` says; of a server that may well be there, too, that nobody has told of it."""
        return tuple(
            one if one.lacks or self.knows_where(one.provider) else attrs.evolve(one, lacks=(_UNTOLD,))
            for one in self.availability()
        )

    def knows_where(self, provider: Provider) -> bool:
        """Whether it is known where *provider* is: a server of one's own only if its owner told us of it."""
        account = self.accounts.get(provider.id, Account())
        serves = provider.tier is Tier.LOCAL and bool(provider.api.address)
        return not serves or bool(account.address or account.model)

    def _of_tiers(self, wish: str, built_in: P) -> Chain[P]:
        tiers = TIERS[flat(wish)]
        asked = [provider for provider in self._everybody() if provider.tier in tiers and self._takes_part(provider)]
        able = sorted((one for one in asked if not self._lacks(one)), key=lambda one: self._rank(one, tiers))
        if not able:
            raise self._nobody(wish, tuple((one, self._lacks(one)[0]) for one in asked))
        chosen = able if self.preferences.falls_back else able[:1]
        return Chain(self.part, tuple(self._member(provider, built_in) for provider in chosen))

    def _takes_part(self, provider: Provider) -> bool:
        """Whether a tier may choose *provider*: what needs no key, only if it works here or its owner told us of it."""
        if provider.id in self.preferences.excluded or (
            provider.id not in self.makers and provider is not self.part.built_in
        ):
            return False
        return self.knows_where(provider) and (self._is_preferred(provider) or not provider.takes_a_word)

    def _is_preferred(self, provider: Provider) -> bool:
        """Whether the owner has put *provider* before others."""
        return provider.id in (self.preferences.pinned, *self.preferences.chains.get(self.part.value, ()))

    def _rank(self, provider: Provider, tiers: Sequence[Tier]) -> tuple[bool, bool, int, int]:
        chain = self.preferences.chains.get(self.part.value, ())
        listed = chain.index(provider.id) if provider.id in chain else len(chain)
        last = provider is self.part.built_in and provider.id not in chain
        return provider.id != self.preferences.pinned, last, listed, tiers.index(provider.tier)

    def _everybody(self) -> tuple[Provider, ...]:
        return tuple(provider for provider in PROVIDERS.values() if self.part.kinds & set(provider.kinds))

    def _lacks(self, provider: Provider) -> tuple[Lack, ...]:
        """Say what is missing for *provider* to be asked, the most fundamental first."""
        return tuple(self._lacking(provider))

    def _lacking(self, provider: Provider) -> Iterator[Lack]:
        if provider is self.part.built_in:
            return
        if not provider.runs_here:
            yield Lack(
                f"UnsupportedOS:{sys.platform}",
                Verdict.NOT_CONFIGURED,
                "it does not run on this system",
                f"Choose somebody else to {self.part.verb}.",
            )
            return
        maker = self.makers.get(provider.id)
        if maker is None:
            yield attrs.evolve(_NOT_BUILT, reason=provider.ended) if provider.ended else _NOT_BUILT
            return
        if self.offline and not provider.local:
            yield _OFFLINE
        yield from maker.missing()
        yield from provider.lacks(self.accounts.get(provider.id, Account()))

    def _member(self, provider: Provider, built_in: P) -> Member[P]:
        if provider is self.part.built_in:
            return Member(provider.id, provider.name, built_in)
        account = self.accounts.get(provider.id, Account())
        return Member(provider.id, provider.name, self.makers[provider.id].make(account))

    def _unknown(self, wish: str) -> InvalidInputError:
        built = [one.id for one in self._everybody() if one.id in self.makers or one is self.part.built_in]
        return InvalidInputError.of(
            f"$.providerSelection.{self.part.value}",
            f"There is no provider of that name to {self.part.verb}.",
            code="E303",
            remedy=f"Name one of {', '.join(built)}, or a tier: Free, Pro, ProIfAvailable, Local.",
        )

    def _nobody(self, tier: str, lacking: Sequence[tuple[Provider, Lack]]) -> ProviderError:
        offline = bool(lacking) and all(lack.verdict is Verdict.OFFLINE for _, lack in lacking)
        reasons = "; ".join(f"{one.name}: {lack.reason}" for one, lack in lacking) or "The settings exclude them all"
        return (OfflineError if offline else ProviderError)(
            f"There is no provider of the tier {tier!r} to {self.part.verb} that can be asked. {reasons}.",
            provider=tier,
            remedy=_OFFLINE.remedy
            if offline
            else "Give one of them what it lacks, or choose another tier; `aura providers` lists all.",
            verdict=Verdict.OFFLINE if offline else Verdict.NOT_CONFIGURED,
            stage=self.part.stage,
        )

    def _unusable(self, provider: Provider, lack: Lack) -> ProviderError:
        kind = OfflineError if lack.verdict is Verdict.OFFLINE else ProviderError
        return kind(
            f"{provider.name} cannot be asked to {self.part.verb}: {lack.reason}.",
            provider=provider.id,
            remedy=lack.remedy,
            verdict=lack.verdict,
            stage=self.part.stage,
        )


_NOT_BUILT: Final = Lack(
    "NotBuilt",
    Verdict.NOT_BUILT,
    "nobody has built it yet",
    "Choose somebody else; `aura providers` lists who is there, and docs/providers says how to build one.",
)
_UNTOLD: Final = Lack(
    "NobodyTold",
    Verdict.NOT_CONFIGURED,
    "nobody has said that its server runs",
    "Start it and give its address in the settings, or ask it by name.",
)
_OFFLINE: Final = Lack(
    "OfflineMode", Verdict.OFFLINE, "offline mode is on", "Turn offline mode off, or choose who works on this machine."
)
