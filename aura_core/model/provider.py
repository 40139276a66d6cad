"""
Somebody who writes, speaks, illustrates or composes, as far as anybody can know without asking.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final

import attrs

from aura_core.model.apis import Api
from aura_core.verdicts import Verdict


__all__ = ["Account", "Lack", "Provider", "ProviderKind", "Tier"]

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})

_UNUSUAL: Final = re.compile(r"[\s\x00-\x1f\x7f-\uffff]")
"""What no key has: blanks, control characters, typographic quotes."""


_VARIABLES: Final = {"address": "BASE_URL", "model": "MODEL", "region": "REGION"}
"""How variables of the environment end that hold what is needed."""


class ProviderKind(Enum):
    """What a provider does."""

    LLM = "llm"
    TTS = "tts"
    IMAGE = "image"
    STOCK = "stock"
    MUSIC = "music"
    UPLOAD = "upload"


class Tier(Enum):
    """
    What a provider asks of its user.

    A free one asks for nothing but maybe a key that costs nothing, a local one for a program of one's own, and one that
    is Pro for money.
    """

    FREE = "Free"
    LOCAL = "Local"
    PRO = "Pro"


@attrs.frozen
class Account:
    """
    What its owner has told us of a provider.

    Attributes:
        key: Empty when there is none.

        address: Its base URL as its owner wrote it; empty for the provider's own.

        model: What is asked there; empty leaves it to us.

        more: What else it wants to know, such as ``user``, ``region`` or ``organization``.

        proxy: URL of the proxy for it alone; ``None`` for that of all.
    """

    key: str = attrs.field(default="", repr=False)
    address: str = ""
    model: str = ""
    more: Mapping[str, str] = _NOTHING
    proxy: str | None = attrs.field(default=None, repr=False)

    def get(self, name: str) -> str:
        """Return what is called *name*, a member or one of *more*; empty when there is none."""
        return str(getattr(self, name)) if name in {"key", "address", "model"} else self.more.get(name, "")


@attrs.frozen
class Lack:
    """
    Something without which a provider cannot be asked.

    Attributes:
        code: For programs, such as ``MissingApiKey:OPENAI_API_KEY``.

        reason: For people, as the rest of a sentence.

        remedy: What to do about it, as a sentence.
    """

    code: str
    verdict: Verdict
    reason: str
    remedy: str


@attrs.frozen
class Provider:
    """
    Somebody who writes, speaks, illustrates or composes.

    Attributes:
        id: Lower case, letters and digits only.

        name: As people know it.

        aliases: What else it is called, flat as :func:`~aura_core.model.providers.known_provider` compares: no case, no
            punctuation.

        tier: What it asks of its user.

        needs_key: Whether it asks who we are.

        variables: Of the environment, that may hold its key besides ``<ID>_API_KEY``.

        key_shape: What every key looks like, as a regular expression; as loose as the provider's own words.

        key_page: Where keys are made.

        needs: What else of the account it cannot do without, such as ``address`` or ``region``.

        api: How it is spoken to.

        local: Whether it runs on its owner's own machines by nature, so that it may be at a private address.

        systems: Where it runs, as ``sys.platform`` calls it; empty for everywhere.

        model: What is asked there unless its owner says otherwise.

        fetching: How a model is had that it cannot do without, as a sentence.

        a_minute: Requests that it takes; 0 where it names no number.

        an_hour: Likewise.

        a_day: Likewise.

        at_once: How many requests it takes at a time; 0 where it sets no bound.

        ended: Why nobody can be asked there any more, as the rest of a sentence.

        price: What it costs, as a phrase with the date it was read.

        privacy: What leaves this machine, as a sentence.
    """

    id: str
    name: str
    kinds: tuple[ProviderKind, ...]
    needs_key: bool = True
    aliases: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    tier: Tier = Tier.FREE
    key_shape: str = r".{8,}"
    key_page: str = ""
    needs: tuple[str, ...] = ()
    api: Api = Api()
    local: bool = False
    systems: tuple[str, ...] = ()
    model: str = ""
    fetching: str = ""
    a_minute: int = 0
    an_hour: int = 0
    a_day: int = 0
    at_once: int = 0
    ended: str = ""
    price: str = ""
    privacy: str = ""

    @property
    def key_variables(self) -> tuple[str, ...]:
        """The variables of the environment that may hold its key, the first that is set counts."""
        return (f"{self.id.upper()}_API_KEY", *self.variables)

    def address_for(self, account: Account) -> str:
        """
        Return its own address, in the region of *account* where it has one in each.

        Raises:
            ValueError: the region is none.
        """
        region = "".join(account.get("region").lower().split())
        if "{region}" in self.api.address and region and not re.fullmatch("[a-z0-9]+", region):
            raise ValueError("Its region is none such as eastus.")
        return self.api.address.replace("{region}", region or "nowhere")

    @property
    def takes_a_word(self) -> bool:
        """Whether only its owner's word says that a tier may choose it: it is elsewhere, and needs no key."""
        return not self.local and not self.needs_key

    @property
    def runs_here(self) -> bool:
        """Whether it runs on this operating system."""
        return not self.systems or sys.platform in self.systems

    def lacks(self, account: Account) -> Iterator[Lack]:
        """Say what *account* lacks for the provider to be asked, without asking."""
        if self.needs_key and not account.key:
            yield self._missing_key()
        elif account.key and (_UNUSUAL.search(account.key) or not re.fullmatch(self.key_shape, account.key)):
            where = f" Make one at {self.key_page}." if self.key_page else ""
            yield Lack(
                f"BadApiKey:{self.key_variables[0]}",
                Verdict.KEY_FORMAT,
                "its key cannot be one of its keys",
                f"Copy the key once more, whole and without quotes.{where}",
            )
        for name in self.needs:
            # Whose address is known need not say where that is.
            if not (account.get(name) or (name == "region" and account.address)):
                yield Lack(
                    f"Missing{name.title()}:{self.id}",
                    Verdict.NOT_CONFIGURED,
                    f"its {name} is not given",
                    f"{self.fetching} Give the {name} of {self.name}{self._where(name)}.".lstrip(),
                )

    def _where(self, name: str) -> str:
        variable = _VARIABLES.get(name)
        return f" in {self.id.upper()}_{variable}" if variable else " in the settings"

    def _missing_key(self) -> Lack:
        where = f", made at {self.key_page}," if self.key_page else ""
        return Lack(
            f"MissingApiKey:{self.key_variables[0]}",
            Verdict.NOT_CONFIGURED,
            "it has no key",
            f"Give a key{where} with `aura keys set {self.id}` or in {self.key_variables[0]}.",
        )
